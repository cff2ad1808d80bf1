#pragma once
// Words of a search, folded, in which * stands for any letters and _ for one.

#include <string>
#include <string_view>

namespace attache {

/// `fold`, quick where a text is plain ASCII.
[[nodiscard]] std::string folded_for_search(std::string_view text);

class SearchPattern {
 public:
  // In a pattern's text these stand for * and _; texts that are searched do not have
  // them.
  static constexpr char kAny = '\x01';
  static constexpr char kOne = '\x02';

  SearchPattern() = default;
  /// Folds a text in which `kAny` and `kOne` stand for the wildcards.
  explicit SearchPattern(std::string_view text);

  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] bool has_wildcards() const { return wild_; }
  /// The longest part without wildcards: where it is not, nothing is found.
  [[nodiscard]] std::string_view literal() const {
    return std::string_view(text_).substr(literal_at_, literal_size_);
  }
  [[nodiscard]] const std::string& text() const { return text_; }

  // Of folded texts.
  /// The whole text.
  [[nodiscard]] bool is(std::string_view text) const;
  /// A part of the text.
  [[nodiscard]] bool is_in(std::string_view text) const;
  /// A run of whole words of the text, each matched by one of the pattern's words.
  [[nodiscard]] bool is_words_in(std::string_view text) const;

  bool operator==(const SearchPattern& other) const { return text_ == other.text_; }

 private:
  std::string text_;
  bool wild_ = false;
  std::size_t literal_at_ = 0;
  std::size_t literal_size_ = 0;
};

}  // namespace attache
