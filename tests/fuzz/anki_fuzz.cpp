// Throws bytes at the reader of Anki's packages: as a package, as the database within
// one, and as the templates and fields of a note. Whatever comes out must be a valid
// deck.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include "deckfile/read.h"
#include "deckfile/write.h"
#include "exchange/anki_own.h"
#include "exchange/anki_template.h"
#include "exchange/anki_wire.h"
#include "exchange/archive.h"
#include "exchange/html_text.h"
#include "exchange/readers.h"

namespace {

using namespace attache;            // NOLINT(google-build-using-namespace)
using namespace attache::exchange;  // NOLINT(google-build-using-namespace)

const std::filesystem::path& place() {
  static const std::filesystem::path kPlace =
      std::filesystem::temp_directory_path() /
      ("attache-fuzz-" + std::to_string(::getpid()) + ".apkg");
  return kPlace;
}

void read_package(std::string_view bytes) {
  std::ofstream(place(), std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const auto imported = read_anki(
      place(), {"fuzz.apkg", "", "en", *StudyCalendar::in_zone("UTC"), Instant{}, {}});
  std::filesystem::remove(place());
  if (!imported) return;
  for (const ImportedDeck& one : imported->decks)
    if (!read_deck_text(deck_xml(one.deck), "fuzz").deck) std::abort();
  for (const ImportedAnswer& answer : imported->answers)
    if (answer.question >= imported->questions.size()) std::abort();
  if (imported->standings.size() != imported->questions.size()) std::abort();
}

void read_note(std::string_view bytes) {
  const std::size_t cut = std::min(bytes.find('\n'), bytes.size());
  const std::vector<std::string> fields{std::string(bytes.substr(cut)), "back"};
  const std::vector<std::string> names{"Front", "Back"};
  AnkiRendering rendering;
  rendering.fields = fields;
  const std::string html = AnkiTemplate(bytes.substr(0, cut), names).render(rendering);
  static_cast<void>(from_html(html));
  static_cast<void>(behind_rule(html, fields[0]));
  static_cast<void>(read_rectangles(fields[0]));
  static_cast<void>(read_own_field(fields[0]));
  std::vector<AnkiBlank> blanks;
  const MarkedText marked = split_at_marks(cloze_html(fields[0], 1, blanks));
  for (const std::size_t mark : marked.marks)
    if (mark >= blanks.size()) std::abort();
  static_cast<void>(wire_field(bytes, 1));
  static_cast<void>(wire_floats(bytes));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  switch (bytes[0] % 3) {
    case 0:
      read_package(rest);
      break;
    case 1:
      if (const auto zip =
              zip_of({{"collection.anki2", std::string(rest)}, {"media", "{}"}}))
        read_package(*zip);
      break;
    default:
      read_note(rest);
      break;
  }
  return 0;
}
