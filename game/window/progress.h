#pragma once
// How far the student has come: what is known, charts of all that was done, and what is
// worth practising.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "window/chart_sheet.h"
#include "window/chart_view.h"
#include "window/progress_curve.h"
#include "window/progress_parts.h"
#include "window/progress_scope.h"
#include "window/shell.h"

namespace attache::window {

/// "A month", "3 months", "A year", "All".
[[nodiscard]] std::string_view range_label(ProgressRange range);

class ProgressScreen {
 public:
  void frame(Shell& shell, const Rect& area);
  /// The screen is about to be shown, or the decks are others.
  void refresh();

  // For pictures of screens.
  void ask(ProgressRequest request) { request_ = std::move(request); }
  void open_chart(ProgressChart chart);
  ChartSheet& chart_sheet() { return large_; }
  CurveSheet& curve() { return curve_; }
  void open_scope(Shell& shell, std::string_view text);
  void scroll_to(std::string_view section) { wanted_section_ = section; }
  /// Looks up what the page shows; nothing where that fails.
  const ProgressShown* look(Shell& shell);

 private:
  /// A chart that was looked at: what it holds or why it does not, and where its reader
  /// is.
  struct Seen {
    std::optional<Chart> chart;
    std::string wrong;
    ChartState state;
  };
  struct Cell;

  [[nodiscard]] bool begun() const;
  Seen* seen(Shell& shell, ProgressChart chart, bool now);
  float page(Shell& shell, const Column& at, const Rect& view);
  float head(Shell& shell, const Column& at);
  float controls(Shell& shell, const Column& at);
  float section(Shell& shell,
                const Column& at,
                const Rect& view,
                std::string_view title,
                const std::vector<Cell>& cells);
  float row(Shell& shell,
            const Column& at,
            const Rect& view,
            const std::vector<Cell>& cells,
            float width);
  float cell(Shell& shell, const Cell& cell, const Column& at, float height, bool draw);
  float chart_card(
      Shell& shell, ProgressChart chart, const Column& at, float height, bool draw);
  float list_card(Shell& shell, const Cell& cell, const Column& at, bool draw);
  float maps(Shell& shell, const Column& at);
  float nothing(Shell& shell, const Column& at) const;
  void sheets(Shell& shell);
  void chart_sheet(Shell& shell);
  void keys(Shell& shell);
  void carry_out(Shell& shell, const Order& order);
  void change(Shell& shell, ProgressRequest request);
  void forget();
  void practise(Shell& shell, const std::vector<QuestionId>& questions);
  void save_page(Shell& shell, Trainer::ProgressPage page);
  void open_part(Shell& shell, const KnownPart& part, bool passage);
  void step_chart(int by);

  ProgressRequest request_;        ///< what was asked for
  ProgressRequest shown_request_;  ///< what is shown: the last that could be
  std::optional<ProgressShown> shown_;
  std::string wrong_;  ///< why the page cannot be shown as it was asked for
  bool stale_ = true;
  std::map<ProgressChart, Seen> charts_;
  double spent_ = 0;  ///< seconds of this frame that went into charts
  std::optional<ProgressChart> open_;
  ChartSheet large_;
  CurveSheet curve_;
  ScopeSheet scope_;
  std::string wanted_section_;
  ScrollState scroll_;
};

}  // namespace attache::window
