#include "cli/class.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fstream>
#include <initializer_list>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/heat_table.h"
#include "cli/phrases.h"
#include "cli/run.h"
#include "trainer/course.h"
#include "trainer/library.h"

namespace attache::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kWell = 0;
constexpr int kFailed = 1;
constexpr int kNotUnderstood = 2;
constexpr std::size_t kRowsInOverview = 10;

/// What stands before the first ':' of an address, if it looks like a scheme; empty else.
std::string_view scheme_of(std::string_view place) {
  const std::size_t colon = place.find(':');
  if (colon == std::string_view::npos || colon < 2) return {};
  const std::string_view scheme = place.substr(0, colon);
  const bool looks_so = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '+' || c == '-';
  });
  return looks_so ? scheme : std::string_view();
}

Result<CourseStore> store_of(const ClassCommand& command, const TrainerSetup& setup) {
  const bool database = command.store.starts_with("postgresql://") ||
                        command.store.starts_with("postgres://");
  // The rest of the address may hold a password.
  if (const auto scheme = scheme_of(command.store); !database && !scheme.empty())
    return fail(fmt::format("classes cannot be kept in \"{}:…\"", scheme), "",
                "write a database as postgresql://user@host/database, and ./ before the "
                "name of a folder that holds ':'");
  CourseStore store;
  store.folder = command.store.empty() || database ? setup.data_folder / "classes"
                                                   : std::filesystem::path(command.store);
  if (database) store.url = command.store;
  return store;
}

std::string percent(double share) {
  return value_text(Unit::kShare, share);
}

std::string amount(std::size_t number, std::string_view one, std::string_view many) {
  return counted(static_cast<long>(number), one, many);
}

std::string figure(const std::optional<double>& value) {
  return value ? fmt::format("{:.1f}", *value) : "–";
}

std::string of_hundred(const std::optional<double>& value) {
  return value ? fmt::format("{:.1f} %", *value) : "–";
}

Json json_or_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json();
}

// --- JSON

Json students_json(const ClassShown& shown) {
  Json all = Json::array();
  for (const ClassStudent& each : shown.students) {
    Json topics = Json::object();
    for (std::size_t i = 0; i < shown.topics.size(); ++i)
      if (each.topics[i])
        topics[shown.topics[i].deck + "/" + shown.topics[i].id] = *each.topics[i];
    all.push_back(
        {{"id", each.id},
         {"name", each.name},
         {"pseudonym", each.pseudonym},
         {"history", each.history},
         {"handed_in", iso_instant(each.handed_in)},
         {"as_of", iso_day(each.as_of)},
         {"first_day", each.first_day ? Json(iso_day(*each.first_day)) : Json()},
         {"last_day", each.last_day ? Json(iso_day(*each.last_day)) : Json()},
         {"days", each.days},
         {"answers", each.answers},
         {"seconds", each.time.count() / 1000},
         {"questions", each.questions},
         {"started", each.started},
         {"known", each.known},
         {"topics", topics}});
  }
  return all;
}

Json topics_json(const ClassShown& shown) {
  Json all = Json::array();
  for (const ClassTopic& each : shown.topics)
    all.push_back({{"deck", each.deck},
                   {"topic", each.id},
                   {"title", each.title},
                   {"questions", each.questions}});
  return all;
}

Json question_json(const ClassQuestion& question) {
  Json wrong = Json::array();
  for (const ClassAnswer& each : question.wrong)
    wrong.push_back(
        {{"text", each.text}, {"students", each.students}, {"times", each.times}});
  Json options = Json::array();
  for (const ClassOption& each : question.options)
    options.push_back({{"text", each.text},
                       {"shown", each.shown},
                       {"picked", each.picked},
                       {"right", each.right}});
  return {{"id", question.id},
          {"topic", question.topic},
          {"asks", question.stem},
          {"answer", question.answer},
          {"here", question.on_shelf},
          {"students", question.students},
          {"first_answers", question.first_answers},
          {"facility", json_or_null(question.facility)},
          {"known", question.known},
          {"again", question.again},
          {"wrong", wrong},
          {"options", options},
          {"advice", question.advice}};
}

Json questions_json(const ClassShown& shown) {
  Json all = Json::array();
  for (const ClassQuestion& each : shown.questions)
    all.push_back(question_json(each));
  return all;
}

Json days_json(const ClassShown& shown) {
  Json all = Json::array();
  for (const ClassDay& each : shown.days)
    all.push_back({{"day", iso_day(each.day)},
                   {"students", each.students},
                   {"answers", each.answers},
                   {"seconds", each.time.count() / 1000}});
  return all;
}

Json item_json(const ExamItem& item) {
  Json responses = Json::array();
  for (const ExamItem::Response& each : item.responses)
    responses.push_back({{"text", each.text},
                         {"credit", each.credit},
                         {"count", each.count},
                         {"share", each.share}});
  const ItemAnalysis& found = item.analysis;
  return {{"id", item.id},
          {"asks", item.stem},
          {"attempts", found.attempts},
          {"facility", json_or_null(found.facility_percent)},
          {"deviation", json_or_null(found.standard_deviation_percent)},
          {"guess", json_or_null(found.guess_percent)},
          {"intended_weight", json_or_null(found.intended_weight_percent)},
          {"effective_weight", json_or_null(found.effective_weight_percent)},
          {"discrimination", json_or_null(found.discrimination_percent)},
          {"efficiency", json_or_null(found.efficiency_percent)},
          {"responses", responses},
          {"advice", item.advice}};
}

Json exams_json(const ClassShown& shown) {
  Json all = Json::array();
  for (const ClassExam& each : shown.exams) {
    Json items = Json::array();
    for (const ExamItem& item : each.items)
      items.push_back(item_json(item));
    const PaperAnalysis& paper = each.analysis;
    all.push_back({{"paper", each.paper},
                   {"title", each.title},
                   {"students", each.students},
                   {"attempts", each.attempts},
                   {"first", each.first},
                   {"last", each.last},
                   {"best", each.best},
                   {"all", each.all},
                   {"same_questions", each.same_questions},
                   {"mean", json_or_null(paper.mean_percent)},
                   {"median", json_or_null(paper.median_percent)},
                   {"deviation", json_or_null(paper.standard_deviation_percent)},
                   {"skewness", json_or_null(paper.skewness)},
                   {"kurtosis", json_or_null(paper.kurtosis)},
                   {"alpha", json_or_null(paper.alpha_percent)},
                   {"error_ratio", json_or_null(paper.error_ratio_percent)},
                   {"standard_error", json_or_null(paper.standard_error_percent)},
                   {"questions", items}});
  }
  return all;
}

Json decks_json(const ClassShown& shown) {
  Json all = Json::array();
  for (const ClassDeck& each : shown.decks)
    all.push_back({{"id", each.id},
                   {"title", each.title},
                   {"editions", each.editions},
                   {"here", each.on_shelf},
                   {"edition_here", each.on_shelf ? Json(each.edition_here) : Json()},
                   {"questions", each.questions},
                   {"questions_gone", each.questions_gone}});
  return all;
}

/// One part, or all of them.
Json class_json(const ClassShown& shown, const std::string& part) {
  Json all{{"class", shown.name}, {"words", shown.words}, {"decks", decks_json(shown)}};
  const auto wanted = [&](const char* name) { return part.empty() || part == name; };
  if (wanted("topics")) all["topics"] = topics_json(shown);
  if (wanted("students") || part == "topics") all["students"] = students_json(shown);
  if (wanted("hardest") || part == "answers") all["questions"] = questions_json(shown);
  if (wanted("days")) all["days"] = days_json(shown);
  if (wanted("exams")) all["exams"] = exams_json(shown);
  return all;
}

// --- lines

void say_students(const ClassShown& shown, std::ostream& out) {
  const std::vector<std::string> names = names_apart(shown);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const ClassStudent& each = shown.students[i];
    fmt::print(out, "{}\n", names[i]);
    if (each.last_day)
      fmt::print(out, "  {} on {}, in {}; last on {}\n",
                 counted(static_cast<long>(each.answers), "answer", "answers"),
                 counted(each.days, "day", "days"), time_phrase(each.time),
                 day_text(*each.last_day));
    else
      fmt::print(out, "  nothing answered yet\n");
    fmt::print(out, "  {} of {} started, {} known on {}\n", each.started,
               amount(each.questions, "question", "questions"), percent(each.known),
               day_text(each.as_of));
  }
}

/// The title of a topic, and of its deck where there are several.
std::string title_of(const ClassShown& shown, const ClassTopic& topic) {
  if (shown.decks.size() < 2) return topic.title;
  for (const ClassDeck& deck : shown.decks)
    if (deck.id == topic.deck && deck.title != topic.title)
      return fmt::format("{} ({})", topic.title, deck.title);
  return topic.title;
}

void say_topics(const ClassShown& shown, std::size_t width, std::ostream& out) {
  HeatTable table{"Student", names_apart(shown), {}, {}};
  for (const ClassTopic& topic : shown.topics)
    table.columns.push_back(title_of(shown, topic));
  bool is_whole = true;
  for (const ClassStudent& student : shown.students) {
    std::vector<std::string>& row = table.rows.emplace_back();
    for (const std::optional<double>& known : student.topics) {
      row.push_back(known ? percent(*known) : "–");
      is_whole = is_whole && known;
    }
  }
  fmt::print(out, "Known of all questions of each topic{}\n\n{}",
             is_whole ? "" : " (– was not handed in)", heat_text(table, width));
}

void say_chart(const ClassShown& shown, std::string_view id, std::ostream& out) {
  for (const Chart& chart : charts_of(shown))
    if (chart.id == id) out << table_text(chart);
}

void say_question(const ClassQuestion& question, bool with_answers, std::ostream& out) {
  fmt::print(out, "{}\n", question.stem);
  if (!question.answer.empty()) fmt::print(out, "  Answer: {}\n", question.answer);
  fmt::print(out, "  {} of {} right, {} known now, {} of all answers rated Again\n",
             question.facility ? percent(*question.facility) : "–",
             amount(question.first_answers, "first answer", "first answers"),
             percent(question.known), percent(question.again));
  if (with_answers) {
    for (const ClassAnswer& wrong : question.wrong)
      fmt::print(out, "  wrong: {} ({}, {})\n", wrong.text,
                 amount(wrong.students, "student", "students"),
                 counted(static_cast<long>(wrong.times), "time", "times"));
    for (const ClassOption& option : question.options)
      fmt::print(out, "  option: {}, picked {} of {}{}\n", option.text, option.picked,
                 option.shown, option.right ? ", right" : "");
  }
  for (const std::string& advice : question.advice)
    fmt::print(out, "  → {}\n", advice);
}

bool any_answered(const ClassShown& shown) {
  return std::any_of(shown.questions.begin(), shown.questions.end(),
                     [](const ClassQuestion& question) { return question.students > 0; });
}

void say_questions(const ClassShown& shown,
                   bool with_answers,
                   std::size_t most,
                   std::ostream& out) {
  if (!any_answered(shown)) fmt::print(out, "No question has been answered yet.\n");
  for (const ClassQuestion& question : shown.questions) {
    if (most == 0) break;
    if (question.students == 0) continue;
    say_question(question, with_answers, out);
    --most;
  }
}

void say_item(const ExamItem& item, std::ostream& out) {
  const ItemAnalysis& found = item.analysis;
  fmt::print(out,
             "  {}\n    facility {}, deviation {}, by guessing {}\n    weight meant {}, "
             "weight found {}, discrimination {}, efficiency {}\n",
             item.stem, of_hundred(found.facility_percent),
             of_hundred(found.standard_deviation_percent),
             of_hundred(found.guess_percent), of_hundred(found.intended_weight_percent),
             of_hundred(found.effective_weight_percent),
             figure(found.discrimination_percent), figure(found.efficiency_percent));
  for (const ExamItem::Response& response : item.responses)
    fmt::print(out, "      {:>4}  {:>6}  {} (credit {:.2g})\n", response.count,
               percent(response.share), response.text, response.credit);
  for (const std::string& advice : item.advice)
    fmt::print(out, "    → {}\n", advice);
}

void say_exam(const ClassExam& exam, std::ostream& out) {
  const PaperAnalysis& paper = exam.analysis;
  fmt::print(out,
             "{}\n  {}, {}\n  mean of first attempts {}, of last {}, of best {}, of all "
             "{}\n",
             exam.title, amount(exam.students, "student", "students"),
             amount(exam.attempts, "attempt", "attempts"), percent(exam.first),
             percent(exam.last), percent(exam.best), percent(exam.all));
  fmt::print(
      out,
      "  first attempts: median {}, deviation {}, skewness {}, kurtosis {}\n"
      "  internal consistency (alpha) {}, error ratio {}, standard error {}\n",
      of_hundred(paper.median_percent), of_hundred(paper.standard_deviation_percent),
      figure(paper.skewness), figure(paper.kurtosis), of_hundred(paper.alpha_percent),
      of_hundred(paper.error_ratio_percent), of_hundred(paper.standard_error_percent));
  if (!exam.same_questions) fmt::print(out, "  {}\n", kNotTheSameQuestions);
  if (exam.students < kFewStudents) fmt::print(out, "  {}\n", kFewStudentsRemark);
  for (const ExamItem& item : exam.items)
    say_item(item, out);
}

void say_exams(const ClassShown& shown, std::ostream& out) {
  if (shown.exams.empty()) fmt::print(out, "No mock exam has been handed in.\n");
  for (std::size_t i = 0; i < shown.exams.size(); ++i) {
    if (i > 0) fmt::print(out, "\n");
    say_exam(shown.exams[i], out);
  }
}

void say_nothing_handed_in(std::ostream& out) {
  fmt::print(out, "Nothing has been handed in yet. 'attache class add' takes files.\n");
}

void say_overview(const ClassShown& shown, std::ostream& out) {
  fmt::print(out, "{}\n", shown.name);
  if (shown.students.empty()) say_nothing_handed_in(out);
  for (const std::string& word : shown.words)
    fmt::print(out, "{}\n", word);
  if (shown.students.empty()) return;
  if (any_answered(shown)) {
    fmt::print(out, "\nThe hardest questions\n");
    say_questions(shown, false, kRowsInOverview, out);
  }
  if (!shown.exams.empty())
    fmt::print(out, "\n{} handed in: --exams shows them.\n",
               amount(shown.exams.size(), "mock exam was", "mock exams were"));
}

void say_part(const ClassShown& shown, const std::string& part, Console& console) {
  std::ostream& out = console.out;
  if (part.empty()) return say_overview(shown, out);
  if (shown.students.empty()) return say_nothing_handed_in(out);
  if (part == "students") say_students(shown, out);
  if (part == "topics") say_topics(shown, console.width, out);
  if (part == "days") say_chart(shown, "days", out);
  if (part == "hardest") say_questions(shown, false, SIZE_MAX, out);
  if (part == "answers") say_questions(shown, true, SIZE_MAX, out);
  if (part == "exams") say_exams(shown, out);
}

ClassExport export_of(const std::string& part) {
  if (part == "topics") return ClassExport::kTopicsCsv;
  if (part == "hardest") return ClassExport::kQuestionsCsv;
  if (part == "answers") return ClassExport::kAnswersCsv;
  if (part == "days") return ClassExport::kDaysCsv;
  if (part == "exams") return ClassExport::kExamsCsv;
  return ClassExport::kStudentsCsv;
}

// --- actions

int list(const CourseStore& store, bool json, Console& console) {
  const auto courses = Course::list(store);
  if (!courses) return failed(console, courses.error());
  if (json) {
    Json all = Json::array();
    for (const CourseEntry& each : *courses)
      all.push_back({{"name", each.name},
                     {"students", each.students},
                     {"newest", each.newest ? Json(iso_instant(*each.newest)) : Json()}});
    fmt::print(console.out, "{}\n", all.dump(2));
    return kWell;
  }
  if (courses->empty())
    fmt::print(console.out,
               "There is no class yet. 'attache class add NAME FILES' begins one.\n");
  for (const CourseEntry& each : *courses)
    fmt::print(console.out, "{}: {}\n", each.name,
               amount(each.students, "student", "students"));
  return kWell;
}

int add(Course& course, const ClassCommand& command, Instant now, Console& console) {
  if (command.files.empty())
    return failed(console, Error{"there is nothing to add", "",
                                 "name progress files, or folders that hold them"});
  // A line that is written over, for a person alone.
  const auto tell = [&](std::size_t done, std::size_t all) {
    if (console.interactive) {
      fmt::print(console.err, "\r{} of {} files", done, all);
      if (done == all) fmt::print(console.err, "\n");
      console.err.flush();
    }
    return true;
  };
  const auto taken = course.add(command.files, now, tell);
  if (!taken) return failed(console, taken.error());
  if (command.json) {
    Json refused = Json::array();
    for (const auto& each : taken->refused)
      refused.push_back({{"file", each.file.string()}, {"why", each.why}});
    fmt::print(console.out, "{}\n",
               Json{{"new", taken->students_new},
                    {"renewed", taken->students_renewed},
                    {"same", taken->same},
                    {"refused", refused},
                    {"remarks", taken->remarks}}
                   .dump(2));
  } else {
    fmt::print(console.out, "{} new, {} renewed, {} there already.\n",
               amount(taken->students_new, "student", "students"),
               taken->students_renewed, taken->same);
    for (const auto& each : taken->refused)
      fmt::print(console.out, "Left out: {}\n  {}\n", each.file.string(), each.why);
    for (const std::string& remark : taken->remarks)
      fmt::print(console.out, "{}\n", remark);
  }
  return taken->refused.empty() ? kWell : kFailed;
}

int write(const std::string& text,
          const std::filesystem::path& file,
          const std::string& said,
          Console& console) {
  if (file == "-") {
    console.out << text;
    return kWell;
  }
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out)
    return failed(console, Error{"this file could not be written", file.string(),
                                 "choose another place"});
  fmt::print(console.out, "{} {}.\n", said, file.string());
  return kWell;
}

/// What the class shows, of the deck that is named if one is.
Result<ClassShown> shown_for(const Course& course,
                             const ClassCommand& command,
                             const Library& library) {
  auto shown = course.shown(library.books, command.deck);
  if (shown && !command.deck.empty() && shown->decks.empty())
    return fail(fmt::format("there is no deck {} in this class", command.deck), "",
                "'attache class show NAME --json' lists its decks");
  return shown;
}

int show(const Course& course,
         const ClassCommand& command,
         const TrainerSetup& setup,
         Console& console) {
  const Library library = load_library(setup.deck_paths);
  const auto shown = shown_for(course, command, library);
  if (!shown) return failed(console, shown.error());
  if (command.json) {
    fmt::print(console.out, "{}\n", class_json(*shown, command.part).dump(2));
  } else if (command.csv) {
    console.out << class_text(*shown, export_of(command.part));
  } else {
    say_part(*shown, command.part, console);
  }
  return kWell;
}

int write_file(const Course& course,
               const ClassCommand& command,
               const TrainerSetup& setup,
               Console& console) {
  if (command.files.size() != 1)
    return failed(console, Error{"there is no file to write to", "", "name one, or -"});
  const Library library = load_library(setup.deck_paths);
  const auto shown = shown_for(course, command, library);
  if (!shown) return failed(console, shown.error());
  if (command.action == "report")
    return write(class_file(*shown, ClassExport::kHtml), command.files.front(),
                 "The report is in", console);
  const auto practice = practice_deck(*shown, library.books, command.most);
  if (!practice) return failed(console, practice.error());
  return write(practice->text, command.files.front(),
               fmt::format("A deck of {} is in",
                           amount(practice->questions, "question", "questions")),
               console);
}

/// Asks a person; whoever cannot be asked has said so by the command.
bool agreed(const ClassCommand& command, Console& console) {
  if (command.yes || !console.interactive) return true;
  if (command.student)
    fmt::print(console.out, "Remove {} from {}? [y/N] ", *command.student, command.name);
  else
    fmt::print(console.out, "Remove the class {}, with all that was handed in? [y/N] ",
               command.name);
  console.out.flush();
  std::string answer;
  std::getline(console.in, answer);
  if (answer == "y" || answer == "Y" || answer == "yes") return true;
  fmt::print(console.out, "Nothing was removed.\n");
  return false;
}

/// The one student who has this id, or of whom it is the name or the beginning of the id.
Result<std::string> student_meant(const Course& course, const std::string& words) {
  if (course.student({}, words)) return words;
  const auto shown = course.shown({});
  if (!shown) return shown.unexpected();
  std::vector<std::string> fitting;
  for (const ClassStudent& each : shown->students)
    if (!words.empty() && (each.name == words || each.id.starts_with(words)))
      fitting.push_back(each.id);
  if (fitting.empty())
    return fail(fmt::format("there is no student {} in this class", words), "--student",
                "'attache class show NAME --students --csv' lists their ids");
  if (fitting.size() > 1)
    return fail(fmt::format("{} students could be {}", fitting.size(), words),
                "--student",
                fmt::format("give one of the ids {}", fmt::join(fitting, ", ")));
  return fitting.front();
}

int remove_student(Course& course, ClassCommand command, Console& console) {
  const auto meant = student_meant(course, *command.student);
  if (!meant) return failed(console, meant.error());
  command.student = *meant;
  if (!agreed(command, console)) return kWell;
  if (const auto removed = course.remove_student(*meant); !removed)
    return failed(console, removed.error());
  fmt::print(console.out, "Removed from {}: {}.\n", command.name, *meant);
  return kWell;
}

int remove(const CourseStore& store, const ClassCommand& command, Console& console) {
  if (command.student) {
    const auto course = Course::open(store, command.name);
    if (!course) return failed(console, course.error());
    return remove_student(**course, command, console);
  }
  if (!agreed(command, console)) return kWell;
  if (const auto removed = Course::remove(store, command.name); !removed)
    return failed(console, removed.error());
  fmt::print(console.out, "The class {} is removed, with all that was handed in.\n",
             command.name);
  return kWell;
}

/// Whether there is such a class: only `add` makes one.
Result<void> check_there(const CourseStore& store, const std::string& name) {
  const auto courses = Course::list(store);
  if (!courses) return courses.unexpected();
  for (const CourseEntry& each : *courses)
    if (each.name == name) return {};
  return fail(fmt::format("there is no class {}", name), "",
              "'attache class list' shows them");
}

/// Options that would do nothing with an action.
Result<void> check_options(const ClassCommand& command) {
  const auto is = [&](std::initializer_list<std::string_view> actions) {
    return std::find(actions.begin(), actions.end(), command.action) != actions.end();
  };
  struct Option {
    bool given;
    std::string name;
    bool fits;
    const char* actions;
  };
  const std::vector<Option> options = {
      {!command.part.empty(), "--" + command.part, is({"show"}), "show"},
      {command.csv, "--csv", is({"show"}), "show"},
      {command.json, "--json", is({"list", "add", "show"}), "list, add and show"},
      {!command.deck.empty(), "--deck", is({"show", "report", "practice"}),
       "show, report and practice"},
      {command.student.has_value(), "--student", is({"remove"}), "remove"},
      {command.yes, "--yes", is({"remove"}), "remove"},
  };
  for (const Option& option : options)
    if (option.given && !option.fits)
      return fail(fmt::format("{} is for {}", option.name, option.actions),
                  "attache class " + command.action, "leave it out");
  if (!command.files.empty() && is({"list", "show", "remove"}))
    return fail(fmt::format("{} takes no file", command.action),
                command.files.front().string(),
                "put a name of several words in quotes; 'attache class add' takes files");
  return {};
}

}  // namespace

int class_of_students(const ClassCommand& command,
                      const TrainerSetup& setup,
                      Console& console) {
  if (const auto checked = check_options(command); !checked)
    return failed(console, checked.error(), kNotUnderstood);
  const auto place = store_of(command, setup);
  if (!place) return failed(console, place.error());
  const CourseStore& store = *place;
  if (command.action == "list") return list(store, command.json, console);
  if (command.name.empty())
    return failed(console, Error{"which class is meant is missing", "",
                                 "name it after the action; 'attache class list' shows "
                                 "all"});
  if (command.action != "add")
    if (const auto there = check_there(store, command.name); !there)
      return failed(console, there.error());
  if (command.action == "remove") return remove(store, command, console);
  const auto course = Course::open(store, command.name);
  if (!course) return failed(console, course.error());
  if (command.action == "add") return add(**course, command, setup.clock->now(), console);
  if (command.action == "show") return show(**course, command, setup, console);
  return write_file(**course, command, setup, console);
}

}  // namespace attache::cli
