#include "window/font.h"

#include <fcntl.h>
#include <ft2build.h>
#include <hb-ot.h>
#include <hb.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include FT_FREETYPE_H
#include FT_MULTIPLE_MASTERS_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>
#include <span>

namespace attache::window {

/// A file's bytes, shared with the page cache instead of copied into our memory.
class Font::MappedFile {
 public:
  static std::unique_ptr<MappedFile> open(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return nullptr;
    struct stat info {};
    void* address = MAP_FAILED;
    if (::fstat(file, &info) == 0 && info.st_size > 0)
      address = ::mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ,
                       MAP_PRIVATE, file, 0);
    ::close(file);
    if (address == MAP_FAILED) return nullptr;
    return std::unique_ptr<MappedFile>(
        new MappedFile(address, static_cast<std::size_t>(info.st_size)));
  }
  ~MappedFile() { ::munmap(address_, size_); }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  MappedFile(MappedFile&&) = delete;
  MappedFile& operator=(MappedFile&&) = delete;

  [[nodiscard]] std::span<const std::uint8_t> bytes() const {
    return {static_cast<const std::uint8_t*>(address_), size_};
  }

 private:
  MappedFile(void* address, std::size_t size) : address_(address), size_(size) {}
  void* address_;
  std::size_t size_;
};

namespace {

hb_face_t* make_face(std::span<const std::uint8_t> bytes, int index) {
  hb_blob_t* blob = hb_blob_create(reinterpret_cast<const char*>(bytes.data()),
                                   static_cast<unsigned>(bytes.size()),
                                   HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  hb_face_t* face = nullptr;
  if (hb_face_count(blob) > static_cast<unsigned>(index))
    face = hb_face_create(blob, static_cast<unsigned>(index));
  hb_blob_destroy(blob);
  return face;
}

float wanted_on_axis(const hb_ot_var_axis_info_t& axis, const FontFile& file) {
  float wanted = axis.default_value;
  if (axis.tag == HB_OT_TAG_VAR_AXIS_WEIGHT) wanted = file.weight;
  if (axis.tag == HB_OT_TAG_VAR_AXIS_OPTICAL_SIZE && file.optical_size > 0)
    wanted = file.optical_size;
  return std::clamp(wanted, axis.min_value, axis.max_value);
}

GlyphPixels pixels_of(const FT_Bitmap& bitmap, int left, int top) {
  GlyphPixels pixels{
      static_cast<int>(bitmap.width), static_cast<int>(bitmap.rows), left, top, {}};
  pixels.coverage.reserve(static_cast<std::size_t>(bitmap.width) * bitmap.rows);
  for (unsigned row = 0; row < bitmap.rows; ++row) {
    const std::uint8_t* line =
        bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
    pixels.coverage.insert(pixels.coverage.end(), line, line + bitmap.width);
  }
  return pixels;
}

}  // namespace

std::unique_ptr<Font> Font::open(FT_LibraryRec_* library,
                                 const FontFile& file,
                                 float scale) {
  auto mapped = MappedFile::open(file.path);
  if (!mapped) return nullptr;
  hb_face_t* face = make_face(mapped->bytes(), file.index);
  if (face == nullptr) return nullptr;
  if (hb_face_get_glyph_count(face) == 0) {
    hb_face_destroy(face);
    return nullptr;
  }
  std::unique_ptr<Font> font(new Font);
  font->library_ = library;
  font->mapped_ = std::move(mapped);
  font->index_ = file.index;
  font->scale_ = scale;
  font->units_per_em_ = static_cast<float>(hb_face_get_upem(face));
  font->shaper_ = hb_font_create(face);
  hb_face_destroy(face);
  hb_ot_font_set_funcs(font->shaper_);
  font->set_axes(file);
  font->read_metrics();
  return font;
}

Font::~Font() {
  if (raster_ != nullptr) FT_Done_Face(raster_);
  hb_font_destroy(shaper_);
}

void Font::set_axes(const FontFile& file) {
  hb_face_t* face = hb_font_get_face(shaper_);
  if (hb_ot_var_has_data(face) == 0) return;
  unsigned count = hb_ot_var_get_axis_count(face);
  std::vector<hb_ot_var_axis_info_t> infos(count);
  hb_ot_var_get_axis_infos(face, 0, &count, infos.data());
  for (const auto& info : infos)
    axes_.push_back(wanted_on_axis(info, file));
  hb_font_set_var_coords_design(shaper_, axes_.data(),
                                static_cast<unsigned>(axes_.size()));
}

void Font::read_metrics() {
  hb_font_extents_t extents{};
  if (hb_font_get_h_extents(shaper_, &extents) == 0 || extents.ascender <= 0) return;
  ascent_ = static_cast<float>(extents.ascender) / units_per_em_ * scale_;
  descent_ = static_cast<float>(-extents.descender) / units_per_em_ * scale_;
}

bool Font::covers(char32_t character) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(shaper_, character, &glyph) != 0 && glyph != 0;
}

bool Font::open_raster() {
  if (raster_ != nullptr) return true;
  if (raster_failed_) return false;
  const auto bytes = mapped_->bytes();
  raster_failed_ =
      FT_New_Memory_Face(library_, bytes.data(), static_cast<FT_Long>(bytes.size()),
                         index_, &raster_) != 0;
  if (raster_failed_) return false;
  if (!axes_.empty()) {
    std::vector<FT_Fixed> coordinates;
    for (const float axis : axes_)
      coordinates.push_back(std::lround(axis * 65536.0F));
    FT_Set_Var_Design_Coordinates(raster_, static_cast<FT_UInt>(coordinates.size()),
                                  coordinates.data());
  }
  return true;
}

GlyphPixels Font::rasterise(std::uint32_t glyph, float pixels, float shift) {
  if (!open_raster()) return {};
  const FT_F26Dot6 size = std::lround(pixels * scale_ * 64.0F);
  if (size != raster_size_ && FT_Set_Char_Size(raster_, 0, size, 72, 72) != 0) return {};
  raster_size_ = size;
  // Light hinting moves outlines up and down only: crisp x-heights, and the letter
  // spacing stays.
  if (FT_Load_Glyph(raster_, glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0)
    return {};
  FT_GlyphSlot slot = raster_->glyph;
  if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return {};
  FT_Outline_Translate(&slot->outline, std::lround(shift * 64.0F), 0);
  if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return {};
  if (slot->bitmap.pixel_mode != FT_PIXEL_MODE_GRAY) return {};
  return pixels_of(slot->bitmap, slot->bitmap_left, slot->bitmap_top);
}

}  // namespace attache::window
