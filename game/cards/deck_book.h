#pragma once
// A deck with its indexes and questions worked out once: look things up, put questions.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cards/fact_index.h"
#include "cards/question.h"

namespace attache {

class DeckBook {
 public:
  /// Takes a deck that was checked: every reference in it is found. Its pictures lie in
  /// `folder`.
  explicit DeckBook(Deck deck, std::filesystem::path folder = {});
  DeckBook(DeckBook&&) =
      default;  // the indexes point into the deck, which a move leaves where it is
  DeckBook& operator=(DeckBook&&) = default;
  DeckBook(const DeckBook&) = delete;
  DeckBook& operator=(const DeckBook&) = delete;
  ~DeckBook() = default;

  [[nodiscard]] const Deck& deck() const { return deck_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const std::vector<Question>& questions() const { return questions_; }

  // Things by id; null where there is none.
  [[nodiscard]] const Question* question(std::string_view id) const;
  [[nodiscard]] const Entity* entity(std::string_view id) const;
  [[nodiscard]] const Relation* relation(std::string_view id) const;
  [[nodiscard]] const Passage* passage(std::string_view id) const;
  [[nodiscard]] const Source* source(std::string_view id) const;
  [[nodiscard]] const Topic* topic(std::string_view id) const;
  [[nodiscard]] const Fact* fact(std::string_view id) const;

  /// Facts and entities by what the facts say.
  [[nodiscard]] const FactIndex& facts() const { return facts_; }
  /// All names and aliases of the deck's entities.
  [[nodiscard]] const std::shared_ptr<const NameIndex>& names() const { return names_; }

  /// The fact as a full sentence: "U.S. Forces Japan reports to the Commander,
  /// INDOPACOM."
  [[nodiscard]] std::string statement(const Fact& fact) const;
  /// Puts a question in one of its forms; `chance` decides on options and their order. A
  /// form for which the deck has too little (a choice needs two good wrong answers, an
  /// order three events) gives way to the question's next one, so read the form from the
  /// prompt. Needs `wish.form` to be among `question.forms`.
  [[nodiscard]] Prompt put(const Question& question,
                           const PutWish& wish,
                           Chance& chance) const;
  [[nodiscard]] Prompt put(const Question& question, Form form, Chance& chance) const;
  /// What in its passage supports a question's answer: the `support` texts of its fact or
  /// card, else the sentences that name the answer. Byte ranges into the passage's text,
  /// ascending, not overlapping.
  [[nodiscard]] std::vector<TextRange> support_in_passage(const Question& question) const;

 private:
  using Index = std::map<std::string, std::size_t, std::less<>>;
  Deck deck_;
  std::filesystem::path folder_;
  FactIndex facts_;
  std::vector<Question> questions_;
  Index question_index_, entity_index_, relation_index_, passage_index_, source_index_,
      topic_index_, fact_index_;
  std::shared_ptr<const NameIndex> names_;
};

}  // namespace attache
