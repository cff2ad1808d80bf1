#pragma once
// What a student hands in, gathered from the log: no more than was wished.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "classroom/hand_in.h"
#include "trainer/hand_in.h"
#include "trainer/learner.h"

namespace attache {

struct HandInContent {
  classroom::HandInHead head;
  std::vector<classroom::HandInQuestion> questions;  ///< in the order of the decks
  std::vector<classroom::HandInDay> days;
  std::vector<classroom::HandInAnswer> answers;  ///< without history none
  std::vector<classroom::HandInExam> exams;      ///< the oldest first
  std::size_t answered = 0;                      ///< questions with an answer
  std::size_t answer_count = 0;   ///< counting answers to them, told one by one or not
  std::size_t exams_outside = 0;  ///< that ask other questions too, and are not told
};

/// What stands for the student. Two courses see different students: neither the id nor
/// the pseudonym leads from one to the other, nor to `secret`.
struct HandInIdentity {
  std::string id;         ///< UUID
  std::string pseudonym;  ///< "Kestrel 12"
};
[[nodiscard]] HandInIdentity identity_in(const std::string& secret,
                                         const std::string& course);

/// Fails for a wish with an unknown deck or topic, or without any deck. Reads the whole
/// log.
[[nodiscard]] Result<HandInContent> hand_in_content(const Learner& learner,
                                                    const HandInWish& wish,
                                                    const std::string& secret,
                                                    Instant at);

/// Writes at most `most_questions` of it, and all that follows.
void write_content(const HandInContent& content,
                   std::ostream& out,
                   std::size_t most_questions = SIZE_MAX);

}  // namespace attache
