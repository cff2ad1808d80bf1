#pragma once
// What the page of progress shows beside charts: the figures at its top, and lists of
// what is known well and badly.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "trainer/progress_shown.h"
#include "window/components.h"
#include "window/shell.h"

namespace attache::window {

namespace icon {
inline constexpr std::string_view kProgress = "\uE24B";
inline constexpr std::string_view kMapSheet = "\uE55B";
inline constexpr std::string_view kOpenLarge = "\uE5D0";
inline constexpr std::string_view kPrint = "\uE8AD";
}  // namespace icon

// --- words

/// "12 min", "3 h 20 min"; "no time" for none.
[[nodiscard]] std::string spent_text(Millis time);
/// "in 12 days", "tomorrow", "today".
[[nodiscard]] std::string days_ahead_text(StudyDay today, StudyDay day);
/// "84 %", and "–" where nothing was asked.
[[nodiscard]] std::string retention_text(const TrueRetention& retention);
/// "20 learning · 10 review · 4 relearning", without what is none.
[[nodiscard]] std::string kinds_text(const ProgressShown& shown);
/// Questions that are worth practising, each once.
[[nodiscard]] std::vector<QuestionId> weakest_questions(const ProgressShown& shown);
[[nodiscard]] std::vector<QuestionId> confused_questions(const ProgressShown& shown);

// --- the top

/// Tiles of what is known, remembered and done, and the week in words. `draw` false only
/// measures; gives the height.
float overview_band(const Ui& ui,
                    const ProgressShown& shown,
                    std::string_view range,
                    const Column& at,
                    bool draw);

// --- lists

/// What was pressed in a list.
struct ListWish {
  std::optional<std::size_t> row;  ///< index in what is listed
  bool all = false;                ///< its button: practise them, or show all of them
};

/// Parts of the decks with a bar each: topics or passages.
struct PartsLook {
  std::string_view name;
  std::string_view title;
  std::string_view words;  ///< below the title
  std::size_t most = 10;   ///< so many rows; the button opens the chart of all
};
float parts_card(Ui& ui,
                 const std::vector<KnownPart>& parts,
                 const PartsLook& look,
                 const Column& at,
                 bool draw,
                 ListWish& wish);
float weakest_card(Ui& ui,
                   const std::vector<WeakQuestion>& weakest,
                   const Column& at,
                   bool draw,
                   ListWish& wish);
float confusions_card(Ui& ui,
                      const std::vector<Confusion>& confusions,
                      const Column& at,
                      bool draw,
                      ListWish& wish);

}  // namespace attache::window
