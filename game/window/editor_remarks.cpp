#include "window/editor_remarks.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace attache::window {

namespace {

struct Wording {
  std::string_view code, what, remedy;
};
/// What the checker says of an element or attribute, said of a field.
constexpr std::array kWordings{
    Wording{"empty-text", "The {} is empty", "Fill it in"},
    Wording{"missing-attribute", "The {} is missing", "Fill it in"},
    Wording{"missing-element", "The {} is missing", "Fill it in"},
    Wording{"missing-object", "This fact has no object yet",
            "Write a name, a date, a number or other words"},
    Wording{"object-and-value", "The objects are of more than one sort", "Keep one sort"},
};

struct Name {
  std::string_view element, one, several;
};
constexpr std::array kNames{
    Name{"wrong", "wrong answer", "wrong answers"},
    Name{"answer", "answer", "answers"},
    Name{"item", "item", "items"},
    Name{"pair", "pair", "pairs"},
    Name{"region", "region", "regions"},
    Name{"ask", "question", "questions"},
    Name{"asks", "question", "questions"},
    Name{"says", "sentence", "sentences"},
    Name{"accept", "other right answer", "other right answers"},
    Name{"alias", "other name", "other names"},
    Name{"support", "exact words", "exact words"},
    Name{"object", "object", "objects"},
    Name{"value", "object", "objects"},
};

std::string name_of_element(std::string_view element, bool several) {
  for (const Name& name : kNames)
    if (name.element == element) return std::string(several ? name.several : name.one);
  return std::string(element);
}

/// "at least 2 <wrong>" → "at least 2 wrong answers".
std::string without_brackets(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t open = text.find('<');
    const std::size_t close =
        open == std::string_view::npos ? open : text.find('>', open);
    if (close == std::string_view::npos) return out.append(text);
    out.append(text.substr(0, open));
    const bool counted = open >= 2 && text[open - 1] == ' ' && text[open - 2] >= '2' &&
                         text[open - 2] <= '9';
    std::string_view name = text.substr(open + 1, close - open - 1);
    name = name.substr(0, name.find_first_of(" /"));
    out += name_of_element(name, counted);
    text.remove_prefix(close + 1);
  }
}

/// Advice how to write the file is none for a form.
std::string remedy_for(const Remark& remark) {
  if (remark.code == "too-few-children") return "Add another";
  if (remark.code == "no-passage")
    return "Students want to look up why an answer is right";
  const bool of_the_file = remark.remedy.find('<') != std::string::npos ||
                           remark.remedy.find("=\"") != std::string::npos ||
                           remark.remedy.find(" line ") != std::string::npos;
  return of_the_file ? std::string() : remark.remedy;
}

std::string sentence(std::string text) {
  if (text.empty()) return text;
  text = with_capital(text);
  if (text.back() != '.' && text.back() != '?') text += '.';
  return text;
}

void say_plainly(Remark& remark) {
  const auto* const wording =
      std::find_if(kWordings.begin(), kWordings.end(),
                   [&](const Wording& each) { return each.code == remark.code; });
  if (wording != kWordings.end()) {
    const std::string field =
        remark.field.empty() ? std::string("rest") : name_of_element(remark.field, false);
    remark.what = wording->what;
    if (const std::size_t hole = remark.what.find("{}"); hole != std::string::npos)
      remark.what.replace(hole, 2, field);
    remark.remedy = wording->remedy;
  } else {
    remark.remedy = remedy_for(remark);
    remark.what = without_brackets(remark.what);
  }
  remark.what = sentence(std::move(remark.what));
  remark.remedy = sentence(std::move(remark.remedy));
}

}  // namespace

std::vector<Remark> plainly_said(std::vector<Remark> remarks) {
  using Where =
      std::tuple<std::optional<std::size_t>, std::string, std::size_t, std::string>;
  std::map<std::optional<std::size_t>, RemarkLevel> worst;
  for (Remark& remark : remarks) {
    say_plainly(remark);
    const auto [at, is_new] = worst.try_emplace(remark.item, remark.level);
    if (!is_new) at->second = std::min(at->second, remark.level);
  }
  std::stable_sort(remarks.begin(), remarks.end(), [&](const Remark& a, const Remark& b) {
    return std::tuple(worst[a.item], a.item, a.level) <
           std::tuple(worst[b.item], b.item, b.level);
  });
  // Of a warning and a piece of advice with the same reason the warning is enough.
  std::set<Where> said;
  std::erase_if(remarks, [&](const Remark& each) {
    return !said.emplace(each.item, each.field, each.nth, each.code).second;
  });
  return remarks;
}

}  // namespace attache::window
