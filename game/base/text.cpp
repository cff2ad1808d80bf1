#include "base/text.h"

#include <algorithm>
#include <memory>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>
#include <unicode/utypes.h>

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

/// Combining marks that are accents; the voiced sound marks of kana belong to the letter.
bool is_accent(UChar32 c) {
  return u_charType(c) == U_NON_SPACING_MARK && c != 0x3099 && c != 0x309A;
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
  if (letters.isEmpty()) return {};
  const UChar32 first = letters.char32At(0);
  letters.replace(0, U16_LENGTH(first), u_totitle(first));
  return utf8(letters);
}

std::string fold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded =
      icu::Normalizer2::getNFKCCasefoldInstance(status)->normalize(unicode(text), status);
  const icu::UnicodeString apart =
      icu::Normalizer2::getNFDInstance(status)->normalize(folded, status);
  icu::UnicodeString bare;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1))
    if (!is_accent(apart.char32At(i))) bare.append(apart.char32At(i));
  return normalised(utf8(without_extra_blanks(bare)), nfc());
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
        found.push_back({begin, end});
      });
  return found;
}

}  // namespace attache
