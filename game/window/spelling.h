#pragma once
// Which words of a text are written wrongly, by Hunspell's dictionaries, and what was
// meant.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace attache::window {

/// A dictionary: its words and its rules for forming them.
struct DictionaryFiles {
  std::filesystem::path affixes;  ///< .aff
  std::filesystem::path words;    ///< .dic
};

/// The dictionary for a language (BCP 47: "en", "en-GB", "de") in one of the folders. For
/// a language without a country: en_US, xx_XX, then any of that language. Both paths are
/// empty where there is none.
[[nodiscard]] DictionaryFiles find_dictionary(
    std::string_view language, std::span<const std::filesystem::path> folders);
/// Where dictionaries usually lie: DICPATH first, then the system's folders.
[[nodiscard]] std::vector<std::filesystem::path> dictionary_folders();

/// The words of a text that a dictionary can say something about. Left out: web and mail
/// addresses, code, words with digits or underscores, words all in capitals, and scripts
/// that have no blanks between words.
[[nodiscard]] std::vector<TextRange> words_to_check(std::string_view text);

/// Checks words and remembers what it found. Without a dictionary every word is right.
class Spelling {
 public:
  /// Takes the dictionary for a language out of the usual folders.
  explicit Spelling(std::string_view language = {});
  explicit Spelling(const DictionaryFiles& dictionary);
  ~Spelling();
  Spelling(Spelling&&) noexcept;
  Spelling& operator=(Spelling&&) noexcept;
  Spelling(const Spelling&) = delete;
  Spelling& operator=(const Spelling&) = delete;

  [[nodiscard]] bool has_dictionary() const;
  /// Names that count as right, such as those of a deck's entities. Replaces those given
  /// before; each word of a name counts, in any case.
  void know_names(std::span<const std::string> names);
  /// The learner's own words; replaces those given before.
  void know_own_words(const std::set<std::string>& words);
  void add_own_word(std::string_view word);

  [[nodiscard]] bool right(std::string_view word) const;
  /// The words of a text that are wrong.
  [[nodiscard]] std::vector<TextRange> wrong_in(std::string_view text) const;
  /// What may have been meant, the likeliest first. Takes up to half a second.
  [[nodiscard]] std::vector<std::string> suggestions(std::string_view word,
                                                     std::size_t most = 5) const;
  /// Changes whenever another word may have become right.
  [[nodiscard]] std::uint64_t revision() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attache::window
