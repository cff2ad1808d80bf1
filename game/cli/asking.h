#pragma once
// Asking a question by lines: what sittings and quiz rounds in the terminal share.

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/run.h"
#include "study/marking.h"

namespace attache::cli {

/// A line that begins with a colon: its first letter, and what follows the first word.
struct Order {
  char verb = 'h';
  std::string rest;
};
[[nodiscard]] std::optional<Order> order_in(const std::string& line);

/// Whole numbers from 1 to `most` that a line holds, as indexes from 0; nothing if it
/// holds anything else.
[[nodiscard]] std::optional<std::vector<std::size_t>> numbers_in(const std::string& line,
                                                                 std::size_t most);

/// The stem as plain text, blanks numbered and with their hints.
[[nodiscard]] std::string question_text(const Prompt& prompt);
/// Options, items and counterparts, numbered, and how to answer where it is not plain.
void say_choices(const Prompt& prompt, std::ostream& out);
/// Whether a prompt is answered by numbers of what is listed.
[[nodiscard]] bool is_answered_by_numbers(const Prompt& prompt);
/// The options or places that a line names; nothing if it cannot be meant as an answer.
[[nodiscard]] std::optional<std::vector<std::size_t>> chosen_in(const Prompt& prompt,
                                                                const std::string& text);
/// What to say to a line that named no options.
[[nodiscard]] std::string ask_for_numbers(const Prompt& prompt);
/// Texts that a prompt wants to be typed, one a line.
[[nodiscard]] std::size_t blanks_of(const Prompt& prompt);

/// "Right: text", with `indent` blanks before it; of a text with several lines each
/// stands below, moved in further. No line feed at the end.
[[nodiscard]] std::string labelled(std::string_view label,
                                   std::string_view commonmark,
                                   std::size_t indent = 0);
/// CommonMark in one line of plain text.
[[nodiscard]] std::string in_one_line(std::string_view commonmark);

/// Reads lines, without blanks at their ends.
class LineReader {
 public:
  explicit LineReader(Console& console) : console_(console) {}
  /// The next line, asked for with `prompt` where a person types; nothing at the end of
  /// the input. What is not UTF-8 is asked for again.
  std::optional<std::string> line(std::string_view prompt);

 private:
  Console& console_;
};

}  // namespace attache::cli
