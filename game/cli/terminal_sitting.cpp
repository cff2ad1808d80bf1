#include "cli/terminal_sitting.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <istream>
#include <ostream>

#include "base/text.h"
#include "cards/plain.h"
#include "cli/asking.h"
#include "cli/deck_pages.h"
#include "cli/phrases.h"

namespace attache::cli {

namespace {

constexpr const char* kHelp =
    "Enter shows the answer; after it, Enter takes the suggested rating.\n"
    "1 to 4 after the answer: again, hard, good, easy.\n"
    ":p passage, :u undo, :r redo, :b bury until tomorrow, :s suspend, :m mark,\n"
    ":n TEXT note, :o you know better than the mark, :i information, :q leave,\n"
    ":h this help.\n";

constexpr Millis kMoreTime = std::chrono::minutes(10);

class TerminalSitting {
 public:
  /// `leaving` is asked before it is left in the midst; empty asks nothing.
  TerminalSitting(Trainer& trainer, Console& console, std::string_view leaving = "")
      : trainer_(trainer), console_(console), lines_(console), ask_leaving_(leaving) {}

  int run(const std::optional<std::string>& deck) {
    if (auto begun = trainer_.begin_sitting(deck); !begun)
      return fail_with(begun.error());
    say_changed_decks(trainer_, console_);
    say_pictures(deck);
    return run_begun();
  }

  int run_begun() {
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
  int fail_with(const Error& error) { return failed(console_, error); }

  /// What a terminal cannot show.
  void say_pictures(const std::optional<std::string>& deck) {
    std::size_t pictures = 0;
    for (const DeckBook& book : trainer_.decks())
      if (!deck || book.deck().id == *deck)
        pictures += static_cast<std::size_t>(
            std::count_if(book.questions().begin(), book.questions().end(),
                          [](const Question& question) { return question.region; }));
    if (pictures > 0)
      fmt::print(
          console_.out, "{} asked in the window only, because of {}.\n",
          pictures == 1 ? "1 question is" : fmt::format("{} questions are", pictures),
          pictures == 1 ? "its picture" : "their pictures");
  }

  void report(const Result<void>& result) {
    if (result) return;
    const int code = failed(console_, result.error());
    if (console_.interactive) return;  // a person can mend it and try again
    exit_code_ = code;
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

  /// One line of input; at the end of the input it leaves.
  std::optional<std::string> line(std::string_view prompt) {
    auto text = lines_.line(prompt);
    if (!text) leaving_ = true;
    return text;
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
    const bool more = !step && trainer_.summary().waiting.total() > 0;
    if (!console_.interactive || (!step && !more && !trainer_.undo_name())) return false;
    if (more) fmt::print(console_.out, "\nToday's minutes are used; well done.\n");
    const auto text =
        line(more   ? "Enter ends, + goes on for 10 minutes, :u takes the "
                      "last answer back"
             : step ? "Enter looks again, :u takes the last answer back, "
                      ":q leaves"
                    : "That was the last one. Enter ends, :u takes it back");
    if (!text) return false;
    if (more && *text == "+") {
      trainer_.add_time(kMoreTime);
      return true;
    }
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
    blanks_.clear();
    const Asked& asked = *trainer_.asked();
    const SittingProgress progress = trainer_.progress();
    const Topic* topic = asked.book->topic(asked.question->topic);
    fmt::print(console_.out, "\n{}{}{}\n", asked.book->deck().title,
               topic == nullptr ? "" : " — ", topic == nullptr ? "" : topic->name);
    fmt::print(console_.out, "{}{} done, {} to go, {}{}\n\n",
               progress.practice ? "Practice: " : "", progress.done,
               progress.left.total(), about_time(progress.time_left),
               asked.flags.marked ? ", marked" : "");
    if (asked.changed)
      fmt::print(console_.out, "The answer has changed since you learned it.\n");
    if (!asked.out_of_date.empty()) fmt::print(console_.out, "{}\n", asked.out_of_date);
    fmt::print(console_.out, "{}\n", strong(question_text(asked.prompt)));
    say_choices(asked.prompt, console_.out);
    if (!asked.flags.note.empty())
      fmt::print(console_.out, "Your note: {}\n", plain_text(asked.flags.note));
  }

  void read_answer() {
    const Prompt& prompt = trainer_.asked()->prompt;
    const bool flip = prompt.form == Form::kRecall;
    const bool several = blanks_of(prompt) > 1;
    const auto text = line(flip      ? "Enter shows the answer"
                           : several ? fmt::format("Blank {}", blanks_.size() + 1)
                                     : "Answer");
    if (!text || command(*text)) return;
    if (flip || (text->empty() && blanks_.empty())) return trainer_.reveal();
    if (is_answered_by_numbers(prompt)) {
      const auto chosen = chosen_in(prompt, *text);
      if (!chosen) {
        fmt::print(console_.out, "{}", ask_for_numbers(prompt));
        return;
      }
      return trainer_.reveal({*chosen, {}});
    }
    // A command between two blanks leaves those before it as they are.
    blanks_.push_back(*text);
    if (blanks_.size() == blanks_of(prompt)) trainer_.reveal({{}, blanks_});
  }

  static const char* verdict_words(const Marked& marked) {
    if (marked.verdict == Verdict::kRight) return "Right.";
    if (marked.verdict == Verdict::kNearly) return "Nearly right.";
    return marked.credit > 0 ? "Partly right." : "Not quite.";
  }

  /// The verdict and its remark, which may begin with the verdict itself.
  [[nodiscard]] std::string verdict_line(const Marked& marked) const {
    const std::string_view verdict = verdict_words(marked);
    const std::string remark = plain_text(marked.remark);
    if (remark.starts_with(verdict.substr(0, verdict.size() - 1))) return strong(remark);
    return strong(verdict) + (remark.empty() ? "" : " " + remark);
  }

  void say_answer() {
    const Asked& asked = *trainer_.asked();
    if (asked.marked && asked.response != Response{}) {
      fmt::print(console_.out, "\n{}\n", verdict_line(*asked.marked));
      say_difference(asked.marked->difference);
    }
    fmt::print(console_.out, "{}\n", labelled("Answer:", asked.prompt.answer));
    if (!asked.prompt.explain.empty())
      fmt::print(console_.out, "{}\n", plain_text(asked.prompt.explain));
    for (const std::string& note : asked.prompt.notes)
      fmt::print(console_.out, "{}\n", plain_text(note));
    // Where nothing is scheduled there are no times to tell.
    const bool scheduled = !trainer_.progress().practice;
    std::string ratings;
    for (const Rating rating : kRatings) {
      const auto number = static_cast<std::size_t>(rating);
      ratings +=
          fmt::format("{}{} {}", ratings.empty() ? "" : ", ", number, name_of(rating));
      if (scheduled)
        ratings += fmt::format(" ({})", span_text(asked.next_in.at(number - 1)));
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
        leave();
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
      case 'o':
        overrule();
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

  void leave() {
    if (!ask_leaving_.empty()) {
      if (!console_.interactive) fmt::print(console_.out, "{}\n", ask_leaving_);
      const auto text = line(ask_leaving_);
      if (text && *text != "y" && *text != "yes") return;
    }
    leaving_ = true;
  }

  void change(const Result<void>& result, std::string_view done) {
    report(result);
    if (result) fmt::print(console_.out, "{}\n", done);
  }

  void overrule() {
    const Asked& asked = *trainer_.asked();
    if (!asked.revealed || !asked.marked) {
      fmt::print(console_.out, "There is no mark to overrule.\n");
      return;
    }
    trainer_.overrule();
    fmt::print(console_.out, "Counted as {}. Enter: {}\n",
               asked.marked->verdict == Verdict::kWrong ? "wrong" : "right",
               name_of(suggested()));
  }

  /// The answer beside the right one: letters too many in (round) brackets, missing ones
  /// in [square] ones.
  void say_difference(const std::vector<DifferencePiece>& pieces) {
    if (pieces.empty()) return;
    std::string text;
    for (const DifferencePiece& piece : pieces) {
      if (piece.kind == DifferenceKind::kSame) text += piece.text;
      if (piece.kind == DifferenceKind::kMissing) text += "[" + piece.text + "]";
      if (piece.kind == DifferenceKind::kExtra) text += "(" + piece.text + ")";
    }
    fmt::print(console_.out, "Letter by letter, [missing] and (too much): {}\n", text);
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
    fmt::print(console_.out, "{}: {}, {} before\n", asked.question->id,
               name_of(asked.phase),
               asked.reviews == 0   ? "never asked"
               : asked.reviews == 1 ? "asked once"
                                    : fmt::format("asked {} times", asked.reviews));
  }

  void say_summary() {
    const SittingSummary summary = trainer_.summary();
    if (summary.answers == 0) {
      fmt::print(console_.out, "\nNothing was answered.");
    } else {
      fmt::print(console_.out, "\n{} answered, {} right, {}.", summary.answers,
                 summary.right, time_phrase(summary.time));
    }
    if (summary.next_due && trainer_.asked() == nullptr &&
        !trainer_.progress().practice) {
      const StudyCalendar& calendar = trainer_.calendar();
      fmt::print(
          console_.out, " The next question is due {}.",
          when_phrase(*summary.next_due, calendar, calendar.day_of(trainer_.now())));
    }
    // For an exam nothing waits: what was not asked is planned anew.
    const bool for_exam = !trainer_.progress().exam.empty();
    if (const std::string waiting = waiting_phrase(summary.waiting);
        !waiting.empty() && !for_exam)
      fmt::print(console_.out, " {}.", waiting);
    fmt::print(console_.out, "\n");
    for (const Missed& missed : summary.missed)
      fmt::print(
          console_.out, "{}\n",
          labelled(fmt::format("Missed: {} —", in_one_line(missed.stem)), missed.answer));
  }

  Trainer& trainer_;
  Console& console_;
  LineReader lines_;
  std::string ask_leaving_;
  std::vector<std::string> blanks_;  ///< the texts for the first blanks so far
  bool leaving_ = false;
  bool laid_anew_ = false;  ///< an undo or redo has put another state on the table
  int exit_code_ = 0;
};

}  // namespace

int study(Trainer& trainer, const std::optional<std::string>& deck, Console& console) {
  return TerminalSitting(trainer, console).run(deck);
}

int play_quick_quiz(Trainer& trainer, Console& console, bool counts) {
  return TerminalSitting(trainer, console,
                         counts ? "A quick quiz that is left cannot be taken up again; "
                                  "the answers given so far count. y leaves"
                                : "A quick quiz that is left cannot be taken up again, "
                                  "and nothing of it is kept. y leaves")
      .run_begun();
}

int study_on_table(Trainer& trainer, Console& console) {
  return TerminalSitting(trainer, console).run_begun();
}

}  // namespace attache::cli
