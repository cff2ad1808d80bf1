#include "cli/topic_weight.h"

#include <charconv>
#include <fmt/format.h>

namespace attache::cli {

Result<TopicWeight> topic_weight_in(const std::string& text) {
  const std::size_t sign = text.rfind('=');
  TopicWeight weight;
  if (sign != std::string::npos) {
    weight.topic = text.substr(0, sign);
    const char* end = text.data() + text.size();
    const auto [stop, failure] =
        std::from_chars(text.data() + sign + 1, end, weight.percent);
    if (failure == std::errc{} && stop == end && !weight.topic.empty()) return weight;
  }
  return fail(fmt::format("--weight cannot be {}", text), "",
              "write it as deck/topic=40, in percent");
}

}  // namespace attache::cli
