#pragma once
// CommonMark as plain text, for terminals, logs and screen readers.

#include <string>
#include <string_view>

namespace attache {

/// The text without its marks: lists keep their bullets or numbers, links their address
/// in brackets, paragraphs an empty line between them. No line feed at the end.
[[nodiscard]] std::string plain_text(std::string_view commonmark);

}  // namespace attache
