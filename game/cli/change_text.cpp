#include "cli/change_text.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace attache::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string_view heading(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return "New";
    case ChangeKind::kReworded:
      return "Reworded; your progress stays";
    case ChangeKind::kNewAnswer:
      return "With a new answer, to be learned anew";
    case ChangeKind::kRemoved:
      return "Removed; your history and notes are kept";
  }
  return "";
}

/// "Before: …" and "Now: …" of one of the texts, or the text alone where it is the same.
void print_text(std::ostream& out,
                const QuestionChange& change,
                std::string EditionQuestion::*part,
                std::string_view label) {
  const std::string before = change.before ? (*change.before).*part : "";
  const std::string now = change.after ? (*change.after).*part : "";
  if (change.before && change.after && before != now) {
    fmt::print(out, "    {} before: {}\n    {} now: {}\n", label, before, label, now);
  } else {
    fmt::print(out, "    {}: {}\n", label, now.empty() ? before : now);
  }
}

bool only_statement_differs(const QuestionChange& change) {
  return change.before && change.after &&
         change.before->wording == change.after->wording &&
         change.before->answer == change.after->answer &&
         change.before->statement != change.after->statement;
}

Json question_json(const std::optional<EditionQuestion>& question) {
  if (!question) return {};
  return {{"meaning", question->meaning},
          {"question", question->wording},
          {"answer", question->answer},
          {"sentence", question->statement}};
}

}  // namespace

void print_change(std::ostream& out, const DeckChanges& deck) {
  fmt::print(out, "{}\n  {}, from edition {} to {}\n", deck.title,
             change_phrase(deck.counts), deck.edition_before, deck.edition_now);
  if (!deck.deck.empty()) fmt::print(out, "  id: {}\n", deck.deck);
  std::optional<ChangeKind> group;
  for (const QuestionChange& change : deck.changes) {
    if (group != change.kind) fmt::print(out, "\n{}\n", heading(change.kind));
    group = change.kind;
    fmt::print(out, "  {}\n", change.question);
    print_text(out, change, &EditionQuestion::wording, "question");
    print_text(out, change, &EditionQuestion::answer, "answer");
    if (only_statement_differs(change))
      print_text(out, change, &EditionQuestion::statement, "sentence");
  }
}

void print_changes_json(std::ostream& out, const std::vector<const DeckChanges*>& decks) {
  Json list = Json::array();
  for (const DeckChanges* deck : decks) {
    Json changes = Json::array();
    for (const QuestionChange& change : deck->changes)
      changes.push_back({{"kind", name_of(change.kind)},
                         {"id", change.question},
                         {"before", question_json(change.before)},
                         {"now", question_json(change.after)}});
    list.push_back({{"id", deck->deck},
                    {"title", deck->title},
                    {"edition_before", deck->edition_before},
                    {"edition_now", deck->edition_now},
                    {"added", deck->counts.added},
                    {"reworded", deck->counts.reworded},
                    {"new_answer", deck->counts.new_answer},
                    {"removed", deck->counts.removed},
                    {"changes", changes}});
  }
  fmt::print(out, "{}\n", list.dump(2));
}

}  // namespace attache::cli
