#include "window/class_scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "study/edition.h"
#include "trainer/course_words.h"

namespace attache::window {

namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr std::array<std::string_view, 21> kParts{
    "",        "empty", "list",     "new",     "none",   "choose",    "adding",
    "refused", "taken", "students", "student", "topics", "questions", "question",
    "exams",   "item",  "practice", "saved",   "remove", "totals",    "large"};

constexpr std::array<std::string_view, 24> kNames{"Abe Haruka",
                                                  "Amina Diallo",
                                                  "Anneliese Brandt-Hoffmann",
                                                  "Ben Carter",
                                                  "安藤 美咲",
                                                  "Chidi Okafor",
                                                  "Clara Nuñez",
                                                  "Daisuke Morita",
                                                  "Élodie Fournier",
                                                  "Grace Kim",
                                                  "Hassan al-Tamimi",
                                                  "伊藤 健太",
                                                  "Ingrid Sørensen",
                                                  "João Pereira",
                                                  "Kestrel 12",
                                                  "Li Wei",
                                                  "Łucja Nowak",
                                                  "Marsh Harrier 7",
                                                  "Noor Fatima Malik",
                                                  "Oliver Wright",
                                                  "Priya Raghunathan",
                                                  "佐藤 優子",
                                                  "Tomás Ó Briain",
                                                  "Yuki Tanaka"};

constexpr std::array<std::string_view, 10> kElsewhere{
    "2026",
    "The Minister of Defense",
    "Seoul",
    "The Quad",
    "U.S. Army Pacific",
    "自衛隊",
    "Guam",
    "The National Security Council",
    "1960",
    "Australia, Japan and the United States"};

/// Numbers that are the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  double next() {
    constexpr std::uint64_t kFactor = 6364136223846793005ULL;
    constexpr std::uint64_t kStep = 1442695040888963407ULL;
    state_ = state_ * kFactor + kStep;
    return static_cast<double>(state_ >> 40U) / static_cast<double>(1U << 24U);
  }
  std::size_t below(std::size_t end) {
    return std::min(end - 1, static_cast<std::size_t>(next() * static_cast<double>(end)));
  }

 private:
  std::uint64_t state_;
};

/// How well a student learns, and how hard a topic is: 0..1.
double able(std::size_t student) {
  Dice dice(student * 977 + 5);
  dice.next();
  return 0.25 + 0.65 * dice.next();
}

std::string name_of(std::size_t student) {
  const std::string_view name = kNames.at(student % kNames.size());
  if (student < kNames.size()) return std::string(name);
  return fmt::format("{} {}", name, student / kNames.size() + 1);
}

ClassStudent student_of(const Trainer& trainer,
                        const ClassShown& shown,
                        std::size_t number) {
  Dice dice(number * 31 + 7);
  dice.next();
  const StudyDay today = trainer.calendar().day_of(trainer.now());
  ClassStudent student;
  student.id = fmt::format("student-{}", number);
  student.name = name_of(number);
  student.pseudonym = student.name.back() >= '0' && student.name.back() <= '9';
  student.history = number % 6 != 5;
  const int ago = static_cast<int>(dice.below(number % 8 == 7 ? 24 : 6));
  student.as_of = today - days(ago);
  student.handed_in = trainer.now() - days(ago) - hours(2);
  const double work = dice.next();
  if (number != 9) {
    student.first_day = today - days(40);
    student.last_day = student.as_of;
    student.days = 4 + static_cast<int>(work * 28);
    student.answers = 60 + static_cast<std::int64_t>(work * 900);
    student.time = Millis(student.answers * 11'400);
  }
  double sum = 0;
  for (std::size_t i = 0; i < shown.topics.size(); ++i) {
    Dice topic(i * 53 + 11);
    topic.next();
    const double easy = topic.next() * 0.5 - 0.2;
    const double known =
        number == 9
            ? 0
            : std::clamp(able(number) + easy + dice.next() * 0.2 - 0.1, 0.02, 0.98);
    const bool told = !(number % 7 == 4 && i + 2 > shown.topics.size());
    student.topics.push_back(told ? std::optional<double>(known) : std::nullopt);
    student.questions += told ? shown.topics[i].questions : 0;
    if (told) sum += known * static_cast<double>(shown.topics[i].questions);
  }
  if (student.questions > 0) student.known = sum / static_cast<double>(student.questions);
  student.started = static_cast<std::size_t>(static_cast<double>(student.questions) *
                                             std::min(1.0, student.known + 0.1));
  return student;
}

ClassQuestion question_of(const Question& question, std::size_t number, Dice& dice) {
  ClassQuestion made;
  made.id = question.id;
  made.facility = std::min(0.97, 0.16 + static_cast<double>(number) * 0.021);
  made.students = 14 + dice.below(10);
  made.first_answers = made.students - dice.below(3);
  made.known = std::min(0.96, *made.facility + dice.next() * 0.25);
  made.again = 1 - made.known * 0.8;
  for (std::size_t i = 0; i < 3; ++i) {
    const bool all = number % 4 == 1 && i == 0;
    const auto times = static_cast<std::int64_t>(all      ? 31
                                                 : i == 2 ? 0
                                                          : 3 + dice.below(6));
    const std::string text(kElsewhere.at((number * 3 + i) % kElsewhere.size()));
    made.options.push_back({text, static_cast<std::int64_t>(40 - 3 * i), times, false});
    if (times > 0)
      made.wrong.push_back({text, static_cast<std::size_t>(times) / 2 + 1, times, false});
  }
  std::sort(made.wrong.begin(), made.wrong.end(),
            [](const auto& a, const auto& b) { return a.students > b.students; });
  return made;
}

void add_decks(const Trainer& trainer, ClassShown& shown) {
  Dice dice(3);
  std::size_t number = 0;
  for (const DeckBook& book : trainer.decks()) {
    const Deck& deck = book.deck();
    shown.decks.push_back({deck.id,
                           deck.title,
                           {deck.edition},
                           true,
                           deck.edition,
                           book.questions().size(),
                           0});
    for (const Topic& topic : deck.topics)
      shown.topics.push_back(
          {deck.id, topic.id, topic.name, book.questions().size() / deck.topics.size()});
    for (const Question& question : book.questions()) {
      if (number >= 60) break;
      shown.questions.push_back(question_of(question, number++, dice));
      if (const ClassQuestion& last = shown.questions.back(); last.options.size() > 2)
        shown.questions.back().options.push_back({"", 40, 9, true});
    }
  }
  ClassQuestion gone;
  gone.id = "east-asia-2023/cairo-declaration:object";
  gone.stem = gone.id;
  gone.facility = 0.42;
  gone.students = gone.first_answers = 9;
  gone.known = 0.5;
  shown.decks.push_back(
      {"east-asia-2023", "East Asia after 1945", {1, 2, 3}, false, 0, 88, 0});
  shown.questions.insert(
      shown.questions.begin() +
          static_cast<std::ptrdiff_t>(std::min<std::size_t>(9, shown.questions.size())),
      std::move(gone));
}

/// The right answers, once the words of the decks are there.
void name_right_options(ClassShown& shown) {
  for (ClassQuestion& question : shown.questions)
    for (ClassOption& option : question.options)
      if (option.right) option.text = question.answer;
}

void add_days(const Trainer& trainer, ClassShown& shown) {
  const StudyDay today = trainer.calendar().day_of(trainer.now());
  Dice dice(12);
  for (int ago = 40; ago >= 0; --ago) {
    const double rush = ago < 4 ? 1.6 : ago % 7 < 2 ? 0.35 : 0.8;
    const double share = rush * (0.5 + dice.next());
    const auto students =
        std::min(shown.students.size(),
                 static_cast<std::size_t>(share * 0.4 *
                                          static_cast<double>(shown.students.size())));
    if (students == 0) continue;
    const auto answers = static_cast<std::int64_t>(static_cast<double>(students) *
                                                   (14 + dice.next() * 20));
    shown.days.push_back(
        {today - days(ago), students, answers, Millis(answers * 11'000)});
  }
}

ExamItem item_of(const ClassQuestion& question,
                 const ItemAnalysis& analysis,
                 std::size_t students,
                 std::size_t right) {
  ExamItem item;
  item.id = question.id;
  item.stem = question.id;
  item.analysis = analysis;
  const auto all = static_cast<double>(students);
  const auto share = [&](std::size_t count) { return static_cast<double>(count) / all; };
  item.responses.push_back({"", 1, right, share(right)});
  const std::size_t rest = students - right;
  const std::size_t most = rest - rest / 4;
  item.responses.push_back({question.options[0].text, 0, most, share(most)});
  item.responses.push_back(
      {question.options[1].text, 0, rest - most, share(rest - most)});
  item.responses.push_back({question.options[2].text, 0, 0, 0});
  return item;
}

ClassExam exam_of(const ClassShown& shown,
                  std::string title,
                  std::size_t first,
                  bool same) {
  constexpr std::size_t kItems = 12;
  const std::size_t students = shown.students.size();
  Dice dice(first + 71);
  MarkTable table;
  table.students = students;
  table.most.assign(kItems, 1);
  table.guess.assign(kItems, 0.25);
  std::vector<std::size_t> right(kItems);
  double sum = 0;
  for (std::size_t student = 0; student < students; ++student)
    for (std::size_t i = 0; i < kItems; ++i) {
      const double hard = 0.15 + static_cast<double>((i * 5) % kItems) / kItems * 0.75;
      const bool odd = i == 4;  // one that the better students miss
      const double chance = (odd ? 1.05 - able(student) : able(student)) - hard + 0.42;
      const bool well = dice.next() < chance;
      table.marks.emplace_back(well ? 1.0 : 0.0);
      right[i] += well ? 1 : 0;
      sum += well ? 1 : 0;
    }
  const TestAnalysis analysis = analyse(table);
  ClassExam exam;
  exam.paper = fmt::format("paper-{}", first);
  exam.title = std::move(title);
  exam.students = students;
  exam.attempts = students + students / 3;
  exam.first = students > 0 ? sum / static_cast<double>(students * kItems) : 0;
  exam.last = exam.first + 0.06;
  exam.best = exam.first + 0.09;
  exam.all = exam.first + 0.03;
  exam.analysis = analysis.paper;
  exam.same_questions = same;
  for (std::size_t i = 0; i < kItems && first + i < shown.questions.size(); ++i)
    if (shown.questions[first + i].options.size() > 2)
      exam.items.push_back(
          item_of(shown.questions[first + i], analysis.items[i], students, right[i]));
  return exam;
}

void name_responses(ClassShown& shown) {
  for (ClassExam& exam : shown.exams)
    for (ExamItem& item : exam.items)
      for (const ClassQuestion& question : shown.questions)
        if (question.id == item.id) item.responses.front().text = question.answer;
}

std::vector<CourseEntry> sample_courses(const Trainer& trainer) {
  return {{"Policy 101, summer 2024", 24, trainer.now() - hours(20)},
          {"日米安全保障論（夏学期）", 112, trainer.now() - days(3)},
          {"Journalism workshop: covering the alliance, second group, Thursday evenings",
           9, trainer.now() - days(31)},
          {"Security studies, autumn 2024", 0, std::nullopt}};
}

FilesTaken sample_taken() {
  FilesTaken taken;
  taken.students_new = 21;
  taken.students_renewed = 3;
  taken.same = 2;
  taken.refused = {
      {"/home/instructor/hand-ins/clara-nunez.progress",
       "line 412: the file was cut off — ask for it again"},
      {"/home/instructor/hand-ins/佐藤優子-2024-07-30.progress",
       "its checksum does not fit: it was changed after it was written — ask for it "
       "again"},
      {"/home/instructor/hand-ins/holiday-pictures.progress",
       "this is no progress file — ask for one from Progress, Hand in"},
      {"/home/instructor/hand-ins/li-wei.progress",
       "it is of version 2, which this program does not know — use a newer Attaché"}};
  taken.remarks = {
      "Amélie Okonkwo-Lindqvist’s later file tells less: “Abbreviations of the alliance” "
      "is no longer in it.",
      "3 files were made for Security studies, not for Alliance policy; 王芳’s is the "
      "first."};
  return taken;
}

/// The page of a class that a part is of.
ClassPage page_of(std::string_view part) {
  if (part == "students" || part == "student" || part == "remove" || part == "large")
    return ClassPage::kStudents;
  if (part == "topics") return ClassPage::kTopics;
  if (part == "questions" || part == "question" || part == "totals")
    return ClassPage::kQuestions;
  if (part == "exams" || part == "item") return ClassPage::kExams;
  return ClassPage::kOverview;
}

void told_totals_only(ClassShown& shown) {
  for (ClassStudent& student : shown.students)
    student.history = false;
  for (ClassQuestion& question : shown.questions) {
    question.wrong.clear();
    question.options.clear();
    question.advice.clear();
  }
  shown.exams.clear();
}

/// What stands over the list of classes or the pages of one.
void add_to_page(Shell& shell, ClassScreen& screen, std::string_view part) {
  if (part == "student") screen.show_student(4);
  if (part == "question") screen.questions().list().toggle(1);
  if (part == "item") screen.exams().list().toggle(0);
  if (part == "totals") screen.questions().list().toggle(0);
  if (part == "students") screen.students().go_to(4);
  if (part == "practice") screen.practice().open();
  if (part == "saved")
    screen.practice().show_saved(
        {"practice-policy-101-summer-2024.xml", "", 20},
        "/home/instructor/Documents/practice-policy-101-summer-2024.xml");
  if (part == "remove") {
    screen.students().go_to(2);
    screen.ask_removal();
  }
  static_cast<void>(shell);
}

}  // namespace

std::span<const std::string_view> class_scene_parts() {
  return kParts;
}

bool shows_class(const Scene& scene) {
  return scene.base == "class";
}

ClassShown made_up_class(const Trainer& trainer, std::size_t students) {
  ClassShown shown;
  shown.name = "Policy 101, summer 2024";
  add_decks(trainer, shown);
  for (std::size_t i = 0; i < students; ++i)
    shown.students.push_back(student_of(trainer, shown, i));
  add_days(trainer, shown);
  shown.exams.push_back(exam_of(shown, "Midterm mock exam", 10, true));
  shown.exams.push_back(exam_of(shown, "模擬試験（指揮統制）", 24, false));
  add_deck_words(shown, trainer.decks());
  name_right_options(shown);
  name_responses(shown);
  add_advice(shown);
  return shown;
}

void prepare_class_scene(Shell& shell, ClassScreen& screen, const Scene& scene) {
  const Trainer& trainer = shell.trainer;
  const std::string_view part = scene.part;
  screen.show_courses({});
  if (part == "empty") return;
  if (part == "list" || part == "new") {
    screen.show_courses(sample_courses(trainer));
    if (part == "new") screen.new_class().open();
    return;
  }
  ClassShown shown = made_up_class(trainer, part == "large" ? 2000 : kNames.size());
  if (part == "none") {
    ClassShown nothing;
    nothing.name = shown.name;
    shown = std::move(nothing);
  }
  if (part == "totals") told_totals_only(shown);
  screen.show(std::move(shown), page_of(part));
  if (part == "choose") screen.files().show_choosing("/home/instructor/hand-ins");
  if (part == "adding") screen.files().show_reading(1214, 2000);
  FilesTaken taken = sample_taken();
  if (part == "taken") {
    taken.refused.clear();
    taken.remarks.clear();
  }
  if (part == "taken" || part == "refused") screen.files().show_taken(std::move(taken));
  add_to_page(shell, screen, part);
}

}  // namespace attache::window
