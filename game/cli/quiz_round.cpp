#include "cli/quiz_round.h"

#include <cctype>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>
#include <utility>

#include "cards/plain.h"
#include "cli/asking.h"
#include "cli/phrases.h"

namespace attache::cli {

namespace {

constexpr const char* kExamHelp =
    "An answer goes on to the next question; Enter alone too, without an answer.\n"
    ":7 goes to question 7, :f flags it or removes the flag, :x takes the answer back,\n"
    ":l lists all questions, :d hands in, :q leaves (--resume takes it up again), :h "
    "help.\n";
constexpr const char* kMatchHelp =
    "Give a number and a letter, as in 2 c. A wrong try costs 5 seconds.\n"
    ":l lists what is left, :q leaves (--resume takes it up again), :h help.\n";
constexpr const char* kTimelineHelp =
    "Give all numbers, the earliest event first, as in 2 1 3.\n"
    "Enter alone hands in what is listed. :l lists, :q leaves, :h help.\n";

/// "29:59 left": a second that has begun is still there.
std::string left_phrase(Millis left) {
  return clock_span(std::chrono::ceil<std::chrono::seconds>(left)) + " left";
}

class TerminalRound {
 public:
  TerminalRound(Trainer& trainer, Console& console)
      : trainer_(trainer), console_(console), lines_(console) {}

  RoundEnd play() {
    if (console_.interactive) fmt::print(console_.out, "{}", help());
    for (const std::string& notice : round().notices)
      fmt::print(console_.out, "{}\n", notice);
    fresh_ = true;
    while (!leaving_ && !round().finished)
      step();
    if (failed_) return RoundEnd::kFailed;
    if (round().finished) {
      if (round().time_ran_out) fmt::print(console_.out, "\nThe time has run out.\n");
      return RoundEnd::kFinished;
    }
    report(trainer_.leave_round());
    return failed_ ? RoundEnd::kFailed : RoundEnd::kLeft;
  }

 private:
  [[nodiscard]] const RoundShown& round() const { return *trainer_.round(); }
  [[nodiscard]] RoundKind kind() const { return round().plan.kind; }

  [[nodiscard]] const char* help() const {
    if (kind() == RoundKind::kMatch) return kMatchHelp;
    return kind() == RoundKind::kTimeline ? kTimelineHelp : kExamHelp;
  }

  bool report(const Result<void>& result) {
    if (result) return true;
    failed(console_, result.error());
    if (!console_.interactive) failed_ = leaving_ = true;
    return false;
  }

  std::optional<std::string> line(std::string_view prompt) {
    auto text = lines_.line(prompt);
    if (!text) leaving_ = true;
    return text;
  }

  void step() {
    if (kind() == RoundKind::kMatch) return step_in_match();
    if (kind() == RoundKind::kTimeline) return step_in_timeline();
    step_in_exam();
  }

  /// Orders that every round knows; false for any other.
  bool common_order(const Order& order) {
    if (order.verb == 'q') {
      leaving_ = true;
    } else if (order.verb == 'l') {
      fresh_ = true;
    } else {
      return false;
    }
    return true;
  }

  // --- mock exam

  [[nodiscard]] const RoundPlace& place() const { return round().places[round().at]; }

  void say_question() {
    const RoundShown& shown = round();
    fmt::print(console_.out, "\nQuestion {} of {}, {} answered{}{}\n\n", shown.at + 1,
               shown.places.size(), shown.answered(),
               shown.left ? ", " + left_phrase(*shown.left) : "",
               place().flagged ? ", flagged" : "");
    fmt::print(console_.out, "{}\n", question_text(place().prompt));
    say_choices(place().prompt, console_.out);
    if (place().answered())
      fmt::print(console_.out, "Your answer so far: {}\n", answer_so_far(place()));
  }

  static std::string answer_so_far(const RoundPlace& place) {
    return in_one_line(response_text(response_json(place.prompt, place.response, {})));
  }

  void step_in_exam() {
    trainer_.refresh();
    if (round().finished) return;
    if (fresh_) {
      say_question();
      blank_ = first_open_blank();
    }
    fresh_ = true;
    const Prompt& prompt = place().prompt;
    const bool several = blanks_of(prompt) > 1;
    const auto text = line(several ? fmt::format("Blank {}", blank_ + 1) : "Answer");
    if (!text) return;
    if (const auto order = order_in(*text)) return carry_out(*order, text->substr(1));
    if (several) return fill_blank(*text);
    if (text->empty()) return go_on();
    if (is_answered_by_numbers(prompt)) {
      const auto chosen = chosen_in(prompt, *text);
      if (chosen) return give({*chosen, {}});
      fmt::print(console_.out, "{}", ask_for_numbers(prompt));
      fresh_ = false;
      return;
    }
    give({{}, {*text}});
  }

  /// The blank to begin with: the first without a text where another has one.
  [[nodiscard]] std::size_t first_open_blank() const {
    if (!place().answered()) return 0;
    const auto& texts = place().response.texts;
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (texts[i].empty()) return i;
    return 0;
  }

  /// Every blank is written at once, so that an order at the next one takes nothing back.
  void fill_blank(const std::string& text) {
    const std::size_t count = blanks_of(place().prompt);
    if (text.empty() && blank_ == 0) return go_on();
    if (!text.empty()) {
      Response response = place().response;
      // The first blank begins the answer anew.
      if (blank_ == 0) response.texts.clear();
      response.texts.resize(count);
      response.texts[blank_] = text;
      if (!report(trainer_.answer(response)) || round().finished) return;
    }
    if (++blank_ == count) return go_on();
    fresh_ = false;
  }

  void give(const Response& response) {
    if (report(trainer_.answer(response)) && !round().finished) go_on();
  }

  /// To the next question; from the last to the first without an answer.
  void go_on() {
    const RoundShown& shown = round();
    if (shown.at + 1 < shown.places.size()) {
      report(trainer_.go_to(shown.at + 1));
      return;
    }
    fmt::print(console_.out, "\nThat was the last question. ");
    for (std::size_t i = 0; i < shown.places.size(); ++i)
      if (!shown.places[i].answered()) {
        fmt::print(console_.out,
                   "{} left without an answer; this is the first. :d hands in.\n",
                   counted(static_cast<long>(shown.places.size()) - shown.answered(),
                           "question is", "questions are"));
        report(trainer_.go_to(i));
        return;
      }
    fmt::print(console_.out, "All are answered; :d hands in.\n");
    fresh_ = false;
  }

  void carry_out(const Order& order, const std::string& whole) {
    if (const auto number = numbers_in(whole, round().places.size());
        number && number->size() == 1) {
      report(trainer_.go_to(number->front()));
      return;
    }
    if (common_order(order)) {
      if (order.verb == 'l') say_list();
      return;
    }
    switch (order.verb) {
      case 'f':
        report(trainer_.toggle_flag());
        fmt::print(console_.out, "{}\n", place().flagged ? "Flagged." : "Flag removed.");
        fresh_ = false;
        break;
      case 'x':
        report(trainer_.answer({}));
        break;
      case 'd':
        hand_in();
        break;
      default:
        fmt::print(console_.out, "{}", kExamHelp);
        fresh_ = false;
    }
  }

  void say_list() {
    const auto& places = round().places;
    for (std::size_t i = 0; i < places.size(); ++i)
      fmt::print(console_.out, "{:>3}. {}{}{}\n", i + 1,
                 in_one_line(question_text(places[i].prompt)),
                 places[i].answered() ? " — " + answer_so_far(places[i]) : "",
                 places[i].flagged ? " (flagged)" : "");
    fresh_ = false;
  }

  /// Asks once where something has no answer.
  void hand_in() {
    const long open = static_cast<long>(round().places.size()) - round().answered();
    if (open > 0) {
      const std::string question =
          fmt::format("{} not answered. Hand in all the same? y hands in",
                      counted(open, "question is", "questions are"));
      if (!console_.interactive) fmt::print(console_.out, "{}\n", question);
      const auto text = line(question);
      if (!text || (*text != "y" && *text != "yes")) return;
    }
    report(trainer_.hand_in());
  }

  // --- match

  void say_match() {
    const MatchShown& match = *round().match;
    fmt::print(console_.out, "\n");
    std::vector<bool> taken(match.right.size(), false);
    for (std::size_t i = 0; i < match.left.size(); ++i) {
      if (match.partner[i]) {
        taken[*match.partner[i]] = true;
      } else {
        fmt::print(console_.out, "  {}. {}\n", i + 1, match.left[i]);
      }
    }
    fmt::print(console_.out, "go with\n");
    for (std::size_t i = 0; i < match.right.size(); ++i)
      if (!taken[i]) fmt::print(console_.out, "  {}. {}\n", letter(i), match.right[i]);
  }

  static char letter(std::size_t index) { return static_cast<char>('a' + index); }

  /// "2 c" or "2c": places on the left and on the right.
  static std::optional<std::pair<std::size_t, std::size_t>> pair_in(
      const std::string& text, std::size_t count) {
    std::string number = text;
    if (number.empty()) return {};
    const auto second = static_cast<std::size_t>(
        std::tolower(static_cast<unsigned char>(number.back())) - 'a');
    number.pop_back();
    const auto first = numbers_in(number, count);
    if (!first || first->size() != 1 || second >= count) return {};
    return std::pair(first->front(), second);
  }

  void step_in_match() {
    if (std::exchange(fresh_, false)) say_match();
    const auto text = line("Pair");
    if (!text) return;
    if (const auto order = order_in(*text)) {
      if (!common_order(*order)) fmt::print(console_.out, "{}", kMatchHelp);
      return;
    }
    const auto pair = pair_in(*text, round().match->left.size());
    if (!pair) {
      fmt::print(console_.out, "Please give a number and a letter, as in 2 c.\n");
      return;
    }
    const int before = round().match->tries;
    if (!report(trainer_.try_pair(pair->first, pair->second))) return;
    if (round().match->tries == before) {
      fmt::print(console_.out, "That is matched already.\n");
    } else if (round().match->last_miss) {
      fmt::print(console_.out, "They do not go together.\n");
    } else {
      const auto left =
          round().match->left.size() - static_cast<std::size_t>(round().answered());
      fmt::print(console_.out, "Right. {}\n",
                 left == 0 ? "That was the last pair."
                           : counted(static_cast<long>(left), "pair is left.",
                                     "pairs are left."));
    }
  }

  // --- timeline

  void say_timeline() {
    const auto& events = round().timeline->events;
    fmt::print(console_.out, "\n");
    for (std::size_t i = 0; i < events.size(); ++i)
      fmt::print(console_.out, "  {}. {}\n", i + 1, events[i].label);
  }

  void step_in_timeline() {
    if (std::exchange(fresh_, false)) say_timeline();
    const std::size_t count = round().timeline->events.size();
    const auto text = line("Order");
    if (!text) return;
    if (const auto order = order_in(*text)) {
      if (!common_order(*order)) fmt::print(console_.out, "{}", kTimelineHelp);
      return;
    }
    if (text->empty()) {
      report(trainer_.hand_in());
      return;
    }
    const auto numbers = numbers_in(*text, count);
    Prompt prompt;
    prompt.form = Form::kOrder;
    prompt.items.resize(count);
    if (!numbers || !chosen_in(prompt, *text)) {
      fmt::print(console_.out, "{}", ask_for_numbers(prompt));
      return;
    }
    if (report(trainer_.answer({*numbers, {}}))) {
      fmt::print(console_.out, "So it is now. Enter hands it in.\n");
      fresh_ = true;
    }
  }

  Trainer& trainer_;
  Console& console_;
  LineReader lines_;
  bool leaving_ = false;
  bool failed_ = false;
  std::size_t blank_ = 0;  ///< of the question on the table: the one to be filled
  bool fresh_ = true;      ///< what is on the table is to be said (again)
};

}  // namespace

RoundEnd play_round(Trainer& trainer, Console& console) {
  return TerminalRound(trainer, console).play();
}

}  // namespace attache::cli
