#include <fmt/format.h>

#include "base/picture_header.h"
#include "base/text.h"
#include "exchange/archive.h"
#include "exchange/mnemosyne_log.h"
#include "exchange/picture_files.h"
#include "exchange/readers.h"
#include "exchange/xml_text.h"

namespace attache::exchange {

namespace {

/// Keeps the pictures of the archive, and notes all else that lies in it.
NamedPictures kept_pictures(Archive& archive, PictureFiles& files) {
  NamedPictures named;
  for (std::size_t i = 0; i < archive.size(); ++i) {
    const std::string name = archive.name(i);
    if (name == "cards.xml" || name == "METADATA" || name.ends_with('/')) continue;
    const auto bytes = archive.read(i, kMostPictureBytes);
    const std::string in_deck =
        bytes ? files.keep(*bytes, name, "") : files.refuse(name, "cannot be read", "");
    if (!in_deck.empty()) named.emplace(name, in_deck);
  }
  return named;
}

}  // namespace

Result<Imported> read_mnemosyne_cards(const std::filesystem::path& file,
                                      const ImportWish& wish) {
  auto archive = Archive::open(file);
  if (!archive) return archive.unexpected();
  const auto cards = archive->find("cards.xml");
  if (!cards)
    return fail("this is no Mnemosyne file of cards", file.filename().string(),
                "export the cards from Mnemosyne once more");
  const auto text = archive->read(*cards);
  if (!text) return text.unexpected();
  const auto xml = XmlText::read(*text, wish.name);
  if (!xml) return xml.unexpected();
  if (tag_of((*xml)->root()) != "openSM2sync")
    return fail("this is no Mnemosyne file of cards", file.filename().string(),
                "export the cards from Mnemosyne once more");
  NoteBook notes;
  PictureFiles files(notes);
  const NamedPictures pictures = kept_pictures(*archive, files);
  auto made = read_mnemosyne_log((*xml)->root(), pictures, wish, std::move(notes));
  if (!made) return made.unexpected();
  std::move(files).hand_over(*made);
  return made;
}

}  // namespace attache::exchange
