#pragma once
// The signs of Markdown and of blanks stand back a little in the editor, so that the
// words between them are what is read.

#include <string_view>
#include <vector>

#include "window/typesetter.h"

namespace attache::window {

struct MarkupInks {
  ImU32 sign = 0;    ///< asterisks, braces, addresses, hints
  ImU32 answer = 0;  ///< what is right in a blank
};
struct MarkupWish {
  bool markdown = false;
  bool blanks = false;
};

/// The stretch in runs that look like `plain` but for their colour; together they are the
/// stretch, byte for byte.
[[nodiscard]] std::vector<TextRun> markup_runs(std::string_view stretch,
                                               const TextRun& plain,
                                               const MarkupInks& inks,
                                               MarkupWish wish);

}  // namespace attache::window
