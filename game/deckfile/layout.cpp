#include "deckfile/layout.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

#include "deckfile/folding.h"

namespace attache {

namespace {

constexpr std::size_t kWidth = 100;
/// A text that is shorter stays on the line of its tag, however long the tag is.
constexpr std::size_t kShortText = 40;

std::string escaped(std::string_view text, bool in_attribute) {
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"' && in_attribute) {
      out += "&quot;";
    } else if (c == '>' && i >= 2 && text.substr(i - 2, 2) == "]]") {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

/// Characters of a text.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

/// A word that would begin an item of a list if it stood first on a line.
bool looks_like_item(std::string_view word) {
  if (word == "-" || word == "*" || word == "+") return true;
  const std::size_t digits = word.find_first_not_of("0123456789");
  return digits != std::string_view::npos && digits > 0 && digits + 1 == word.size() &&
         (word[digits] == '.' || word[digits] == ')');
}

std::string_view next_word(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

/// A line as several that fit into `width`; those of a list's item are moved in.
std::vector<std::string> wrapped(std::string_view line, std::size_t width) {
  std::vector<std::string> lines;
  const std::string_view first = line.substr(0, std::min(line.find(' '), line.size()));
  const std::size_t hang = looks_like_item(first) ? width_of(first) + 1 : 0;
  std::string now;
  std::size_t now_width = 0;
  while (!line.empty()) {
    const std::string_view word = next_word(line);
    const std::size_t word_width = width_of(word);
    const bool begins = now_width == 0;
    // A mark that stood alone on its line would be no mark any more.
    const bool behind_mark = lines.empty() && now_width + 1 == hang;
    if (!begins && !behind_mark && now_width + 1 + word_width > width &&
        !looks_like_item(word)) {
      lines.push_back(std::move(now));
      now = std::string(hang, ' ');
      now += word;
      now_width = hang + word_width;
      continue;
    }
    if (!begins) now += ' ';
    now += word;
    now_width += word_width + (begins ? 0 : 1);
  }
  lines.push_back(std::move(now));
  return lines;
}

/// Elements that stand on one line when they fit, with exactly these children.
struct Short {
  std::string_view name;
  std::array<std::string_view, 2> children;
};
constexpr std::array<Short, 3> kShort{
    {{"entity", {"name", ""}}, {"pair", {"left", "right"}}, {"region", {"answer", ""}}}};

bool is_plain_text(const PartNode& node) {
  return node.kind == PartNode::Kind::kElement && holds_text(node.name) &&
         node.children.empty();
}

/// Whether an element may stand on one line by its children.
bool may_be_short(const PartNode& node) {
  const auto* rule = std::find_if(kShort.begin(), kShort.end(), [&](const Short& one) {
    return one.name == node.name;
  });
  if (rule == kShort.end() || node.children.empty()) return false;
  const std::size_t wanted = rule->children[1].empty() ? 1 : 2;
  if (node.children.size() != wanted) return false;
  for (std::size_t i = 0; i < wanted; ++i)
    if (!is_plain_text(node.children[i]) || node.children[i].name != rule->children.at(i))
      return false;
  return true;
}

/// Builds the text of an element, two blanks a level.
class Layout {
 public:
  explicit Layout(std::size_t depth) : depth_(depth) {}

  [[nodiscard]] std::string&& take() && { return std::move(out_); }

  void start(const PartNode& node, std::string_view end) {
    const std::size_t indent = 2 * depth_;
    begin_line();
    std::size_t width = indent + 1 + node.name.size();
    out_ += '<';
    out_ += node.name;
    bool first = true;
    for (const auto& [key, value] : node.attributes) {
      const std::string one = attribute(key, value);
      const std::size_t length = width_of(one) + 1;
      if (width + length > kWidth && !first) {
        const std::size_t margin = indent + node.name.size() + 2;
        out_ += '\n';
        out_.append(margin, ' ');
        width = margin + length;
      } else {
        out_ += ' ';
        width += length;
      }
      out_ += one;
      first = false;
    }
    out_ += end;
  }

  void node(const PartNode& node, bool plain_answer = false) {
    switch (node.kind) {
      case PartNode::Kind::kComment:
        begin_line();
        out_ += comment(node);
        break;
      case PartNode::Kind::kText:
        begin_line();
        out_ += escaped(folded_line(node.text), false);
        break;
      case PartNode::Kind::kRaw:
        begin_line();
        out_ += node.text;
        break;
      case PartNode::Kind::kElement:
        element(node, plain_answer);
    }
  }

 private:
  /// Answers of these are plain text.
  static bool has_plain_answers(const PartNode& node) {
    if (node.name == "region") return true;
    const auto kind =
        std::find_if(node.attributes.begin(), node.attributes.end(),
                     [](const auto& attribute) { return attribute.first == "kind"; });
    if (kind == node.attributes.end()) return false;
    constexpr std::array<std::string_view, 4> kPlain{"true-false", "typed", "number",
                                                     "date"};
    return std::find(kPlain.begin(), kPlain.end(), kind->second) != kPlain.end();
  }

  void element(const PartNode& node, bool plain_answer) {
    if (holds_text(node.name)) {
      const bool rich =
          holds_rich_text(node.name) && !(plain_answer && node.name == "answer");
      text(node, rich);
    } else if (node.children.empty()) {
      start(node, "/>");
    } else if (!on_one_line(node)) {
      const bool plain_answers = has_plain_answers(node);
      start(node, ">");
      ++depth_;
      for (const PartNode& child : node.children)
        this->node(child, plain_answers);
      --depth_;
      begin_line();
      end_tag(node);
    }
  }

  /// False if it does not fit.
  bool on_one_line(const PartNode& node) {
    if (!may_be_short(node)) return false;
    std::string line = '<' + node.name;
    for (const auto& [key, value] : node.attributes)
      line += ' ' + attribute(key, value);
    line += '>';
    for (const PartNode& child : node.children) {
      if (!child.attributes.empty()) return false;
      const std::string folded = folded_markdown(child.text);
      if (folded.find('\n') != std::string::npos) return false;
      line += fmt::format("<{0}>{1}</{0}>", child.name, escaped(folded, false));
    }
    line += fmt::format("</{}>", node.name);
    if (2 * depth_ + width_of(line) > kWidth) return false;
    begin_line();
    out_ += line;
    return true;
  }

  /// A text of several lines, or one too long for its line, gets lines of its own.
  void text(const PartNode& node, bool rich) {
    const std::string folded =
        escaped(rich ? folded_markdown(node.text) : folded_line(node.text), false);
    std::string comments;
    for (const PartNode& child : node.children)
      if (child.kind == PartNode::Kind::kComment) comments += comment(child);
    if (!rich || fits(node, folded)) {
      start(node, ">");
      out_ += comments;
      out_ += folded;
      end_tag(node);
      return;
    }
    start(node, ">");
    ++depth_;
    for (const PartNode& child : node.children)
      this->node(child);
    lines(folded);
    --depth_;
    begin_line();
    end_tag(node);
  }

  [[nodiscard]] bool fits(const PartNode& node, const std::string& folded) const {
    if (folded.find('\n') != std::string::npos) return false;
    if (folded.size() <= kShortText || folded.find(' ') == std::string::npos) return true;
    std::size_t width = 2 * depth_ + 2 * node.name.size() + 5 + width_of(folded);
    for (const auto& [key, value] : node.attributes)
      width += 1 + width_of(attribute(key, value));
    return width <= kWidth;
  }

  void lines(std::string_view rest) {
    const std::size_t width = kWidth - 2 * depth_;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (end == 0) {
        out_ += '\n';
      } else {
        for (const std::string& line : wrapped(rest.substr(0, end), width)) {
          begin_line();
          out_ += line;
        }
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  void begin_line() {
    if (out_.empty()) return;
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }
  void end_tag(const PartNode& node) {
    out_ += "</";
    out_ += node.name;
    out_ += '>';
  }
  static std::string attribute(std::string_view key, std::string_view value) {
    return fmt::format("{}=\"{}\"", key, escaped(folded_line(value), true));
  }
  static std::string comment(const PartNode& node) { return "<!--" + node.text + "-->"; }

  std::string out_;
  std::size_t depth_;
};

}  // namespace

std::string laid_out(const PartNode& node, std::size_t depth) {
  Layout layout(depth);
  layout.node(node);
  return std::move(layout).take();
}

std::string laid_out_start(const PartNode& node, std::size_t depth) {
  Layout layout(depth);
  layout.start(node, ">");
  return std::move(layout).take();
}

bool stands_apart(ItemKind kind) {
  return kind == ItemKind::kPassage || kind == ItemKind::kCard;
}

}  // namespace attache
