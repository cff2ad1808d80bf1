#pragma once
// Editing a text: caret, selection, words, undo by word. UTF-8, a caret stands between
// what people see as characters. No drawing and no keyboard.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace attache::window {

/// The next and last place for a caret, by grapheme or by word; clamped to the text.
[[nodiscard]] std::size_t next_character(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t last_character(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t next_word(std::string_view text,
                                    std::size_t at);  ///< behind the next word
[[nodiscard]] std::size_t last_word(std::string_view text,
                                    std::size_t at);  ///< before the last word

class TextEdit {
 public:
  /// In a single line, line ends that are pasted turn into blanks.
  explicit TextEdit(bool several_lines = false) : several_lines_(several_lines) {}

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::size_t caret() const { return place_.caret; }
  [[nodiscard]] bool several_lines() const { return several_lines_; }
  /// The selection; begin == end when there is none.
  [[nodiscard]] std::size_t begin() const;
  [[nodiscard]] std::size_t end() const;
  [[nodiscard]] bool has_selection() const { return place_.caret != place_.anchor; }
  [[nodiscard]] std::string selected() const;
  /// Changes whenever the text does.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }

  /// A new text; forgets undo, the caret goes to its end.
  void reset(std::string text);
  /// Typed or pasted; replaces the selection. Control characters are left out.
  void type(std::string_view text);
  void paste(std::string_view text);
  void erase_back();
  void erase_forward();
  void erase_word_back();
  void erase_word_forward();
  /// Gives the selected text and removes it.
  std::string cut();

  /// Puts the caret there; with `select` the selection grows to it.
  void move_to(std::size_t at, bool select);
  void move_left(bool select);
  void move_right(bool select);
  void move_word_left(bool select);
  void move_word_right(bool select);
  void select_all();
  void select_word(std::size_t at);
  /// Without its line feed.
  void select_paragraph(std::size_t at);
  /// The caret stands at `end`.
  void select(std::size_t begin, std::size_t end);

  /// Puts other text in the place of some, as one step of undo; the caret stands behind
  /// it. Nothing is left out of `with`.
  void put(std::size_t from, std::size_t to, std::string_view with);

  bool undo();
  bool redo();
  /// How many steps can be undone.
  [[nodiscard]] std::size_t steps() const { return past_.size(); }

 private:
  enum class Doing { kNothing, kTyping, kErasing };
  struct Place {
    std::size_t caret = 0;
    std::size_t anchor = 0;
  };
  /// One step of undo: at a byte, one text was replaced by another.
  struct Change {
    std::size_t at = 0;
    std::string removed, inserted;
    Place before, after;
  };
  void change(Doing doing, bool new_step, Change change);
  bool join(Doing doing, const Change& change);
  void exchange(std::size_t at, std::size_t length, std::string_view with);
  void erase(std::size_t from, std::size_t to);
  [[nodiscard]] std::string allowed(std::string_view text) const;
  [[nodiscard]] bool begins_word(std::string_view typed) const;
  [[nodiscard]] std::string between(std::size_t from, std::size_t to) const;

  bool several_lines_;
  std::string text_;
  Place place_;
  std::uint64_t revision_ = 0;
  std::deque<Change> past_;
  std::vector<Change> future_;
  Doing doing_ = Doing::kNothing;
};

}  // namespace attache::window
