#include "window/typesetter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <unicode/ubidi.h>
#include <unordered_map>

#include "base/chance.h"
#include "window/font_stacks.h"
#include "window/glyph_atlas.h"
#include "window/imgui_glue.h"
#include "window/line_fitting.h"
#include "window/text_shaper.h"

namespace attache::window {
namespace {

/// Larger text stands on whole pixels: nobody sees half a pixel there, and it saves
/// pictures.
constexpr float kLargestShiftedSize = 48;
constexpr std::uint32_t kPhases = 4;
constexpr float kDefaultSize = 15;
/// Layouts not asked for during so many frames are forgotten.
constexpr std::uint64_t kKeptFrames = 240;
/// With more layouts than this, only those of the last two frames are kept.
constexpr std::size_t kManyLayouts = 3000;

/// Top and bottom of a highlight, in ems from the baseline.
constexpr float kHighlightAbove = 0.97F;
constexpr float kHighlightBelow = 0.30F;

struct Metrics {
  float line_height = 0;
  float baseline = 0;  ///< below the line's top
};

Metrics metrics_of(std::span<const TextRun> runs,
                   const ParagraphStyle& style,
                   FontStacks& fonts) {
  const TextRun* largest = runs.empty() ? nullptr : &runs.front();
  for (const TextRun& run : runs)
    if (run.size > largest->size) largest = &run;
  const float size = largest == nullptr ? kDefaultSize : largest->size;
  float ascent = 0.95F;
  float descent = 0.25F;
  const int index = largest == nullptr ? kBoxFont : fonts.primary(largest->face);
  if (index != kBoxFont) {
    ascent = fonts.font(index).ascent();
    descent = fonts.font(index).descent();
  }
  const float height = std::max(1.0F, std::round(size * style.line_height));
  return {height, std::round((height - (ascent + descent) * size) / 2 + ascent * size)};
}

/// A box of one thin line, for a character that no font has.
GlyphPixels draw_box(float size) {
  const int width = std::max(3, static_cast<int>(std::lround(size * 0.6F)));
  const int height = std::max(4, static_cast<int>(std::lround(size * 0.7F)));
  const int stroke = std::max(1, static_cast<int>(std::lround(size / 18)));
  constexpr std::uint8_t kFaint = 150;
  GlyphPixels box{width,
                  height,
                  std::max(1, static_cast<int>(std::lround(size * 0.08F))),
                  height,
                  {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int from_side = std::min(x, width - 1 - x);
      const int from_edge = std::min(y, height - 1 - y);
      const bool corner = from_side == 0 && from_edge == 0;
      const bool on_line = from_side < stroke || from_edge < stroke;
      box.coverage.push_back(on_line && !corner ? kFaint : std::uint8_t{0});
    }
  }
  return box;
}

/// Puts a paragraph's shaped glyphs into lines.
class Composer {
 public:
  Composer(const ShapedText& text,
           std::span<const TextRun> runs,
           const ParagraphStyle& style,
           const Metrics& metrics,
           GlyphAtlas& atlas,
           TextLayout& layout)
      : text_(text),
        runs_(runs),
        style_(style),
        metrics_(metrics),
        atlas_(atlas),
        layout_(layout),
        stop_x_(text.characters.size() + 1, 0.0F) {}

  /// `ellipsis` is the shaped "…", put after line `shortened_at` (the last) if there is
  /// one.
  void compose(const std::vector<FitLine>& lines,
               const ShapedText* ellipsis,
               const TextRun* ellipsis_run) {
    float widest = 0;
    for (const FitLine& line : lines)
      widest = std::max(widest, line.width);
    const float room = style_.width > 0 ? style_.width : widest;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool last = i + 1 == lines.size();
      place_line(lines[i], i, room, last ? ellipsis : nullptr, ellipsis_run);
    }
    add_last_stop(lines.back());
    layout_.size = {std::ceil(widest),
                    metrics_.line_height * static_cast<float>(lines.size())};
  }

 private:
  struct Piece {
    const ShapedItem* item;
    std::size_t begin, end;
  };

  [[nodiscard]] std::size_t byte_of(std::size_t character) const {
    return character < text_.characters.size() ? text_.characters[character].byte
                                               : text_.bytes;
  }

  [[nodiscard]] std::vector<Piece> pieces(std::size_t begin, std::size_t end) const {
    std::vector<Piece> found;
    auto item = std::upper_bound(
        text_.items.begin(), text_.items.end(), begin,
        [](std::size_t at, const ShapedItem& it) { return at < it.end; });
    for (; item != text_.items.end() && item->begin < end; ++item)
      found.push_back({&*item, std::max(begin, item->begin), std::min(end, item->end)});
    return found;
  }

  void place_line(const FitLine& line,
                  std::size_t number,
                  float room,
                  const ShapedText* ellipsis,
                  const TextRun* ellipsis_run) {
    const float spare = std::max(0.0F, room - line.width);
    float left = 0;
    if (style_.align == Align::kCentre) left = std::floor(spare / 2);
    if (style_.align == Align::kRight) left = std::floor(spare);
    const float top = metrics_.line_height * static_cast<float>(number);
    baseline_ = top + metrics_.baseline;
    line_top_ = top;
    layout_.lines.push_back({byte_of(line.begin), byte_of(visible_end(line)), top,
                             baseline_, left, line.width});

    float pen = left;
    for (const Piece& piece : in_visual_order(pieces(line.begin, line.ink_end))) {
      const float from = pen;
      pen = place(piece, pen);
      mark(runs_[piece.item->run], from, pen);
    }
    if (ellipsis != nullptr) append(*ellipsis, *ellipsis_run, pen);
    // Blanks at the end hang over the edge; the caret among them stays at the edge.
    for (const Piece& piece : pieces(line.ink_end, line.end))
      pen = place(piece, pen);
    const float edge = style_.width > 0 ? std::max(style_.width, left + line.width) : pen;
    for (std::size_t i = line.begin; i < line.end; ++i) {
      if (!text_.characters[i].grapheme) continue;
      layout_.stops.push_back(
          {text_.characters[i].byte, number, std::min(stop_x_[i], edge)});
    }
    end_x_ = std::min(pen, edge);
  }

  /// The end of a line without its line feed.
  [[nodiscard]] std::size_t visible_end(const FitLine& line) const {
    std::size_t end = line.end;
    const bool feed_follows = end < text_.characters.size()
                                  ? text_.characters[end].before == BreakChance::kMust
                                  : text_.ends_with_feed;
    if (!feed_follows || end == line.begin) return end;
    do {
      --end;
    } while (end > line.begin && !text_.characters[end].grapheme);
    return end;
  }

  [[nodiscard]] std::vector<Piece> in_visual_order(std::vector<Piece> logical) const {
    if (!text_.right_to_left || logical.empty()) return logical;
    std::vector<UBiDiLevel> levels;
    levels.reserve(logical.size());
    for (const Piece& piece : logical)
      levels.push_back(piece.item->level);
    std::vector<std::int32_t> order(logical.size());
    ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()),
                        order.data());
    std::vector<Piece> visual;
    visual.reserve(logical.size());
    for (const std::int32_t place : order)
      visual.push_back(logical[static_cast<std::size_t>(place)]);
    return visual;
  }

  /// Places a piece at the pen and returns where the pen is then.
  float place(const Piece& piece, float pen) {
    const auto first =
        text_.glyphs.begin() + static_cast<std::ptrdiff_t>(piece.item->first_glyph);
    const auto last =
        text_.glyphs.begin() + static_cast<std::ptrdiff_t>(piece.item->last_glyph);
    const auto before = [](const ShapedGlyph& glyph, std::size_t at) {
      return glyph.character < at;
    };
    const auto begin = std::lower_bound(first, last, piece.begin, before);
    const auto end = std::lower_bound(begin, last, piece.end, before);
    const TextRun& run = runs_[piece.item->run];
    if (piece.item->level % 2 == 0)
      return place_forwards({begin, end}, *piece.item, run, pen);
    return place_backwards({begin, end}, *piece.item, run, pen);
  }

  using Glyphs = std::span<const ShapedGlyph>;

  float place_forwards(Glyphs glyphs,
                       const ShapedItem& item,
                       const TextRun& run,
                       float pen) {
    std::size_t i = 0;
    while (i < glyphs.size()) {
      const std::size_t cluster = glyphs[i].character;
      set_stops(item, cluster, pen, pen + text_.characters[cluster].advance);
      for (; i < glyphs.size() && glyphs[i].character == cluster; ++i)
        pen = put(glyphs[i], item.font, run, pen);
    }
    return pen;
  }

  float place_backwards(Glyphs glyphs,
                        const ShapedItem& item,
                        const TextRun& run,
                        float pen) {
    std::size_t end = glyphs.size();
    while (end > 0) {
      const std::size_t cluster = glyphs[end - 1].character;
      std::size_t begin = end;
      while (begin > 0 && glyphs[begin - 1].character == cluster)
        --begin;
      set_stops(item, cluster, pen + text_.characters[cluster].advance, pen);
      for (std::size_t i = begin; i < end; ++i)
        pen = put(glyphs[i], item.font, run, pen);
      end = begin;
    }
    return pen;
  }

  /// Carets stand evenly across a ligature.
  void set_stops(const ShapedItem& item, std::size_t cluster, float from, float to) {
    std::size_t end = cluster + 1;
    std::size_t graphemes = 1;
    for (; end < item.end && !text_.characters[end].cluster; ++end)
      if (text_.characters[end].grapheme) ++graphemes;
    std::size_t passed = 0;
    for (std::size_t i = cluster; i < end; ++i) {
      if (i > cluster && text_.characters[i].grapheme) ++passed;
      stop_x_[i] =
          from + (to - from) * static_cast<float>(passed) / static_cast<float>(graphemes);
    }
  }

  float put(const ShapedGlyph& glyph, int font, const TextRun& run, float pen) {
    if (glyph.ink) add_glyph(glyph, glyph.glyph == kBoxGlyph ? kBoxFont : font, run, pen);
    return pen + glyph.advance;
  }

  void add_glyph(const ShapedGlyph& glyph, int font, const TextRun& run, float pen) {
    const bool shifted =
        run.size < kLargestShiftedSize && run.face != Face::kIcon && font != kBoxFont;
    const float exact = pen + glyph.x;
    const float quarters =
        shifted ? std::floor(exact * kPhases + 0.5F) : std::floor(exact + 0.5F) * kPhases;
    const float whole = std::floor(quarters / kPhases);
    const GlyphKey key{font, glyph.glyph,
                       static_cast<std::uint32_t>(std::lround(run.size * 64)),
                       static_cast<std::uint32_t>(quarters - whole * kPhases)};
    layout_.glyphs.push_back(
        {atlas_.slot(key), whole, baseline_ + std::round(glyph.y), run.colour});
  }

  void append(const ShapedText& ellipsis, const TextRun& run, float pen) {
    for (const ShapedItem& item : ellipsis.items)
      for (std::size_t i = item.first_glyph; i < item.last_glyph; ++i)
        pen = put(ellipsis.glyphs[i], item.font, run, pen);
  }

  void mark(const TextRun& run, float from, float to) {
    if (to <= from) return;
    if (run.background != 0) {
      const float top =
          std::max(line_top_, baseline_ - std::round(run.size * kHighlightAbove));
      const float bottom = std::min(line_top_ + metrics_.line_height,
                                    baseline_ + std::round(run.size * kHighlightBelow));
      add_mark({std::floor(from), top}, {std::ceil(to), bottom}, run.background);
    }
    if (!run.underline) return;
    const float top = baseline_ + std::max(2.0F, std::round(run.size * 0.11F));
    add_mark({std::floor(from), top},
             {std::ceil(to), top + std::max(1.0F, std::round(run.size / 16))},
             run.colour);
  }

  /// Joins a mark to its neighbour, so that see-through colours do not overlap.
  void add_mark(ImVec2 min, ImVec2 max, ImU32 colour) {
    for (auto mark = layout_.marks.rbegin();
         mark != layout_.marks.rend() && mark->max.y > line_top_; ++mark) {
      if (mark->colour != colour || mark->min.y != min.y || mark->max.y != max.y)
        continue;
      if (min.x > mark->max.x || max.x < mark->min.x) continue;
      mark->min.x = std::min(mark->min.x, min.x);
      mark->max.x = std::max(mark->max.x, max.x);
      return;
    }
    layout_.marks.push_back({min, max, colour});
  }

  void add_last_stop(const FitLine& line) {
    // After a shortened text the caret stands at the cut; what was cut away has no stops.
    layout_.stops.push_back({byte_of(line.end), layout_.lines.size() - 1, end_x_});
  }

  const ShapedText& text_;
  std::span<const TextRun> runs_;
  const ParagraphStyle& style_;
  Metrics metrics_;
  GlyphAtlas& atlas_;
  TextLayout& layout_;
  std::vector<float> stop_x_;  ///< by character
  float baseline_ = 0;
  float line_top_ = 0;
  float end_x_ = 0;
};

std::vector<FitCharacter> fit_characters(const ShapedText& text) {
  std::vector<FitCharacter> characters;
  characters.reserve(text.characters.size());
  for (const auto& character : text.characters)
    characters.push_back({character.advance, character.before, character.blank});
  return characters;
}

float total_advance(const ShapedText& text) {
  float sum = 0;
  for (const auto& character : text.characters)
    sum += character.advance;
  return sum;
}

bool dropped_before_ellipsis(const ShapedCharacter& character) {
  return character.blank || character.code == U',' || character.code == U';' ||
         character.code == U':';
}

/// Lengthens the last line over the following words as far as it fits with `reserve`
/// pixels to spare.
FitLine cut_line(const ShapedText& text, FitLine line, float width, float reserve) {
  const auto& characters = text.characters;
  std::size_t end = line.begin;
  float sum = 0;
  std::size_t i = line.begin;
  while (i < characters.size()) {
    std::size_t next = i + 1;
    while (next < characters.size() && characters[next].before == BreakChance::kNever)
      ++next;
    for (std::size_t k = i; k < next; ++k)
      sum += characters[k].advance;
    if (width > 0 && sum + reserve > width) break;
    end = next;
    if (next < characters.size() && characters[next].before == BreakChance::kMust) break;
    i = next;
  }
  while (end > line.begin && dropped_before_ellipsis(characters[end - 1]))
    --end;
  line.width = reserve;
  for (std::size_t k = line.begin; k < end; ++k)
    line.width += characters[k].advance;
  line.ink_end = line.end = end;
  return line;
}

std::uint64_t hash_of(const TextRun& run, std::uint64_t seed) {
  const std::array<std::uint32_t, 6> looks{static_cast<std::uint32_t>(run.face),
                                           std::bit_cast<std::uint32_t>(run.size),
                                           run.colour,
                                           run.background,
                                           run.underline ? 1U : 0U,
                                           run.tabular ? 1U : 0U};
  const std::string_view bytes(reinterpret_cast<const char*>(looks.data()), sizeof looks);
  return stable_hash(run.text, stable_hash(bytes, seed));
}

std::uint64_t hash_of(std::span<const TextRun> runs, const ParagraphStyle& style) {
  const std::array<std::uint32_t, 5> looks{
      std::bit_cast<std::uint32_t>(style.width), static_cast<std::uint32_t>(style.align),
      std::bit_cast<std::uint32_t>(style.line_height),
      static_cast<std::uint32_t>(style.max_lines), style.balance ? 1U : 0U};
  std::uint64_t hash =
      stable_hash({reinterpret_cast<const char*>(looks.data()), sizeof looks});
  for (const TextRun& run : runs)
    hash = hash_of(run, hash);
  return hash;
}

}  // namespace

// --- the paragraph that was laid out ---------------------------------------------------

float TextLayout::line_height() const {
  return lines.empty() ? size.y : size.y / static_cast<float>(lines.size());
}

ImVec2 TextLayout::caret_at(std::size_t byte) const {
  if (stops.empty()) return {0, 0};
  auto after = std::upper_bound(
      stops.begin(), stops.end(), byte,
      [](std::size_t at, const CaretStop& stop) { return at < stop.byte; });
  const CaretStop& stop = after == stops.begin() ? stops.front() : *(after - 1);
  return {stop.x, lines[stop.line].top};
}

std::size_t TextLayout::byte_at(ImVec2 point) const {
  if (stops.empty() || lines.empty()) return 0;
  const float row = std::floor(point.y / std::max(1.0F, line_height()));
  const auto last = static_cast<float>(lines.size() - 1);
  const auto line = static_cast<std::size_t>(std::clamp(row, 0.0F, last));
  const CaretStop* nearest = nullptr;
  for (const CaretStop& stop : stops) {
    if (stop.line != line) continue;
    if (nearest == nullptr || std::abs(stop.x - point.x) < std::abs(nearest->x - point.x))
      nearest = &stop;
  }
  return nearest == nullptr ? lines[line].begin : nearest->byte;
}

// --- the typesetter
// ----------------------------------------------------------------------

struct Typesetter::State {
  struct Kept {
    TextLayout layout;
    std::uint64_t last_frame = 0;
  };

  FontStacks fonts;
  GlyphAtlas atlas{[this](const GlyphKey& key) { return rasterise(key); }};
  TextShaper shaper{fonts};
  std::unordered_map<std::uint64_t, std::unique_ptr<Kept>> layouts;
  std::vector<TextureName> textures;  ///< by page
  std::vector<std::vector<const TextLayout::Glyph*>> by_page;
  std::uint64_t frame = 0;
  bool frame_ended = false;

  GlyphPixels rasterise(const GlyphKey& key) const {
    const float size = static_cast<float>(key.size) / 64;
    if (key.font == kBoxFont) return draw_box(size);
    return fonts.font(key.font).rasterise(key.glyph, size,
                                          static_cast<float>(key.phase) / kPhases);
  }

  void fill(TextLayout& layout,
            std::span<const TextRun> runs,
            const ParagraphStyle& style) {
    const ShapedText text = shaper.shape(runs);
    auto lines = fit_lines(fit_characters(text), style.width, style.balance);
    if (text.ends_with_feed) {
      const std::size_t end = text.characters.size();
      lines.push_back({end, end, end, 0});
    }
    const Metrics metrics = metrics_of(runs, style, fonts);
    Composer composer(text, runs, style, metrics, atlas, layout);
    const auto most = static_cast<std::size_t>(std::max(0, style.max_lines));
    layout.shortened = most > 0 && lines.size() > most;
    if (!layout.shortened) {
      composer.compose(lines, nullptr, nullptr);
      return;
    }
    lines.resize(most);
    TextRun dots =
        runs[text.characters[std::min(lines.back().begin, text.characters.size() - 1)]
                 .run];
    dots.text = "…";
    dots.background = 0;
    dots.underline = false;
    const ShapedText ellipsis = shaper.shape({&dots, 1});
    lines.back() = cut_line(text, lines.back(), style.width, total_advance(ellipsis));
    composer.compose(lines, &ellipsis, &dots);
  }

  void draw_quads(ImDrawList& list, ImVec2 origin, int page) {
    auto& glyphs = by_page[static_cast<std::size_t>(page)];
    if (glyphs.empty()) return;
    const auto room = room_in(list);
    if (glyphs.size() > room) glyphs.resize(room);
    push_texture(list, texture(page));
    const int count = static_cast<int>(glyphs.size());
    list.PrimReserve(6 * count, 4 * count);
    constexpr float kPixel = 1.0F / GlyphAtlas::kPageSize;
    for (const TextLayout::Glyph* glyph : glyphs) {
      const auto& placed = atlas.placed(glyph->slot);
      const ImVec2 min{origin.x + glyph->x + static_cast<float>(placed.left),
                       origin.y + glyph->y - static_cast<float>(placed.top)};
      const ImVec2 size{static_cast<float>(placed.width),
                        static_cast<float>(placed.height)};
      const ImVec2 from{static_cast<float>(placed.x), static_cast<float>(placed.y)};
      list.PrimRectUV(
          min, {min.x + size.x, min.y + size.y}, {from.x * kPixel, from.y * kPixel},
          {(from.x + size.x) * kPixel, (from.y + size.y) * kPixel}, glyph->colour);
    }
    pop_texture(list);
    glyphs.clear();
  }

  /// How many more glyphs a draw list can number with its small indices.
  static std::size_t room_in(const ImDrawList& list) {
    if (sizeof(ImDrawIdx) > 2) return std::size_t{1} << 24U;
    const int left = 0xFFFF - static_cast<int>(list._VtxCurrentIdx) - 4;
    return static_cast<std::size_t>(std::max(0, left / 4));
  }

  TextureName texture(int page) {
    while (textures.size() <= static_cast<std::size_t>(page))
      textures.push_back(
          make_coverage_texture(GlyphAtlas::kPageSize, GlyphAtlas::kPageSize));
    return textures[static_cast<std::size_t>(page)];
  }

  void forget_old_layouts() {
    const std::uint64_t keep = layouts.size() > kManyLayouts ? 2 : kKeptFrames;
    std::erase_if(layouts, [&](const auto& entry) {
      return entry.second->last_frame + keep < frame;
    });
  }

  void send_glyphs() {
    for (int page = 0; page < atlas.pages(); ++page) {
      const auto rows = atlas.take_changes(page);
      if (rows.begin == rows.end) continue;
      send_coverage_rows(texture(page), GlyphAtlas::kPageSize, rows.begin, rows.end,
                         atlas.pixels(page));
    }
  }
};

Typesetter::Typesetter() : state_(std::make_unique<State>()) {}

Typesetter::~Typesetter() {
  for (const TextureName texture : state_->textures)
    drop_texture(texture);
}

const TextLayout& Typesetter::lay_out(std::span<const TextRun> runs,
                                      const ParagraphStyle& style) {
  auto& kept = state_->layouts[hash_of(runs, style)];
  if (!kept) {
    kept = std::make_unique<State::Kept>();
    state_->fill(kept->layout, runs, style);
  }
  kept->last_frame = state_->frame;
  return kept->layout;
}

const TextLayout& Typesetter::lay_out(const TextRun& run, const ParagraphStyle& style) {
  return lay_out({&run, 1}, style);
}

float Typesetter::width_of(const TextRun& run) {
  const TextLayout& layout = lay_out(run, {});
  return std::max(layout.lines.front().width, layout.stops.back().x);
}

void Typesetter::draw(ImDrawList& list, ImVec2 position, const TextLayout& layout) {
  State& state = *state_;
  if (state.frame_ended) {
    // The last frame was rendered: its glyphs may be thrown out now.
    state.frame_ended = false;
    state.atlas.make_room();
  }
  const ImVec2 origin{std::floor(position.x + 0.5F), std::floor(position.y + 0.5F)};
  const float top = list.GetClipRectMin().y - origin.y;
  const float bottom = list.GetClipRectMax().y - origin.y;
  for (const auto& mark : layout.marks) {
    if (mark.max.y < top || mark.min.y > bottom) continue;
    list.AddRectFilled({origin.x + mark.min.x, origin.y + mark.min.y},
                       {origin.x + mark.max.x, origin.y + mark.max.y}, mark.colour);
  }
  const float reach = 2 * layout.line_height();
  for (const auto& glyph : layout.glyphs) {
    if (glyph.y + reach < top || glyph.y - reach > bottom) continue;
    const auto& placed = state.atlas.placed(glyph.slot);
    if (placed.width == 0) continue;
    const auto page = static_cast<std::size_t>(placed.page);
    if (state.by_page.size() <= page) state.by_page.resize(page + 1);
    state.by_page[page].push_back(&glyph);
  }
  for (std::size_t page = 0; page < state.by_page.size(); ++page)
    state.draw_quads(list, origin, static_cast<int>(page));
}

void Typesetter::end_frame() {
  state_->send_glyphs();
  ++state_->frame;
  state_->frame_ended = true;
  state_->forget_old_layouts();
}

const std::vector<std::string>& Typesetter::missing_faces() const {
  return state_->fonts.missing();
}

}  // namespace attache::window
