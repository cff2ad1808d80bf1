#pragma once
// Plain and honest words about an exam's outlook, the same in both faces.

#include <string>
#include <vector>

#include "study/exam_outlook.h"

namespace attache {

/// "71 %": whole percent, as all shares here are told.
[[nodiscard]] std::string share_text(double share);

/// "Expected score 80 %, likely 75 to 85 %."; says when it goes by a usual memory, as the
/// program does not know this student yet. Empty without a forecast.
[[nodiscard]] std::string forecast_words(const ExamOutlook& outlook);
/// "No schedule can do better than 82 % in these minutes." Empty without a plan.
[[nodiscard]] std::string bound_words(const ExamOutlook& outlook);
/// "10 more minutes a day: 71 % → 84 %." Empty where nothing is to be told.
[[nodiscard]] std::string more_words(const ExamOutlook& outlook);
/// Whether the target is expected, what it takes, or what comes closest. Empty without a
/// target.
[[nodiscard]] std::string target_words(const ExamOutlook& outlook);
/// About the time: that it is ample, that it is far too short, what is left alone. A
/// sentence or two each; mostly none.
[[nodiscard]] std::vector<std::string> time_words(const ExamOutlook& outlook);
/// What is missing or left out: decks that are gone, suspended questions, questions that
/// another exam plans. A sentence each; mostly none.
[[nodiscard]] std::vector<std::string> snapshot_notes(const ExamSnapshot& snapshot);
/// All of the above in the order in which they are read, without empty ones.
[[nodiscard]] std::vector<std::string> outlook_words(const ExamOutlook& outlook,
                                                     const ExamSnapshot& snapshot);

}  // namespace attache
