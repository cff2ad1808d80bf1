#include "study/marking.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>
#include <limits>
#include <utility>

#include "base/text.h"
#include "study/date_answer.h"
#include "study/number_answer.h"
#include "study/person_name.h"
#include "study/set_answer.h"
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

/// What is said of typed answers together.
struct Remarks {
  std::vector<std::string> spellings;
  std::string confused;
  std::string other;
  bool any = false;  ///< something was given

  [[nodiscard]] std::string text() const {
    if (!any) return kNoAnswer;
    if (!spellings.empty())
      return fmt::format("Spelling: {}.", fmt::join(spellings, "; "));
    if (!confused.empty())
      return fmt::format("{} is something else in this deck.", confused);
    return other;
  }
};

TextMark mark_blank(const std::string& given,
                    const std::vector<std::string>& accepted,
                    const Prompt& prompt,
                    Remarks& remarks) {
  if (given.empty()) return {};
  remarks.any = true;
  TextMark mark = mark_text(given, accepted, prompt.names.get(), prompt.answer_type);
  if (mark.verdict == Verdict::kWrong && mark.confused.empty())
    if (const std::string place = before_country(given); !place.empty())
      if (TextMark placed =
              mark_text(place, accepted, prompt.names.get(), prompt.answer_type);
          placed.verdict != Verdict::kWrong) {
        mark = std::move(placed);
        // Nothing tells in which country a place lies, so it is for the student to judge.
        if (mark.verdict == Verdict::kRight) {
          mark.verdict = Verdict::kNearly;
          remarks.other = fmt::format(
              "{} is right. The country was not asked for, so judge it yourself.",
              mark.spelling);
          return mark;
        }
      }
  if (mark.verdict == Verdict::kNearly) remarks.spellings.push_back(mark.spelling);
  if (remarks.confused.empty()) remarks.confused = mark.confused;
  if (remarks.other.empty()) remarks.other = mark.remark;
  return mark;
}

/// The accepted answer that has most in common with a wrong one, if they are close.
std::vector<DifferencePiece> difference_to_closest(
    const std::string& given, const std::vector<std::string>& accepted) {
  std::vector<DifferencePiece> best;
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  for (const std::string& answer : accepted) {
    std::vector<DifferencePiece> pieces = difference(given, answer);
    if (!is_close(pieces)) continue;
    const std::size_t distance = edit_distance(fold(given), fold(answer));
    if (distance >= fewest) continue;
    fewest = distance;
    best = std::move(pieces);
  }
  return best;
}

/// Shows the only answer beside the right one, where that helps.
void add_difference(const std::string& given,
                    const std::vector<std::string>& accepted,
                    const Prompt& prompt,
                    const TextMark& mark,
                    Marked& marked) {
  if (mark.verdict == Verdict::kNearly) {
    marked.difference = difference(
        given, mark.spelling, prompt.answer_type == "person" ? is_title_word : nullptr);
  } else if (mark.verdict == Verdict::kWrong && marked.remark.empty()) {
    marked.difference = difference_to_closest(given, accepted);
    if (!marked.difference.empty())
      marked.remark = fmt::format("Not quite: {}.", what_is_off(marked.difference));
  }
}

/// How many of several blanks are right, where something was given and not all are.
std::string count_of_blanks(const std::vector<Verdict>& parts, const Remarks& remarks) {
  if (parts.size() < 2 || !remarks.any || worst(parts) != Verdict::kWrong) return {};
  const auto wrong = std::count(parts.begin(), parts.end(), Verdict::kWrong);
  return fmt::format("{} of {} blanks are right.", std::ssize(parts) - wrong,
                     parts.size());
}

Marked mark_texts(const Prompt& prompt,
                  const Response& response,
                  const std::vector<const std::vector<std::string>*>& keys) {
  std::vector<Verdict> parts;
  Remarks remarks;
  TextMark last;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    last = mark_blank(given_text(response, i), *keys[i], prompt, remarks);
    parts.push_back(last.verdict);
  }
  const std::string count = count_of_blanks(parts, remarks);
  std::string remark = remarks.text();
  if (!count.empty()) remark = count + (remark.empty() ? "" : " " + remark);
  Marked marked = from_parts(std::move(parts), std::move(remark));
  if (keys.size() == 1)
    add_difference(given_text(response, 0), *keys[0], prompt, last, marked);
  return marked;
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

/// "2 of 3 found, and 1 that does not belong: Paris. Spelling: Yokota."
std::string set_remark(const SetMark& set, std::size_t found) {
  std::string spelling =
      set.spellings.empty()
          ? ""
          : fmt::format("Spelling: {}.", fmt::join(set.spellings, "; "));
  if (found == set.parts.size() && set.wrong.empty()) return spelling;
  std::string remark = fmt::format("{} of {} found", found, set.parts.size());
  if (!set.wrong.empty())
    remark +=
        fmt::format(", and {} that {} not belong: {}", set.wrong.size(),
                    set.wrong.size() == 1 ? "does" : "do", fmt::join(set.wrong, "; "));
  return remark + "." + (spelling.empty() ? "" : " " + spelling);
}

Marked mark_set_form(const Prompt& prompt, const Response& response) {
  SetMark set =
      mark_set(response.texts, prompt.wanted, prompt.names.get(), prompt.answer_type);
  const auto missing = std::count(set.parts.begin(), set.parts.end(), Verdict::kWrong);
  const std::size_t found = set.parts.size() - static_cast<std::size_t>(missing);
  const bool any = found > 0 || !set.wrong.empty();
  Marked marked = from_parts(set.parts, any ? set_remark(set, found) : kNoAnswer);
  if (!set.wrong.empty()) marked.verdict = Verdict::kWrong;
  marked.credit =
      found > set.wrong.size() ? share(found - set.wrong.size(), set.parts.size()) : 0;
  return marked;
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

Marked mark_written(const Prompt& prompt, const Response& response) {
  switch (prompt.form) {
    case Form::kCloze:
      return mark_cloze(prompt, response);
    case Form::kSet:
      return mark_set_form(prompt, response);
    case Form::kNumber:
    case Form::kDate:
      return mark_figure(prompt, response);
    default:
      return mark_typed_form(prompt, response);
  }
}

Marked mark_form(const Prompt& prompt, const Response& response) {
  switch (answer_kind_of(prompt.form)) {
    case AnswerKind::kPickOne:
      return mark_choice(prompt, response);
    case AnswerKind::kPickSeveral:
      return mark_select(prompt, response);
    case AnswerKind::kPair:
      return mark_match(prompt, response);
    case AnswerKind::kArrange:
      return mark_order(prompt, response);
    case AnswerKind::kWrite:
      return mark_written(prompt, response);
    case AnswerKind::kTell:
      break;
  }
  return {};
}

/// Whether the one text that was typed is one that the student takes as wrong.
bool is_refused(const Prompt& prompt, const Response& response) {
  if (response.texts.size() != 1) return false;
  const AnswerText given = read_answer(response.texts.front());
  return std::any_of(
      prompt.refused.begin(), prompt.refused.end(),
      [&](const std::string& text) { return same_answer(given, read_answer(text)); });
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
  return answer_kind_of(form) != AnswerKind::kTell;
}

Marked mark(const Prompt& prompt, const Response& response) {
  Marked marked = mark_form(prompt, response);
  if (marked.verdict != Verdict::kWrong && is_refused(prompt, response))
    marked = from_parts({Verdict::kWrong}, "You counted this as wrong before.");
  marked.suggested = rating_for(marked.verdict);
  return marked;
}

Marked overruled(Marked marked, Verdict verdict) {
  if (!marked.overruled) marked.own_verdict = marked.verdict;
  if (verdict == marked.verdict) return marked;
  marked.overruled = verdict != marked.own_verdict;
  marked.verdict = verdict;
  marked.credit = verdict == Verdict::kWrong ? 0 : 1;
  if (marked.parts.size() == 1) marked.parts.front() = verdict;
  marked.suggested = rating_for(verdict);
  return marked;
}

}  // namespace attache
