#pragma once
// What a student can set. Each change takes effect at once and is kept.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "window/components.h"
#include "window/setting_number.h"
#include "window/settings_cost.h"
#include "window/settings_fit.h"
#include "window/settings_words.h"
#include "window/shell.h"

namespace attache::window {

class SettingsScreen {
 public:
  /// `wake` draws the window anew when something was worked out beside it.
  explicit SettingsScreen(const std::function<void()>& wake);

  void frame(Shell& shell, const Rect& area);
  /// Takes a fit that is ready, on any screen; tells it where the student is elsewhere.
  void collect(Shell& shell, bool here);
  /// Another screen is shown: what only this one needs is given up. A fit goes on.
  void leave();

  // For pictures of screens.
  /// Shows these settings, whatever is in force; nothing can be changed then.
  void show(Settings settings) { shown_ = std::move(settings); }
  void show_fit(FitShown fit) { shown_fit_ = std::move(fit); }
  /// Scrolled to a part: "days", "cost" or "fit".
  void scroll_to(std::string part) { scroll_to_ = std::move(part); }
  void look_at_cost(std::size_t point) { cost_.marker = point; }
  void write_minutes(std::string text) { minutes_.write(std::move(text)); }

 private:
  /// A row of a section, or something larger.
  struct Item {
    float height = 0;
    std::function<void(const Column&)> draw;
    std::string_view name = {};  ///< where a picture can scroll to
    bool line = true;            ///< parted from what is above
  };
  float section(const Ui& ui,
                std::string_view title,
                const std::vector<Item>& items,
                const Column& at);
  Item number_item(Ui& ui,
                   std::string_view title,
                   std::string meaning,
                   float width,
                   SettingNumber& number,
                   const NumberLook& look,
                   Stepping step,
                   int& value) const;
  std::vector<Item> study_day(Ui& ui, float width, Settings& changed);
  std::vector<Item> memory(Shell& shell, float width, Settings& changed);
  std::vector<Item> window(Ui& ui, float width, Settings& changed);
  Item easy_days(Ui& ui, float width, Settings& changed) const;
  Item sureness(Ui& ui, float width, Settings& changed);
  Item cost(Ui& ui, float width, Settings& changed);
  Item fitting(Shell& shell, float width);
  [[nodiscard]] FitShown fit_shown(const Shell& shell) const;
  void bring_into_view(const Column& at, float height);
  void take_unfinished(Settings& changed) const;
  void keys(Shell& shell, Settings& changed);

  ScrollState scroll_;
  SettingNumber new_, hour_, sure_, longest_, text_;
  SettingNumber minutes_ = SettingNumber::with_empty_zero();
  RetentionCosts costs_;
  CostState cost_;
  MemoryFit fit_;
  FitWish fit_wish_ = FitWish::kNothing;
  bool reveal_fit_ = false;  ///< its words have changed
  float content_top_ = 0;
  std::optional<Settings> shown_;
  std::optional<FitShown> shown_fit_;
  std::string scroll_to_;
};

}  // namespace attache::window
