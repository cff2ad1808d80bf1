// Finding files to bring in, and the words of what would happen.

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include <doctest/doctest.h>

#include "window/background.h"
#include "window/export.h"
#include "window/import_files.h"
#include "window/import_plan.h"
#include "window/import_table.h"

namespace {

namespace fs = std::filesystem;
using namespace attache;
using namespace attache::window;

/// A folder of its own, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(fs::temp_directory_path() /
              ("attache-import-" + std::to_string(getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~TemporaryFolder() { fs::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }
  void add(const std::string& name, std::string_view text = "x") const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }

 private:
  fs::path path_;
};

std::string read(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> names(const std::vector<FolderEntry>& entries) {
  std::vector<std::string> all;
  for (const FolderEntry& entry : entries)
    all.push_back(entry.name);
  return all;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a folder lists its folders, then what can be brought in, without the rest") {
  const TemporaryFolder folder;
  folder.add("b.csv", "123");
  folder.add("A.APKG");
  folder.add("picture.png");
  folder.add(".hidden.csv");
  folder.add("z/inner.csv");
  const auto entries = entries_of(folder.path());
  CHECK(names(entries) == Names{"z", "A.APKG", "b.csv"});
  CHECK(entries[0].folder);
  CHECK(entries[2].bytes == 3);
}

TEST_CASE("a folder that cannot be read is empty") {
  CHECK(entries_of("/nowhere/at/all").empty());
}

TEST_CASE("what is typed is taken apart into a folder and how a name begins") {
  CHECK(typed_path("/a/b/cap", "/home/x").folder == fs::path("/a/b/"));
  CHECK(typed_path("/a/b/cap", "/home/x").begun == "cap");
  CHECK(typed_path("~/cap", "/home/x").folder == fs::path("/home/x/"));
  CHECK(typed_path("~", "/home/x").folder == fs::path("/home/x/"));
  CHECK(typed_path("cap", "/home/x").folder == fs::path("/home/x"));
  CHECK(typed_path("/a/", "/home/x").begun.empty());
}

TEST_CASE("the home folder is shown as a tilde, and only that") {
  CHECK(shown_path("/home/x/Documents", "/home/x", true) == "~/Documents/");
  CHECK(shown_path("/home/x", "/home/x", true) == "~/");
  CHECK(shown_path("/home/xavier/a.csv", "/home/x", false) == "/home/xavier/a.csv");
}

TEST_CASE("a path that is shown is read back as the same") {
  const fs::path home = "/home/x";
  for (const fs::path path : {"/home/x/a.csv", "/srv/b.apkg", "/home/x/d/e.txt"}) {
    const TypedPath typed = typed_path(shown_path(path, home, false), home);
    CHECK((typed.folder / typed.begun).lexically_normal() == path);
  }
}

TEST_CASE("names that begin as typed come before those that hold it elsewhere") {
  const std::vector<FolderEntry> all{{"My Capitals.apkg", false, 1},
                                     {"Capitals.apkg", false, 1},
                                     {"Rivers.csv", false, 1}};
  CHECK(names(fitting_entries(all, "cap")) == Names{"Capitals.apkg", "My Capitals.apkg"});
  CHECK(fitting_entries(all, "").size() == 3);
}

TEST_CASE("files arrive in Downloads, or else at home") {
  const TemporaryFolder home;
  CHECK(arrivals_folder(home.path()) == home.path());
  fs::create_directory(home.path() / "Downloads");
  CHECK(arrivals_folder(home.path()) == home.path() / "Downloads");
}

TEST_CASE("sizes are told in few figures") {
  CHECK(bytes_text(999) == "999 bytes");
  CHECK(bytes_text(12345) == "12 KB");
  CHECK(bytes_text(3456789) == "3.5 MB");
  CHECK(bytes_text(123456789) == "123 MB");
}

// --- what would happen

TEST_CASE("a deck's counts name only what there is") {
  ImportDeckPlan deck;
  CHECK(counts_text(deck) == "No questions");
  deck.added = 1200;
  deck.same = 3;
  deck.pictures = 1;
  CHECK(counts_text(deck) == "1,200 new  ·  3 the same  ·  1 picture");
}

TEST_CASE("the button says how much would be brought in") {
  ImportPlan plan;
  plan.decks.resize(2);
  plan.decks[0].added = 4;
  plan.decks[1].changed = 1;
  CHECK(import_label(plan, true) == "Import 5 questions");
  plan.decks.clear();
  plan.new_answers = 1;
  CHECK(import_label(plan, true) == "Import 1 answer");
  CHECK(import_label(plan, false) == "Import");
}

TEST_CASE("there is nothing to do where all is here already") {
  ImportPlan plan;
  plan.decks.resize(1);
  plan.decks[0].exists = true;
  plan.decks[0].same = 9;
  CHECK(nothing_to_do(plan, true));
  plan.new_answers = 2;
  CHECK_FALSE(nothing_to_do(plan, true));
  CHECK(nothing_to_do(plan, false));
  plan.decks[0].exists = false;
  CHECK_FALSE(nothing_to_do(plan, false));
}

TEST_CASE("a column's use has a title, and one that is not known is left out") {
  CHECK(title_of_use("question") == "Question");
  CHECK(title_of_use("accept") == "Also right");
  CHECK(title_of_use("colour") == "Leave out");
}

TEST_CASE("rows are split by another sign for a look") {
  using Cells = std::vector<std::vector<std::string>>;
  CHECK(split_anew({{"a;b", "c"}, {"d"}}, ',', ';') == Cells{{"a", "b,c"}, {"d"}});
}

// --- handing out

TEST_CASE("a file is named for its deck, and for its kind where endings are shared") {
  CHECK(export_file_name("treaties", {"anki", "Anki package", ".apkg"}) ==
        "treaties.apkg");
  CHECK(export_file_name("treaties", {"cards-html", "Cards", ".html"}) ==
        "treaties-cards.html");
}

TEST_CASE("an export replaces the whole file, and leaves nothing beside it") {
  const TemporaryFolder folder;
  folder.add("out.txt", "the old one, which is longer");
  REQUIRE(write_export(folder.path() / "out.txt", "new").has_value());
  CHECK(read(folder.path() / "out.txt") == "new");
  CHECK(entries_of(folder.path()).size() == 1);
}

TEST_CASE("an export into a folder that is not there says so") {
  const TemporaryFolder folder;
  const auto written = write_export(folder.path() / "none" / "out.txt", "new");
  REQUIRE_FALSE(written.has_value());
  CHECK_FALSE(written.error().remedy.empty());
}

TEST_CASE("work that is asked to stop still hands over what came of it") {
  Background<int> work([] {});
  work.start([](const Background<int>::Progress& progress) {
    while (progress(0.5))
      std::this_thread::yield();
    return 7;
  });
  work.ask_to_stop();
  std::optional<int> value;
  while (!value)
    value = work.take();
  CHECK(*value == 7);
  CHECK_FALSE(work.busy());
}
