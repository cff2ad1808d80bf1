// Throws bytes at the readers of other programs' texts: the first byte chooses the
// format. Whatever comes in must make decks that the checker takes, and go out again.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cards/deck_book.h"
#include "deckfile/read.h"
#include "deckfile/write.h"
#include "exchange/formats.h"
#include "exchange/html_text.h"
#include "exchange/readers.h"
#include "exchange/writers.h"

namespace attache::exchange {

// Packages have a target of their own; here they are only there to be linked.
Result<Imported> read_anki(const std::filesystem::path& /*file*/,
                           const ImportWish& /*wish*/) {
  std::abort();
}
Result<Imported> read_mnemosyne_cards(const std::filesystem::path& /*file*/,
                                      const ImportWish& /*wish*/) {
  std::abort();
}
Result<Exported> write_anki(const DeckBook& /*book*/, const ExportWish& /*wish*/) {
  std::abort();
}

}  // namespace attache::exchange

namespace {

using namespace attache;
using namespace attache::exchange;

constexpr std::array kFormats{
    InFormat::kTable, InFormat::kQuizlet,   InFormat::kMnemosyneXml,
    InFormat::kGift,  InFormat::kMoodleXml, InFormat::kMnemosyneText,
    InFormat::kAiken, InFormat::kHashcards, InFormat::kTable};
constexpr std::array kOut{OutFormat::kTable,     OutFormat::kGift,
                          OutFormat::kMoodleXml, OutFormat::kCardsHtml,
                          OutFormat::kQuizHtml,  OutFormat::kReadingHtml};

const StudyCalendar& calendar() {
  static const StudyCalendar kUtc = *StudyCalendar::in_zone("UTC");
  return kUtc;
}

void check(const Imported& imported) {
  if (imported.decks.empty()) std::abort();
  for (const ImportedDeck& one : imported.decks) {
    const ReadDeck again = read_deck_text(deck_xml(one.deck), "again");
    if (again.deck != one.deck) std::abort();
    const DeckBook book(one.deck);
    for (const OutFormat format : kOut)
      if (!export_deck(book, format, {1, Instant{}, 3, {}, calendar()})) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const std::size_t choice = bytes[0] % (kFormats.size() + 1);
  if (choice == kFormats.size()) {
    const FromHtml found = from_html(text);
    if (found.pictures.size() != found.picture_marks.size()) std::abort();
    static_cast<void>(guess_format("", text));
    return 0;
  }
  const ImportWish wish{"fuzz.txt", "", "en", calendar(), Instant{}, {}};
  const Result<Imported> imported = import_text(text, kFormats.at(choice), wish);
  if (!imported && imported.error().what.empty()) std::abort();
  if (imported) check(*imported);
  return 0;
}
