#include "exchange/anki_package.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "exchange/anki_wire.h"

namespace attache::exchange {

namespace {

/// A long history makes a large database, and nobody shows it in a picture.
constexpr std::uint64_t kMostCollectionBytes = std::uint64_t{1} << 30U;
constexpr std::uint64_t kMostListBytes = std::uint64_t{16} << 20U;
constexpr std::uint64_t kMostMetaBytes = 4096;
constexpr std::uint64_t kOldestVersion = 1;
constexpr std::uint64_t kMiddleVersion = 2;
constexpr std::uint64_t kNewestVersion = 3;

Unexpected no_collection() {
  return fail("This is no Anki package", {}, "Choose a file that Anki has exported");
}

}  // namespace

Result<AnkiPackage> AnkiPackage::open(const std::filesystem::path& file) {
  auto archive = Archive::open(file);
  if (!archive) return archive.unexpected();
  AnkiPackage package(*std::move(archive));
  auto scratch = ScratchFolder::make();
  if (!scratch) return scratch.unexpected();
  package.scratch_ = *std::move(scratch);
  if (const auto found = package.find_collection(); !found) return found.unexpected();
  if (const auto read = package.read_media_list(); !read) return read.unexpected();
  return package;
}

Result<void> AnkiPackage::find_collection() {
  std::uint64_t version = 0;
  if (const auto meta = archive_.find("meta")) {
    const auto bytes = archive_.read(*meta, kMostMetaBytes);
    if (!bytes) return bytes.unexpected();
    if (const auto field = wire_field(*bytes, 1)) version = field->whole;
    if (version > kNewestVersion)
      return fail("This package was made by a newer Anki than this program knows", {},
                  "Export it again with support for older versions of Anki");
  }
  // The older databases in a newer package only say "please update".
  std::optional<std::size_t> entry;
  if (version == kNewestVersion) entry = archive_.find("collection.anki21b");
  newest_ = entry.has_value();
  if (version == kMiddleVersion || version == 0)
    entry = archive_.find("collection.anki21");
  if (version == kOldestVersion || (version == 0 && !entry))
    entry = archive_.find("collection.anki2");
  if (!entry) return no_collection();
  collection_ = scratch_->next();
  auto taker = FileTaker::make(collection_);
  if (!taker) return taker.unexpected();
  const TakeBytes take = [&](std::string_view bytes) { return taker->take(bytes); };
  auto done = newest_ ? archive_.read_zstd(*entry, take, kMostCollectionBytes)
                      : archive_.read(*entry, take, kMostCollectionBytes);
  if (!done) return done;
  return taker->finish();
}

Result<void> AnkiPackage::read_media_list() {
  const auto entry = archive_.find("media");
  if (!entry) return {};
  const auto list = newest_ ? archive_.read_zstd(*entry, kMostListBytes)
                            : archive_.read(*entry, kMostListBytes);
  if (!list) return list.unexpected();
  if (!newest_) return read_media_json(*list);
  read_media_messages(*list);
  return {};
}

Result<void> AnkiPackage::read_media_json(const std::string& text) {
  if (text.empty()) return {};
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object())
    return fail("The package's list of media is damaged", {},
                "Get it again where it came from");
  for (const auto& [member, name] : json.items()) {
    if (!name.is_string()) continue;
    if (const auto entry = archive_.find(member))
      media_.try_emplace(name.get<std::string>(), *entry);
  }
  return {};
}

void AnkiPackage::read_media_messages(const std::string& message) {
  WireReader reader(message);
  for (std::size_t place = 0;;) {
    const auto field = reader.next();
    if (!field) return;
    if (field->number != 1) continue;
    const auto name = wire_field(field->bytes, 1);
    const auto entry = archive_.find(std::to_string(place));
    if (name && entry) media_.try_emplace(std::string(name->bytes), *entry);
    ++place;
  }
}

bool AnkiPackage::has_media(const std::string& name) const {
  return media_.contains(name);
}

Result<std::string> AnkiPackage::media(const std::string& name, std::uint64_t most) {
  const auto found = media_.find(name);
  if (found == media_.end()) return fail("This file is not in the package", name, {});
  return newest_ ? archive_.read_zstd(found->second, most)
                 : archive_.read(found->second, most);
}

}  // namespace attache::exchange
