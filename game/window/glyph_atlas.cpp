#include "window/glyph_atlas.h"

#include <algorithm>
#include <utility>

namespace attache::window {
namespace {

constexpr int kGap = 1;  ///< empty pixels between neighbours
/// Shelf heights are rounded up to this, so that sizes near each other share shelves.
constexpr int kShelfStep = 4;

std::size_t offset(int x, int y) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(GlyphAtlas::kPageSize) +
         static_cast<std::size_t>(x);
}

}  // namespace

std::size_t GlyphAtlas::KeyHash::operator()(const GlyphKey& key) const {
  std::uint64_t hash = static_cast<std::uint64_t>(key.font + 1) << 48U;
  hash ^= (static_cast<std::uint64_t>(key.size) << 24U) ^
          (static_cast<std::uint64_t>(key.phase) << 22U);
  hash ^= key.glyph;
  hash *= 0x9E3779B97F4A7C15ULL;
  return static_cast<std::size_t>(hash ^ (hash >> 29U));
}

std::uint32_t GlyphAtlas::slot(const GlyphKey& key) {
  const auto [entry, added] =
      known_.try_emplace(key, static_cast<std::uint32_t>(slots_.size()));
  if (added) slots_.push_back({key, false, {}});
  return entry->second;
}

const GlyphAtlas::Placed& GlyphAtlas::placed(std::uint32_t slot) {
  Slot& entry = slots_[slot];
  if (entry.resident) return entry.placed;
  entry.resident = true;
  entry.placed = {};
  const GlyphPixels glyph = rasterise_(entry.key);
  if (glyph.width <= 0 || glyph.height <= 0) return entry.placed;
  const auto spot = reserve(glyph.width, glyph.height);
  if (!spot) return entry.placed;
  copy(glyph, *spot);
  entry.placed = {spot->page,   spot->x,    spot->y,  glyph.width,
                  glyph.height, glyph.left, glyph.top};
  return entry.placed;
}

void GlyphAtlas::make_room() {
  if (pages() <= max_pages_) return;
  for (Slot& entry : slots_)
    entry.resident = false;
  pages_.resize(1);
  Page& page = pages_.front();
  std::fill(page.pixels.begin(), page.pixels.end(), std::uint8_t{0});
  page.shelves.clear();
  page.used_height = kGap;
  page.changed = {0, kPageSize};
}

const std::uint8_t* GlyphAtlas::pixels(int page) const {
  return pages_[static_cast<std::size_t>(page)].pixels.data();
}

GlyphAtlas::Rows GlyphAtlas::take_changes(int page) {
  return std::exchange(pages_[static_cast<std::size_t>(page)].changed, Rows{});
}

std::optional<GlyphAtlas::Spot> GlyphAtlas::reserve_on(Page& page,
                                                       int width,
                                                       int height) {
  for (Shelf& shelf : page.shelves) {
    const bool fits = height <= shelf.height && shelf.height - height < 2 * kShelfStep;
    if (!fits || shelf.used + width + kGap > kPageSize) continue;
    const Spot spot{0, shelf.used, shelf.y};
    shelf.used += width + kGap;
    return spot;
  }
  const int shelf_height = (height + kShelfStep - 1) / kShelfStep * kShelfStep;
  if (page.used_height + shelf_height + kGap > kPageSize) return std::nullopt;
  page.shelves.push_back({page.used_height, shelf_height, kGap + width + kGap});
  page.used_height += shelf_height + kGap;
  return Spot{0, kGap, page.shelves.back().y};
}

std::optional<GlyphAtlas::Spot> GlyphAtlas::reserve(int width, int height) {
  if (width + 2 * kGap > kPageSize || height + kShelfStep + 2 * kGap > kPageSize)
    return std::nullopt;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    auto spot = reserve_on(pages_[i], width, height);
    if (!spot) continue;
    spot->page = static_cast<int>(i);
    return spot;
  }
  pages_.emplace_back();
  pages_.back().pixels.resize(offset(0, kPageSize));
  auto spot = reserve_on(pages_.back(), width, height);
  if (spot) spot->page = pages() - 1;
  return spot;
}

void GlyphAtlas::copy(const GlyphPixels& glyph, const Spot& spot) {
  Page& page = pages_[static_cast<std::size_t>(spot.page)];
  for (int row = 0; row < glyph.height; ++row) {
    const auto* from =
        glyph.coverage.data() + static_cast<std::ptrdiff_t>(row) * glyph.width;
    std::copy_n(from, glyph.width, page.pixels.data() + offset(spot.x, spot.y + row));
  }
  Rows& changed = page.changed;
  if (changed.begin == changed.end) changed = {spot.y, spot.y + glyph.height};
  changed = {std::min(changed.begin, spot.y),
             std::max(changed.end, spot.y + glyph.height)};
}

}  // namespace attache::window
