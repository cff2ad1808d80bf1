#include "cards/wording.h"

#include <fmt/format.h>

#include "base/text.h"

namespace attache {

namespace {

constexpr std::string_view kSubject = "{subject}";
constexpr std::string_view kObject = "{object}";

bool ends_with_s(std::string_view name) {
  return name.ends_with('s') || name.ends_with('S');
}

/// Appends what follows a name in a template, mending what grammar asks for at the seam.
void append_after_name(std::string& sentence, std::string_view rest) {
  if (sentence.ends_with('.') && rest.starts_with('.')) rest.remove_prefix(1);
  for (const std::string_view apostrophe : {"'", "’"}) {
    const bool possessive =
        rest.starts_with(apostrophe) && rest.substr(apostrophe.size()).starts_with('s');
    if (!possessive || !ends_with_s(sentence)) continue;
    sentence += apostrophe;
    rest.remove_prefix(apostrophe.size() + 1);
    break;
  }
  sentence += rest;
}

}  // namespace

std::string in_sentence(const Entity& entity) {
  return entity.article.empty() ? entity.name : entity.article + " " + entity.name;
}

std::string value_text(const Value& value, ValueType type, std::string_view unit) {
  if (type == ValueType::kDate) {
    const auto date = PartialDate::parse(value.text);
    return date ? date->text() : value.text;
  }
  if (type == ValueType::kNumber && !unit.empty())
    return fmt::format("{} {}", value.text, unit);
  return value.text;
}

std::string sentence_from(std::string_view sentence,
                          std::string_view subject,
                          std::string_view object) {
  std::string filled;
  bool after_name = false;
  while (!sentence.empty()) {
    const std::size_t next = std::min(sentence.find(kSubject), sentence.find(kObject));
    const std::string_view piece = sentence.substr(0, next);
    if (after_name) {
      append_after_name(filled, piece);
    } else {
      filled += piece;
    }
    if (next == std::string_view::npos) break;
    sentence.remove_prefix(next);
    const bool is_subject = sentence.starts_with(kSubject);
    filled += is_subject ? subject : object;
    sentence.remove_prefix(is_subject ? kSubject.size() : kObject.size());
    after_name = true;
  }
  return with_capital(filled);
}

std::string listed(const std::vector<std::string>& things) {
  std::string text;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (i > 0) text += i + 1 == things.size() ? " and " : ", ";
    text += things[i];
  }
  return text;
}

}  // namespace attache
