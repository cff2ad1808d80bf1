// Responses as they are written to the review log, and read back for summaries.

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "study/marking.h"

namespace attache {

namespace {

using Json = nlohmann::ordered_json;

/// Texts by index; what is out of range is left out.
Json texts_at(const std::vector<std::string>& texts,
              const std::vector<std::size_t>& chosen) {
  Json out = Json::array();
  for (const std::size_t index : chosen)
    if (index < texts.size()) out.push_back(texts[index]);
  return out;
}

Json pairs_of(const Prompt& prompt, const Response& response) {
  Json out = Json::array();
  for (std::size_t i = 0; i < std::min(prompt.items.size(), response.chosen.size()); ++i)
    if (response.chosen[i] < prompt.counterparts.size())
      out.push_back({prompt.items[i], prompt.counterparts[response.chosen[i]]});
  return out;
}

void write_options(const Prompt& prompt, const Response& response, Json& out) {
  std::vector<std::string> texts;
  for (const Option& option : prompt.options)
    texts.push_back(option.text);
  out["options"] = texts;
  out["chosen"] = texts_at(texts, response.chosen);
}

std::string readable(const Json& part) {
  if (part.is_string()) return part.get<std::string>();
  if (!part.is_array()) return {};
  std::string out;
  for (const Json& piece : part)
    if (piece.is_string()) out += (out.empty() ? "" : " – ") + piece.get<std::string>();
  return out;
}

}  // namespace

std::string response_json(const Prompt& prompt,
                          const Response& response,
                          const std::optional<Marked>& marked) {
  Json out;
  out["form"] = name_of(prompt.form);
  out["level"] = name_of(prompt.level);
  switch (answer_kind_of(prompt.form)) {
    case AnswerKind::kPickOne:
    case AnswerKind::kPickSeveral:
      write_options(prompt, response, out);
      break;
    case AnswerKind::kArrange:
      out["options"] = prompt.items;
      out["chosen"] = texts_at(prompt.items, response.chosen);
      break;
    case AnswerKind::kPair:
      out["options"] = prompt.items;
      out["counterparts"] = prompt.counterparts;
      out["pairs"] = pairs_of(prompt, response);
      break;
    case AnswerKind::kWrite:
      out["texts"] = response.texts;
      break;
    case AnswerKind::kTell:
      break;
  }
  if (marked) {
    out["verdict"] = name_of(marked->verdict);
    out["credit"] = marked->credit;
    if (marked->overruled) {
      out["overruled"] = true;
      out["marked"] = name_of(marked->own_verdict);
    }
  }
  // What is no UTF-8 is replaced, so that a row can always be written.
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string response_text(std::string_view json) {
  const Json row = Json::parse(json, nullptr, false);
  if (!row.is_object()) return {};
  for (const char* key : {"chosen", "pairs", "texts"}) {
    const auto found = row.find(key);
    if (found == row.end() || !found->is_array()) continue;
    std::string out;
    for (const Json& part : *found) {
      const std::string text = readable(part);
      if (!text.empty()) out += (out.empty() ? "" : "; ") + text;
    }
    return out;
  }
  return {};
}

}  // namespace attache
