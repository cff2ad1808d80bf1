// Finding and replacing in the texts of a deck under the pen.

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "trainer/authoring_state.h"

namespace attache {

namespace {

constexpr std::size_t kAround = 40;  ///< bytes of an excerpt on either side

/// One character of a text: its place, and what it counts as when case does not matter.
struct Letter {
  std::size_t begin = 0;
  std::u32string key;
};

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Looks for one wish in many texts.
class Search {
 public:
  explicit Search(const FindWish& wish) : wish_(wish) {
    if (!wish.match_case) wanted_ = letters_of(wish.text);
  }

  struct Hit {
    std::size_t begin = 0, end = 0;
  };

  std::vector<Hit> hits_in(const std::string& text) {
    if (wish_.text.empty() || text.empty()) return {};
    return wish_.match_case ? exact(text) : folded(text);
  }

 private:
  [[nodiscard]] std::vector<Hit> exact(const std::string& text) const {
    std::vector<Hit> hits;
    std::size_t at = text.find(wish_.text);
    while (at != std::string::npos) {
      const std::size_t end = at + wish_.text.size();
      const bool taken = whole(text, at, end);
      if (taken) hits.push_back({at, end});
      at = text.find(wish_.text, taken ? end : at + 1);
    }
    return hits;
  }

  std::vector<Hit> folded(const std::string& text) {
    std::vector<Hit> hits;
    // Every character of the wish takes at least a byte of the text.
    if (text.size() < wanted_.size()) return hits;
    const std::vector<Letter> letters = letters_of(text);
    for (std::size_t i = 0; i + wanted_.size() <= letters.size();) {
      const bool same =
          std::equal(wanted_.begin(), wanted_.end(),
                     letters.begin() + static_cast<std::ptrdiff_t>(i),
                     [](const Letter& a, const Letter& b) { return a.key == b.key; });
      const std::size_t behind = i + wanted_.size();
      const std::size_t end =
          behind < letters.size() ? letters[behind].begin : text.size();
      if (same && whole(text, letters[i].begin, end)) {
        hits.push_back({letters[i].begin, end});
        i = behind;
      } else {
        ++i;
      }
    }
    return hits;
  }

  /// Whether a place is as whole as it is wished.
  [[nodiscard]] bool whole(const std::string& text,
                           std::size_t begin,
                           std::size_t end) const {
    if (!wish_.whole_words) return true;
    std::size_t before = begin;
    while (before > 0 && continues_character(text[before - 1]))
      --before;
    if (before > 0) --before;
    std::size_t after = end;
    while (after < text.size() && (after == end || continues_character(text[after])))
      ++after;
    return !is_word(text.substr(before, begin - before)) &&
           !is_word(text.substr(end, after - end));
  }

  static bool is_word(const std::string& character) {
    const std::u32string letters = code_points(character);
    return !letters.empty() && is_letter_or_digit(letters.back());
  }

  std::vector<Letter> letters_of(const std::string& text) {
    std::vector<Letter> letters;
    letters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at + 1;
      while (end < text.size() && continues_character(text[end]))
        ++end;
      letters.push_back({at, key_of(text.substr(at, end - at))});
      at = end;
    }
    return letters;
  }

  /// What a character is in capitals. Accents stay: "resume" is not "résumé".
  const std::u32string& key_of(const std::string& character) {
    const auto [at, is_new] = keys_.try_emplace(character);
    if (is_new) at->second = code_points(with_capital(character));
    return at->second;
  }

  const FindWish& wish_;
  std::vector<Letter> wanted_;
  std::unordered_map<std::string, std::u32string> keys_;
};

/// The words around a place, on one line.
std::string excerpt_of(const std::string& text, std::size_t begin, std::size_t end) {
  std::size_t from = begin > kAround ? begin - kAround : 0;
  while (from > 0 && continues_character(text[from]))
    --from;
  std::size_t to = std::min(end + kAround, text.size());
  while (to < text.size() && continues_character(text[to]))
    ++to;
  return (from > 0 ? "…" : "") + one_line(text.substr(from, to - from)) +
         (to < text.size() ? "…" : "");
}

}  // namespace

std::vector<FoundText> Authoring::find(const FindWish& wish) const {
  std::vector<FoundText> found;
  if (wish.text.empty()) return found;
  Search search(wish);
  for (std::size_t i = 0; i < size(); ++i) {
    DeckItem copy = item(i);
    for_each_text(copy, [&](std::string_view field, std::size_t nth, std::string& text) {
      for (const auto& hit : search.hits_in(text))
        found.push_back({i, std::string(field), hit.begin, hit.end,
                         excerpt_of(text, hit.begin, hit.end), nth});
    });
  }
  return found;
}

std::size_t Authoring::replace_all(const FindWish& wish, std::string_view with) {
  std::size_t count = 0;
  if (wish.text.empty()) return count;
  Search search(wish);
  state_->change("Replace all", {}, [&](DeckDocument& document) {
    for (std::size_t i = 0; i < document.parts().size(); ++i) {
      DeckItem copy = document.parts()[i]->item;
      for_each_text(copy,
                    [&](std::string_view /*field*/, std::size_t, std::string& text) {
                      const auto hits = search.hits_in(text);
                      count += hits.size();
                      for (auto hit = hits.rbegin(); hit != hits.rend(); ++hit)
                        text.replace(hit->begin, hit->end - hit->begin, with);
                    });
      state_->put(document, i, std::move(copy));
    }
  });
  return count;
}

}  // namespace attache
