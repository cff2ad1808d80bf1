#pragma once
// What every screen may do with the window around it: go elsewhere, tell something, show
// a failure.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "trainer/trainer.h"
#include "window/commands.h"
#include "window/ui.h"

namespace attache::window {

enum class ScreenName {
  kHome,
  kStudy,
  kQuiz,
  kExams,
  kDecks,
  kBrowse,
  kImport,
  kExport,
  kEditor,
  kProgress,
  kHandIn,
  kClass,
  kSettings
};

/// Words that vanish by themselves.
struct Toast {
  std::string text;
  std::string hint;
  double until = 0;  ///< in the ui's seconds
};

/// A passage to be read in its page, with what supports the answer marked.
struct ReadWish {
  std::string deck;
  std::string passage;                   ///< id
  std::vector<TextRange> support;        ///< bytes of its text
  ScreenName from = ScreenName::kStudy;  ///< where Back leads
};

/// A drawing to be kept as a picture: it is drawn once more, beside the screen.
struct PictureWish {
  std::filesystem::path file;  ///< PNG
  int width = 0, height = 0;   ///< pixels
  int text_percent = 200;
  std::function<void(Ui&, const Rect&)> draw;
};

/// A deck to be opened in the editor, at one of its items.
struct EditWish {
  std::string deck;  ///< id
  std::string item;  ///< id of a fact, a card or another part; empty: the deck itself
};

struct Shell {
  Trainer& trainer;
  Ui& ui;

  std::optional<ScreenName> go = {};  ///< asked for in this frame
  std::optional<ReadWish> read = {};  ///< asked for in this frame
  std::optional<EditWish> edit = {};  ///< asked for in this frame
  /// What to look for in the browser, asked for in this frame.
  std::optional<std::string> browse = {};
  /// The deck to hand out, asked for in this frame; empty: the first.
  std::optional<std::string> hand_out = {};
  /// Questions to be practised, asked for in this frame; Back leads here again.
  std::optional<std::vector<QuestionId>> practise = {};
  /// The deck whose map is to be shown, asked for in this frame; Back leads here again.
  std::optional<std::string> map = {};
  /// A picture to be written after this frame; it is told when that is done.
  std::optional<PictureWish> picture = {};
  std::optional<Error> error = {};  ///< shown until it is closed or something goes well
  std::optional<Toast> toast = {};
  std::optional<int> wake_in_ms = {};

  /// An order that the screen leaves to the window.
  void pass_on(const Order& order) { passed_on = order; }
  std::optional<Order> passed_on = {};

  /// Keeps the error of a failed action for the banner; true when it went well.
  bool report(const Result<void>& result) {
    if (result) {
      error.reset();
      return true;
    }
    error = result.error();
    return false;
  }
  void tell(std::string text, std::string hint = {}) {
    constexpr double kShown = 5;
    toast = Toast{std::move(text), std::move(hint), ui.seconds() + kShown};
  }
  void wake_by(int milliseconds) {
    if (!wake_in_ms || *wake_in_ms > milliseconds) wake_in_ms = milliseconds;
  }
  /// On a screen without keys of its own: Back does this, all else is the window's.
  template <class GoBack>
  void keys_but_back(const GoBack& back) {
    const auto found = order(Place::kAnywhere);
    if (!found) return;
    if (found->command == Command::kBack)
      back();
    else
      pass_on(*found);
  }
  /// The command in this frame's input, if nobody took it yet.
  std::optional<Order> order(Place place) {
    if (!ui.reachable()) return std::nullopt;
    const auto found = order_of(ui.input(), place);
    if (found) ui.take_all();
    return found;
  }
};

}  // namespace attache::window
