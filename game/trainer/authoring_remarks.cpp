// What is to be said of a deck under the pen, and the questions that it makes.

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <utility>

#include "cards/item_advice.h"
#include "trainer/authoring_state.h"

namespace attache {

namespace {

Remark remark_of(const PlacedProblem& placed) {
  return {placed.problem.severity == Severity::kError ? RemarkLevel::kError
                                                      : RemarkLevel::kWarning,
          placed.problem.code,
          placed.part,
          placed.field,
          placed.problem.what,
          placed.problem.remedy,
          placed.nth};
}

/// "deck/fact/object" → "fact".
std::string_view item_in(std::string_view question) {
  const std::size_t first = question.find('/');
  if (first == std::string_view::npos) return {};
  question.remove_prefix(first + 1);
  return question.substr(0, question.find('/'));
}

std::set<std::size_t> parts_with_errors(const std::vector<PlacedProblem>& problems) {
  std::set<std::size_t> parts;
  for (const PlacedProblem& placed : problems)
    if (placed.part && placed.problem.severity == Severity::kError)
      parts.insert(*placed.part);
  return parts;
}

/// The deck as it is once all parts with errors are taken out, and those that need them.
std::optional<Deck> deck_without_errors(DeckDocument document,
                                        DocumentCheck check,
                                        const std::filesystem::path& file) {
  constexpr int kMostRounds = 8;
  for (int round = 0; round < kMostRounds && !check.deck; ++round) {
    const std::set<std::size_t> bad = parts_with_errors(check.problems);
    for (auto at = bad.rbegin(); at != bad.rend(); ++at)
      document.erase(*at);
    if (bad.empty()) {
      // It lies in the head: any other will do.
      DeckHead head;
      head.id = "deck";
      head.title = "Deck";
      head.lang = "en";
      document.set_head(head);
    }
    check = document.check(file.string(), file.parent_path());
  }
  return std::move(check.deck);
}

std::string same_question_key(const EditionQuestion& question) {
  return question.wording + '\n' + question.answer;
}

}  // namespace

/// Facts and cards that had another id when they were published: the same question under
/// an id that is new.
void Authoring::State::remark_changed_ids(std::vector<Remark>& remarks) {
  const Edition& before = published_edition().edition;
  if (before.questions.empty()) return;
  const std::string& deck = document.head().id;
  const std::string& first = before.questions.front().id;
  if (const std::string old = first.substr(0, first.find('/')); old != deck) {
    remarks.push_back(
        {RemarkLevel::kWarning,
         "id-changed",
         {},
         "id",
         fmt::format("this deck was published as {}, and progress belongs to the id",
                     old),
         fmt::format("give it the id {} again, or its students begin anew", old),
         0});
    return;
  }
  const auto& present = index();
  std::map<std::string, std::string> gone;  // by what is asked and answered
  for (const EditionQuestion& question : before.questions) {
    std::string id(item_in(question.id));
    if (!present.contains(id)) gone.emplace(same_question_key(question), std::move(id));
  }
  if (gone.empty() || !checked().deck) return;
  std::set<std::string_view> published_ids;
  for (const EditionQuestion& question : before.questions)
    published_ids.insert(item_in(question.id));
  std::set<std::string> said;
  for (const EditionQuestion& question :
       edition_of(DeckBook(*checked().deck, file.parent_path())).questions) {
    const std::string id(item_in(question.id));
    const auto same = gone.find(same_question_key(question));
    if (published_ids.contains(id) || same == gone.end() || !said.insert(id).second)
      continue;
    const auto at = present.find(id);
    remarks.push_back(
        {RemarkLevel::kWarning, "id-changed",
         at == present.end() ? std::optional<std::size_t>() : at->second, "id",
         fmt::format("this was published as {}, and progress belongs to the id",
                     same->second),
         fmt::format("give it the id {} again, or its students begin anew", same->second),
         0});
  }
}

const std::vector<Remark>& Authoring::remarks(bool with_advice) {
  State& state = *state_;
  if (state.plain_at != state.revision) {
    state.plain_remarks.clear();
    for (const PlacedProblem& placed : state.checked().problems)
      state.plain_remarks.push_back(remark_of(placed));
    state.remark_changed_ids(state.plain_remarks);
    state.plain_at = state.revision;
  }
  if (!with_advice) return state.plain_remarks;
  if (state.advised_at != state.revision) {
    state.advised_remarks = state.plain_remarks;
    for (ItemAdvice& advice : advice_on(state.document.deck()))
      state.advised_remarks.push_back(
          {RemarkLevel::kAdvice, std::move(advice.code), find_id(advice.item),
           std::move(advice.field), std::move(advice.what), std::move(advice.reason), 0});
    state.advised_at = state.revision;
  }
  return state.advised_remarks;
}

const DeckBook* Authoring::book() {
  State& state = *state_;
  if (state.booked_at != state.revision) {
    const DocumentCheck& check = state.checked();
    state.book = check.deck
                     ? std::make_unique<DeckBook>(*check.deck, state.file.parent_path())
                     : nullptr;
    state.booked_at = state.revision;
  }
  return state.book.get();
}

const DeckBook* Authoring::preview_book() {
  if (const DeckBook* whole = book()) return whole;
  State& state = *state_;
  if (state.previewed_at != state.revision) {
    const std::optional<Deck> deck =
        deck_without_errors(state.document, state.checked(), state.file);
    state.preview =
        deck ? std::make_unique<DeckBook>(*deck, state.file.parent_path()) : nullptr;
    state.previewed_at = state.revision;
  }
  return state.preview.get();
}

namespace {

/// Whether a fact would be asked in that direction if its author had not said no.
bool is_switched_off(const Fact& fact, const Relation* relation, Direction direction) {
  if (direction == Direction::kObject)
    return fact.omits_object &&
           (fact.asks_object || (relation != nullptr && relation->wording.asks_object));
  return fact.omits_subject &&
         (fact.asks_subject || (relation != nullptr && relation->wording.asks_subject));
}

}  // namespace

std::vector<PreviewQuestion> Authoring::questions_of(std::size_t item) {
  return questions_in(book(), item);
}

std::vector<PreviewQuestion> Authoring::preview_questions_of(std::size_t item) {
  return questions_in(preview_book(), item);
}

std::vector<PreviewQuestion> Authoring::questions_in(const DeckBook* now,
                                                     std::size_t item) const {
  if (now == nullptr || item >= size()) return {};
  std::vector<PreviewQuestion> questions;
  const std::string stem = now->deck().id + "/" + id_of(this->item(item));
  const auto add = [&](const std::string& id) {
    if (const Question* question = now->question(id))
      questions.push_back({id, question->forms, false});
  };
  if (const auto* fact = std::get_if<Fact>(&this->item(item))) {
    const Relation* relation = now->relation(fact->relation);
    for (const Direction direction : {Direction::kObject, Direction::kSubject}) {
      const std::string id = fmt::format("{}/{}", stem, name_of(direction));
      add(id);
      if (is_switched_off(*fact, relation, direction))
        questions.push_back({id, {}, true});
    }
  } else if (const auto* card = std::get_if<Card>(&this->item(item))) {
    add(stem);
    if (const auto* image = std::get_if<ImageCard>(&card->body))
      for (const PictureRegion& region : image->regions)
        add(stem + "/" + region.id);
  }
  return questions;
}

}  // namespace attache
