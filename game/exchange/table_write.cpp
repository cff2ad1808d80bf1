// Tables out: tab-separated, as Anki reads them, with what brings a deck back from one.

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include "base/chance.h"
#include "base/text.h"
#include "cards/html.h"
#include "exchange/table_own.h"
#include "exchange/writers.h"

namespace attache::exchange {

namespace {

constexpr std::size_t kColumns = static_cast<std::size_t>(OwnColumn::kCount);

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

/// HTML on one line; braces that are no blank stay none, and a single paragraph needs no
/// tags.
std::string cell_of(std::string_view commonmark) {
  constexpr std::string_view kOpen = "<p>";
  constexpr std::string_view kClose = "</p>";
  std::string html = html_of(commonmark);
  std::replace(html.begin(), html.end(), '\n', ' ');
  while (html.ends_with(' '))
    html.pop_back();
  html = replaced(std::move(html), "{{", "{&#123;");
  if (html.starts_with(kOpen) && html.ends_with(kClose) &&
      html.find(kOpen, kOpen.size()) == std::string::npos &&
      html.find(kClose) == html.size() - kClose.size())
    html = html.substr(kOpen.size(), html.size() - kOpen.size() - kClose.size());
  return html;
}

std::string quoted(const std::string& cell) {
  if (cell.find_first_of("\t\n\"#") == std::string::npos) return cell;
  return fmt::format("\"{}\"", replaced(cell, "\"", "\"\""));
}

std::string name_in_path(std::string_view name) {
  return replaced(std::string(name), "::", ": :");
}

/// The names of the topics above and the topic itself.
std::string path_of(const DeckBook& book, std::string_view topic) {
  std::string path;
  while (const Topic* found = book.topic(topic)) {
    path.insert(0, "::" + name_in_path(found->name));
    topic = found->parent;
  }
  return name_in_path(book.deck().title) + path;
}

/// HTML inside of a blank; a blank keeps a last colon or brace from what ends it.
std::string in_blank(const std::string& plain) {
  const bool runs_on = plain.ends_with(':') || plain.ends_with('}');
  return escaped_html(plain) + (runs_on ? " " : "");
}

/// The cloze as Anki writes it. All blanks have one number: they are asked together.
std::string numbered(const ClozeText& cloze) {
  // Stands for a blank while the text becomes HTML.
  constexpr std::string_view kStandIn = "\xF3\xB0\x80\x80";  // U+F0000
  std::string text = cloze.pieces.front();
  for (std::size_t i = 1; i < cloze.pieces.size(); ++i)
    text += std::string(kStandIn) + cloze.pieces[i];
  std::string html = cell_of(text);
  std::size_t at = 0;
  for (const Blank& blank : cloze.blanks) {
    at = html.find(kStandIn, at);
    if (at == std::string::npos) return html;
    const std::string hint = blank.hint.empty() ? "" : "::" + in_blank(blank.hint);
    const std::string anki =
        fmt::format("{{{{c1::{}{}}}}}", in_blank(blank.accepted.front()), hint);
    html.replace(at, kStandIn.size(), anki);
    at += anki.size();
  }
  return html;
}

std::vector<std::string> cells_of(const std::vector<std::string>& commonmark) {
  std::vector<std::string> cells;
  cells.reserve(commonmark.size());
  for (const std::string& text : commonmark)
    cells.push_back(cell_of(text));
  return cells;
}
std::vector<std::string> cells_of(const std::vector<WrongOption>& options) {
  std::vector<std::string> cells;
  cells.reserve(options.size());
  for (const WrongOption& option : options)
    cells.push_back(cell_of(option.text));
  return cells;
}

class TableWriter {
 public:
  TableWriter(const DeckBook& book, const ExportWish& wish)
      : book_(book), chance_(wish.seed) {}

  Exported write() {
    head();
    for (const Question& question : book_.questions())
      row(question);
    if (!book_.deck().passages.empty())
      notes_.note("", "passages and sources are left out");
    if (!book_.deck().facts.empty())
      notes_.note("", "facts become one card for each question");
    return {std::move(out_), std::move(notes_).take()};
  }

 private:
  void head() {
    const auto number = [](OwnColumn column) { return static_cast<int>(column) + 1; };
    out_ = fmt::format(
        "#separator:tab\n#html:true\n#guid column:{}\n#notetype column:{}\n"
        "#deck column:{}\n#tags column:{}\n#columns:",
        number(OwnColumn::kId), number(OwnColumn::kNotetype), number(OwnColumn::kDeck),
        number(OwnColumn::kTags));
    for (std::size_t i = 0; i < kColumns; ++i)
      out_ += fmt::format("{}{}", i == 0 ? "" : "\t", name_of(static_cast<OwnColumn>(i)));
    out_ += fmt::format(
        "\n#attache deck:{}\n#attache language:{}\n# Cells that began with =, +, - or @ "
        "have a ' before it, so that spreadsheets do not take them for formulas.\n",
        book_.deck().id, book_.deck().lang);
  }

  void row(const Question& question) {
    cells_ = {};
    const bool is_written = question.direction ? fact(question) : card(question);
    if (!is_written) return;
    at(OwnColumn::kId) = question.id;
    at(OwnColumn::kDeck) = path_of(book_, question.topic);
    at(OwnColumn::kTags) = fmt::format("{}", fmt::join(question.tags, " "));
    for (std::size_t i = 0; i < kColumns; ++i)
      out_ += (i == 0 ? "" : "\t") + quoted(without_formula(cells_[i]));
    out_ += '\n';
  }

  bool fact(const Question& question) {
    // The last form is the one that leaves most to memory: the bare question.
    const Prompt prompt = book_.put(question, question.forms.back(), chance_);
    at(OwnColumn::kNotetype) = "Basic";
    if (prompt.cloze) {
      at(OwnColumn::kQuestion) = numbered(*prompt.cloze);
      at(OwnColumn::kNotetype) = "Cloze";
      at(OwnColumn::kKind) = "cloze";
    } else {
      at(OwnColumn::kQuestion) = cell_of(prompt.stem);
      at(OwnColumn::kAnswer) = cell_of(prompt.answer);
      at(OwnColumn::kKind) = "recall";
    }
    at(OwnColumn::kExplain) = cell_of(prompt.explain);
    return true;
  }

  bool card(const Question& question) {
    const Card& card = book_.deck().cards[question.item];
    if (const auto* image = std::get_if<ImageCard>(&card.body)) {
      notes_.note(
          fmt::format("card {}", card.id),
          fmt::format("a question about the picture {} is left out", image->file));
      return false;
    }
    at(OwnColumn::kNotetype) = "Basic";
    at(OwnColumn::kKind) = "recall";
    at(OwnColumn::kQuestion) = cell_of(card.ask);
    at(OwnColumn::kExplain) = cell_of(card.explain);
    prompt_ = book_.put(question, question.forms.back(), chance_);
    at(OwnColumn::kAnswer) = cell_of(prompt_.answer);
    card_ = &card;
    std::visit([this](const auto& body) { (*this).body(body); }, card.body);
    return true;
  }

  void body(const RecallCard& /*body*/) {}
  void body(const ChoiceCard& body) {
    at(OwnColumn::kKind) = "choice";
    at(OwnColumn::kWrong) = list_in_cell(cells_of(body.wrong));
    show_options();
  }
  void body(const SelectCard& body) {
    at(OwnColumn::kKind) = "select";
    at(OwnColumn::kAccept) = list_in_cell(cells_of(body.answers));
    at(OwnColumn::kWrong) = list_in_cell(cells_of(body.wrong));
    show_options();
  }
  void body(const TrueFalseCard& /*body*/) { at(OwnColumn::kKind) = "true-false"; }
  void body(const TypedCard& body) {
    at(OwnColumn::kKind) = "typed";
    at(OwnColumn::kAnswer) = escaped_html(body.answer);
    std::vector<std::string> accept;
    for (const std::string& text : body.accept)
      accept.push_back(escaped_html(text));
    at(OwnColumn::kAccept) = list_in_cell(accept);
  }
  void body(const ClozeCard& /*body*/) {
    if (!prompt_.cloze) return;
    at(OwnColumn::kKind) = "cloze";
    at(OwnColumn::kNotetype) = "Cloze";
    at(OwnColumn::kQuestion) = numbered(*prompt_.cloze);
    at(OwnColumn::kAnswer) = "";
    std::vector<std::string> accept;
    bool any = false;
    for (const Blank& blank : prompt_.cloze->blanks) {
      accept.push_back(list_in_cell({blank.accepted.begin() + 1, blank.accepted.end()}));
      any = any || blank.accepted.size() > 1;
    }
    if (any) at(OwnColumn::kAccept) = list_in_cell(accept);
  }
  void body(const NumberCard& /*body*/) { becomes_recall("a number"); }
  void body(const DateCard& /*body*/) { becomes_recall("a date"); }
  void body(const OrderCard& /*body*/) {
    becomes_recall("an order");
    for (const std::string& item : prompt_.items)
      at(OwnColumn::kQuestion) += fmt::format("<p>• {}</p>", cell_of(item));
  }
  void body(const MatchCard& /*body*/) {
    becomes_recall("a match");
    for (std::size_t i = 0; i < prompt_.items.size(); ++i)
      at(OwnColumn::kQuestion) += fmt::format("<p>{} — ?</p>", cell_of(prompt_.items[i]));
  }
  void body(const ImageCard& /*body*/) {}

  void becomes_recall(std::string_view what) {
    notes_.note(fmt::format("card {}", card_->id),
                fmt::format("{} becomes a card to flip", what));
  }

  /// What there is to choose from, for Anki's users. It is marked, so that it is known
  /// when it comes back.
  void show_options() {
    std::string& question = at(OwnColumn::kQuestion);
    question += kOptionsOpen;
    for (const Option& option : prompt_.options)
      question += fmt::format("<li>{}</li>", cell_of(option.text));
    question += kOptionsClose;
    if (std::any_of(prompt_.options.begin(), prompt_.options.end(),
                    [](const Option& option) { return !option.why.empty(); }))
      notes_.note(fmt::format("card {}", card_->id),
                  "what is wrong with an option is left out");
  }

  std::string& at(OwnColumn column) {
    return cells_.at(static_cast<std::size_t>(column));
  }

  const DeckBook& book_;
  Chance chance_;
  NoteBook notes_;
  std::string out_;
  std::array<std::string, kColumns> cells_;
  Prompt prompt_;
  const Card* card_ = nullptr;
};

}  // namespace

Exported write_table(const DeckBook& book, const ExportWish& wish) {
  return TableWriter(book, wish).write();
}

}  // namespace attache::exchange
