#include "trainer/import_merge.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/chance.h"
#include "cards/deck_item.h"
#include "cards/plain.h"
#include "deckfile/document.h"
#include "deckfile/write.h"

namespace attache {

namespace {

constexpr std::size_t kMostLines = 1000;

bool is_studied(const DeckItem& item) {
  return std::holds_alternative<Fact>(item) || std::holds_alternative<Card>(item);
}

void add_tags(std::vector<std::string>& tags, const std::vector<std::string>& more) {
  for (const std::string& tag : more)
    if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
}

/// A card with what the import says of it; the rest is the author's.
Card updated(Card card, const Card& imported) {
  card.ask = imported.ask;
  card.body = imported.body;
  if (!imported.explain.empty()) card.explain = imported.explain;
  if (card.topic.empty()) card.topic = imported.topic;
  add_tags(card.tags, imported.tags);
  return card;
}

DeckItem updated(const DeckItem& known, const DeckItem& imported, MergeRule rule) {
  if (known.index() != imported.index()) return imported;
  if (rule == MergeRule::kUpdate) {
    const auto* card = std::get_if<Card>(&imported);
    return card == nullptr ? known : updated(std::get<Card>(known), *card);
  }
  DeckItem item = imported;
  // A meaning only ever rises.
  if (auto* card = std::get_if<Card>(&item))
    card->meaning = std::max(card->meaning, std::get<Card>(known).meaning);
  if (auto* fact = std::get_if<Fact>(&item))
    fact->meaning = std::max(fact->meaning, std::get<Fact>(known).meaning);
  return item;
}

/// Of the text that a part has in a deck.
std::uint64_t print_of(const DeckItem& item) {
  return stable_hash(DeckDocument::write(item, nullptr)->text);
}

/// Collects what a merge does, and counts.
class Notes {
 public:
  explicit Notes(ImportDeckPlan& plan) : plan_(plan) {}

  void added(const DeckItem& item) {
    if (!is_studied(item)) return;
    ++plan_.added;
    line(ImportLine::What::kAdded, item, "");
  }
  void changed(const DeckItem& item, const DeckItem& before) {
    if (!is_studied(item)) return;
    ++plan_.changed;
    line(ImportLine::What::kChanged, item, label_of(before));
  }
  void same(const DeckItem& item) { plan_.same += is_studied(item) ? 1U : 0U; }
  void only_here(const DeckItem& item) {
    if (!is_studied(item)) return;
    ++plan_.only_here;
    line(ImportLine::What::kOnlyHere, item, "");
  }

 private:
  void line(ImportLine::What what, const DeckItem& item, std::string before) {
    if (plan_.lines.size() < kMostLines)
      plan_.lines.push_back({what, id_of(item), label_of(item), std::move(before)});
  }

  ImportDeckPlan& plan_;
};

/// Where a new part of a kind goes: behind the last of its kind, else at the end.
class Places {
 public:
  explicit Places(const std::vector<PartPointer>& parts) : end_(parts.size()) {
    for (std::size_t i = 0; i < parts.size(); ++i)
      behind_[static_cast<std::size_t>(kind_of(parts[i]->item))] = i + 1;
  }
  [[nodiscard]] std::size_t of(ItemKind kind) const {
    const std::size_t behind = behind_.at(static_cast<std::size_t>(kind));
    return behind == 0 ? end_ : behind;
  }

 private:
  std::size_t end_;
  std::array<std::size_t, std::variant_size_v<DeckItem>> behind_{};
};

}  // namespace

ImportPrints prints_of(const Deck& imported) {
  ImportPrints prints;
  for (const DeckItem& item : items_of(imported))
    prints.emplace(id_of(item), print_of(item));
  return prints;
}

std::string prints_text(const ImportPrints& prints) {
  std::string text;
  for (const auto& [id, print] : std::map(prints.begin(), prints.end()))
    text += fmt::format("{:016x} {}\n", print, id);
  return text;
}

ImportPrints read_prints(std::string_view text) {
  constexpr std::size_t kDigits = 16;
  ImportPrints prints;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    std::uint64_t print = 0;
    if (line.size() <= kDigits + 1 || line[kDigits] != ' ') continue;
    const auto read = std::from_chars(line.data(), line.data() + kDigits, print, 16);
    if (read.ptr == line.data() + kDigits)
      prints.emplace(line.substr(kDigits + 1), print);
  }
  return prints;
}

Merged as_new_deck(const Deck& imported) {
  Merged made;
  made.plan.id = imported.id;
  made.plan.title = imported.title;
  Notes notes(made.plan);
  for (const DeckItem& item : items_of(imported))
    notes.added(item);
  made.text = deck_xml(imported);
  return made;
}

Result<Merged> merged(std::string_view file_text,
                      std::string_view name,
                      const Deck& imported,
                      MergeRule rule,
                      const ImportPrints& last) {
  auto document = DeckDocument::read(file_text, name);
  if (!document) return document.unexpected();
  const std::vector<PartPointer> before = document->parts();
  std::unordered_map<std::string, std::size_t> place_of;
  for (std::size_t i = 0; i < before.size(); ++i)
    place_of.emplace(id_of(before[i]->item), i);

  Merged made;
  made.plan.id = imported.id;
  made.plan.title = document->head().title;
  made.plan.exists = true;
  Notes notes(made.plan);
  bool any = false;
  std::vector<bool> met(before.size());
  std::vector<std::vector<PartPointer>> behind(before.size() + 1);
  const Places places(before);
  for (const DeckItem& item : items_of(imported)) {
    const auto known = place_of.find(id_of(item));
    if (known == place_of.end()) {
      behind[places.of(kind_of(item))].push_back(DeckDocument::write(item, nullptr));
      notes.added(item);
      any = true;
      continue;
    }
    met[known->second] = true;
    const DocumentPart& part = *before[known->second];
    const auto print = last.find(id_of(item));
    const bool as_before = print != last.end() && print->second == print_of(item);
    DeckItem now = as_before ? part.item : updated(part.item, item, rule);
    if (now == part.item) {
      notes.same(item);
      continue;
    }
    notes.changed(now, part.item);
    document->replace(known->second, 1, {DeckDocument::write(std::move(now), &part)});
    any = true;
  }
  for (std::size_t i = 0; i < before.size(); ++i)
    if (!met[i]) notes.only_here(before[i]->item);
  // From the end on, so that places stay what they are.
  for (std::size_t at = behind.size(); at-- > 0;)
    if (!behind[at].empty()) document->replace(at, 0, std::move(behind[at]));
  if (any) {
    DeckHead head = document->head();
    head.edition = std::max(head.edition + 1, imported.edition);
    document->set_head(head);
  }
  made.text = document->text();
  return made;
}

}  // namespace attache
