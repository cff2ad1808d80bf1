#pragma once
// The passages of a deck as one page to read and search.

#include <optional>
#include <string>
#include <vector>

#include "study/reading.h"
#include "window/lazy_list.h"
#include "window/shell.h"
#include "window/text_field.h"

namespace attache::window {

class PassagePage {
 public:
  void open(const DeckBook& book, StudyDay today);
  /// Scrolls to a passage and marks what supports an answer in it.
  void go_to(const ReadWish& wish);
  /// Questions that are to be practised, if that was asked for.
  std::optional<std::vector<QuestionId>> frame(Shell& shell, const Rect& area);
  /// Seeking by key.
  void carry_out(Ui& ui, Command command);
  /// Ends a search; false where there is none.
  bool let_go();
  /// Looks for words, as if they were typed.
  void search(std::string words);
  /// The passage at the top of the page, by its id; empty where there is none.
  [[nodiscard]] std::string at_top() const;
  /// Scrolls to a passage, if the deck has it.
  void show(std::string_view passage);

 private:
  /// A topic's heading, or a passage.
  struct Row {
    const ReadingSection* section = nullptr;
    const ReadingPassage* passage = nullptr;  ///< null: the heading
  };
  /// Where words were found.
  struct Match {
    std::size_t row = 0;
    std::vector<TextRange> places;
  };
  /// How a row is divided.
  struct Columns {
    Column text;
    Column margin;  ///< width 0: no room for one
  };

  void bar(Shell& shell, const Rect& area);
  void keys(Ui& ui, bool writing);
  void topics(Ui& ui, const Rect& area);
  bool topic(Ui& ui, const Rect& row, std::size_t index, bool current) const;
  float row(Ui& ui, const Columns& columns, std::size_t index, float y, bool draw);
  // NOLINTNEXTLINE(modernize-use-nodiscard): draws
  float heading(const Ui& ui,
                const Column& at,
                const ReadingSection& section,
                bool draw) const;
  float passage(Ui& ui, const Columns& columns, std::size_t index, float y, bool draw);
  float foot(Ui& ui, const Column& at, std::size_t index, bool draw);
  void nothing_to_read(const Ui& ui, const Rect& area) const;
  [[nodiscard]] float estimate(const Row& row) const;
  void look_for();
  void go_to_match(int by);
  [[nodiscard]] const Match* match_at(std::size_t row) const;

  const DeckBook* book_ = nullptr;
  std::vector<ReadingSection> sections_;
  std::vector<Row> rows_;
  std::vector<std::size_t> headings_;  ///< rows
  bool any_stale_ = false;
  LazyList list_;
  ScrollState topics_scroll_;
  std::size_t topic_ = 0;  ///< the one in view
  TextField field_;
  std::optional<Match> support_;  ///< of the answer that the page was opened from
  std::vector<Match> matches_;
  std::size_t match_ = 0;  ///< the one gone to last
  std::optional<std::vector<QuestionId>> practise_;
};

}  // namespace attache::window
