#include "window/text_shaper.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <hb.h>
#include <string>
#include <string_view>
#include <unicode/brkiter.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace attache::window {
namespace {

/// A tab is so many blanks wide.
constexpr float kTabBlanks = 4;
/// Kanji or katakana words up to this length are kept on one line.
constexpr std::size_t kTightLength = 12;
/// The box that stands for a character that no font has.
constexpr float kBoxAdvance = 0.76F;
/// A blank where there is no font at all.
constexpr float kBlankAdvance = 0.26F;

UChar32 as_icu(char32_t c) {
  return static_cast<UChar32>(c);
}

bool is_line_feed(char32_t c) {
  return c == U'\n' || c == U'\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

/// Controls have no glyph; the zero-width space leaves no mark.
char32_t drawable(char32_t c) {
  constexpr char32_t kZeroWidthSpace = 0x200B;
  if (c == U'\t') return U' ';
  if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
    return kZeroWidthSpace;
  return c;
}

void decode(std::string_view utf8,
            std::uint32_t run,
            std::size_t first_byte,
            ShapedText& text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto length = static_cast<std::int32_t>(utf8.size());
  std::int32_t at = 0;
  while (at < length) {
    ShapedCharacter character;
    character.byte = first_byte + static_cast<std::size_t>(at);
    character.run = run;
    UChar32 code = 0;
    U8_NEXT_OR_FFFD(bytes, at, length, code);
    character.code = static_cast<char32_t>(code);
    character.blank = u_isUWhiteSpace(code) != 0;
    text.characters.push_back(character);
  }
}

/// The paragraph in ICU's own encoding, and which character each unit belongs to.
struct Utf16 {
  icu::UnicodeString text;
  std::vector<std::size_t> character;  ///< by unit; one more for the end
};

Utf16 to_utf16(const std::vector<ShapedCharacter>& characters) {
  Utf16 utf16;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    utf16.text.append(as_icu(characters[i].code));
    utf16.character.resize(static_cast<std::size_t>(utf16.text.length()), i);
  }
  utf16.character.push_back(characters.size());
  return utf16;
}

enum class Tight { kNo, kKanji, kKatakana };

Tight tightness(char32_t c) {
  constexpr char32_t kLongVowel = 0x30FC;
  constexpr char32_t kRepeat = 0x3005;
  if (c == kLongVowel) return Tight::kKatakana;
  if (c == kRepeat) return Tight::kKanji;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(as_icu(c), &status);
  if (script == USCRIPT_HAN) return Tight::kKanji;
  return script == USCRIPT_KATAKANA ? Tight::kKatakana : Tight::kNo;
}

/// A break inside a short kanji or katakana word is allowed by the script, but reads
/// badly.
void tighten(std::vector<ShapedCharacter>& characters) {
  std::size_t begin = 0;
  while (begin < characters.size()) {
    const Tight kind = tightness(characters[begin].code);
    std::size_t end = begin + 1;
    while (kind != Tight::kNo && end < characters.size() &&
           tightness(characters[end].code) == kind)
      ++end;
    if (end - begin <= kTightLength) {
      for (std::size_t i = begin + 1; i < end; ++i)
        if (characters[i].before == BreakChance::kGood)
          characters[i].before = BreakChance::kTight;
    }
    begin = end;
  }
}

UScriptCode own_script(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(as_icu(c), &status);
}

bool is_shared(UScriptCode script) {
  return script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
}

/// Signs that all scripts share take the script before them, or at the start the one
/// after.
void find_scripts(std::vector<ShapedCharacter>& characters) {
  UScriptCode script = USCRIPT_LATIN;
  for (const auto& character : characters) {
    const UScriptCode own = own_script(character.code);
    if (is_shared(own)) continue;
    script = own;
    break;
  }
  for (auto& character : characters) {
    const UScriptCode own = own_script(character.code);
    if (!is_shared(own) && character.grapheme) script = own;
    character.script = script;
  }
}

bool may_run_right_to_left(char32_t c) {
  return (c >= 0x590 && c < 0x900) || (c >= 0x200E && c < 0x2070) ||
         (c >= 0xFB1D && c < 0xFF00) || (c >= 0x10800 && c < 0x11000) ||
         (c >= 0x1E800 && c < 0x1F000);
}

struct BidiGone {
  void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

void find_levels(ShapedText& text) {
  auto& characters = text.characters;
  text.right_to_left =
      std::any_of(characters.begin(), characters.end(),
                  [](const auto& c) { return may_run_right_to_left(c.code); });
  if (!text.right_to_left) return;
  const Utf16 utf16 = to_utf16(characters);
  const std::unique_ptr<UBiDi, BidiGone> bidi(ubidi_open());
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setPara(bidi.get(), utf16.text.getBuffer(), utf16.text.length(),
                UBIDI_DEFAULT_LTR, nullptr, &status);
  if (U_FAILURE(status) != 0) return;
  for (std::int32_t unit = 0; unit < utf16.text.length(); ++unit) {
    auto& character = characters[utf16.character[static_cast<std::size_t>(unit)]];
    character.level = ubidi_getLevelAt(bidi.get(), unit);
  }
}

/// All characters of a grapheme are drawn alike: they follow the first.
void spread_over_graphemes(std::vector<ShapedCharacter>& characters) {
  for (std::size_t i = 1; i < characters.size(); ++i) {
    if (characters[i].grapheme) continue;
    const ShapedCharacter& first = characters[i - 1];
    characters[i].run = first.run;
    characters[i].font = first.font;
    characters[i].script = first.script;
    characters[i].level = first.level;
  }
}

bool belong_together(const ShapedCharacter& a, const ShapedCharacter& b) {
  return a.run == b.run && a.font == b.font && a.level == b.level && a.script == b.script;
}

hb_language_t language_of(int script) {
  static const hb_language_t kEnglish = hb_language_from_string("en", -1);
  static const hb_language_t kJapanese = hb_language_from_string("ja", -1);
  static const hb_language_t kKorean = hb_language_from_string("ko", -1);
  if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA)
    return kJapanese;
  return script == USCRIPT_HANGUL ? kKorean : kEnglish;
}

hb_script_t script_of(int script) {
  const char* name = uscript_getShortName(static_cast<UScriptCode>(script));  // ISO 15924
  return name == nullptr ? HB_SCRIPT_COMMON : hb_script_from_string(name, -1);
}

hb_feature_t feature(const char* tag) {
  return {hb_tag_from_string(tag, -1), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}

}  // namespace

struct TextShaper::Tools {
  std::unique_ptr<icu::BreakIterator> graphemes;
  std::unique_ptr<icu::BreakIterator> lines;
  hb_buffer_t* buffer = hb_buffer_create();

  Tools() {
    UErrorCode status = U_ZERO_ERROR;
    graphemes.reset(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getEnglish(), status));
    lines.reset(
        icu::BreakIterator::createLineInstance(icu::Locale::getEnglish(), status));
  }
  ~Tools() { hb_buffer_destroy(buffer); }
  Tools(const Tools&) = delete;
  Tools& operator=(const Tools&) = delete;
  Tools(Tools&&) = delete;
  Tools& operator=(Tools&&) = delete;
};

TextShaper::TextShaper(FontStacks& fonts)
    : fonts_(fonts), tools_(std::make_unique<Tools>()) {}
TextShaper::~TextShaper() = default;

ShapedText TextShaper::shape(std::span<const TextRun> runs) {
  ShapedText text;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    decode(runs[i].text, static_cast<std::uint32_t>(i), text.bytes, text);
    text.bytes += runs[i].text.size();
  }
  if (text.characters.empty()) return text;
  text.ends_with_feed = is_line_feed(text.characters.back().code);
  find_graphemes(text);
  find_breaks(text);
  find_scripts(text.characters);
  find_levels(text);
  choose_fonts(text, runs);
  spread_over_graphemes(text.characters);
  make_items(text, runs);
  for (auto& character : text.characters)
    if (!character.cluster) character.before = BreakChance::kNever;
  return text;
}

void TextShaper::find_graphemes(ShapedText& text) const {
  auto& characters = text.characters;
  characters.front().grapheme = true;
  if (!tools_->graphemes) {
    for (auto& character : characters)
      character.grapheme = true;
    return;
  }
  const Utf16 utf16 = to_utf16(characters);
  tools_->graphemes->setText(utf16.text);
  tools_->graphemes->first();
  for (std::int32_t at = tools_->graphemes->next(); at != icu::BreakIterator::DONE;
       at = tools_->graphemes->next()) {
    const std::size_t character = utf16.character[static_cast<std::size_t>(at)];
    if (character < characters.size()) characters[character].grapheme = true;
  }
}

void TextShaper::find_breaks(ShapedText& text) const {
  auto& characters = text.characters;
  for (auto& character : characters)
    character.before = character.grapheme ? BreakChance::kDesperate : BreakChance::kNever;
  if (!tools_->lines) return;
  const Utf16 utf16 = to_utf16(characters);
  tools_->lines->setText(utf16.text);
  tools_->lines->first();
  for (std::int32_t at = tools_->lines->next(); at != icu::BreakIterator::DONE;
       at = tools_->lines->next()) {
    const std::size_t character = utf16.character[static_cast<std::size_t>(at)];
    if (character >= characters.size() || !characters[character].grapheme) continue;
    const bool must = is_line_feed(characters[character - 1].code);
    characters[character].before = must ? BreakChance::kMust : BreakChance::kGood;
  }
  tighten(characters);
}

void TextShaper::choose_fonts(ShapedText& text, std::span<const TextRun> runs) {
  auto& characters = text.characters;
  std::vector<char32_t> cluster;
  std::size_t begin = 0;
  while (begin < characters.size()) {
    std::size_t end = begin + 1;
    while (end < characters.size() && !characters[end].grapheme)
      ++end;
    cluster.clear();
    for (std::size_t i = begin; i < end; ++i)
      cluster.push_back(drawable(characters[i].code));
    characters[begin].font = fonts_.pick(runs[characters[begin].run].face, cluster);
    begin = end;
  }
}

void TextShaper::make_items(ShapedText& text, std::span<const TextRun> runs) {
  const auto& characters = text.characters;
  std::size_t begin = 0;
  while (begin < characters.size()) {
    std::size_t end = begin + 1;
    while (end < characters.size() && belong_together(characters[begin], characters[end]))
      ++end;
    ShapedItem item{begin,
                    end,
                    text.glyphs.size(),
                    text.glyphs.size(),
                    characters[begin].run,
                    characters[begin].font,
                    characters[begin].level};
    const TextRun& run = runs[item.run];
    if (item.font == kBoxFont)
      box_item(text, item, run);
    else
      shape_item(text, item, run);
    item.last_glyph = text.glyphs.size();
    text.items.push_back(item);
    begin = end;
  }
}

void TextShaper::box_item(ShapedText& text, ShapedItem& item, const TextRun& run) const {
  for (std::size_t i = item.begin; i < item.end; ++i) {
    ShapedCharacter& character = text.characters[i];
    if (!character.grapheme) continue;
    character.cluster = true;
    character.advance =
        std::round(run.size * (character.blank ? kBlankAdvance : kBoxAdvance));
    if (character.code == U'\t') character.advance *= kTabBlanks;
    if (is_line_feed(character.code)) character.advance = 0;
    text.glyphs.push_back({kBoxGlyph, i, character.advance, 0, 0, !character.blank});
  }
}

void TextShaper::shape_item(ShapedText& text, ShapedItem& item, const TextRun& run) {
  hb_buffer_t* buffer = tools_->buffer;
  hb_buffer_clear_contents(buffer);
  auto& characters = text.characters;
  for (std::size_t i = item.begin; i < item.end; ++i)
    hb_buffer_add(buffer, drawable(characters[i].code), static_cast<unsigned>(i));
  hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_script(buffer, script_of(characters[item.begin].script));
  hb_buffer_set_language(buffer, language_of(characters[item.begin].script));
  const bool backwards = item.level % 2 == 1;
  hb_buffer_set_direction(buffer, backwards ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  Font& font = fonts_.font(item.font);
  const std::array features{feature("tnum")};
  hb_shape(font.shaper(), buffer, features.data(), run.tabular ? 1 : 0);
  if (backwards) hb_buffer_reverse_clusters(buffer);

  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
  const float pixels = run.size * font.scale() / font.units_per_em();
  for (unsigned i = 0; i < count; ++i) {
    const std::size_t index = infos[i].cluster;
    ShapedCharacter& character = characters[index];
    ShapedGlyph glyph{infos[i].codepoint,
                      index,
                      static_cast<float>(positions[i].x_advance) * pixels,
                      static_cast<float>(positions[i].x_offset) * pixels,
                      static_cast<float>(-positions[i].y_offset) * pixels,
                      !character.blank};
    if (character.code == U'\t') glyph.advance *= kTabBlanks;
    const bool first_of_cluster = !character.cluster;
    character.cluster = true;
    if (glyph.glyph == 0) {
      // A mark that the base's font lacks is left out; a base becomes a box.
      glyph.glyph = kBoxGlyph;
      glyph.ink = glyph.ink && first_of_cluster;
      glyph.advance = first_of_cluster ? std::round(run.size * kBoxAdvance) : 0;
    }
    character.advance += glyph.advance;
    text.glyphs.push_back(glyph);
  }
}

}  // namespace attache::window
