#include "window/markdown_keys.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"

namespace attache::window {

namespace {

struct Range {
  std::size_t begin = 0, end = 0;
  [[nodiscard]] std::size_t size() const { return end - begin; }
};

bool ends_at(std::string_view text, std::size_t at, std::string_view what) {
  return at >= what.size() && text.substr(at - what.size(), what.size()) == what;
}

bool begins_at(std::string_view text, std::size_t at, std::string_view what) {
  return at <= text.size() && text.substr(at, what.size()) == what;
}

bool has_letters(std::string_view text) {
  const std::u32string codes = code_points(text);
  return std::any_of(codes.begin(), codes.end(), is_letter_or_digit);
}

/// The word that the caret stands in or beside; empty where there is none.
Range word_at(const TextEdit& edit) {
  const std::string_view text = edit.text();
  const std::size_t at = edit.caret();
  const std::size_t after = last_word(text, next_word(text, at));
  for (const std::size_t begin : {after, last_word(text, at)}) {
    const Range word{begin, next_word(text, begin)};
    const bool real = last_word(text, word.end) == begin &&
                      has_letters(text.substr(begin, word.size()));
    if (real && begin <= at && at <= word.end) return word;
  }
  return {at, at};
}

/// The selection without the blanks at its ends, or the word at the caret.
Range meant(const TextEdit& edit) {
  if (!edit.has_selection()) return word_at(edit);
  Range range{edit.begin(), edit.end()};
  const auto blank = [&](std::size_t at) {
    return std::string_view(" \n\t").find(edit.text()[at]) != std::string_view::npos;
  };
  while (range.begin < range.end && blank(range.begin))
    ++range.begin;
  while (range.end > range.begin && blank(range.end - 1))
    --range.end;
  return range;
}

std::string part(const TextEdit& edit, Range range) {
  return edit.text().substr(range.begin, range.size());
}

/// Replaces a range by `before` + `middle` + `after`. What was selected stays selected;
/// else the caret keeps its place in the middle, which began `lead` bytes into the range.
void wrap(TextEdit& edit,
          Range range,
          std::size_t lead,
          std::string_view before,
          std::string_view middle,
          std::string_view after) {
  const bool selected = edit.has_selection();
  const Range inner{range.begin + before.size(),
                    range.begin + before.size() + middle.size()};
  const std::size_t old = range.begin + lead;
  const std::size_t moved = edit.caret() - std::min(edit.caret(), old);
  std::string with(before);
  with.append(middle).append(after);
  edit.put(range.begin, range.end, with);
  if (selected)
    edit.select(inner.begin, inner.end);
  else
    edit.move_to(inner.begin + std::min(moved, middle.size()), false);
}

/// Whether a run of the mark's sign beside a place holds this very mark: "***" holds both
/// "*" and "**", "**" does not hold "*".
bool holds(std::size_t run, std::string_view mark) {
  return mark.size() == 1 ? run % 2 == 1 : run >= 2;
}

std::size_t run_before(std::string_view text, std::size_t at, char sign) {
  std::size_t run = 0;
  while (run < at && text[at - 1 - run] == sign)
    ++run;
  return run;
}

std::size_t run_behind(std::string_view text, std::size_t at, char sign) {
  std::size_t run = 0;
  while (at + run < text.size() && text[at + run] == sign)
    ++run;
  return run;
}

struct Enclosed {
  Range whole, inner;
};

/// The nearest "{{" before and "}}" behind a range, without another pair's end between.
std::optional<Enclosed> enclosing(std::string_view text,
                                  Range range,
                                  std::string_view open,
                                  std::string_view close) {
  // The signs may be selected with the words, or the caret stand beside them.
  if (begins_at(text, range.begin, open) && ends_at(text, range.end, close) &&
      range.size() >= open.size() + close.size())
    return Enclosed{range, {range.begin + open.size(), range.end - close.size()}};
  const std::size_t from = text.substr(0, range.begin).rfind(open);
  const std::size_t to = text.find(close, range.end);
  if (from == std::string_view::npos || to == std::string_view::npos) return std::nullopt;
  const Range inner{from + open.size(), to};
  const std::string_view between = text.substr(inner.begin, inner.size());
  if (between.find(open) != std::string_view::npos ||
      between.find(close) != std::string_view::npos)
    return std::nullopt;
  return Enclosed{{from, to + close.size()}, inner};
}

bool looks_like_address(std::string_view text) {
  return text.find_first_of(" \n\t") == std::string_view::npos &&
         (text.find("://") != std::string_view::npos || text.substr(0, 4) == "www.");
}

struct ListMark {
  std::size_t indent = 0;  ///< bytes of blanks before the mark
  std::size_t size = 0;    ///< bytes of indent and mark; 0: no list
  std::string next;        ///< indent and mark of the next item
};

ListMark number_mark(std::string_view line, std::size_t indent) {
  std::size_t at = indent;
  int number = 0;
  while (at < line.size() && at < indent + 6 && line[at] >= '0' && line[at] <= '9')
    number = number * 10 + (line[at++] - '0');
  if (at == indent || (!begins_at(line, at, ". ") && !begins_at(line, at, ") ")))
    return {};
  return {indent, at + 2,
          std::string(line.substr(0, indent)) + std::to_string(number + 1) +
              std::string(line.substr(at, 2))};
}

ListMark list_mark(std::string_view line) {
  const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
  for (const std::string_view mark : {"- ", "* ", "+ "})
    if (begins_at(line, indent, mark))
      return {indent, indent + mark.size(),
              std::string(line.substr(0, indent + mark.size()))};
  return number_mark(line, indent);
}

Range line_at(std::string_view text, std::size_t at) {
  const std::size_t feed = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return {feed == std::string_view::npos ? 0 : feed + 1,
          std::min(text.find('\n', at), text.size())};
}

/// The lines that a selection touches.
Range lines_of(const TextEdit& edit) {
  const std::string_view text = edit.text();
  std::size_t last = edit.end();
  // A selection that ends at the beginning of a line does not mean that line.
  if (edit.has_selection() && last > edit.begin() && text[last - 1] == '\n') --last;
  return {line_at(text, edit.begin()).begin, line_at(text, last).end};
}

template <typename Each>
void each_line(std::string_view text, const Each& each) {
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    each(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

bool is_bullet(std::string_view line) {
  return begins_at(line, std::min(line.find_first_not_of(" \t"), line.size()), "- ");
}

bool all_bullets(std::string_view lines) {
  bool all = true;
  bool some = false;
  each_line(lines, [&](std::string_view line) {
    const bool item = is_bullet(line);
    all = all && (item || line.empty());
    some = some || item;
  });
  return all && some;
}

std::string with_bullets(std::string_view lines, bool take_away) {
  std::string made;
  const bool single = lines.find('\n') == std::string_view::npos;
  each_line(lines, [&](std::string_view line) {
    if (!made.empty() || line.data() != lines.data()) made += '\n';
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    made.append(line.substr(0, indent));
    if (take_away)
      made.append(
          line.substr(std::min(line.size(), is_bullet(line) ? indent + 2 : indent)));
    else if (is_bullet(line) || (line.empty() && !single))
      made.append(line.substr(indent));
    else
      made.append("- ").append(line.substr(indent));
  });
  return made;
}

}  // namespace

void toggle_mark(TextEdit& edit, std::string_view mark) {
  const std::string_view text = edit.text();
  const Range range = meant(edit);
  const char sign = mark.front();
  const std::size_t size = mark.size();
  const std::size_t outside =
      std::min(run_before(text, range.begin, sign), run_behind(text, range.end, sign));
  if (holds(outside, mark) && (range.size() > 0 || outside > 0)) {
    wrap(edit, {range.begin - size, range.end + size}, size, {}, part(edit, range), {});
    return;
  }
  const std::size_t inside =
      std::min(run_behind(text, range.begin, sign), run_before(text, range.end, sign));
  if (holds(inside, mark) && range.size() > 2 * inside) {
    wrap(edit, range, size, {}, part(edit, {range.begin + size, range.end - size}), {});
    return;
  }
  wrap(edit, range, 0, mark, part(edit, range), mark);
}

void toggle_blank(TextEdit& edit) {
  const std::string_view text = edit.text();
  const Range range = meant(edit);
  const std::optional<Enclosed> blank = enclosing(text, range, "{{", "}}");
  if (!blank) {
    wrap(edit, range, 0, "{{", part(edit, range), "}}");
    return;
  }
  std::string words = part(edit, blank->inner);
  words.resize(std::min({words.size(), words.find("::"), words.find('|')}));
  edit.put(blank->whole.begin, blank->whole.end, words);
  edit.select(blank->whole.begin, blank->whole.begin + words.size());
}

void toggle_link(TextEdit& edit) {
  const std::string_view text = edit.text();
  const Range range = meant(edit);
  const std::size_t open = text.substr(0, range.begin).rfind('[');
  const std::size_t middle = open == std::string_view::npos
                                 ? std::string_view::npos
                                 : text.find("](", std::min(open, range.begin));
  const std::size_t close =
      middle == std::string_view::npos ? middle : text.find(')', middle);
  if (close != std::string_view::npos && close >= range.end &&
      text.substr(open, close - open).find('\n') == std::string_view::npos) {
    const std::string words = part(edit, {open + 1, middle});
    edit.put(open, close + 1, words);
    edit.select(open, open + words.size());
    return;
  }
  const std::string words = part(edit, range);
  if (looks_like_address(words)) {
    edit.put(range.begin, range.end, "[](" + words + ")");
    edit.move_to(range.begin + 1, false);
    return;
  }
  edit.put(range.begin, range.end, "[" + words + "]()");
  // Without words they are written first.
  edit.move_to(words.empty() ? range.begin + 1 : range.end + 3, false);
}

void toggle_list(TextEdit& edit) {
  const bool selected = edit.has_selection();
  const Range lines = lines_of(edit);
  const std::string before = part(edit, lines);
  const std::string after = with_bullets(before, all_bullets(before));
  const std::size_t from_end = lines.end - std::min(lines.end, edit.caret());
  edit.put(lines.begin, lines.end, after);
  const std::size_t end = lines.begin + after.size();
  if (selected)
    edit.select(lines.begin, end);
  else
    edit.move_to(end - std::min(from_end, after.size()), false);
}

bool continue_list(TextEdit& edit) {
  if (edit.has_selection() || !edit.several_lines()) return false;
  const Range line = line_at(edit.text(), edit.caret());
  const std::string words = part(edit, line);
  const ListMark mark = list_mark(words);
  if (mark.size == 0 || edit.caret() < line.begin + mark.size) return false;
  if (words.find_first_not_of(' ', mark.size) == std::string::npos)
    edit.put(line.begin, line.end, {});
  else
    edit.put(edit.caret(), edit.caret(), "\n" + mark.next);
  return true;
}

bool edit_by_markdown_key(TextEdit& edit, const InputFrame& input) {
  if (input.key == Key::kEnter && input.held == Chord{}) return continue_list(edit);
  if (input.held == kCtrlShift && input.key == Key::k8) {
    if (!edit.several_lines()) return false;
    toggle_list(edit);
    return true;
  }
  if (input.held != kCtrl) return false;
  switch (input.key) {
    case Key::kB:
      toggle_mark(edit, "**");
      return true;
    case Key::kI:
      toggle_mark(edit, "*");
      return true;
    case Key::kK:
      toggle_link(edit);
      return true;
    default:
      return false;
  }
}

bool edit_by_blank_key(TextEdit& edit, const InputFrame& input) {
  if (input.key != Key::kC || input.held != kCtrlShift) return false;
  toggle_blank(edit);
  return true;
}

}  // namespace attache::window
