#include "study/reading.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>

#include "cards/plain.h"

namespace attache {

namespace {

using ByTopic = std::map<const Topic*, std::vector<ReadingPassage>>;

/// Passages with their questions, in the order of the deck.
class Gatherer {
 public:
  Gatherer(const DeckBook& book, StudyDay today) : book_(book), today_(today) {
    for (const Passage& passage : book.deck().passages) {
      index_.emplace(passage.id, passages_.size());
      passages_.push_back({&passage, book.source(passage.source), {}, {}});
    }
    topics_.resize(passages_.size());
    for (std::size_t i = 0; i < passages_.size(); ++i)
      topics_[i] = passages_[i].passage->topic;
    for (const Question& question : book.questions())
      add(question);
  }

  ByTopic by_topic() {
    ByTopic found;
    for (std::size_t i = 0; i < passages_.size(); ++i)
      found[book_.topic(topics_[i])].push_back(std::move(passages_[i]));
    return found;
  }

 private:
  void add(const Question& question) {
    const auto found = index_.find(question.passage);
    if (found == index_.end()) return;
    ReadingPassage& passage = passages_[found->second];
    passage.questions.push_back(question.id);
    if (topics_[found->second].empty()) topics_[found->second] = question.topic;
    if (!question.check_after || question.check_after->first_day() > today_) return;
    if (!flagged_.insert(question.siblings).second) return;
    passage.stale.push_back({words_of(question), *question.check_after});
  }

  [[nodiscard]] std::string words_of(const Question& question) const {
    if (!question.direction)
      return one_line(plain_text(book_.deck().cards[question.item].ask));
    return one_line(plain_text(book_.statement(book_.deck().facts[question.item])));
  }

  const DeckBook& book_;
  StudyDay today_;
  std::vector<ReadingPassage> passages_;
  std::vector<std::string> topics_;  ///< of each passage
  std::unordered_map<std::string_view, std::size_t> index_;
  std::set<std::string> flagged_;  ///< both directions of a fact are one warning
};

/// Topics below each other, those above before those within.
class TopicOrder {
 public:
  explicit TopicOrder(const DeckBook& book) : book_(book) {
    for (const Topic& topic : book.deck().topics)
      within_[book.topic(topic.parent)].push_back(&topic);
  }

  std::vector<ReadingSection> sections(ByTopic passages) {
    passages_ = std::move(passages);
    for (const Topic* topic : within_[nullptr])
      lay(*topic, 0);
    std::vector<ReadingPassage>& rest = passages_[nullptr];
    if (!rest.empty()) sections_.push_back({nullptr, 0, std::move(rest)});
    return std::move(sections_);
  }

 private:
  void lay(const Topic& topic, int depth) {
    const std::size_t own = sections_.size();
    sections_.push_back({&topic, depth, std::move(passages_[&topic])});
    for (const Topic* each : within_[&topic])
      lay(*each, depth + 1);
    if (sections_[own].passages.empty() && sections_.size() == own + 1)
      sections_.pop_back();
  }

  const DeckBook& book_;
  std::map<const Topic*, std::vector<const Topic*>> within_;
  ByTopic passages_;
  std::vector<ReadingSection> sections_;
};

/// A text with every character folded, and where each folded byte came from.
struct FoldedText {
  std::string text;
  std::vector<std::size_t> source;  ///< by folded byte, and one past the end
};

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

std::size_t character_length(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    ++end;
  return end - at;
}

FoldedText folded(std::string_view text) {
  FoldedText folded;
  folded.text.reserve(text.size());
  folded.source.reserve(text.size() + 1);
  const auto put = [&](std::string_view piece, std::size_t at) {
    folded.text += piece;
    folded.source.insert(folded.source.end(), piece.size(), at);
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    const char c = text[at];
    if (length == 1) {
      const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      const char folded_sign = is_blank(c) ? ' ' : small;
      put({&folded_sign, 1}, at);
    } else {
      put(fold(text.substr(at, length)), at);
    }
    at += length;
  }
  folded.source.push_back(text.size());
  return folded;
}

/// Ranges that touch or overlap become one.
std::vector<TextRange> merged(std::vector<TextRange> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
  std::vector<TextRange> out;
  for (const TextRange& range : ranges) {
    if (!out.empty() && range.begin <= out.back().end)
      out.back().end = std::max(out.back().end, range.end);
    else
      out.push_back(range);
  }
  return out;
}

}  // namespace

std::vector<ReadingSection> reading_of(const DeckBook& book, StudyDay today) {
  return TopicOrder(book).sections(Gatherer(book, today).by_topic());
}

std::string source_line(const Source* source, const Passage& passage) {
  std::string line;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
  };
  if (source != nullptr) {
    add(source->title);
    add(source->author);
    add(source->publisher);
    if (source->date) add(source->date->text());
  }
  add(passage.at);
  return line;
}

std::vector<std::string> search_words(std::string_view typed) {
  std::vector<std::string> words;
  const std::string folded = fold(typed);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    if (end > at) words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::vector<TextRange> places_of(std::string_view text,
                                 std::span<const std::string> words) {
  const FoldedText seen = folded(text);
  std::vector<TextRange> places;
  for (const std::string& word : words) {
    const std::size_t before = places.size();
    for (std::size_t at = seen.text.find(word); at != std::string::npos;
         at = seen.text.find(word, at + word.size())) {
      const std::size_t last = seen.source[at + word.size() - 1];
      places.push_back({seen.source[at], last + character_length(text, last)});
    }
    if (places.size() == before) return {};
  }
  return merged(std::move(places));
}

}  // namespace attache
