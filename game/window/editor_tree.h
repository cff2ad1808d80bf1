#pragma once
// The parts of a deck under the pen as a tree: what stands in it, where the cursor is and
// what is chosen.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cards/deck_item.h"
#include "trainer/authoring.h"
#include "window/components.h"
#include "window/text_field.h"

namespace attache::window {

enum class TreeRowKind { kHead, kSection, kTopic, kItem };

/// One line of the tree. What an item is called is looked up when it is drawn.
struct TreeRow {
  TreeRowKind row = TreeRowKind::kItem;
  ItemKind kind = ItemKind::kSource;  ///< of all but the head
  std::size_t item = 0;               ///< of an item
  std::string topic = {};             ///< id, of a topic's group; empty: without a topic
  std::size_t count = 0;              ///< how many items a section or group has
  bool open = true;
  bool operator==(const TreeRow&) const = default;
};

/// What is folded away: a section, or a topic within facts or cards.
using Folded = std::set<std::string>;
[[nodiscard]] std::string fold_key(const TreeRow& row);

/// All rows, top down. With words to look for only what has them in its name or id, and
/// nothing is folded.
[[nodiscard]] std::vector<TreeRow> tree_rows(const Authoring& deck,
                                             const Folded& folded,
                                             std::string_view filter);
/// What a part is called in the tree: facts by the names of what they are about.
[[nodiscard]] std::string tree_label(const Authoring& deck, std::size_t item);
/// The name of what has this id; the id itself where nothing has it.
[[nodiscard]] std::string name_of_id(const Authoring& deck, std::string_view id);
/// Its topic's id, of what has a topic; else nothing.
[[nodiscard]] const std::string* topic_of(const DeckItem& item);

/// The worst that is said of each part.
struct Marks {
  std::vector<std::optional<RemarkLevel>> items;
  std::optional<RemarkLevel> head;
};
[[nodiscard]] Marks marks_of(const std::vector<Remark>& remarks, std::size_t items);

/// What was asked for in the tree.
struct TreeWish {
  std::optional<std::size_t> move_from, move_to;  ///< drag to reorder
  std::optional<std::string> topic;               ///< the chosen go to this topic
  bool enter = false;                             ///< go on to the form
  bool remove = false;
  bool chosen = false;  ///< another row is current
};

class EditorTree {
 public:
  /// Looks at the deck anew where it changed. Keeps the cursor on its part.
  void follow(const Authoring& deck);
  /// Draws it in a column with its filter box above.
  TreeWish frame(Ui& ui, const Rect& area, const Authoring& deck, const Marks& marks);

  /// The row with the cursor.
  [[nodiscard]] const TreeRow& current() const { return rows_[cursor_]; }
  [[nodiscard]] std::optional<std::size_t> item() const;
  /// What is chosen, the cursor's part among them; ascending.
  [[nodiscard]] std::vector<std::size_t> chosen() const;
  /// Puts the cursor on a part, and unfolds what hides it; nothing: the deck itself.
  void go_to(const Authoring& deck, std::optional<std::size_t> item);
  /// To the next or last part of the same kind; false at the end.
  bool step(int by);
  void choose_all();
  void choose(const std::set<std::size_t>& items) { chosen_ = items; }
  [[nodiscard]] static ControlId control() { return Ui::id("editor.tree"); }
  [[nodiscard]] const std::vector<TreeRow>& rows() const { return rows_; }

 private:
  struct Drag {
    std::size_t row = 0;
    float from_y = 0;
    bool moving = false;
  };
  void build(const Authoring& deck);
  float filter_box(Ui& ui, const Rect& area, const Authoring& deck, TreeWish& wish);
  void keys(Ui& ui, TreeWish& wish);
  void fold_keys(Ui& ui, const Authoring& deck, TreeWish& wish);
  void mouse(Ui& ui,
             const Touch& touch,
             float row_height,
             float top,
             const Authoring& deck,
             TreeWish& wish);
  void walk(int by, bool extend, TreeWish& wish);
  void fold(const Authoring& deck, bool shut);
  void press(Ui& ui, std::size_t row, const Authoring& deck, TreeWish& wish);
  void choose_span(std::size_t row);
  void drop(std::size_t row, TreeWish& wish);
  void drag(
      const Ui& ui, const Touch& touch, float row_height, float top, TreeWish& wish);
  void draw_row(Ui& ui,
                const Rect& at,
                std::size_t index,
                const Authoring& deck,
                const Marks& marks,
                bool focused,
                bool hovered) const;
  void row_ground(const Ui& ui, const Rect& at, std::size_t index, bool focused) const;
  void show_cursor(float row_height);

  std::vector<TreeRow> rows_{TreeRow{.row = TreeRowKind::kHead}};
  std::size_t cursor_ = 0, anchor_ = 0;
  std::set<std::size_t> chosen_;  ///< items
  std::string current_id_;        ///< of the cursor's item
  Folded folded_;
  TextField filter_;
  bool filtered_ = false;  ///< its words were put there
  std::optional<std::uint64_t> revision_;
  ScrollState scroll_;
  std::optional<Drag> drag_;
  bool reveal_ = false;
  int page_ = 10;
};

}  // namespace attache::window
