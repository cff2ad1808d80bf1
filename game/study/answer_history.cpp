#include "study/answer_history.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/text.h"
#include "study/marking.h"

namespace attache {

namespace {

using Json = nlohmann::json;

std::string text_in(const Json& row, const char* key) {
  const auto found = row.find(key);
  return found != row.end() && found->is_string() ? found->get<std::string>() : "";
}

/// The only text of a list; empty if there are more, or none.
std::string only_text_in(const Json& row, const char* key) {
  const auto found = row.find(key);
  if (found == row.end() || !found->is_array() || found->size() != 1) return {};
  const Json& text = found->front();
  return text.is_string() ? one_line(text.get<std::string>()) : "";
}

bool is_overruled(const Json& row) {
  const auto found = row.find("overruled");
  return found != row.end() && found->is_boolean() && found->get<bool>();
}

bool holds(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

void add(std::vector<std::string>& texts, const std::string& text) {
  if (!text.empty() && texts.size() < AnswerHistory::kMostTexts && !holds(texts, text))
    texts.push_back(text);
}

/// An answer of one text, which can be compared with others.
struct OneAnswer {
  std::string text;
  bool typed = false;
};

OneAnswer answer_in(const Json& row, Form form) {
  // What is picked there is a statement or an event, not another answer.
  if (form == Form::kTrueFalse || form == Form::kBeforeAfter || form == Form::kSet)
    return {};
  if (answer_kind_of(form) == AnswerKind::kPickOne) return {only_text_in(row, "chosen")};
  if (answer_kind_of(form) == AnswerKind::kWrite)
    return {only_text_in(row, "texts"), true};
  return {};
}

/// Reads one row into a history; rows come latest first.
void read_row(const Review& review, AnswerHistory& history) {
  const Json row = Json::parse(review.response, nullptr, false);
  if (!row.is_object()) return;
  if (history.last_forms.size() == 1)
    history.last_level = level_named(text_in(row, "level"));
  const OneAnswer answer = answer_in(row, review.form);
  const std::string verdict = text_in(row, "verdict");
  const bool wrong = verdict == name_of(Verdict::kWrong);
  const bool taken = holds(history.taken_as_right, answer.text) ||
                     holds(history.taken_as_wrong, answer.text);
  if (answer.typed && is_overruled(row) && !verdict.empty() && !taken)
    add(wrong ? history.taken_as_wrong : history.taken_as_right, answer.text);
  if (wrong) add(history.wrong, answer.text);
}

}  // namespace

AnswerHistory answer_history(std::span<const Review> counting_rows) {
  AnswerHistory history;
  for (auto row = counting_rows.rbegin(); row != counting_rows.rend(); ++row) {
    if (history.last_forms.size() < AnswerHistory::kMostForms)
      history.last_forms.push_back(row->form);
    read_row(*row, history);
  }
  std::erase_if(history.wrong, [&](const std::string& text) {
    return holds(history.taken_as_right, text);
  });
  return history;
}

}  // namespace attache
