#include "trainer/hand_in_content.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "base/text.h"
#include "cards/plain.h"
#include "classroom/clean_text.h"
#include "exchange/sha1.h"
#include "study/progress.h"
#include "study/round_report.h"

namespace attache {

namespace {

using classroom::HandInAnswer;
using classroom::HandInDay;
using classroom::HandInExam;
using classroom::HandInQuestion;
using Json = nlohmann::json;

constexpr std::array kBirds{
    "Avocet",    "Bittern",   "Bulbul",     "Bunting",    "Chough",    "Condor",
    "Coot",      "Cormorant", "Crane",      "Curlew",     "Dipper",    "Dunlin",
    "Eider",     "Falcon",    "Finch",      "Fulmar",     "Gannet",    "Godwit",
    "Goldcrest", "Grebe",     "Harrier",    "Heron",      "Hoopoe",    "Ibis",
    "Jackdaw",   "Jay",       "Kestrel",    "Kingfisher", "Kite",      "Lapwing",
    "Lark",      "Linnet",    "Magpie",     "Marten",     "Merlin",    "Nightjar",
    "Nuthatch",  "Oriole",    "Osprey",     "Owl",        "Partridge", "Pelican",
    "Petrel",    "Pipit",     "Plover",     "Puffin",     "Quail",     "Redstart",
    "Robin",     "Sandpiper", "Shearwater", "Siskin",     "Skua",      "Snipe",
    "Sparrow",   "Starling",  "Stork",      "Swallow",    "Swift",     "Teal",
    "Tern",      "Thrush",    "Wagtail",    "Wren"};

/// Topics that are wished, and the questions that belong to them.
class Scope {
 public:
  static Result<Scope> of(const Learner& learner, const HandInWish& wish) {
    if (wish.decks.empty())
      return fail("nothing is chosen to hand in", "", "choose a deck with --deck");
    Scope scope;
    for (const std::string& id : wish.decks) {
      const DeckBook* book = learner.book(id);
      if (book == nullptr)
        return fail(fmt::format("there is no deck with the id {}", id), "",
                    "'attache due' lists the decks");
      if (std::find(scope.books_.begin(), scope.books_.end(), book) == scope.books_.end())
        scope.books_.push_back(book);
    }
    for (const std::string& topic : wish.topics)
      if (auto known = scope.check_topic(topic); !known) return known.unexpected();
    scope.topics_ = wish.topics;
    for (const DeckBook* book : scope.books_)
      for (const Question& question : book->questions())
        if (scope.holds(*book, question)) scope.add(question);
    return scope;
  }

  [[nodiscard]] const std::vector<const DeckBook*>& books() const { return books_; }
  [[nodiscard]] const std::vector<const Question*>& questions() const {
    return questions_;
  }
  [[nodiscard]] std::optional<std::uint32_t> place(const QuestionId& id) const {
    const auto found = places_.find(id);
    if (found == places_.end()) return std::nullopt;
    return found->second;
  }
  /// Whether a question may be told, also one that its deck no longer has: it is told
  /// with its whole deck only.
  [[nodiscard]] bool may_tell(const QuestionId& id) const {
    if (places_.contains(id)) return true;
    return topics_.empty() &&
           std::any_of(books_.begin(), books_.end(), [&](const DeckBook* book) {
             return id.starts_with(book->deck().id + "/");
           });
  }

 private:
  [[nodiscard]] Result<void> check_topic(const std::string& topic) const {
    const auto slash = topic.find('/');
    for (const DeckBook* book : books_)
      if (slash != std::string::npos && book->deck().id == topic.substr(0, slash) &&
          book->topic(topic.substr(slash + 1)) != nullptr)
        return {};
    return fail(fmt::format("there is no topic {} in these decks", topic), "",
                "name it as deck/topic, of a deck that is handed in");
  }
  [[nodiscard]] bool holds(const DeckBook& book, const Question& question) const {
    if (topics_.empty()) return true;
    const std::vector<std::string> within = places_of(book, question);
    return std::any_of(topics_.begin(), topics_.end(), [&](const std::string& topic) {
      return std::find(within.begin(), within.end(), topic) != within.end();
    });
  }
  void add(const Question& question) {
    places_.emplace(question.id, static_cast<std::uint32_t>(questions_.size()));
    questions_.push_back(&question);
  }

  std::vector<const DeckBook*> books_;
  std::vector<std::string> topics_;
  std::vector<const Question*> questions_;
  std::unordered_map<QuestionId, std::uint32_t> places_;
};

std::string plain_line(const std::string& commonmark) {
  return one_line(plain_text(commonmark));
}

/// Texts of a JSON array; a pair is one text.
std::vector<std::string> texts_in(const Json& row, const char* key, bool is_marked_up) {
  std::vector<std::string> texts;
  const auto found = row.find(key);
  if (found == row.end() || !found->is_array()) return texts;
  const auto text_of = [&](const Json& part) {
    const auto text = part.get<std::string>();
    return is_marked_up ? plain_line(text) : one_line(text);
  };
  for (const Json& part : *found) {
    if (part.is_string()) texts.push_back(text_of(part));
    if (part.is_array() && part.size() == 2 && part[0].is_string() && part[1].is_string())
      texts.push_back(text_of(part[0]) + " – " + text_of(part[1]));
  }
  return texts;
}

/// The part of a response that is told.
struct Told {
  std::optional<double> credit;
  std::vector<std::string> options, given;
};

Told told_of(const std::string& response, bool with_texts) {
  Told told;
  const Json row = Json::parse(response, nullptr, false);
  if (!row.is_object()) return told;
  if (const auto credit = row.find("credit"); credit != row.end() && credit->is_number())
    told.credit = std::clamp(credit->get<double>(), 0.0, 1.0);
  if (!with_texts) return told;
  told.options = texts_in(row, "options", true);
  for (const char* key : {"chosen", "pairs"})
    if (told.given.empty()) told.given = texts_in(row, key, true);
  if (told.given.empty()) told.given = texts_in(row, "texts", false);
  std::erase(told.given, std::string());
  return told;
}

double to_four_digits(double number) {
  constexpr double kParts = 10'000;
  return std::round(number * kParts) / kParts;
}

/// Gathers what the log says of the questions of a scope.
class Gatherer {
 public:
  Gatherer(const Learner& learner, const Scope& scope, const HandInWish& wish)
      : learner_(learner), scope_(scope), wish_(wish) {}

  Result<void> gather(HandInContent& content) {
    for (const Question* question : scope_.questions())
      content.questions.push_back(standing_of(*question));
    auto log = learner_.store().log();
    if (!log) return log.unexpected();
    for (const Review& row : counting(*log))
      if (const auto place = scope_.place(row.question)) take(row, *place, content);
    for (const auto& [day, figures] : days_)
      content.days.push_back(figures);
    for (const HandInQuestion& question : content.questions)
      content.answered += question.reviews > 0 ? 1 : 0;
    return {};
  }

 private:
  [[nodiscard]] HandInQuestion standing_of(const Question& question) const {
    const Schedule& schedule = learner_.item(question).schedule;
    HandInQuestion told;
    told.id = question.id;
    told.topic = question.topic;
    told.lapses = schedule.lapses;
    if (schedule.phase == Phase::kNew) return told;
    told.recall = to_four_digits(std::clamp(
        known_chance(schedule, learner_.scheduler(), learner_.today()), 0.0, 1.0));
    told.strength_days = to_four_digits(learner_.scheduler().strength_days(schedule));
    return told;
  }

  void take(const Review& row, std::uint32_t place, HandInContent& content) {
    HandInQuestion& question = content.questions[place];
    const bool again = row.rating == Rating::kAgain;
    const bool first = question.reviews == 0;
    ++content.answer_count;
    HandInDay& on_day = days_[row.day];
    on_day.day = row.day;
    ++on_day.answers;
    on_day.again += again ? 1 : 0;
    on_day.time += row.duration;
    ++question.reviews;
    question.again += again ? 1 : 0;
    question.time += row.duration;
    if (!first && !wish_.history) return;
    Told told = told_of(row.response, wish_.history);
    if (first) {
      question.first_day = row.day;
      question.first_form = name_of(row.form);
      // An answer that the program did not mark is right as far as the student says so.
      question.first_credit = told.credit.value_or(again ? 0 : 1);
    }
    if (wish_.history)
      content.answers.push_back({place, row.at, row.day, row.form, row.rating,
                                 told.credit, row.duration, std::move(told.options),
                                 std::move(told.given)});
  }

  const Learner& learner_;
  const Scope& scope_;
  const HandInWish& wish_;
  std::map<StudyDay, HandInDay> days_;
};

std::string hexadecimal(const std::array<std::uint32_t, 5>& words) {
  std::string digits;
  for (const std::uint32_t word : words)
    digits += fmt::format("{:08x}", word);
  return digits;
}

/// Nobody finds the way back from this to the secret, or to the same of another course.
std::array<std::uint32_t, 5> digest(const std::string& secret,
                                    const std::string& course,
                                    const std::string& what) {
  return exchange::sha1(fmt::format("{}\n{}\n{}", secret, fold(course), what));
}

/// Students have sat the same paper if they had the same questions under the same rules.
std::string paper_of(const RoundReport& report) {
  std::set<QuestionId> questions;
  for (const ReportedQuestion& question : report.questions)
    questions.insert(question.question);
  return hexadecimal(exchange::sha1(fmt::format(
                         "{}\n{}", report.plan.negative ? "negative" : "plain",
                         fmt::join(questions, "\n"))))
      .substr(0, 16);
}

HandInExam::Item item_of(const ReportedQuestion& reported) {
  HandInExam::Item item;
  item.question = reported.question;
  item.marks = to_four_digits(reported.marks);
  for (const ReportedOption& option : reported.options) {
    const std::string text = plain_line(option.text);
    item.options.push_back(text);
    if (option.right) item.right.push_back(text);
    if (option.chosen) item.given.push_back(text);
  }
  const bool picks_one = answer_kind_of(reported.form) == AnswerKind::kPickOne;
  if (picks_one && !item.options.empty() && !item.right.empty())
    item.guess = to_four_digits(static_cast<double>(item.right.size()) /
                                static_cast<double>(item.options.size()));
  if (item.right.empty()) item.right = {plain_line(reported.answer)};
  if (item.given.empty() && !reported.given.empty())
    item.given = {one_line(reported.given)};
  return item;
}

Result<void> gather_exams(const Learner& learner,
                          const Scope& scope,
                          const std::string& secret,
                          HandInContent& content) {
  const auto rounds = learner.store().rounds();
  if (!rounds) return rounds.unexpected();
  for (const KeptRound& kept : *rounds) {
    if (!kept.ended_at || kept.kind != name_of(RoundKind::kExam)) continue;
    const auto report = read_round_report(kept.state);
    if (!report) return report.unexpected();
    const auto& asked = report->questions;
    const auto inside = std::count_if(
        asked.begin(), asked.end(),
        [&](const ReportedQuestion& each) { return scope.may_tell(each.question); });
    if (inside == 0) continue;
    if (static_cast<std::size_t>(inside) < asked.size()) {
      ++content.exams_outside;
      continue;
    }
    HandInExam exam;
    exam.id = hexadecimal(digest(secret, content.head.course, kept.uuid)).substr(0, 16);
    exam.paper = paper_of(*report);
    exam.title =
        fmt::format("{}, {} questions", title_of(RoundKind::kExam), asked.size());
    if (!report->plan.paper.empty()) exam.title += ", paper " + report->plan.paper;
    exam.ended_at = report->ended;
    exam.used = report->used;
    for (const ReportedQuestion& each : asked)
      exam.items.push_back(item_of(each));
    content.exams.push_back(std::move(exam));
  }
  std::sort(content.exams.begin(), content.exams.end(),
            [](const HandInExam& a, const HandInExam& b) {
              return std::tie(a.ended_at, a.id) < std::tie(b.ended_at, b.id);
            });
  return {};
}

}  // namespace

HandInIdentity identity_in(const std::string& secret, const std::string& course) {
  constexpr unsigned kNumbers = 990;
  const auto words = digest(secret, course, "student");
  const auto named = digest(secret, course, "pseudonym");
  HandInIdentity identity;
  // A version 8 UUID (RFC 9562): made our own way.
  identity.id = fmt::format("{:08x}-{:04x}-8{:03x}-{:04x}-{:04x}{:08x}", words[0],
                            words[1] >> 16U, words[1] & 0xFFFU,
                            0x8000U | (words[2] >> 18U), words[2] & 0xFFFFU, words[3]);
  identity.pseudonym =
      fmt::format("{} {}", kBirds.at(named[0] % kBirds.size()), 10 + named[1] % kNumbers);
  return identity;
}

Result<HandInContent> hand_in_content(const Learner& learner,
                                      const HandInWish& wish,
                                      const std::string& secret,
                                      Instant at) {
  const auto scope = Scope::of(learner, wish);
  if (!scope) return scope.unexpected();
  HandInContent content;
  auto& head = content.head;
  head.course = one_line(classroom::clean_text(wish.course));
  const HandInIdentity identity = identity_in(secret, head.course);
  head.student = identity.id;
  head.name = one_line(classroom::clean_text(wish.name));
  head.pseudonym = head.name.empty();
  if (head.pseudonym) head.name = identity.pseudonym;
  head.made_at = at;
  head.made_on = learner.today();
  head.detail = wish.history ? classroom::Detail::kHistory : classroom::Detail::kTotals;
  head.exams = wish.exams;
  head.topics = wish.topics;
  for (const DeckBook* book : scope->books()) {
    const Deck& deck = book->deck();
    const auto questions = std::count_if(
        scope->questions().begin(), scope->questions().end(),
        [&](const Question* question) { return question->deck == deck.id; });
    if (questions > 0)
      head.decks.push_back({deck.id, one_line(classroom::clean_text(deck.title)),
                            deck.edition, static_cast<int>(questions)});
  }
  constexpr std::size_t kMostBytes = 200;
  if (head.name.size() > kMostBytes || head.course.size() > kMostBytes)
    return fail("the name of a student or a course is too long", "",
                "use 200 characters at most");
  if (auto done = Gatherer(learner, *scope, wish).gather(content); !done)
    return done.unexpected();
  if (wish.exams)
    if (auto done = gather_exams(learner, *scope, secret, content); !done)
      return done.unexpected();
  return content;
}

void write_content(const HandInContent& content,
                   std::ostream& out,
                   std::size_t most_questions) {
  classroom::HandInWriter writer(out, content.head);
  for (const HandInQuestion& question : content.questions) {
    if (most_questions-- == 0) return;
    writer.question(question);
  }
  for (const HandInDay& day : content.days)
    writer.day(day);
  for (const HandInAnswer& answer : content.answers)
    writer.answer(answer);
  for (const HandInExam& exam : content.exams)
    writer.exam(exam);
  writer.finish();
}

}  // namespace attache
