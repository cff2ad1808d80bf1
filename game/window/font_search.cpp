#include "window/font_search.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <fontconfig/fontconfig.h>
#include <limits>

namespace attache::window {
namespace {

struct PatternGone {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
struct ObjectsGone {
  void operator()(FcObjectSet* objects) const { FcObjectSetDestroy(objects); }
};
struct FontsGone {
  void operator()(FcFontSet* fonts) const { FcFontSetDestroy(fonts); }
};
using Pattern = std::unique_ptr<FcPattern, PatternGone>;
using Objects = std::unique_ptr<FcObjectSet, ObjectsGone>;
using FontSet = std::unique_ptr<FcFontSet, FontsGone>;

const FcChar8* fc_text(const std::string& text) {
  return reinterpret_cast<const FcChar8*>(text.c_str());
}

std::string path_of(FcPattern* font) {
  FcChar8* file = nullptr;
  if (FcPatternGetString(font, FC_FILE, 0, &file) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(file);
}

bool is_set(FcPattern* font, const char* object) {
  FcBool value = FcFalse;
  return FcPatternGetBool(font, object, 0, &value) == FcResultMatch && value != FcFalse;
}

/// HarfBuzz and FreeType cannot both read web fonts (.woff), and bitmaps do not scale.
bool usable(FcPattern* font) {
  const std::string path = path_of(font);
  if (path.empty() || path.find(".woff") != std::string::npos) return false;
  if (is_set(font, FC_COLOR)) return false;
  FcChar8* format = nullptr;
  if (FcPatternGetString(font, FC_FONTFORMAT, 0, &format) != FcResultMatch) return false;
  const std::string_view name = reinterpret_cast<const char*>(format);
  return name == "TrueType" || name == "CFF";
}

/// How far a font's weight is from the wish, in OpenType's steps; 0 inside a variable
/// font's range.
float weight_distance(FcPattern* font, float wanted) {
  const double wish = FcWeightFromOpenTypeDouble(static_cast<double>(wanted));
  double weight = FC_WEIGHT_REGULAR;
  FcRange* range = nullptr;
  if (FcPatternGetDouble(font, FC_WEIGHT, 0, &weight) == FcResultMatch)
    return static_cast<float>(
        std::abs(FcWeightToOpenTypeDouble(weight) - static_cast<double>(wanted)));
  double low = weight;
  double high = weight;
  if (FcPatternGetRange(font, FC_WEIGHT, 0, &range) == FcResultMatch)
    FcRangeGetDouble(range, &low, &high);
  const double nearest = std::clamp(wish, low, high);
  return static_cast<float>(
      std::abs(FcWeightToOpenTypeDouble(nearest) - static_cast<double>(wanted)));
}

/// Smaller is better. A wrong slant is worse than any weight; a narrow cut worse than
/// both.
float distance(FcPattern* font, const FontWish& wish) {
  int slant = FC_SLANT_ROMAN;
  FcPatternGetInteger(font, FC_SLANT, 0, &slant);
  double width = FC_WIDTH_NORMAL;
  if (FcPatternGetDouble(font, FC_WIDTH, 0, &width) != FcResultMatch)
    width = FC_WIDTH_NORMAL;
  const bool italic = slant != FC_SLANT_ROMAN;
  return weight_distance(font, wish.weight) + (italic == wish.italic ? 0.0F : 2000.0F) +
         (std::abs(width - FC_WIDTH_NORMAL) < 1.0 ? 0.0F : 4000.0F);
}

FontFile as_file(FcPattern* font, const FontWish& wish) {
  int index = 0;
  FcPatternGetInteger(font, FC_INDEX, 0, &index);
  // The upper half counts a variable font's named instances; we set its axes ourselves.
  return {path_of(font), index & 0xFFFF, wish.weight, wish.optical_size};
}

bool has_character(FcPattern* font, char32_t character) {
  if (character == 0) return true;
  FcCharSet* set = nullptr;
  return FcPatternGetCharSet(font, FC_CHARSET, 0, &set) == FcResultMatch &&
         FcCharSetHasChar(set, character) != FcFalse;
}

FcConfig* as_config(void* config) {
  return static_cast<FcConfig*>(config);
}

}  // namespace

struct FontSearch::Sorted {
  FontSet fonts;
};

FontSearch::FontSearch() : config_(FcInitLoadConfigAndFonts()) {}

FontSearch::~FontSearch() {
  sorted_.clear();
  if (config_ != nullptr) FcConfigDestroy(as_config(config_));
}

std::optional<FontFile> FontSearch::family(std::string_view name,
                                           const FontWish& wish) const {
  if (config_ == nullptr) return std::nullopt;
  const std::string family_name(name);
  const Pattern pattern(FcPatternCreate());
  FcPatternAddString(pattern.get(), FC_FAMILY, fc_text(family_name));
  const Objects objects(FcObjectSetBuild(FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT, FC_WIDTH,
                                         FC_COLOR, FC_FONTFORMAT, nullptr));
  const FontSet fonts(FcFontList(as_config(config_), pattern.get(), objects.get()));
  if (!fonts) return std::nullopt;
  FcPattern* best = nullptr;
  float best_distance = std::numeric_limits<float>::max();
  std::string best_path;
  for (int i = 0; i < fonts->nfont; ++i) {
    FcPattern* font = fonts->fonts[i];
    if (!usable(font)) continue;
    // Ties (the same font installed twice) go by path, so that every start finds the same
    // file.
    const float far = distance(font, wish);
    const std::string path = path_of(font);
    if (far > best_distance || (far == best_distance && path >= best_path)) continue;
    best = font;
    best_distance = far;
    best_path = path;
  }
  if (best == nullptr) return std::nullopt;
  return as_file(best, wish);
}

const FontSearch::Sorted* FontSearch::sorted(std::string_view generic,
                                             std::string_view language,
                                             const FontWish& wish) const {
  const std::string family_name(generic);
  const std::string lang(language);
  auto& known =
      sorted_[fmt::format("{} {} {} {}", generic, language, wish.weight, wish.italic)];
  if (known) return known.get();
  const Pattern pattern(FcPatternCreate());
  FcPatternAddString(pattern.get(), FC_FAMILY, fc_text(family_name));
  if (!lang.empty()) FcPatternAddString(pattern.get(), FC_LANG, fc_text(lang));
  FcPatternAddDouble(pattern.get(), FC_WEIGHT,
                     FcWeightFromOpenTypeDouble(static_cast<double>(wish.weight)));
  FcPatternAddInteger(pattern.get(), FC_SLANT,
                      wish.italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  FcPatternAddBool(pattern.get(), FC_COLOR, FcFalse);
  FcConfigSubstitute(as_config(config_), pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  FcResult result = FcResultNoMatch;
  known = std::make_unique<Sorted>();
  known->fonts.reset(
      FcFontSort(as_config(config_), pattern.get(), FcFalse, nullptr, &result));
  return known.get();
}

std::optional<FontFile> FontSearch::covering(char32_t character,
                                             std::string_view generic,
                                             std::string_view language,
                                             const FontWish& wish) const {
  if (config_ == nullptr) return std::nullopt;
  const Sorted* all = sorted(generic, language, wish);
  if (!all->fonts) return std::nullopt;
  for (int i = 0; i < all->fonts->nfont; ++i) {
    FcPattern* font = all->fonts->fonts[i];
    if (has_character(font, character) && usable(font)) return as_file(font, wish);
  }
  return std::nullopt;
}

}  // namespace attache::window
