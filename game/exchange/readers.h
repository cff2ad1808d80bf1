#pragma once
// One function a format; `formats.h` is the door. Each reads within the limits for
// strangers' files, fails only where nothing of use is there, and notes all that it
// leaves out.

#include "exchange/formats.h"

namespace attache::exchange {

[[nodiscard]] Result<Imported> read_anki(const std::filesystem::path& file,
                                         const ImportWish& wish);
[[nodiscard]] Result<Imported> read_mnemosyne_cards(const std::filesystem::path& file,
                                                    const ImportWish& wish);
[[nodiscard]] Result<Imported> read_mnemosyne_xml(std::string_view text,
                                                  const ImportWish& wish);
[[nodiscard]] Result<Imported> read_mnemosyne_text(std::string_view text,
                                                   const ImportWish& wish);
[[nodiscard]] Result<Imported> read_table(std::string_view text,
                                          const std::optional<TableMapping>& mapping,
                                          const ImportWish& wish);
[[nodiscard]] Result<Imported> read_quizlet(std::string_view text,
                                            const ImportWish& wish);
[[nodiscard]] Result<Imported> read_hashcards(std::string_view text,
                                              const ImportWish& wish);
[[nodiscard]] Result<Imported> read_gift(std::string_view text, const ImportWish& wish);
[[nodiscard]] Result<Imported> read_moodle_xml(std::string_view text,
                                               const ImportWish& wish);
[[nodiscard]] Result<Imported> read_aiken(std::string_view text, const ImportWish& wish);

}  // namespace attache::exchange
