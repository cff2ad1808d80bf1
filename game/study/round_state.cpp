#include "study/round_state.h"

#include <algorithm>
#include <fmt/format.h>

#include "study/round_json.h"

namespace attache {

namespace {

Unexpected unreadable() {
  return fail("this round cannot be read", "", "begin a new one");
}

Json json_of(const RoundQuestion& question) {
  return {{"id", question.id},
          {"form", name_of(question.form)},
          {"shown", question.shown},
          {"chosen", question.response.chosen},
          {"texts", question.response.texts},
          {"seen", question.seen},
          {"flagged", question.flagged},
          {"spent_ms", question.spent.count()}};
}

void read_question(Fields& fields, RoundQuestion& question) {
  fields.read("id", question.id);
  fields.read("form", question.form);
  fields.read("shown", question.shown);
  fields.read("chosen", question.response.chosen);
  fields.read("texts", question.response.texts);
  fields.read("seen", question.seen);
  fields.read("flagged", question.flagged);
  fields.read("spent_ms", question.spent);
}

/// Whether what was tried in a match are its questions.
bool tries_are_sound(const RoundState& state) {
  return std::all_of(
      state.questions.begin(), state.questions.end(), [&](const RoundQuestion& question) {
        const auto& tried = question.response.chosen;
        return std::all_of(tried.begin(), tried.end(), [&](std::size_t index) {
          return index < state.questions.size();
        });
      });
}

/// Whether indexes into the questions are what they should be.
bool is_sound(const RoundState& state) {
  const std::size_t count = state.questions.size();
  if (count == 0 || state.at >= count) return false;
  if (state.plan.kind == RoundKind::kMatch && !tries_are_sound(state)) return false;
  const bool ordered =
      state.plan.kind == RoundKind::kMatch || state.plan.kind == RoundKind::kTimeline;
  std::vector<std::size_t> order = state.order;
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i)
    if (order[i] != i) return false;
  return order.size() == (ordered ? count : 0);
}

/// Puts together what a fingerprint is taken of: every part with its length, so that
/// parts cannot run into each other.
class Print {
 public:
  Print& operator<<(std::string_view part) {
    text_ += fmt::format("{}:{}", part.size(), part);
    return *this;
  }
  Print& operator<<(const std::vector<std::string>& parts) {
    text_ += fmt::format("{}[", parts.size());
    for (const std::string& part : parts)
      *this << part;
    return *this;
  }
  [[nodiscard]] std::string hash() const {
    return fmt::format("{:016x}", stable_hash(text_));
  }

 private:
  std::string text_;
};

}  // namespace

std::string round_state_json(const RoundState& state) {
  Json questions = Json::array();
  for (const RoundQuestion& question : state.questions)
    questions.push_back(json_of(question));
  return written(Json{{"plan", attache::json_of(state.plan)},
                      {"seed", state.seed},
                      {"questions", questions},
                      {"order", state.order},
                      {"at", state.at},
                      {"used_ms", state.used.count()},
                      {"notices", state.notices}});
}

Result<RoundState> read_round_state(std::string_view json) {
  const Json read = Json::parse(json, nullptr, false);
  RoundState state;
  Fields fields(read);
  fields.read("plan", state.plan);
  fields.read("seed", state.seed);
  fields.read_each("questions", state.questions, read_question);
  fields.read("order", state.order);
  std::uint64_t at = 0;
  fields.read("at", at);
  state.at = static_cast<std::size_t>(at);
  fields.read("used_ms", state.used);
  fields.read("notices", state.notices);
  if (!fields.good() || !is_sound(state)) return unreadable();
  return state;
}

bool is_found(const RoundState& state, std::size_t question) {
  const std::vector<std::size_t>& tried = state.questions[question].response.chosen;
  return !tried.empty() && tried.back() == question;
}

int tries(const RoundState& state) {
  std::size_t sum = 0;
  for (const RoundQuestion& question : state.questions)
    sum += question.response.chosen.size();
  return static_cast<int>(sum);
}

int wrong_tries(const RoundState& state) {
  int found = 0;
  for (std::size_t i = 0; i < state.questions.size(); ++i)
    found += is_found(state, i) ? 1 : 0;
  return tries(state) - found;
}

std::string fingerprint(const Prompt& prompt) {
  Print print;
  print << std::string_view(name_of(prompt.form)) << prompt.stem << prompt.items
        << prompt.counterparts;
  for (const Option& option : prompt.options)
    print << option.text;
  if (prompt.cloze) {
    print << prompt.cloze->pieces;
    for (const Blank& blank : prompt.cloze->blanks)
      print << blank.hint;
  }
  if (prompt.picture)
    print << prompt.picture->file << fmt::format("{}", fmt::join(prompt.depths, ","));
  if (prompt.picture && prompt.picture->asked < prompt.picture->hidden.size())
    print << prompt.picture->hidden[prompt.picture->asked].id;
  return print.hash();
}

}  // namespace attache
