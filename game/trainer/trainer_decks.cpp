// The use cases of decks that change while the program runs.

#include <fmt/format.h>
#include <system_error>
#include <utility>

#include "trainer/trainer.h"
#include "trainer/trainer_state.h"

namespace attache {

bool Trainer::decks_changed_on_disk() const {
  return state_->learner->decks_changed_on_disk();
}

std::uint64_t Trainer::decks_revision() const {
  return state_->learner->deck_revision();
}

Result<void> Trainer::reload_decks() {
  State& state = *state_;
  const auto at = state.look_at_clock();
  if (!at) return at.unexpected();
  std::optional<std::string> round;
  if (state.round && !state.round->shown().finished) round = state.round->shown().id;
  if (auto left = state.leave_round(*at); !left) return left;
  auto retired = state.learner->reload_decks(*at);
  if (!retired) return retired.unexpected();
  if (state.sitting) state.sitting->follow_decks(*at);
  state.retired = *std::move(retired);
  return round ? resume_round(*round) : Result<void>();
}

Result<std::filesystem::path> Trainer::own_decks_folder() const {
  std::filesystem::path folder = state_->learner->setup().data_folder / "decks";
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure)
    return fail(
        fmt::format("the folder of your decks cannot be made ({})", failure.message()),
        folder.string(), "check its permissions and that the disk is not full");
  return folder;
}

std::filesystem::path Trainer::deck_file(std::string_view deck) const {
  return state_->learner->file_of(deck);
}

bool Trainer::is_bundled(std::string_view deck) const {
  const std::filesystem::path file = deck_file(deck);
  std::error_code failure;
  for (const std::filesystem::path& folder : state_->learner->setup().bundled)
    if (std::filesystem::equivalent(file.parent_path(), folder, failure)) return true;
  return false;
}

std::filesystem::path Trainer::drafts_folder() const {
  return state_->learner->setup().data_folder / "drafts";
}

const Clock& Trainer::clock() const {
  return *state_->learner->setup().clock;
}

}  // namespace attache
