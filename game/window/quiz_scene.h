#pragma once
// The Quiz screen's scenes: rounds that are dealt, shown and taken from the disk again.

#include "window/quiz.h"
#include "window/scene.h"

namespace attache::window {

/// Brings the Quiz screen to what the scene names. Nothing of it stays on the disk.
void prepare_quiz_scene(Shell& shell, QuizScreen& quiz, const Scene& scene);

}  // namespace attache::window
