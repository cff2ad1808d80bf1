#pragma once
// CommonMark as HTML, for pages that are printed.

#include <functional>
#include <string>
#include <string_view>

namespace attache {

/// Gives the address at which a picture of the deck lies, by its file; empty where it is
/// not to be shown.
using PictureAddress = std::function<std::string(const std::string& file)>;

/// A fragment of HTML. Whatever the text holds, the fragment has no HTML of its own
/// making, no scripts and nothing that is fetched from elsewhere: raw HTML is shown as
/// text, a picture is its description unless it has an address, and links lead only to
/// the web and to mail.
[[nodiscard]] std::string html_of(std::string_view commonmark,
                                  const PictureAddress& pictures = {});

/// Plain text for the inside of an element or an attribute: &, <, >, " and ' escaped.
[[nodiscard]] std::string escaped_html(std::string_view plain);

}  // namespace attache
