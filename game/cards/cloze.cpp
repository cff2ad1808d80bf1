#include "cards/cloze.h"

#include "base/text.h"

namespace attache {

namespace {

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";

Result<Blank> read_blank(std::string_view inside) {
  Blank blank;
  const std::size_t hint = inside.find("::");
  if (hint != std::string_view::npos) {
    blank.hint = one_line(inside.substr(hint + 2));
    inside = inside.substr(0, hint);
  }
  while (true) {
    const std::size_t bar = inside.find('|');
    std::string accepted = one_line(inside.substr(0, bar));
    if (accepted.empty())
      return fail("a blank is empty", "",
                  "write the answer between the braces: {{answer}}");
    blank.accepted.push_back(std::move(accepted));
    if (bar == std::string_view::npos) break;
    inside.remove_prefix(bar + 1);
  }
  return blank;
}

}  // namespace

std::string ClozeText::filled() const {
  std::string text = pieces.front();
  for (std::size_t i = 0; i < blanks.size(); ++i)
    text += blanks[i].accepted.front() + pieces[i + 1];
  return text;
}

Result<ClozeText> read_cloze(std::string_view text) {
  ClozeText cloze;
  while (true) {
    const std::size_t open = text.find(kOpen);
    cloze.pieces.emplace_back(text.substr(0, open));
    if (open == std::string_view::npos) break;
    text.remove_prefix(open + kOpen.size());
    const std::size_t close = text.find(kClose);
    if (close == std::string_view::npos)
      return fail("a blank is not closed", "", "end it with two braces: {{answer}}");
    Result<Blank> blank = read_blank(text.substr(0, close));
    if (!blank) return blank.unexpected();
    cloze.blanks.push_back(*std::move(blank));
    text.remove_prefix(close + kClose.size());
  }
  if (cloze.blanks.empty())
    return fail("the cloze has no blank", "",
                "put two braces around the words to leave out: {{answer}}");
  return cloze;
}

}  // namespace attache
