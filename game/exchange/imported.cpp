#include "exchange/imported.h"

#include <algorithm>
#include <memory>
#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <utility>

#include "deckfile/values.h"

namespace attache::exchange {

namespace {

constexpr std::size_t kMostNotes = 1000;

/// In Latin letters, as far as ICU knows how: "Москва" → "Moskva".
std::string in_latin_letters(std::string_view text) {
  static const std::unique_ptr<const icu::Transliterator> kToLatin = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<const icu::Transliterator>(icu::Transliterator::createInstance(
        "Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  }();
  if (kToLatin == nullptr) return std::string(text);
  icu::UnicodeString letters = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  kToLatin->transliterate(letters);
  std::string out;
  letters.toUTF8String(out);
  return out;
}

}  // namespace

void NoteBook::note(std::string where, std::string what) {
  // What happens again and again comes in runs or in a few sorts: the last ones are near.
  const auto nearest =
      std::find_if(notes_.rbegin(), notes_.rend(), [&](const ImportNote& known) {
        return known.what == what && known.where == where;
      });
  if (nearest != notes_.rend()) {
    ++nearest->count;
    return;
  }
  if (notes_.size() < kMostNotes) {
    notes_.push_back({std::move(where), std::move(what), 1});
    return;
  }
  if (notes_.size() == kMostNotes) notes_.push_back({"", "more of the same sort", 0});
  ++notes_.back().count;
}

std::vector<ImportNote> NoteBook::take() && {
  return std::move(notes_);
}

std::string id_from(std::string_view title) {
  constexpr std::size_t kEnough = 400;  // bytes; an id has at most 100 characters
  title = title.substr(0, kEnough);
  const bool is_ascii = std::all_of(title.begin(), title.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80;
  });
  std::string id = id_like(is_ascii ? std::string(title) : in_latin_letters(title));
  return id.empty() ? "item" : id;
}

}  // namespace attache::exchange
