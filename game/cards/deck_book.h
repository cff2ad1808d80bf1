#pragma once
// A deck with its indexes and questions worked out once: look things up, put questions.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cards/question.h"

namespace attache {

class DeckBook {
 public:
  /// Takes a deck that was checked: every reference in it is found.
  explicit DeckBook(Deck deck);
  DeckBook(DeckBook&&) =
      default;  // the indexes point into the deck, which a move leaves where it is
  DeckBook& operator=(DeckBook&&) = default;
  DeckBook(const DeckBook&) = delete;
  DeckBook& operator=(const DeckBook&) = delete;
  ~DeckBook() = default;

  [[nodiscard]] const Deck& deck() const { return deck_; }
  [[nodiscard]] const std::vector<Question>& questions() const { return questions_; }

  // Things by id; null where there is none.
  [[nodiscard]] const Question* question(std::string_view id) const;
  [[nodiscard]] const Entity* entity(std::string_view id) const;
  [[nodiscard]] const Relation* relation(std::string_view id) const;
  [[nodiscard]] const Passage* passage(std::string_view id) const;
  [[nodiscard]] const Source* source(std::string_view id) const;
  [[nodiscard]] const Topic* topic(std::string_view id) const;
  [[nodiscard]] const Fact* fact(std::string_view id) const;

  /// Entities of one type, in the order of the deck.
  [[nodiscard]] const std::vector<const Entity*>& entities_of_type(
      const std::string& type) const;
  /// Facts of one relation, in the order of the deck.
  [[nodiscard]] const std::vector<const Fact*>& facts_of_relation(
      const std::string& relation) const;

  /// The fact as a full sentence: "U.S. Forces Japan reports to the Commander,
  /// INDOPACOM."
  [[nodiscard]] std::string statement(const Fact& fact) const;
  /// Puts a question in one of its forms; `chance` decides on options and their order. A
  /// choice for which the deck has fewer than two good wrong answers is put in the
  /// question's next form instead, so read the form from the prompt. Needs `form` to be
  /// among `question.forms`.
  [[nodiscard]] Prompt put(const Question& question, Form form, Chance& chance) const;
  /// What in its passage supports a question's answer: the `support` texts of its fact or
  /// card, else the sentences that name the answer. Byte ranges into the passage's text,
  /// ascending, not overlapping.
  [[nodiscard]] std::vector<TextRange> support_in_passage(const Question& question) const;

 private:
  using Index = std::map<std::string, std::size_t, std::less<>>;
  Deck deck_;
  std::vector<Question> questions_;
  Index question_index_, entity_index_, relation_index_, passage_index_, source_index_,
      topic_index_, fact_index_;
  std::map<std::string, std::vector<const Entity*>> by_type_;
  std::map<std::string, std::vector<const Fact*>> by_relation_;
};

}  // namespace attache
