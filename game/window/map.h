#pragma once
// The map of a deck: its entities as boxes, drawn as its hierarchies and relations have
// them, and coloured by how well they are known.

#include <optional>
#include <string>
#include <vector>

#include "window/map_graph.h"
#include "window/shell.h"
#include "window/text_field.h"

namespace attache::window {

class MapPage {
 public:
  void open(const DeckBook& book, const Trainer& trainer);
  /// Questions that are to be practised, if that was asked for.
  std::optional<std::vector<QuestionId>> frame(Shell& shell, const Rect& area);
  /// Seeking and zooming by key.
  void carry_out(Ui& ui, Command command);
  /// Ends a search and lets go of the box that is told about; false where there is none.
  bool let_go();
  /// Shows what a box tells, for a picture.
  void point_at(std::size_t node) { pointed_ = node; }

 private:
  void choose(std::size_t choice, const Trainer& trainer);
  void lay_out(const Ui& ui, const Rect& canvas);
  // The left column.
  void side(Shell& shell, const Rect& area);
  void search_field(Ui& ui, const Rect& area);
  void choices(Shell& shell, const Rect& area);
  void detail(Ui& ui, const Rect& area, bool closable);
  float detail_text(Ui& ui, const Column& at, const MapNode& node, float cross) const;
  // The canvas.
  void canvas(Ui& ui, const Rect& area);
  void move_by_mouse(Ui& ui, const Rect& area);
  void move_by_keys(Ui& ui);
  [[nodiscard]] bool hangs(const MapEdge& edge) const;
  void curve(const Ui& ui,
             const Rect& area,
             const MapEdge& edge,
             ImU32 colour,
             float thickness) const;
  void edges(const Ui& ui, const Rect& area) const;
  void edges_of(const Ui& ui, const Rect& area, std::size_t node) const;
  void branch(const Ui& ui,
              const Rect& area,
              std::size_t node,
              ImU32 colour,
              float thickness) const;
  void boxes(Ui& ui, const Rect& area);
  void box(Ui& ui, const Rect& area, std::size_t node);
  void box_ground(const Ui& ui, const Rect& whole, std::size_t node) const;
  void box_words(const Ui& ui, const Rect& whole, std::size_t node) const;
  [[nodiscard]] std::string note_words() const;
  // NOLINTNEXTLINE(modernize-use-nodiscard): draws
  float note(const Ui& ui, const Rect& area) const;
  void map(Ui& ui, const Rect& area);
  void legend(const Ui& ui, const Rect& area) const;
  void zoom_buttons(Ui& ui, const Rect& area);
  // The view.
  [[nodiscard]] Rect place_of(const Rect& area, std::size_t node) const;
  void zoom_to(float zoom, const Rect& area, ImVec2 fixed);
  void zoom_by(int steps, const Rect& area, ImVec2 fixed);
  void fit(const Rect& area, float least);
  void bring_in(const Rect& area, std::size_t node);
  void keep_in_reach(const Rect& area);
  void go_to_match(int by);

  const DeckBook* book_ = nullptr;
  std::vector<MapChoice> choices_;
  std::size_t choice_ = 0;
  MapGraph graph_;
  MapInput input_;
  MapLayout layout_;
  float laid_out_for_ = 0;  ///< text size; 0: not yet
  Rect canvas_;
  float zoom_ = 1;
  ImVec2 pan_{0, 0};  ///< of the map's corner within the canvas
  bool placed_ = false;
  std::optional<std::size_t> pointed_;  ///< under the mouse, or with the focus
  std::optional<std::size_t> wanted_;   ///< to be brought into view
  bool dragged_ = false;                ///< the mouse moved since it went down
  ImVec2 pressed_at_{0, 0}, pan_before_{0, 0};
  ScrollState choices_scroll_, detail_scroll_;
  std::optional<std::size_t> detail_of_;
  TextField field_;
  std::vector<std::size_t> matches_;
  std::size_t match_ = 0;
  std::optional<std::vector<QuestionId>> practise_;
};

}  // namespace attache::window
