// Tables in: CSV, TSV and what Anki writes as text.

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "deckfile/folding.h"
#include "deckfile/values.h"
#include "exchange/deck_maker.h"
#include "exchange/html_cell.h"
#include "exchange/html_text.h"
#include "exchange/numbered_cloze.h"
#include "exchange/readers.h"
#include "exchange/table_cells.h"
#include "exchange/table_own.h"

namespace attache::exchange {

namespace {

constexpr std::size_t kPreviewRows = 20;
constexpr std::size_t kMostColumns = 1000;

// ---- what the columns are

struct NamedUse {
  std::string_view name;
  ColumnUse use;
};
constexpr std::array<NamedUse, 41> kNamedUses{{
    {"question", ColumnUse::kQuestion},
    {"questions", ColumnUse::kQuestion},
    {"front", ColumnUse::kQuestion},
    {"term", ColumnUse::kQuestion},
    {"prompt", ColumnUse::kQuestion},
    {"ask", ColumnUse::kQuestion},
    {"word", ColumnUse::kQuestion},
    {"q", ColumnUse::kQuestion},
    {"text", ColumnUse::kQuestion},
    {"answer", ColumnUse::kAnswer},
    {"answers", ColumnUse::kAnswer},
    {"back", ColumnUse::kAnswer},
    {"definition", ColumnUse::kAnswer},
    {"meaning", ColumnUse::kAnswer},
    {"translation", ColumnUse::kAnswer},
    {"a", ColumnUse::kAnswer},
    {"tags", ColumnUse::kTags},
    {"tag", ColumnUse::kTags},
    {"topic", ColumnUse::kTopic},
    {"deck", ColumnUse::kTopic},
    {"category", ColumnUse::kTopic},
    {"chapter", ColumnUse::kTopic},
    {"unit", ColumnUse::kTopic},
    {"explain", ColumnUse::kExplain},
    {"explanation", ColumnUse::kExplain},
    {"note", ColumnUse::kExplain},
    {"notes", ColumnUse::kExplain},
    {"extra", ColumnUse::kExplain},
    {"back extra", ColumnUse::kExplain},
    {"comment", ColumnUse::kExplain},
    {"comments", ColumnUse::kExplain},
    {"hint", ColumnUse::kExplain},
    {"id", ColumnUse::kId},
    {"guid", ColumnUse::kId},
    {"key", ColumnUse::kId},
    {"accept", ColumnUse::kAccept},
    {"also right", ColumnUse::kAccept},
    {"alternatives", ColumnUse::kAccept},
    {"aliases", ColumnUse::kAccept},
    {"synonyms", ColumnUse::kAccept},
    {"also accepted", ColumnUse::kAccept},
}};

ColumnUse use_named(std::string_view name) {
  const std::string folded = fold(name.substr(0, 100));
  const auto* known =
      std::find_if(kNamedUses.begin(), kNamedUses.end(),
                   [&](const NamedUse& one) { return one.name == folded; });
  return known == kNamedUses.end() ? ColumnUse::kIgnore : known->use;
}

bool has(const std::vector<ColumnUse>& columns, ColumnUse use) {
  return std::find(columns.begin(), columns.end(), use) != columns.end();
}

std::size_t widest(const std::vector<TableRow>& rows) {
  std::size_t width = 0;
  for (const TableRow& row : rows)
    width = std::max(width, row.cells.size());
  return std::min(width, kMostColumns);
}

/// A column of few different short words is most likely one of tags.
bool looks_like_tags(const std::vector<TableRow>& rows, std::size_t column) {
  constexpr std::size_t kLongest = 40;
  std::set<std::string_view> different;
  std::size_t full = 0;
  for (const TableRow& row : rows) {
    if (column >= row.cells.size() || row.cells[column].empty()) continue;
    const std::string& cell = row.cells[column];
    if (cell.size() > kLongest || cell.find_first_of(".?!<") != std::string::npos)
      return false;
    ++full;
    different.insert(cell);
  }
  return full > 0 && (rows.size() < 4 || 2 * different.size() <= full);
}

/// Gives the columns that nothing says anything of a use by their order: question,
/// answer, tags or explanations.
void guess_by_order(std::vector<ColumnUse>& columns,
                    const std::vector<bool>& is_known,
                    const std::vector<TableRow>& rows,
                    bool from_anki) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (is_known[i]) continue;
    if (!has(columns, ColumnUse::kQuestion)) {
      columns[i] = ColumnUse::kQuestion;
    } else if (!has(columns, ColumnUse::kAnswer)) {
      columns[i] = ColumnUse::kAnswer;
    } else if (!from_anki && !has(columns, ColumnUse::kTags) &&
               looks_like_tags(rows, i)) {
      columns[i] = ColumnUse::kTags;
    } else {
      columns[i] = ColumnUse::kExplain;
    }
  }
}

bool looks_like_html(const std::vector<TableRow>& rows) {
  constexpr std::array<std::string_view, 22> kSigns{
      "<b>",   "</b>",   "<i>",   "</i>", "<br",    "<div",   "<p>",  "</p>",
      "<span", "<u>",    "<sub>", "<sup", "<img",   "<ul>",   "<ol>", "<strong>",
      "<em>",  "&nbsp;", "&amp;", "&lt;", "&quot;", "<a href"};
  for (const TableRow& row : rows)
    for (const std::string& cell : row.cells)
      for (const std::string_view sign : kSigns)
        if (cell.find(sign) != std::string::npos) return true;
  return false;
}

TableMapping guess_mapping(const TableHead& head,
                           const std::vector<TableRow>& rows,
                           char separator) {
  TableMapping guess;
  guess.separator = separator;
  guess.html = head.html.value_or(looks_like_html(rows));
  const std::size_t width = std::max(
      {widest(rows), std::min(head.columns.size(), kMostColumns), std::size_t{1}});
  std::vector<bool> is_known(width, false);
  guess.columns.assign(width, ColumnUse::kIgnore);
  const auto know = [&](std::size_t column, ColumnUse use) {
    if (column >= width || is_known[column]) return;
    guess.columns[column] = use;
    is_known[column] = true;
  };
  const auto tell = [&](const std::optional<std::size_t>& number, ColumnUse use) {
    if (number) know(*number - 1, use);
  };
  tell(head.tags, ColumnUse::kTags);
  tell(head.deck, ColumnUse::kTopic);
  tell(head.notetype, ColumnUse::kIgnore);
  tell(head.guid, ColumnUse::kId);
  const auto know_names = [&](const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (const ColumnUse use = use_named(names[i]); use != ColumnUse::kIgnore)
        know(i, use);
  };
  know_names(head.columns);
  if (head.is_ours) {
    is_known.assign(width, true);
  } else if (!head.is_there && !rows.empty()) {
    std::vector<ColumnUse> named;
    for (const std::string& cell : rows.front().cells)
      named.push_back(use_named(cell));
    guess.has_header = has(named, ColumnUse::kQuestion) &&
                       (has(named, ColumnUse::kAnswer) || named.size() == 1);
    if (guess.has_header) know_names(rows.front().cells);
  }
  guess_by_order(guess.columns, is_known, rows, head.is_there);
  return guess;
}

// ---- rows to cards

class TableReader {
 public:
  TableReader(const TableHead& head,
              const TableMapping& mapping,
              DeckMaker& maker,
              NoteBook& notes)
      : head_(head), mapping_(mapping), maker_(maker), notes_(notes) {
    if (head.is_ours)
      for (std::size_t i = 0; i < static_cast<std::size_t>(OwnColumn::kCount); ++i) {
        const auto found = std::find(head.columns.begin(), head.columns.end(),
                                     name_of(static_cast<OwnColumn>(i)));
        own_.push_back(static_cast<std::size_t>(found - head.columns.begin()));
      }
  }

  void read(const std::vector<TableRow>& rows) {
    common_deck(rows);
    for (const TableRow& row : rows)
      read(row);
  }

 private:
  void read(const TableRow& row) {
    where_ = fmt::format("line {}", row.line);
    row_ = &row;
    const std::size_t width = mapping_.columns.size();
    if (row.cells.size() > width)
      notes_.note(where_,
                  fmt::format("more than {} columns; the others are left out", width));
    CardDraft draft;
    draft.where = where_;
    draft.key = key();
    draft.topic = topic();
    draft.tags = tags();
    draft.explain = rich_all(ColumnUse::kExplain);
    const std::string kind = own(OwnColumn::kKind);
    if (kind.empty() || kind == "cloze") {
      if (add_clozes(draft, kind == "cloze")) return;
    }
    draft.ask = kind == "choice" || kind == "select"
                    ? rich(without_options(own(OwnColumn::kQuestion)))
                    : rich_all(ColumnUse::kQuestion);
    draft.body = body(kind);
    maker_.add(std::move(draft));
  }

  static std::string without_options(std::string question) {
    const std::size_t open = question.rfind(kOptionsOpen);
    if (open != std::string::npos && question.ends_with(kOptionsClose))
      question.resize(open);
    return question;
  }

  /// Rows with numbered blanks: a card for each number.
  bool add_clozes(const CardDraft& draft, bool is_ours) {
    std::string raw;
    for (const std::string& cell : cells(ColumnUse::kQuestion))
      raw += (raw.empty() ? "" : "\n") + cell;
    const auto asks = numbered_asks(raw, mapping_.html, where_, notes_);
    for (const NumberedAsk& one : asks) {
      CardDraft card = draft;
      if (!card.key.empty() && !is_ours) card.key += fmt::format("-c{}", one.number);
      card.ask = one.ask;
      card.body = ClozeCard{};
      if (is_ours) {
        card.ask = with_alternatives(std::move(card.ask));
      } else {
        const std::string extra = rich_all(ColumnUse::kAnswer);
        if (!extra.empty())
          card.explain = extra + (card.explain.empty() ? "" : "\n\n" + card.explain);
      }
      maker_.add(std::move(card));
    }
    return !asks.empty();
  }

  /// What is also right in each blank, which Anki's notation cannot say, stands in a
  /// column of its own: a list for each blank.
  [[nodiscard]] std::string with_alternatives(std::string ask) const {
    std::size_t at = 0;
    for (const std::string& list : list_of_cell(own(OwnColumn::kAccept))) {
      const std::size_t blank = ask.find("{{", at);
      if (blank == std::string::npos) return ask;
      const std::size_t end = std::min(ask.find("}}", blank), ask.size());
      const std::size_t answer = std::min(ask.find("::", blank), end);
      std::string more;
      for (const std::string& one : list_of_cell(list))
        more += "|" + one + (one.ends_with(':') || one.ends_with('}') ? " " : "");
      ask.insert(answer, more);
      at = end + more.size();
    }
    return ask;
  }

  CardBody body(const std::string& kind) {
    const std::string answer = rich_all(ColumnUse::kAnswer);
    const std::vector<std::string> wrong = list_of_cell(own(OwnColumn::kWrong));
    if (kind == "typed") return TypedCard{plain_all(ColumnUse::kAnswer), accepted()};
    if (kind == "true-false") return TrueFalseCard{fold(answer) != "false"};
    if (kind == "choice") {
      ChoiceCard card{answer, {}};
      for (const std::string& option : wrong)
        card.wrong.push_back({rich(option), ""});
      return card;
    }
    if (kind == "select") {
      SelectCard card;
      for (const std::string& option : list_of_cell(own(OwnColumn::kAccept)))
        card.answers.push_back(rich(option));
      for (const std::string& option : wrong)
        card.wrong.push_back({rich(option), ""});
      return card;
    }
    if (kind.empty() && has(mapping_.columns, ColumnUse::kAccept)) {
      std::vector<std::string> also = accepted();
      if (!also.empty()) return TypedCard{plain_all(ColumnUse::kAnswer), std::move(also)};
    }
    return RecallCard{answer};
  }

  // ---- cells

  [[nodiscard]] std::string cell(std::size_t column) const {
    if (column >= row_->cells.size()) return {};
    return head_.is_ours ? with_formula(row_->cells[column]) : row_->cells[column];
  }
  [[nodiscard]] std::string own(OwnColumn column) const {
    return own_.empty() ? "" : cell(own_[static_cast<std::size_t>(column)]);
  }
  [[nodiscard]] std::vector<std::string> cells(ColumnUse use) const {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < mapping_.columns.size(); ++i)
      if (mapping_.columns[i] == use)
        if (std::string text = cell(i); !text.empty()) found.push_back(std::move(text));
    return found;
  }

  [[nodiscard]] std::string rich(const std::string& text) {
    return mapping_.html ? html_cell(text, where_, notes_) : markdown_of(text);
  }
  std::string rich_all(ColumnUse use) {
    std::string all;
    for (const std::string& text : cells(use)) {
      const std::string one = rich(text);
      if (!one.empty()) all += (all.empty() ? "" : "\n\n") + one;
    }
    return all;
  }
  [[nodiscard]] std::string plain(const std::string& text) const {
    return folded_line(mapping_.html ? plain_from_html(text) : text);
  }
  [[nodiscard]] std::string plain_all(ColumnUse use) const {
    std::string all;
    for (const std::string& text : cells(use))
      all += (all.empty() ? "" : " ") + plain(text);
    return folded_line(all);
  }

  [[nodiscard]] std::vector<std::string> accepted() const {
    std::vector<std::string> texts;
    if (head_.is_ours) {
      texts = list_of_cell(own(OwnColumn::kAccept));
    } else {
      for (const std::string& text : cells(ColumnUse::kAccept)) {
        std::string_view rest = text;
        while (!rest.empty()) {
          const std::size_t end = std::min(rest.find_first_of("|;"), rest.size());
          texts.emplace_back(rest.substr(0, end));
          rest.remove_prefix(std::min(end + 1, rest.size()));
        }
      }
    }
    for (std::string& text : texts)
      text = plain(text);
    std::erase(texts, "");
    return texts;
  }

  [[nodiscard]] std::string key() const {
    const auto ids = cells(ColumnUse::kId);
    if (ids.empty()) return {};
    std::string key = folded_line(ids.front());
    // Ours are "deck/card" or "deck/fact/object", so that no two decks share one.
    const std::string prefix = head_.deck_id + "/";
    if (head_.is_ours && key.starts_with(prefix)) {
      key.erase(0, prefix.size());
      std::replace(key.begin(), key.end(), '/', '.');
    }
    return key;
  }

  [[nodiscard]] std::vector<std::string> tags() const {
    std::vector<std::string> tags = head_.all_tags;
    for (const std::string& cell : cells(ColumnUse::kTags)) {
      // Blanks or, where a person wrote them, commas and semicolons stand between tags.
      const bool listed = cell.find_first_of(",;") != std::string::npos;
      std::string_view rest = cell;
      while (!rest.empty()) {
        const std::size_t end =
            std::min(rest.find_first_of(listed ? ",;" : " \t\n"), rest.size());
        tags.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return tags;
  }

  /// A deck that all rows lie in is this deck, and no topic of it.
  void common_deck(const std::vector<TableRow>& rows) {
    if (!head_.deck_name.empty()) maker_.set_title(head_.deck_name);
    if (!head_.deck || rows.empty()) return;
    const auto root_of = [&](const TableRow& row) {
      if (*head_.deck > row.cells.size()) return std::string();
      const std::string& path = row.cells[*head_.deck - 1];
      return path.substr(0, path.find("::"));
    };
    const std::string root = root_of(rows.front());
    if (root.empty() || !std::all_of(rows.begin(), rows.end(), [&](const TableRow& row) {
          return root_of(row) == root;
        }))
      return;
    common_ = root;
    maker_.set_title(head_.is_ours ? with_formula(root) : root);
  }

  [[nodiscard]] std::string topic() const {
    std::string path;
    for (std::size_t i = 0; i < mapping_.columns.size(); ++i) {
      if (mapping_.columns[i] != ColumnUse::kTopic || i >= row_->cells.size()) continue;
      std::string_view one = row_->cells[i];
      if (head_.deck == i + 1 && !common_.empty() && one.starts_with(common_)) {
        one.remove_prefix(common_.size());
        if (one.starts_with("::")) one.remove_prefix(2);
      }
      if (!path.empty() && !one.empty()) path += "::";
      path += one;
    }
    return path;
  }

  const TableHead& head_;
  const TableMapping& mapping_;
  DeckMaker& maker_;
  NoteBook& notes_;
  std::vector<std::size_t> own_;  ///< where our own columns are; empty in others' files
  std::string common_;
  std::string where_;
  const TableRow* row_ = nullptr;
};

/// The separator that a mapping or the head names, else the likely one, else a tab.
char separator_of(std::string_view text,
                  const TableHead& head,
                  const std::optional<TableMapping>& mapping) {
  if (mapping) return mapping->separator;
  if (head.separator) return *head.separator;
  return likely_separator(text.substr(head.length), head.is_there).value_or('\t');
}

bool is_possible(char separator) {
  return separator != '\n' && separator != '"' && separator != '\0' &&
         static_cast<unsigned char>(separator) < 0x80;
}

}  // namespace

Result<TablePreview> preview_table(std::string_view text) {
  const Result<std::string> readable = readable_text(text, "");
  if (!readable) return readable.unexpected();
  const TableHead head = head_of_table(*readable);
  const char separator = separator_of(*readable, head, {});
  const std::vector<TableRow> rows =
      rows_of(std::string_view(*readable).substr(head.length), separator, head.is_there,
              head.lines + 1, kPreviewRows + 1);
  if (rows.empty()) return fail("there are no rows in it", "", "choose another file");
  TablePreview preview;
  preview.guess = guess_mapping(head, rows, separator);
  for (const TableRow& row : rows)
    if (preview.rows.size() < kPreviewRows) preview.rows.push_back(row.cells);
  for (std::size_t i = 0; i < preview.guess.columns.size(); ++i)
    if (preview.guess.columns[i] == ColumnUse::kIgnore && !head.is_ours &&
        head.notetype != i + 1)
      preview.notes.push_back({fmt::format("column {}", i + 1), "it is left out", 1});
  return preview;
}

Result<Imported> read_table(std::string_view text,
                            const std::optional<TableMapping>& mapping,
                            const ImportWish& wish) {
  const Result<std::string> readable = readable_text(text, wish.name);
  if (!readable) return readable.unexpected();
  const TableHead head = head_of_table(*readable);
  const char separator = separator_of(*readable, head, mapping);
  if (!is_possible(separator))
    return fail("this cannot separate columns", wish.name,
                "choose a comma, a semicolon, a tab, | or :");
  std::vector<TableRow> rows = rows_of(std::string_view(*readable).substr(head.length),
                                       separator, head.is_there, head.lines + 1);
  const std::vector<TableRow> first(
      rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(
                                       std::min(rows.size(), kPreviewRows + 1)));
  const TableMapping uses = mapping ? *mapping : guess_mapping(head, first, separator);
  if (!has(uses.columns, ColumnUse::kQuestion))
    return fail("no column is the question", wish.name,
                "say which column holds the questions");
  if (uses.has_header && !rows.empty()) rows.erase(rows.begin());
  NoteBook notes;
  DeckMaker maker(wish, notes);
  maker.set_id(head.deck_id);
  maker.set_language(head.lang);
  for (std::size_t i = 0; i < uses.columns.size(); ++i)
    if (uses.columns[i] == ColumnUse::kIgnore && !head.is_ours && head.notetype != i + 1)
      notes.note(fmt::format("column {}", i + 1), "it is left out");
  TableReader(head, uses, maker, notes).read(rows);
  return imported_of(std::move(maker), std::move(notes), title_of(InFormat::kTable),
                     wish.name);
}

}  // namespace attache::exchange
