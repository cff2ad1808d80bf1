#include "trainer/course_exams.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <utility>

#include "trainer/course_figures.h"

namespace attache {

namespace {

using classroom::ClassRow;
using classroom::Collection;
using classroom::Figure;

using Options = std::map<std::string, bool>;  ///< right or not

constexpr const char* kNoAnswer = "no answer";

/// A question in one sitting of an exam.
struct Answered {
  double marks = 0;
  std::optional<double> guess;
  std::string given;
};

struct Attempt {
  std::int64_t student = 0;
  std::string exam;
  std::vector<QuestionId> questions;  ///< in the order in which they were asked
  std::map<QuestionId, Answered> answered;

  /// Of all marks; never below 0, as the student was told.
  [[nodiscard]] double share() const {
    double sum = 0;
    for (const auto& [question, item] : answered)
      sum += item.marks;
    return answered.empty() ? 0
                            : std::max(0.0, sum) / static_cast<double>(answered.size());
  }
};

struct Paper {
  std::string title;
  std::vector<Attempt> attempts;  ///< by student, the first one first
  /// What could be picked: right or not.
  std::map<QuestionId, Options> options;
};
using Papers = std::map<std::string, Paper>;

Result<Papers> read_papers(const Collection& collection) {
  Papers papers;
  auto read = collection.each(Figure::kExams, "", [&](const ClassRow& row) {
    Paper& paper = papers[row.text(0)];
    paper.title = row.text(3);
    paper.attempts.push_back({row.integer(1), row.text(2), {}, {}});
  });
  if (!read) return read.unexpected();
  // The rows come in the same order as the exams.
  Paper* paper = nullptr;
  std::string name;
  std::size_t at = 0;
  read = collection.each(Figure::kExamItems, "", [&](const ClassRow& row) {
    const std::string of = row.text(0);
    if (paper == nullptr || of != name) {
      paper = &papers[of];
      name = of;
      at = 0;
    }
    const std::int64_t student = row.integer(1);
    const std::string exam = row.text(2);
    const auto is_it = [&](const Attempt& each) {
      return each.student == student && each.exam == exam;
    };
    while (at < paper->attempts.size() && !is_it(paper->attempts[at]))
      ++at;
    if (at == paper->attempts.size()) return;
    Attempt& attempt = paper->attempts[at];
    Answered answered{row.real(5), std::nullopt, row.text(7)};
    if (!row.is_null(6)) answered.guess = row.real(6);
    const QuestionId question = row.text(4);
    if (attempt.answered.emplace(question, std::move(answered)).second)
      attempt.questions.push_back(question);
  });
  if (!read) return read.unexpected();
  read = collection.each(Figure::kExamOptions, "", [&](const ClassRow& row) {
    papers[row.text(0)].options[row.text(1)][row.text(2)] = row.integer(3) != 0;
  });
  if (!read) return read.unexpected();
  return papers;
}

/// Of each student's attempts, one after the other: `take(first attempt, attempts)`.
template <class Take>
void each_student(const std::vector<Attempt>& attempts, const Take& take) {
  for (auto first = attempts.begin(); first != attempts.end();) {
    auto end = first;
    while (end != attempts.end() && end->student == first->student)
      ++end;
    take(first, end);
    first = end;
  }
}

/// The means of first, last, best and all attempts.
void take_means(const Paper& paper, ClassExam& exam) {
  double all = 0;
  each_student(paper.attempts, [&](auto first, auto end) {
    double best = 0;
    for (auto each = first; each != end; ++each) {
      best = std::max(best, each->share());
      all += each->share();
    }
    ++exam.students;
    exam.first += first->share();
    exam.last += std::prev(end)->share();
    exam.best += best;
  });
  const auto students = static_cast<double>(exam.students);
  exam.first /= students;
  exam.last /= students;
  exam.best /= students;
  exam.attempts = paper.attempts.size();
  exam.all = all / static_cast<double>(exam.attempts);
}

using Responses = std::map<std::string, ExamItem::Response>;

/// Whether an option is one of those that were picked together.
bool is_part_of(const std::string& given, const std::string& option) {
  return fmt::format("; {}; ", given).find(fmt::format("; {}; ", option)) !=
         std::string::npos;
}

/// Where nothing is picked the right answer may be written in several ways: they are one
/// response, as most students wrote it. Whether anybody gave it.
bool join_right(Responses& by_text) {
  constexpr double kFullCredit = 1 - 1e-6;
  const auto is_right = [](const auto& each) {
    return each.second.credit >= kFullCredit;
  };
  auto best = by_text.end();
  std::size_t count = 0;
  for (auto each = by_text.begin(); each != by_text.end(); ++each) {
    if (!is_right(*each)) continue;
    count += each->second.count;
    if (best == by_text.end() || each->second.count > best->second.count) best = each;
  }
  if (best == by_text.end()) return false;
  const std::string text = best->first;
  std::erase_if(by_text,
                [&](const auto& each) { return is_right(each) && each.first != text; });
  by_text[text].count = count;
  return true;
}

/// Adds what nobody gave: options, and the key unless a response stands for it.
void add_never_given(const Options& options, Responses& by_text) {
  const auto rights = std::count_if(options.begin(), options.end(),
                                    [](const auto& option) { return option.second; });
  const bool picked = rights < std::ssize(options);
  if (!picked && join_right(by_text)) return;
  // Where several are to be picked, each one earns its part.
  const double credit =
      picked ? 1.0 / static_cast<double>(std::max<std::ptrdiff_t>(rights, 1)) : 1;
  std::vector<std::string> given;
  for (const auto& [text, response] : by_text)
    given.push_back(text);
  for (const auto& [option, right] : options)
    if (std::none_of(given.begin(), given.end(), [&text = option](const auto& each) {
          return is_part_of(each, text);
        }))
      by_text.try_emplace(option, ExamItem::Response{option, right ? credit : 0.0, 0, 0});
}

/// The responses to one question, the commonest first; what nobody picked too.
std::vector<ExamItem::Response> responses_to(const QuestionId& question,
                                             const std::vector<const Attempt*>& firsts,
                                             const Paper& paper) {
  Responses by_text;
  std::size_t attempts = 0;
  for (const Attempt* attempt : firsts) {
    const auto found = attempt->answered.find(question);
    if (found == attempt->answered.end()) continue;
    ++attempts;
    const std::string& given = found->second.given;
    ExamItem::Response& response = by_text[given.empty() ? kNoAnswer : given];
    response.credit += found->second.marks;
    ++response.count;
  }
  for (auto& [text, response] : by_text)
    response.credit /= static_cast<double>(response.count);
  if (const auto options = paper.options.find(question); options != paper.options.end())
    add_never_given(options->second, by_text);
  std::vector<ExamItem::Response> responses;
  for (auto& [text, response] : by_text) {
    response.text = text;
    response.share = attempts == 0 ? 0
                                   : static_cast<double>(response.count) /
                                         static_cast<double>(attempts);
    responses.push_back(std::move(response));
  }
  std::stable_sort(responses.begin(), responses.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return responses;
}

double mean_guess(const QuestionId& question, const std::vector<const Attempt*>& firsts) {
  double sum = 0;
  double known = 0;
  for (const Attempt* attempt : firsts)
    if (const auto found = attempt->answered.find(question);
        found != attempt->answered.end() && found->second.guess) {
      sum += *found->second.guess;
      known += 1;
    }
  return known > 0 ? sum / known : std::numeric_limits<double>::quiet_NaN();
}

void analyse_paper(const Paper& paper, ClassExam& exam) {
  std::vector<const Attempt*> firsts;
  each_student(paper.attempts,
               [&](auto first, auto /*end*/) { firsts.push_back(&*first); });
  std::vector<QuestionId> questions;
  for (const Attempt* attempt : firsts)
    for (const QuestionId& question : attempt->questions)
      if (std::find(questions.begin(), questions.end(), question) == questions.end())
        questions.push_back(question);
  MarkTable table;
  table.students = firsts.size();
  table.most.assign(questions.size(), 1);
  for (const Attempt* attempt : firsts)
    for (const QuestionId& question : questions) {
      const auto found = attempt->answered.find(question);
      table.marks.push_back(found == attempt->answered.end()
                                ? std::nullopt
                                : std::optional(found->second.marks));
    }
  for (const QuestionId& question : questions)
    table.guess.push_back(mean_guess(question, firsts));
  TestAnalysis analysis = analyse(table);
  exam.analysis = analysis.paper;
  exam.same_questions = std::all_of(table.marks.begin(), table.marks.end(),
                                    [](const auto& mark) { return mark.has_value(); });
  for (std::size_t i = 0; i < questions.size(); ++i)
    exam.items.push_back({questions[i],
                          questions[i],
                          analysis.items[i],
                          responses_to(questions[i], firsts, paper),
                          {},
                          {},
                          {}});
}

bool asks_of_deck(const ClassExam& exam, const std::string& deck) {
  return deck.empty() ||
         std::any_of(exam.items.begin(), exam.items.end(), [&](const ExamItem& item) {
           return deck_of_question(item.id) == deck;
         });
}

}  // namespace

Result<std::vector<ClassExam>> class_exams(const Collection& collection,
                                           const std::string& deck) {
  const auto papers = read_papers(collection);
  if (!papers) return papers.unexpected();
  std::vector<ClassExam> exams;
  for (const auto& [name, paper] : *papers) {
    ClassExam exam;
    exam.paper = name;
    exam.title = paper.title;
    take_means(paper, exam);
    analyse_paper(paper, exam);
    if (asks_of_deck(exam, deck)) exams.push_back(std::move(exam));
  }
  std::stable_sort(exams.begin(), exams.end(),
                   [](const auto& a, const auto& b) { return a.students > b.students; });
  return exams;
}

}  // namespace attache
