#include "study/overrulings.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>

#include "base/text.h"
#include "study/marking.h"

namespace attache {

namespace {

using Json = nlohmann::json;

/// The one text that a row overrules, and to what; nothing for any other row.
std::optional<Overruling> overruling_in(const Review& review) {
  // Most rows overrule nothing, and reading JSON takes long.
  if (review.response.find("\"overruled\"") == std::string::npos) return {};
  const Json row = Json::parse(review.response, nullptr, false);
  if (!row.is_object()) return {};
  const auto texts = row.find("texts");
  const auto verdict = row.find("verdict");
  const bool one = texts != row.end() && texts->is_array() && texts->size() == 1 &&
                   texts->front().is_string();
  if (!one || verdict == row.end() || !verdict->is_string()) return {};
  Overruling found;
  found.question = review.question;
  found.text = one_line(texts->front().get<std::string>());
  found.right = verdict->get<std::string>() != name_of(Verdict::kWrong);
  found.times = 1;
  return found.text.empty() ? std::nullopt : std::optional(found);
}

}  // namespace

std::vector<Overruling> overrulings(std::span<const Review> counting_rows) {
  std::map<std::tuple<QuestionId, std::string, bool>, Overruling> by_text;
  for (const Review& review : counting_rows) {
    auto found = overruling_in(review);
    if (!found) continue;
    Overruling& kept = by_text[{found->question, fold(found->text), found->right}];
    found->times += kept.times;
    kept = *std::move(found);
  }
  std::vector<Overruling> all;
  all.reserve(by_text.size());
  for (auto& [key, overruling] : by_text)
    all.push_back(std::move(overruling));
  std::stable_sort(all.begin(), all.end(), [](const Overruling& a, const Overruling& b) {
    return a.question != b.question ? a.question < b.question : a.times > b.times;
  });
  return all;
}

}  // namespace attache
