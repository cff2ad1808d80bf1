// Every question that the bundled decks and examples generate, read as a proofreader
// would.

#include <filesystem>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "base/text.h"
#include "cards/deck_book.h"
#include "cards/plain.h"
#include "trainer/library.h"

using namespace attache;

namespace {

Library all_decks() {
  const std::filesystem::path decks = std::filesystem::path(ATTACHE_SOURCE_DIR) / "decks";
  return load_library({decks, decks / "examples"});
}

constexpr std::uint64_t kDeals = 12;

/// Puts every question in each of its forms, several times.
void for_each_prompt(const DeckBook& book,
                     const std::function<void(const Question&, const Prompt&)>& visit) {
  for (const Question& question : book.questions())
    for (const Form form : question.forms)
      for (std::uint64_t deal = 0; deal < kDeals; ++deal) {
        Chance chance = Chance(deal).derive(question.id);
        visit(question, book.put(question, form, chance));
      }
}

/// The sentence as a student reads it, with the answers in their blanks.
std::string read_aloud(const Prompt& prompt) {
  return plain_text(prompt.cloze ? prompt.cloze->filled() : prompt.stem);
}

struct Fault {
  const char* pattern;
  const char* name;
};

// What no sentence has. "a" before a vowel and "an" before a consonant are looked for
// before small letters only: names are the business of their own tests.
const Fault kFaults[] = {{R"(\.\.(?!\.))", "a doubled full stop"},
                         {R"(\?\.|\.\?(?!$))", "two ends of a sentence"},
                         {R"( ,| \.| \?)", "a blank before a sign"},
                         {R"(  )", "two blanks"},
                         {R"(\b(the|a|an) (the|a|an)\b)", "two articles"},
                         {R"(\b[Aa] [aeio][a-z])", "a for an"},
                         {R"(\b[Aa]n [bcdfgjklmnpqrstvwyz][a-z])", "an for a"},
                         {R"(s['’]s\b)", "a possessive after s"},
                         {R"([{}|])", "a placeholder that was left"},
                         {R"(^[a-z])", "no capital at the start"},
                         {R"([^.?!:…)”"]$)", "no end"},
                         {R"(\b(\w+) \1\b)", "a word twice"}};

}  // namespace

TEST_CASE("every generated question of the bundled decks is good English") {
  const Library library = all_decks();
  REQUIRE(library.books.size() > 10);
  std::vector<std::pair<std::regex, const char*>> faults;
  for (const Fault& fault : kFaults)
    faults.emplace_back(fault.pattern, fault.name);
  std::set<std::string> sentences;
  for (const DeckBook& book : library.books)
    for_each_prompt(book, [&](const Question& question, const Prompt& prompt) {
      if (question.direction) sentences.insert(read_aloud(prompt));
    });
  CHECK(sentences.size() > 500);
  for (const std::string& sentence : sentences)
    for (const auto& [pattern, name] : faults)
      CHECK_MESSAGE(!std::regex_search(sentence, pattern), name, ": ", sentence);
}

TEST_CASE("no option of the bundled decks is there twice, and what must be right is") {
  for (const DeckBook& book : all_decks().books)
    for_each_prompt(book, [&](const Question& question, const Prompt& prompt) {
      INFO(question.id, " ", name_of(prompt.form));
      std::set<std::string> seen;
      int right = 0;
      for (const Option& option : prompt.options) {
        CHECK(seen.insert(fold(option.text)).second);
        right += option.right ? 1 : 0;
      }
      if (answer_kind_of(prompt.form) == AnswerKind::kPickOne) CHECK(right == 1);
      if (prompt.form == Form::kChoice) CHECK(prompt.options.size() >= 3);
      if (prompt.form == Form::kSelect) CHECK(right >= 1);
      if (prompt.form == Form::kPlace)
        CHECK(prompt.depths.size() == prompt.options.size());
      CHECK_FALSE(prompt.answer.empty());
    });
}

TEST_CASE("no wrong option is true, an alias of the answer, or given in the stem") {
  for (const DeckBook& book : all_decks().books)
    for_each_prompt(book, [&](const Question& question, const Prompt& prompt) {
      if (!question.direction || prompt.form != Form::kChoice) return;
      const Fact& fact = book.deck().facts[question.item];
      std::set<std::string> right;
      const auto add_names = [&](const Entity& entity) {
        right.insert(fold(entity.name));
        for (const Alias& alias : entity.aliases)
          right.insert(fold(alias.text));
      };
      for (const Fact& other : book.deck().facts) {
        if (other.relation != fact.relation) continue;
        if (question.direction == Direction::kObject && other.subject == fact.subject)
          for (const FactObject& object : other.objects)
            if (const auto* entity = std::get_if<EntityRef>(&object))
              add_names(*book.entity(entity->id));
        const bool shared = std::any_of(
            fact.objects.begin(), fact.objects.end(), [&](const auto& object) {
              return std::find(other.objects.begin(), other.objects.end(), object) !=
                     other.objects.end();
            });
        if (question.direction == Direction::kSubject && shared)
          add_names(*book.entity(other.subject));
      }
      for (const Option& option : prompt.options) {
        if (option.right) continue;
        INFO(question.id, ": ", option.text);
        CHECK_FALSE(right.contains(fold(option.text)));
        CHECK(fold(prompt.stem).find(" " + fold(option.text) + " ") == std::string::npos);
      }
    });
}

TEST_CASE("the right answer of the first deck's choices stands anywhere alike") {
  const Library library = all_decks();
  // Expected 1/4 of all four-option choices in each place.
  std::vector<double> at(4);
  double all = 0;
  for (const DeckBook& book : library.books)
    for_each_prompt(book, [&](const Question& question, const Prompt& prompt) {
      if (!question.direction || prompt.form != Form::kChoice ||
          prompt.options.size() != 4)
        return;
      for (std::size_t i = 0; i < 4; ++i)
        at[i] += prompt.options[i].right ? 1 : 0;
      ++all;
    });
  REQUIRE(all > 500);
  double chi_square = 0;
  for (const double count : at)
    chi_square += (count - all / 4) * (count - all / 4) / (all / 4);
  CHECK(chi_square < 16.27);  // three degrees of freedom, p = 0.001
}
