#pragma once
// The exams of a learner: which of them plans each question, and a plan at work in a
// sitting.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "memory/answer_habits.h"
#include "memory/study_value.h"
#include "store/kept.h"
#include "study/exam.h"
#include "study/exam_outlook.h"
#include "study/queue.h"
#include "trainer/exams_shown.h"

namespace attache {

class Learner;

/// Under this key the store has FSRS-6 weights for exams while another model is in use.
inline constexpr std::string_view kExamWeightsKey = "weights.fsrs-6";

/// All exams that are kept, and which questions they hold. A question belongs to the
/// soonest exam ahead that asks it.
class ExamShelf {
 public:
  /// Takes what the store keeps. What cannot be read is left out, stays in the store, and
  /// is told in `notices()`.
  void take(const std::vector<KeptExam>& kept);
  /// Puts an exam in place of the one with its id, or adds it. `assign` comes after.
  void put(Exam exam);
  void remove(std::string_view id);
  /// Works out anew which questions each exam asks, and which of them plans each on this
  /// study day.
  void assign(std::span<const StudyItem> items,
              std::span<const DeckBook> books,
              const StudyCalendar& calendar,
              StudyDay today);

  /// The soonest first.
  [[nodiscard]] std::vector<const Exam*> all() const;
  /// Null for an unknown id.
  [[nodiscard]] const Exam* find(std::string_view id) const;
  /// All that it asks as of the last `assign`, suspended ones too.
  [[nodiscard]] const std::vector<ExamMember>& members(std::string_view id) const;
  /// The exam that plans a question; null for one that is studied on ordinary days.
  [[nodiscard]] const Exam* planner_of(const Question& question) const;
  /// Whether a question is kept out of ordinary study: an exam plans it, or asks it
  /// today.
  [[nodiscard]] bool holds(const Question& question) const {
    return planner_.contains(&question) || asked_today_.contains(&question);
  }
  /// Ids of all such questions.
  [[nodiscard]] std::unordered_set<QuestionId> held() const;

  /// The last plan of an exam, which lives as long as the program runs.
  [[nodiscard]] const ExamPlan* plan(std::string_view id) const;
  void keep_plan(std::string_view id, ExamPlan plan);

  [[nodiscard]] const std::vector<std::string>& notices() const { return notices_; }

 private:
  struct Entry {
    Exam exam;
    std::vector<ExamMember> members;
    std::optional<ExamPlan> plan;
  };
  [[nodiscard]] const Entry* entry(std::string_view id) const;

  std::vector<std::unique_ptr<Entry>> entries_;  ///< the soonest first
  std::unordered_map<const Question*, const Exam*> planner_;
  std::unordered_set<const Question*> asked_today_;
  std::vector<std::string> notices_;
};

/// An exam as it stands today.
[[nodiscard]] ShownExam shown(const Learner& learner, const Exam& exam);
/// Fails for an exam without study days left.
[[nodiscard]] Result<ExamSnapshot> snapshot_of(const Learner& learner, const Exam& exam);

/// A plan at work: what each question of an exam is worth while it is studied.
class ExamCourse {
 public:
  /// Of the questions that the exam plans and the face can show. Solves a plan where none
  /// is given. The snapshot is of now.
  ExamCourse(const Learner& learner,
             const ExamSnapshot& snapshot,
             std::optional<ExamPlan> plan);

  /// Id of the exam.
  [[nodiscard]] const std::string& exam() const { return exam_; }
  [[nodiscard]] const ExamPlan& plan() const { return plan_; }
  /// Looks at the learner anew: it is another day, or the exam or settings were changed.
  /// What was asked until now stays in the queue, at its place.
  void renew(const Learner& learner);
  /// The decks were read again: looks its questions up anew, while the old ones still
  /// live, and leaves out those that are gone.
  void follow_decks(const Learner& learner);
  [[nodiscard]] StudyQueue queue(const Learner& learner) const;
  /// What today's answers have left of the minutes; below 0 where more was used.
  [[nodiscard]] Millis time_left(const Learner& learner) const;
  /// Adds to today's minutes; if more than these was used, to what was used.
  void add_time(const Learner& learner, Millis more);
  /// What a question is worth now. Nothing for one that the exam does not ask any more.
  [[nodiscard]] Worth worth_of(const Learner& learner, const Question& question) const;

 private:
  void take(const Learner& learner, const ExamSnapshot& snapshot);
  [[nodiscard]] Worth timed(const ExamQuestion& asked,
                            const Schedule& schedule,
                            double value) const;

  std::string exam_;
  ExamPlan plan_;
  std::vector<const Question*> questions_;  ///< always the same ones in the same order
  ExamSituation situation_;                 ///< without its questions
  std::optional<StudyValue> times_;
  std::unordered_map<const Question*, double> weights_;
  std::unordered_map<const Question*, Worth> worth_;  ///< as of the last look
  StudyDay day_{};                                    ///< of the last look
  Millis added_{};                                    ///< to the minutes of that day
};

}  // namespace attache
