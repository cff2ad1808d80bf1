#include "cards/html.h"

#include <algorithm>
#include <array>
#include <md4c-html.h>
#include <vector>

#include "cards/text_pictures.h"

namespace attache {

namespace {

constexpr std::string_view kLink = "<a href=\"";
constexpr std::string_view kPicture = "<img src=\"";
constexpr std::string_view kDescription = " alt=\"";

/// Where links may lead. Everything else ("javascript:") becomes plain text.
bool may_be_linked(std::string_view address) {
  constexpr std::array<std::string_view, 3> kAllowed{"https://", "http://", "mailto:"};
  return std::any_of(kAllowed.begin(), kAllowed.end(),
                     [&](std::string_view start) { return address.starts_with(start); });
}

/// The value of an attribute that begins at `at`: up to the next quotation mark, which
/// is escaped within values.
std::string_view value_at(std::string_view html, std::size_t at) {
  return html.substr(at, html.find('"', at) - at);
}

/// What stands for a picture: itself where it has an address, else its description.
std::string picture_in(std::string_view tag,
                       std::string_view file,
                       const PictureAddress& pictures) {
  const std::size_t at = tag.find(kDescription);
  std::string alt(at == std::string_view::npos ? std::string_view()
                                               : value_at(tag, at + kDescription.size()));
  const std::string address = pictures ? pictures(std::string(file)) : std::string();
  if (address.empty()) return alt;
  return std::string(kPicture) + escaped_html(address) + "\"" +
         std::string(kDescription) + alt + "\">";
}

/// Walks through the renderer's output, in which "<" only ever begins a tag, and makes
/// its links and pictures harmless. `files` are those of the pictures, in their order.
std::string made_harmless(std::string_view html,
                          const std::vector<TextPicture>& files,
                          const PictureAddress& pictures) {
  std::size_t picture = 0;
  std::string out;
  while (!html.empty()) {
    const std::size_t tag = std::min(html.find('<'), html.size());
    out += html.substr(0, tag);
    html.remove_prefix(tag);
    const std::size_t end = std::min(html.find('>'), html.size() - 1) + 1;
    const std::string_view whole = html.substr(0, html.empty() ? 0 : end);
    if (whole.starts_with(kPicture)) {
      const bool known = picture < files.size();
      out += picture_in(whole, known ? files[picture].file : "",
                        known ? pictures : PictureAddress());
      ++picture;
    } else if (whole.starts_with(kLink) &&
               !may_be_linked(value_at(whole, kLink.size()))) {
      out += "<a>";
    } else {
      out += whole;
    }
    html.remove_prefix(whole.size());
  }
  return out;
}

}  // namespace

std::string html_of(std::string_view commonmark, const PictureAddress& pictures) {
  std::string html;
  const auto add = [](const MD_CHAR* piece, MD_SIZE size, void* to) {
    static_cast<std::string*>(to)->append(piece, size);
  };
  const int failed = md_html(commonmark.data(), static_cast<MD_SIZE>(commonmark.size()),
                             add, &html, MD_FLAG_NOHTML, 0);
  return failed != 0
             ? escaped_html(commonmark)
             : made_harmless(
                   html, pictures ? pictures_in(commonmark) : std::vector<TextPicture>(),
                   pictures);
}

std::string escaped_html(std::string_view plain) {
  std::string out;
  for (const char c : plain) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace attache
