#include "cards/wording.h"

#include <algorithm>
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

/// A filled template, and where the names end that were put in first.
struct FilledIn {
  std::string text;
  std::size_t subject_end = 0;
  std::size_t object_end = 0;
};

FilledIn filled_in(std::string_view sentence,
                   std::string_view subject,
                   std::string_view object) {
  FilledIn filled;
  bool after_name = false;
  while (!sentence.empty()) {
    const std::size_t next = std::min(sentence.find(kSubject), sentence.find(kObject));
    const std::string_view piece = sentence.substr(0, next);
    if (after_name) {
      append_after_name(filled.text, piece);
    } else {
      filled.text += piece;
    }
    if (next == std::string_view::npos) break;
    sentence.remove_prefix(next);
    const bool is_subject = sentence.starts_with(kSubject);
    filled.text += is_subject ? subject : object;
    std::size_t& end = is_subject ? filled.subject_end : filled.object_end;
    if (end == 0) end = filled.text.size();
    sentence.remove_prefix(is_subject ? kSubject.size() : kObject.size());
    after_name = true;
  }
  return filled;
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
  return with_capital(filled_in(sentence, subject, object).text);
}

AroundName sentence_around(std::string_view sentence,
                           std::string_view subject,
                           std::string_view object,
                           Direction hidden,
                           std::string_view name) {
  const FilledIn filled = filled_in(sentence, subject, object);
  const std::size_t end =
      hidden == Direction::kSubject ? filled.subject_end : filled.object_end;
  return {with_capital(filled.text.substr(0, end - name.size())),
          filled.text.substr(end)};
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
