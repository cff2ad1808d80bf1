#include "cli/deck_pages.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/text.h"
#include "cards/plain.h"
#include "cli/change_text.h"
#include "cli/phrases.h"
#include "study/reading.h"

namespace attache::cli {

namespace {

using Json = nlohmann::ordered_json;

Error unknown_deck(const Trainer& trainer, const std::string& id) {
  std::vector<std::string_view> ids;
  for (const DeckBook& book : trainer.decks())
    ids.push_back(book.deck().id);
  const auto meant = closest(id, ids);
  return {
      fmt::format("there is no deck with the id {}", id), "",
      meant ? fmt::format("did you mean {}?", *meant) : "attache due lists the decks"};
}

const DeckBook* deck_named(const Trainer& trainer, std::string_view id) {
  for (const DeckBook& book : trainer.decks())
    if (book.deck().id == id) return &book;
  return nullptr;
}

// --- changes

void print_all(std::ostream& out,
               const std::vector<const DeckChanges*>& decks,
               bool seen) {
  if (decks.empty()) {
    fmt::print(out, "No deck has changed since you looked last.\n");
    return;
  }
  for (std::size_t i = 0; i < decks.size(); ++i) {
    if (i > 0) fmt::print(out, "\n");
    print_change(out, *decks[i]);
  }
  if (!seen) fmt::print(out, "\nWith --seen this is not told again.\n");
}

// --- passages

void print_passage(std::ostream& out, const ReadingPassage& reading) {
  const Passage& passage = *reading.passage;
  fmt::print(out, "\n{}\n", plain_text(passage.text));
  const std::string source = source_line(reading.source, passage);
  if (!source.empty()) fmt::print(out, "  {}\n", source);
  const auto leaning = static_cast<long>(reading.questions.size());
  if (leaning > 0)
    fmt::print(out, "  {}; id: {}\n", counted(leaning, "question", "questions"),
               passage.id);
  else
    fmt::print(out, "  id: {}\n", passage.id);
  for (const StalePart& stale : reading.stale)
    fmt::print(out, "  May be out of date, to be checked after {}: {}\n",
               stale.check_after.text(), stale.text);
}

/// Prints what is sought, and gives how many passages that are.
long print_sections(std::ostream& out,
                    const std::vector<ReadingSection>& sections,
                    const std::vector<std::string>& words) {
  long found = 0;
  for (const ReadingSection& section : sections) {
    bool titled = false;
    for (const ReadingPassage& reading : section.passages) {
      if (!words.empty() && places_of(reading.passage->text, words).empty()) continue;
      if (!titled)
        fmt::print(out, "\n{}\n",
                   section.topic == nullptr ? "Without a topic" : section.topic->name);
      titled = true;
      ++found;
      print_passage(out, reading);
    }
  }
  return found;
}

}  // namespace

int print_changes(const ChangesCommand& command, Trainer& trainer, Console& console) {
  if (command.deck && deck_named(trainer, *command.deck) == nullptr)
    return failed(console, unknown_deck(trainer, *command.deck));
  std::vector<const DeckChanges*> decks;
  for (const DeckBook& book : trainer.decks()) {
    const DeckChanges* changes = trainer.deck_changes(book.deck().id);
    const bool wanted = !command.deck || *command.deck == book.deck().id;
    if (changes != nullptr && wanted) decks.push_back(changes);
  }
  if (command.json)
    print_changes_json(console.out, decks);
  else
    print_all(console.out, decks, command.seen);
  if (!command.seen) return 0;
  std::vector<std::string> ids;  // what is pending goes away with each acknowledgement
  ids.reserve(decks.size());
  for (const DeckChanges* changes : decks)
    ids.push_back(changes->deck);
  for (const std::string& id : ids)
    if (auto seen = trainer.acknowledge_changes(id); !seen)
      return failed(console, seen.error());
  return 0;
}

int print_passages(const PassagesCommand& command,
                   const Trainer& trainer,
                   Console& console) {
  const DeckBook* book = deck_named(trainer, command.deck);
  if (book == nullptr) return failed(console, unknown_deck(trainer, command.deck));
  const auto words = search_words(command.search.value_or(""));
  const StudyDay today = trainer.calendar().day_of(trainer.now());
  fmt::print(console.out, "{}\n", book->deck().title);
  const long found = print_sections(console.out, reading_of(*book, today), words);
  if (found > 0) return 0;
  fmt::print(console.out, "\n{}\n",
             book->deck().passages.empty() ? "This deck has no passages."
                                           : "No passage has these words.");
  return 0;
}

int print_overrulings(const OverrulingsCommand& command,
                      const Trainer& trainer,
                      Console& console) {
  if (command.deck && deck_named(trainer, *command.deck) == nullptr)
    return failed(console, unknown_deck(trainer, *command.deck));
  const auto kept = trainer.overrulings(command.deck);
  if (!kept) return failed(console, kept.error());
  if (command.json) {
    Json all = Json::array();
    for (const ShownOverruling& one : *kept)
      all.push_back({{"id", one.overruling.question},
                     {"question", one.stem},
                     {"answer", one.answer},
                     {"text", one.overruling.text},
                     {"counted_as", one.overruling.right ? "right" : "wrong"},
                     {"times", one.overruling.times}});
    fmt::print(console.out, "{}\n", all.dump(2));
    return 0;
  }
  if (kept->empty()) fmt::print(console.out, "No mark was overruled.\n");
  for (const ShownOverruling& one : *kept) {
    fmt::print(console.out, "{}\n", one.overruling.question);
    if (!one.stem.empty())
      fmt::print(console.out, "  {} — {}\n", one_line(one.stem), one_line(one.answer));
    fmt::print(
        console.out, "  counted as {}: {}{}\n", one.overruling.right ? "right" : "wrong",
        one.overruling.text,
        one.overruling.times > 1 ? fmt::format(" ({} times)", one.overruling.times) : "");
  }
  return 0;
}

void say_changed_decks(const Trainer& trainer, Console& console) {
  for (const DeckBook& book : trainer.decks())
    if (const DeckChanges* deck = trainer.deck_changes(book.deck().id))
      fmt::print(console.out,
                 "The deck “{}” has changed: {}. 'attache changes' shows how.\n",
                 deck->title, change_phrase(deck->counts));
}

}  // namespace attache::cli
