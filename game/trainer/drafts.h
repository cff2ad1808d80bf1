#pragma once
// What is kept beside a deck while it is written: its draft, and how it was published
// last.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "study/edition.h"

namespace attache {

/// A number that tells one text from another.
[[nodiscard]] std::uint64_t text_number(std::string_view text);

/// A draft that was left behind.
struct KeptDraft {
  std::string text;
  /// Of the file that it was made from; nothing if there was none.
  std::optional<std::uint64_t> made_from;
};

/// The edition that students have.
struct PublishedEdition {
  Edition edition;  ///< number 0: none was published yet
  /// The number that the file carries since then; with another one, the file was
  /// published elsewhere.
  int in_file = 1;
};

/// The drafts' folder as one deck file sees it. Files in it are named by the path of the
/// deck file.
class Drafts {
 public:
  Drafts(std::filesystem::path folder, const std::filesystem::path& file);

  [[nodiscard]] const std::filesystem::path& draft_file() const { return draft_; }
  [[nodiscard]] std::optional<KeptDraft> draft() const;
  /// Writes it whole or not at all.
  Result<void> keep(const KeptDraft& draft) const;
  void remove() const;
  /// Takes a draft out of the way that cannot be used, without losing it.
  void put_aside() const;

  [[nodiscard]] std::optional<PublishedEdition> published() const;
  Result<void> keep_published(const PublishedEdition& published) const;

 private:
  Result<void> make_folder() const;

  std::filesystem::path folder_;
  std::filesystem::path draft_;
  std::filesystem::path published_;
};

}  // namespace attache
