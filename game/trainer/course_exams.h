#pragma once
// Mock exams of a class: who sat the same paper, and what item analysis says of it.

#include <string>
#include <vector>

#include "base/result.h"
#include "classroom/collection.h"
#include "trainer/course_shown.h"

namespace attache {

/// All papers, the one with the most students first; with a deck, those that ask any
/// question of it.
[[nodiscard]] Result<std::vector<ClassExam>> class_exams(
    const classroom::Collection& collection, const std::string& deck);

}  // namespace attache
