#pragma once
// One opened font: HarfBuzz shapes with it, FreeType draws its glyphs. Its file is
// mapped, never copied.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "window/font_search.h"

struct FT_LibraryRec_;
struct FT_FaceRec_;
struct hb_font_t;

namespace attache::window {

/// Coverage of a glyph's pixels, row by row; `left` and `top` lead from the pen to the
/// upper left corner (`top` counts upwards).
struct GlyphPixels {
  int width = 0;
  int height = 0;
  int left = 0;
  int top = 0;
  std::vector<std::uint8_t> coverage;
};

class Font {
 public:
  /// Opens a font; nothing when the file cannot be read or is no font. `scale` makes it
  /// smaller beside others (kanji beside Latin letters).
  static std::unique_ptr<Font> open(FT_LibraryRec_* library,
                                    const FontFile& file,
                                    float scale);
  ~Font();
  Font(const Font&) = delete;
  Font& operator=(const Font&) = delete;
  Font(Font&&) = delete;
  Font& operator=(Font&&) = delete;

  [[nodiscard]] bool covers(char32_t character) const;
  /// For shaping; positions come out in units of which `units_per_em()` make an em.
  [[nodiscard]] hb_font_t* shaper() const { return shaper_; }
  [[nodiscard]] float units_per_em() const { return units_per_em_; }
  [[nodiscard]] float scale() const { return scale_; }
  /// Above and below the baseline, both positive, as parts of the em size.
  [[nodiscard]] float ascent() const { return ascent_; }
  [[nodiscard]] float descent() const { return descent_; }

  /// Draws a glyph `shift` pixels (0 to 1) right of a whole pixel at an em size of
  /// `pixels`.
  GlyphPixels rasterise(std::uint32_t glyph, float pixels, float shift);

 private:
  class MappedFile;
  Font() = default;
  void set_axes(const FontFile& file);
  void read_metrics();
  bool open_raster();

  FT_LibraryRec_* library_ = nullptr;
  std::unique_ptr<MappedFile> mapped_;
  int index_ = 0;
  hb_font_t* shaper_ = nullptr;
  FT_FaceRec_* raster_ = nullptr;  ///< opened when the first glyph is drawn
  bool raster_failed_ = false;
  std::vector<float> axes_;  ///< a variable font's coordinates, in the order of its axes
  float units_per_em_ = 1000;
  float scale_ = 1;
  float ascent_ = 0.95F;
  float descent_ = 0.25F;
  long raster_size_ = 0;
};

}  // namespace attache::window
