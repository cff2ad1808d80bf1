#pragma once
// The Exams screen's pages by name, for pictures.

#include <span>
#include <string_view>

#include "window/exams.h"
#include "window/home.h"
#include "window/scene.h"

namespace attache::window {

/// "", the list; "plan", "form" and others.
[[nodiscard]] std::span<const std::string_view> exam_scene_parts();
[[nodiscard]] bool shows_exams(const Scene& scene);

/// The screens that take part.
struct ExamScreens {
  ExamsScreen& exams;
  ExamOutlooks& outlooks;
  HomeScreen& home;
  StudyScreen& study;
};
/// Brings them to what the scene names, and gives the screen to show. Nothing of it stays
/// on the disk.
ScreenName prepare_exam_scene(Shell& shell,
                              const ExamScreens& screens,
                              const Scene& scene);

}  // namespace attache::window
