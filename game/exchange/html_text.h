#pragma once
// HTML of strangers to CommonMark, and what is lost on the way.

#include <string>
#include <string_view>
#include <vector>

namespace attache::exchange {

struct FromHtml {
  std::string markdown;
  std::vector<std::string> pictures;  ///< src of every <img>, in order; each stands in
                                      ///< the text as ![alt](src)
  std::vector<std::string> picture_marks;  ///< each as it stands in `markdown`, so that
                                           ///< it can be found and replaced
  std::vector<std::string>
      left_out;  ///< "a sound (bonjour.mp3)", "a script", "a table", …
};
/// Reads a fragment of HTML: emphasis, paragraphs, line breaks, lists, links (http,
/// https, mailto), code, headings (bold lines), super- and subscripts (Unicode where
/// there is one), tables (rows of cells with " | "). Texts are escaped so that CommonMark
/// shows them as they were. Never fails; at most 1 MB is read, nested at most 64 deep.
[[nodiscard]] FromHtml from_html(std::string_view html);
/// The same without any markup, on lines.
[[nodiscard]] std::string plain_from_html(std::string_view html);

}  // namespace attache::exchange
