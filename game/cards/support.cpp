#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "cards/deck_book.h"
#include "cards/naming.h"

namespace attache {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

std::size_t after_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at]))
    ++at;
  return at;
}

/// Where `wanted`, which stands at `begin` in `text`, ends there: any run of white space
/// is as good as another. Nothing if it does not stand there.
std::optional<std::size_t> end_of_words(std::string_view text,
                                        std::size_t begin,
                                        std::string_view wanted) {
  std::size_t at = begin;
  std::size_t seek = 0;
  while (seek < wanted.size()) {
    if (at == text.size()) return {};
    if (is_blank(wanted[seek]) && is_blank(text[at])) {
      seek = after_blanks(wanted, seek);
      at = after_blanks(text, at);
    } else if (wanted[seek++] != text[at++]) {
      return {};
    }
  }
  return at;
}

std::optional<TextRange> find_words(std::string_view text, std::string_view wanted) {
  for (std::size_t begin = 0; begin < text.size(); ++begin)
    if (const auto end = end_of_words(text, begin, wanted)) return TextRange{begin, *end};
  return {};
}

std::vector<TextRange> joined(std::vector<TextRange> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
  std::vector<TextRange> apart;
  for (const TextRange& range : ranges) {
    if (!apart.empty() && range.begin <= apart.back().end) {
      apart.back().end = std::max(apart.back().end, range.end);
    } else {
      apart.push_back(range);
    }
  }
  return apart;
}

TextRange without_outer_blanks(std::string_view text, TextRange range) {
  while (range.end > range.begin &&
         (text[range.end - 1] == ' ' || text[range.end - 1] == '\n'))
    --range.end;
  return range;
}

/// Sentences of a passage in which one of the names stands.
std::vector<TextRange> sentences_naming(std::string_view text,
                                        const std::vector<std::string>& names) {
  std::vector<TextRange> ranges;
  for (const TextRange& sentence : sentences(text)) {
    const std::string folded =
        fold(text.substr(sentence.begin, sentence.end - sentence.begin));
    const bool named =
        std::any_of(names.begin(), names.end(), [&](const std::string& name) {
          return folded.find(fold(name)) != std::string::npos;
        });
    if (named) ranges.push_back(without_outer_blanks(text, sentence));
  }
  return ranges;
}

}  // namespace

std::vector<TextRange> DeckBook::support_in_passage(const Question& question) const {
  const Passage* reading = passage(question.passage);
  if (reading == nullptr) return {};
  const bool about_fact = question.direction.has_value();
  const auto& support = about_fact ? deck_.facts[question.item].support
                                   : deck_.cards[question.item].support;
  std::vector<TextRange> ranges;
  for (const std::string& words : support)
    if (const auto range = find_words(reading->text, words)) ranges.push_back(*range);
  if (ranges.empty() && about_fact) {
    const Fact& fact = deck_.facts[question.item];
    std::vector<std::string> names;
    if (question.direction == Direction::kSubject) {
      names = naming_of(*entity(fact.subject)).accepted;
    } else {
      for (const FactObject& object : fact.objects)
        for (std::string& name : naming_of(*this, fact, object).accepted)
          names.push_back(std::move(name));
    }
    ranges = sentences_naming(reading->text, names);
  }
  return joined(std::move(ranges));
}

}  // namespace attache
