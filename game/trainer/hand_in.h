#pragma once
// Handing in progress: what the student chooses to tell, and what will be written.

#include <filesystem>
#include <string>
#include <vector>

#include "base/time.h"

namespace attache {

/// What is to be told.
struct HandInWish {
  std::vector<std::string> decks;   ///< ids; at least one
  std::vector<std::string> topics;  ///< "deck/topic", those below included; empty: all
  std::string course;               ///< as the class is called; may be empty
  std::string name;                 ///< empty: the pseudonym
  bool history = false;             ///< every answer, not only totals
  bool exams = true;                ///< mock exams
};

/// What the file would hold: shown before anything is written.
struct HandInPreview {
  std::string student_name;  ///< as it will stand there
  bool pseudonym = false;
  std::size_t questions = 0, answered = 0, answers = 0, days = 0, exams = 0;
  std::vector<std::string> told;      ///< plain sentences: what an instructor will see
  std::vector<std::string> not_told;  ///< and what not
  std::string sample;                 ///< the first lines of the file, as they will be
  std::string file_name;              ///< proposed: "kestrel-12-2024-07-29.progress"
};

}  // namespace attache
