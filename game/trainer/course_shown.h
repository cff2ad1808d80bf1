#pragma once
// What an instructor sees of a class, as plain values.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "cards/question.h"
#include "study/chart.h"
#include "study/item_analysis.h"

namespace attache {

/// A class that is kept.
struct CourseEntry {
  std::string name;
  std::size_t students = 0;
  std::optional<Instant> newest;  ///< of the files
};

/// What became of files that were added.
struct FilesTaken {
  std::size_t students_new = 0;
  std::size_t students_renewed = 0;  ///< a later file of one who was there
  std::size_t same = 0;              ///< there already, byte for byte or older
  struct Refused {
    std::filesystem::path file;
    std::string why;  ///< what, and what to do
  };
  std::vector<Refused> refused;
  /// What was taken and may not be meant, a sentence each.
  std::vector<std::string> remarks;
};

/// A deck of the class, and how it goes with the one on the shelf.
struct ClassDeck {
  std::string id, title;
  std::vector<int> editions;  ///< that students have, ascending
  bool on_shelf = false;
  int edition_here = 0;
  /// Questions by what became of them: those that the edition here no longer has are
  /// shown with their id.
  std::size_t questions = 0, questions_gone = 0;
};

struct ClassTopic {
  std::string deck, id;  ///< id is empty for questions without a topic
  std::string title;
  std::size_t questions = 0;
};

struct ClassStudent {
  std::string id, name;
  bool pseudonym = false, history = false;
  Instant handed_in{};
  StudyDay as_of{};  ///< the study day of the file: figures are of this day
  std::optional<StudyDay> first_day, last_day;
  int days = 0;  ///< on which anything was answered
  std::int64_t answers = 0;
  Millis time{};
  std::size_t questions = 0, started = 0;
  double known = 0;  ///< 0..1, never asked counting 0
  std::vector<std::optional<double>>
      topics;  ///< by `ClassShown::topics`: known; none: not handed in
};

struct ClassAnswer {
  std::string text;
  std::size_t students = 0;  ///< that ever gave it
  std::int64_t times = 0;
  bool right = false;
};
struct ClassOption {
  std::string text;
  std::int64_t shown = 0, picked = 0;
  bool right = false;
};

/// One question over all students.
struct ClassQuestion {
  QuestionId id;
  std::string deck_title, topic, stem,
      answer;                      ///< plain; stem is the id where it is gone
  std::size_t students = 0;        ///< that have answered it
  std::optional<double> facility;  ///< mean credit of first answers, 0..1
  std::size_t first_answers = 0;
  double known = 0;                  ///< mean recall of those who handed it in
  double again = 0;                  ///< share of all answers rated again
  std::vector<ClassAnswer> wrong;    ///< the commonest first; from students with history
  std::vector<ClassOption> options;  ///< as shown; what is never picked has `picked` 0
  std::vector<std::string> advice;   ///< "Most choose 2026: is the passage misleading?"
  bool on_shelf = false;
  std::string item;  ///< id of the fact or card, for the editor
};

struct ClassDay {
  StudyDay day{};
  std::size_t students = 0;
  std::int64_t answers = 0;
  Millis time{};
};

/// One question of a mock exam with its responses.
struct ExamItem {
  QuestionId id;
  std::string stem;
  ItemAnalysis analysis;
  struct Response {
    std::string text;
    double credit = 0;
    std::size_t count = 0;
    double share = 0;
  };
  std::vector<Response> responses;
  std::vector<std::string> advice;
  std::string deck, item;  ///< for the editor; empty where it is gone
};
struct ClassExam {
  std::string paper, title;
  std::size_t attempts = 0, students = 0;
  /// First attempts of each student are analysed; these are means of all kinds, 0..1.
  double first = 0, last = 0, best = 0, all = 0;
  PaperAnalysis analysis;
  bool same_questions = true;  ///< else alpha and what follows from it is left out
  std::vector<ExamItem> items;
};

struct ClassShown {
  std::string name;
  std::vector<ClassDeck> decks;
  std::vector<ClassTopic> topics;
  std::vector<ClassStudent> students;  ///< by name
  /// The hardest first: by the upper end of Wilson's interval of facility (z = 1), so
  /// that what many have failed stands above what one has.
  std::vector<ClassQuestion> questions;
  std::vector<ClassDay> days;  ///< ascending
  std::vector<ClassExam> exams;
  std::vector<std::string> words;  ///< what stands out, a plain sentence each
};

/// What an export writes.
enum class ClassExport {
  kStudentsCsv,
  kTopicsCsv,
  kQuestionsCsv,
  kAnswersCsv,
  kDaysCsv,
  kExamsCsv,
  kHtml
};

}  // namespace attache
