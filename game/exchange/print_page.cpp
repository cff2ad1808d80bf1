#include "exchange/print_page.h"

#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "cards/html.h"
#include "cards/plain.h"

namespace attache::exchange {

namespace {

// Black on white, for A4 and Letter alike; nothing is told by colour alone.
constexpr const char* kStyle = R"css(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 48rem; background: #fff;
  color: #1c1f24; font: 16px/1.45 Inter, "Segoe UI", "Noto Sans", "Noto Sans CJK JP", sans-serif; }
header { margin: 0 0 1.5rem; }
h1 { margin: 0; font-size: 1.8rem; line-height: 1.2; }
h2 { margin: 2rem 0 .6rem; font-size: 1.2rem; break-after: avoid; }
p { margin: .35rem 0; }
ul, ol { margin: .35rem 0; padding-left: 1.4rem; }
li p, td p { margin: 0; }
a { color: inherit; }
.small { color: #4c535c; font-size: .85rem; }
.fields { display: flex; gap: 2rem; margin-top: 1rem; }
.fields span { flex: 1; border-bottom: 1px solid #1c1f24; padding-bottom: .2rem; }
table.cards { width: 100%; border-collapse: collapse; table-layout: fixed; }
table.cards td { width: 50%; height: 5.2cm; padding: .5cm; vertical-align: middle;
  border: 1px dashed #8a919b; text-align: center; overflow-wrap: anywhere; }
table.cards td:first-child { border-right: 1px dotted #b9bec6; }
table.cards tr { break-inside: avoid; }
table.cards td ul, table.cards td ol { display: inline-block; text-align: left; }
.question { font-weight: 500; }
.item { break-inside: avoid; margin: 0 0 1.1rem; display: flex; gap: .6rem; }
.item > b { flex: 0 0 1.9rem; text-align: right; }
.item > div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
ol.options { list-style: none; padding: 0; margin: .4rem 0; text-align: left; }
ol.options > li { display: flex; gap: .5rem; margin: .15rem 0; }
ol.options > li::before { content: attr(data-letter); flex: 0 0 1.3rem; font-weight: 600; }
table.sides { border-collapse: collapse; margin: .4rem 0; text-align: left; width: 100%; }
table.sides td { padding: .15rem .8rem .15rem 0; vertical-align: top; width: 50%; border: 0; height: auto; }
.line { display: block; border-bottom: 1px solid #8a919b; height: 1.9rem; }
.gap { display: inline-block; min-width: 6rem; border-bottom: 1px solid #1c1f24; }
.key { break-before: page; }
.key dl { display: grid; grid-template-columns: 2.2rem 1fr; gap: .3rem .6rem; margin: 0; }
.key dt { font-weight: 600; text-align: right; }
.key dd { margin: 0; break-inside: avoid; overflow-wrap: anywhere; }
figure { position: relative; display: inline-block; margin: .4rem 0; max-width: 100%; }
figure img { display: block; max-width: 100%; max-height: 11cm; }
figure i { position: absolute; background: #fff; border: 1.5px solid #1c1f24; font: 600 .8rem/1 sans-serif;
  display: flex; align-items: center; justify-content: center; }
article { margin: 0 0 1.2rem; }
article footer, article h3 { break-after: avoid; }
article footer { color: #4c535c; font-size: .85rem; break-before: avoid; }
@page { margin: 16mm 15mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  a { text-decoration: none; }
  figure i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

constexpr std::size_t kMostPicture = 10u << 20;

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::string_view three = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j)
      bits = bits << 8U | (j < three.size() ? static_cast<unsigned char>(three[j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j)
      out += j <= three.size() ? kDigits[bits >> (18U - 6U * j) & 63U] : '=';
  }
  return out;
}

std::optional<std::string> picture_bytes(const std::filesystem::path& file) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(file, failure)) return {};
  const auto size = std::filesystem::file_size(file, failure);
  if (failure || size == 0 || size > kMostPicture) return {};
  std::ifstream in(file, std::ios::binary);
  std::string bytes(size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in) return {};
  return bytes;
}

std::string letter(std::size_t index) {
  // More than 26 are as good as impossible; they go on with AA.
  constexpr std::size_t kLetters = 26;
  std::string name(1, static_cast<char>('A' + static_cast<char>(index % kLetters)));
  return index < kLetters ? name : letter(index / kLetters - 1) + name;
}

class Paper {
 public:
  Paper(const DeckBook& book, const Prompt& prompt, NoteBook& notes)
      : book_(book), prompt_(prompt), notes_(notes) {}

  PaperQuestion put() {
    paper_.stem = html_of(prompt_.stem);
    paper_.answer = html_of(prompt_.answer);
    paper_.explain = html_of(prompt_.explain);
    if (prompt_.picture) picture(*prompt_.picture);
    if (prompt_.cloze) cloze(*prompt_.cloze);
    if (!prompt_.options.empty()) options();
    if (prompt_.form == Form::kMatch) match();
    if (prompt_.form == Form::kOrder) order();
    if (paper_.key.empty()) paper_.lines = lines_needed();
    return std::move(paper_);
  }

 private:
  [[nodiscard]] int lines_needed() const {
    if (prompt_.cloze) return 0;
    if (prompt_.form == Form::kSet) return static_cast<int>(prompt_.wanted.size());
    constexpr std::size_t kOfLine = 60;
    constexpr std::size_t kMost = 8;
    const std::size_t length = code_points(prompt_.answer).size();
    return prompt_.form == Form::kRecall
               ? static_cast<int>(std::min(kMost, length / kOfLine + 2))
               : 1;
  }

  void picture(const PromptPicture& picture) {
    const auto bytes = picture_bytes(book_.folder() / picture.file);
    if (!bytes) {
      notes_.note(fmt::format("question {}", prompt_.question),
                  fmt::format("the picture {} cannot be read", picture.file));
      paper_.stem += fmt::format("<p>[{}]</p>", escaped_html(picture.alt));
      return;
    }
    const bool is_png = bytes->starts_with("\x89PNG");
    std::string figure =
        fmt::format("<figure><img alt=\"{}\" src=\"data:image/{};base64,{}\">",
                    escaped_html(picture.alt), is_png ? "png" : "jpeg", base64(*bytes));
    for (std::size_t i = 0; i < picture.hidden.size(); ++i) {
      const PictureRegion& region = picture.hidden[i];
      figure += fmt::format(
          "<i style=\"left:{:.3f}%;top:{:.3f}%;width:{:.3f}%;height:{:.3f}%\">{}</i>",
          region.x, region.y, region.width, region.height, i == picture.asked ? "?" : "");
    }
    paper_.stem += figure + "</figure>\n";
  }

  void cloze(const ClozeText& cloze) {
    // Stands for a gap while the text around it becomes HTML.
    constexpr std::string_view kStandIn = "\xF3\xB0\x80\x80";  // U+F0000
    std::string text = cloze.pieces.front();
    for (std::size_t i = 1; i < cloze.pieces.size(); ++i)
      text += std::string(kStandIn) + cloze.pieces[i];
    std::string html = html_of(text);
    std::size_t at = 0;
    for (const Blank& blank : cloze.blanks) {
      at = html.find(kStandIn, at);
      if (at == std::string::npos) break;
      const std::string hint = blank.hint.empty()
                                   ? ""
                                   : fmt::format(" <span class=\"small\">({})</span>",
                                                 escaped_html(blank.hint));
      const std::string gap = "<span class=\"gap\">&nbsp;</span>" + hint;
      html.replace(at, kStandIn.size(), gap);
      at += gap.size();
    }
    paper_.stem += html;
    std::vector<std::string> answers;
    for (const Blank& blank : cloze.blanks)
      answers.push_back(escaped_html(blank.accepted.front()));
    paper_.answer = fmt::format("<p>{}</p>", fmt::join(answers, " · "));
  }

  void options() {
    std::string list = "<ol class=\"options\">\n";
    std::vector<std::string> right;
    for (std::size_t i = 0; i < prompt_.options.size(); ++i) {
      const Option& option = prompt_.options[i];
      list += fmt::format("<li data-letter=\"{}\"><div>{}</div></li>\n", letter(i),
                          html_of(option.text));
      if (option.right) right.push_back(letter(i));
    }
    paper_.stem += list + "</ol>\n";
    paper_.key = fmt::format("{}", fmt::join(right, ", "));
  }

  void match() {
    std::string rows;
    std::vector<std::string> key;
    for (std::size_t i = 0; i < prompt_.items.size(); ++i) {
      const std::string other =
          i < prompt_.counterparts.size() ? html_of(prompt_.counterparts[i]) : "";
      rows += fmt::format("<tr><td><b>{}</b> {}</td><td><b>{}</b> {}</td></tr>\n", i + 1,
                          html_of(prompt_.items[i]), letter(i), other);
      if (i < prompt_.key.size())
        key.push_back(fmt::format("{}–{}", i + 1, letter(prompt_.key[i])));
    }
    paper_.stem += "<table class=\"sides\">\n" + rows + "</table>\n";
    paper_.key = fmt::format("{}", fmt::join(key, ", "));
  }

  void order() {
    std::string list = "<ol class=\"options\">\n";
    for (std::size_t i = 0; i < prompt_.items.size(); ++i)
      list += fmt::format("<li data-letter=\"{}\"><div>{}</div></li>\n", letter(i),
                          html_of(prompt_.items[i]));
    paper_.stem += list + "</ol>\n";
    std::vector<std::string> key;
    for (const std::size_t item : prompt_.key)
      key.push_back(letter(item));
    paper_.key = fmt::format("{}", fmt::join(key, ", "));
  }

  const DeckBook& book_;
  const Prompt& prompt_;
  NoteBook& notes_;
  PaperQuestion paper_;
};

}  // namespace

std::string page_of(const DeckBook& book, std::string_view kind, std::string_view body) {
  const Deck& deck = book.deck();
  const std::string title = escaped_html(deck.title);
  std::string about = fmt::format("edition {}", deck.edition);
  if (deck.as_of) about += ", as of " + deck.as_of->text();
  if (!deck.authors.empty())
    about = fmt::format("{} · {}", fmt::join(deck.authors, ", "), about);
  if (!deck.licence.empty()) about += " · " + deck.licence;
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}: {}</title>\n<style>{}</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>\n"
      "<p class=\"small\">{}</p>\n</header>\n{}</body>\n</html>\n",
      escaped_html(deck.lang), title, kind, kStyle, title, escaped_html(about), body);
}

PaperQuestion on_paper(const DeckBook& book,
                       const Question& question,
                       Form form,
                       Chance& chance,
                       NoteBook& notes) {
  const Prompt prompt = book.put(question, form, chance);
  PaperQuestion paper = Paper(book, prompt, notes).put();
  if (const Topic* topic = book.topic(question.topic)) paper.topic = topic->name;
  if (const Passage* passage = book.passage(question.passage))
    paper.source = place_of(book, *passage);
  return paper;
}

std::string place_of(const DeckBook& book, const Passage& passage) {
  const Source* source = book.source(passage.source);
  if (source == nullptr) return passage.at;
  return passage.at.empty() ? source->title : source->title + ", " + passage.at;
}

}  // namespace attache::exchange
