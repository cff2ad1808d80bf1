#pragma once
// What a finished round came to, in words, so that it can be read when the deck is long
// another one.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "study/round.h"

namespace attache {

/// An option (or item, or counterpart) as it was shown.
struct ReportedOption {
  std::string text;  ///< CommonMark
  bool right = false;
  bool chosen = false;
  bool operator==(const ReportedOption&) const = default;
};

/// One question of a report. Match: one pair; timeline: one event.
struct ReportedQuestion {
  QuestionId question;
  int meaning = 1;
  Form form = Form::kRecall;
  std::string topic;  ///< its name; may be empty
  std::string stem;   ///< CommonMark; a cloze with its blanks shown
  std::vector<ReportedOption>
      options;         ///< in the order shown; empty if nothing was picked
  std::string given;   ///< the answer in words, plain; empty if there was none
  std::string answer;  ///< CommonMark: the right one
  Verdict verdict = Verdict::kWrong;
  double credit = 0;  ///< 0..1
  double marks = 0;   ///< of one; below 0 with negative marking
  std::string remark;
  std::string explain;  ///< CommonMark
  std::string passage;  ///< CommonMark: what the source says, in our words
  std::string source;   ///< "Title, publisher, 28 July 2024, paragraph 8"
  bool flagged = false;
  Millis time{};
  std::string logged;  ///< the answer as JSON, as in the review log
  bool operator==(const ReportedQuestion&) const = default;
};

struct TopicMarks {
  std::string topic;  ///< name; "Other questions" for those without
  int asked = 0;
  double marks = 0;
  double possible = 0;
  bool operator==(const TopicMarks&) const = default;
};

struct RoundReport {
  std::string id;
  RoundPlan plan;
  Instant began{};
  Instant ended{};
  std::chrono::minutes zone_offset{};  ///< local time minus UTC when it ended
  Millis used{};                       ///< while it was open
  bool time_ran_out = false;
  double marks = 0;                ///< never below 0
  double possible = 0;             ///< one a question
  std::vector<TopicMarks> topics;  ///< in the order of the questions; only of an exam
  std::vector<ReportedQuestion> questions;
  int tries = 0;     ///< match
  Millis penalty{};  ///< match: for wrong tries; `used` is without it
  std::vector<std::string> notices;
  bool operator==(const RoundReport&) const = default;

  /// `marks / possible`, 0..1; 0 for a round without questions.
  [[nodiscard]] double share() const;
  /// Match: time and penalty.
  [[nodiscard]] Millis result_time() const { return used + penalty; }
};

/// Works out marks, topics and what is possible from the questions.
void total_up(RoundReport& report);

/// "Right", "Nearly right", "Partly right", "Wrong", "Not answered".
[[nodiscard]] const char* verdict_words(const ReportedQuestion& question);
/// What has to be said so that the marks can be followed, a sentence each: how an event
/// of a timeline is marked, and that a total below 0 counts as 0. Mostly none.
[[nodiscard]] std::vector<std::string> mark_notes(const RoundReport& report);

/// Questions that were answered wrong or not at all.
[[nodiscard]] std::vector<QuestionId> misses(const RoundReport& report);

/// One JSON object; the store keeps it and `attache quiz --report --json` prints it.
[[nodiscard]] std::string round_report_json(const RoundReport& report);
/// Fails for anything that `round_report_json` did not write.
[[nodiscard]] Result<RoundReport> read_round_report(std::string_view json);

/// "Title, publisher, 28 July 2024, paragraph 8", as far as it is known.
[[nodiscard]] std::string source_line(const Source& source, std::string_view at);

/// "12", "7.5", "0.67": marks without needless digits.
[[nodiscard]] std::string marks_text(double marks);
/// "4:07", "1:02:30".
[[nodiscard]] std::string clock_span(Millis span);

/// A page that needs nothing else and can be printed: no scripts, everything escaped.
[[nodiscard]] std::string report_html(const RoundReport& report);

}  // namespace attache
