#pragma once
// What a class shows, from what its collection counts: no words of decks yet.

#include <span>
#include <string>

#include "base/result.h"
#include "classroom/collection.h"
#include "trainer/course_shown.h"

namespace attache {

/// All figures, of one deck or of all. Stems are ids, titles are ids or as the files have
/// them.
[[nodiscard]] Result<ClassShown> class_figures(const classroom::Collection& collection,
                                               const std::string& deck);
/// One student's, and the class's topics; fails for an unknown one.
[[nodiscard]] Result<ClassShown> student_figures(const classroom::Collection& collection,
                                                 const std::string& id);

/// The deck that a question is of.
[[nodiscard]] std::string deck_of_question(const QuestionId& question);

}  // namespace attache
