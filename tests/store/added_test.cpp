#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "for_tests.h"
#include "store/added_table.h"
#include "store/sqlite.h"

using namespace attache;

namespace {

/// Questions of a deck with these names.
std::vector<Question> shelf_of(const std::string& deck,
                               const std::vector<std::string>& names) {
  std::vector<Question> questions;
  for (const std::string& name : names) {
    Question question;
    question.id = deck + "/" + name;
    question.deck = deck;
    questions.push_back(std::move(question));
  }
  return questions;
}

std::vector<QuestionId> ids_of(const std::vector<Question>& questions) {
  std::vector<QuestionId> ids;
  for (const Question& question : questions)
    ids.push_back(question.id);
  return ids;
}

StudyDay after(int days) {
  return day_of(at_minute(0)) + std::chrono::days(days);
}

/// Decks of which days are kept; the store must be closed.
std::int64_t kept_in(const std::filesystem::path& file) {
  auto database = Database::open(file, Database::Mode::kWrite);
  return database->number("SELECT count(*) FROM added_of_deck").value_or(-1);
}

}  // namespace

TEST_CASE("Days of a deck are told in the order of its questions") {
  const StoreFolder folder;
  auto store = opened(folder.path());
  const auto questions = shelf_of("deck", {"b", "a", "c"});
  REQUIRE(store->note_added(std::vector<QuestionId>{"deck/a", "deck-2/b"}, after(1)));
  REQUIRE(store->note_added(std::vector<QuestionId>{"deck/b"}, after(2)));
  // One is not noted yet: nothing is kept, or it would never be told.
  CHECK(*store->added_days("deck", "three", questions) ==
        AddedDays{after(2), after(1), std::nullopt});
  store.reset();
  CHECK(kept_in(folder.file()) == 0);
  store = opened(folder.path());
  REQUIRE(store->note_added(std::vector<QuestionId>{"deck/c"}, after(3)));
  for (int i = 0; i < 2; ++i)
    CHECK(*store->added_days("deck", "three", questions) ==
          AddedDays{after(2), after(1), after(3)});
  store.reset();
  CHECK(kept_in(folder.file()) == 1);
  CHECK(opened(folder.path())->added_days("nothing", "none", {})->empty());
}

TEST_CASE("Days that are kept are taken, unless they are damaged") {
  const StoreFolder folder;
  const auto questions = shelf_of("deck", {"a", "b"});
  REQUIRE(opened(folder.path())->note_added(ids_of(questions), after(1)));
  const auto days_after = [&](const std::string& change) {
    {
      auto database = Database::open(folder.file(), Database::Mode::kWrite);
      REQUIRE(database->script(change.c_str()));
    }
    return *opened(folder.path())->added_days("deck", "two", questions);
  };
  CHECK(days_after("") == AddedDays{after(1), after(1)});
  CHECK(days_after("UPDATE added SET day = 3 WHERE question = 'deck/a'") ==
        AddedDays{after(1), after(1)});
  const AddedDays found{StudyDay(std::chrono::days(3)), after(1)};
  CHECK(days_after("UPDATE added_of_deck SET days = x'0102030405060708'") == found);
  CHECK(days_after("UPDATE added_of_deck SET days = x'01'") == found);
}

TEST_CASE("property: days by deck are those of the rows, whatever comes and goes") {
  CHECK(rc::check([](const std::vector<unsigned>& steps) {
    const StoreFolder folder;
    const auto store = opened(folder.path());
    std::vector<std::string> names;
    int day = 0;
    for (const unsigned step : steps) {
      // A question comes, one goes, or they change places.
      const std::string name = "q" + std::to_string(step % 50);
      const auto there = std::find(names.begin(), names.end(), name);
      if (there != names.end())
        names.erase(there);
      else if (step % 4 == 3)
        std::reverse(names.begin(), names.end());
      else
        names.push_back(name);
      std::string shelf;
      for (const std::string& each : names)
        shelf += each + " ";
      const auto questions = shelf_of("deck", names);
      if (!store->note_added(ids_of(questions), after(++day))) return false;
      const auto rows = store->added_days();
      const auto days = store->added_days("deck", shelf, questions);
      if (!rows || !days || days->size() != questions.size()) return false;
      for (std::size_t i = 0; i < questions.size(); ++i)
        if ((*days)[i] != rows->at(questions[i].id)) return false;
    }
    return true;
  }));
}
