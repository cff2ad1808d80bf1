#include "study/exam_words.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"

namespace attache {

namespace {

int percent(double share) {
  return static_cast<int>(std::lround(share * 100));
}

std::string minutes_phrase(int minutes) {
  return fmt::format("{} minute{}", minutes, minutes == 1 ? "" : "s");
}

std::string questions_phrase(int questions) {
  return fmt::format("{} question{}", questions, questions == 1 ? "" : "s");
}

/// What is left alone, by name: a few of them, and how many more.
std::vector<std::string> left_alone(const ExamOutlook& outlook) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string> names;
  std::size_t more = 0;
  for (const TopicOutlook& topic : outlook.topics) {
    if (!topic.left_alone) continue;
    if (names.size() < kNamed)
      names.push_back(topic.name);
    else
      ++more;
  }
  if (more > 0) names.push_back(fmt::format("{} more", more));
  return names;
}

std::string out_of_reach_words(const ExamOutlook& outlook) {
  std::string words = fmt::format("The target of {} cannot be reached before the day.",
                                  share_text(*outlook.target));
  if (outlook.curve.empty() || percent(outlook.best_score) <= percent(outlook.score))
    return words + fmt::format(" {} is what can be expected.", share_text(outlook.score));
  return words + fmt::format(" With {} a day you would come closest: {}.",
                             minutes_phrase(outlook.best_minutes),
                             share_text(outlook.best_score));
}

}  // namespace

std::string share_text(double share) {
  return fmt::format("{} %", percent(share));
}

std::string forecast_words(const ExamOutlook& outlook) {
  if (!outlook.has_forecast) return {};
  std::string words =
      fmt::format("Expected score {}, likely {} to {} %.", share_text(outlook.score),
                  percent(outlook.low), percent(outlook.high));
  if (!outlook.fitted)
    words += " It goes by a usual memory, because the program does not know yours yet.";
  return words;
}

std::string bound_words(const ExamOutlook& outlook) {
  if (!outlook.has_forecast) return {};
  return fmt::format("No schedule can do better than {} in these minutes.",
                     share_text(outlook.bound));
}

std::string more_words(const ExamOutlook& outlook) {
  if (!outlook.more || percent(outlook.more->score) <= percent(outlook.score)) return {};
  return fmt::format("{} more minutes a day: {} → {}.", outlook.more->minutes,
                     share_text(outlook.score), share_text(outlook.more->score));
}

std::string target_words(const ExamOutlook& outlook) {
  if (!outlook.target || !outlook.has_forecast) return {};
  const std::string target = share_text(*outlook.target);
  switch (outlook.verdict) {
    case TargetVerdict::kNone:
      return {};
    case TargetVerdict::kReached:
      return outlook.low >= *outlook.target
                 ? fmt::format("You will very likely reach your target of {}.", target)
                 : fmt::format("You can expect to reach your target of {}.", target);
    case TargetVerdict::kWithinReach:
      return fmt::format("Your target of {} is within reach with {} a day.", target,
                         minutes_phrase(*outlook.minutes_needed));
    case TargetVerdict::kOutOfReach:
      return out_of_reach_words(outlook);
  }
  return {};
}

std::vector<std::string> time_words(const ExamOutlook& outlook) {
  std::vector<std::string> words;
  if (!outlook.has_forecast) return words;
  if (outlook.ample) {
    std::string ample = "There is time enough: more minutes bring next to nothing.";
    if (outlook.enough_minutes)
      ample += fmt::format(" {} a day would do nearly as well.",
                           with_capital(minutes_phrase(*outlook.enough_minutes)));
    words.push_back(std::move(ample));
  }
  if (outlook.only_new) {
    words.push_back(fmt::format(
        "Time is very short. Most is gained by seeing new questions once, without "
        "repeating any; {} will not be seen before the exam.",
        questions_phrase(outlook.never_seen)));
  } else if (outlook.never_seen > 0) {
    words.push_back(fmt::format("{} will not be seen before the exam.",
                                questions_phrase(outlook.never_seen)));
  }
  const std::vector<std::string> topics = left_alone(outlook);
  if (!topics.empty() && !outlook.ample)
    words.push_back(fmt::format(
        "There is no time for {}: what it would take brings more elsewhere. To plan "
        "without {}, take {} out of this exam.",
        listed(topics), topics.size() == 1 ? "it" : "them",
        topics.size() == 1 ? "it" : "them"));
  return words;
}

std::vector<std::string> snapshot_notes(const ExamSnapshot& snapshot) {
  std::vector<std::string> notes;
  if (!snapshot.missing.empty())
    notes.push_back(
        fmt::format("{} {} not among your decks now, and the plan does without {}.",
                    listed(snapshot.missing), snapshot.missing.size() == 1 ? "is" : "are",
                    snapshot.missing.size() == 1 ? "it" : "them"));
  if (snapshot.situation.questions.empty())
    notes.emplace_back("There is no question to study for this exam.");
  if (snapshot.suspended > 0)
    notes.push_back(fmt::format(
        "{} suspended, and left out.",
        snapshot.suspended == 1 ? "1 question is"
                                : fmt::format("{} questions are", snapshot.suspended)));
  if (snapshot.shared > 0)
    notes.push_back(fmt::format("{} studied for an earlier exam until its day.",
                                snapshot.shared == 1
                                    ? "1 question is"
                                    : fmt::format("{} questions are", snapshot.shared)));
  return notes;
}

std::vector<std::string> outlook_words(const ExamOutlook& outlook,
                                       const ExamSnapshot& snapshot) {
  std::vector<std::string> words{forecast_words(outlook), bound_words(outlook),
                                 more_words(outlook), target_words(outlook)};
  for (std::string& sentence : time_words(outlook))
    words.push_back(std::move(sentence));
  for (std::string& note : snapshot_notes(snapshot))
    words.push_back(std::move(note));
  std::erase(words, "");
  return words;
}

}  // namespace attache
