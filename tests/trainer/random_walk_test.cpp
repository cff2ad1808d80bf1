// Whatever a student does in whatever order, the log and the schedules stay in step.

#include <array>
#include <map>
#include <ostream>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "for_tests.h"
#include "trainer/trainer.h"

using namespace attache;
using namespace std::chrono_literals;

namespace {

enum class Move {
  kRate,
  kRateAgain,
  kUndo,
  kRedo,
  kBury,
  kSuspend,
  kMark,
  kWait,
  kNextDay,
  kClockBack,
  kSettings,
  kPractice,
  kSitting,
  kReopen,
};

/// For RapidCheck, which prints the shortest walk that fails.
void showValue(Move move, std::ostream& out) {
  constexpr std::array kNames{"rate",     "again",    "undo",    "redo",     "bury",
                              "suspend",  "mark",     "wait",    "next day", "back",
                              "settings", "practice", "sitting", "reopen"};
  out << kNames.at(static_cast<std::size_t>(move));
}

using Answered = std::pair<QuestionId, Rating>;

/// Carries moves out, and keeps a list of its own of every answer that was acknowledged
/// and not taken back.
class Walk {
 public:
  Walk() {
    room_.write(DeckText("a").facts(5).recall("about", "fact=\"f1\""));
    room_.write(DeckText("b").recalls(6));
    trainer_ = room_.open();
    sit();
  }

  void go(Move move, int number) {
    switch (move) {
      case Move::kRate:
        rate(kRatings.at(static_cast<std::size_t>(number) % kRatings.size()));
        break;
      case Move::kRateAgain:
        rate(Rating::kAgain);
        break;
      case Move::kUndo:
        undo();
        break;
      case Move::kRedo:
        redo();
        break;
      case Move::kBury:
        if (trainer_->asked() == nullptr) break;
        RC_ASSERT(trainer_->bury().has_value());
        undone_.clear();
        break;
      case Move::kSuspend:
        if (trainer_->asked() == nullptr || number % 4 != 0) break;
        RC_ASSERT(trainer_->suspend().has_value());
        undone_.clear();
        break;
      case Move::kMark:
        if (trainer_->asked() != nullptr) RC_ASSERT(trainer_->toggle_mark().has_value());
        break;
      case Move::kWait:
        room_.clock.go(number * 7s);
        trainer_->refresh();
        break;
      case Move::kNextDay:
        room_.clock.go(number % 9 * 24h);
        break;
      case Move::kClockBack:
        room_.clock.go(-number * 37min);
        break;
      case Move::kSettings: {
        settings_.desired_retention = number % 2 == 0 ? 0.9 : 0.83;
        settings_.new_per_day = number % 5 * 3;
        RC_ASSERT(trainer_->change_settings(settings_).has_value());
        break;
      }
      case Move::kPractice:
        RC_ASSERT(trainer_->begin_practice({"a/f0/object", "b/c2", "b/c3"}).has_value());
        undone_.clear();
        break;
      case Move::kSitting:
        sit();
        break;
      case Move::kReopen:
        trainer_.reset();
        trainer_ = room_.open();
        sit();
        break;
    }
    look();
  }

  /// Closes the trainer and compares the disk with the list.
  void finish() {
    trainer_.reset();
    RC_ASSERT(room_.cache_is_replay(settings_));
    std::vector<Answered> logged;
    for (const Review& review : counting(room_.log()))
      logged.emplace_back(review.question, review.rating);
    // Undone and redone answers keep their old places, so compare question by question.
    std::map<QuestionId, std::vector<Rating>> expected;
    std::map<QuestionId, std::vector<Rating>> found;
    for (const auto& [question, rating] : answered_)
      expected[question].push_back(rating);
    for (const auto& [question, rating] : logged)
      found[question].push_back(rating);
    RC_ASSERT(found == expected);
  }

 private:
  static bool is_rating(const std::optional<std::string>& name) {
    return name && *name != "Bury" && *name != "Suspend";
  }
  [[nodiscard]] bool practising() const { return trainer_->progress().practice; }

  void sit() {
    RC_ASSERT(trainer_->begin_sitting().has_value());
    undone_.clear();
  }
  void rate(Rating rating) {
    if (trainer_->asked() == nullptr) return;
    const QuestionId question = trainer_->asked()->question->id;
    trainer_->reveal();
    RC_ASSERT(trainer_->rate(rating).has_value());
    if (!practising()) answered_.emplace_back(question, rating);
    undone_.clear();
  }
  void undo() {
    const bool rating = is_rating(trainer_->undo_name()) && !practising();
    RC_ASSERT(trainer_->undo().has_value());
    if (!rating) return;
    undone_.push_back(answered_.back());
    answered_.pop_back();
  }
  void redo() {
    const bool rating = is_rating(trainer_->redo_name()) && !practising();
    RC_ASSERT(trainer_->redo().has_value());
    if (!rating) return;
    answered_.push_back(undone_.back());
    undone_.pop_back();
  }
  /// Counts are never negative, and what Home and the sitting say of today agrees.
  void look() {
    const SittingProgress progress = trainer_->progress();
    RC_ASSERT(progress.left.learning >= 0);
    RC_ASSERT(progress.left.review >= 0);
    RC_ASSERT(progress.left.fresh >= 0);
    RC_ASSERT(progress.done >= 0);
    RC_ASSERT(progress.done == trainer_->summary().answers);
    const Home home = trainer_->home();
    RC_ASSERT(home.done_today.answers >= 0);
    RC_ASSERT(home.done_today.time >= 0ms);
    if (!practising()) RC_ASSERT(home.due == trainer_->progress().left);
  }

  Room room_;
  std::unique_ptr<Trainer> trainer_;
  Settings settings_;
  std::vector<Answered> answered_;
  std::vector<Answered> undone_;
};

rc::Gen<std::pair<Move, int>> any_move() {
  return rc::gen::pair(rc::gen::weightedElement<Move>({{12, Move::kRate},
                                                       {4, Move::kRateAgain},
                                                       {5, Move::kUndo},
                                                       {3, Move::kRedo},
                                                       {1, Move::kBury},
                                                       {1, Move::kSuspend},
                                                       {1, Move::kMark},
                                                       {3, Move::kWait},
                                                       {3, Move::kNextDay},
                                                       {1, Move::kClockBack},
                                                       {1, Move::kSettings},
                                                       {1, Move::kPractice},
                                                       {1, Move::kSitting},
                                                       {1, Move::kReopen}}),
                       rc::gen::inRange(0, 100));
}

}  // namespace

TEST_CASE(
    "property: whatever is done, the schedules follow from the log and no answer is "
    "lost") {
  CHECK(rc::check([] {
    const auto moves = *rc::gen::scale(
        0.6, rc::gen::container<std::vector<std::pair<Move, int>>>(any_move()));
    Walk walk;
    for (const auto& [move, number] : moves)
      walk.go(move, number);
    walk.finish();
  }));
}
