#include "study/difference.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"

namespace attache {

namespace {

constexpr std::size_t kLongest = 300;

/// A letter with what stands between it and the letter before.
struct Letter {
  std::string before;
  std::string text;
  std::string key;  ///< folded
  std::size_t word = 0;
  bool differs = false;
};

struct Letters {
  std::vector<Letter> all;
  std::string after;               ///< what stands after the last letter
  std::vector<std::string> words;  ///< folded
};

std::string folded_letter(char32_t c) {
  if (c < 0x80) {
    const bool capital = c >= U'A' && c <= U'Z';
    return {static_cast<char>(capital ? c - U'A' + U'a' : c)};
  }
  return fold(to_utf8({&c, 1}));
}

Letters letters_of(std::string_view text) {
  Letters letters;
  bool in_word = false;
  for (const char32_t c : code_points(one_line(text))) {
    const std::string written = to_utf8({&c, 1});
    if (!is_letter_or_digit(c)) {
      letters.after += written;
      // An apostrophe joins what it stands between.
      in_word = in_word && (c == U'\'' || c == U'’');
      continue;
    }
    std::string key = folded_letter(c);
    if (key.empty() && letters.after.empty() && !letters.all.empty()) {
      letters.all.back().text += written;  // an accent
      continue;
    }
    if (!in_word) letters.words.emplace_back();
    in_word = true;
    letters.words.back() += key;
    letters.all.push_back({std::exchange(letters.after, {}), written, std::move(key),
                           letters.words.size() - 1, true});
  }
  return letters;
}

/// Pairs of letters of a longest common subsequence become "same"; gives, for each typed
/// letter, the right one before which it stands.
std::vector<std::size_t> pair_up(Letters& typed, Letters& right) {
  const std::size_t rows = typed.all.size();
  const std::size_t columns = right.all.size();
  // common[i][j]: how many letters are in common from typed i and right j on.
  std::vector<std::vector<std::size_t>> common(rows + 1,
                                               std::vector<std::size_t>(columns + 1));
  for (std::size_t i = rows; i-- > 0;)
    for (std::size_t j = columns; j-- > 0;)
      common[i][j] = typed.all[i].key == right.all[j].key
                         ? common[i + 1][j + 1] + 1
                         : std::max(common[i + 1][j], common[i][j + 1]);
  std::vector<std::size_t> places;
  std::size_t j = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    while (j < columns && typed.all[i].key != right.all[j].key &&
           common[i][j + 1] > common[i + 1][j])
      ++j;
    places.push_back(j);
    if (j == columns || typed.all[i].key != right.all[j].key) continue;
    typed.all[i].differs = false;
    right.all[j].differs = false;
    ++j;
  }
  return places;
}

bool is_little(std::string_view word) {
  static constexpr std::array<std::string_view, 5> kLittle{"the", "a", "an", "of", "for"};
  return std::find(kLittle.begin(), kLittle.end(), word) != kLittle.end();
}

/// Which words differ in every letter and are ones that marking does not look at.
template <class Ignored>
std::vector<bool> ignored_words(const Letters& letters, const Ignored& is_ignored) {
  std::vector<bool> ignored;
  for (const std::string& word : letters.words)
    ignored.push_back(is_ignored(word));
  for (const Letter& letter : letters.all)
    if (!letter.differs) ignored[letter.word] = false;
  return ignored;
}

/// Puts the pieces together: what was typed in place of something stands before it.
class Assembly {
 public:
  void same(const Letter& letter) {
    flush();
    add(DifferenceKind::kSame, letter.before + letter.text);
  }
  void missing(const Letter& letter) {
    if (missing_.empty()) {
      before_missing_ = letter.before;
    } else {
      missing_ += letter.before;
    }
    missing_ += letter.text;
  }
  void extra(const Letter& letter) {
    if (!extra_.empty()) extra_ += letter.before;
    extra_ += letter.text;
  }
  std::vector<DifferencePiece> finish(const std::string& after) {
    flush();
    add(DifferenceKind::kSame, after);
    return std::move(pieces_);
  }

 private:
  void flush() {
    add(DifferenceKind::kSame, std::exchange(before_missing_, {}));
    add(DifferenceKind::kExtra, std::exchange(extra_, {}));
    add(DifferenceKind::kMissing, std::exchange(missing_, {}));
  }
  void add(DifferenceKind kind, const std::string& text) {
    if (text.empty()) return;
    if (!pieces_.empty() && pieces_.back().kind == kind)
      pieces_.back().text += text;
    else
      pieces_.push_back({kind, text});
  }

  std::vector<DifferencePiece> pieces_;
  std::string extra_;
  std::string missing_;
  std::string before_missing_;
};

/// The letters and digits of all pieces of one kind.
std::u32string letters_in(std::span<const DifferencePiece> pieces, DifferenceKind kind) {
  std::u32string letters;
  for (const DifferencePiece& piece : pieces) {
    if (piece.kind != kind) continue;
    for (const char32_t c : code_points(piece.text))
      if (is_letter_or_digit(c)) letters += c;
  }
  return letters;
}

bool has_digit(std::u32string_view letters) {
  return std::any_of(letters.begin(), letters.end(),
                     [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

std::string count_of(std::size_t letters, std::string_view what) {
  return letters == 1 ? fmt::format("one letter is {}", what)
                      : fmt::format("{} letters are {}", letters, what);
}

}  // namespace

std::vector<DifferencePiece> difference(std::string_view typed,
                                        std::string_view right,
                                        bool (*is_ignored)(std::string_view word)) {
  // A text with more bytes than that is too long in any script.
  if (typed.size() > 8 * kLongest || right.size() > 8 * kLongest) return {};
  Letters given = letters_of(typed);
  Letters wanted = letters_of(right);
  if (given.all.size() > kLongest || wanted.all.size() > kLongest) return {};
  const std::vector<std::size_t> places = pair_up(given, wanted);
  const auto unseen = ignored_words(wanted, is_little);
  const auto untyped = ignored_words(given, [&](const std::string& word) {
    return is_little(word) || (is_ignored != nullptr && is_ignored(word));
  });
  Assembly assembly;
  std::size_t next = 0;
  for (std::size_t j = 0; j <= wanted.all.size(); ++j) {
    for (; next < given.all.size() && places[next] <= j; ++next)
      if (given.all[next].differs && !untyped[given.all[next].word])
        assembly.extra(given.all[next]);
    if (j == wanted.all.size()) break;
    const Letter& letter = wanted.all[j];
    if (letter.differs && !unseen[letter.word]) {
      assembly.missing(letter);
    } else {
      assembly.same(letter);
    }
  }
  return assembly.finish(wanted.after);
}

bool is_close(std::span<const DifferencePiece> pieces) {
  const std::size_t same = letters_in(pieces, DifferenceKind::kSame).size();
  const std::size_t missing = letters_in(pieces, DifferenceKind::kMissing).size();
  const std::size_t extra = letters_in(pieces, DifferenceKind::kExtra).size();
  return missing + extra > 0 && same >= 2 * std::max(missing, extra);
}

std::string what_is_off(std::span<const DifferencePiece> pieces) {
  std::u32string missing = letters_in(pieces, DifferenceKind::kMissing);
  std::u32string extra = letters_in(pieces, DifferenceKind::kExtra);
  if (missing.empty() && extra.empty()) return {};
  if (has_digit(missing) || has_digit(extra)) return "the number is another";
  if (extra.empty()) return count_of(missing.size(), "missing");
  if (missing.empty()) return count_of(extra.size(), "too many");
  if (missing.size() == 1 && fold(to_utf8(missing)) == fold(to_utf8(extra)))
    return "two letters have changed places";
  return count_of(std::max(missing.size(), extra.size()), "different");
}

}  // namespace attache
