#include "study/round.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace attache {

namespace {

struct KindTraits {
  RoundKind kind = RoundKind::kQuick;
  const char* name = "";
  const char* title = "";
  const char* thing = "";
  const char* things = "";
  QuestionRange range;
  int usual = 0;
};

constexpr std::array<KindTraits, 4> kKinds{
    {{RoundKind::kQuick, "quick", "Quick quiz", "question", "questions", {1, 200}, 10},
     {RoundKind::kExam, "exam", "Mock exam", "question", "questions", {1, 200}, 20},
     {RoundKind::kMatch, "match", "Match", "pair", "pairs", {kFewestPairs, 10}, 6},
     {RoundKind::kTimeline,
      "timeline",
      "Timeline",
      "event",
      "events",
      {kFewestPairs, 8},
      6}}};

constexpr Millis kUsualExam = std::chrono::minutes(30);
constexpr double kAllPercent = 100;
/// What sums of percentages may be off by.
constexpr double kSlack = 1e-6;

const KindTraits& traits_of(RoundKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

Result<void> check_weights(const std::vector<TopicWeight>& weights) {
  double sum = 0;
  for (const TopicWeight& weight : weights) {
    // Written so that what is no number is refused too.
    if (!(weight.percent > 0 && weight.percent <= kAllPercent))
      return fail(
          fmt::format("the share of {} cannot be {:g} %", weight.topic, weight.percent),
          "", "give more than 0 and at most 100");
    const auto same = std::count_if(
        weights.begin(), weights.end(),
        [&](const TopicWeight& other) { return other.topic == weight.topic; });
    if (same > 1)
      return fail(fmt::format("{} has two shares", weight.topic), "", "give it one");
    sum += weight.percent;
  }
  if (sum > kAllPercent + kSlack)
    return fail(fmt::format("the shares of the topics add up to {:g} %", sum), "",
                "let them be 100 % or less");
  return {};
}

bool is_within(const Candidate& candidate, const std::vector<std::string>& scope) {
  return scope.empty() ||
         std::any_of(scope.begin(), scope.end(), [&](const std::string& place) {
           return std::find(candidate.within.begin(), candidate.within.end(), place) !=
                  candidate.within.end();
         });
}

/// Candidates that share one part of the questions, and how much of it.
struct Stratum {
  std::vector<const Candidate*> candidates;
  double weight = 0;
};

/// The weight whose topic is nearest above a candidate; nothing if there is none.
std::optional<std::size_t> weight_of(const Candidate& candidate,
                                     const std::vector<TopicWeight>& weights) {
  for (const std::string& place : candidate.within)
    for (std::size_t i = 0; i < weights.size(); ++i)
      if (weights[i].topic == place) return i;
  return {};
}

/// The parts of a draw: one a weighted topic, and one a topic of all others, which share
/// what the weights leave by their size.
std::vector<Stratum> strata_of(const RoundPlan& plan,
                               const std::vector<const Candidate*>& candidates) {
  std::vector<Stratum> strata(plan.weights.size());
  double left = kAllPercent;
  for (std::size_t i = 0; i < strata.size(); ++i) {
    strata[i].weight = plan.weights[i].percent;
    left -= strata[i].weight;
  }
  if (left < kSlack) left = 0;
  std::unordered_map<std::string_view, std::size_t> of_topic;
  std::size_t others = 0;
  for (const Candidate* candidate : candidates) {
    if (const auto weighted = weight_of(*candidate, plan.weights)) {
      strata[*weighted].candidates.push_back(candidate);
      continue;
    }
    ++others;
    const auto [place, is_new] =
        of_topic.try_emplace(candidate->within.front(), strata.size());
    if (is_new) strata.emplace_back();
    strata[place->second].candidates.push_back(candidate);
  }
  for (std::size_t i = plan.weights.size(); i < strata.size(); ++i)
    strata[i].weight = left * static_cast<double>(strata[i].candidates.size()) /
                       static_cast<double>(others);
  if (!plan.weights.empty() && left == 0) strata.resize(plan.weights.size());
  return strata;
}

/// One of siblings, by chance; in a shuffled order.
std::vector<const Candidate*> one_of_siblings(std::span<const Candidate> candidates,
                                              Chance& chance) {
  std::vector<const Candidate*> shuffled;
  for (const Candidate& candidate : candidates)
    shuffled.push_back(&candidate);
  chance.shuffle(shuffled);
  std::unordered_set<std::string_view> seen;
  std::erase_if(shuffled, [&](const Candidate* candidate) {
    return !seen.insert(candidate->question->siblings).second;
  });
  return shuffled;
}

/// What one of those who still have room would get of what is left.
struct Claim {
  std::size_t of = 0;
  double exact = 0;
  std::size_t room = 0;
};

std::vector<Claim> claims_on(std::size_t left,
                             const std::vector<std::size_t>& parts,
                             std::span<const double> weights,
                             std::span<const std::size_t> most) {
  double sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] < most[i]) sum += weights[i];
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    // Where nobody with room has a weight, all are equal.
    const double weight = sum > 0 ? weights[i] : 1;
    if (parts[i] < most[i] && weight > 0)
      claims.push_back({i, weight, most[i] - parts[i]});
  }
  if (sum <= 0) sum = static_cast<double>(claims.size());
  for (Claim& claim : claims)
    claim.exact *= static_cast<double>(left) / sum;
  return claims;
}

/// Gives all that they have room for to those who have no room for more than their
/// share; how much that was.
std::size_t fill(const std::vector<Claim>& claims, std::vector<std::size_t>& parts) {
  std::size_t given = 0;
  for (const Claim& claim : claims) {
    if (claim.exact < static_cast<double>(claim.room)) continue;
    parts[claim.of] += claim.room;
    given += claim.room;
  }
  return given;
}

/// Whole shares, and what is over to the largest remainders. Everybody has room.
void round_out(std::size_t left,
               const std::vector<Claim>& claims,
               std::vector<std::size_t>& parts) {
  std::vector<std::pair<long long, std::size_t>> remainders;
  for (const Claim& claim : claims) {
    // A hair is added, so that 2.9999999 counts as 3.
    const double whole = std::floor(claim.exact + kSlack);
    const auto part = static_cast<std::size_t>(whole);
    parts[claim.of] += part;
    left -= part;
    // In whole millionths, so that equal ones are equal.
    remainders.emplace_back(std::llround((claim.exact - whole) / kSlack), claim.of);
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  assert(left <= remainders.size());
  for (std::size_t i = 0; i < left; ++i)
    ++parts[remainders[i].second];
}

}  // namespace

const char* name_of(RoundKind kind) {
  return traits_of(kind).name;
}

std::optional<RoundKind> round_kind_named(std::string_view name) {
  const auto* found =
      std::find_if(kKinds.begin(), kKinds.end(),
                   [&](const KindTraits& traits) { return traits.name == name; });
  return found == kKinds.end() ? std::nullopt : std::optional(found->kind);
}

const char* title_of(RoundKind kind) {
  return traits_of(kind).title;
}

QuestionRange question_range(RoundKind kind) {
  return traits_of(kind).range;
}

RoundPlan default_plan(RoundKind kind) {
  RoundPlan plan;
  plan.kind = kind;
  plan.questions = traits_of(kind).usual;
  if (kind == RoundKind::kExam) {
    plan.limit = kUsualExam;
    plan.counts = true;
  }
  return plan;
}

namespace {

Result<void> check_paper(const RoundPlan& plan) {
  constexpr std::size_t kMostLetters = 40;
  if (plan.paper.empty()) return {};
  if (plan.kind != RoundKind::kExam)
    return fail("only a mock exam can be a paper", "", "leave the paper's code out");
  const bool plain = std::all_of(plan.paper.begin(), plan.paper.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-';
  });
  if (!plain || plan.paper.size() > kMostLetters)
    return fail("this is no code of a paper", "",
                "use letters, digits and hyphens, 40 at most");
  if (plan.scope.empty())
    return fail("a paper that everybody gets needs decks or topics", "",
                "name those that all students have");
  return {};
}

}  // namespace

Result<void> check(const RoundPlan& plan) {
  const KindTraits& traits = traits_of(plan.kind);
  if (plan.questions < traits.range.least || plan.questions > traits.range.most)
    return fail(
        fmt::format("a round cannot have {} {}", plan.questions,
                    plan.questions == 1 ? traits.thing : traits.things),
        "", fmt::format("choose from {} to {}", traits.range.least, traits.range.most));
  const bool exam = plan.kind == RoundKind::kExam;
  if (plan.limit && !exam)
    return fail("only a mock exam has a time limit", "", "leave the limit out");
  if (plan.negative && !exam)
    return fail("only a mock exam has negative marking", "", "leave it out");
  if (plan.limit && (*plan.limit < kShortestExam || *plan.limit > kLongestExam))
    return fail("this time limit is out of range", "", "choose from 1 to 600 minutes");
  if (auto checked = check_paper(plan); !checked) return checked;
  const bool drawn = exam || plan.kind == RoundKind::kQuick;
  if (!drawn && !plan.weights.empty())
    return fail("only a quick quiz and a mock exam have shares of topics", "",
                "leave them out");
  return check_weights(plan.weights);
}

std::vector<std::string> places_of(const DeckBook& book, const Question& question) {
  std::vector<std::string> places;
  const Topic* topic = book.topic(question.topic);
  // Topics that name each other as parents would never end.
  while (topic != nullptr && places.size() <= book.deck().topics.size()) {
    places.push_back(book.deck().id + "/" + topic->id);
    topic = book.topic(topic->parent);
  }
  places.push_back(book.deck().id);
  return places;
}

bool can_be_marked(const Question& question) {
  return std::any_of(question.forms.begin(), question.forms.end(), is_marked);
}

std::vector<Candidate> candidates_for(const RoundPlan& plan,
                                      std::span<const StudyItem> items,
                                      std::span<const DeckBook> books) {
  std::unordered_map<std::string_view, const DeckBook*> book_of;
  for (const DeckBook& book : books)
    book_of.emplace(book.deck().id, &book);
  const bool for_all = !plan.paper.empty();
  std::vector<Candidate> candidates;
  for (const StudyItem& item : items) {
    if (for_all ? item.question->region.has_value() : item.flags.suspended) continue;
    if (plan.kind == RoundKind::kExam && !can_be_marked(*item.question)) continue;
    const DeckBook* book = book_of.at(item.question->deck);
    Candidate candidate{item.question, book, places_of(*book, *item.question)};
    if (is_within(candidate, plan.scope)) candidates.push_back(std::move(candidate));
  }
  if (for_all)
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate& a, const Candidate& b) {
                return a.question->id < b.question->id;
              });
  return candidates;
}

std::vector<std::size_t> shared_out(std::size_t total,
                                    std::span<const double> weights,
                                    std::span<const std::size_t> most) {
  assert(weights.size() == most.size());
  std::vector<std::size_t> parts(weights.size(), 0);
  std::size_t left =
      std::min(total, std::accumulate(most.begin(), most.end(), std::size_t{0}));
  while (left > 0) {
    const std::vector<Claim> claims = claims_on(left, parts, weights, most);
    const std::size_t filled = fill(claims, parts);
    left -= filled;
    // When somebody was filled, what is left is shared out anew among the others.
    if (filled == 0) {
      round_out(left, claims, parts);
      left = 0;
    }
  }
  return parts;
}

Draw draw_questions(const RoundPlan& plan,
                    std::span<const Candidate> candidates,
                    Chance& chance) {
  const std::vector<const Candidate*> apart = one_of_siblings(candidates, chance);
  std::vector<Stratum> strata = strata_of(plan, apart);
  // Of equal remainders the first gets the question: let chance decide who that is.
  chance.shuffle(strata);
  Draw draw;
  std::vector<double> weights;
  std::vector<std::size_t> sizes;
  for (const Stratum& stratum : strata) {
    weights.push_back(stratum.weight);
    sizes.push_back(stratum.candidates.size());
    draw.available += static_cast<int>(stratum.candidates.size());
  }
  const std::vector<std::size_t> parts =
      shared_out(static_cast<std::size_t>(plan.questions), weights, sizes);
  for (std::size_t i = 0; i < strata.size(); ++i)
    for (std::size_t j = 0; j < parts[i]; ++j)
      draw.questions.push_back(strata[i].candidates[j]->question);
  chance.shuffle(draw.questions);
  return draw;
}

bool is_empty(const Response& response) {
  return response.chosen.empty() &&
         std::all_of(response.texts.begin(), response.texts.end(),
                     [](const std::string& text) {
                       return text.find_first_not_of(" \t\r\n") == std::string::npos;
                     });
}

double marks_for(const Prompt& prompt,
                 const Response& response,
                 const Marked& marked,
                 bool negative) {
  const std::size_t options = prompt.options.size();
  const bool guessed = answer_kind_of(prompt.form) == AnswerKind::kPickOne &&
                       !is_empty(response) && marked.verdict == Verdict::kWrong;
  if (negative && guessed && options > 1) return -1.0 / static_cast<double>(options - 1);
  return marked.credit;
}

}  // namespace attache
