#pragma once
// What the tests of this layer share: progress files made in memory and on disk.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "classroom/checksum.h"
#include "classroom/hand_in.h"
#include "support/temporary_folder.h"

namespace attache::classroom {

inline Instant instant(const std::string& iso) {
  const auto at = parse_instant(iso);
  REQUIRE(at);
  return *at;
}

inline StudyDay day(const std::string& iso) {
  const auto date = PartialDate::parse(iso);
  REQUIRE(date);
  return date->first_day();
}

/// All that a file tells.
struct HandIn {
  HandInHead head;
  std::vector<HandInQuestion> questions;
  std::vector<HandInDay> days;
  std::vector<HandInAnswer> answers;
  std::vector<HandInExam> exams;
  bool operator==(const HandIn&) const = default;
};

inline std::string text_of(const HandIn& hand_in) {
  std::ostringstream out;
  HandInWriter writer(out, hand_in.head);
  for (const auto& each : hand_in.questions)
    writer.question(each);
  for (const auto& each : hand_in.days)
    writer.day(each);
  for (const auto& each : hand_in.answers)
    writer.answer(each);
  for (const auto& each : hand_in.exams)
    writer.exam(each);
  writer.finish();
  return out.str();
}

inline Result<HandIn> read_text(const std::string& text) {
  HandIn found;
  HandInReader reader;
  const auto into = [](auto& list) {
    return [&list](const auto& each) {
      list.push_back(each);
      return Result<void>();
    };
  };
  reader.head = [&](const HandInHead& head) {
    found.head = head;
    return Result<void>();
  };
  reader.question = into(found.questions);
  reader.day = into(found.days);
  reader.answer = into(found.answers);
  reader.exam = into(found.exams);
  std::istringstream in(text);
  if (auto read = read_hand_in(in, "x.progress", reader); !read) return read.unexpected();
  return found;
}

/// Lines with the checksum that belongs to them.
inline std::string sealed(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines)
    text += line + "\n";
  return text + "{\"checksum\":\"xxh128:" + checksum_of(text) + "\"}\n";
}

inline HandInHead a_head(const std::string& student = "s-1") {
  HandInHead head;
  head.student = student;
  head.name = "Ann";
  head.course = "Policy 101";
  head.made_at = instant("2024-07-29T10:00:00Z");
  head.made_on = day("2024-07-29");
  head.detail = Detail::kHistory;
  head.exams = true;
  head.decks = {{"d", "A deck", 2, 2}};
  head.topics = {"d/law"};
  return head;
}

/// A file with one of everything.
inline HandIn a_hand_in() {
  HandIn all;
  all.head = a_head();
  all.questions = {{"d/a/object", "law", 3, 1, 1, Millis(9000), 0.875, 12.5, 0.5,
                    "choice", day("2024-07-01")},
                   {"d/b", "", 0, 0, 0, Millis(0), 0, 0, {}, "", {}}};
  all.days = {{day("2024-07-01"), 2, 1, Millis(7000)},
              {day("2024-07-03"), 1, 0, Millis(2000)}};
  all.answers = {{0,
                  instant("2024-07-01T10:00:00.123Z"),
                  day("2024-07-01"),
                  Form::kChoice,
                  Rating::kAgain,
                  0.0,
                  Millis(4000),
                  {"2025", "2026", "“2027” – 令和"},
                  {"2026"}},
                 {0,
                  instant("2024-07-03T10:00:00Z"),
                  day("2024-07-03"),
                  Form::kRecall,
                  Rating::kGood,
                  {},
                  Millis(2000),
                  {},
                  {}}};
  HandInExam exam;
  exam.id = "r-1";
  exam.paper = "p-1";
  exam.title = "Mock exam";
  exam.ended_at = instant("2024-07-04T10:00:00Z");
  exam.used = Millis(600'000);
  exam.items = {{"d/a/object", -0.5, 0.25, {"2025", "2026"}, {"2025"}, {"2026"}},
                {"d/b", 1, {}, {}, {"yes"}, {"yes"}}};
  all.exams = {exam};
  return all;
}

}  // namespace attache::classroom
