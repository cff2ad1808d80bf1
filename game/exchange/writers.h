#pragma once
// One function a format; `formats.h` is the door.

#include "exchange/formats.h"

namespace attache::exchange {

[[nodiscard]] Result<Exported> write_anki(const DeckBook& book, const ExportWish& wish);
[[nodiscard]] Exported write_table(const DeckBook& book, const ExportWish& wish);
[[nodiscard]] Exported write_gift(const DeckBook& book, const ExportWish& wish);
[[nodiscard]] Exported write_moodle_xml(const DeckBook& book, const ExportWish& wish);
[[nodiscard]] Exported write_cards_html(const DeckBook& book, const ExportWish& wish);
[[nodiscard]] Exported write_quiz_html(const DeckBook& book, const ExportWish& wish);
[[nodiscard]] Exported write_reading_html(const DeckBook& book, const ExportWish& wish);

}  // namespace attache::exchange
