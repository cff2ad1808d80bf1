#pragma once
// The use cases: joins decks, schedule and store, and owns the order of effects. Faces
// talk to this.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cards/deck_book.h"
#include "study/marking.h"
#include "trainer/library.h"
#include "trainer/settings.h"
#include "trainer/setup.h"
#include "trainer/shown.h"

namespace attache {

class Trainer {
 public:
  /// Loads decks and opens the store. A broken deck is listed in `Home::failures`, not an
  /// error; a store that cannot be opened is.
  static Result<std::unique_ptr<Trainer>> open(TrainerSetup setup);
  ~Trainer();
  Trainer(const Trainer&) = delete;
  Trainer& operator=(const Trainer&) = delete;

  [[nodiscard]] Home home() const;
  [[nodiscard]] Result<Stats> stats() const;
  [[nodiscard]] const Settings& settings() const;
  /// Takes effect at once and is kept; a running sitting goes on. A changed retention or
  /// longest interval moves all due days. Fails for a value out of its range. After an
  /// error some of the changes may be in force: `settings()` tells.
  Result<void> change_settings(const Settings& settings);
  /// Text kept for a face (window size and place): "window.geometry".
  [[nodiscard]] std::optional<std::string> remembered(std::string_view key) const;
  Result<void> remember(std::string_view key, std::string_view value);

  [[nodiscard]] const StudyCalendar& calendar() const;
  [[nodiscard]] Instant now() const;
  [[nodiscard]] const std::vector<DeckBook>& decks() const;

  // A sitting. One runs at a time; everything below is about it.

  /// Starts one over all decks, or one deck (by id). Ends a running one. Fails for an
  /// unknown deck.
  Result<void> begin_sitting(std::optional<std::string> deck = {});
  /// Starts a practice over these questions, in a shuffled order, once each: nothing is
  /// scheduled and nothing is written.
  Result<void> begin_practice(const std::vector<QuestionId>& questions);
  void end_sitting();
  [[nodiscard]] bool sitting() const;

  /// The question on the table; nothing when the sitting is done for now. Stays the same
  /// until it is rated, buried, suspended or undone.
  [[nodiscard]] const Asked* asked() const;
  /// Gives an answer to a marked form, or (with an empty response) just shows the answer.
  void reveal(const Response& response = {});
  /// Rates it. The review is on the disk when this returns well; then the next question
  /// is on the table. Needs `asked()->revealed`. On an error nothing has changed and the
  /// question stays.
  Result<void> rate(Rating rating);
  /// Takes back the last action of this sitting (a rating, bury, suspend); the question
  /// is on the table again. Does nothing when there is none. On an error nothing has
  /// changed.
  Result<void> undo();
  Result<void> redo();
  [[nodiscard]] std::optional<std::string> undo_name()
      const;  ///< "Again", "Bury", …: what undo would take back
  [[nodiscard]] std::optional<std::string> redo_name() const;
  Result<void> bury();     ///< until tomorrow
  Result<void> suspend();  ///< until it is taken back
  Result<void> toggle_mark();
  Result<void> set_note(std::string note);
  [[nodiscard]] std::optional<OpenPassage> passage()
      const;  ///< of the question on the table

  [[nodiscard]] SittingProgress progress() const;
  [[nodiscard]] SittingSummary summary() const;
  /// When nothing is on the table but a learning step is still waiting today: when it
  /// comes.
  [[nodiscard]] std::optional<Instant> next_step_at() const;
  /// Looks at the clock again: a waiting step may have come due, a new study day begun. A
  /// question on the table stays there. True if the table changed.
  bool refresh();

 private:
  struct State;
  explicit Trainer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace attache
