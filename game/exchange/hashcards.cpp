// hashcards' Markdown: "Q:" and "A:", and "C:" with [blanks].

#include <fmt/format.h>
#include <optional>
#include <utility>
#include <vector>

#include "deckfile/folding.h"
#include "exchange/deck_maker.h"
#include "exchange/readers.h"
#include "exchange/text_lines.h"

namespace attache::exchange {

namespace {

/// A text in brackets, as byte range with the brackets.
struct Bracket {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The brackets that are blanks: not those of a picture, nor escaped ones.
std::vector<Bracket> brackets_of(std::string_view text) {
  std::vector<Bracket> brackets;
  std::optional<std::size_t> open;
  bool in_picture = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      ++i;
    } else if (c == '!' && text.substr(i + 1).starts_with('[')) {
      in_picture = true;
    } else if (c == '[' && !in_picture) {
      open = i;
    } else if (c == ']' && in_picture) {
      in_picture = false;
    } else if (c == ']' && open) {
      brackets.push_back({*open, i + 1});
      open.reset();
    }
  }
  return brackets;
}

class HashcardsReader {
 public:
  HashcardsReader(DeckMaker& maker, NoteBook& notes) : maker_(maker), notes_(notes) {}

  void read(std::string_view text) {
    const std::vector<TextLine> lines = lines_of(text);
    std::size_t i = front_matter(lines);
    for (; i < lines.size(); ++i)
      line(lines[i]);
    finish();
  }

 private:
  enum class Part { kNothing, kQuestion, kAnswer, kCloze };

  /// Lines between "---" at the very beginning, of which only the name matters. How many
  /// lines to skip.
  std::size_t front_matter(const std::vector<TextLine>& lines) {
    if (lines.empty() || folded_line(lines[0].text) != "---") return 0;
    std::string name;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const std::string tidy = folded_line(lines[i].text);
      if (tidy == "---") {
        maker_.set_title(name);
        return i + 1;
      }
      const std::size_t equals = tidy.find('=');
      if (equals == std::string::npos || folded_line(tidy.substr(0, equals)) != "name")
        continue;
      name = folded_line(tidy.substr(equals + 1));
      if (name.size() >= 2 && (name.front() == '"' || name.front() == '\'') &&
          name.back() == name.front())
        name = name.substr(1, name.size() - 2);
    }
    return 0;
  }

  void line(const TextLine& line) {
    const std::string_view text = line.text;
    const bool in_code = fenced_;
    if (text.starts_with("```") || text.starts_with("~~~")) {
      fenced_ = !fenced_;
      if (fenced_)
        notes_.note(where(), "a block of code keeps its text and not its lines");
      return;
    }
    if (!in_code && text.starts_with("Q:")) {
      begin(Part::kQuestion, line);
    } else if (!in_code && text.starts_with("C:")) {
      begin(Part::kCloze, line);
    } else if (!in_code && text.starts_with("A:")) {
      answer(line);
    } else if (!in_code && folded_line(text) == "---") {
      finish();
    } else if (part_ == Part::kAnswer) {
      add(answer_, in_code, text);
    } else if (part_ != Part::kNothing) {
      add(text_, in_code, text);
    } else if (!is_blank_line(text)) {
      notes_.note(fmt::format("line {}", line.number),
                  "a text that belongs to no card is left out");
    }
  }

  static void add(std::string& to, bool is_code, std::string_view line) {
    if (is_code) {
      const std::string tidy = folded_line(line);
      const std::string_view fence = tidy.find('`') == std::string::npos ? "`" : "";
      if (!tidy.empty()) to += fmt::format("\n\n{0}{1}{0}\n", fence, tidy);
    } else {
      to += fmt::format("\n{}", line);
    }
  }

  void begin(Part part, const TextLine& line) {
    finish();
    part_ = part;
    line_ = line.number;
    text_ = line.text.substr(2);
  }

  void answer(const TextLine& line) {
    if (part_ == Part::kQuestion) {
      part_ = Part::kAnswer;
      answer_ = line.text.substr(2);
      return;
    }
    notes_.note(fmt::format("line {}", line.number),
                "an answer that belongs to no question is left out");
    finish();
  }

  void finish() {
    if (part_ == Part::kQuestion)
      notes_.note(where(), "a question without an answer is left out");
    if (part_ == Part::kAnswer)
      maker_.add({where(), "", "", {}, text_, RecallCard{std::move(answer_)}, ""});
    if (part_ == Part::kCloze) cloze();
    part_ = Part::kNothing;
    text_.clear();
    answer_.clear();
    fenced_ = false;
  }

  /// One card a blank, with the others filled in, as hashcards asks them.
  void cloze() {
    const std::string text = folded_markdown(text_);
    const std::vector<Bracket> brackets = brackets_of(text);
    constexpr std::size_t kMostBlanks = 100;
    constexpr std::size_t kLongest = 50'000;
    if (text.size() > kLongest) {
      notes_.note(where(), "a cloze of more than 50,000 characters is left out");
      return;
    }
    if (brackets.empty()) notes_.note(where(), "a cloze without a blank is left out");
    for (std::size_t asked = 0; asked < brackets.size(); ++asked) {
      if (asked == kMostBlanks) {
        notes_.note(where(), "more than a hundred blanks; the others are left out");
        return;
      }
      std::string ask;
      std::size_t at = 0;
      for (std::size_t i = 0; i < brackets.size(); ++i) {
        const auto [begin, end] = brackets[i];
        const std::string inside = text.substr(begin + 1, end - begin - 2);
        std::string before = text.substr(at, begin - at);
        ask += i == asked ? around_blanks(before) + blank_of({inside})
                          : around_blanks(before + inside);
        at = end;
      }
      ask += around_blanks(text.substr(at));
      maker_.add({where(), "", "", {}, std::move(ask), ClozeCard{}, ""});
    }
  }

  [[nodiscard]] std::string where() const { return fmt::format("line {}", line_); }

  DeckMaker& maker_;
  NoteBook& notes_;
  Part part_ = Part::kNothing;
  std::size_t line_ = 1;
  std::string text_;
  std::string answer_;
  bool fenced_ = false;
};

}  // namespace

Result<Imported> read_hashcards(std::string_view text, const ImportWish& wish) {
  const Result<std::string> readable = readable_text(text, wish.name);
  if (!readable) return readable.unexpected();
  NoteBook notes;
  DeckMaker maker(wish, notes);
  HashcardsReader(maker, notes).read(*readable);
  return imported_of(std::move(maker), std::move(notes), title_of(InFormat::kHashcards),
                     wish.name);
}

}  // namespace attache::exchange
