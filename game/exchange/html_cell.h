#pragma once
// A cell or field of HTML as CommonMark, for formats that cannot carry pictures.

#include <string>
#include <string_view>

#include "exchange/imported.h"

namespace attache::exchange {

/// What is left out is noted, pictures too; their descriptions stay in the text.
[[nodiscard]] std::string html_cell(std::string_view html,
                                    const std::string& where,
                                    NoteBook& notes);

}  // namespace attache::exchange
