#include "window/deck_scene.h"

#include <algorithm>
#include <array>
#include <utility>

namespace attache::window {

namespace {

constexpr std::array<std::string_view, 4> kScenes{"decks", "passages", "map", "changes"};

/// Changes of all kinds, made up from a deck's own questions.
DeckChanges sample_changes(const DeckBook& book) {
  DeckChanges changes{book.deck().id, book.deck().title, 1, 2, {}, {}};
  constexpr std::size_t kOfEach = 2;
  constexpr std::array kKinds{ChangeKind::kAdded, ChangeKind::kReworded,
                              ChangeKind::kNewAnswer, ChangeKind::kRemoved};
  const Edition edition = edition_of(book);
  const std::size_t count = std::min(kOfEach * kKinds.size(), edition.questions.size());
  for (std::size_t i = 0; i < count; ++i) {
    const EditionQuestion& now = edition.questions[i];
    QuestionChange change{kKinds.at(i / kOfEach), now.id, now, now};
    if (change.kind == ChangeKind::kAdded) change.before.reset();
    if (change.kind == ChangeKind::kReworded)
      change.before->wording.insert(0, "Say this: ");
    if (change.kind == ChangeKind::kNewAnswer)
      change.before->answer = edition.questions.back().answer;
    if (change.kind == ChangeKind::kRemoved) change.after.reset();
    changes.changes.push_back(std::move(change));
  }
  changes.counts = counts_of(changes.changes);
  return changes;
}

}  // namespace

std::span<const std::string_view> deck_scenes() {
  return kScenes;
}

bool looks_into_decks(const Scene& scene) {
  return std::find(kScenes.begin(), kScenes.end(), scene.base) != kScenes.end();
}

void prepare_deck_scene(const Shell& shell, DecksScreen& decks, const Scene& scene) {
  if (shell.trainer.decks().empty() || scene.base == "decks") return;
  const DeckBook& book = shell.trainer.decks().front();
  const bool map = scene.base == "map";
  decks.open(shell.trainer, book.deck().id, map ? DeckView::kMap : DeckView::kRead);
  if (map) decks.point_at(0);
  if (scene.base == "changes") decks.show_changes(sample_changes(book));
}

}  // namespace attache::window
