#include "base/text.h"

#include <algorithm>
#include <array>
#include <memory>
#include <unicode/brkiter.h>
#include <unicode/listformatter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>
#include <unicode/utypes.h>
#include <utility>

namespace attache {

namespace {

icu::UnicodeString unicode(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

bool forbidden_in_xml(UChar32 c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

std::string normalised(std::string_view text, const icu::Normalizer2& form) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString out = form.normalize(unicode(text), status);
  return U_FAILURE(status) != 0 ? std::string(text) : utf8(out);
}

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(status);
}

/// Folds white space of an ICU text: every run into one blank, none at the ends.
icu::UnicodeString without_extra_blanks(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  bool blank = false;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isUWhiteSpace(c) != 0) {
      blank = !out.isEmpty();
      continue;
    }
    if (blank) out.append(static_cast<UChar>(' '));
    blank = false;
    out.append(c);
  }
  return out;
}

/// Combining marks that are accents. The voiced sound marks of kana belong to the letter,
/// and so do marks that only one script has, such as the vowel signs of Thai.
bool is_accent(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return u_charType(c) == U_NON_SPACING_MARK && c != 0x3099 && c != 0x309A &&
         uscript_getScript(c, &status) == USCRIPT_INHERITED;
}

/// Letters with a stroke or a tie, which Unicode does not take apart.
const char16_t* plain_letters(UChar32 c) {
  switch (c) {
    case U'ø':
      return u"o";
    case U'ł':
      return u"l";
    case U'đ':
    case U'ð':
      return u"d";
    case U'ħ':
      return u"h";
    case U'ı':
      return u"i";
    case U'æ':
      return u"ae";
    case U'œ':
      return u"oe";
    case U'þ':
      return u"th";
    default:
      return nullptr;
  }
}

template <class Take>
void each_break(std::string_view text,
                std::unique_ptr<icu::BreakIterator> breaks,
                const Take& take) {
  if (breaks == nullptr) return;
  UErrorCode status = U_ZERO_ERROR;
  UText* view = utext_openUTF8(nullptr, text.data(),
                               static_cast<std::int64_t>(text.size()), &status);
  breaks->setText(view, status);
  if (U_SUCCESS(status) != 0) {
    std::int32_t begin = breaks->first();
    for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE;
         begin = end, end = breaks->next())
      take(static_cast<std::size_t>(begin), static_cast<std::size_t>(end),
           breaks->getRuleStatus());
  }
  utext_close(view);
}

/// A range without the white space at its ends (ASCII and the no-break and ideographic
/// blanks).
TextRange without_blanks(std::string_view text, TextRange range) {
  static constexpr std::array<std::string_view, 6> kBlanks{" ",  "\n",     "\r",
                                                           "\t", "\u00A0", "\u3000"};
  const auto trim = [&](auto at_end, auto shorten) {
    for (bool more = true; more;) {
      more = false;
      for (const std::string_view blank : kBlanks) {
        if (range.end - range.begin < blank.size() || !at_end(blank)) continue;
        shorten(blank.size());
        more = true;
      }
    }
  };
  const auto inside = [&] { return text.substr(range.begin, range.end - range.begin); };
  trim([&](std::string_view blank) { return inside().ends_with(blank); },
       [&](std::size_t n) { range.end -= n; });
  trim([&](std::string_view blank) { return inside().starts_with(blank); },
       [&](std::size_t n) { range.begin += n; });
  return range;
}

template <std::size_t kCount>
bool holds(const std::array<std::string_view, kCount>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The piece after the last blank or opening bracket.
std::string_view last_piece(std::string_view sentence) {
  const std::size_t before = sentence.find_last_of(" \n\t([\"");
  return before == std::string_view::npos ? sentence : sentence.substr(before + 1);
}

/// "J." or "U.S.": letters that each have a dot.
bool is_dotted(std::string_view word) {
  if (word.size() < 2 || word.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < word.size(); i += 2) {
    const char letter = word[i];
    if (word[i + 1] != '.' ||
        !((letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z')))
      return false;
  }
  return true;
}

/// Whether the full stop between two pieces that ICU took for sentences only ends an
/// abbreviation. After "U.S." and the like, which may well end a sentence, the next word
/// decides.
bool continues(std::string_view text, TextRange sentence, TextRange next) {
  static constexpr std::array<std::string_view, 33> kBeforeName{
      "Mr.",   "Mrs.",  "Ms.",  "Dr.",  "Prof.", "Gen.", "Lt.",  "Maj.",  "Col.",
      "Capt.", "Cmdr.", "Adm.", "Sgt.", "Sen.",  "Rep.", "Gov.", "Pres.", "Amb.",
      "Hon.",  "Rev.",  "St.",  "Mt.",  "Ft.",   "No.",  "Nos.", "Art.",  "Sec.",
      "Vol.",  "vs.",   "cf.",  "ca.",  "Fig.",  "Brig."};
  static constexpr std::array<std::string_view, 36> kOpeners{
      "The",     "A",     "An",    "It",   "Its",      "In",    "On",    "At",  "This",
      "That",    "These", "Those", "They", "Their",    "He",    "His",   "She", "Her",
      "We",      "But",   "And",   "If",   "When",     "While", "After", "As",  "Then",
      "However", "Both",  "Japan", "Some", "Although", "Under", "For",   "By",  "There"};
  const std::string_view between = text.substr(sentence.end, next.begin - sentence.end);
  if (between.find("\n\n") != std::string_view::npos) return false;  // another paragraph
  const std::string_view last =
      last_piece(text.substr(sentence.begin, sentence.end - sentence.begin));
  if (holds(kBeforeName, last)) return true;
  if (!is_dotted(last)) return false;
  if (last.size() == 2) return true;
  const std::string_view rest = text.substr(next.begin, next.end - next.begin);
  return !holds(kOpeners, rest.substr(0, rest.find_first_of(" ,\n")));
}

}  // namespace

std::optional<std::size_t> first_invalid_character(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int64_t>(text.size());
  std::int64_t i = 0;
  while (i < length) {
    const std::int64_t start = i;
    if (bytes[i] >= 0x20 && bytes[i] < 0x80) {
      ++i;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);
    if (c < 0 || forbidden_in_xml(c)) return static_cast<std::size_t>(start);
  }
  return {};
}

std::string one_line(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return utf8(without_extra_blanks(nfc().normalize(unicode(text), status)));
}

std::string with_capital(std::string_view text) {
  icu::UnicodeString letters = unicode(text);
  std::int32_t at = 0;
  while (at < letters.length() && u_isalnum(letters.char32At(at)) == 0)
    at = letters.moveIndex32(at, 1);
  if (at == letters.length()) return std::string(text);
  const UChar32 first = letters.char32At(at);
  letters.replace(at, U16_LENGTH(first), u_totitle(first));
  return utf8(letters);
}

std::string fold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded =
      icu::Normalizer2::getNFKCCasefoldInstance(status)->normalize(unicode(text), status);
  const icu::UnicodeString apart =
      icu::Normalizer2::getNFDInstance(status)->normalize(folded, status);
  icu::UnicodeString bare;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (const char16_t* letters = plain_letters(c)) {
      bare.append(icu::UnicodeString(letters));
    } else if (!is_accent(c)) {
      bare.append(c);
    }
  }
  return normalised(utf8(without_extra_blanks(bare)), nfc());
}

bool is_letter_or_digit(char32_t c) {
  const auto letter = static_cast<UChar32>(c);
  return u_isalnum(letter) != 0 || (U_GET_GC_MASK(letter) & U_GC_M_MASK) != 0;
}

bool is_capital(char32_t c) {
  const auto letter = static_cast<UChar32>(c);
  return u_isULowercase(letter) == 0 && u_istitle(letter) == 0;
}

std::u32string code_points(std::string_view text) {
  const icu::UnicodeString letters = unicode(text);
  std::u32string out;
  out.reserve(text.size());
  for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1))
    out.push_back(static_cast<char32_t>(letters.char32At(i)));
  return out;
}

std::string to_utf8(std::u32string_view text) {
  icu::UnicodeString letters;
  for (const char32_t c : text)
    letters.append(static_cast<UChar32>(c));
  return utf8(letters);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::u32string from = code_points(a);
  const std::u32string to = code_points(b);
  // Three rows of the classic table; the row before the last one is for swaps.
  std::vector<std::size_t> before(to.size() + 1);
  std::vector<std::size_t> last(to.size() + 1);
  std::vector<std::size_t> now(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j)
    last[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t change = from[i - 1] == to[j - 1] ? 0 : 1;
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[to.size()];
}

std::optional<std::string_view> closest(std::string_view word,
                                        std::span<const std::string_view> candidates) {
  const std::string sought = fold(word);
  if (sought.empty()) return {};
  const std::size_t most = std::clamp<std::size_t>(code_points(sought).size() / 3, 1, 3);
  std::optional<std::string_view> best;
  std::size_t best_distance = most + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(sought, fold(candidate));
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  UErrorCode status = U_ZERO_ERROR;
  each_break(text,
             std::unique_ptr<icu::BreakIterator>(
                 icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status)),
             [&](std::size_t begin, std::size_t end, std::int32_t kind) {
               if (kind >= UBRK_WORD_NONE_LIMIT)
                 found.emplace_back(text.substr(begin, end - begin));
             });
  return found;
}

std::vector<TextRange> sentences(std::string_view text) {
  std::vector<TextRange> found;
  UErrorCode status = U_ZERO_ERROR;
  each_break(
      text,
      std::unique_ptr<icu::BreakIterator>(
          icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status)),
      [&](std::size_t begin, std::size_t end, std::int32_t) {
        const TextRange range = without_blanks(text, {begin, end});
        if (range.begin == range.end) return;
        if (!found.empty() && continues(text, found.back(), range)) {
          found.back().end = range.end;
        } else {
          found.push_back(range);
        }
      });
  return found;
}

std::string listed(const std::vector<std::string>& things, const std::string& language) {
  if (!language.empty() && !language.starts_with("en")) {
    UErrorCode code = U_ZERO_ERROR;
    const std::unique_ptr<icu::ListFormatter> format(icu::ListFormatter::createInstance(
        icu::Locale::forLanguageTag(language, code), code));
    std::vector<icu::UnicodeString> items;
    items.reserve(things.size());
    for (const std::string& thing : things)
      items.push_back(icu::UnicodeString::fromUTF8(thing));
    icu::UnicodeString written;
    if (U_SUCCESS(code) != 0 && format != nullptr)
      format->format(items.data(), static_cast<std::int32_t>(items.size()), written,
                     code);
    std::string text;
    if (U_SUCCESS(code) != 0) return written.toUTF8String(text);
  }
  std::string text;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (i > 0) text += i + 1 == things.size() ? " and " : ", ";
    text += things[i];
  }
  return text;
}

}  // namespace attache
