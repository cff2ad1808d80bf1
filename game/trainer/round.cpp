#include "trainer/round.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>
#include <numeric>
#include <utility>

#include "base/uuid.h"
#include "study/form_choice.h"
#include "trainer/sitting.h"

namespace attache {

namespace {

/// The clock of a round that nobody answers is written this often, so that little of it
/// is lost in a crash.
constexpr Millis kClockKeptEvery = std::chrono::seconds(30);

/// A name for a round that no other has: two may begin in the same millisecond.
Result<std::string> new_name(const Learner& learner, Instant at) {
  for (int i = 0;; ++i) {
    Chance naming = learner.chance().derive(
        fmt::format("round {} {}", at.time_since_epoch().count(), i));
    std::string name = uuid_v7(at, naming);
    const auto known = learner.store().round(name);
    if (!known) return known.unexpected();
    if (!known->has_value()) return name;
  }
}

/// How an exam puts a question: as hard as the memory of it asks for, in a form that the
/// program can mark. What was asked before does not matter, so that the exam can be laid
/// again whatever is studied in between.
Form exam_form(const Question& question, double days_known) {
  const Form form =
      choose_form(question, days_known, {}, FormPreference::kByStrength).form;
  if (is_marked(form)) return form;
  const auto marked =
      std::find_if(question.forms.rbegin(), question.forms.rend(), is_marked);
  assert(marked != question.forms.rend());
  return *marked;
}

bool is_permutation(std::vector<std::size_t> order, std::size_t count) {
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i)
    if (order[i] != i) return false;
  return order.size() == count;
}

bool all_found(const RoundState& state) {
  for (std::size_t i = 0; i < state.questions.size(); ++i)
    if (!is_found(state, i)) return false;
  return true;
}

Unexpected nothing_to_ask(RoundKind kind) {
  switch (kind) {
    case RoundKind::kMatch:
      return fail("there are too few facts of one kind to match", "",
                  "choose more topics or decks");
    case RoundKind::kTimeline:
      return fail("there are too few events with different dates", "",
                  "choose more topics or decks");
    default:
      return fail("there is nothing here that can be asked", "",
                  "choose other topics or decks");
  }
}

std::string counted(std::size_t amount, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", amount, amount == 1 ? one : many);
}

/// `index` after one entry of a list was taken out.
std::size_t without(std::size_t index, std::size_t taken) {
  return index > taken ? index - 1 : index;
}

/// Whether a question still asks for the same as when it was dealt.
bool keeps_meaning(const RoundQuestion& dealt, const Question& now) {
  return dealt.meaning == 0 || dealt.meaning == now.meaning;
}

/// Makes a prompt fit an answer that was given to it in another state of its deck; false
/// if it cannot.
bool fit_to_answer(const RoundQuestion& answered, Prompt& prompt) {
  if (answered.listing) {
    put_back(*answered.listing, prompt);
    return true;
  }
  // What was typed stands by itself, if there are as many blanks as before.
  const std::size_t blanks = prompt.cloze ? prompt.cloze->blanks.size() : 1;
  return answered.response.chosen.empty() && answered.response.texts.size() == blanks &&
         !listing_of(prompt);
}

/// "war-crimes" of "uk-bill/war-crimes/object" is in the deck "uk-bill".
std::string_view deck_of(std::string_view question) {
  return question.substr(0, question.find('/'));
}

/// Fails if a deck that the round is about was not loaded: it may come back.
Result<void> check_decks_are_here(const Learner& learner, const RoundState& state) {
  for (const RoundQuestion& question : state.questions) {
    const std::string_view deck = deck_of(question.id);
    if (learner.book(deck) != nullptr) continue;
    const auto& failures = learner.library().failures;
    std::string what = fmt::format("this round waits for its deck {}, which ", deck);
    if (failures.empty())
      return fail(what + "is not there", "", "put the deck back; no answer is lost");
    std::vector<std::string> files;
    files.reserve(failures.size());
    for (const DeckFailure& failure : failures)
      files.push_back(failure.problems.empty() ? failure.file.string()
                                               : failure.problems.front());
    return fail(fmt::format("{}was not loaded; what could not be read: {}", what,
                            fmt::join(files, "; ")),
                "", "mend the deck or put it back; no answer is lost");
  }
  return {};
}

template <class T>
void take_out(std::vector<T>& list, std::size_t index) {
  if (index < list.size()) list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
}

}  // namespace

Round::Round(Learner& learner, KeptRound row, RoundState state, Instant at)
    : learner_(&learner),
      row_(std::move(row)),
      state_(std::move(state)),
      looked_at_(at),
      kept_used_(state_.used) {}

// --- dealing

Result<Round> Round::begin(Learner& learner, const RoundPlan& plan, Instant at) {
  auto name = new_name(learner, at);
  if (!name) return name.unexpected();
  KeptRound row{*std::move(name), name_of(plan.kind), at, {}, {}};
  // A paper is the same for everybody who has its code.
  Chance chance = plan.paper.empty() ? learner.chance().derive("deal " + row.uuid)
                                     : Chance(stable_hash("paper " + plan.paper));
  RoundState state;
  state.plan = plan;
  state.seed = chance.bits();
  Round round(learner, std::move(row), std::move(state), at);
  const std::vector<Candidate> candidates =
      candidates_for(plan, learner.items_to_ask(), learner.library().books);
  if (plan.kind == RoundKind::kMatch) {
    round.deal_match(candidates, chance);
  } else if (plan.kind == RoundKind::kTimeline) {
    round.deal_timeline(candidates, chance);
  } else {
    round.deal_exam(candidates, chance);
  }
  if (round.state_.questions.empty()) return nothing_to_ask(plan.kind);
  round.lay();
  for (std::size_t i = 0; i < round.state_.questions.size(); ++i)
    round.state_.questions[i].shown = round.print_of(i);
  round.state_.questions.front().seen = true;
  if (auto kept = round.keep(round.state_); !kept) return kept.unexpected();
  if (auto found = round.look_up_best(); !found) return found.unexpected();
  round.show();
  return round;
}

/// How long a question has been known, as far as this exam looks at it: a paper is the
/// same for everybody, and so as for who sees it for the first time.
double Round::days_for(const Question& question) const {
  if (!state_.plan.paper.empty()) return 0;
  return days_known(learner_->item(question).schedule, learner_->scheduler());
}

void Round::deal_exam(const std::vector<Candidate>& candidates, Chance& chance) {
  const Draw draw = draw_questions(state_.plan, candidates, chance);
  available_ = draw.available;
  for (const Question* question : draw.questions) {
    RoundQuestion& dealt = state_.questions.emplace_back();
    dealt.id = question->id;
    dealt.meaning = question->meaning;
    dealt.form = exam_form(*question, days_for(*question));
  }
}

void Round::deal_match(const std::vector<Candidate>& candidates, Chance& chance) {
  const auto pairs =
      deal_pairs(candidates, static_cast<std::size_t>(state_.plan.questions), chance);
  available_ = static_cast<int>(pairs.size());
  for (const MatchPair& pair : pairs) {
    RoundQuestion& dealt = state_.questions.emplace_back();
    dealt.id = pair.question->id;
    dealt.form = Form::kMatch;
  }
  state_.order.resize(pairs.size());
  std::iota(state_.order.begin(), state_.order.end(), std::size_t{0});
  // Not in the order of the left side: that would show the answer.
  while (std::is_sorted(state_.order.begin(), state_.order.end()) && !pairs.empty())
    chance.shuffle(state_.order);
}

void Round::deal_timeline(const std::vector<Candidate>& candidates, Chance& chance) {
  const auto events =
      deal_events(candidates, static_cast<std::size_t>(state_.plan.questions), chance);
  available_ = static_cast<int>(events.size());
  for (const TimelineEvent& event : events) {
    RoundQuestion& dealt = state_.questions.emplace_back();
    dealt.id = event.question->id;
    dealt.form = Form::kOrder;
  }
  state_.order.resize(events.size());
  std::iota(state_.order.begin(), state_.order.end(), std::size_t{0});
}

// --- laying the table

/// Lays what the state names; what the decks no longer have is left out.
void Round::lay() {
  table_ = {};
  for (std::size_t i = 0; i < state_.questions.size();)
    if (lay_question(i)) {
      ++i;
    } else {
      leave_out(i);
    }
}

/// Lays one question at the end of the table; false if its deck no longer has it.
bool Round::lay_question(std::size_t question) {
  RoundQuestion& kept = state_.questions[question];
  const Question* asked = learner_->question(kept.id);
  if (asked == nullptr) return false;
  const Candidate candidate{asked, learner_->book(asked->deck), {}};
  if (state_.plan.kind == RoundKind::kMatch) {
    MatchPair pair = pair_of(candidate);
    if (pair.left.empty()) return false;
    table_.pairs.push_back(std::move(pair));
  } else if (state_.plan.kind == RoundKind::kTimeline) {
    TimelineEvent event = event_of(candidate);
    if (event.label.empty()) return false;
    table_.events.push_back(std::move(event));
  } else {
    if (!can_be_marked(*asked)) return false;
    const auto& forms = asked->forms;
    if (std::find(forms.begin(), forms.end(), kept.form) == forms.end())
      kept.form = exam_form(*asked, days_for(*asked));
    Chance dealing = Chance(state_.seed).derive(kept.id);
    Prompt prompt = candidate.book->put(*asked, kept.form, dealing);
    if (!is_empty(kept.response) && fingerprint(prompt) != kept.shown &&
        keeps_meaning(kept, *asked) && fit_to_answer(kept, prompt))
      kept.shown = fingerprint(prompt);
    table_.prompts.push_back(std::move(prompt));
  }
  table_.asked.push_back(candidate);
  return true;
}

/// What stands for a question as it is on the table.
std::string Round::print_of(std::size_t question) const {
  if (!table_.prompts.empty()) return fingerprint(table_.prompts[question]);
  Prompt stand_in;
  if (!table_.pairs.empty()) {
    stand_in.items = {table_.pairs[question].left};
    stand_in.counterparts = {table_.pairs[question].right};
  } else {
    const TimelineEvent& event = table_.events[question];
    stand_in.items = {event.label, event.date.iso()};
  }
  return fingerprint(stand_in);
}

/// Takes a question out of the state and off the table.
void Round::leave_out(std::size_t question) {
  take_out(state_.questions, question);
  take_out(table_.asked, question);
  take_out(table_.pairs, question);
  take_out(table_.events, question);
  std::erase(state_.order, question);
  for (std::size_t& index : state_.order)
    index = without(index, question);
  if (state_.plan.kind == RoundKind::kMatch) {
    for (RoundQuestion& other : state_.questions) {
      std::erase(other.response.chosen, question);
      for (std::size_t& index : other.response.chosen)
        index = without(index, question);
    }
  }
  state_.at = without(state_.at, question);
}

Result<Round> Round::resume(Learner& learner, const KeptRound& kept, Instant at) {
  auto state = read_round_state(kept.state);
  if (!state) return state.unexpected();
  if (auto here = check_decks_are_here(learner, *state); !here) return here.unexpected();
  Round round(learner, kept, *std::move(state), at);
  round.available_ = static_cast<int>(round.state_.questions.size());
  const RoundState before = round.state_;
  round.lay();
  round.mend();
  if (round.state_.questions.empty())
    return fail("nothing of this round is left in the decks", "",
                "it is kept until you abandon it");
  const std::size_t gone = before.questions.size() - round.state_.questions.size();
  if (gone > 0)
    round.state_.notices.push_back(
        fmt::format("{} no longer in the decks as before and left out.",
                    counted(gone, "question is", "questions are")));
  round.state_.at = std::min(round.state_.at, round.state_.questions.size() - 1);
  round.state_.questions[round.state_.at].seen = true;
  if (round.state_ != before)
    if (auto written = round.keep(round.state_); !written) return written.unexpected();
  if (auto found = round.look_up_best(); !found) return found.unexpected();
  round.show();
  if (round.state_.plan.kind == RoundKind::kMatch && all_found(round.state_))
    if (auto finished = round.finish(round.state_, at); !finished)
      return finished.unexpected();
  return round;
}

/// Clears answers that cannot stand: to questions that ask for something else now, or
/// whose answer fits nothing that could be shown. A pair or an event that changed is
/// another one, and is left out.
void Round::mend() {
  const bool exam = state_.plan.kind == RoundKind::kExam;
  std::vector<std::size_t> cleared;
  for (std::size_t i = 0; i < state_.questions.size();) {
    RoundQuestion& question = state_.questions[i];
    std::string print = print_of(i);
    const Question& asked = *table_.asked[i].question;
    const bool changed =
        print != question.shown || (exam && !keeps_meaning(question, asked));
    if (changed && !exam) {
      leave_out(i);
      continue;
    }
    if (changed && !is_empty(question.response)) cleared.push_back(i + 1);
    if (changed) {
      question.response = {};
      question.listing.reset();
    }
    question.meaning = asked.meaning;
    question.shown = std::move(print);
    ++i;
  }
  if (!cleared.empty())
    state_.notices.push_back(
        fmt::format("{} {} {} changed in the deck since you answered, and {} taken back.",
                    cleared.size() == 1 ? "Question" : "Questions",
                    fmt::join(cleared, ", "), cleared.size() == 1 ? "has" : "have",
                    cleared.size() == 1 ? "that answer was" : "those answers were"));
}

/// Finds the best match before this one, of the same scope and size.
Result<void> Round::look_up_best() {
  if (state_.plan.kind != RoundKind::kMatch) return {};
  shown_.match.emplace();
  const auto rounds = learner_->store().rounds();
  if (!rounds) return rounds.unexpected();
  for (const KeptRound& kept : *rounds) {
    if (!kept.ended_at || kept.kind != row_.kind) continue;
    const auto report = read_round_report(kept.state);
    if (!report) return report.unexpected();
    if (report->plan.scope != state_.plan.scope ||
        report->questions.size() != state_.questions.size())
      continue;
    auto& best = shown_.match->best;
    best = std::min(best.value_or(report->result_time()), report->result_time());
  }
  return {};
}

// --- the clock

void Round::run_clock(Instant at) {
  Millis passed = std::max(at - looked_at_, Millis{0});
  looked_at_ = at;
  if (state_.plan.limit)
    passed = std::clamp(*state_.plan.limit - state_.used, Millis{0}, passed);
  state_.used += passed;
  state_.questions[state_.at].spent += passed;
}

bool Round::time_is_up() const {
  return state_.plan.limit && state_.used >= *state_.plan.limit;
}

Result<void> Round::refresh(Instant at) {
  if (shown_.finished) return {};
  run_clock(at);
  if (time_is_up()) return finish(state_, at);
  Result<void> kept;
  if (state_.used - kept_used_ >= kClockKeptEvery) kept = keep(state_);
  show();
  return kept;
}

Result<void> Round::pause(Instant at) {
  if (shown_.finished) return {};
  run_clock(at);
  return keep(state_);
}

// --- actions

/// Writes a changed state and makes it the one on the table; or hands in what there was
/// when the time ran out.
template <class Change>
Result<void> Round::change(Instant at, const Change& change) {
  if (shown_.finished) return {};
  run_clock(at);
  if (time_is_up()) return finish(state_, at);
  RoundState next = state_;
  change(next);
  if (next != state_) {
    if (auto kept = keep(next); !kept) return kept;
    state_ = std::move(next);
  }
  show();
  return {};
}

Result<void> Round::keep(const RoundState& state) {
  KeptRound row = row_;
  row.state = round_state_json(state);
  if (auto kept = learner_->keep_round(row); !kept) return kept;
  kept_used_ = state.used;
  return {};
}

Result<void> Round::answer(const Response& response, Instant at) {
  if (state_.plan.kind != RoundKind::kTimeline)
    return change(at, [&](RoundState& next) {
      RoundQuestion& question = next.questions[next.at];
      question.response = response;
      question.listing = is_empty(response) || table_.prompts.empty()
                             ? std::nullopt
                             : listing_of(table_.prompts[next.at]);
    });
  if (!is_permutation(response.chosen, state_.order.size()))
    return fail("every event needs a place of its own");
  return change(at, [&](RoundState& next) {
    for (std::size_t i = 0; i < next.order.size(); ++i)
      next.order[i] = state_.order[response.chosen[i]];
  });
}

Result<void> Round::toggle_flag(Instant at) {
  return change(at, [](RoundState& next) {
    RoundQuestion& question = next.questions[next.at];
    question.flagged = !question.flagged;
  });
}

Result<void> Round::go_to(std::size_t place, Instant at) {
  if (place >= state_.questions.size())
    return fail(fmt::format("there is no question {}", place + 1), "",
                fmt::format("choose from 1 to {}", state_.questions.size()));
  return change(at, [&](RoundState& next) {
    next.at = place;
    next.questions[place].seen = true;
  });
}

Result<void> Round::try_pair(std::size_t left, std::size_t right, Instant at) {
  const std::size_t count = state_.questions.size();
  if (shown_.finished || !shown_.match) return {};
  if (left >= count || right >= count) return fail("there is no such pair");
  const std::size_t tried = state_.order[right];
  if (is_found(state_, left) || is_found(state_, tried)) return {};
  shown_.match->last_miss.reset();
  if (tried != left) shown_.match->last_miss.emplace(left, right);
  RoundState next = state_;
  next.questions[left].response.chosen.push_back(tried);
  if (!all_found(next))
    return change(at, [&](RoundState& state) {
      state.questions[left].response.chosen.push_back(tried);
    });
  run_clock(at);
  next.used = state_.used;
  next.questions[next.at].spent = state_.questions[next.at].spent;
  return finish(std::move(next), at);
}

Result<void> Round::hand_in(Instant at) {
  if (shown_.finished) return {};
  if (state_.plan.kind == RoundKind::kMatch)
    return fail("a match ends when all pairs are found", "", "find them, or leave it");
  run_clock(at);
  return finish(state_, at);
}

/// Marks a state and writes it, with what it says of memory if it counts.
Result<void> Round::finish(RoundState state, Instant at) {
  RoundOutcome outcome = outcome_of(state, table_);
  RoundReport& report = outcome.report;
  report.id = row_.uuid;
  report.began = row_.started_at;
  report.ended = at;
  report.zone_offset = learner_->calendar().offset_at(at);
  report.time_ran_out = time_is_up();
  report.notices = state.notices;
  KeptRound row = row_;
  row.ended_at = at;
  row.state = round_report_json(report);
  if (state.plan.counts) {
    // Named by the round alone: whatever happens, it cannot be written twice. Two rounds
    // of one paper have the same seed, so that the round's own name is needed.
    for (Review& review : outcome.evidence) {
      Chance naming =
          Chance(state.seed)
              .derive(fmt::format("answer {} in {}", review.question, row.uuid));
      review.uuid = uuid_v7(row.started_at, naming);
      review.duration = std::min(review.duration, kLongestAnswer);
    }
    if (auto written = learner_->answer_all(
            learner_->scheduled(std::move(outcome.evidence), at), row);
        !written)
      return written;
  } else if (auto kept = learner_->keep_round(row); !kept) {
    return kept;
  }
  row_ = std::move(row);
  state_ = std::move(state);
  shown_.finished = true;
  shown_.time_ran_out = report.time_ran_out;
  show();
  return {};
}

Result<void> Round::abandon() {
  return shown_.finished ? Result<void>() : learner_->drop_round(row_.uuid);
}

// --- what to show

void Round::show() {
  shown_.id = row_.uuid;
  shown_.plan = state_.plan;
  shown_.at = state_.at;
  shown_.used = state_.used;
  if (state_.plan.limit)
    shown_.left = std::max(*state_.plan.limit - state_.used, Millis{0});
  shown_.notices = state_.notices;
  if (state_.plan.kind == RoundKind::kMatch) return show_match();
  if (state_.plan.kind == RoundKind::kTimeline) return show_timeline();
  shown_.places.resize(state_.questions.size());
  for (std::size_t i = 0; i < shown_.places.size(); ++i) {
    RoundPlace& place = shown_.places[i];
    if (place.question == nullptr) {
      place.question = table_.asked[i].question;
      place.book = table_.asked[i].book;
      place.prompt = table_.prompts[i];
    }
    place.response = state_.questions[i].response;
    place.flagged = state_.questions[i].flagged;
  }
}

void Round::show_match() {
  MatchShown& match = *shown_.match;
  match.left.clear();
  match.right.clear();
  match.partner.assign(state_.questions.size(), std::nullopt);
  for (const MatchPair& pair : table_.pairs)
    match.left.push_back(pair.left);
  for (std::size_t place = 0; place < state_.order.size(); ++place) {
    const std::size_t question = state_.order[place];
    match.right.push_back(table_.pairs[question].right);
    if (is_found(state_, question)) match.partner[question] = place;
  }
  match.tries = tries(state_);
  match.misses = wrong_tries(state_);
  match.penalty = match.misses * kMissPenalty;
}

void Round::show_timeline() {
  TimelineShown timeline;
  for (const std::size_t question : state_.order)
    timeline.events.push_back(table_.events[question]);
  if (shown_.finished) {
    const Prompt prompt = order_prompt(timeline.events);
    timeline.right_place.resize(prompt.key.size());
    for (std::size_t place = 0; place < prompt.key.size(); ++place)
      timeline.right_place[prompt.key[place]] = place;
    std::vector<std::size_t> as_arranged(prompt.key.size());
    std::iota(as_arranged.begin(), as_arranged.end(), std::size_t{0});
    timeline.credit = mark(prompt, Response{as_arranged, {}}).credit;
  }
  shown_.timeline = std::move(timeline);
}

int RoundShown::answered() const {
  if (match)
    return static_cast<int>(
        std::count_if(match->partner.begin(), match->partner.end(),
                      [](const auto& partner) { return partner.has_value(); }));
  return static_cast<int>(
      std::count_if(places.begin(), places.end(),
                    [](const RoundPlace& place) { return place.answered(); }));
}

}  // namespace attache
