#include "window/progress_scene.h"

#include <array>
#include <utility>

namespace attache::window {

namespace {

constexpr std::array<std::string_view, 13> kProgress{
    "month", "known", "weak",  "did",   "comes",  "chart",   "table",
    "heat",  "curve", "scope", "wrong", "search", "calendar"};
constexpr std::array<std::string_view, 4> kHandIn{"chosen", "history", "topics", "done"};

/// Sections by the part that shows them from the top.
std::string_view section_of(std::string_view part) {
  if (part == "known") return "Knowledge";
  if (part == "weak") return "Worth practising";
  if (part == "did") return "What you did";
  if (part == "comes") return "What comes";
  return {};
}

void progress_scene(Shell& shell, ProgressScreen& screen, std::string_view part) {
  ProgressRequest request;
  request.range = part == "month" ? ProgressRange::kMonth : ProgressRange::kYear;
  if (part == "search") request.scope = "is:review prop:stability<20";
  if (part == "wrong") {
    screen.look(shell);
    screen.refresh();
    request.scope = "prop:stability>soon";
  }
  screen.ask(request);
  const ProgressShown* shown = screen.look(shell);
  screen.scroll_to(section_of(part));
  if (part == "chart") {
    screen.open_chart(ProgressChart::kReviews);
    screen.chart_sheet().point_at(30);
  }
  if (part == "table") {
    screen.open_chart(ProgressChart::kReviews);
    screen.chart_sheet().show_table();
  }
  if (part == "heat") screen.open_chart(ProgressChart::kTopics);
  if (part == "calendar") screen.open_chart(ProgressChart::kCalendar);
  if (part == "curve" && shown != nullptr && !shown->weakest.empty())
    screen.curve().open(shell, shown->weakest.front().question);
  if (part == "scope") screen.open_scope(shell, "");
}

void hand_in_scene(Shell& shell, HandInScreen& screen, std::string_view part) {
  if (part.empty()) return;
  if (part == "done") {
    screen.show_done("/home/student/Documents/kestrel-12-2024-08-01.progress");
    return;
  }
  const auto& decks = shell.trainer.decks();
  if (decks.empty()) return;
  screen.prepare(shell);
  const Deck& deck = decks.front().deck();
  std::vector<std::string> scope{deck.id};
  if (part == "topics" && deck.topics.size() > 1)
    scope = {deck.id + "/" + deck.topics[0].id, deck.id + "/" + deck.topics[1].id};
  screen.tick(scope);
  screen.write("Alliance politics, autumn term", part == "history" ? "Ana Kovač" : "",
               part == "history");
}

}  // namespace

std::span<const std::string_view> progress_scene_parts(std::string_view base) {
  if (base == "progress") return kProgress;
  if (base == "handin") return kHandIn;
  return {};
}

bool shows_progress(const Scene& scene) {
  return !progress_scene_parts(scene.base).empty();
}

ScreenName prepare_progress_scene(Shell& shell,
                                  const ProgressScreens& screens,
                                  const Scene& scene) {
  if (scene.base == "handin") {
    hand_in_scene(shell, screens.hand_in, scene.part);
    return ScreenName::kHandIn;
  }
  progress_scene(shell, screens.progress, scene.part);
  return ScreenName::kProgress;
}

}  // namespace attache::window
