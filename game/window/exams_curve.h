#pragma once
// Drawings of an exam's outlook: the score on a line from 0 to 100 %, and the score
// against minutes a day.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "study/exam_outlook.h"
#include "window/ui.h"

namespace attache::window {

// --- what is worked out before anything is drawn

/// Where a label would like its middle to be, and how wide it is.
struct LabelWish {
  float middle = 0;
  float width = 0;
};
/// Its left edge, and its row counted from the drawing outwards.
struct LabelPlace {
  float left = 0;
  std::size_t row = 0;
  bool operator==(const LabelPlace&) const = default;
};
/// Labels between two edges, none over another: what does not fit beside its neighbour
/// goes one row further out.
[[nodiscard]] std::vector<LabelPlace> place_labels(const std::vector<LabelWish>& wishes,
                                                   float left,
                                                   float right,
                                                   float gap);

/// The expected score at so many minutes a day, between the points of a curve (ascending
/// by minutes): never above or below its two neighbours. Beyond the ends it is that of
/// the end; 0 without points.
[[nodiscard]] double score_at(std::span<const OutlookPoint> curve, double minutes);

/// A step of 1, 2, 5, 10, 20 … by which an axis of this length has at most so many.
[[nodiscard]] int tick_step_for(double length, int most);

/// The points that are drawn: those of the outlook with, as the first, what is expected
/// without any study.
[[nodiscard]] std::vector<OutlookPoint> drawn_curve(const ExamOutlook& outlook);

// --- the line from 0 to 100 %

/// What is marked on it; all are shares, 0..1.
struct ScoreMarks {
  std::optional<double> score;
  double low = 0, high = 0;  ///< of the score's band
  std::optional<double> bound;
  std::optional<double> target;
};
/// A slim line without words.
void score_bar(const Ui& ui, const Rect& area, const ScoreMarks& marks);
/// With words and figures; gives its height.
float score_band(const Ui& ui, const Column& at, const ScoreMarks& marks);

// --- score against minutes

struct CurveShown {
  const ExamOutlook* outlook = nullptr;
  std::optional<int> marker;  ///< minutes a day that are being tried out
};
[[nodiscard]] float curve_height(const Ui& ui, const Column& at);
/// Draws it; gives the minutes where the mouse took hold of it, if it does.
std::optional<int> minutes_curve(Ui& ui, const Column& at, const CurveShown& shown);

}  // namespace attache::window
