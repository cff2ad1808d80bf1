#pragma once
// The form for one part of a deck under the pen: its fields, what is said of them, and
// the questions that a fact makes.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "window/components.h"
#include "window/editor_fields.h"
#include "window/text_area.h"

namespace attache::window {

/// A question of the part in the form, with what it asks.
struct ShownQuestion {
  PreviewQuestion question;
  std::string stem;
};

/// What the form shows besides its fields.
struct FormView {
  const std::vector<Remark>* remarks = nullptr;
  const std::vector<ShownQuestion>* questions = nullptr;
  const Spelling* spelling = nullptr;
  bool advice = true;
  bool fresh = false;  ///< just begun: that fields are empty is no news
};

/// What came of a frame of the form.
struct FormWish {
  bool duplicate = false;
  bool remove = false;
  bool leave = false;  ///< Escape: back to the tree
  std::string added_word;
};

/// Parts of these kinds whose name or id goes on with what was typed, as ids; the best
/// first.
[[nodiscard]] std::vector<std::string> references_like(const Authoring& deck,
                                                       const std::vector<ItemKind>& kinds,
                                                       std::string_view typed,
                                                       std::size_t most);
/// The id that a name, another name or an id stands for.
[[nodiscard]] std::optional<std::string> reference_named(
    const Authoring& deck, const std::vector<ItemKind>& kinds, std::string_view written);

class EditorForm {
 public:
  /// Shows a part, or the deck's own properties.
  void show(const Authoring& deck, std::optional<std::size_t> item);
  FormWish frame(Ui& ui, const Rect& area, Authoring& deck, const FormView& view);
  /// The first field takes the keyboard, at the next frame.
  void focus_first() { wants_focus_ = true; }
  void focus_on(std::string_view field) { focus_field_ = field; }
  void unfold() { more_ = true; }
  /// Marks a place that was found, until another part is shown.
  void show_found(const FoundText& found);
  void unmark() { found_.reset(); }
  /// References that were typed and not taken yet.
  void finish(Authoring& deck);
  [[nodiscard]] std::optional<std::size_t> item() const { return item_; }
  [[nodiscard]] bool has_focus() const { return focused_; }

 private:
  struct Written {
    TextArea area;
    std::string known;  ///< the deck's text that the area follows
    std::string error;
    bool typed = false;  ///< a reference that was not taken yet
    bool was_focused = false;
    bool to_select = false;  ///< all of it, once the mouse is up
    int pick = 0;            ///< of the references offered
  };
  struct Drawing {
    Ui& ui;
    Authoring& deck;
    const FormView& view;
    FormWish wish = {};
    float top = 0;                      ///< where the content begins, scrolled as it is
    std::set<const Remark*> said = {};  ///< stand below a field already
    std::map<std::string, std::size_t> last = {};  ///< of a list, by what it is called
  };

  [[nodiscard]] std::vector<ItemField> fields(const Authoring& deck) const;
  float heading(Drawing& to, const Column& at);
  float row(Drawing& to, const std::vector<ItemField>& row, const Column& at);
  float field(Drawing& to, const ItemField& field, const Column& at);
  float rows(Drawing& to, std::vector<ItemField> fields, const Column& at);
  float general_remarks(Drawing& to, const Column& at) const;
  float left_remarks(Drawing& to, const Column& at) const;
  float more_button(Ui& ui, const Column& at);
  float chips(Drawing& to, const ItemField& field, const Column& at);
  void chip(Drawing& to, const ItemField& field, std::size_t which, const Rect& area);
  void chip_keys(Drawing& to, const ItemField& field, std::size_t which);
  float written(Drawing& to, const ItemField& field, const Column& at);
  void follow_deck(const Drawing& to,
                   const ItemField& field,
                   Written& written,
                   float width) const;
  void take_focus(Ui& ui, const ItemField& field, ControlId area);
  void remove(Authoring& deck, const ItemField& field) const;
  float offers(Drawing& to, const ItemField& field, Written& written, const Column& at);
  float remarks(Drawing& to, const ItemField& field, const Column& at);
  float say(Drawing& to, const Remark& remark, const Column& at) const;
  [[nodiscard]] AreaLook look_for(const ItemField& field,
                                  const Drawing& to,
                                  const Written& written) const;
  [[nodiscard]] bool holds_mark(const ItemField& field) const;
  void drop_if_empty(Authoring& deck, const ItemField& field);
  const std::vector<std::string>& offered(const Drawing& to,
                                          const ItemField& field,
                                          const Written& written);
  float questions(Drawing& to, const Column& at);
  void question(Drawing& to, std::size_t which, const Rect& area);
  void write_area(Drawing& to,
                  const ItemField& field,
                  Written& written,
                  const Rect& area);
  bool offer_keys(Drawing& to, const ItemField& field, Written& written);
  void take_change(Authoring& deck, const ItemField& field, Written& written);
  void leave_area(Authoring& deck,
                  const ItemField& field,
                  Written& written,
                  const AreaOutcome& outcome);
  void put(Authoring& deck, const ItemField& field, std::string_view text);
  void take_reference(Authoring& deck, const ItemField& field, Written& written);
  void take_id(Authoring& deck, Written& written);

  std::optional<std::size_t> item_;
  std::map<std::string, Written, std::less<>> written_;
  bool more_ = false;
  bool wants_focus_ = false;
  bool focused_ = false;
  std::string focus_field_;
  std::optional<FoundText> found_;
  bool reveal_found_ = false;
  /// What was offered last, and for what.
  struct Offered {
    std::uint64_t revision = 0;
    std::string field, typed;
    std::vector<std::string> ids;
  } offered_;
  ScrollState scroll_;
};

/// A remark as the form says it; draws or measures, gives its height.
float remark_line(const Ui& ui, const Remark& remark, const Column& at, bool draw = true);

}  // namespace attache::window
