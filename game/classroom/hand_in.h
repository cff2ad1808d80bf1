#pragma once
// What a student hands in to a class: a file of lines that any program can read.
// decks/PROGRESS-FILES.md describes every line. It holds what the student chose to tell,
// and no more.

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cards/question.h"
#include "memory/model.h"

namespace attache::classroom {

/// How much is told. Totals: what is known of each question, how often and how well it
/// was answered, the first answer to it, and the days of study. History: every answer
/// too, with what was picked or typed.
enum class Detail { kTotals, kHistory };
[[nodiscard]] const char* name_of(Detail detail);  ///< "totals", "history"

struct HandInDeck {
  std::string id, title;
  int edition = 1;
  int questions = 0;  ///< in the scope that was handed in
  bool operator==(const HandInDeck&) const = default;
};

/// The first line.
struct HandInHead {
  std::string student;  ///< unique for a student in a course; tells nothing else
  std::string name;     ///< as the student wants to be called; never empty
  bool pseudonym = false;
  std::string course;  ///< as the class is called; may be empty
  Instant made_at{};
  StudyDay made_on{};  ///< the study day
  Detail detail = Detail::kTotals;
  bool exams = false;  ///< mock exams are told
  std::vector<HandInDeck> decks;
  std::vector<std::string> topics;  ///< "deck/topic": nothing else is told; empty: all
  bool operator==(const HandInHead&) const = default;
};

/// One question: where it stands and what was done.
struct HandInQuestion {
  QuestionId id;
  std::string topic;  ///< id, or empty
  int reviews = 0;    ///< answers that count
  int lapses = 0;
  int again = 0;  ///< answers rated again
  Millis time{};
  double recall = 0;                   ///< on the day of the file, 0..1; 0 while new
  double strength_days = 0;            ///< until recall falls to 90 %; 0 while new
  std::optional<double> first_credit;  ///< of the first answer ever, 0..1
  std::string first_form;
  StudyDay first_day{};  ///< meaningless without answers
  bool operator==(const HandInQuestion&) const = default;
};

struct HandInDay {
  StudyDay day{};
  int answers = 0, again = 0;
  Millis time{};
  bool operator==(const HandInDay&) const = default;
};

/// One answer. Texts are what was shown and picked, or typed.
struct HandInAnswer {
  std::uint32_t question = 0;  ///< index of the questions before it
  Instant at{};
  StudyDay day{};
  Form form = Form::kRecall;
  Rating rating = Rating::kGood;
  std::optional<double> credit;  ///< 0..1; none where the program did not mark it
  Millis duration{};
  std::vector<std::string> options;  ///< that were to be picked from
  std::vector<std::string> given;    ///< picked or typed
  bool operator==(const HandInAnswer&) const = default;
};

/// A mock exam that was handed in.
struct HandInExam {
  std::string id;
  std::string paper;  ///< the same for the same questions: see PROGRESS-FILES.md
  std::string title;
  Instant ended_at{};
  Millis used{};
  struct Item {
    QuestionId question;
    double marks = 0;             ///< of one; below 0 with negative marking
    std::optional<double> guess;  ///< share by guessing, where options were picked
    std::vector<std::string> options;
    std::vector<std::string> right;
    std::vector<std::string> given;
    bool operator==(const Item&) const = default;
  };
  std::vector<Item> items;
  bool operator==(const HandInExam&) const = default;
};

// Files come from strangers: what is beyond these is refused.
inline constexpr std::size_t kMostHandInBytes = 256U << 20U;
inline constexpr std::size_t kMostLineBytes = 1U << 20U;
inline constexpr std::size_t kMostNameBytes = 1000;  ///< of a name, a title, an id
inline constexpr std::size_t kMostQuestions = 1'000'000;
inline constexpr std::size_t kMostAnswers = 10'000'000;
inline constexpr std::size_t kMostTexts = 1'000'000;
inline constexpr std::size_t kMostTextBytes = 64U << 20U;  ///< all texts together
inline constexpr std::size_t kMostDays = 100'000;
inline constexpr std::size_t kMostExams = 10'000;
inline constexpr std::size_t kMostItems = 1000;  ///< of one exam; options of a question

/// One answer as its line has it, texts by number: lives while it is told.
struct HandInAnswerLine {
  std::uint32_t question = 0;
  Instant at{};
  StudyDay day{};
  Form form = Form::kRecall;
  Rating rating = Rating::kGood;
  std::optional<double> credit;
  Millis duration{};
  std::vector<std::uint32_t> options, given;
};

/// What a reader is told, in the order of the file: the head once, then all questions,
/// days, answers and exams. What is empty is not told. Who reads many files takes texts
/// and answer lines: nothing is copied for them.
struct HandInReader {
  std::function<Result<void>(const HandInHead&)> head;
  std::function<Result<void>(const HandInQuestion&)> question;
  std::function<Result<void>(const HandInDay&)> day;
  std::function<Result<void>(const HandInAnswer&)> answer;
  std::function<Result<void>(const HandInExam&)> exam;
  /// A text, before the first line that names its number; they count from 0.
  std::function<Result<void>(const std::string&)> text;
  std::function<Result<void>(const HandInAnswerLine&)> answer_line;
};

/// Reads one file in bounded memory (its texts that come again, and a line). Fails,
/// naming the file and the line, for what is no such file, was cut off or changed (its
/// checksum does not fit), is of a newer version, or goes beyond the limits below. The
/// checksum stands at the end: what a reader was told counts only when this returns well.
/// Control characters and those that turn the direction of text are taken out of texts.
Result<void> read_hand_in(const std::filesystem::path& file, const HandInReader& reader);
/// The same for bytes that are at hand; `name` is for messages.
Result<void> read_hand_in(std::istream& in,
                          const std::string& name,
                          const HandInReader& reader);

/// Writes one line after another, and the checksum at the end.
class HandInWriter {
 public:
  HandInWriter(std::ostream& out, const HandInHead& head);
  ~HandInWriter();
  HandInWriter(const HandInWriter&) = delete;
  HandInWriter& operator=(const HandInWriter&) = delete;
  HandInWriter(HandInWriter&&) = delete;
  HandInWriter& operator=(HandInWriter&&) = delete;
  void question(const HandInQuestion& question);
  void day(const HandInDay& day);
  void answer(const HandInAnswer& answer);
  void exam(const HandInExam& exam);
  /// Nothing may be written behind it.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attache::classroom
