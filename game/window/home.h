#pragma once
// Home: what waits today, how long it takes, and the decks.

#include <filesystem>
#include <optional>

#include "window/components.h"
#include "window/shell.h"

namespace attache::window {

/// What was asked for on Home.
struct HomeWish {
  std::optional<std::string> study;     ///< a deck's id, or "" for all
  std::optional<std::string> practise;  ///< a deck's id
  std::optional<std::string> changes;   ///< a deck's id: show what changed in it
  std::optional<ShownExam> study_exam;
  std::optional<std::string> exam;  ///< an exam's id: show its plan
  bool more_time = false;  ///< today's minutes are used, and some more are wanted
};

class HomeScreen {
 public:
  /// Asks the trainer anew at the next frame.
  void refresh() { home_.reset(); }
  /// Shows this instead of asking, for a picture; `share` of the usual work is today's.
  void show(Home home, double share = 1) {
    home_ = std::move(home);
    share_ = share;
    shown_ = true;
  }
  /// `deck_folder` is named where there is no deck yet; may be empty.
  HomeWish frame(Shell& shell,
                 const Rect& area,
                 const std::filesystem::path& deck_folder);

 private:
  float header(Shell& shell, const Column& at, HomeWish& wish) const;
  float all_done(Shell& shell, const Column& at, HomeWish& wish) const;
  float no_deck(Shell& shell,
                const Column& at,
                const std::filesystem::path& deck_folder) const;
  float banners(Ui& ui, const Column& at, HomeWish& wish);
  float changed_decks(Ui& ui, const Column& at, HomeWish& wish) const;
  float exam_list(Shell& shell, const Column& at, HomeWish& wish) const;
  float exam_header(Shell& shell, const Column& at, HomeWish& wish) const;
  /// The exam that waits while nothing else does; null for none.
  [[nodiscard]] const ShownExam* waiting_exam() const;
  float deck_list(Shell& shell, const Column& at, HomeWish& wish) const;
  void keys(Shell& shell, HomeWish& wish) const;

  std::optional<Home> home_;
  double asked_at_ = 0;
  double share_ = 1;  ///< of the usual work, today
  bool shown_ = false;
  bool notices_closed_ = false;
  ScrollState scroll_;
};

}  // namespace attache::window
