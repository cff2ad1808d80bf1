// The Progress screen and handing in: what they work out before they draw.

#include "window/progress.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <doctest/doctest.h>

#include "window/hand_in.h"
#include "window/progress_files.h"
#include "window/progress_parts.h"
#include "window/progress_scene.h"
#include "window/progress_scope.h"

namespace {

using namespace attache;
using namespace attache::window;
namespace fs = std::filesystem;

StudyDay day(int year, unsigned month, unsigned date) {
  return StudyDay(std::chrono::year(year) / std::chrono::month(month) /
                  std::chrono::day(date));
}

/// A folder of its own, gone afterwards.
class Folder {
 public:
  Folder() {
    path_ =
        fs::temp_directory_path() / ("attache-progress-" + std::to_string(::getpid()) +
                                     "-" + std::to_string(++made_));
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder(Folder&&) = delete;
  Folder& operator=(Folder&&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  static inline int made_ = 0;
  fs::path path_;
};

Card card(std::string id, std::string topic, std::vector<std::string> tags) {
  Card card;
  card.id = std::move(id);
  card.topic = std::move(topic);
  card.tags = std::move(tags);
  card.ask = "What?";
  card.body = RecallCard{"That"};
  return card;
}

/// A deck with a topic that has one below it, and a topic beside.
std::vector<DeckBook> shelf() {
  Deck deck;
  deck.id = "alliance";
  deck.title = "Álliance politics";
  deck.topics = {{"command", "Command", "", {}},
                 {"joint", "Joint command", "command", {}},
                 {"bases", "Bases", "", {}}};
  deck.cards = {card("a", "command", {"week-1"}), card("b", "joint", {}),
                card("c", "bases", {"week-1"})};
  Deck other;
  other.id = "media";
  other.title = "Media law";
  other.cards = {card("d", "", {})};
  std::vector<DeckBook> books;
  books.emplace_back(std::move(deck));
  books.emplace_back(std::move(other));
  return books;
}

std::vector<std::string> titles(const std::vector<ScopeChoice>& choices) {
  std::vector<std::string> out;
  for (const ScopeChoice& choice : choices)
    out.push_back(choice.title);
  return out;
}

}  // namespace

// --- scopes

TEST_CASE("one chooses among all decks, each deck with its topics, and the tags") {
  const auto books = shelf();
  const auto choices = scope_choices(books);
  CHECK(titles(choices) == std::vector<std::string>{"All decks", "Álliance politics",
                                                    "Command", "Joint command", "Bases",
                                                    "Media law", "week-1"});
  CHECK(choices[0].query.empty());
  CHECK(choices[0].note == "4 questions");
  CHECK(choices[1].query == "deck:\"alliance\"");
  CHECK(choices[3].query == "deck:\"alliance\" topic:\"joint\"");
  CHECK(choices[3].depth > choices[2].depth);
  CHECK(choices[6].query == "tag:\"week-1\"");
}

TEST_CASE("choices are found without their accents and capitals") {
  const auto books = shelf();
  const auto choices = scope_choices(books);
  CHECK(titles(fitting_choices(choices, "alliance")) ==
        std::vector<std::string>{"Álliance politics"});
  CHECK(titles(fitting_choices(choices, "COMMAND")) ==
        std::vector<std::string>{"Command", "Joint command"});
  CHECK(fitting_choices(choices, "zeppelin").empty());
  CHECK(fitting_choices(choices, "").size() == choices.size());
}

// --- files

TEST_CASE("a file is called after what is in it and the study day") {
  CHECK(progress_file_stem("reviews", day(2024, 8, 1)) == "attache-reviews-2024-08-01");
  CHECK(progress_file_stem("By topic / 日本", day(2024, 12, 31)) ==
        "attache-by-topic-2024-12-31");
  CHECK(progress_file_stem("日本", day(2024, 1, 2)) == "attache-chart-2024-01-02");
}

TEST_CASE("nothing is written over: the next file gets a number") {
  const Folder folder;
  CHECK(free_path(folder.path(), "a", ".png") == folder.path() / "a.png");
  std::ofstream(folder.path() / "a.png") << "x";
  CHECK(free_path(folder.path(), "a", ".png") == folder.path() / "a-2.png");
  std::ofstream(folder.path() / "a-2.png") << "x";
  CHECK(free_path(folder.path(), "a", ".png") == folder.path() / "a-3.png");
}

TEST_CASE("a text is saved among the documents, and without a home nowhere") {
  const Folder folder;
  const auto home = [&](const char* name) -> std::optional<std::string> {
    if (std::string(name) == "HOME") return folder.path().string();
    return std::nullopt;
  };
  const auto saved = save_text(home, "a", ".csv", "Day,Answers\r\n");
  REQUIRE(saved);
  std::ifstream file(*saved);
  CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == "Day,Answers\r\n");
  const auto nowhere =
      save_text([](const char*) { return std::nullopt; }, "a", ".csv", "");
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().remedy == "set HOME, then save it again");
}

// --- words

TEST_CASE("time that was spent is told in minutes and hours") {
  using std::chrono::minutes;
  CHECK(spent_text(Millis(0)) == "no time");
  CHECK(spent_text(std::chrono::seconds(20)) == "less than a minute");
  CHECK(spent_text(minutes(12)) == "12 min");
  CHECK(spent_text(minutes(60)) == "1 h");
  CHECK(spent_text(minutes(200)) == "3 h 20 min");
}

TEST_CASE("how far away the exam's day is") {
  CHECK(days_ahead_text(day(2024, 8, 1), day(2024, 8, 13)) == "in 12 days");
  CHECK(days_ahead_text(day(2024, 8, 1), day(2024, 8, 2)) == "tomorrow");
  CHECK(days_ahead_text(day(2024, 8, 1), day(2024, 8, 1)) == "today");
}

TEST_CASE("kinds of answers are told that there were, and retention only where asked") {
  ProgressShown shown;
  CHECK(kinds_text(shown).empty());
  shown.learning_today = 20;
  shown.relearning_today = 3;
  CHECK(kinds_text(shown) == "20 learning  ·  3 relearning");
  CHECK(retention_text({}) == "–");
  CHECK(retention_text({20, 17}) == "85 %");
}

TEST_CASE("a question is practised once, however often it was mixed up") {
  ProgressShown shown;
  shown.confusions = {{"d/a", "", "", "x", 3, {}},
                      {"d/b", "", "", "y", 2, {}},
                      {"d/a", "", "", "z", 2, {}}};
  CHECK(confused_questions(shown) == std::vector<QuestionId>{"d/a", "d/b"});
  shown.weakest.resize(1);
  shown.weakest.front().question = "d/c";
  CHECK(weakest_questions(shown) == std::vector<QuestionId>{"d/c"});
}

TEST_CASE("every range has its name") {
  CHECK(range_label(ProgressRange::kMonth) == "Month");
  CHECK(range_label(ProgressRange::kThreeMonths) == "3 months");
  CHECK(range_label(ProgressRange::kYear) == "Year");
  CHECK(range_label(ProgressRange::kAll) == "All");
}

// --- handing in

TEST_CASE("decks that are ticked whole are told whole") {
  const auto books = shelf();
  TopicTree tree(books);
  HandInWish wish = wish_of(tree);
  CHECK(wish.decks == std::vector<std::string>{"alliance", "media"});
  CHECK(wish.topics.empty());
  tree.take(std::vector<std::string>{"media"}, {});
  wish = wish_of(tree);
  CHECK(wish.decks == std::vector<std::string>{"media"});
  CHECK(wish.topics.empty());
  tree.tick_all(false);
  CHECK(wish_of(tree).decks.empty());
}

TEST_CASE(
    "of a deck that is ticked in part only the topics are told, without those below") {
  const auto books = shelf();
  TopicTree tree(books);
  tree.take(std::vector<std::string>{"alliance/command"}, {});
  const HandInWish wish = wish_of(tree);
  CHECK(wish.decks == std::vector<std::string>{"alliance"});
  CHECK(wish.topics == std::vector<std::string>{"alliance/command"});
}

// --- scenes

TEST_CASE("the pictures of progress and of handing in are known by name") {
  CHECK(scene_named("progress"));
  CHECK(scene_named("progress.chart"));
  CHECK(scene_named("handin.done"));
  CHECK_FALSE(scene_named("progress.moon"));
  CHECK(progress_scene_parts("home").empty());
}
