#include "exchange/anki_pictures.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/chance.h"
#include "base/picture_header.h"
#include "deckfile/values.h"

namespace attache::exchange {

namespace {

constexpr std::size_t kLongestStem = 60;

/// A name that is safe everywhere, and not that of another picture.
std::string safe_name(const std::string& name, std::string_view bytes) {
  std::string stem = id_like(name.substr(0, name.rfind('.')));
  std::replace(stem.begin(), stem.end(), '.', '-');
  if (stem.empty()) stem = "picture";
  if (stem.size() > kLongestStem) stem.resize(kLongestStem);
  return fmt::format("media/{}-{:08x}.{}", stem,
                     static_cast<std::uint32_t>(stable_hash(name)),
                     bytes.starts_with("\x89PNG") ? "png" : "jpg");
}

}  // namespace

const ImportedFile* AnkiPictures::take(const std::string& name) {
  auto known = taken_.find(name);
  if (known == taken_.end()) known = taken_.emplace(name, unpacked(name)).first;
  return known->second.name.empty() ? nullptr : &known->second;
}

ImportedFile AnkiPictures::unpacked(const std::string& name) {
  const auto leave_out = [&](const char* why) {
    notes_.note({}, fmt::format("the picture {} is left out: {}", name, why));
    return ImportedFile{};
  };
  if (!package_.has_media(name)) return leave_out("it is not in the package");
  const auto bytes = package_.media(name, kMostPictureBytes);
  if (!bytes) return leave_out("it is damaged or too large");
  const auto size = picture_size(*bytes);
  if (!size) return leave_out("it is neither PNG nor JPEG");
  if (size->pixels() > kMostPicturePixels) return leave_out("it is too large");
  ImportedFile file{safe_name(name, *bytes), package_.scratch()->next()};
  auto taker = FileTaker::make(file.from);
  if (!taker || !taker->take(*bytes) || !taker->finish())
    return leave_out("there is no space for it");
  return file;
}

}  // namespace attache::exchange
