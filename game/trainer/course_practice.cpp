// A practice deck of what a class misses most.

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "cards/text_pictures.h"
#include "deckfile/read.h"
#include "deckfile/write.h"
#include "trainer/course.h"
#include "trainer/course_figures.h"

namespace attache {

namespace {

/// How much a question needs practice: what is not known now, and what was not known at
/// first, in equal parts. 0..1.
double need_of(const ClassQuestion& question) {
  const double missed_now = 1 - question.known;
  const double missed_first = question.facility ? 1 - *question.facility : missed_now;
  return (missed_now + missed_first) / 2;
}

/// "policy-101" of "Policy 101"; "class" where no letter is left.
std::string slug_of(const std::string& name) {
  std::string slug;
  for (const char c : fold(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (!slug.empty() && slug.back() == '-')
    slug.pop_back();
  return slug.empty() ? "class" : slug;
}

bool shows_picture(std::string_view text) {
  return !pictures_in(text).empty();
}

/// Puts parts of several decks into one. An id that two decks have is, of the second,
/// behind the id of its deck.
class Gathering {
 public:
  explicit Gathering(Deck& deck) : deck_(deck) {}

  void take(const DeckBook& book, const Question& question) {
    from_ = &book;
    if (question.direction) {
      take_fact(book.deck().facts[question.item], *question.direction);
    } else {
      take_card(book.deck().cards[question.item]);
    }
  }

 private:
  /// The id that something of the deck at hand has here; true if it is not here yet.
  std::pair<std::string, bool> id_of(const std::string& id) {
    const auto [known, fresh] = ids_.try_emplace({from_->deck().id, id}, id);
    if (fresh) {
      while (!taken_.insert(known->second).second)
        known->second = from_->deck().id + "-" + known->second;
    }
    return {known->second, fresh};
  }

  std::string topic(const std::string& id) {
    const Topic* topic_here = id.empty() ? nullptr : from_->topic(id);
    if (topic_here == nullptr) return {};
    const auto [here, fresh] = id_of(id);
    if (!fresh) return here;
    Topic taken = *topic_here;
    taken.id = here;
    taken.parent = topic(taken.parent);
    deck_.topics.push_back(std::move(taken));
    return here;
  }

  std::string source(const std::string& id) {
    const Source* source_here = id.empty() ? nullptr : from_->source(id);
    if (source_here == nullptr) return {};
    const auto [here, fresh] = id_of(id);
    if (fresh) {
      deck_.sources.push_back(*source_here);
      deck_.sources.back().id = here;
    }
    return here;
  }

  /// Empty, too, for a passage with a picture: pictures do not come along.
  std::string passage(const std::string& id) {
    const Passage* passage_here = id.empty() ? nullptr : from_->passage(id);
    if (passage_here == nullptr || shows_picture(passage_here->text)) return {};
    const auto [here, fresh] = id_of(id);
    if (!fresh) return here;
    Passage taken = *passage_here;
    taken.id = here;
    taken.source = source(taken.source);
    taken.topic = topic(taken.topic);
    deck_.passages.push_back(std::move(taken));
    return here;
  }

  std::string entity(const std::string& id) {
    const auto [here, fresh] = id_of(id);
    if (fresh) {
      deck_.entities.push_back(*from_->entity(id));
      deck_.entities.back().id = here;
    }
    return here;
  }

  std::string relation(const std::string& id) {
    const auto [here, fresh] = id_of(id);
    if (fresh) {
      deck_.relations.push_back(*from_->relation(id));
      deck_.relations.back().id = here;
    }
    return here;
  }

  /// A fact that is there already is asked in one more direction.
  void take_fact(const Fact& fact, Direction direction) {
    const auto [here, fresh] = id_of(fact.id);
    if (fresh) add_fact(fact, here);
    const auto found =
        std::find_if(deck_.facts.begin(), deck_.facts.end(),
                     [&, &id = here](const Fact& each) { return each.id == id; });
    (direction == Direction::kObject ? found->omits_object : found->omits_subject) =
        false;
  }

  void add_fact(const Fact& fact, const std::string& here) {
    Fact taken = fact;
    taken.id = here;
    taken.omits_object = taken.omits_subject = true;
    taken.relation = relation(fact.relation);
    taken.subject = entity(fact.subject);
    for (FactObject& object : taken.objects)
      if (auto* of_entity = std::get_if<EntityRef>(&object))
        of_entity->id = entity(of_entity->id);
    const Topic* of_topic = from_->topic(fact.topic);
    if (taken.forms.empty() && (of_topic == nullptr || of_topic->forms.empty()))
      taken.forms = from_->deck().forms;
    take_common(taken);
    deck_.facts.push_back(std::move(taken));
  }

  void take_card(const Card& card) {
    const auto [here, fresh] = id_of(card.id);
    if (!fresh) return;
    Card taken = card;
    taken.id = here;
    taken.fact.clear();  // of a fact that may not be here
    take_common(taken);
    deck_.cards.push_back(std::move(taken));
  }

  template <class Item>
  void take_common(Item& item) {
    item.topic = topic(item.topic);
    item.passage = passage(item.passage);
    if (item.passage.empty()) item.support.clear();
    if (!item.as_of) item.as_of = from_->deck().as_of;
  }

  Deck& deck_;
  const DeckBook* from_ = nullptr;
  std::map<std::pair<std::string, std::string>, std::string> ids_;
  std::set<std::string> taken_;
};

/// Whether a question can stand without pictures.
bool can_come_along(const DeckBook& book, const Question& question) {
  if (question.region) return false;
  Deck alone;
  if (question.direction) {
    alone.facts = {book.deck().facts[question.item]};
  } else {
    alone.cards = {book.deck().cards[question.item]};
  }
  return picture_files_of(alone).empty();
}

}  // namespace

Result<PracticeDeck> practice_deck(const ClassShown& shown,
                                   std::span<const DeckBook> decks,
                                   std::size_t most) {
  std::vector<const ClassQuestion*> needed;
  for (const ClassQuestion& question : shown.questions)
    if (question.students > 0) needed.push_back(&question);
  std::stable_sort(needed.begin(), needed.end(), [](const auto* a, const auto* b) {
    return need_of(*a) > need_of(*b);
  });

  Deck deck;
  deck.id = "practice-" + slug_of(shown.name);
  deck.title = "Practice: " + shown.name;
  Gathering gathering(deck);
  PracticeDeck practice;
  std::vector<std::string> titles;
  for (const ClassQuestion* wanted : needed) {
    if (practice.questions == most) break;
    const std::string of = deck_of_question(wanted->id);
    const auto book = std::find_if(decks.begin(), decks.end(), [&](const DeckBook& each) {
      return each.deck().id == of;
    });
    if (book == decks.end()) continue;
    const Question* question = book->question(wanted->id);
    if (question == nullptr || !can_come_along(*book, *question)) continue;
    // A deck has one language: that of what is needed most.
    if (practice.questions == 0) deck.lang = book->deck().lang;
    if (book->deck().lang != deck.lang) continue;
    gathering.take(*book, *question);
    ++practice.questions;
    const std::string& title = book->deck().title;
    if (std::find(titles.begin(), titles.end(), title) == titles.end())
      titles.push_back(title);
  }
  if (practice.questions == 0)
    return fail("none of what this class was asked is in the decks here", "",
                "put the decks of the class on the shelf");
  deck.description = "What the class misses most, from " + listed(titles) + ".";
  practice.file_name = deck.id + ".xml";
  practice.text = deck_xml(deck);
  const ReadDeck read = read_deck_text(practice.text, practice.file_name);
  if (!read.deck) {
    const auto error = std::find_if(
        read.problems.begin(), read.problems.end(),
        [](const Problem& each) { return each.severity == Severity::kError; });
    return fail("these questions cannot stand in a deck of their own: " + error->what,
                practice.file_name, "choose fewer questions");
  }
  return practice;
}

}  // namespace attache
