#include "trainer/editions.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace attache {

namespace {

std::string key_of(std::string_view deck) {
  return fmt::format("edition-seen.{}", deck);
}

/// What the setting says: "EDITION FINGERPRINT".
struct Seen {
  int edition = 0;
  std::string fingerprint;
};

std::string fingerprint_of(const Deck& deck) {
  return fmt::format("{:016x}", edition_fingerprint(deck));
}

std::optional<Seen> read_seen(std::string_view text) {
  Seen seen;
  const char* end = text.data() + text.size();
  const auto [after, failure] = std::from_chars(text.data(), end, seen.edition);
  if (failure != std::errc{} || after == end || *after != ' ') return {};
  seen.fingerprint.assign(after + 1, end);
  return seen;
}

Result<void> keep(const DeckBook& book,
                  const Edition& edition,
                  Store& store,
                  Instant at) {
  const std::string& deck = book.deck().id;
  if (auto saved = store.save_edition(deck, edition.number, at, edition_text(edition));
      !saved)
    return saved;
  return store.set_setting(
      key_of(deck), fmt::format("{} {}", edition.number, fingerprint_of(book.deck())));
}

/// The deck as it was when it was seen. Fails where that is not in the store any more.
Result<Edition> seen_edition(const Store& store, std::string_view deck, int number) {
  const auto editions = store.editions_of(deck);
  if (!editions) return editions.unexpected();
  for (const KeptEdition& kept : *editions)
    if (kept.edition == number) return read_edition(kept.content);
  return fail("what is kept of its edition is gone");
}

}  // namespace

void EditionWatch::look(const Library& library,
                        Store& store,
                        const Kept& kept,
                        Instant at) {
  pending_.clear();
  notices_.clear();
  for (const DeckBook& book : library.books) {
    const auto found = kept.find(key_of(book.deck().id));
    look_at(book, store, found == kept.end() ? nullptr : &found->second, at);
  }
}

void EditionWatch::look_at(const DeckBook& book,
                           Store& store,
                           const std::string* seen_text,
                           Instant at) {
  const Deck& deck = book.deck();
  const auto seen = seen_text == nullptr ? std::nullopt : read_seen(*seen_text);
  if (seen && seen->fingerprint == fingerprint_of(deck)) return;
  const Edition now = edition_of(book);
  if (seen) {
    const auto before = seen_edition(store, deck.id, seen->edition);
    if (before) {
      DeckChanges changes{deck.id, deck.title, before->number, now.number, {}, {}};
      changes.changes = changes_between(*before, now);
      changes.counts = counts_of(changes.changes);
      if (!changes.changes.empty()) {
        pending_.push_back(std::move(changes));
        return;
      }
    } else {
      notices_.push_back(
          fmt::format("The deck “{}” has changed, but what changed in it cannot be told: "
                      "{}. Your progress is kept.",
                      deck.title, before.error().text()));
    }
  }
  if (const auto kept = keep(book, now, store, at); !kept)
    notices_.push_back(fmt::format("The edition of the deck “{}” could not be noted: {}.",
                                   deck.title, kept.error().text()));
}

const DeckChanges* EditionWatch::pending(std::string_view deck) const {
  const auto found =
      std::find_if(pending_.begin(), pending_.end(),
                   [&](const DeckChanges& changes) { return changes.deck == deck; });
  return found == pending_.end() ? nullptr : &*found;
}

Result<void> EditionWatch::acknowledge(const DeckBook& book, Store& store, Instant at) {
  const std::string& deck = book.deck().id;
  if (pending(deck) == nullptr) return {};
  if (auto kept = keep(book, edition_of(book), store, at); !kept) return kept;
  std::erase_if(pending_,
                [&](const DeckChanges& changes) { return changes.deck == deck; });
  return {};
}

}  // namespace attache
