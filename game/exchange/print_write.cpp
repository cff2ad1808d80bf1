// Pages to be printed: cards to cut out, a quiz with its answers, the reading.

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/chance.h"
#include "cards/html.h"
#include "exchange/print_page.h"
#include "exchange/writers.h"

namespace attache::exchange {

namespace {

/// A paragraph of small print, if there is a text.
std::string small(std::string_view plain) {
  if (plain.empty()) return {};
  return fmt::format("<p class=\"small\">{}</p>\n", escaped_html(plain));
}

/// The questions of a quiz: all, or as many as wanted by chance, in the deck's order.
std::vector<const Question*> chosen(const DeckBook& book, int wanted, Chance chance) {
  std::vector<const Question*> questions;
  for (const Question& question : book.questions())
    questions.push_back(&question);
  if (wanted <= 0 || static_cast<std::size_t>(wanted) >= questions.size())
    return questions;
  chance.shuffle(questions);
  questions.resize(static_cast<std::size_t>(wanted));
  std::sort(questions.begin(), questions.end());  // they lie in one vector
  return questions;
}

std::string article(const DeckBook& book, const Passage& passage) {
  const std::string place = place_of(book, passage);
  const std::string footer =
      place.empty() ? "" : fmt::format("<footer>{}</footer>\n", escaped_html(place));
  return fmt::format("<article>\n{}{}</article>\n", html_of(passage.text), footer);
}

std::string source_line(const Source& source) {
  std::string line;
  const auto add = [&](std::string_view part) {
    if (!part.empty()) line += fmt::format("{}{}", line.empty() ? "" : ", ", part);
  };
  add(source.author);
  add(source.title);
  if (source.publisher != source.author) add(source.publisher);
  if (source.date) add(source.date->text());
  std::string html = escaped_html(line);
  if (!source.url.empty())
    html += fmt::format(" — <a href=\"{0}\">{0}</a>", escaped_html(source.url));
  return fmt::format("<li>{}</li>\n", html);
}

}  // namespace

Exported write_cards_html(const DeckBook& book, const ExportWish& wish) {
  NoteBook notes;
  Chance chance(wish.seed);
  std::string rows;
  for (const Question& question : book.questions()) {
    // The form that leaves most to memory suits a card that is turned over.
    const PaperQuestion paper =
        on_paper(book, question, question.forms.back(), chance, notes);
    const std::string key =
        paper.key.empty() ? "" : fmt::format("<p><b>{}</b></p>\n", paper.key);
    rows += fmt::format(
        "<tr>\n<td><div class=\"question\">{}</div>\n{}</td>\n<td>{}{}{}</td>\n</tr>\n",
        paper.stem, small(paper.topic), key, paper.answer, small(paper.source));
  }
  return {page_of(book, "cards",
                  "<p class=\"small\">Cut along the dashed lines and fold at the dotted "
                  "one.</p>\n<table class=\"cards\">\n" +
                      rows + "</table>\n"),
          std::move(notes).take()};
}

Exported write_quiz_html(const DeckBook& book, const ExportWish& wish) {
  NoteBook notes;
  Chance chance(wish.seed);
  std::string items;
  std::string key;
  int number = 0;
  for (const Question* question :
       chosen(book, wish.questions, chance.derive("printed questions"))) {
    // On paper the easiest form is the one that is marked fastest.
    const PaperQuestion paper =
        on_paper(book, *question, question->forms.front(), chance, notes);
    ++number;
    std::string lines;
    for (int i = 0; i < paper.lines; ++i)
      lines += "<span class=\"line\"></span>";
    items += fmt::format("<div class=\"item\"><b>{}.</b><div>{}{}</div></div>\n", number,
                         paper.stem, lines);
    const std::string letters =
        paper.key.empty() ? "" : fmt::format("<b>{}</b> ", paper.key);
    key += fmt::format("<dt>{}.</dt><dd>{}{}{}{}</dd>\n", number, letters, paper.answer,
                       paper.explain, small(paper.source));
  }
  return {page_of(book, "quiz",
                  "<p class=\"fields\"><span>Name</span><span>Date</span></p>\n" + items +
                      "<section class=\"key\">\n<h2>Answers</h2>\n<dl>\n" + key +
                      "</dl>\n</section>\n"),
          std::move(notes).take()};
}

Exported write_reading_html(const DeckBook& book, const ExportWish& /*wish*/) {
  const Deck& deck = book.deck();
  NoteBook notes;
  if (deck.passages.empty()) notes.note("", "this deck has no passages");
  std::string body = html_of(deck.description);
  std::unordered_map<std::string_view, std::string> articles;  // by topic
  for (const Passage& passage : deck.passages)
    articles[passage.topic] += article(book, passage);
  body += articles[""];
  for (const Topic& topic : deck.topics)
    if (const auto found = articles.find(topic.id); found != articles.end())
      body += fmt::format("<h2>{}</h2>\n{}", escaped_html(topic.name), found->second);
  if (!deck.sources.empty()) {
    body += "<h2>Sources</h2>\n<ul>\n";
    for (const Source& source : deck.sources)
      body += source_line(source);
    body += "</ul>\n";
  }
  return {page_of(book, "reading", body), std::move(notes).take()};
}

}  // namespace attache::exchange
