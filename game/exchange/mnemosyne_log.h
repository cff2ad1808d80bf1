#pragma once
// Mnemosyne 2's cards.xml: a log of tags, card types, facts and cards, in the order in
// which they were made.

#include <string>
#include <string_view>
#include <unordered_map>

#include "deckfile/xml_tree.h"
#include "exchange/imported.h"
#include "exchange/picture_files.h"

namespace attache::exchange {

/// Names in the deck of the pictures that came along, by their names in the texts.
using NamedPictures = std::unordered_map<std::string, std::string>;

/// Mnemosyne's text, in which a line end is one, as CommonMark.
[[nodiscard]] std::string mnemosyne_markdown(std::string_view text,
                                             const NamedPictures& pictures,
                                             const std::string& where,
                                             NoteBook& notes);

/// Reads what lies in <openSM2sync>.
[[nodiscard]] Result<Imported> read_mnemosyne_log(const Element& root,
                                                  const NamedPictures& pictures,
                                                  const ImportWish& wish,
                                                  NoteBook notes);

}  // namespace attache::exchange
