#include "exchange/numbered_cloze.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "exchange/deck_maker.h"
#include "exchange/html_cell.h"
#include "exchange/html_text.h"

namespace attache::exchange {

namespace {

constexpr int kGreatestNumber = 500;
constexpr std::size_t kMostNumbers = 100;
constexpr std::size_t kDeepest = 10;
constexpr std::size_t kLongest = 100'000;
// Stand for blanks while the text around them is turned into CommonMark: a plane of
// Unicode that is kept for private use.
constexpr char32_t kFirstStandIn = 0xF0000;
constexpr char32_t kLastStandIn = 0xFFFFD;

/// A piece of the text: plain, or a blank with pieces in it.
struct Piece {
  std::string text;
  std::vector<int> numbers;  ///< of a blank; empty for a text
  std::vector<Piece> inside;
  std::string hint;
};

/// "c1::" or "c1,2::" at the beginning; takes it off.
std::vector<int> take_numbers(std::string_view& text) {
  std::vector<int> numbers;
  if (!text.starts_with('c')) return {};
  std::string_view rest = text.substr(1);
  while (true) {
    int number = 0;
    const auto [end, failure] =
        std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (failure != std::errc{} || number < 1 || number > kGreatestNumber) return {};
    numbers.push_back(number);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    if (!rest.starts_with(',')) break;
    rest.remove_prefix(1);
  }
  if (!rest.starts_with("::")) return {};
  text = rest.substr(2);
  return numbers;
}

/// Reads pieces up to the end, or up to the "}}" of the blank that they are in.
class PieceReader {
 public:
  explicit PieceReader(std::string_view text) : rest_(text) {}

  std::vector<Piece> read() { return pieces(0); }

 private:
  std::vector<Piece> pieces(std::size_t depth) {
    std::vector<Piece> found;
    std::string text;
    const auto flush = [&] {
      if (!text.empty()) found.push_back({std::exchange(text, {}), {}, {}, {}});
    };
    while (!rest_.empty()) {
      if (depth > 0 && rest_.starts_with("}}")) break;
      if (auto blank = this->blank(depth)) {
        flush();
        found.push_back(*std::move(blank));
        continue;
      }
      text += rest_.front();
      rest_.remove_prefix(1);
    }
    flush();
    return found;
  }

  std::optional<Piece> blank(std::size_t depth) {
    if (depth == kDeepest || !rest_.starts_with("{{c")) return {};
    std::string_view after = rest_.substr(2);
    std::vector<int> numbers = take_numbers(after);
    // Where nothing closes a blank, none before it is closed either.
    if (numbers.empty() || after.find("}}") == std::string_view::npos) return {};
    rest_ = after;
    Piece piece{{}, std::move(numbers), pieces(depth + 1), {}};
    // One that is not closed, since those in it took its braces, reaches to the end.
    rest_.remove_prefix(std::min<std::size_t>(2, rest_.size()));
    take_hint(piece);
    return piece;
  }

  /// The hint stands behind "::" in the last text of the blank.
  static void take_hint(Piece& blank) {
    for (Piece& piece : blank.inside) {
      const std::size_t at =
          piece.numbers.empty() ? piece.text.find("::") : std::string::npos;
      if (at == std::string::npos) continue;
      blank.hint = piece.text.substr(at + 2);
      piece.text.resize(at);
      return;
    }
  }

  std::string_view rest_;
};

void gather_numbers(const std::vector<Piece>& pieces, std::set<int>& numbers) {
  for (const Piece& piece : pieces) {
    numbers.insert(piece.numbers.begin(), piece.numbers.end());
    gather_numbers(piece.inside, numbers);
  }
}

std::string filled(const std::vector<Piece>& pieces) {
  std::string text;
  for (const Piece& piece : pieces)
    text += piece.numbers.empty() ? piece.text : filled(piece.inside);
  return text;
}

struct Hidden {
  std::string answer;
  std::string hint;
};

/// The text with stand-ins for the blanks of one number, outermost first.
std::string with_stand_ins(const std::vector<Piece>& pieces,
                           int number,
                           std::vector<Hidden>& hidden) {
  std::string text;
  for (const Piece& piece : pieces) {
    const auto& numbers = piece.numbers;
    if (numbers.empty()) {
      text += piece.text;
    } else if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) {
      text += with_stand_ins(piece.inside, number, hidden);
    } else if (kFirstStandIn + hidden.size() <= kLastStandIn) {
      const char32_t mark = kFirstStandIn + static_cast<char32_t>(hidden.size());
      text += to_utf8(std::u32string_view(&mark, 1));
      hidden.push_back({filled(piece.inside), piece.hint});
    }
  }
  return text;
}

/// Puts the blanks where their stand-ins are.
std::string with_blanks(std::string_view commonmark,
                        const std::vector<Hidden>& hidden,
                        bool html) {
  const auto plain = [&](const std::string& text) {
    return html ? plain_from_html(text) : text;
  };
  std::string out;
  std::u32string around;
  const auto flush = [&] {
    out += around_blanks(to_utf8(around));
    around.clear();
  };
  for (const char32_t letter : code_points(commonmark)) {
    if (letter < kFirstStandIn || letter > kLastStandIn) {
      around += letter;
      continue;
    }
    const std::size_t index = letter - kFirstStandIn;
    if (index >= hidden.size()) continue;
    flush();
    out += blank_of({plain(hidden[index].answer)}, plain(hidden[index].hint));
  }
  flush();
  return out;
}

std::string without_stand_ins(std::string_view text) {
  constexpr std::string_view kLeadBytes = "\xF3";
  if (text.find(kLeadBytes) == std::string_view::npos) return std::string(text);
  std::u32string letters = code_points(text);
  std::erase_if(letters,
                [](char32_t c) { return c >= kFirstStandIn && c <= kLastStandIn; });
  return to_utf8(letters);
}

}  // namespace

std::vector<NumberedAsk> numbered_asks(std::string_view text,
                                       bool html,
                                       const std::string& where,
                                       NoteBook& notes) {
  if (text.find("{{c") == std::string_view::npos) return {};
  if (text.size() > kLongest) {
    notes.note(where, "a cloze of more than 100,000 characters is left out");
    return {};
  }
  const std::string cleaned = without_stand_ins(text);
  const std::vector<Piece> pieces = PieceReader(cleaned).read();
  std::set<int> numbers;
  gather_numbers(pieces, numbers);
  std::vector<NumberedAsk> asks;
  for (const int number : numbers) {
    if (asks.size() == kMostNumbers) {
      notes.note(where, "more than a hundred numbers of blanks; the others are left out");
      break;
    }
    std::vector<Hidden> hidden;
    const std::string shown = with_stand_ins(pieces, number, hidden);
    const std::string around = html ? html_cell(shown, where, notes) : markdown_of(shown);
    asks.push_back({number, with_blanks(around, hidden, html)});
  }
  return asks;
}

}  // namespace attache::exchange
