#pragma once
// The hardest questions of a class, and its mock exams: what was answered, what to do.

#include <cstddef>
#include <optional>
#include <vector>

#include "window/class_folding.h"
#include "window/shell.h"

namespace attache::window {

class QuestionsPage {
 public:
  /// Other figures.
  void renew(const ClassShown& shown);
  void frame(Shell& shell, const Rect& area, const ClassShown& shown);
  FoldingList& list() { return list_; }
  /// Opens the question where the keyboard stands; else says why not.
  void edit(Shell& shell, const ClassShown& shown) const;

 private:
  std::vector<QuestionId> ids_;
  FoldingList list_;
};

class ClassExamsPage {
 public:
  void renew(const ClassShown& shown);
  void frame(Shell& shell, const Rect& area, const ClassShown& shown);
  FoldingList& list() { return list_; }
  void step_paper(const ClassShown& shown, int by);
  void edit(Shell& shell, const ClassShown& shown) const;

 private:
  float lead(Shell& shell, const ClassShown& shown, const Column& at, bool draw);
  float papers(Ui& ui, const ClassShown& shown, const Column& at, bool draw);
  void choose(const ClassShown& shown, std::size_t paper);

  std::size_t paper_ = 0;
  std::vector<QuestionId> ids_;
  std::optional<std::size_t> chosen_;  ///< in this frame
  FoldingList list_;
};

}  // namespace attache::window
