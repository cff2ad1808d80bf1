// Throws bytes at a deck under the pen. What opens must read back byte by byte, and
// formatting must lose nothing and settle at once.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "deckfile/document.h"
#include "deckfile/read.h"

using namespace attache;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  auto document = DeckDocument::read(text, "fuzz");
  const auto once = formatted_deck(text, "fuzz");
  if (once && !document) std::abort();
  if (!document) return 0;
  if (document->text() != text) std::abort();
  if (!once) return 0;  // bytes that are no characters

  const auto twice = formatted_deck(*once, "fuzz");
  if (!twice || *twice != *once) std::abort();
  const ReadDeck read = read_deck_text(text, "fuzz");
  if (read.deck && read_deck_text(*once, "fuzz").deck != read.deck) std::abort();

  // Every part written anew, and moved to the front, is the same part.
  for (const PlacedProblem& placed : document->problems("fuzz"))
    if (placed.part && *placed.part >= document->parts().size()) std::abort();
  for (std::size_t i = 0; i < document->parts().size() && i < 20; ++i) {
    const PartPointer part = document->parts()[i];
    document->replace(i, 1, {DeckDocument::write(part->item, part.get())});
    document->move(i, 0);
  }
  const auto again = DeckDocument::read(document->text(), "again");
  if (!again || again->parts().size() != document->parts().size()) std::abort();
  if (read.deck && again->deck() != document->deck()) std::abort();
  return 0;
}
