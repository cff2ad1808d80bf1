#pragma once
// The outlooks of exams: worked out beside the window, and kept while they hold.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "window/background.h"
#include "window/shell.h"

namespace attache::window {

/// What is known of an exam's plan.
struct KnownOutlook {
  ExamOutlook outlook;
  std::vector<std::string> notes;  ///< about its decks and questions
  std::string failure;             ///< why there is none; then nothing else holds
};

class ExamOutlooks {
 public:
  explicit ExamOutlooks(std::function<void()> wake) : work_(std::move(wake)) {}

  /// The latest outlook of an exam, though the exam may have changed since; null where
  /// there is none.
  [[nodiscard]] const KnownOutlook* known(const std::string& exam) const;
  /// It holds for the exam as it stands now.
  [[nodiscard]] bool holds(const ShownExam& exam) const;
  /// Begins to work it out unless it holds or is being worked out; gives up another one.
  /// At once and to the end where `ui.still()`.
  void want(Shell& shell, const ShownExam& exam);
  /// Takes what is ready, and has the trainer keep it. True when something came.
  bool collect(Shell& shell);
  void cancel();
  [[nodiscard]] bool busy() const { return work_.busy() || pretended_; }
  [[nodiscard]] bool busy_with(const std::string& exam) const {
    return busy() && wanted_.exam.id == exam;
  }
  [[nodiscard]] double progress() const { return pretended_.value_or(work_.progress()); }
  /// A finished plan that holds, for a sitting to begin with.
  [[nodiscard]] std::optional<ExamPlan> plan_of(const ShownExam& exam) const;

  // For pictures: what is known, or that it is being worked out.
  void show(const ShownExam& exam, KnownOutlook known);
  void show_busy(const ShownExam& exam, double share);

 private:
  struct Entry {
    ShownExam made_for;
    KnownOutlook known;
  };
  void keep(const ShownExam& exam, KnownOutlook known);

  std::map<std::string, Entry> entries_;
  ShownExam wanted_;  ///< while it is worked out
  std::vector<std::string> notes_;
  std::optional<double> pretended_;
  Background<ExamOutlook> work_;
};

/// Whether an outlook that was made for an exam still holds: nothing of what it follows
/// from is another.
[[nodiscard]] bool same_situation(const ShownExam& then, const ShownExam& now);

}  // namespace attache::window
