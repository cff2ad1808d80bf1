#pragma once
// Which font draws which piece of text: for each face of the interface a first choice and
// its fallbacks.

#include <array>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "window/font.h"
#include "window/font_search.h"
#include "window/typesetter.h"

namespace attache::window {

/// Stands for "no font has it": a small box is drawn.
inline constexpr int kBoxFont = -1;

class FontStacks {
 public:
  FontStacks();
  ~FontStacks();
  FontStacks(const FontStacks&) = delete;
  FontStacks& operator=(const FontStacks&) = delete;
  FontStacks(FontStacks&&) = delete;
  FontStacks& operator=(FontStacks&&) = delete;

  /// The first choice for a face, or `kBoxFont` when nothing is installed.
  int primary(Face face);
  /// The font that draws a grapheme cluster whole, or failing that its base character;
  /// never a mix.
  int pick(Face face, std::span<const char32_t> cluster);
  /// Needs an index that `primary` or `pick` gave, other than `kBoxFont`.
  [[nodiscard]] Font& font(int index) const {
    return *fonts_[static_cast<std::size_t>(index)].opened;
  }
  /// Names of wished-for families that are not installed.
  [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }

 private:
  struct Known {
    FontFile file;
    float scale = 1;
    std::unique_ptr<Font> opened;  ///< null when the file turned out to be unreadable
  };
  static constexpr std::size_t kFaces = 9;
  static constexpr int kNotAsked = -2;

  void report_missing();
  int open(const FontFile& file, float scale);
  int first_of_families(std::span<const char* const> names,
                        const FontWish& wish,
                        float scale);
  int find_primary(Face face);
  int find_japanese(Face face);
  int japanese(Face face);
  int from_symbols(std::span<const char32_t> wanted);
  int from_anywhere(Face face, char32_t character);
  int find_whole(Face face, std::span<const char32_t> wanted);
  int find(Face face, std::span<const char32_t> wanted);
  [[nodiscard]] bool covers(int index, std::span<const char32_t> wanted) const;

  FT_LibraryRec_* library_ = nullptr;
  FontSearch search_;
  std::vector<Known> fonts_;
  std::array<int, kFaces> primary_{};
  std::array<int, kFaces> japanese_{};
  std::vector<int> symbols_;
  bool symbols_found_ = false;
  std::unordered_map<std::u32string, int>
      picks_;  ///< by face and the characters that count
  std::vector<std::string> missing_;
};

}  // namespace attache::window
