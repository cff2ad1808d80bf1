#pragma once
// Where the problems of one reading are gathered, and how their sentences quote and
// suggest.

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "deckfile/problem.h"
#include "deckfile/source_text.h"

namespace attache {

/// The problems of one deck. Borrows the text and the name.
class Report {
 public:
  /// Stands for the whole file instead of a byte in it.
  static constexpr std::size_t kWholeFile = std::numeric_limits<std::size_t>::max();

  Report(const SourceText& source, std::string_view file)
      : source_(source), file_(file) {}

  /// `at` is a byte offset into the text, or kWholeFile.
  void error(std::string code, std::size_t at, std::string what, std::string remedy = {});
  void warning(std::string code,
               std::size_t at,
               std::string what,
               std::string remedy = {});

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  /// True once there are so many problems that nobody reads more; further ones are
  /// dropped.
  [[nodiscard]] bool full() const;
  [[nodiscard]] int line_of(std::size_t at) const { return source_.place_of(at).line; }
  [[nodiscard]] const SourceText& source() const { return source_; }

  /// "did you mean X?" with X between `before` and `after`, or nothing where no candidate
  /// is near. The work it may do in one reading is bounded, because a hostile deck can
  /// hold a hundred thousand mistyped references.
  [[nodiscard]] std::string did_you_mean(std::string_view word,
                                         std::span<const std::string_view> candidates,
                                         std::string_view before = {},
                                         std::string_view after = {});

  /// All problems in order of place.
  [[nodiscard]] std::vector<Problem> sorted() const;

 private:
  struct Entry {
    std::size_t at = kWholeFile;
    Problem problem;
  };
  void add(Severity severity,
           std::string&& code,
           std::size_t at,
           std::string&& what,
           std::string&& remedy);

  const SourceText& source_;
  std::string_view file_;
  std::vector<Entry> entries_;
  std::size_t comparisons_left_ = 200'000;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

/// A text as it is put into a sentence: in quotation marks, on one line, cut when long.
[[nodiscard]] std::string quote(std::string_view text);
/// "a, b or c".
[[nodiscard]] std::string listed(std::span<const std::string_view> words,
                                 std::string_view last = "or");
/// "an entity", "a topic".
[[nodiscard]] std::string with_article(std::string_view noun);

}  // namespace attache
