// The use cases of handing in progress to a class.

#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <system_error>

#include "base/text.h"
#include "store/folder.h"
#include "trainer/hand_in_content.h"
#include "trainer/trainer.h"
#include "trainer/trainer_state.h"

namespace attache {

namespace {

namespace fs = std::filesystem;

constexpr const char* kSecretKey = "hand-in.secret";
constexpr std::size_t kSampleLines = 12;

/// What the student's ids in all courses follow from: kept, or as it will be.
std::string secret_of(const Learner& learner) {
  if (auto kept = learner.remembered(kSecretKey)) return *std::move(kept);
  Chance chance = learner.chance().derive("hand-in secret");
  return fmt::format("{:016x}{:016x}", chance.bits(), chance.bits());
}

std::string counted(std::size_t number, const char* one, const char* many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string first_lines(const HandInContent& content) {
  std::ostringstream whole;
  write_content(content, whole, kSampleLines);
  std::istringstream lines(whole.str());
  std::string sample;
  std::string line;
  for (std::size_t i = 0; i < kSampleLines && std::getline(lines, line); ++i)
    sample += line + "\n";
  return sample;
}

/// "kestrel-12-2024-07-29.progress".
std::string file_name_of(const classroom::HandInHead& head) {
  std::string name;
  for (const std::string& word : words(fold(head.name)))
    name += (name.empty() ? "" : "-") + word;
  if (name.empty()) name = "progress";
  return fmt::format("{}-{}.progress", name, iso_day(head.made_on));
}

std::vector<std::string> told_in(const HandInContent& content, const HandInWish& wish) {
  std::vector<std::string> told;
  const auto& head = content.head;
  told.push_back(
      head.pseudonym
          ? fmt::format("You are called {}, which is not your name.", head.name)
          : fmt::format("You are called {}.", head.name));
  for (const classroom::HandInDeck& deck : head.decks)
    told.push_back(fmt::format(
        "Of {} in {}: how well you know it, how often and how long you answered it, and "
        "how your first answer went.",
        counted(static_cast<std::size_t>(deck.questions), "question", "questions"),
        deck.title));
  told.push_back(
      fmt::format("The days on which you answered them ({}), with how many "
                  "answers and minutes.",
                  content.days.size()));
  if (wish.history)
    told.push_back(
        fmt::format("Each of your answers to them ({}): when, what you picked "
                    "or typed, and how you rated it.",
                    content.answers.size()));
  if (!content.exams.empty())
    told.push_back(fmt::format("{} with your answers and marks.",
                               counted(content.exams.size(), "mock exam", "mock exams")));
  return told;
}

std::vector<std::string> not_told_in(const HandInContent& content,
                                     const HandInWish& wish) {
  std::vector<std::string> not_told;
  if (content.head.pseudonym) not_told.emplace_back("Your name.");
  not_told.emplace_back(wish.topics.empty() ? "Anything about other decks."
                                            : "Anything about other decks and topics.");
  if (!wish.history)
    not_told.emplace_back("Single answers, and what you picked or typed.");
  if (!wish.exams) not_told.emplace_back("Mock exams.");
  if (content.exams_outside > 0)
    not_told.push_back(
        fmt::format("{} that {} about other decks or topics too.",
                    counted(content.exams_outside, "mock exam", "mock exams"),
                    content.exams_outside == 1 ? "is" : "are"));
  not_told.emplace_back("Your notes, marks, settings and exam dates.");
  return not_told;
}

}  // namespace

Result<HandInPreview> Trainer::preview_hand_in(const HandInWish& wish) const {
  const auto at = state_->look_at_clock();
  if (!at) return at.unexpected();
  const Learner& learner = *state_->learner;
  const auto content = hand_in_content(learner, wish, secret_of(learner), *at);
  if (!content) return content.unexpected();
  HandInPreview preview;
  preview.student_name = content->head.name;
  preview.pseudonym = content->head.pseudonym;
  preview.questions = content->questions.size();
  preview.answered = content->answered;
  preview.answers = content->answer_count;
  preview.days = content->days.size();
  preview.exams = content->exams.size();
  preview.told = told_in(*content, wish);
  preview.not_told = not_told_in(*content, wish);
  preview.sample = first_lines(*content);
  preview.file_name = file_name_of(content->head);
  return preview;
}

Result<void> Trainer::write_hand_in(const HandInWish& wish, const fs::path& file) {
  const auto at = state_->look_at_clock();
  if (!at) return at.unexpected();
  Learner& learner = *state_->learner;
  const std::string secret = secret_of(learner);
  const auto content = hand_in_content(learner, wish, secret, *at);
  if (!content) return content.unexpected();
  if (!learner.remembered(kSecretKey))
    if (auto kept = learner.remember(kSecretKey, secret); !kept) return kept;
  const auto failed = [&file] {
    return fail("this file could not be written", file.string(),
                "choose another place, or free some space on the disk");
  };
  const fs::path temporary = file.string() + ".part";
  std::error_code problem;
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  write_content(*content, out);
  out.close();
  if (!out || !sync_to_disk(temporary)) {
    fs::remove(temporary, problem);
    return failed();
  }
  fs::rename(temporary, file, problem);
  if (problem) {
    fs::remove(temporary, problem);
    return failed();
  }
  return {};
}

fs::path Trainer::classes_folder() const {
  return state_->learner->setup().data_folder / "classes";
}

}  // namespace attache
