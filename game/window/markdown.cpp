#include "window/markdown.h"

#include <algorithm>
#include <array>
#include <md4c.h>
#include <utility>

namespace attache::window {

namespace {

struct OpenList {
  bool ordered = false;
  unsigned next = 1;
};

/// What md4c tells, put together.
struct Reading {
  std::string_view source;
  std::vector<MarkdownBlock> blocks;
  std::vector<OpenList> lists;
  std::string marker;  ///< waits for the first block of the item
  int strong = 0, emphasis = 0, code = 0, link = 0, quote = 0;
  int picture = 0;
  bool open = false;  ///< the last block still takes text

  void begin(BlockKind kind) {
    MarkdownBlock block;
    block.kind = kind;
    block.depth = static_cast<int>(lists.size());
    block.marker = std::exchange(marker, {});
    blocks.push_back(std::move(block));
    open = true;
  }
  void drop_blank_block() {
    if (!open || blocks.empty() || !blocks.back().marker.empty()) return;
    for (const MarkdownSpan& span : blocks.back().spans)
      if (span.text.find_first_not_of(" \n") != std::string::npos) return;
    blocks.pop_back();
  }
  [[nodiscard]] BlockKind running_kind() const {
    if (quote > 0) return BlockKind::kQuote;
    return lists.empty() ? BlockKind::kParagraph : BlockKind::kItem;
  }
  void add(std::string_view text, std::size_t where) {
    if (!open) {  // a tight list has no paragraphs; behind a picture one begins
      const bool behind = !blocks.empty() && blocks.back().kind == BlockKind::kPicture;
      if (behind && text.find_first_not_of(" \n") == std::string_view::npos) return;
      begin(running_kind());
    }
    auto& spans = blocks.back().spans;
    MarkdownSpan span{std::string(text), strong > 0, emphasis > 0,
                      code > 0,          link > 0,   where};
    if (!spans.empty() && where != std::string_view::npos &&
        spans.back().source != std::string_view::npos) {
      MarkdownSpan& last = spans.back();
      const bool alike = last.strong == span.strong && last.emphasis == span.emphasis &&
                         last.code == span.code && last.link == span.link;
      if (alike && last.source + last.text.size() == where) {
        last.text += span.text;
        return;
      }
    }
    spans.push_back(std::move(span));
  }
};

Reading& reading(void* user) {
  return *static_cast<Reading*>(user);
}

void open_item(Reading& to) {
  OpenList& list = to.lists.back();
  to.marker = list.ordered ? std::to_string(list.next++) + "." : "•";
}

int enter_block(MD_BLOCKTYPE type, void* detail, void* user) {
  Reading& to = reading(user);
  switch (type) {
    case MD_BLOCK_UL:
      to.open = false;
      to.lists.push_back({});
      break;
    case MD_BLOCK_OL:
      to.open = false;
      to.lists.push_back({true, static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start});
      break;
    case MD_BLOCK_LI:
      to.open = false;
      open_item(to);
      break;
    case MD_BLOCK_QUOTE:
      ++to.quote;
      break;
    case MD_BLOCK_H:
      to.begin(BlockKind::kHeading);
      break;
    case MD_BLOCK_CODE:
      to.begin(BlockKind::kCode);
      break;
    case MD_BLOCK_P:
      to.begin(to.running_kind());
      break;
    default:
      break;
  }
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* user) {
  Reading& to = reading(user);
  if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) to.lists.pop_back();
  if (type == MD_BLOCK_QUOTE) --to.quote;
  to.open = false;
  return 0;
}

void count_span(Reading& to, MD_SPANTYPE type, int by) {
  switch (type) {
    case MD_SPAN_STRONG:
      to.strong += by;
      break;
    case MD_SPAN_EM:
      to.emphasis += by;
      break;
    case MD_SPAN_CODE:
      to.code += by;
      break;
    case MD_SPAN_A:
      to.link += by;
      break;
    default:
      break;
  }
}

int enter_span(MD_SPANTYPE type, void* detail, void* user) {
  Reading& to = reading(user);
  if (type == MD_SPAN_IMG && to.picture++ == 0) {
    // Blanks between a text and its picture would be a paragraph of their own.
    to.drop_blank_block();
    const MD_ATTRIBUTE& file = static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src;
    to.begin(BlockKind::kPicture);
    to.blocks.back().file.assign(file.text, file.size);
  }
  count_span(to, type, 1);
  return 0;
}

int leave_span(MD_SPANTYPE type, void* /*detail*/, void* user) {
  Reading& to = reading(user);
  if (type == MD_SPAN_IMG && --to.picture == 0) to.open = false;
  count_span(to, type, -1);
  return 0;
}

/// The few named characters that people write; others stay as they are written.
std::string entity_text(std::string_view written) {
  using Name = std::pair<std::string_view, std::string_view>;
  constexpr std::array kNames{Name{"&amp;", "&"},    Name{"&lt;", "<"},
                              Name{"&gt;", ">"},     Name{"&quot;", "\""},
                              Name{"&ndash;", "–"},  Name{"&mdash;", "—"},
                              Name{"&hellip;", "…"}, Name{"&nbsp;", "\u00A0"}};
  for (const auto& [name, text] : kNames)
    if (written == name) return std::string(text);
  return std::string(written);
}

int add_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
  Reading& to = reading(user);
  const std::string_view words(text, size);
  constexpr auto kNowhere = std::string_view::npos;
  if (type == MD_TEXT_BR) {
    to.add("\n", kNowhere);
  } else if (type == MD_TEXT_SOFTBR) {
    to.add(" ", kNowhere);
  } else if (type == MD_TEXT_ENTITY) {
    to.add(entity_text(words), kNowhere);
  } else {
    const bool inside =
        text >= to.source.data() && text + size <= to.source.data() + to.source.size();
    to.add(words, inside ? static_cast<std::size_t>(text - to.source.data()) : kNowhere);
  }
  return 0;
}

Face face_of(const MarkdownSpan& span, bool serif) {
  if (span.code) return Face::kMono;
  if (!serif) return span.strong || span.emphasis ? Face::kSansStrong : Face::kSans;
  if (span.strong) return span.emphasis ? Face::kSerifStrongItalic : Face::kSerifStrong;
  return span.emphasis ? Face::kSerifItalic : Face::kSerif;
}

/// Cuts a span where highlights begin and end.
void add_runs(std::vector<TextRun>& runs,
              const MarkdownSpan& span,
              const TextRun& look,
              std::span<const TextRange> highlights,
              ImU32 highlight) {
  std::size_t from = 0;
  while (from < span.text.size()) {
    std::size_t to = span.text.size();
    bool inside = false;
    for (const TextRange& range : highlights) {
      if (span.source == std::string_view::npos) break;
      const std::size_t here = span.source + from;
      if (here >= range.begin && here < range.end) {
        inside = true;
        to = std::min(to, range.end - span.source);
      } else if (range.begin > here) {
        to = std::min(to, range.begin - span.source);
      }
    }
    TextRun run = look;
    run.text = span.text.substr(from, to - from);
    run.background = inside ? highlight : 0;
    runs.push_back(std::move(run));
    from = to;
  }
}

struct BlockPlace {
  float x, width;
};

BlockPlace place_of(const Ui& ui,
                    const MarkdownBlock& block,
                    const RichStyle& style,
                    float x,
                    float width) {
  const float step = ui.em(style.size) * 1.3F;
  const float quote = block.kind == BlockKind::kQuote ? step : 0;
  const float indent = step * static_cast<float>(block.depth) + quote;
  return {x + indent, std::max(step * 2, width - indent)};
}

float space_before(const Ui& ui,
                   const MarkdownBlock& block,
                   const MarkdownBlock& last,
                   const RichStyle& style) {
  const bool within_list = block.depth > 0 && last.depth > 0;
  return ui.em(style.size) * (within_list ? 0.2F : 0.6F);
}

RichStyle style_of(const MarkdownBlock& block, const RichStyle& style) {
  RichStyle own = style;
  if (block.depth > 0 || block.kind == BlockKind::kCode) {
    own.align = Align::kLeft;
    own.balance = false;
  }
  return own;
}

}  // namespace

std::vector<MarkdownBlock> read_markdown(std::string_view markdown) {
  Reading to;
  to.source = markdown;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = add_text;
  if (md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &to) !=
      0) {
    MarkdownBlock plain;  // only out of memory gets here
    plain.spans.push_back({std::string(markdown), false, false, false, false, 0});
    return {plain};
  }
  for (MarkdownBlock& block : to.blocks)  // a code block ends with a line feed of its own
    if (block.kind == BlockKind::kCode && !block.spans.empty() &&
        block.spans.back().text == "\n")
      block.spans.pop_back();
  return std::move(to.blocks);
}

std::string plain_text(std::string_view markdown) {
  std::string words;
  for (const MarkdownBlock& block : read_markdown(markdown)) {
    if (!words.empty()) words += ' ';
    for (const MarkdownSpan& span : block.spans)
      words += span.text == "\n" ? " " : span.text;
  }
  return words;
}

std::vector<TextRun> runs_of(const Ui& ui,
                             std::span<const MarkdownSpan> spans,
                             const RichStyle& style) {
  std::vector<TextRun> runs;
  for (const MarkdownSpan& span : spans) {
    TextRun look;
    look.face = face_of(span, style.serif);
    look.size = ui.em(style.size) * (span.code ? 0.92F : 1.0F);
    look.colour = style.colour != 0 ? style.colour : ui.colours().text;
    look.underline = span.link;
    add_runs(runs, span, look, style.highlights, ui.colours().highlight);
  }
  return runs;
}

float picture_block(const Ui& ui,
                    const MarkdownBlock& block,
                    const Column& at,
                    bool draw) {
  std::string alt;
  for (const MarkdownSpan& span : block.spans)
    alt += span.text == "\n" ? " " : span.text;
  if (ui.pictures() != nullptr) return ui.pictures()->picture(block.file, alt, at, draw);
  const std::string words = alt.empty() ? "[a picture]" : "[" + alt + "]";
  const TextStyle quiet{.size = 14, .colour = ui.colours().muted};
  if (draw) return ui.text(words, quiet, at.x, at.y, at.width);
  return ui.lay_out(words, quiet, at.width).size.y;
}

float rich_text(const Ui& ui,
                std::string_view markdown,
                const RichStyle& style,
                float x,
                float y,
                float width,
                bool draw) {
  const std::vector<MarkdownBlock> blocks = read_markdown(markdown);
  float height = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const MarkdownBlock& block = blocks[i];
    if (i > 0) height += space_before(ui, block, blocks[i - 1], style);
    const RichStyle own = style_of(block, style);
    const BlockPlace place = place_of(ui, block, style, x, width);
    if (block.kind == BlockKind::kPicture) {
      height += picture_block(ui, block, {place.x, y + height, place.width}, draw);
      continue;
    }
    std::vector<TextRun> runs = runs_of(ui, block.spans, own);
    if (block.kind == BlockKind::kHeading)
      for (TextRun& run : runs)
        run.face = own.serif ? Face::kSerifStrong : Face::kSansStrong;
    if (runs.empty()) continue;
    const TextLayout& layout = ui.typesetter().lay_out(
        runs, {place.width, own.align, own.line_height, own.max_lines, own.balance});
    if (draw) ui.typesetter().draw(ui.list(), {place.x, y + height}, layout);
    if (draw && !block.marker.empty()) {
      const TextStyle marker{.face = own.serif ? Face::kSerif : Face::kSans,
                             .size = own.size,
                             .colour = own.colour,
                             .align = Align::kRight,
                             .line_height = own.line_height};
      const float room = ui.em(own.size) * 1.3F;
      ui.text(block.marker, marker, place.x - room - ui.em(own.size) * 0.4F, y + height,
              room);
    }
    height += layout.size.y;
  }
  return height;
}

}  // namespace attache::window
