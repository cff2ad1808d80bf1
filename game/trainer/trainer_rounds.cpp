// The use cases of quiz rounds.

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "study/round_state.h"
#include "trainer/trainer.h"
#include "trainer/trainer_state.h"

namespace attache {

namespace {

/// Every deck and topic that a round can be about: "deck" and "deck/topic".
std::vector<std::string> places_in(const Library& library) {
  std::vector<std::string> places;
  for (const DeckBook& book : library.books) {
    places.push_back(book.deck().id);
    for (const Topic& topic : book.deck().topics)
      places.push_back(book.deck().id + "/" + topic.id);
  }
  return places;
}

Result<void> check_place(const std::string& place,
                         const std::vector<std::string>& places) {
  if (std::find(places.begin(), places.end(), place) != places.end()) return {};
  const std::vector<std::string_view> candidates(places.begin(), places.end());
  const auto meant = closest(place, candidates);
  return fail(
      fmt::format("there is no deck or topic {}", place), "",
      meant ? fmt::format("did you mean {}?", *meant) : "name it as deck or deck/topic");
}

/// Whether all that a plan names is there, and its weights have something to ask.
Result<void> check_places(const RoundPlan& plan,
                          const Library& library,
                          const std::vector<Candidate>& candidates) {
  const std::vector<std::string> places = places_in(library);
  for (const std::string& place : plan.scope)
    if (auto known = check_place(place, places); !known) return known;
  for (const TopicWeight& weight : plan.weights) {
    if (auto known = check_place(weight.topic, places); !known) return known;
    const bool asked =
        std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& each) {
          return std::find(each.within.begin(), each.within.end(), weight.topic) !=
                 each.within.end();
        });
    if (!asked)
      return fail(fmt::format("{} has a share but nothing to ask", weight.topic), "",
                  "choose this topic too, or leave its share out");
  }
  return {};
}

Unexpected no_such_round(std::string_view id) {
  return fail(fmt::format("there is no round {}", id), "",
              "attache quiz --list shows them");
}

UnfinishedRound line_of(const KeptRound& kept, const RoundState& state) {
  UnfinishedRound line;
  line.id = kept.uuid;
  line.plan = state.plan;
  line.began = kept.started_at;
  line.questions = static_cast<int>(state.questions.size());
  for (std::size_t i = 0; i < state.questions.size(); ++i) {
    const bool done = state.plan.kind == RoundKind::kMatch
                          ? is_found(state, i)
                          : !is_empty(state.questions[i].response);
    line.answered += done ? 1 : 0;
  }
  line.used = state.used;
  if (state.plan.limit) line.left = std::max(*state.plan.limit - state.used, Millis{0});
  return line;
}

FinishedRound line_of(const RoundReport& report) {
  FinishedRound line;
  line.id = report.id;
  line.plan = report.plan;
  line.ended = report.ended;
  line.questions = static_cast<int>(report.questions.size());
  line.marks = report.marks;
  line.possible = report.possible;
  line.time = report.result_time();
  return line;
}

Result<KeptRound> find(const Learner& learner, std::string_view id) {
  auto kept = learner.store().round(id);
  if (!kept) return kept.unexpected();
  if (!*kept) return no_such_round(id);
  return **std::move(kept);
}

}  // namespace

int Trainer::available(const RoundPlan& plan) const {
  const Learner& learner = *state_->learner;
  return available_for(
      plan, candidates_for(plan, learner.items_to_ask(), learner.library().books));
}

Result<RoundBegun> Trainer::begin_round(const RoundPlan& plan) {
  Learner& learner = *state_->learner;
  if (auto checked = check(plan); !checked) return checked.unexpected();
  const auto candidates =
      candidates_for(plan, learner.items_to_ask(), learner.library().books);
  if (auto known = check_places(plan, learner.library(), candidates); !known)
    return known.unexpected();
  const auto at = state_->look_at_clock();
  if (!at) return at.unexpected();
  if (plan.kind == RoundKind::kQuick) {
    Chance chance = learner.chance().derive(
        fmt::format("quick quiz {}", at->time_since_epoch().count()));
    const Draw draw = draw_questions(plan, candidates, chance);
    if (draw.questions.empty())
      return fail("there is nothing here that can be asked", "",
                  "choose other topics or decks");
    if (auto left = state_->leave_round(*at); !left) return left.unexpected();
    state_->sitting.emplace(learner, draw.questions,
                            plan.counts ? Listed::kCountedRound : Listed::kRound, *at);
    return RoundBegun{static_cast<int>(draw.questions.size()), draw.available};
  }
  // The one before stays on the table until the new one is there.
  if (auto paused = state_->pause_round(*at); !paused) return paused.unexpected();
  auto round = Round::begin(learner, plan, *at);
  if (!round) return round.unexpected();
  state_->sitting.reset();
  state_->round.emplace(*std::move(round));
  const RoundShown& shown = state_->round->shown();
  const std::size_t asked = shown.match      ? shown.match->left.size()
                            : shown.timeline ? shown.timeline->events.size()
                                             : shown.places.size();
  return RoundBegun{static_cast<int>(asked), state_->round->available()};
}

const RoundShown* Trainer::round() const {
  return state_->round ? &state_->round->shown() : nullptr;
}

Result<void> Trainer::answer(const Response& response) {
  return state_->act_in_round(
      [&](Round& round, Instant at) { return round.answer(response, at); });
}

Result<void> Trainer::toggle_flag() {
  return state_->act_in_round(
      [](Round& round, Instant at) { return round.toggle_flag(at); });
}

Result<void> Trainer::go_to(std::size_t place) {
  return state_->act_in_round(
      [&](Round& round, Instant at) { return round.go_to(place, at); });
}

Result<void> Trainer::try_pair(std::size_t left, std::size_t right) {
  return state_->act_in_round(
      [&](Round& round, Instant at) { return round.try_pair(left, right, at); });
}

Result<void> Trainer::hand_in() {
  return state_->act_in_round([&](Round& round, Instant at) -> Result<void> {
    auto handed_in = round.hand_in(at);
    if (handed_in) state_->learner->back_up_if_due(at);
    return handed_in;
  });
}

Result<void> Trainer::leave_round() {
  const auto at = state_->look_at_clock();
  if (!at) return at.unexpected();
  return state_->leave_round(*at);
}

Result<void> Trainer::abandon_round() {
  if (!state_->round) return {};
  if (auto abandoned = state_->round->abandon(); !abandoned) return abandoned;
  state_->round.reset();
  return {};
}

Result<std::vector<UnfinishedRound>> Trainer::unfinished_rounds() const {
  const auto kept = state_->learner->store().rounds();
  if (!kept) return kept.unexpected();
  std::vector<UnfinishedRound> lines;
  for (const KeptRound& each : *kept) {
    if (each.ended_at) continue;
    const auto state = read_round_state(each.state);
    if (!state) return state.unexpected();
    lines.push_back(line_of(each, *state));
  }
  return lines;
}

Result<void> Trainer::resume_round(std::string_view id) {
  Learner& learner = *state_->learner;
  if (round() != nullptr && round()->id == id) return {};
  const auto at = state_->look_at_clock();
  if (!at) return at.unexpected();
  const auto kept = find(learner, id);
  if (!kept) return kept.unexpected();
  if (kept->ended_at)
    return fail("this round is finished", "", "read its report, or begin a new one");
  if (auto paused = state_->pause_round(*at); !paused) return paused;
  auto round = Round::resume(learner, *kept, *at);
  if (!round) return round.unexpected();
  state_->sitting.reset();
  state_->round.emplace(*std::move(round));
  return {};
}

Result<void> Trainer::drop_round(std::string_view id) {
  if (round() != nullptr && round()->id == id) return abandon_round();
  const auto kept = find(*state_->learner, id);
  if (!kept) return kept.unexpected();
  if (kept->ended_at)
    return fail("this round is finished", "", "finished rounds are kept");
  return state_->learner->drop_round(id);
}

Result<std::vector<FinishedRound>> Trainer::finished_rounds() const {
  const auto kept = state_->learner->store().rounds();
  if (!kept) return kept.unexpected();
  std::vector<FinishedRound> lines;
  for (const KeptRound& each : *kept) {
    if (!each.ended_at) continue;
    const auto report = read_round_report(each.state);
    if (!report) return report.unexpected();
    lines.push_back(line_of(*report));
  }
  std::stable_sort(
      lines.begin(), lines.end(),
      [](const FinishedRound& a, const FinishedRound& b) { return a.ended > b.ended; });
  return lines;
}

Result<RoundReport> Trainer::report(std::string_view id) const {
  const auto kept = find(*state_->learner, id);
  if (!kept) return kept.unexpected();
  if (!kept->ended_at)
    return fail("this round is not finished", "", "take it up again and hand it in");
  return read_round_report(kept->state);
}

Result<void> Trainer::practise_misses(std::string_view id) {
  const auto found = report(id);
  if (!found) return found.unexpected();
  std::vector<QuestionId> missed = misses(*found);
  std::erase_if(missed, [&](const QuestionId& question) {
    return state_->learner->question(question) == nullptr;
  });
  if (missed.empty())
    return fail("there is nothing to practise in this round", "",
                "everything in it was right, or is no longer in the decks");
  return begin_practice(missed);
}

}  // namespace attache
