// A deck's text laid out anew, with every comment and every part where it stood.

#include <array>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "deckfile/document.h"
#include "deckfile/folding.h"
#include "deckfile/gaps.h"
#include "deckfile/layout.h"
#include "deckfile/parsing.h"
#include "deckfile/part_tree.h"

namespace attache {

namespace {

constexpr std::array<ItemKind, 7> kKinds{
    ItemKind::kSource,   ItemKind::kTopic, ItemKind::kPassage, ItemKind::kEntity,
    ItemKind::kRelation, ItemKind::kFact,  ItemKind::kCard};

/// Something that stands by itself in a deck: a part, an element of its head, a comment.
struct Block {
  std::string text;
  std::optional<ItemKind> part;  ///< of a part
  bool comment = false;
  std::size_t line_ends = 0;  ///< between it and what stands before it
};

std::optional<ItemKind> part_named(std::string_view element) {
  for (const ItemKind kind : kKinds)
    if (element == name_of(kind)) return kind;
  return {};
}

std::string with_line_feeds(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
    } else {
      out += text[i];
    }
  }
  return out;
}

std::size_t behind(std::string_view text, std::string_view mark, std::size_t from) {
  const std::size_t found = text.find(mark, from);
  return found == std::string_view::npos ? text.size() : found + mark.size();
}

/// Comments, instructions and stray text between elements.
void add_gap(std::vector<Block>& blocks, std::string_view gap, std::size_t& line_ends) {
  std::size_t at = 0;
  while (at < gap.size()) {
    if (is_blank(gap[at])) {
      if (gap[at] == '\n') ++line_ends;
      ++at;
      continue;
    }
    const std::string_view rest = gap.substr(at);
    Block block;
    block.line_ends = std::exchange(line_ends, 0);
    std::size_t end = 0;
    if (rest.starts_with("<!--")) {
      end = behind(rest, "-->", 4);
      block.comment = true;
    } else if (rest.starts_with("<?")) {
      end = behind(rest, "?>", 2);
    } else if (rest.starts_with("<![CDATA[")) {
      end = behind(rest, "]]>", 9);
    } else {
      end = rest.find('<') == std::string_view::npos ? rest.size() : rest.find('<');
      while (end > 0 && is_blank(rest[end - 1]))
        --end;
    }
    block.text = with_line_feeds(rest.substr(0, end));
    blocks.push_back(std::move(block));
    at += end;
  }
}

/// Whether an empty line stands before a block.
bool stands_off(const std::vector<Block>& blocks, std::size_t at) {
  const Block& block = blocks[at];
  if (block.line_ends > 1) return true;
  if (at == 0 || blocks[at - 1].comment) return false;
  // Comments belong to the part below them.
  std::size_t below = at;
  while (below + 1 < blocks.size() && blocks[below].comment)
    ++below;
  const std::optional<ItemKind> part = blocks[below].part;
  if (!part) return false;
  if (stands_apart(*part)) return true;
  return block.line_ends == 0 && blocks[at - 1].part != part;
}

class Formatting {
 public:
  Formatting(std::string_view text, const ParsedDeck& parsed)
      : text_(text), parsed_(parsed), root_(*parsed.document.RootElement()) {}

  std::string run() {
    const std::size_t begin = place_of(root_);
    const std::size_t behind_root = end_of(root_, parsed_.markup);
    prolog(text_.substr(0, begin));
    PartNode root = tree_of(root_, text_, parsed_.markup);
    root.children.clear();
    const std::string start = laid_out_start(root, 0);
    out_ += start;
    if (!blocks_in_root(begin, behind_root)) {
      out_.pop_back();
      out_ += "/>";
    }
    out_ += '\n';
    outside(text_.substr(behind_root));
    return std::move(out_);
  }

 private:
  void prolog(std::string_view text) {
    std::vector<Block> blocks;
    std::size_t line_ends = 0;
    add_gap(blocks, text, line_ends);
    const bool declared = !blocks.empty() && blocks.front().text.size() > 5 &&
                          blocks.front().text.starts_with("<?xml") &&
                          is_blank(blocks.front().text[5]);
    if (!declared) out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (i > 0 && blocks[i].line_ends > 1) out_ += '\n';
      out_ += blocks[i].text + '\n';
    }
    if (!blocks.empty() && line_ends > 1) out_ += '\n';
  }

  void outside(std::string_view text) {
    std::vector<Block> blocks;
    std::size_t line_ends = 0;
    add_gap(blocks, text, line_ends);
    for (const Block& block : blocks) {
      if (block.line_ends > 1) out_ += '\n';
      out_ += block.text + '\n';
    }
  }

  /// False if there is nothing in the deck.
  bool blocks_in_root(std::size_t begin, std::size_t behind_root) {
    std::vector<Block> blocks;
    std::size_t line_ends = 0;
    std::size_t at = behind_start_tag(text_, begin);
    if (text_[at - 2] == '/') return false;
    for (const Element& one : Children(root_, nullptr)) {
      add_gap(blocks, text_.substr(at, place_of(one) - at), line_ends);
      Block block = block_of(one);
      block.line_ends = std::exchange(line_ends, 0);
      blocks.push_back(std::move(block));
      at = end_of(one, parsed_.markup);
    }
    add_gap(blocks, text_.substr(at, text_.rfind("</", behind_root - 1) - at), line_ends);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      out_ += stands_off(blocks, i) ? "\n\n  " : "\n  ";
      out_ += blocks[i].text;
    }
    out_ += "\n</deck>";
    return true;
  }

  [[nodiscard]] Block block_of(const Element& element) const {
    Block block;
    block.part = part_named(tag_of(element));
    const bool known = block.part || holds_text(tag_of(element));
    const std::size_t begin = place_of(element);
    block.text =
        known ? laid_out(tree_of(element, text_, parsed_.markup), 1)
              : std::string(text_.substr(begin, end_of(element, parsed_.markup) - begin));
    return block;
  }

  std::string_view text_;
  const ParsedDeck& parsed_;
  const Element& root_;
  std::string out_;
};

}  // namespace

Result<std::string> formatted_deck(std::string_view xml, std::string_view name) {
  // Whatever cannot be opened cannot be laid out either.
  if (auto opened = DeckDocument::read(xml, name); !opened) return opened.unexpected();
  if (xml.starts_with(kByteOrderMark)) xml.remove_prefix(kByteOrderMark.size());
  const SourceText source(xml);
  Report report(source, name);
  const auto parsed = parse_deck({}, report);
  // Where bytes are no characters, nobody knows what is lost by moving them.
  if (parsed == nullptr || !parsed->mended.empty())
    for (const Problem& problem : report.sorted())
      if (problem.severity == Severity::kError && problem.code == "bad-character")
        return fail(problem.what, fmt::format("{}:{}", name, problem.line),
                    problem.remedy);
  if (parsed == nullptr) return fail("the deck cannot be read", std::string(name));
  return Formatting(xml, *parsed).run();
}

}  // namespace attache
