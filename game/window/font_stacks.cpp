#include "window/font_stacks.h"

#include <ft2build.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include FT_FREETYPE_H

#include <algorithm>

namespace attache::window {
namespace {

/// Kanji fill their em square, letters do not: a little smaller, both look the same size.
constexpr float kJapaneseBesideSerif = 0.95F;
constexpr float kJapaneseBesideSans = 0.97F;

constexpr std::array kSansFamilies{"Inter", "Inter Variable", "Noto Sans", "DejaVu Sans"};
constexpr std::array kDisplayFamilies{"Inter Display", "Inter", "Inter Variable",
                                      "Noto Sans", "DejaVu Sans"};
constexpr std::array kSerifFamilies{"Noto Serif", "DejaVu Serif"};
constexpr std::array kMonoFamilies{"Noto Sans Mono", "DejaVu Sans Mono", "Noto Mono"};
constexpr std::array kIconFamilies{"Material Icons"};
constexpr std::array kJapaneseSerifFamilies{"Noto Serif CJK JP", "Noto Sans CJK JP"};
constexpr std::array kJapaneseSansFamilies{"Noto Sans CJK JP", "Noto Serif CJK JP"};
/// Symbols and emoji without colour.
constexpr std::array kSymbolFamilies{"Noto Sans Symbols2", "Noto Sans Symbols 2",
                                     "Noto Sans Symbols",  "DejaVu Sans",
                                     "Noto Emoji",         "Noto Sans Math"};

struct FaceWish {
  std::span<const char* const> families;
  FontWish wish;
  const char* generic = "sans-serif";
};

FaceWish wish_for(Face face) {
  switch (face) {
    case Face::kSansStrong:
      return {kSansFamilies, {600, false, 0}, "sans-serif"};
    case Face::kDisplay:
      return {kDisplayFamilies, {600, false, 32}, "sans-serif"};
    case Face::kSerif:
      return {kSerifFamilies, {400, false, 0}, "serif"};
    case Face::kSerifStrong:
      return {kSerifFamilies, {700, false, 0}, "serif"};
    case Face::kSerifItalic:
      return {kSerifFamilies, {400, true, 0}, "serif"};
    case Face::kSerifStrongItalic:
      return {kSerifFamilies, {700, true, 0}, "serif"};
    case Face::kMono:
      return {kMonoFamilies, {400, false, 0}, "monospace"};
    case Face::kIcon:
      return {kIconFamilies, {400, false, 0}, "sans-serif"};
    case Face::kSans:
      break;
  }
  return {kSansFamilies, {400, false, 0}, "sans-serif"};
}

std::size_t place_of(Face face) {
  return static_cast<std::size_t>(face);
}

bool is_serif(Face face) {
  return face == Face::kSerif || face == Face::kSerifStrong ||
         face == Face::kSerifItalic || face == Face::kSerifStrongItalic;
}

bool is_japanese(char32_t c) {
  if ((c >= 0x3000 && c <= 0x30FF) || (c >= 0xFF00 && c <= 0xFFEF)) return true;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA ||
         script == USCRIPT_KATAKANA;
}

bool is_symbol(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_OTHER_SYMBOL || type == U_MATH_SYMBOL || type == U_MODIFIER_SYMBOL ||
         type == U_CURRENCY_SYMBOL ||
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI) != 0;
}

/// Joiners, variation selectors and controls leave no mark of their own, and the skin
/// tone of an emoji may be left out.
bool can_do_without(char32_t c, bool first) {
  const auto code = static_cast<UChar32>(c);
  if (u_charType(code) == U_CONTROL_CHAR) return true;
  if (u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return true;
  return !first && u_hasBinaryProperty(code, UCHAR_EMOJI_MODIFIER) != 0;
}

std::vector<char32_t> needed(std::span<const char32_t> cluster) {
  std::vector<char32_t> wanted;
  for (const char32_t c : cluster)
    if (!can_do_without(c, wanted.empty())) wanted.push_back(c);
  return wanted;
}

}  // namespace

FontStacks::FontStacks() {
  if (FT_Init_FreeType(&library_) != 0) library_ = nullptr;
  primary_.fill(kNotAsked);
  japanese_.fill(kNotAsked);
  report_missing();
}

FontStacks::~FontStacks() {
  fonts_.clear();
  if (library_ != nullptr) FT_Done_FreeType(library_);
}

void FontStacks::report_missing() {
  const auto either = [this](std::initializer_list<const char*> names) {
    return std::any_of(names.begin(), names.end(), [this](const char* name) {
      return search_.family(name, {}).has_value();
    });
  };
  if (!either({"Inter", "Inter Variable"})) missing_.emplace_back("Inter");
  for (const char* name :
       {"Noto Serif", "Noto Serif CJK JP", "Noto Sans CJK JP", "Material Icons"})
    if (!either({name})) missing_.emplace_back(name);
}

int FontStacks::open(const FontFile& file, float scale) {
  for (std::size_t i = 0; i < fonts_.size(); ++i)
    if (fonts_[i].file == file && fonts_[i].scale == scale)
      return fonts_[i].opened ? static_cast<int>(i) : kBoxFont;
  fonts_.push_back({file, scale, Font::open(library_, file, scale)});
  return fonts_.back().opened ? static_cast<int>(fonts_.size() - 1) : kBoxFont;
}

int FontStacks::first_of_families(std::span<const char* const> names,
                                  const FontWish& wish,
                                  float scale) {
  for (const char* name : names) {
    const auto file = search_.family(name, wish);
    if (!file) continue;
    const int index = open(*file, scale);
    if (index != kBoxFont) return index;
  }
  return kBoxFont;
}

int FontStacks::find_primary(Face face) {
  const FaceWish wish = wish_for(face);
  const int index = first_of_families(wish.families, wish.wish, 1);
  // An icon font cannot be replaced by letters: its place stays a box.
  if (index != kBoxFont || face == Face::kIcon) return index;
  const auto file = search_.covering(U'a', wish.generic, "", wish.wish);
  return file ? open(*file, 1) : kBoxFont;
}

int FontStacks::primary(Face face) {
  int& index = primary_[place_of(face)];
  if (index == kNotAsked) index = find_primary(face);
  return index;
}

int FontStacks::find_japanese(Face face) {
  FontWish wish = wish_for(face).wish;
  wish.italic = false;  // kanji do not slant
  if (is_serif(face))
    return first_of_families(kJapaneseSerifFamilies, wish, kJapaneseBesideSerif);
  return first_of_families(kJapaneseSansFamilies, wish, kJapaneseBesideSans);
}

int FontStacks::japanese(Face face) {
  int& index = japanese_[place_of(face)];
  if (index == kNotAsked) index = find_japanese(face);
  return index;
}

bool FontStacks::covers(int index, std::span<const char32_t> wanted) const {
  if (index == kBoxFont) return false;
  const Font& candidate = font(index);
  return std::all_of(wanted.begin(), wanted.end(),
                     [&candidate](char32_t c) { return candidate.covers(c); });
}

int FontStacks::from_symbols(std::span<const char32_t> wanted) {
  if (!symbols_found_) {
    symbols_found_ = true;
    for (const char* name : kSymbolFamilies) {
      const auto file = search_.family(name, {});
      if (!file) continue;
      const int index = open(*file, 1);
      if (index != kBoxFont) symbols_.push_back(index);
    }
  }
  for (const int index : symbols_)
    if (covers(index, wanted)) return index;
  return kBoxFont;
}

int FontStacks::from_anywhere(Face face, char32_t character) {
  const FaceWish wish = wish_for(face);
  const bool japanese = is_japanese(character);
  const auto file =
      search_.covering(character, wish.generic, japanese ? "ja" : "", wish.wish);
  if (!file) return kBoxFont;
  const float beside = is_serif(face) ? kJapaneseBesideSerif : kJapaneseBesideSans;
  const int index = open(*file, japanese ? beside : 1.0F);
  return covers(index, {&character, 1}) ? index : kBoxFont;
}

int FontStacks::find_whole(Face face, std::span<const char32_t> wanted) {
  const int first = primary(face);
  if (covers(first, wanted)) return first;
  if (is_japanese(wanted.front())) {
    const int index = japanese(face);
    if (covers(index, wanted)) return index;
  }
  if (is_symbol(wanted.front())) {
    const int index = from_symbols(wanted);
    if (index != kBoxFont) return index;
  }
  const int index = from_anywhere(face, wanted.front());
  return covers(index, wanted) ? index : kBoxFont;
}

int FontStacks::find(Face face, std::span<const char32_t> wanted) {
  const int whole = find_whole(face, wanted);
  if (whole != kBoxFont || wanted.size() == 1) return whole;
  return find_whole(face, wanted.first(1));
}

int FontStacks::pick(Face face, std::span<const char32_t> cluster) {
  constexpr char32_t kFirstMark = 0x300;
  if (cluster.size() == 1 && cluster.front() < kFirstMark &&
      covers(primary(face), cluster))
    return primary(face);
  const auto wanted = needed(cluster);
  if (wanted.empty()) return primary(face);
  std::u32string key(1, static_cast<char32_t>(place_of(face)));
  key.append(wanted.begin(), wanted.end());
  const auto known = picks_.find(key);
  if (known != picks_.end()) return known->second;
  const int index = find(face, wanted);
  picks_.emplace(std::move(key), index);
  return index;
}

}  // namespace attache::window
