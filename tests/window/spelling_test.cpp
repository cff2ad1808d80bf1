// Spelling, with a little dictionary of our own; Debian's, where they are installed.

#include "window/spelling.h"

#include <algorithm>
#include <fstream>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"

using namespace attache;
using namespace attache::window;

namespace {

namespace fs = std::filesystem;

/// Writes a dictionary that knows a few words, and that -s makes plurals of some.
DictionaryFiles write_dictionary(const fs::path& folder, const std::string& name) {
  DictionaryFiles files{folder / (name + ".aff"), folder / (name + ".dic")};
  std::ofstream(files.affixes) << "SET UTF-8\nTRY aeiourstln'\n"
                                  "SFX S Y 1\nSFX S 0 s .\n";
  std::ofstream(files.words) << "7\nthe\ntreaty\nalliance/S\nsigned\ncity\nof\ndon't\n";
  return files;
}

std::vector<std::string> to_check(std::string_view text) {
  std::vector<std::string> found;
  for (const TextRange& word : words_to_check(text))
    found.emplace_back(text.substr(word.begin, word.end - word.begin));
  return found;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("words are checked, signs between them are not") {
  CHECK(to_check("The treaty, signed (again).") ==
        Words{"The", "treaty", "signed", "again"});
  CHECK(to_check("don’t isn't") == Words{"don’t", "isn't"});
  CHECK(to_check("two-plus-two") == Words{"two", "plus", "two"});
  CHECK(to_check("") == Words{});
}

TEST_CASE("addresses, code, numbers and names of things are left alone") {
  CHECK(to_check("see https://example.org/treaty and www.example.org") ==
        Words{"see", "and"});
  CHECK(to_check("write to desk@example.org") == Words{"write", "to"});
  CHECK(to_check("[the text](https://example.org/a)") == Words{"the", "text"});
  CHECK(to_check("`some code` here") == Words{"here"});
  CHECK(to_check("an `open tick") == Words{"an", "open", "tick"});
  CHECK(to_check("F35 and 2plus2 in 1960, the 1st") == Words{"and", "in", "the"});
  CHECK(to_check("joint_command /etc/passwd iPhone") == Words{});
}

TEST_CASE("words in capitals are acronyms, alone or as several") {
  CHECK(to_check("NATO and USFJ with ICBMs, U.S. and a B") ==
        Words{"and", "with", "and"});
}

TEST_CASE("words inside of blanks are checked") {
  CHECK(to_check("in {{Washington|Washington DC::city}} then") ==
        Words{"in", "Washington", "Washington", "city", "then"});
}

TEST_CASE("scripts without blanks between words are left alone") {
  CHECK(to_check("統合作戦司令部 カタカナ ひらがな treaty 한국어") == Words{"treaty"});
}

TEST_CASE("a dictionary is found by language and country, the usual country first") {
  const TemporaryFolder folder;
  const TemporaryFolder other;
  for (const char* name : {"en_GB", "en_US", "de_DE", "pt_BR", "eo"})
    write_dictionary(folder.path(), name);
  write_dictionary(other.path(), "fr_CA");
  const std::vector<fs::path> folders{other.path() / "missing", folder.path(),
                                      other.path()};
  const auto found = [&](std::string_view language) {
    return find_dictionary(language, folders).words.filename().string();
  };
  CHECK(found("en") == "en_US.dic");
  CHECK(found("en-GB") == "en_GB.dic");
  CHECK(found("en_gb") == "en_GB.dic");
  CHECK(found("en-AU") == "en_US.dic");
  CHECK(found("en-Latn-GB") == "en_GB.dic");
  CHECK(found("de") == "de_DE.dic");
  CHECK(found("pt") == "pt_BR.dic");
  CHECK(found("fr") == "fr_CA.dic");
  CHECK(found("eo") == "eo.dic");
  CHECK(found("ja").empty());
  CHECK(found("").empty());
}

TEST_CASE("a dictionary without its rules is none") {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "en_US.dic") << "1\nthe\n";
  const std::vector<fs::path> folders{folder.path()};
  CHECK(find_dictionary("en", folders).words.empty());
}

TEST_CASE("wrong words are found where they stand") {
  const TemporaryFolder folder;
  const Spelling spelling(write_dictionary(folder.path(), "en_US"));
  REQUIRE(spelling.has_dictionary());
  CHECK(spelling.wrong_in("The tretay of the alliances") ==
        std::vector<TextRange>{{4, 10}});
  CHECK(spelling.wrong_in("the treaty, signed").empty());
  CHECK(spelling.right("don’t"));
}

TEST_CASE("words of another script than the dictionary's are right") {
  const TemporaryFolder folder;
  const Spelling spelling(write_dictionary(folder.path(), "en_US"));
  CHECK(spelling.right("Москва"));
  CHECK(spelling.wrong_in("the Αθήνα").empty());
}

TEST_CASE("without a dictionary every word is right, and nothing is suggested") {
  const Spelling spelling(DictionaryFiles{});
  CHECK_FALSE(spelling.has_dictionary());
  CHECK(spelling.right("qwertz"));
  CHECK(spelling.wrong_in("qwertz").empty());
  CHECK(spelling.suggestions("qwertz").empty());
}

TEST_CASE("names and own words are right, in any case and in the genitive") {
  const TemporaryFolder folder;
  Spelling spelling(write_dictionary(folder.path(), "en_US"));
  const std::vector<std::string> names{"Kishida Fumio", "Yokota"};
  const auto before = spelling.revision();
  CHECK_FALSE(spelling.right("Kishida"));
  spelling.know_names(names);
  CHECK(spelling.revision() != before);
  CHECK(spelling.right("Kishida"));
  CHECK(spelling.right("kishida's"));
  CHECK(spelling.right("Yokota’s"));
  const auto known = spelling.revision();
  spelling.know_names(names);
  CHECK(spelling.revision() == known);
  CHECK_FALSE(spelling.right("minilateral"));
  spelling.know_own_words({"minilateral"});
  CHECK(spelling.right("Minilateral"));
  spelling.add_own_word("Quad");
  CHECK(spelling.right("Quad"));
  spelling.know_own_words({});
  CHECK_FALSE(spelling.right("Quad"));
}

TEST_CASE("suggestions hold what was meant, and at most as many as are wanted") {
  const TemporaryFolder folder;
  const Spelling spelling(write_dictionary(folder.path(), "en_US"));
  const auto meant = spelling.suggestions("tretay");
  CHECK(std::find(meant.begin(), meant.end(), "treaty") != meant.end());
  CHECK(spelling.suggestions("cite", 1).size() <= 1);
}

TEST_CASE("a dictionary in an old encoding works too") {
  const TemporaryFolder folder;
  const DictionaryFiles files{folder.path() / "fr_FR.aff", folder.path() / "fr_FR.dic"};
  std::ofstream(files.affixes) << "SET ISO8859-1\nTRY ae\xE9\n";
  std::ofstream(files.words) << "2\ntrait\xE9\nsign\xE9\n";
  const Spelling spelling(files);
  CHECK(spelling.right("traité"));
  CHECK_FALSE(spelling.right("traite"));
  CHECK(spelling.suggestions("traite").at(0) == "traité");
  CHECK(spelling.right("naïve") == false);
  CHECK(spelling.right("łódź"));  // cannot be written in it, so nothing can be said
}

TEST_CASE("the installed English dictionaries differ where English does") {
  const auto folders = dictionary_folders();
  const DictionaryFiles american = find_dictionary("en-US", folders);
  const DictionaryFiles british = find_dictionary("en-GB", folders);
  if (american.words.stem() != "en_US" || british.words.stem() != "en_GB") return;
  const Spelling us(american);
  const Spelling gb(british);
  CHECK(us.right("defense"));
  CHECK_FALSE(us.right("defence"));
  CHECK(gb.right("defence"));
  CHECK_FALSE(gb.right("goverment"));
  const auto meant = us.suggestions("goverment");
  CHECK(std::find(meant.begin(), meant.end(), "government") != meant.end());
}
