#include "exchange/html_cell.h"

#include <fmt/format.h>

#include "deckfile/folding.h"
#include "exchange/html_text.h"

namespace attache::exchange {

std::string html_cell(std::string_view html, const std::string& where, NoteBook& notes) {
  FromHtml found = from_html(html);
  for (const std::string& what : found.left_out)
    notes.note(where, fmt::format("{} is left out", what));
  for (std::size_t i = 0; i < found.pictures.size(); ++i) {
    notes.note(where, fmt::format("the picture {} is left out",
                                  folded_line(found.pictures[i].substr(0, 100))));
    const std::string& mark = found.picture_marks[i];
    const std::size_t at = found.markdown.find(mark);
    if (at == std::string::npos) continue;
    const std::size_t end = mark.rfind("](");
    found.markdown.replace(at, mark.size(), mark.substr(2, end - 2));
  }
  return folded_markdown(found.markdown);
}

}  // namespace attache::exchange
