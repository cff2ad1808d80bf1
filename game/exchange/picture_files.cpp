#include "exchange/picture_files.h"

#include <fmt/format.h>
#include <utility>

#include "base/chance.h"
#include "base/picture_header.h"
#include "base/text.h"

namespace attache::exchange {

namespace {

constexpr std::size_t kMostPictures = 20'000;
constexpr std::size_t kLongestName = 100;

}  // namespace

std::string PictureFiles::refuse(std::string_view name,
                                 std::string_view why,
                                 const std::string& where) {
  notes_.note(where, fmt::format("the file {} {}, so it is left out",
                                 one_line(name.substr(0, kLongestName)), why));
  return {};
}

std::string PictureFiles::keep(std::string_view bytes,
                               std::string_view name,
                               const std::string& where) {
  const auto size = picture_size(bytes);
  if (!size) return refuse(name, "is no PNG or JPEG picture", where);
  if (size->pixels() > kMostPicturePixels || bytes.size() > kMostPictureBytes)
    return refuse(name, "is too large", where);
  const std::string content = fmt::format("{:x}-{}", stable_hash(bytes), bytes.size());
  if (const auto known = names_.find(content); known != names_.end())
    return known->second;
  if (files_.size() >= kMostPictures) return refuse(name, "is one too many", where);
  if (!folder_) {
    auto made = ScratchFolder::make();
    if (!made) return refuse(name, "cannot be kept", where);
    folder_ = *std::move(made);
  }
  const std::filesystem::path from = folder_->next();
  auto taker = FileTaker::make(from);
  if (!taker || !taker->take(bytes) || !taker->finish())
    return refuse(name, "cannot be kept", where);
  std::string_view stem = name.substr(name.find_last_of("/\\") + 1);
  stem = stem.substr(0, stem.rfind('.')).substr(0, kLongestName);
  std::string id = id_from(stem);
  const std::size_t times = ++used_[id];
  // Two hyphens never come out of a name by itself.
  if (times > 1) id += fmt::format("--{}", times);
  std::string made =
      fmt::format("media/{}{}", id, bytes.starts_with("\x89PNG") ? ".png" : ".jpg");
  files_.push_back({made, from});
  names_.emplace(content, made);
  return made;
}

void PictureFiles::hand_over(Imported& imported) && {
  if (files_.empty()) return;
  imported.decks.front().files = std::move(files_);
  imported.keeps = std::move(folder_);
}

}  // namespace attache::exchange
