#include "cli/asking.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <istream>
#include <ostream>
#include <sstream>

#include "base/text.h"
#include "cards/plain.h"

namespace attache::cli {

namespace {

bool has_doubles(std::vector<std::size_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return std::adjacent_find(numbers.begin(), numbers.end()) != numbers.end();
}

const char* how_to_answer(Form form) {
  switch (form) {
    case Form::kSelect:
      return "(several are right: give their numbers, as in 1 3)";
    case Form::kOrder:
      return "(give the numbers in the right order, as in 2 1 3)";
    case Form::kMatch:
      return "(give for each the number of what goes with it, as in 2 1 3)";
    case Form::kSet:
      return "(several answers, with semicolons between them)";
    case Form::kDate:
      return "(a date)";
    default:
      return "";
  }
}

}  // namespace

std::optional<Order> order_in(const std::string& line) {
  if (line.empty() || line.front() != ':') return {};
  Order order;
  if (line.size() > 1) order.verb = line[1];
  const std::size_t blank = line.find(' ');
  if (blank != std::string::npos) order.rest = line.substr(blank + 1);
  return order;
}

std::optional<std::vector<std::size_t>> numbers_in(const std::string& line,
                                                   std::size_t most) {
  std::istringstream in(line);
  std::vector<std::size_t> numbers;
  for (std::string word; in >> word;) {
    while (!word.empty() && (word.back() == ',' || word.back() == '.'))
      word.pop_back();
    std::size_t number = 0;
    const auto [end, failure] =
        std::from_chars(word.data(), word.data() + word.size(), number);
    if (failure != std::errc{} || end != word.data() + word.size() || number < 1 ||
        number > most)
      return {};
    numbers.push_back(number - 1);
  }
  return numbers;
}

std::string question_text(const Prompt& prompt) {
  if (!prompt.cloze) return plain_text(prompt.stem);
  std::string text = prompt.cloze->pieces.front();
  const std::size_t blanks = prompt.cloze->blanks.size();
  for (std::size_t i = 0; i < blanks; ++i) {
    const std::string& hint = prompt.cloze->blanks[i].hint;
    const std::string number = blanks > 1 ? fmt::format("{}", i + 1) : "";
    text += fmt::format("[{}…{}]", number, hint.empty() ? "" : " " + hint) +
            prompt.cloze->pieces[i + 1];
  }
  return plain_text(text);
}

void say_choices(const Prompt& prompt, std::ostream& out) {
  const auto list = [&](const std::vector<std::string>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      // A chart is told by how far its boxes are moved in.
      const int depth = i < prompt.depths.size() ? prompt.depths[i] : 0;
      fmt::print(out, "  {:{}}{}. {}\n", "", 2 * depth, i + 1, plain_text(texts[i]));
    }
  };
  std::vector<std::string> options;
  for (const Option& option : prompt.options)
    options.push_back(option.text);
  list(options);
  list(prompt.items);
  if (!prompt.counterparts.empty()) fmt::print(out, "go with\n");
  list(prompt.counterparts);
  if (const char* how = how_to_answer(prompt.form); *how != '\0')
    fmt::print(out, "{}\n", how);
}

bool is_answered_by_numbers(const Prompt& prompt) {
  return !prompt.options.empty() || !prompt.items.empty();
}

std::optional<std::vector<std::size_t>> chosen_in(const Prompt& prompt,
                                                  const std::string& text) {
  const bool placed = !prompt.items.empty();
  auto numbers = numbers_in(text, placed ? prompt.items.size() : prompt.options.size());
  if (!numbers || numbers->empty() || has_doubles(*numbers)) return {};
  const bool one = answer_kind_of(prompt.form) == AnswerKind::kPickOne;
  if (one && numbers->size() != 1) return {};
  if (placed && numbers->size() != prompt.items.size()) return {};
  return numbers;
}

std::string ask_for_numbers(const Prompt& prompt) {
  return fmt::format("Please answer with the numbers that are listed{}.\n",
                     prompt.items.empty() ? "" : ", each once");
}

std::size_t blanks_of(const Prompt& prompt) {
  return prompt.cloze ? prompt.cloze->blanks.size() : 1;
}

std::string labelled(std::string_view label,
                     std::string_view commonmark,
                     std::size_t indent) {
  const std::string text = plain_text(commonmark);
  const std::string margin(indent, ' ');
  if (text.find('\n') == std::string::npos)
    return fmt::format("{}{} {}", margin, label, text);
  std::string lines = fmt::format("{}{}", margin, label);
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines += fmt::format("\n{}  {}", margin, line);
  return lines;
}

std::string in_one_line(std::string_view commonmark) {
  return one_line(plain_text(commonmark));
}

std::optional<std::string> LineReader::line(std::string_view prompt) {
  while (true) {
    if (console_.interactive) fmt::print(console_.out, "{}> ", prompt);
    console_.out.flush();
    if (console_.out.bad()) return {};  // Nobody reads any more.
    std::string text;
    if (!std::getline(console_.in, text)) {
      if (console_.interactive) fmt::print(console_.out, "\n");
      return {};
    }
    // Bytes from a terminal in another encoding must not reach the log.
    if (!first_invalid_character(text)) return one_line(text);
    fmt::print(console_.out,
               "That could not be read: it is not UTF-8 text. Please type it again.\n");
  }
}

}  // namespace attache::cli
