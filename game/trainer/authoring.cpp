#include "trainer/authoring.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <system_error>
#include <utility>

#include "deckfile/read.h"
#include "deckfile/values.h"
#include "deckfile/write.h"
#include "exchange/imported.h"
#include "trainer/authoring_state.h"

namespace attache {

namespace {

namespace fs = std::filesystem;

/// Longer ids are hard to read; the format's own limit lies beyond.
constexpr std::size_t kLongestNewId = 60;

void set_id(DeckItem& item, const std::string& id) {
  std::visit([&](auto& part) { part.id = id; }, item);
}

/// "card", "3 items".
std::string named(const std::vector<std::size_t>& items, const Authoring& deck) {
  if (items.size() == 1) return name_of(kind_of(deck.item(items.front())));
  return fmt::format("{} items", items.size());
}

std::set<std::size_t> distinct(const std::vector<std::size_t>& items, std::size_t size) {
  std::set<std::size_t> kept(items.begin(), items.end());
  kept.erase(kept.lower_bound(size), kept.end());
  return kept;
}

std::string* topic_in(DeckItem& item) {
  if (auto* passage = std::get_if<Passage>(&item)) return &passage->topic;
  if (auto* fact = std::get_if<Fact>(&item)) return &fact->topic;
  if (auto* card = std::get_if<Card>(&item)) return &card->topic;
  return nullptr;
}

std::vector<std::string>* tags_in(DeckItem& item) {
  if (auto* fact = std::get_if<Fact>(&item)) return &fact->tags;
  if (auto* card = std::get_if<Card>(&item)) return &card->tags;
  return nullptr;
}

/// Tags as the format has them: words without blanks and commas.
std::vector<std::string> as_tags(const std::vector<std::string>& typed) {
  std::vector<std::string> tags;
  for (std::string text : typed) {
    std::replace(text.begin(), text.end(), ',', ' ');
    for (std::string& tag : split_at_blanks(text))
      tags.push_back(std::move(tag));
  }
  return tags;
}

}  // namespace

Authoring::Authoring(std::unique_ptr<State> state) : state_(std::move(state)) {}
Authoring::~Authoring() = default;

const fs::path& Authoring::file() const {
  return state_->file;
}
bool Authoring::recovered() const {
  return state_->recovered;
}
bool Authoring::changed() const {
  return state_->saved_at != state_->done.size();
}
std::uint64_t Authoring::revision() const {
  return state_->revision;
}
const DeckHead& Authoring::head() const {
  return state_->document.head();
}
std::size_t Authoring::size() const {
  return state_->document.parts().size();
}
const DeckItem& Authoring::item(std::size_t at) const {
  return state_->item(at);
}
std::string Authoring::text() const {
  return state_->document.text();
}

std::optional<std::size_t> Authoring::find_id(std::string_view id) const {
  const auto& ids = state_->index();
  const auto found = ids.find(std::string(id));
  if (found == ids.end()) return {};
  return found->second;
}

// ---- changes

void Authoring::set_head(DeckHead head, std::string_view merge) {
  state_->change("Edit deck", std::string(merge),
                 [&](DeckDocument& document) { document.set_head(head); });
}

void Authoring::set(std::size_t at, DeckItem item, std::string_view merge) {
  const DeckItem& old = state_->item(at);
  if (kind_of(old) != kind_of(item)) return;
  set_id(item, id_of(old));
  const std::string key = merge.empty() ? std::string() : fmt::format("{} {}", at, merge);
  state_->change(
      fmt::format("Edit {}", name_of(kind_of(old))), key,
      [&](DeckDocument& document) { state_->put(document, at, std::move(item)); });
}

std::size_t Authoring::place_for(ItemKind kind) const {
  for (std::size_t i = size(); i-- > 0;)
    if (kind_of(item(i)) == kind) return i + 1;
  for (std::size_t i = size(); i-- > 0;)
    if (kind_of(item(i)) < kind) return i + 1;
  return 0;
}

std::size_t Authoring::add(DeckItem item, std::optional<std::size_t> at) {
  const ItemKind kind = kind_of(item);
  const std::size_t place = std::min(at.value_or(place_for(kind)), size());
  state_->change(fmt::format("Add {}", name_of(kind)), {}, [&](DeckDocument& document) {
    document.insert(place, DeckDocument::write(std::move(item), nullptr));
  });
  return place;
}

void Authoring::remove(const std::vector<std::size_t>& items) {
  const std::set<std::size_t> gone = distinct(items, size());
  if (gone.empty()) return;
  state_->change(fmt::format("Remove {}", named({gone.begin(), gone.end()}, *this)), {},
                 [&](DeckDocument& document) {
                   for (auto at = gone.rbegin(); at != gone.rend(); ++at)
                     document.erase(*at);
                 });
}

void Authoring::move(std::size_t from, std::size_t to) {
  if (from >= size() || to >= size() || from == to) return;
  state_->change(fmt::format("Move {}", name_of(kind_of(item(from)))), {},
                 [&](DeckDocument& document) { document.move(from, to); });
}

std::size_t Authoring::duplicate(std::size_t at) {
  DeckItem copy = item(at);
  set_id(copy, free_id(id_of(copy)));
  state_->change(fmt::format("Duplicate {}", name_of(kind_of(copy))), {},
                 [&](DeckDocument& document) {
                   document.insert(at + 1, DeckDocument::write(std::move(copy), nullptr));
                 });
  return at + 1;
}

Result<void> Authoring::rename(std::size_t at, std::string_view id, bool with_last) {
  const std::string before = id_of(item(at));
  const std::string after(id);
  if (before == after) return {};
  if (!is_id(id)) {
    const std::string like = id_like(id);
    return fail(fmt::format("“{}” cannot be an id", id), before,
                like.empty() ? "use small letters, digits and hyphens"
                             : fmt::format("use one such as {}", like));
  }
  if (state_->is_taken(id))
    return fail(fmt::format("the id {} is taken", id), before, "choose another");
  const ItemKind kind = kind_of(item(at));
  state_->change("Rename id", {}, [&](DeckDocument& document) {
    DeckItem renamed = document.parts()[at]->item;
    set_id(renamed, after);
    rename_references(renamed, kind, before, after);
    state_->put(document, at, std::move(renamed));
    if (before.empty()) return;
    for (std::size_t i = 0; i < document.parts().size(); ++i) {
      DeckItem other = document.parts()[i]->item;
      if (rename_references(other, kind, before, after))
        state_->put(document, i, std::move(other));
    }
  });
  if (with_last) state_->join_last_two();
  return {};
}

void Authoring::set_topic(const std::vector<std::size_t>& items, std::string_view topic) {
  state_->change("Change topic", {}, [&](DeckDocument& document) {
    for (const std::size_t at : distinct(items, size())) {
      DeckItem item = document.parts()[at]->item;
      std::string* place = topic_in(item);
      if (place == nullptr) continue;
      *place = topic;
      state_->put(document, at, std::move(item));
    }
  });
}

void Authoring::add_tags(const std::vector<std::size_t>& items,
                         const std::vector<std::string>& tags) {
  const std::vector<std::string> wanted = as_tags(tags);
  state_->change("Add tags", {}, [&](DeckDocument& document) {
    for (const std::size_t at : distinct(items, size())) {
      DeckItem item = document.parts()[at]->item;
      std::vector<std::string>* present = tags_in(item);
      if (present == nullptr) continue;
      for (const std::string& tag : wanted)
        if (std::find(present->begin(), present->end(), tag) == present->end())
          present->push_back(tag);
      state_->put(document, at, std::move(item));
    }
  });
}

void Authoring::remove_tags(const std::vector<std::size_t>& items,
                            const std::vector<std::string>& tags) {
  const std::vector<std::string> unwanted = as_tags(tags);
  state_->change("Remove tags", {}, [&](DeckDocument& document) {
    for (const std::size_t at : distinct(items, size())) {
      DeckItem item = document.parts()[at]->item;
      std::vector<std::string>* present = tags_in(item);
      if (present == nullptr) continue;
      std::erase_if(*present, [&](const std::string& tag) {
        return std::find(unwanted.begin(), unwanted.end(), tag) != unwanted.end();
      });
      state_->put(document, at, std::move(item));
    }
  });
}

std::string Authoring::free_id(std::string_view name) const {
  std::string id = exchange::id_from(name);
  if (id.size() > kLongestNewId) {
    const std::size_t hyphen = id.rfind('-', kLongestNewId);
    id.resize(hyphen == std::string::npos || hyphen < kLongestNewId / 2 ? kLongestNewId
                                                                        : hyphen);
  }
  if (!state_->is_taken(id)) return id;
  // "treaty-2" is followed by "treaty-3".
  const std::size_t end = id.find_last_not_of("0123456789");
  std::string stem = id;
  if (end != std::string::npos && end > 0 && id[end] == '-' && end + 1 < id.size())
    stem.resize(end);
  for (int number = 2;; ++number) {
    std::string numbered = fmt::format("{}-{}", stem, number);
    if (!state_->is_taken(numbered)) return numbered;
  }
}

void Authoring::set_direction(std::size_t item, Direction direction, bool asked) {
  const auto* old = std::get_if<Fact>(&state_->item(item));
  if (old == nullptr) return;
  Fact fact = *old;
  (direction == Direction::kObject ? fact.omits_object : fact.omits_subject) = !asked;
  state_->change(asked ? "Switch question on" : "Switch question off", {},
                 [&](DeckDocument& document) { state_->put(document, item, fact); });
}

// ---- undo

std::optional<std::string> Authoring::undo_name() const {
  if (state_->done.empty()) return {};
  return state_->done.back().name;
}
std::optional<std::string> Authoring::redo_name() const {
  if (state_->undone.empty()) return {};
  return state_->undone.back().name;
}

void Authoring::undo() {
  State& state = *state_;
  if (state.done.empty()) return;
  EditStep step = std::move(state.done.back());
  state.done.pop_back();
  for (auto splice = step.splices.rbegin(); splice != step.splices.rend(); ++splice)
    state.document.replace(splice->at, splice->after.size(), splice->before);
  state.document.put_frame(step.frame_before);
  state.undone.push_back(std::move(step));
  state.may_merge = false;
  ++state.revision;
}

void Authoring::redo() {
  State& state = *state_;
  if (state.undone.empty()) return;
  EditStep step = std::move(state.undone.back());
  state.undone.pop_back();
  for (const Splice& splice : step.splices)
    state.document.replace(splice.at, splice.before.size(), splice.after);
  state.document.put_frame(step.frame_after);
  state.done.push_back(std::move(step));
  state.may_merge = false;
  ++state.revision;
}

}  // namespace attache
