#pragma once
// Anki's templates and blanks: fields put together into the HTML of a question and an
// answer.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attache::exchange {

/// A blank that is asked for, as HTML.
struct AnkiBlank {
  std::string answer;
  std::string hint;
};

/// What stands in HTML for the blank with that index, until it is put there.
[[nodiscard]] std::string blank_mark(std::size_t index);
/// The text around the marks, one piece more than there are marks, and their indexes.
struct MarkedText {
  std::vector<std::string> pieces;
  std::vector<std::size_t> marks;
};
[[nodiscard]] MarkedText split_at_marks(std::string_view text);

/// The blanks of a field, "{{c1::answer::hint}}": those of `number` (from 1) become marks
/// and go to `blanks`, the others show their answer. Blanks may stand in one another, at
/// most ten deep; "{{c1,2::…}}" belongs to both.
[[nodiscard]] std::string cloze_html(std::string_view field,
                                     int number,
                                     std::vector<AnkiBlank>& blanks);

/// What a template needs to know of a card.
struct AnkiRendering {
  std::span<const std::string> fields;
  int ord = 0;
  std::string_view tags;
  std::string_view type_name;
  std::string_view deck_name;
  std::string_view card_name;
  bool answer_side = false;
  bool without_blanks = false;  ///< fields with blanks are left out
  // What came of it.
  std::vector<AnkiBlank> blanks;
  std::optional<std::size_t> typed;  ///< the field that is to be typed
  bool reads_aloud = false;          ///< a voice was to read something
  bool hides_hint = false;           ///< a hint was to be shown when it is asked for
};

/// One side of a template, ready to be filled in.
class AnkiTemplate {
 public:
  /// Never fails: what cannot be understood stays text or is left out.
  AnkiTemplate(std::string_view text, std::span<const std::string> field_names);

  /// The HTML. {{FrontSide}} and, on the question's side, what is typed and what a hint
  /// would show are left out.
  [[nodiscard]] std::string render(AnkiRendering& rendering) const;

 private:
  enum class What { kText, kField, kSpecial, kUnless, kIf, kEnd };
  struct Node {
    What what = What::kText;
    std::string text;  ///< or the name
    std::optional<std::size_t> field;
    std::vector<std::string> filters;  ///< the one nearest to the field first
    std::size_t end = 0;               ///< of conditions: where they end
  };
  void add_tag(std::string_view inside,
               std::span<const std::string> field_names,
               std::vector<std::size_t>& open);
  [[nodiscard]] static Node read_tag(std::string_view inside,
                                     std::span<const std::string> field_names);
  static void read_name(std::string_view inside, Node& node);
  void close_condition(const std::string& name, std::vector<std::size_t>& open);
  [[nodiscard]] bool holds(const Node& node, const AnkiRendering& rendering) const;
  [[nodiscard]] static std::string value(const Node& node, AnkiRendering& rendering);
  [[nodiscard]] static std::string unfiltered(const Node& node,
                                              const AnkiRendering& rendering);
  [[nodiscard]] static bool hides(const std::string& filter,
                                  const Node& node,
                                  AnkiRendering& rendering);

  std::vector<Node> nodes_;
};

/// The part of an answer's HTML that is not the question once more: what follows the
/// rule with the id "answer", if there is one.
[[nodiscard]] std::string behind_rule(const std::string& answer,
                                      const std::string& question);

/// Whether nothing is to be seen in it: blanks, <br> and <div> alone.
[[nodiscard]] bool is_empty_html(std::string_view html);

/// One rectangle of a picture with covered parts, in shares of its width and height.
struct AnkiRectangle {
  int number = 0;  ///< the card that asks for it, from 1
  double left = 0, top = 0, width = 0, height = 0;
  bool hide_others = false;
};
struct AnkiRectangles {
  std::vector<AnkiRectangle> rectangles;
  std::size_t others = 0;  ///< shapes that are no rectangles
};
/// Reads "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4}}".
[[nodiscard]] AnkiRectangles read_rectangles(std::string_view field);

}  // namespace attache::exchange
