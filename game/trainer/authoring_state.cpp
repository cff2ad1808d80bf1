#include "trainer/authoring_state.h"

#include <algorithm>

#include "base/text.h"

namespace attache {

namespace {

/// What differs between two lists of parts, as little as can be had at a glance.
std::vector<Splice> splices_between(const std::vector<PartPointer>& before,
                                    const std::vector<PartPointer>& after) {
  std::vector<Splice> splices;
  if (before.size() == after.size()) {
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i] == after[i]) continue;
      if (splices.empty() || splices.back().at + splices.back().before.size() != i)
        splices.push_back({i, {}, {}});
      splices.back().before.push_back(before[i]);
      splices.back().after.push_back(after[i]);
    }
    return splices;
  }
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t front = 0;
  while (front < shorter && before[front] == after[front])
    ++front;
  std::size_t back = 0;
  while (back < shorter - front &&
         before[before.size() - 1 - back] == after[after.size() - 1 - back])
    ++back;
  const auto cut = [&](const std::vector<PartPointer>& parts) {
    return std::vector<PartPointer>(parts.begin() + static_cast<std::ptrdiff_t>(front),
                                    parts.end() - static_cast<std::ptrdiff_t>(back));
  };
  splices.push_back({front, cut(before), cut(after)});
  return splices;
}

bool same_shape(const EditStep& a, const EditStep& b) {
  return std::equal(a.splices.begin(), a.splices.end(), b.splices.begin(),
                    b.splices.end(), [](const Splice& one, const Splice& other) {
                      return one.at == other.at &&
                             one.after.size() == other.before.size() &&
                             other.before.size() == other.after.size();
                    });
}

}  // namespace

bool Authoring::State::merge_into_last(EditStep& step) {
  if (!may_merge || done.empty() || step.merge.empty()) return false;
  EditStep& last = done.back();
  if (last.merge != step.merge || last.name != step.name || !same_shape(last, step))
    return false;
  for (std::size_t i = 0; i < step.splices.size(); ++i)
    last.splices[i].after = std::move(step.splices[i].after);
  last.frame_after = std::move(step.frame_after);
  return true;
}

bool Authoring::State::note(std::string name,
                            std::string merge,
                            const std::vector<PartPointer>& parts,
                            const FramePointer& frame) {
  EditStep step{std::move(name), std::move(merge),
                splices_between(parts, document.parts()), frame, document.frame()};
  if (step.splices.empty() && step.frame_before == step.frame_after) return false;
  ++revision;
  undone.clear();
  if (saved_at && *saved_at > done.size()) saved_at.reset();
  if (!merge_into_last(step)) done.push_back(std::move(step));
  may_merge = true;
  return true;
}

void Authoring::State::join_last_two() {
  const std::size_t count = done.size();
  if (count < 2 || saved_at == count - 1) return;
  EditStep& before = done[count - 2];
  EditStep& last = done[count - 1];
  if (!same_shape(before, last)) return;
  for (std::size_t i = 0; i < last.splices.size(); ++i)
    if (before.splices[i].after != last.splices[i].before) return;
  for (std::size_t i = 0; i < last.splices.size(); ++i)
    before.splices[i].after = std::move(last.splices[i].after);
  before.frame_after = std::move(last.frame_after);
  done.pop_back();
}

void Authoring::State::put(DeckDocument& edited, std::size_t at, DeckItem value) const {
  const DocumentPart& old = *edited.parts()[at];
  if (old.item == value) return;
  edited.replace(at, 1, {DeckDocument::write(std::move(value), &old)});
}

const DocumentCheck& Authoring::State::checked() {
  if (checked_at != revision) {
    check = document.check(file.string(), file.parent_path());
    checked_at = revision;
  }
  return check;
}

const std::unordered_map<std::string, std::size_t>& Authoring::State::index() {
  if (indexed_at != revision) {
    ids.clear();
    for (std::size_t i = 0; i < document.parts().size(); ++i)
      ids.try_emplace(id_of(item(i)), i);
    indexed_at = revision;
  }
  return ids;
}

// ---- texts

namespace {

using Take = std::function<void(std::string_view, std::size_t, std::string&)>;

class Texts {
 public:
  explicit Texts(const Take& take) : take_(take) {}

  void operator()(Source& source) const {
    one("title", source.title);
    one("publisher", source.publisher);
    one("author", source.author);
  }
  void operator()(Topic& topic) const { one("name", topic.name); }
  void operator()(Passage& passage) const {
    one("at", passage.at);
    one("text", passage.text);
  }
  void operator()(Entity& entity) const {
    one("name", entity.name);
    for (std::size_t i = 0; i < entity.aliases.size(); ++i)
      take_("alias", i, entity.aliases[i].text);
    one("note", entity.note);
  }
  void operator()(Relation& relation) const {
    one("says", relation.wording.says);
    asks(relation.wording.asks_object, relation.wording.asks_subject);
  }
  void operator()(Fact& fact) const {
    std::size_t nth = 0;
    for (FactObject& object : fact.objects)
      if (auto* value = std::get_if<Value>(&object)) take_("value", nth++, value->text);
    if (fact.says) one("says", *fact.says);
    asks(fact.asks_object, fact.asks_subject);
    one("explain", fact.explain);
    all("support", fact.support);
  }
  void operator()(Card& card) const {
    one("ask", card.ask);
    std::visit(*this, card.body);
    one("explain", card.explain);
    all("support", card.support);
  }

  void operator()(RecallCard& card) const { one("answer", card.answer); }
  void operator()(ChoiceCard& card) const {
    one("answer", card.answer);
    wrong(card.wrong);
  }
  void operator()(SelectCard& card) const {
    all("answer", card.answers);
    wrong(card.wrong);
  }
  void operator()(TypedCard& card) const {
    one("answer", card.answer);
    all("accept", card.accept);
  }
  void operator()(NumberCard& card) const { one("answer", card.answer); }
  void operator()(OrderCard& card) const { all("item", card.items); }
  void operator()(MatchCard& card) const {
    for (std::size_t i = 0; i < card.pairs.size(); ++i) {
      take_("pair", 2 * i, card.pairs[i].left);
      take_("pair", 2 * i + 1, card.pairs[i].right);
    }
  }
  void operator()(ImageCard& card) const {
    one("image", card.alt);
    for (std::size_t i = 0; i < card.regions.size(); ++i)
      take_("region", i, card.regions[i].answer);
  }
  void operator()(TrueFalseCard& /*card*/) const {}
  void operator()(ClozeCard& /*card*/) const {}
  void operator()(DateCard& /*card*/) const {}

 private:
  void one(std::string_view field, std::string& text) const { take_(field, 0, text); }
  void all(std::string_view field, std::vector<std::string>& texts) const {
    for (std::size_t i = 0; i < texts.size(); ++i)
      take_(field, i, texts[i]);
  }
  void asks(std::optional<std::string>& object,
            std::optional<std::string>& subject) const {
    if (object) take_("asks", 0, *object);
    if (subject) take_("asks", object ? 1 : 0, *subject);
  }
  void wrong(std::vector<WrongOption>& options) const {
    for (std::size_t i = 0; i < options.size(); ++i) {
      take_("wrong", i, options[i].text);
      take_("why", i, options[i].why);
    }
  }

  const Take& take_;
};

/// The fields of a part that refer to parts of one kind.
class References {
 public:
  References(ItemKind kind, const std::string& from, const std::string& to)
      : kind_(kind), from_(from), to_(to) {}

  void operator()(Source& /*source*/) {}
  void operator()(Entity& /*entity*/) {}
  void operator()(Relation& /*relation*/) {}
  void operator()(Topic& topic) { one(ItemKind::kTopic, topic.parent); }
  void operator()(Passage& passage) {
    one(ItemKind::kSource, passage.source);
    one(ItemKind::kTopic, passage.topic);
  }
  void operator()(Fact& fact) {
    one(ItemKind::kRelation, fact.relation);
    one(ItemKind::kEntity, fact.subject);
    for (FactObject& object : fact.objects)
      if (auto* entity = std::get_if<EntityRef>(&object))
        one(ItemKind::kEntity, entity->id);
    one(ItemKind::kTopic, fact.topic);
    one(ItemKind::kPassage, fact.passage);
  }
  void operator()(Card& card) {
    one(ItemKind::kTopic, card.topic);
    one(ItemKind::kPassage, card.passage);
    one(ItemKind::kFact, card.fact);
  }
  [[nodiscard]] bool found() const { return found_; }

 private:
  void one(ItemKind kind, std::string& id) {
    if (kind != kind_ || id != from_) return;
    id = to_;
    found_ = true;
  }

  ItemKind kind_;
  const std::string& from_;
  const std::string& to_;
  bool found_ = false;
};

}  // namespace

void for_each_text(DeckItem& item, const Take& take) {
  std::visit(Texts(take), item);
}

bool rename_references(DeckItem& item,
                       ItemKind kind,
                       const std::string& from,
                       const std::string& to) {
  References references(kind, from, to);
  std::visit([&](auto& part) { references(part); }, item);
  return references.found();
}

}  // namespace attache
