#include "study/marking.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

#include "base/text.h"
#include "study/date_answer.h"
#include "study/number_answer.h"
#include "study/spelling.h"

namespace attache {

namespace {

constexpr const char* kNoAnswer = "No answer was given.";

Rating rating_for(Verdict verdict) {
  switch (verdict) {
    case Verdict::kRight:
      return Rating::kGood;
    case Verdict::kNearly:
      return Rating::kHard;
    case Verdict::kWrong:
      break;
  }
  return Rating::kAgain;
}

/// As right as the worst part.
Verdict worst(const std::vector<Verdict>& parts) {
  return parts.empty() ? Verdict::kWrong : *std::max_element(parts.begin(), parts.end());
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

double share_not_wrong(const std::vector<Verdict>& parts) {
  const auto good = std::count_if(parts.begin(), parts.end(),
                                  [](Verdict part) { return part != Verdict::kWrong; });
  return share(static_cast<std::size_t>(good), parts.size());
}

/// Verdict and credit out of the parts: a slip of spelling costs no credit.
Marked from_parts(std::vector<Verdict> parts, std::string remark) {
  Marked marked;
  marked.verdict = worst(parts);
  marked.credit = share_not_wrong(parts);
  marked.parts = std::move(parts);
  marked.remark = std::move(remark);
  return marked;
}

/// Whether an index is among those chosen.
bool holds(const std::vector<std::size_t>& chosen, std::size_t index) {
  return std::find(chosen.begin(), chosen.end(), index) != chosen.end();
}

std::vector<Verdict> option_parts(const Prompt& prompt, const Response& response) {
  std::vector<Verdict> parts;
  for (std::size_t i = 0; i < prompt.options.size(); ++i)
    parts.push_back(holds(response.chosen, i) == prompt.options[i].right
                        ? Verdict::kRight
                        : Verdict::kWrong);
  return parts;
}

Marked mark_choice(const Prompt& prompt, const Response& response) {
  Marked marked;
  marked.parts = option_parts(prompt, response);
  if (response.chosen.size() != 1 || response.chosen[0] >= prompt.options.size()) {
    marked.remark = response.chosen.empty() ? kNoAnswer : "Only one of these is right.";
    return marked;
  }
  const Option& chosen = prompt.options[response.chosen[0]];
  marked.verdict = chosen.right ? Verdict::kRight : Verdict::kWrong;
  marked.credit = chosen.right ? 1 : 0;
  marked.remark = chosen.right ? "" : chosen.why;
  return marked;
}

/// What was chosen of several right options.
struct Selection {
  std::size_t there = 0;  ///< right options
  std::size_t found = 0;  ///< right options that were chosen
  std::size_t wrong = 0;  ///< wrong options that were chosen
  std::string why;        ///< what is wrong with the first of them that says so
};

Selection count_selection(const Prompt& prompt, const Response& response) {
  Selection selection;
  for (std::size_t i = 0; i < prompt.options.size(); ++i) {
    const Option& option = prompt.options[i];
    if (option.right) ++selection.there;
    if (!holds(response.chosen, i)) continue;
    if (option.right) {
      ++selection.found;
    } else {
      ++selection.wrong;
      if (selection.why.empty()) selection.why = option.why;
    }
  }
  return selection;
}

std::string selection_remark(const Selection& selection) {
  std::string remark = fmt::format("{} of {} found", selection.found, selection.there);
  if (selection.wrong > 0)
    remark += fmt::format(", and {} that {} not belong", selection.wrong,
                          selection.wrong == 1 ? "does" : "do");
  return remark + (selection.why.empty() ? "." : ". " + selection.why);
}

/// Credit: right ones chosen minus wrong ones chosen, over the right ones there are.
Marked mark_select(const Prompt& prompt, const Response& response) {
  const Selection selection = count_selection(prompt, response);
  const bool exact = selection.found == selection.there && selection.wrong == 0;
  Marked marked;
  marked.parts = option_parts(prompt, response);
  marked.verdict = exact ? Verdict::kRight : Verdict::kWrong;
  if (selection.found > selection.wrong)
    marked.credit = share(selection.found - selection.wrong, selection.there);
  if (response.chosen.empty()) {
    marked.remark = kNoAnswer;
  } else if (!exact) {
    marked.remark = selection_remark(selection);
  }
  return marked;
}

/// Credit: Kendall's tau, floored at 0. Of all pairs of items, those in the right order
/// to each other minus those in the wrong one, over all pairs; so that an order by chance
/// earns about nothing.
double order_credit(const std::vector<std::size_t>& places) {
  long long balance = 0;
  long long pairs = 0;
  for (std::size_t i = 0; i < places.size(); ++i)
    for (std::size_t j = i + 1; j < places.size(); ++j) {
      ++pairs;
      balance += places[i] < places[j] ? 1 : -1;
    }
  return pairs == 0
             ? 1
             : std::max(0.0, static_cast<double>(balance) / static_cast<double>(pairs));
}

bool is_permutation(const std::vector<std::size_t>& chosen, std::size_t count) {
  std::vector<bool> seen(count, false);
  for (const std::size_t index : chosen) {
    if (index >= count || seen[index]) return false;
    seen[index] = true;
  }
  return chosen.size() == count;
}

Marked mark_order(const Prompt& prompt, const Response& response) {
  const std::vector<std::size_t>& key = prompt.key;
  if (!is_permutation(response.chosen, key.size()))
    return from_parts(
        std::vector<Verdict>(key.size(), Verdict::kWrong),
        response.chosen.empty() ? kNoAnswer : "Every item needs its place.");
  // Where each item that was placed belongs, in the order given.
  std::vector<std::size_t> places;
  std::vector<Verdict> parts;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const auto place =
        std::find(key.begin(), key.end(), response.chosen[i]) - key.begin();
    places.push_back(static_cast<std::size_t>(place));
    parts.push_back(places.back() == i ? Verdict::kRight : Verdict::kWrong);
  }
  Marked marked = from_parts(std::move(parts), "");
  marked.credit = order_credit(places);
  return marked;
}

Marked mark_match(const Prompt& prompt, const Response& response) {
  std::vector<Verdict> parts;
  for (std::size_t i = 0; i < prompt.key.size(); ++i) {
    const bool given =
        i < response.chosen.size() && response.chosen[i] < prompt.counterparts.size();
    // Two counterparts with the same text are the same answer.
    const bool right = given && prompt.counterparts[response.chosen[i]] ==
                                    prompt.counterparts[prompt.key[i]];
    parts.push_back(right ? Verdict::kRight : Verdict::kWrong);
  }
  const auto matched = std::count(parts.begin(), parts.end(), Verdict::kRight);
  std::string remark;
  if (response.chosen.empty()) {
    remark = kNoAnswer;
  } else if (worst(parts) == Verdict::kWrong) {
    remark = fmt::format("{} of {} pairs are right.", matched, parts.size());
  }
  return from_parts(std::move(parts), std::move(remark));
}

/// The text given in a place; empty where there is none.
std::string given_text(const Response& response, std::size_t place) {
  return place < response.texts.size() ? one_line(response.texts[place]) : "";
}

/// One typed answer; puts what was off into `remarks`.
Verdict mark_typed(const std::string& given,
                   const std::vector<std::string>& accepted,
                   const Prompt& prompt,
                   std::vector<std::string>& spellings,
                   std::string& confused) {
  if (given.empty()) return Verdict::kWrong;
  const TextMark mark = mark_text(given, accepted, prompt.confusable);
  if (mark.verdict == Verdict::kNearly) spellings.push_back(accepted[mark.meant]);
  if (confused.empty()) confused = mark.confused;
  return mark.verdict;
}

Marked mark_texts(const Prompt& prompt,
                  const Response& response,
                  const std::vector<const std::vector<std::string>*>& keys) {
  std::vector<Verdict> parts;
  std::vector<std::string> spellings;
  std::string confused;
  bool any = false;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::string given = given_text(response, i);
    any = any || !given.empty();
    parts.push_back(mark_typed(given, *keys[i], prompt, spellings, confused));
  }
  std::string remark;
  if (!any) {
    remark = kNoAnswer;
  } else if (!spellings.empty()) {
    remark = fmt::format("Spelling: {}.", fmt::join(spellings, "; "));
  } else if (!confused.empty()) {
    remark = fmt::format("{} is something else in this deck.", confused);
  }
  return from_parts(std::move(parts), std::move(remark));
}

Marked mark_typed_form(const Prompt& prompt, const Response& response) {
  return mark_texts(prompt, response, {&prompt.accepted});
}

Marked mark_cloze(const Prompt& prompt, const Response& response) {
  std::vector<const std::vector<std::string>*> keys;
  if (prompt.cloze)
    for (const Blank& blank : prompt.cloze->blanks)
      keys.push_back(&blank.accepted);
  return mark_texts(prompt, response, keys);
}

Marked mark_figure(const Prompt& prompt, const Response& response) {
  const std::string given = given_text(response, 0);
  if (given.empty()) return from_parts({Verdict::kWrong}, kNoAnswer);
  if (prompt.number) {
    NumberMark mark = mark_number(given, *prompt.number);
    return from_parts({mark.verdict}, std::move(mark.remark));
  }
  assert(prompt.date);
  DateMark mark = mark_date(given, prompt.date->value, prompt.date->precision);
  return from_parts({mark.verdict}, std::move(mark.remark));
}

Marked mark_form(const Prompt& prompt, const Response& response) {
  switch (prompt.form) {
    case Form::kChoice:
    case Form::kTrueFalse:
      return mark_choice(prompt, response);
    case Form::kSelect:
      return mark_select(prompt, response);
    case Form::kMatch:
      return mark_match(prompt, response);
    case Form::kOrder:
      return mark_order(prompt, response);
    case Form::kCloze:
      return mark_cloze(prompt, response);
    case Form::kTyped:
      return mark_typed_form(prompt, response);
    case Form::kNumber:
    case Form::kDate:
      return mark_figure(prompt, response);
    case Form::kRecall:
      break;
  }
  return {};
}

}  // namespace

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kRight:
      return "right";
    case Verdict::kNearly:
      return "nearly";
    case Verdict::kWrong:
      break;
  }
  return "wrong";
}

bool is_marked(Form form) {
  return form != Form::kRecall;
}

Marked mark(const Prompt& prompt, const Response& response) {
  Marked marked = mark_form(prompt, response);
  marked.suggested = rating_for(marked.verdict);
  return marked;
}

}  // namespace attache
