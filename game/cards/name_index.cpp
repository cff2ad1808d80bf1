#include "cards/name_index.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "cards/near_texts.h"

namespace attache {

namespace {

/// Looks up by a view without making a string of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
template <class Value>
using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

bool holds(const NameIndex::Ids& ids, NameIndex::Id id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// Lists of numbers, one after the other in one block.
struct Lists {
  std::vector<std::uint32_t> all;
  std::vector<std::size_t> begin{0};  ///< of each list; one more at the end

  void add(const std::vector<std::uint32_t>& list) {
    all.insert(all.end(), list.begin(), list.end());
    begin.push_back(all.size());
  }
  [[nodiscard]] std::span<const std::uint32_t> at(std::size_t list) const {
    return std::span(all).subspan(begin[list], begin[list + 1] - begin[list]);
  }
};

/// Texts, and the same without doubled letters: what `slip_distance` needs.
struct SlipTexts {
  explicit SlipTexts(const std::vector<std::u32string>& texts)
      : plain(texts), undoubled(all_without_doubles(texts)) {}

  static std::vector<std::u32string> all_without_doubles(
      std::vector<std::u32string> texts) {
    for (std::u32string& text : texts)
      text = without_doubles(std::move(text));
    return texts;
  }

  [[nodiscard]] bool any_within(std::string_view text,
                                std::size_t most,
                                const std::function<bool(std::uint32_t)>& take) const {
    const std::u32string letters = code_points(text);
    return plain.any_within(letters, most, take) ||
           (most > 0 && undoubled.any_within(without_doubles(letters), most - 1, take));
  }

  NearTexts plain;
  NearTexts undoubled;
};

}  // namespace

struct NameIndex::Folded {
  ByText<Ids> by_joined;
  std::vector<std::string> currency;  ///< of each name
  std::vector<std::string> words;     ///< of all names, each once
  ByText<std::uint32_t> word_index;
  Lists words_of_name;
  Lists names_with_word;
  std::unique_ptr<SlipTexts> joined;  ///< by name
  std::unique_ptr<SlipTexts> single;  ///< by word

  explicit Folded(const std::vector<std::string>& names) {
    std::vector<std::u32string> texts;
    std::vector<Ids> holders;
    for (std::size_t i = 0; i < names.size(); ++i) {
      AnswerText name = read_answer(names[i]);
      const auto id = static_cast<Id>(i);
      std::vector<std::uint32_t> indexes;
      for (AnswerWord& word : name.words) {
        const auto [at, is_new] =
            word_index.try_emplace(word.text, static_cast<std::uint32_t>(words.size()));
        if (is_new) {
          words.push_back(std::move(word.text));
          holders.emplace_back();
        }
        indexes.push_back(at->second);
        Ids& having = holders[at->second];
        if (having.empty() || having.back() != id) having.push_back(id);
      }
      words_of_name.add(indexes);
      texts.push_back(code_points(name.joined));
      by_joined[std::move(name.joined)].push_back(id);
      currency.push_back(std::move(name.currency));
    }
    for (const Ids& having : holders)
      names_with_word.add(having);
    joined = std::make_unique<SlipTexts>(texts);
    texts.clear();
    for (const std::string& word : words)
      texts.push_back(code_points(word));
    single = std::make_unique<SlipTexts>(texts);
  }
};

NameIndex::NameIndex(std::vector<std::string> names) : names_(std::move(names)) {}

NameIndex::~NameIndex() = default;

const NameIndex::Folded& NameIndex::folded() const {
  std::call_once(once_, [this] { folded_ = std::make_unique<const Folded>(names_); });
  return *folded_;
}

NameIndex::Ids NameIndex::same_as(const AnswerText& answer) const {
  const Folded& all = folded();
  const auto found = all.by_joined.find(answer.joined);
  if (answer.joined.empty() || found == all.by_joined.end()) return {};
  Ids same;
  for (const Id id : found->second)
    if (answer.currency.empty() || all.currency[id].empty() ||
        answer.currency == all.currency[id])
      same.push_back(id);
  return same;
}

std::span<const NameIndex::Id> NameIndex::with_word(std::string_view word) const {
  const Folded& all = folded();
  const auto found = all.word_index.find(word);
  if (found == all.word_index.end()) return {};
  return all.names_with_word.at(found->second);
}

std::vector<std::string_view> NameIndex::words_of(Id name) const {
  const Folded& all = folded();
  std::vector<std::string_view> words;
  for (const std::uint32_t word : all.words_of_name.at(name))
    words.emplace_back(all.words[word]);
  return words;
}

bool NameIndex::any_near(std::string_view joined,
                         std::size_t most,
                         const Ids& but) const {
  return folded().joined->any_within(joined, most,
                                     [&](Id name) { return !holds(but, name); });
}

bool NameIndex::any_word_near(std::string_view word,
                              std::size_t most,
                              const Ids& but) const {
  const Folded& all = folded();
  return all.single->any_within(word, most, [&](std::uint32_t index) {
    const auto names = all.names_with_word.at(index);
    return std::any_of(names.begin(), names.end(),
                       [&](Id name) { return !holds(but, name); });
  });
}

}  // namespace attache
