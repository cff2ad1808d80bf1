#pragma once
// What Progress shows, worked out from answers and schedules, and kept until something
// changes.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "study/known_parts.h"
#include "study/progress_charts.h"
#include "study/question_figures.h"
#include "study/review_figures.h"
#include "trainer/browser.h"
#include "trainer/learner.h"
#include "trainer/progress_shown.h"

namespace attache {

class Progress {
 public:
  /// Each takes over what has changed since it looked last.
  Result<ProgressShown> overview(const Learner& learner,
                                 Browser& browser,
                                 const ProgressRequest& request);
  Result<Chart> chart(const Learner& learner,
                      Browser& browser,
                      const ProgressRequest& request,
                      ProgressChart chart);

 private:
  /// The next exam over questions in scope.
  struct NextExam {
    std::string id, title;
    StudyDay day{};
    std::vector<std::uint32_t> rows;  ///< of the questions in scope that it asks
  };
  /// What belongs to one scope.
  struct Scope {
    std::string query;
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> part;  ///< by number: topic, or outside
    QuestionFigures questions;
    std::optional<NextExam> exam;
    std::map<ProgressRange, ReviewFigures> reviews;
    std::map<ProgressRange, PastKnowledge> past;
  };

  Result<void> look(const Learner& learner);
  void look_at_items(const Learner& learner, bool same_decks);
  void find_leeches(std::span<const StudyItem> items);
  Result<Scope*> scope_of(const Learner& learner,
                          Browser& browser,
                          const std::string& query);
  Result<std::vector<std::uint32_t>> rows_of(const Learner& learner,
                                             Browser& browser,
                                             const std::string& query) const;
  void number_parts(Scope& scope) const;
  [[nodiscard]] std::optional<NextExam> next_exam(const Learner& learner,
                                                  const Scope& scope) const;
  [[nodiscard]] AnswerScope answers_of(const Scope& scope) const;
  const ReviewFigures& reviews(const Learner& learner, Scope& scope, ProgressRange range);
  [[nodiscard]] PastKnowledge past(const Learner& learner,
                                   const Scope& scope,
                                   std::vector<StudyDay> on) const;
  const PastKnowledge& past(const Learner& learner, Scope& scope, ProgressRange range);
  [[nodiscard]] AheadKnowledge ahead(const Learner& learner, const Scope& scope) const;
  const std::vector<float>& exam_recall(const Learner& learner, const Scope& scope);
  Result<Chart> added(const Learner& learner, Scope& scope, ProgressRange range);
  Result<const std::vector<StudyDay>*> added_days(const Learner& learner);
  [[nodiscard]] std::vector<std::string> topic_names(const Scope& scope) const;
  [[nodiscard]] std::vector<WeakQuestion> weakest(const Learner& learner,
                                                  const Scope& scope) const;
  [[nodiscard]] Result<std::vector<Confusion>> confusions(const Learner& learner,
                                                          const Scope& scope) const;
  [[nodiscard]] WeekSummary week(const Learner& learner,
                                 const Scope& scope,
                                 const ReviewFigures& figures) const;
  /// By item, on the day of the exam; NaN where it does not ask, nothing without one.
  std::vector<float> asked_by_exam(const Learner& learner, const Scope& scope);
  [[nodiscard]] std::vector<KnownPart> parts(const Learner& learner,
                                             const Scope& scope,
                                             std::span<const float> exam,
                                             bool passages) const;
  Chart parts_chart(const Learner& learner, const Scope& scope, bool passages);

  bool looked_ = false;
  std::uint64_t revision_ = 0;
  std::uint64_t decks_ = 0;
  StudyDay day_{};
  const AnswerTable* answers_ = nullptr;
  std::optional<PartIndex> parts_;
  std::vector<std::uint8_t> leech_;                   ///< by number
  std::vector<float> recall_;                         ///< now, by item
  std::map<StudyDay, std::vector<float>> recall_on_;  ///< days of exams
  std::vector<StudyDay> added_;                       ///< by item
  bool knows_added_ = false;
  std::optional<Scope> scope_;
};

/// A question's words, plain: what is asked, and the answer.
struct QuestionWords {
  std::string stem, answer;
};
[[nodiscard]] QuestionWords words_of(const Learner& learner, const Question& question);

/// "All decks", the title of the deck or topic, else the search.
[[nodiscard]] std::string scope_title(const Learner& learner, const std::string& query);

/// The study days that a range looks back on, today included; nothing: all.
[[nodiscard]] std::optional<int> days_of(ProgressRange range);

/// Pages to print, see `Trainer::progress_page`.
[[nodiscard]] std::string overview_html(const ProgressShown& shown,
                                        ProgressRange range,
                                        const std::vector<Chart>& charts);
[[nodiscard]] std::string week_html(const ProgressShown& shown,
                                    const std::vector<Chart>& charts);

}  // namespace attache
