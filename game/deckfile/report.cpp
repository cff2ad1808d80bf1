#include "deckfile/report.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "deckfile/folding.h"

namespace attache {

namespace {

constexpr std::size_t kMostErrors = 1000;
constexpr std::size_t kMostWarnings = 1000;
constexpr std::size_t kLongestWord = 100;
constexpr std::size_t kLongestQuote = 60;

}  // namespace

void Report::error(std::string code,
                   std::size_t at,
                   std::string what,
                   std::string remedy) {
  ++errors_;
  if (errors_ == kMostErrors + 1)
    add(Severity::kError, "too-many-problems", kWholeFile,
        fmt::format("only the first {} errors are listed", kMostErrors),
        "mend these and check again");
  if (errors_ <= kMostErrors)
    add(Severity::kError, std::move(code), at, std::move(what), std::move(remedy));
}

void Report::warning(std::string code,
                     std::size_t at,
                     std::string what,
                     std::string remedy) {
  ++warnings_;
  if (warnings_ == kMostWarnings + 1)
    add(Severity::kWarning, "too-many-problems", kWholeFile,
        fmt::format("only the first {} warnings are listed", kMostWarnings),
        "mend these and check again");
  if (warnings_ <= kMostWarnings)
    add(Severity::kWarning, std::move(code), at, std::move(what), std::move(remedy));
}

bool Report::full() const {
  return errors_ > kMostErrors;
}

void Report::add(Severity severity,
                 std::string&& code,
                 std::size_t at,
                 std::string&& what,
                 std::string&& remedy) {
  entries_.push_back({at,
                      {severity, std::move(code), std::string(file_), 0, 0,
                       std::move(what), std::move(remedy)}});
}

std::string Report::did_you_mean(std::string_view word,
                                 std::span<const std::string_view> candidates,
                                 std::string_view before,
                                 std::string_view after) {
  if (word.size() > kLongestWord || candidates.size() > comparisons_left_) return {};
  comparisons_left_ -= candidates.size();
  const auto found = closest(word, candidates);
  return found ? fmt::format("did you mean {}{}{}?", before, *found, after)
               : std::string();
}

std::vector<Problem> Report::sorted() const {
  std::vector<Entry> entries = entries_;
  // What concerns the whole file comes first; + 1 turns its offset into 0.
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.at + 1 < b.at + 1; });
  std::vector<Problem> problems;
  problems.reserve(entries.size());
  for (Entry& entry : entries) {
    if (entry.at != kWholeFile) {
      const TextPlace place = source_.place_of(entry.at);
      entry.problem.line = place.line;
      entry.problem.column = place.column;
    }
    problems.push_back(std::move(entry.problem));
  }
  return problems;
}

std::string quote(std::string_view text) {
  // The cut comes first, so that a text of megabytes costs nothing; four bytes a
  // character at most.
  std::u32string letters =
      code_points(folded_line(text.substr(0, 4 * kLongestQuote + 4)));
  if (letters.size() > kLongestQuote) {
    letters.resize(kLongestQuote);
    letters += U'…';
  }
  return '"' + to_utf8(letters) + '"';
}

std::string listed(std::span<const std::string_view> words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    text += words[i];
  }
  return text;
}

std::string with_article(std::string_view noun) {
  const bool vowel = !noun.empty() && std::string_view("aeiou").find(noun.front()) !=
                                          std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", noun);
}

}  // namespace attache
