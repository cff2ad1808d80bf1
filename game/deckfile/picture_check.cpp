#include "deckfile/picture_check.h"

#include <algorithm>
#include <fcntl.h>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <unordered_set>
#include <variant>
#include <vector>

#include "base/picture_header.h"
#include "cards/text_pictures.h"
#include "deckfile/values.h"

namespace attache {

namespace {

namespace fs = std::filesystem;

/// The size stands in the first bytes of nearly every picture.
constexpr std::size_t kFirstLook = 1U << 16U;

class OpenFile {
 public:
  /// Without waiting, for what lies there may be a pipe.
  explicit OpenFile(const fs::path& file)
      : handle_(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile(OpenFile&&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  OpenFile& operator=(OpenFile&&) = delete;
  ~OpenFile() {
    if (handle_ >= 0) ::close(handle_);
  }

  [[nodiscard]] bool is_open() const { return handle_ >= 0; }
  /// Its size; nothing for what is no regular file.
  [[nodiscard]] std::optional<std::size_t> size() const {
    struct stat status {};
    if (::fstat(handle_, &status) != 0 || !S_ISREG(status.st_mode)) return {};
    return static_cast<std::size_t>(status.st_size);
  }
  /// The first bytes, fewer where there are no more.
  [[nodiscard]] std::string first_bytes(std::size_t count) const {
    return bytes_at(0, count);
  }
  /// The last bytes of a file of this size.
  [[nodiscard]] std::string last_bytes(std::size_t size) const {
    constexpr std::size_t kLast = 64;
    return bytes_at(size - std::min(size, kLast), std::min(size, kLast));
  }

 private:
  [[nodiscard]] std::string bytes_at(std::size_t begin, std::size_t count) const {
    std::string bytes(count, '\0');
    std::size_t there = 0;
    while (there < count) {
      const ssize_t got = ::pread(handle_, bytes.data() + there, count - there,
                                  static_cast<off_t>(begin + there));
      if (got <= 0) break;
      there += static_cast<std::size_t>(got);
    }
    bytes.resize(there);
    return bytes;
  }

  int handle_;
};

std::optional<PictureSize> size_in(const OpenFile& file, std::size_t bytes) {
  const auto size = picture_size(file.first_bytes(std::min(bytes, kFirstLook)));
  if (size || bytes <= kFirstLook) return size;
  return picture_size(file.first_bytes(bytes));
}

bool lies_in(const fs::path& file, const fs::path& folder) {
  const auto [of_folder, of_file] =
      std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return of_folder == folder.end() && of_file != file.end();
}

class PictureCheck {
 public:
  PictureCheck(const fs::path& folder, Report& report)
      : report_(report), folder_(folder.empty() ? "." : folder) {
    std::error_code failure;
    real_folder_ = fs::canonical(folder_, failure);
  }

  void look_at(const std::string& name, std::size_t place) {
    // A name that is not allowed was reported by the check of the structure.
    if (name.empty() || fault_in_picture_name(name) || !seen_.insert(name).second) return;
    std::error_code failure;
    const fs::path real = fs::canonical(folder_ / name, failure);
    if (failure) {
      report_.warning("picture-missing", place,
                      fmt::format("the picture {} is not there", quote(name)),
                      "put it there or mend its name");
    } else if (!lies_in(real, real_folder_)) {
      report_.error(
          "picture-outside", place,
          fmt::format("the picture {} is a link that leads out of the deck's folder",
                      quote(name)),
          "put the picture itself there");
    } else {
      look_into(real, name, place);
    }
  }

 private:
  void look_into(const fs::path& real, const std::string& name, std::size_t place) {
    const OpenFile file(real);
    const auto bytes = file.is_open() ? file.size() : std::nullopt;
    if (!bytes) {
      report_.warning("picture-unreadable", place,
                      fmt::format("the picture {} cannot be read", quote(name)),
                      "check that it is a file and that you may read it");
      return;
    }
    if (*bytes > kMostPictureBytes) {
      too_large(name, place);
      return;
    }
    const auto size = size_in(file, *bytes);
    if (!size) {
      report_.warning("no-picture", place,
                      fmt::format("{} holds no PNG or JPEG picture", quote(name)),
                      "save it anew as PNG or JPEG");
    } else if (size->pixels() > kMostPicturePixels) {
      too_large(name, place);
    } else if (!ends_as_picture(file.last_bytes(*bytes))) {
      report_.warning("picture-damaged", place,
                      fmt::format("the picture {} ends too early", quote(name)),
                      "copy it anew: a part of it is missing");
    }
  }

  void too_large(const std::string& name, std::size_t place) {
    report_.warning(
        "picture-too-large", place,
        fmt::format("the picture {} is too large; the card still works", quote(name)),
        "save it smaller, with at most 10 MB and 16 million pixels");
  }

  Report& report_;
  fs::path folder_;
  fs::path real_folder_;
  std::unordered_set<std::string> seen_;
};

/// The texts of a card that may show pictures.
std::vector<std::string> texts_of(const Card& card) {
  std::vector<std::string> texts{card.ask, card.explain};
  if (const auto* recall = std::get_if<RecallCard>(&card.body))
    texts.push_back(recall->answer);
  return texts;
}

}  // namespace

void check_pictures(const BuiltDeck& built, const fs::path& folder, Report& report) {
  PictureCheck check(folder, report);
  const DeckPlaces& places = built.places;
  const auto look = [&](std::string_view text, std::size_t place) {
    for (const TextPicture& picture : pictures_in(text))
      check.look_at(picture.file, place);
  };
  for (std::size_t i = 0; i < built.deck.cards.size(); ++i) {
    const Card& card = built.deck.cards[i];
    if (const auto* image = std::get_if<ImageCard>(&card.body))
      check.look_at(image->file, places.pictures[i]);
    for (const std::string& text : texts_of(card))
      look(text, places.cards[i]);
  }
  for (std::size_t i = 0; i < built.deck.facts.size(); ++i)
    look(built.deck.facts[i].explain, places.facts[i]);
  for (std::size_t i = 0; i < built.deck.passages.size(); ++i)
    look(built.deck.passages[i].text, places.passages[i]);
}

void check_picture_names(const BuiltDeck& built, Report& report) {
  const auto look = [&](std::string_view text, std::size_t place) {
    for (const TextPicture& picture : pictures_in(text))
      if (const auto fault = fault_in_picture_name(picture.file))
        report.warning("picture-name", place,
                       fmt::format("the picture {} is not shown", quote(picture.file)),
                       std::string(*fault));
  };
  for (std::size_t i = 0; i < built.deck.cards.size(); ++i)
    for (const std::string& text : texts_of(built.deck.cards[i]))
      look(text, built.places.cards[i]);
  for (std::size_t i = 0; i < built.deck.passages.size(); ++i)
    look(built.deck.passages[i].text, built.places.passages[i]);
}

}  // namespace attache
