#pragma once
// HTML of strangers made tame before a parser builds a tree of it.

#include <string>
#include <string_view>
#include <vector>

namespace attache::exchange {

struct TamedHtml {
  std::string html;
  std::vector<std::string> left_out;  ///< "a script", "a video", …
};
/// The same HTML with nothing but plain elements, few attributes, no comments and at most
/// 64 levels, so that no parser needs much time or memory for it.
[[nodiscard]] TamedHtml tamed_html(std::string_view html);

/// Adds a remark once.
void remark(std::vector<std::string>& remarks, std::string what);

}  // namespace attache::exchange
