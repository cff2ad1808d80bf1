#pragma once
// All questions that a class asks of what it keeps, as SQL. They are plain joins and
// aggregates over these tables, so that every database gives the same figures:
//   student(number, id, name, pseudonym, history, made_at, made_on, answers)
//   student_deck(student, deck, title, edition, questions)
//   question(number, id, deck, topic)          text(number, content)
//   standing(student, question, reviews, lapses, again, time_ms, recall, strength_days,
//            first_day, first_form, first_credit)
//   study_day(student, day, answers, again, time_ms)
//   wrong_answer(student, question, text, times)
//   shown_option(student, question, text, shown, picked, correct)
//   exam(student, id, paper, title, ended_at, used_ms)
//   exam_item(student, exam, place, question, marks, guess, given)
//   exam_option(student, exam, place, text, correct)
// A database that keeps many courses in one table shows each course through views of
// these names. Times are milliseconds, days whole days since 1970; what is true is 1.

#include <array>
#include <cstddef>

#include "store/sqlite.h"

namespace attache::classroom {

/// A question to a class, see `sql_of`. What is named "of a student" takes the student's
/// number, all others that are by deck take a deck's id, empty for all decks.
enum class Figure {
  kStudents,
  kStudentDays,
  kStudentTopics,
  kDecks,
  kQuestions,
  kDays,
  kWrongAnswers,
  kOptions,
  kExams,
  kExamItems,
  kExamOptions,
  kTopics,
  kStudent,         ///< takes the student's id
  kDaysOfStudent,   ///< of a student
  kTopicsOfStudent  ///< of a student
};

/// What a statement takes as ?1.
enum class Takes { kNothing, kDeck, kStudentId, kStudentNumber };

struct FigureSql {
  Figure figure;
  Takes takes;
  Sql sql;
};

inline constexpr std::array kFigures{
    FigureSql{Figure::kStudents, Takes::kNothing,
              "SELECT number, id, name, pseudonym, history, made_at, made_on, answers "
              "FROM student ORDER BY name, id"},
    FigureSql{Figure::kStudentDays, Takes::kNothing,
              "SELECT student, MIN(day), MAX(day), COUNT(*), SUM(answers), SUM(time_ms) "
              "FROM study_day WHERE answers > 0 GROUP BY student"},
    FigureSql{Figure::kStudentTopics, Takes::kDeck,
              "SELECT s.student, q.deck, q.topic, COUNT(*), "
              "SUM(CASE WHEN s.reviews > 0 THEN 1 ELSE 0 END), SUM(s.recall), "
              "SUM(s.reviews), SUM(s.time_ms) "
              "FROM standing s JOIN question q ON q.number = s.question "
              "WHERE ?1 = '' OR q.deck = ?1 "
              "GROUP BY s.student, q.deck, q.topic"},
    FigureSql{Figure::kDecks, Takes::kDeck,
              "SELECT deck, edition, MAX(title), COUNT(*) FROM student_deck "
              "WHERE ?1 = '' OR deck = ?1 "
              "GROUP BY deck, edition ORDER BY deck, edition"},
    FigureSql{Figure::kQuestions, Takes::kDeck,
              "SELECT q.number, q.id, q.deck, q.topic, "
              "t.started, t.credit, t.first_answers, t.recall, t.students, t.again, "
              "t.reviews "
              "FROM question q JOIN (SELECT question, "
              "SUM(CASE WHEN reviews > 0 THEN 1 ELSE 0 END) AS started, "
              "SUM(first_credit) AS credit, COUNT(first_credit) AS first_answers, "
              "SUM(recall) AS recall, COUNT(*) AS students, SUM(again) AS again, "
              "SUM(reviews) AS reviews "
              "FROM standing GROUP BY question) t ON t.question = q.number "
              "WHERE ?1 = '' OR q.deck = ?1"},
    FigureSql{Figure::kDays, Takes::kNothing,
              "SELECT day, COUNT(*), SUM(answers), SUM(time_ms) FROM study_day "
              "WHERE answers > 0 GROUP BY day ORDER BY day"},
    FigureSql{Figure::kWrongAnswers, Takes::kDeck,
              "SELECT w.question, x.content, w.students, w.times "
              "FROM (SELECT question, text, COUNT(*) AS students, SUM(times) AS times "
              "FROM wrong_answer GROUP BY question, text) w "
              "JOIN question q ON q.number = w.question "
              "JOIN text x ON x.number = w.text WHERE ?1 = '' OR q.deck = ?1 "
              "ORDER BY w.question, w.students DESC, w.times DESC, x.content"},
    FigureSql{Figure::kOptions, Takes::kDeck,
              "SELECT o.question, x.content, o.shown, o.picked, o.correct "
              "FROM (SELECT question, text, SUM(shown) AS shown, SUM(picked) AS picked, "
              "MAX(correct) AS correct FROM shown_option GROUP BY question, text) o "
              "JOIN question q ON q.number = o.question "
              "JOIN text x ON x.number = o.text WHERE ?1 = '' OR q.deck = ?1 "
              "ORDER BY o.question, o.picked DESC, o.shown DESC, x.content"},
    FigureSql{
        Figure::kExams, Takes::kNothing,
        "SELECT e.paper, e.student, e.id, e.title, e.ended_at, e.used_ms FROM exam e "
        "JOIN student s ON s.number = e.student "
        "ORDER BY e.paper, s.id, e.ended_at, e.id"},
    FigureSql{Figure::kExamItems, Takes::kNothing,
              "SELECT e.paper, e.student, e.id, i.place, i.question, i.marks, i.guess, "
              "i.given FROM exam e "
              "JOIN exam_item i ON i.student = e.student AND i.exam = e.id "
              "JOIN student s ON s.number = e.student "
              "ORDER BY e.paper, s.id, e.ended_at, e.id, i.place"},
    FigureSql{Figure::kExamOptions, Takes::kNothing,
              "SELECT e.paper, i.question, x.content, MAX(o.correct) FROM exam e "
              "JOIN exam_item i ON i.student = e.student AND i.exam = e.id "
              "JOIN exam_option o ON o.student = i.student AND o.exam = i.exam "
              "AND o.place = i.place JOIN text x ON x.number = o.text "
              "GROUP BY e.paper, i.question, x.content "
              "ORDER BY e.paper, i.question, x.content"},
    FigureSql{Figure::kTopics, Takes::kDeck,
              "SELECT deck, topic, COUNT(*) FROM question WHERE ?1 = '' OR deck = ?1 "
              "GROUP BY deck, topic ORDER BY deck, topic"},
    FigureSql{Figure::kStudent, Takes::kStudentId,
              "SELECT number, id, name, pseudonym, history, made_at, made_on, answers "
              "FROM student WHERE id = ?1"},
    FigureSql{Figure::kDaysOfStudent, Takes::kStudentNumber,
              "SELECT student, MIN(day), MAX(day), COUNT(*), SUM(answers), SUM(time_ms) "
              "FROM study_day WHERE student = ?1 AND answers > 0 GROUP BY student"},
    FigureSql{Figure::kTopicsOfStudent, Takes::kStudentNumber,
              "SELECT s.student, q.deck, q.topic, COUNT(*), "
              "SUM(CASE WHEN s.reviews > 0 THEN 1 ELSE 0 END), SUM(s.recall), "
              "SUM(s.reviews), SUM(s.time_ms) "
              "FROM standing s JOIN question q ON q.number = s.question "
              "WHERE s.student = ?1 GROUP BY s.student, q.deck, q.topic"}};

[[nodiscard]] constexpr const FigureSql& sql_of(Figure figure) {
  return kFigures.at(static_cast<std::size_t>(figure));
}

}  // namespace attache::classroom
