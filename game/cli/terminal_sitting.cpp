#include "cli/terminal_sitting.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <istream>
#include <ostream>
#include <sstream>

#include "base/text.h"
#include "cards/plain.h"
#include "cli/phrases.h"

namespace attache::cli {

namespace {

constexpr const char* kHelp =
    "Enter shows the answer; after it, Enter takes the suggested rating.\n"
    "1 to 4 after the answer: again, hard, good, easy.\n"
    ":p passage, :u undo, :r redo, :b bury until tomorrow, :s suspend, :m mark,\n"
    ":n TEXT note, :i information, :q leave, :h this help.\n";

/// A line that begins with a colon: its first letter, and what follows the first word.
struct Order {
  char verb = 'h';
  std::string rest;
};

std::optional<Order> order_in(const std::string& line) {
  if (line.empty() || line.front() != ':') return {};
  Order order;
  if (line.size() > 1) order.verb = line[1];
  const std::size_t blank = line.find(' ');
  if (blank != std::string::npos) order.rest = line.substr(blank + 1);
  return order;
}

/// Whole numbers from 1 that a line holds, as indexes from 0; nothing if it holds
/// anything else.
std::optional<std::vector<std::size_t>> numbers_in(const std::string& line,
                                                   std::size_t most) {
  std::istringstream in(line);
  std::vector<std::size_t> numbers;
  for (std::string word; in >> word;) {
    while (!word.empty() && (word.back() == ',' || word.back() == '.'))
      word.pop_back();
    std::size_t number = 0;
    const auto [end, failure] =
        std::from_chars(word.data(), word.data() + word.size(), number);
    if (failure != std::errc{} || end != word.data() + word.size() || number < 1 ||
        number > most)
      return {};
    numbers.push_back(number - 1);
  }
  return numbers;
}

bool has_doubles(std::vector<std::size_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return std::adjacent_find(numbers.begin(), numbers.end()) != numbers.end();
}

bool is_list(std::string_view text) {
  return text.find('\n') != std::string_view::npos;
}

class TerminalSitting {
 public:
  TerminalSitting(Trainer& trainer, Console& console)
      : trainer_(trainer), console_(console) {}

  int run(const std::optional<std::string>& deck) {
    if (auto begun = trainer_.begin_sitting(deck); !begun)
      return fail_with(begun.error());
    if (console_.interactive) fmt::print(console_.out, "{}", kHelp);
    std::vector<QuestionId> missed = study_on();
    while (!missed.empty() && wants_practice()) {
      if (auto begun = trainer_.begin_practice(missed); !begun)
        return fail_with(begun.error());
      missed = study_on();
    }
    return exit_code_;
  }

 private:
  int fail_with(const Error& error) {
    fmt::print(console_.err, "attache: {}\n", error.text());
    return 1;
  }

  void report(const Result<void>& result) {
    if (result) return;
    fmt::print(console_.err, "attache: {}\n", result.error().text());
    if (console_.interactive) return;  // a person can mend it and try again
    exit_code_ = 1;
    leaving_ = true;
  }

  [[nodiscard]] std::string strong(std::string_view text) const {
    return console_.colour ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text);
  }

  /// Asks until nothing is left or the student leaves. Gives the questions missed.
  std::vector<QuestionId> study_on() {
    while (!leaving_) {
      if (trainer_.asked() != nullptr) {
        ask();
      } else if (!wait()) {
        break;
      }
    }
    std::vector<QuestionId> missed;
    for (const Missed& each : trainer_.summary().missed)
      missed.push_back(each.question);
    say_summary();
    trainer_.end_sitting();
    return missed;
  }

  bool wants_practice() {
    if (!console_.interactive || leaving_) return false;
    const auto answer = line("p practises what was missed, unscheduled; Enter leaves");
    return answer && (*answer == "p" || *answer == ":p");
  }

  /// One line of input without blanks at its ends; nothing at the end of the input.
  std::optional<std::string> line(std::string_view prompt) {
    while (true) {
      if (console_.interactive) fmt::print(console_.out, "{}> ", prompt);
      console_.out.flush();
      std::string text;
      if (!std::getline(console_.in, text)) {
        if (console_.interactive) fmt::print(console_.out, "\n");
        leaving_ = true;
        return {};
      }
      // Bytes from a terminal in another encoding must not reach the log.
      if (!first_invalid_character(text)) return one_line(text);
      fmt::print(console_.out,
                 "That could not be read: it is not UTF-8 text. Please type it again.\n");
    }
  }

  /// With nothing on the table: waits for a learning step, or lets a person take the last
  /// answer back before it ends. False when it is over.
  bool wait() {
    trainer_.refresh();
    if (trainer_.asked() != nullptr) return true;
    const auto step = trainer_.next_step_at();
    if (step)
      fmt::print(console_.out, "\nThe next question comes at {}.\n",
                 trainer_.calendar().clock_text(*step));
    if (!console_.interactive || (!step && !trainer_.undo_name())) return false;
    const auto text = line(step ? "Enter looks again, :u takes the last answer back, "
                                  ":q leaves"
                                : "That was the last one. Enter ends, :u takes it back");
    if (!text) return false;
    const auto order = order_in(*text);
    if (order && order->verb == 'u') {
      step_back();
      return true;
    }
    return step && !(order && order->verb == 'q');
  }

  void ask() {
    say_question();
    const Asked* before = trainer_.asked();
    const QuestionId id = before->question->id;
    const int done = trainer_.progress().done;
    while (!leaving_ && still_on(id, done) && !trainer_.asked()->revealed)
      read_answer();
    if (leaving_ || !still_on(id, done)) return;
    say_answer();
    while (!leaving_ && still_on(id, done))
      read_rating();
  }

  [[nodiscard]] bool still_on(const QuestionId& id, int done) const {
    return !laid_anew_ && trainer_.asked() != nullptr &&
           trainer_.asked()->question->id == id && trainer_.progress().done == done;
  }

  void say_question() {
    laid_anew_ = false;
    const Asked& asked = *trainer_.asked();
    const SittingProgress progress = trainer_.progress();
    const Topic* topic = asked.book->topic(asked.question->topic);
    fmt::print(console_.out, "\n{}{}{}\n", asked.book->deck().title,
               topic == nullptr ? "" : " — ", topic == nullptr ? "" : topic->name);
    fmt::print(console_.out, "{}{} done, {} to go, {}{}\n\n",
               progress.practice ? "Practice: " : "", progress.done,
               progress.left.total(), about_minutes(progress.time_left),
               asked.flags.marked ? ", marked" : "");
    if (asked.changed)
      fmt::print(console_.out, "The answer has changed since you learned it.\n");
    fmt::print(console_.out, "{}\n", strong(question_text(asked.prompt)));
    say_choices(asked.prompt);
    if (!asked.flags.note.empty())
      fmt::print(console_.out, "Your note: {}\n", plain_text(asked.flags.note));
  }

  static std::string question_text(const Prompt& prompt) {
    if (!prompt.cloze) return plain_text(prompt.stem);
    std::string text = prompt.cloze->pieces.front();
    const std::size_t blanks = prompt.cloze->blanks.size();
    for (std::size_t i = 0; i < blanks; ++i) {
      const std::string& hint = prompt.cloze->blanks[i].hint;
      const std::string number = blanks > 1 ? fmt::format("{}", i + 1) : "";
      text += fmt::format("[{}…{}]", number, hint.empty() ? "" : " " + hint) +
              prompt.cloze->pieces[i + 1];
    }
    return plain_text(text);
  }

  void say_choices(const Prompt& prompt) {
    const auto list = [&](const std::vector<std::string>& texts,
                          std::string_view indent) {
      for (std::size_t i = 0; i < texts.size(); ++i)
        fmt::print(console_.out, "{}{}. {}\n", indent, i + 1, plain_text(texts[i]));
    };
    std::vector<std::string> options;
    for (const Option& option : prompt.options)
      options.push_back(option.text);
    list(options, "  ");
    list(prompt.items, "  ");
    if (!prompt.counterparts.empty()) fmt::print(console_.out, "go with\n");
    list(prompt.counterparts, "  ");
    if (const char* how = how_to_answer(prompt); *how != '\0')
      fmt::print(console_.out, "{}\n", how);
  }

  static const char* how_to_answer(const Prompt& prompt) {
    switch (prompt.form) {
      case Form::kSelect:
        return "(several are right: give their numbers, as in 1 3)";
      case Form::kOrder:
        return "(give the numbers in the right order, as in 2 1 3)";
      case Form::kMatch:
        return "(give for each the number of what goes with it, as in 2 1 3)";
      case Form::kDate:
        return "(a date)";
      default:
        return "";
    }
  }

  void read_answer() {
    const Prompt& prompt = trainer_.asked()->prompt;
    const bool flip = prompt.form == Form::kRecall;
    const bool several = prompt.cloze && prompt.cloze->blanks.size() > 1;
    const auto text = line(flip      ? "Enter shows the answer"
                           : several ? "Blank 1"
                                     : "Answer");
    if (!text || command(*text)) return;
    if (flip || text->empty()) return trainer_.reveal();
    if (!prompt.options.empty() || !prompt.items.empty()) {
      const auto chosen = chosen_in(prompt, *text);
      if (!chosen) {
        fmt::print(console_.out, "Please answer with the numbers that are listed{}.\n",
                   prompt.items.empty() ? "" : ", each once");
        return;
      }
      return trainer_.reveal({*chosen, {}});
    }
    if (const auto texts = texts_from(prompt, *text)) trainer_.reveal({{}, *texts});
  }

  /// The options or places that a line names; nothing if it cannot be meant as an answer.
  static std::optional<std::vector<std::size_t>> chosen_in(const Prompt& prompt,
                                                           const std::string& text) {
    const bool placed = !prompt.items.empty();
    auto numbers = numbers_in(text, placed ? prompt.items.size() : prompt.options.size());
    if (!numbers || numbers->empty() || has_doubles(*numbers)) return {};
    const bool one = prompt.form == Form::kChoice || prompt.form == Form::kTrueFalse;
    if (one && numbers->size() != 1) return {};
    if (placed && numbers->size() != prompt.items.size()) return {};
    return numbers;
  }

  /// The texts for all blanks, of which the first is given; nothing if the student did
  /// something else instead.
  std::optional<std::vector<std::string>> texts_from(const Prompt& prompt,
                                                     const std::string& first) {
    std::vector<std::string> texts{first};
    const std::size_t blanks = prompt.cloze ? prompt.cloze->blanks.size() : 1;
    while (texts.size() < blanks) {
      const auto next = line(fmt::format("Blank {}", texts.size() + 1));
      if (!next || command(*next)) return {};
      texts.push_back(*next);
    }
    return texts;
  }

  void say_answer() {
    const Asked& asked = *trainer_.asked();
    if (asked.marked && asked.response != Response{}) {
      const char* verdict = asked.marked->verdict == Verdict::kRight    ? "Right."
                            : asked.marked->verdict == Verdict::kNearly ? "Nearly right."
                                                                        : "Not quite.";
      fmt::print(console_.out, "\n{}{}{}\n", strong(verdict),
                 asked.marked->remark.empty() ? "" : " ",
                 plain_text(asked.marked->remark));
    }
    const std::string answer = plain_text(asked.prompt.answer);
    fmt::print(console_.out, "Answer:{}{}\n", is_list(answer) ? "\n" : " ", answer);
    if (!asked.prompt.explain.empty())
      fmt::print(console_.out, "{}\n", plain_text(asked.prompt.explain));
    for (const std::string& note : asked.prompt.notes)
      fmt::print(console_.out, "{}\n", plain_text(note));
    std::string ratings;
    for (const Rating rating : kRatings) {
      const auto number = static_cast<std::size_t>(rating);
      ratings += fmt::format("{}{} {} ({})", ratings.empty() ? "" : ", ", number,
                             name_of(rating), span_text(asked.next_in.at(number - 1)));
    }
    fmt::print(console_.out, "{}; Enter: {}\n", ratings, name_of(suggested()));
  }

  [[nodiscard]] Rating suggested() const {
    const Asked& asked = *trainer_.asked();
    return asked.marked ? asked.marked->suggested : Rating::kGood;
  }

  void read_rating() {
    const auto text = line("Rating");
    if (!text || command(*text)) return;
    if (text->empty()) return report(trainer_.rate(suggested()));
    const auto number = numbers_in(*text, kRatings.size());
    if (!number || number->size() != 1) {
      fmt::print(console_.out, "Please give 1, 2, 3 or 4.\n");
      return;
    }
    report(trainer_.rate(kRatings.at(number->front())));
  }

  /// Carries out a line that begins with a colon; false if it does not.
  bool command(const std::string& text) {
    const auto order = order_in(text);
    if (!order) return false;
    const bool was_marked = trainer_.asked()->flags.marked;
    switch (order->verb) {
      case 'q':
        leaving_ = true;
        break;
      case 'p':
        say_passage();
        break;
      case 'i':
        say_information();
        break;
      case 'u':
        step_back();
        break;
      case 'r':
        step_forth();
        break;
      case 'b':
        change(trainer_.bury(), "Buried until tomorrow. :u takes it back.");
        break;
      case 's':
        change(trainer_.suspend(),
               "Suspended: it is not asked any more. :u takes it back.");
        break;
      case 'm':
        change(trainer_.toggle_mark(), was_marked ? "Mark removed." : "Marked.");
        break;
      case 'n':
        change(trainer_.set_note(order->rest),
               order->rest.empty() ? "Note removed." : "Note kept.");
        break;
      default:
        fmt::print(console_.out, "{}", kHelp);
    }
    return true;
  }

  void change(const Result<void>& result, std::string_view done) {
    report(result);
    if (result) fmt::print(console_.out, "{}\n", done);
  }

  void step_back() {
    const auto name = trainer_.undo_name();
    if (!name) {
      fmt::print(console_.out, "There is nothing to undo.\n");
      return;
    }
    change(trainer_.undo(), fmt::format("Undone: {}.", *name));
    laid_anew_ = true;
  }

  void step_forth() {
    const auto name = trainer_.redo_name();
    if (!name) {
      fmt::print(console_.out, "There is nothing to redo.\n");
      return;
    }
    change(trainer_.redo(), fmt::format("Done again: {}.", *name));
    laid_anew_ = true;
  }

  void say_passage() {
    const auto open = trainer_.passage();
    if (!open) {
      fmt::print(console_.out, "This question has no passage.\n");
      return;
    }
    if (!trainer_.asked()->revealed)
      fmt::print(console_.out, "(The passage may hold the answer.)\n");
    fmt::print(console_.out, "{}\n", plain_text(open->passage->text));
    for (const TextRange& range : open->support)
      fmt::print(console_.out, "Supports the answer: {}\n",
                 plain_text(std::string_view(open->passage->text)
                                .substr(range.begin, range.end - range.begin)));
    if (open->source != nullptr)
      fmt::print(console_.out, "Source: {}{}{}{}\n", open->source->title,
                 open->source->date ? ", " : "",
                 open->source->date ? open->source->date->text() : "",
                 open->passage->at.empty() ? "" : ", " + open->passage->at);
    if (!open->staleness.empty()) fmt::print(console_.out, "{}\n", open->staleness);
  }

  void say_information() {
    const Asked& asked = *trainer_.asked();
    fmt::print(console_.out, "{}: {}, asked {} before\n", asked.question->id,
               name_of(asked.phase),
               asked.reviews == 1 ? "once" : fmt::format("{} times", asked.reviews));
  }

  void say_summary() {
    const SittingSummary summary = trainer_.summary();
    if (summary.answers == 0) {
      fmt::print(console_.out, "\nNothing was answered.");
    } else {
      fmt::print(console_.out, "\n{} answered, {} right, {}.", summary.answers,
                 summary.right, minutes_phrase(summary.time));
    }
    if (summary.next_due && trainer_.asked() == nullptr &&
        !trainer_.progress().practice) {
      const StudyCalendar& calendar = trainer_.calendar();
      fmt::print(
          console_.out, " The next question is due {}.",
          when_phrase(*summary.next_due, calendar, calendar.day_of(trainer_.now())));
    }
    fmt::print(console_.out, "\n");
    for (const Missed& missed : summary.missed)
      fmt::print(console_.out, "Missed: {} — {}\n", in_one_line(missed.stem),
                 in_one_line(missed.answer));
  }

  static std::string in_one_line(const std::string& commonmark) {
    return one_line(plain_text(commonmark));
  }

  Trainer& trainer_;
  Console& console_;
  bool leaving_ = false;
  bool laid_anew_ = false;  ///< an undo or redo has put another state on the table
  int exit_code_ = 0;
};

}  // namespace

int study(Trainer& trainer, const std::optional<std::string>& deck, Console& console) {
  return TerminalSitting(trainer, console).run(deck);
}

}  // namespace attache::cli
