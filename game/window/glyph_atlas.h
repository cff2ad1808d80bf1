#pragma once
// Glyph pictures packed into square pages of coverage, kept in memory and sent to
// textures on demand.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "window/font.h"

namespace attache::window {

/// One drawing of one glyph.
struct GlyphKey {
  int font = 0;
  std::uint32_t glyph = 0;
  std::uint32_t size = 0;   ///< em size in 64ths of a pixel
  std::uint32_t phase = 0;  ///< quarter pixels to the right of a whole one, 0 to 3
  bool operator==(const GlyphKey&) const = default;
};

class GlyphAtlas {
 public:
  static constexpr int kPageSize = 1024;
  using Rasterise = std::function<GlyphPixels(const GlyphKey&)>;

  /// Where a glyph lies, and where it goes relative to the pen (y downwards). Zero width:
  /// no ink.
  struct Placed {
    int page = 0;
    int x = 0, y = 0, width = 0, height = 0;
    int left = 0, top = 0;
  };
  /// Rows of a page that changed since they were last fetched.
  struct Rows {
    int begin = 0;
    int end = 0;
  };

  explicit GlyphAtlas(Rasterise rasterise, int max_pages = 6)
      : rasterise_(std::move(rasterise)), max_pages_(max_pages) {}

  /// A lasting number for a glyph; nothing is drawn yet.
  std::uint32_t slot(const GlyphKey& key);
  /// Draws the glyph into a page if it is not there yet.
  const Placed& placed(std::uint32_t slot);
  /// Call between frames: when the pages are full, starts again with empty ones.
  void make_room();

  [[nodiscard]] int pages() const { return static_cast<int>(pages_.size()); }
  [[nodiscard]] const std::uint8_t* pixels(int page) const;
  /// The rows of a page to send to its texture; empty when nothing changed. Forgets them.
  Rows take_changes(int page);

 private:
  struct KeyHash {
    std::size_t operator()(const GlyphKey& key) const;
  };
  struct Slot {
    GlyphKey key;
    bool resident = false;
    Placed placed;
  };
  /// A row of glyphs of like height.
  struct Shelf {
    int y = 0, height = 0, used = 0;
  };
  struct Page {
    std::vector<std::uint8_t> pixels;
    std::vector<Shelf> shelves;
    int used_height = 1;
    Rows changed;
  };
  struct Spot {
    int page = 0, x = 0, y = 0;
  };

  std::optional<Spot> reserve(int width, int height);
  static std::optional<Spot> reserve_on(Page& page, int width, int height);
  void copy(const GlyphPixels& glyph, const Spot& spot);

  Rasterise rasterise_;
  int max_pages_;
  std::vector<Slot> slots_;
  std::unordered_map<GlyphKey, std::uint32_t, KeyHash> known_;
  std::vector<Page> pages_;
};

}  // namespace attache::window
