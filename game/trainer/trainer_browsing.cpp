// The use cases of the browser: searching, and doing one thing to many questions.

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "trainer/authoring.h"
#include "trainer/trainer.h"
#include "trainer/trainer_state.h"

namespace attache {

namespace {

using Json = nlohmann::json;
using What = BulkAction::What;

constexpr std::string_view kSearchesKey = "searches";

bool writes_decks(What what) {
  return what == What::kAddTags || what == What::kRemoveTags || what == What::kSetTopic;
}

std::string name_of_action(const BulkAction& action) {
  switch (action.what) {
    case What::kSuspend:
      return "Suspend";
    case What::kResume:
      return "Resume";
    case What::kMark:
      return "Mark";
    case What::kUnmark:
      return "Remove mark";
    case What::kBury:
      return "Bury";
    case What::kForget:
      return "Make new again";
    case What::kSetDue:
      return "Set day";
    default:
      return "Change decks";
  }
}

/// What an action means for flags and schedules.
Result<ManyWished> wished_by(const BulkAction& action, StudyDay today) {
  ManyWished wished;
  switch (action.what) {
    case What::kSuspend:
      wished.flags = [](Flags& flags) { flags.suspended = true; };
      break;
    case What::kResume:
      wished.flags = [](Flags& flags) {
        flags.suspended = false;
        flags.buried_until.reset();
      };
      break;
    case What::kMark:
      wished.flags = [](Flags& flags) { flags.marked = true; };
      break;
    case What::kUnmark:
      wished.flags = [](Flags& flags) { flags.marked = false; };
      break;
    case What::kBury:
      wished.flags = [=](Flags& flags) {
        flags.buried_until = today + std::chrono::days(1);
      };
      break;
    case What::kForget:
      wished.change.emplace().forget = true;
      break;
    case What::kSetDue:
      if (!action.due)
        return fail("the day is missing", "", "name the day on which to ask them");
      wished.change.emplace().due = *action.due;
      break;
    default:
      break;
  }
  return wished;
}

// --- changes that go into deck files

/// Deck files that are changed together: saved one after the other, and put back if one
/// of them cannot be.
class DeckChangesTogether {
 public:
  void add(std::unique_ptr<Authoring> deck) { decks_.push_back(std::move(deck)); }

  Result<void> save() {
    for (std::size_t i = 0; i < decks_.size(); ++i) {
      auto saved = decks_[i]->save();
      if (saved) continue;
      put_back(i);
      return saved;
    }
    return {};
  }

 private:
  void put_back(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      decks_[i]->undo();
      // What cannot be written back keeps the change; the error that is told is the
      // first.
      static_cast<void>(decks_[i]->save(true).has_value());
    }
  }

  std::vector<std::unique_ptr<Authoring>> decks_;
};

/// The facts and cards of questions, by their decks.
Result<std::map<std::string, std::vector<std::string>>> parts_of(
    const Learner& learner, const std::vector<QuestionId>& questions) {
  std::map<std::string, std::vector<std::string>> parts;
  for (const QuestionId& id : questions) {
    const Question* question = learner.question(id);
    if (question == nullptr)
      return fail(fmt::format("there is no question {}", id), "",
                  "search again; the decks have changed");
    const Deck& deck = learner.book(question->deck)->deck();
    std::vector<std::string>& of_deck = parts[deck.id];
    const std::string& part = question->direction ? deck.facts[question->item].id
                                                  : deck.cards[question->item].id;
    if (std::find(of_deck.begin(), of_deck.end(), part) == of_deck.end())
      of_deck.push_back(part);
  }
  return parts;
}

Result<void> check_topic(const DeckBook& book, const std::string& topic) {
  if (topic.empty() || book.topic(topic) != nullptr) return {};
  std::string known;
  for (const Topic& each : book.deck().topics)
    known += (known.empty() ? "" : ", ") + each.id;
  return fail(
      fmt::format("there is no topic {} in this deck", topic), book.deck().title,
      known.empty() ? "add it in the deck editor first" : "choose one of " + known);
}

/// Opens a deck to change some of its parts; refuses where that would mix with other
/// work.
Result<std::unique_ptr<Authoring>> opened_for_change(const std::filesystem::path& file,
                                                     const std::filesystem::path& drafts,
                                                     const Clock& clock) {
  if (::access(file.c_str(), W_OK) != 0)
    return fail("this deck cannot be changed: its file may not be written", file.string(),
                "copy it into your own decks folder and change it there");
  auto opened = Authoring::open(file, drafts, clock);
  if (!opened) return opened;
  if ((*opened)->recovered())
    return fail("this deck has changes in the editor that are not saved", file.string(),
                "save or discard them in the deck editor first");
  return opened;
}

void change_parts(Authoring& deck,
                  const std::vector<std::string>& ids,
                  const BulkAction& action) {
  std::vector<std::size_t> items;
  for (const std::string& id : ids)
    if (const auto at = deck.find_id(id)) items.push_back(*at);
  if (action.what == What::kAddTags) deck.add_tags(items, action.tags);
  if (action.what == What::kRemoveTags) deck.remove_tags(items, action.tags);
  if (action.what == What::kSetTopic) deck.set_topic(items, action.topic);
}

}  // namespace

const std::string* words_in(const BrowserRow& row, BrowserColumn column) {
  static const std::string kNone;
  switch (column) {
    case BrowserColumn::kQuestion:
      return &row.wording;
    case BrowserColumn::kAnswer:
      return &row.answer;
    case BrowserColumn::kDeck:
      return &row.deck_title;
    case BrowserColumn::kTopic:
      return &row.topic;
    case BrowserColumn::kTags:
      return &row.tags;
    case BrowserColumn::kKind:
      return &row.kind;
    case BrowserColumn::kState:
      return &row.state;
    case BrowserColumn::kId:
      return row.question == nullptr ? &kNone : &row.question->id;
    default:
      return nullptr;
  }
}

Result<Found> Trainer::search(std::string_view query,
                              std::optional<BrowserColumn> sort,
                              bool descending) const {
  if (auto at = state_->look_at_clock(); !at) return at.unexpected();
  return state_->browser.search(*state_->learner, query, sort, descending);
}

BrowserRow Trainer::browser_row(std::uint32_t row) const {
  return state_->browser.row(*state_->learner, row);
}

Result<void> Trainer::carry_out(const BulkAction& action,
                                const std::vector<QuestionId>& questions) {
  if (writes_decks(action.what)) return change_decks(action, questions);
  State& state = *state_;
  const auto at = state.look_at_clock();
  if (!at) return at.unexpected();
  const auto wished = wished_by(action, state.learner->today());
  if (!wished) return wished.unexpected();
  auto changed = state.learner->change_many(questions, *wished, *at);
  if (!changed) return changed.unexpected();
  state.carried_out = State::CarriedOut{name_of_action(action), *std::move(changed)};
  state.look_again(*at);
  return {};
}

Result<void> Trainer::change_decks(const BulkAction& action,
                                   const std::vector<QuestionId>& questions) {
  const Learner& learner = *state_->learner;
  const auto parts = parts_of(learner, questions);
  if (!parts) return parts.unexpected();
  DeckChangesTogether decks;
  for (const auto& [id, ids] : *parts) {
    const DeckBook& book = *learner.book(id);
    if (action.what == What::kSetTopic)
      if (auto known = check_topic(book, action.topic); !known) return known;
    if (is_bundled(id))
      return fail("this deck comes with the program and is not changed",
                  book.deck().title, "copy it in the deck editor and change the copy");
    auto deck = opened_for_change(learner.file_of(id), drafts_folder(), clock());
    if (!deck) return deck.unexpected();
    change_parts(**deck, ids, action);
    if ((*deck)->changed()) decks.add(*std::move(deck));
  }
  if (auto saved = decks.save(); !saved) return saved;
  return reload_decks();
}

std::optional<std::string> Trainer::undo_many_name() const {
  if (!state_->carried_out) return std::nullopt;
  return state_->carried_out->name;
}

Result<void> Trainer::undo_many() {
  State& state = *state_;
  if (!state.carried_out) return {};
  const auto at = state.look_at_clock();
  if (!at) return at.unexpected();
  if (auto back = state.learner->take_back(state.carried_out->changed, *at); !back)
    return back;
  state.carried_out.reset();
  state.look_again(*at);
  return {};
}

std::vector<SavedSearch> Trainer::saved_searches() const {
  std::vector<SavedSearch> searches;
  const Json kept = Json::parse(remembered(kSearchesKey).value_or("[]"), nullptr, false);
  if (!kept.is_array()) return searches;
  for (const Json& each : kept) {
    const bool whole =
        each.is_array() && each.size() == 2 && each[0].is_string() && each[1].is_string();
    if (whole)
      searches.push_back({each[0].get<std::string>(), each[1].get<std::string>()});
  }
  return searches;
}

Result<void> Trainer::save_searches(const std::vector<SavedSearch>& searches) {
  Json kept = Json::array();
  for (const SavedSearch& each : searches) {
    // What could not be found again is not kept.
    if (auto query = SearchQuery::parse(each.query); !query) return query.unexpected();
    kept.push_back({each.name, each.query});
  }
  return remember(kSearchesKey,
                  kept.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace attache
