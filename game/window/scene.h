#pragma once
// Screens by name, brought about without writing anything: for pictures.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "window/study.h"

namespace attache::window {

/// "answer.typed" is the answer of a question that is put as "typed".
struct Scene {
  std::string base;
  std::optional<Form> form;
  std::string part = {};  ///< of "exams.plan": "plan"

  [[nodiscard]] bool studies() const;
  [[nodiscard]] bool quizzes() const;
};
/// Fails for a screen or a form that does not exist, and lists those that do.
[[nodiscard]] Result<Scene> scene_named(std::string_view name);

/// What answers a prompt rightly, and what does not.
[[nodiscard]] Response right_response(const Prompt& prompt);
[[nodiscard]] Response wrong_response(const Prompt& prompt);
/// Right but for a letter that is missing in the longest word, if that has six or more.
[[nodiscard]] Response near_response(const Prompt& prompt);

/// Puts a practice on the table that looks like the scene.
void prepare_scene(Shell& shell, StudyScreen& study, const Scene& scene);

}  // namespace attache::window
