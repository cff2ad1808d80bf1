#pragma once
// Asks fontconfig which font files are installed. The only place that knows fontconfig.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace attache::window {

/// A font in a file. For a variable font, `weight` and `optical_size` are set on its
/// axes; a static font has them by nature.
struct FontFile {
  std::string path;
  int index = 0;       ///< the font in a collection (.ttc)
  float weight = 400;  ///< as in OpenType and CSS: 400 regular, 600 semi-bold, 700 bold
  float optical_size = 0;  ///< points; 0: the font's default
  bool operator==(const FontFile&) const = default;
};

/// What a look-up wishes for.
struct FontWish {
  float weight = 400;
  bool italic = false;
  float optical_size = 0;
};

class FontSearch {
 public:
  FontSearch();
  ~FontSearch();
  FontSearch(const FontSearch&) = delete;
  FontSearch& operator=(const FontSearch&) = delete;
  FontSearch(FontSearch&&) = delete;
  FontSearch& operator=(FontSearch&&) = delete;

  /// The installed font of exactly this family (any case) that is nearest to the wish.
  [[nodiscard]] std::optional<FontFile> family(std::string_view name,
                                               const FontWish& wish) const;
  /// Some outline font that has a character, in a generic family ("serif", "sans-serif",
  /// "monospace") if possible; `language` ("ja") decides between the forms of a kanji,
  /// and may be empty. Pass 0 to ask for any font of the family.
  [[nodiscard]] std::optional<FontFile> covering(char32_t character,
                                                 std::string_view generic,
                                                 std::string_view language,
                                                 const FontWish& wish) const;

 private:
  struct Sorted;  ///< all fonts, those nearest to a wish first
  const Sorted* sorted(std::string_view generic,
                       std::string_view language,
                       const FontWish& wish) const;

  void* config_;  ///< FcConfig, ours
  mutable std::map<std::string, std::unique_ptr<Sorted>>
      sorted_;  ///< by what was wished for
};

}  // namespace attache::window
