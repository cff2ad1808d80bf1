// Searching, and doing one thing to many questions.

#include <algorithm>
#include <fstream>
#include <iterator>

#include "for_tests.h"

using namespace attache;

namespace {

using What = BulkAction::What;

std::vector<QuestionId> ids_of(const Trainer& trainer,
                               std::string_view query,
                               std::optional<BrowserColumn> sort = {},
                               bool descending = false) {
  std::vector<QuestionId> ids;
  const auto found = trainer.search(query, sort, descending);
  REQUIRE(found);
  for (const std::uint32_t row : found->rows)
    ids.push_back(trainer.browser_row(row).question->id);
  return ids;
}

std::size_t count_of(const Trainer& trainer, std::string_view query) {
  return ids_of(trainer, query).size();
}

Result<void> carry_out(Trainer& trainer, What what, std::string_view query) {
  BulkAction action;
  action.what = what;
  return trainer.carry_out(action, ids_of(trainer, query));
}

void answer_next(Trainer& trainer, Rating rating) {
  REQUIRE(trainer.begin_sitting());
  REQUIRE(trainer.asked() != nullptr);
  trainer.reveal({});
  REQUIRE(trainer.rate(rating));
  trainer.end_sitting();
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("A search looks at all decks and says where each question stands") {
  Room room;
  room.write(DeckText("a", "First").recall("one", "tags=\"x\"").recall("two"));
  room.write(DeckText("b", "Second").recall("three"));
  const auto trainer = room.open();
  const auto found = trainer->search("");
  REQUIRE(found);
  CHECK(found->searched == 3);
  CHECK(found->rows.size() == 3);
  const BrowserRow row = trainer->browser_row(0);
  CHECK(row.deck_title == "First");
  CHECK(row.wording == "What is one?");
  CHECK(row.answer == "It is one.");
  CHECK(row.tags == "x");
  CHECK(row.kind == "recall");
  CHECK(row.state == "new");
  CHECK_FALSE(row.due);
  CHECK_FALSE(row.retrievability);
  CHECK(trainer->browser_row(99).question == nullptr);
  CHECK(ids_of(*trainer, "tag:x") == std::vector<QuestionId>{"a/one"});
  CHECK_FALSE(trainer->search("is:"));
}

TEST_CASE("What was answered shows in the next search") {
  Room room;
  room.write(DeckText("a").recall("one").recall("two"));
  const auto trainer = room.open();
  CHECK(count_of(*trainer, "is:new") == 2);
  CHECK(count_of(*trainer, "rated:1") == 0);
  answer_next(*trainer, Rating::kEasy);
  CHECK(count_of(*trainer, "is:new") == 1);
  CHECK(count_of(*trainer, "is:review") == 1);
  CHECK(count_of(*trainer, "rated:1:4") == 1);
  CHECK(count_of(*trainer, "rated:1:1") == 0);
  const auto found = trainer->search("is:review");
  const BrowserRow row = trainer->browser_row(found->rows.front());
  CHECK(row.state == "review");
  CHECK(row.reviews == 1);
  CHECK(row.due);
  CHECK(row.retrievability.value_or(0) == doctest::Approx(1));
}

TEST_CASE("Rows are sorted by a column, what has nothing there last") {
  Room room;
  room.write(DeckText("a").recall("two").recall("one").recall("three"));
  const auto trainer = room.open();
  using Ids = std::vector<QuestionId>;
  CHECK(ids_of(*trainer, "") == Ids{"a/two", "a/one", "a/three"});
  CHECK(ids_of(*trainer, "", {}, true) == Ids{"a/three", "a/one", "a/two"});
  CHECK(ids_of(*trainer, "", BrowserColumn::kQuestion) ==
        Ids{"a/one", "a/three", "a/two"});
  CHECK(ids_of(*trainer, "-three", BrowserColumn::kId, true) == Ids{"a/two", "a/one"});
  BulkAction due;
  due.what = What::kSetDue;
  due.due = day("2024-07-20");
  REQUIRE(trainer->carry_out(due, {"a/three"}));
  due.due = day("2024-07-10");
  REQUIRE(trainer->carry_out(due, {"a/one"}));
  CHECK(ids_of(*trainer, "", BrowserColumn::kDue) == Ids{"a/one", "a/three", "a/two"});
  CHECK(ids_of(*trainer, "", BrowserColumn::kDue, true) ==
        Ids{"a/three", "a/one", "a/two"});
  for (int i = 0; i <= static_cast<int>(BrowserColumn::kId); ++i)
    CHECK(ids_of(*trainer, "", static_cast<BrowserColumn>(i)).size() == 3);
}

TEST_CASE("Many are suspended, marked and put off at once, and it can be taken back") {
  Room room;
  room.write(DeckText("a").recalls(5));
  {
    const auto trainer = room.open();
    CHECK_FALSE(trainer->undo_many_name());
    REQUIRE(carry_out(*trainer, What::kSuspend, "c1 or c2"));
    CHECK(count_of(*trainer, "is:suspended") == 2);
    CHECK(trainer->undo_many_name() == "Suspend");
    REQUIRE(carry_out(*trainer, What::kMark, "c3"));
    REQUIRE(carry_out(*trainer, What::kBury, "c4"));
  }
  const auto trainer = room.open();
  CHECK(count_of(*trainer, "is:suspended") == 2);
  CHECK(count_of(*trainer, "is:marked") == 1);
  CHECK(count_of(*trainer, "is:buried") == 1);
  REQUIRE(carry_out(*trainer, What::kResume, ""));
  CHECK(count_of(*trainer, "is:suspended or is:buried") == 0);
  REQUIRE(trainer->undo_many());
  CHECK(count_of(*trainer, "is:suspended") == 2);
  CHECK(count_of(*trainer, "is:buried") == 1);
  CHECK_FALSE(trainer->undo_many_name());
  REQUIRE(trainer->undo_many());  // nothing left to take back
  REQUIRE(carry_out(*trainer, What::kUnmark, ""));
  CHECK(count_of(*trainer, "is:marked") == 0);
}

TEST_CASE(
    "A question that was made new again is asked as a new one, after a restart too") {
  Room room;
  room.write(DeckText("a").recall("one"));
  {
    const auto trainer = room.open();
    answer_next(*trainer, Rating::kEasy);
    REQUIRE(carry_out(*trainer, What::kForget, ""));
    CHECK(count_of(*trainer, "is:new") == 1);
    CHECK(trainer->home().due.fresh == 0);  // it was asked today
    CHECK(trainer->overview({})->done_today.answers == 1);
  }
  room.clock.go(std::chrono::hours(24));
  {
    const auto trainer = room.open();
    CHECK(count_of(*trainer, "is:new") == 1);
    CHECK(trainer->home().due.fresh == 1);
    REQUIRE(carry_out(*trainer, What::kForget, ""));  // it is new: nothing to do
    CHECK(room.log().size() == 2);
    answer_next(*trainer, Rating::kEasy);
    CHECK(count_of(*trainer, "prop:reviews=1") == 1);
    CHECK(trainer->overview({})->done_today.answers == 1);
  }
  CHECK(room.cache_is_replay());
}

TEST_CASE("Taking back a forgetting restores what was learned") {
  Room room;
  room.write(DeckText("a").recalls(3));
  const auto trainer = room.open();
  answer_next(*trainer, Rating::kEasy);
  const auto before = trainer->browser_row(trainer->search("is:review")->rows.front());
  REQUIRE(carry_out(*trainer, What::kForget, ""));
  CHECK(count_of(*trainer, "is:review") == 0);
  CHECK(trainer->undo_many_name() == "Make new again");
  REQUIRE(trainer->undo_many());
  const auto after = trainer->browser_row(trainer->search("is:review")->rows.front());
  CHECK(after.due == before.due);
  CHECK(after.reviews == before.reviews);
}

TEST_CASE("A day is set for new and learned questions, and the settings keep it") {
  Room room;
  room.write(DeckText("a").recalls(3));
  const auto trainer = room.open();
  BulkAction action;
  action.what = What::kSetDue;
  CHECK_FALSE(trainer->carry_out(action, ids_of(*trainer, "")));
  action.due = day("2024-07-09");
  REQUIRE(trainer->carry_out(action, ids_of(*trainer, "")));
  CHECK(count_of(*trainer, "prop:due=8") == 3);
  // Schedules that are worked out anew from the log say the same.
  Settings settings = trainer->settings();
  settings.desired_retention = 0.85;
  REQUIRE(trainer->change_settings(settings));
  CHECK(count_of(*trainer, "prop:due=8") == 3);
  REQUIRE(trainer->undo_many());
  CHECK(count_of(*trainer, "is:new") == 3);
}

TEST_CASE("An unknown question stops the whole") {
  Room room;
  room.write(DeckText("a").recalls(2));
  const auto trainer = room.open();
  BulkAction action;
  CHECK_FALSE(trainer->carry_out(action, {"a/c0", "a/gone"}));
  CHECK(count_of(*trainer, "is:suspended") == 0);
  action.what = What::kAddTags;
  action.tags = {"x"};
  CHECK_FALSE(trainer->carry_out(action, {"a/c0", "a/gone"}));
  CHECK(count_of(*trainer, "tag:x") == 0);
}

TEST_CASE("Tags and topics go into the deck files") {
  Room room;
  room.write(DeckText("a").add("<topic id=\"t\">Topic</topic>").recall("one").facts(2));
  room.write(DeckText("b").recall("two"));
  const auto trainer = room.open();
  BulkAction action;
  action.what = What::kAddTags;
  action.tags = {"exam"};
  REQUIRE(trainer->carry_out(action, {"a/one", "a/f0/object", "b/two"}));
  // A fact's tags are those of both its directions.
  CHECK(count_of(*trainer, "tag:exam") == 4);
  action.what = What::kRemoveTags;
  REQUIRE(trainer->carry_out(action, ids_of(*trainer, "deck:a or a/*")));
  action.what = What::kSetTopic;
  action.topic = "t";
  REQUIRE(trainer->carry_out(action, {"a/one"}));
  CHECK(ids_of(*trainer, "topic:t") == std::vector<QuestionId>{"a/one"});
  CHECK_FALSE(trainer->carry_out(action, {"b/two"}));  // it has no such topic
  action.topic = "";
  REQUIRE(trainer->carry_out(action, {"a/one"}));
  CHECK(count_of(*trainer, "topic:t") == 0);
}

TEST_CASE("A deck that may not be written is left as it is, and the others with it") {
  Room room;
  room.write(DeckText("a").recall("one"));
  room.write(DeckText("b").recall("two"));
  const auto trainer = room.open();
  const auto file = trainer->deck_file("b");
  const std::string before = content_of(trainer->deck_file("a"));
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  if (::access(file.c_str(), W_OK) != 0) {  // root may write anything
    BulkAction action;
    action.what = What::kAddTags;
    action.tags = {"exam"};
    const auto done = trainer->carry_out(action, {"a/one", "b/two"});
    REQUIRE_FALSE(done);
    CHECK(done.error().what.find("cannot be changed") != std::string::npos);
    CHECK(content_of(trainer->deck_file("a")) == before);
  }
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
}

TEST_CASE("The day on which a question was first seen is kept") {
  Room room;
  room.write(DeckText("a").recall("one"));
  CHECK(count_of(*room.open(), "added:1") == 1);
  room.clock.set("2024-07-05T10:00:00Z");
  room.write(DeckText("a").recall("one").recall("two"));
  const auto trainer = room.open();
  CHECK(ids_of(*trainer, "added:1") == std::vector<QuestionId>{"a/two"});
  CHECK(count_of(*trainer, "added:4") == 1);
  CHECK(count_of(*trainer, "added:5") == 2);
  room.write(DeckText("b").recall("three"));
  REQUIRE(trainer->reload_decks());
  CHECK(ids_of(*trainer, "added:1") == std::vector<QuestionId>{"a/two", "b/three"});
}

TEST_CASE("Searches are saved, and only those that can be found again") {
  Room room;
  room.write(DeckText("a").recall("one"));
  const std::vector<SavedSearch> searches{{"Due", "is:due"}, {"日本", "tag:\"a b\""}};
  {
    const auto trainer = room.open();
    CHECK(trainer->saved_searches().empty());
    REQUIRE(trainer->save_searches(searches));
    CHECK_FALSE(trainer->save_searches({{"Wrong", "is:"}}));
  }
  const auto trainer = room.open();
  CHECK(trainer->saved_searches() == searches);
  REQUIRE(trainer->remember("searches", "[[1,2],[\"a\"],\"b\"]"));
  CHECK(trainer->saved_searches().empty());
  REQUIRE(trainer->remember("searches", "{"));
  CHECK(trainer->saved_searches().empty());
}
