#include "window/class_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <functional>
#include <numeric>

#include "base/text.h"
#include "window/browser_parts.h"
#include "window/progress_parts.h"

namespace attache::window {

namespace {

constexpr std::string_view kNone = "–";

std::string students_text(std::size_t number) {
  return many(number, "student", "students");
}

/// Whether a student was told of at all in an order: a name always is.
bool has_figure(const ClassStudent& student, StudentOrder order) {
  return order != StudentOrder::kLastDay || student.last_day.has_value();
}

/// What an order compares; a name is compared apart.
double figure_of(const ClassStudent& student, StudentOrder order) {
  switch (order) {
    case StudentOrder::kKnown:
      return student.known;
    case StudentOrder::kLastDay:
      return student.last_day
                 ? static_cast<double>(student.last_day->time_since_epoch().count())
                 : 0;
    case StudentOrder::kDays:
      return student.days;
    case StudentOrder::kAnswers:
      return static_cast<double>(student.answers);
    case StudentOrder::kTime:
      return static_cast<double>(student.time.count());
    case StudentOrder::kName:
      break;
  }
  return 0;
}

std::string time_or_none(Millis time) {
  return time.count() > 0 ? spent_text(time) : std::string(kNone);
}

std::size_t with_totals_only(const ClassShown& shown) {
  return static_cast<std::size_t>(
      std::count_if(shown.students.begin(), shown.students.end(),
                    [](const ClassStudent& student) { return !student.history; }));
}

}  // namespace

std::string_view title_of(ClassPage page) {
  constexpr std::array<std::string_view, kClassPages> kTitles{
      "Overview", "Students", "Topics", "Questions", "Exams"};
  return kTitles.at(static_cast<std::size_t>(page));
}

std::string_view title_of(StudentOrder order) {
  constexpr std::array<std::string_view, kStudentOrders> kTitles{
      "Name", "Known", "Last day", "Days", "Answers", "Time"};
  return kTitles.at(static_cast<std::size_t>(order));
}

std::string class_share_text(std::optional<double> share) {
  if (!share || std::isnan(*share)) return std::string(kNone);
  return fmt::format("{:.0f} %", *share * 100);
}

std::string percent_text(std::optional<double> percent) {
  if (!percent || std::isnan(*percent)) return std::string(kNone);
  const double whole = std::round(*percent) + 0.0;  // not "-0"
  return whole < 0 ? fmt::format("−{:.0f} %", -whole) : fmt::format("{:.0f} %", whole);
}

std::string plain_figure_text(std::optional<double> figure) {
  if (!figure || std::isnan(*figure)) return std::string(kNone);
  const std::string text = fmt::format("{:.2f}", std::abs(*figure));
  return *figure < 0 && text != "0.00" ? "−" + text : text;
}

std::string day_or_none(std::optional<StudyDay> day) {
  return day ? day_text(*day) : std::string(kNone);
}

std::vector<NamedFigure> class_figures_of(const ClassShown& shown) {
  std::int64_t answers = 0;
  Millis time{};
  double known = 0;
  for (const ClassStudent& student : shown.students) {
    answers += student.answers;
    time += student.time;
    known += student.known;
  }
  const auto count = static_cast<double>(shown.students.size());
  std::vector<NamedFigure> figures{
      {"Students", thousands(shown.students.size())},
      {"Known on average",
       class_share_text(count > 0 ? std::optional<double>(known / count) : std::nullopt),
       "The mean over students of what each would answer now, of all questions handed "
       "in. "
       "A question that was never asked counts as not known."},
      {"Answers", thousands(static_cast<std::size_t>(answers))},
      {"Time", time_or_none(time)}};
  return figures;
}

std::vector<NamedFigure> student_figures_of(const ClassStudent& student) {
  return {
      {"Known", class_share_text(student.known),
       "What the student would answer on the day of the file, of all questions handed "
       "in. A question that was never asked counts as not known."},
      {"Questions begun",
       fmt::format("{} of {}", thousands(student.started), thousands(student.questions))},
      {"Answers", thousands(static_cast<std::size_t>(student.answers))},
      {"Time", time_or_none(student.time)},
      {"Days of study", thousands(static_cast<std::size_t>(student.days))},
      {"Last day", day_or_none(student.last_day)}};
}

std::vector<NamedFigure> paper_figures(const ClassExam& exam) {
  const PaperAnalysis& of = exam.analysis;
  std::vector<NamedFigure> figures{
      {"Attempts", thousands(exam.attempts),
       "All that were handed in. Only the first attempt of each student is analysed "
       "below."},
      {"Students", thousands(exam.students)},
      {"Mean, first attempts", class_share_text(exam.first)}};
  if (exam.attempts > exam.students) {
    figures.push_back({"Mean, last attempts", class_share_text(exam.last)});
    figures.push_back({"Mean, best attempts", class_share_text(exam.best)});
    figures.push_back({"Mean, all attempts", class_share_text(exam.all)});
  }
  figures.push_back({"Median", percent_text(of.median_percent),
                     "Half of the students have more, half have less."});
  figures.push_back(
      {"Standard deviation", percent_text(of.standard_deviation_percent),
       "How far the marks lie apart. Usual for a test that sorts well is 12 "
       "to 18 %; below that, marks bunch together."});
  figures.push_back({"Skewness", plain_figure_text(of.skewness),
                     "Below 0 there is a tail of weak students, above 0 one of strong "
                     "students. Within −1 and 1 the paper tells both apart."});
  figures.push_back(
      {"Kurtosis", plain_figure_text(of.kurtosis),
       "Above 0 more marks lie far out than usual; above 1 the paper may not "
       "tell the best and the weakest from the middle."});
  if (!exam.same_questions) return figures;
  figures.push_back(
      {"Cronbach's alpha", percent_text(of.alpha_percent),
       "How well the questions agree with each other. 75 % and more is good; "
       "below 64 % the mark says little about a student."});
  figures.push_back(
      {"Error ratio", percent_text(of.error_ratio_percent),
       "How much of the spread of marks is chance. Below 50 % most of it is "
       "a difference between students."});
  figures.push_back({"Standard error", percent_text(of.standard_error_percent),
                     "By about so much a student's mark may be off by chance: two marks "
                     "that are nearer to each other are the same."});
  return figures;
}

std::vector<NamedFigure> item_figures(const ItemAnalysis& item) {
  return {
      {"Facility", percent_text(item.facility_percent),
       "The mean mark as a share of the greatest: how easy it is."},
      {"Discrimination", percent_text(item.discrimination_percent),
       "How far it goes with the rest of the paper. 50 % and more is very good, 20 to "
       "29 % is weak, below 0 something is wrong with the question."},
      {"Efficiency", percent_text(item.efficiency_percent),
       "Discrimination as a share of the most that a question this hard could have. "
       "Below 15 % it is doubtful."},
      {"Students", thousands(item.attempts)},
      {"Spread", percent_text(item.standard_deviation_percent),
       "Standard deviation of its marks. Near 0 all have the same, and it tells nobody "
       "apart."},
      {"By guessing", percent_text(item.guess_percent),
       "What somebody who picks blindly would get."},
      {"Intended weight", percent_text(item.intended_weight_percent),
       "Its share of all marks."},
      {"Effective weight", percent_text(item.effective_weight_percent),
       "Its share in the spread of marks. Far from the intended weight, the question "
       "decides more, or less, than it should."}};
}

std::vector<NamedFigure> question_figures(const ClassQuestion& question) {
  return {{"Right at first", class_share_text(question.facility),
           "Mean mark of the first answer that each student ever gave to it."},
          {"Known now", class_share_text(question.known),
           "What the students would answer now, on average."},
          {"Students", thousands(question.students), "Who have answered it."}};
}

std::vector<std::optional<double>> topic_means(const ClassShown& shown) {
  std::vector<std::optional<double>> means(shown.topics.size());
  for (std::size_t topic = 0; topic < means.size(); ++topic) {
    double sum = 0;
    double students = 0;
    for (const ClassStudent& student : shown.students)
      if (topic < student.topics.size() && student.topics[topic]) {
        sum += *student.topics[topic];
        students += 1;
      }
    if (students > 0) means[topic] = sum / students;
  }
  return means;
}

bool is_descending_first(StudentOrder order) {
  return order == StudentOrder::kLastDay || order == StudentOrder::kDays ||
         order == StudentOrder::kAnswers || order == StudentOrder::kTime;
}

std::vector<std::size_t> sorted_students(std::span<const ClassStudent> students,
                                         StudentOrder order,
                                         bool descending) {
  std::vector<std::string> names;
  names.reserve(students.size());
  for (const ClassStudent& student : students)
    names.push_back(fold(student.name));
  std::vector<std::size_t> places(students.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    if (names[a] != names[b]) return names[a] < names[b];
    return a < b;
  });
  if (order == StudentOrder::kName) {
    if (descending) std::reverse(places.begin(), places.end());
    return places;
  }
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    const bool has_a = has_figure(students[a], order);
    const bool has_b = has_figure(students[b], order);
    if (has_a != has_b) return has_a;
    const double one = figure_of(students[a], order);
    const double other = figure_of(students[b], order);
    return descending ? one > other : one < other;
  });
  return places;
}

std::vector<std::string> missing_words(const ClassShown& shown) {
  std::vector<std::string> words;
  if (shown.students.empty()) return words;
  const std::size_t totals = with_totals_only(shown);
  if (totals == shown.students.size())
    words.emplace_back(
        "Everybody handed in totals only, so wrong answers and what was picked are not "
        "known.");
  else if (totals > 0)
    words.push_back(fmt::format(
        "{} handed in totals only: what they answered wrongly, or picked, is not known.",
        students_text(totals)));
  return words;
}

std::string course_words(const CourseEntry& course, std::optional<StudyDay> newest) {
  if (course.students == 0) return "Nothing handed in yet";
  std::string students = students_text(course.students);
  if (!newest) return students;
  return fmt::format("{}  ·  newest file of {}", students, day_text(*newest));
}

std::string deck_words(const ClassDeck& deck) {
  std::vector<std::string> editions;
  for (const int edition : deck.editions)
    editions.push_back(fmt::format("{}", edition));
  std::string words = many(deck.questions, "question", "questions");
  if (!editions.empty()) words += fmt::format("  ·  edition {}", listed(editions, ""));
  if (!deck.on_shelf) return words;
  const bool same =
      deck.editions.size() == 1 && deck.editions.front() == deck.edition_here;
  if (!same) words += fmt::format(", yours is {}", deck.edition_here);
  if (deck.questions_gone > 0)
    words += fmt::format("  ·  {} not in yours", thousands(deck.questions_gone));
  return words;
}

std::string taken_title(const FilesTaken& taken) {
  if (taken.students_new + taken.students_renewed > 0) return "Handed in";
  if (taken.refused.empty() && taken.same == 0) return "No files there";
  return taken.same > 0 ? "Nothing new" : "None could be read";
}

std::vector<std::string> taken_words(const FilesTaken& taken) {
  std::vector<std::string> words;
  const auto add = [&](std::size_t number, std::string_view one, std::string_view more) {
    if (number > 0) words.push_back(many(number, one, more));
  };
  add(taken.students_new, "student is new.", "students are new.");
  add(taken.students_renewed, "student handed in a later file.",
      "students handed in a later file.");
  add(taken.same, "file was there already, or an older one.",
      "files were there already, or older ones.");
  add(taken.refused.size(), "file was left out.", "files were left out.");
  if (words.empty())
    words.emplace_back(
        "No file there ends in .progress, as those that students hand in.");
  return words;
}

std::string adding_words(const std::filesystem::path& folder, std::size_t files) {
  // "/a/b/" is "/a/b".
  const auto whole = folder.has_filename() ? folder : folder.parent_path();
  const std::string name = whole.has_filename() ? whole.filename().string() : "/";
  if (files == 0) return "Add the files";
  if (files == 1) return fmt::format("Add the file of {}", name);
  return fmt::format("Add all {} files of {}", thousands(files), name);
}

std::string reading_words(std::size_t done, std::size_t all) {
  if (all == 0) return "Looking for files";
  return fmt::format("{} of {}", thousands(done), many(all, "file", "files"));
}

std::string as_sentence(std::string_view words) {
  std::string sentence = with_capital(words);
  if (!sentence.empty() && sentence.back() != '.' && sentence.back() != '?')
    sentence += '.';
  return sentence;
}

std::string wrong_words(const ClassQuestion& question) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> parts;
  for (const ClassAnswer& answer : question.wrong) {
    if (parts.size() >= kMost) break;
    if (answer.right) continue;
    parts.push_back(parts.empty() ? fmt::format("{} ({})", answer.text,
                                                students_text(answer.students))
                                  : fmt::format("{} ({})", answer.text, answer.students));
  }
  return fmt::format("{}", fmt::join(parts, ",  "));
}

bool looks_handed_in(std::string_view name) {
  return fold(name).ends_with(".progress");
}

std::string class_file_stem(std::string_view course,
                            std::string_view what,
                            StudyDay day) {
  constexpr std::size_t kMost = 40;  // letters of the name; some take three bytes each
  std::u32string name;
  for (const char32_t sign : code_points(one_line(course))) {
    if (name.size() >= kMost) break;
    if (is_letter_or_digit(sign))
      name += sign;
    else if (!name.empty() && name.back() != U'-')
      name += U'-';
  }
  while (!name.empty() && name.back() == U'-')
    name.pop_back();
  const std::chrono::year_month_day date(day);
  return fmt::format("attache-{}-{}-{:04}-{:02}-{:02}",
                     name.empty() ? "class" : to_utf8(name), what,
                     static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::vector<ClassFileKind> files_of(ClassPage page) {
  switch (page) {
    case ClassPage::kOverview:
      return {{ClassExport::kDaysCsv, "days"}};
    case ClassPage::kStudents:
      return {{ClassExport::kStudentsCsv, "students"}};
    case ClassPage::kTopics:
      return {{ClassExport::kTopicsCsv, "topics"}};
    case ClassPage::kQuestions:
      return {{ClassExport::kQuestionsCsv, "questions"},
              {ClassExport::kAnswersCsv, "answers"}};
    case ClassPage::kExams:
      break;
  }
  return {{ClassExport::kExamsCsv, "exams"}};
}

}  // namespace attache::window
