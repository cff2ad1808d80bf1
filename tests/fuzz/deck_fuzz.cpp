// Throws bytes at the reader of decks. Whatever is read must survive being written and
// read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "deckfile/problem.h"
#include "deckfile/read.h"
#include "deckfile/write.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const attache::ReadDeck read = attache::read_deck_text(text, "fuzz");
  // A deck that is refused has to say why.
  if (!read.deck && read.problems.empty()) std::abort();
  if (attache::problems_json(read.problems).empty()) std::abort();
  if (!read.deck) return 0;
  const attache::ReadDeck again =
      attache::read_deck_text(attache::deck_xml(*read.deck), "again");
  if (again.deck != read.deck) std::abort();
  return 0;
}
