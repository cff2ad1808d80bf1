#pragma once
// What is known of the parts of decks: of topics with those below them, and of passages
// of the reading. And what was known on days past, worked out from the answers.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "cards/deck_book.h"
#include "study/answer_facts.h"
#include "study/queue.h"

namespace attache {

/// What is known of a part of the decks: the mean chance of recall of its questions,
/// those never asked counting 0.
struct KnownPart {
  std::string deck;  ///< id
  std::string id;    ///< topic or passage; empty for questions without one
  std::string
      title;  ///< "Command and control"; "Paragraph 8" or the passage's first words
  int questions = 0;
  int started = 0;
  double now = 0;              ///< 0..1
  std::optional<double> exam;  ///< of what the exam asks, on its day, unstudied
};

/// To which topic and passage each question belongs, worked out once for all decks.
class PartIndex {
 public:
  /// `items` are the questions of all books, in their order. Borrows the books. Uses up
  /// to `threads` threads.
  PartIndex(std::span<const DeckBook> books,
            std::span<const StudyItem> items,
            int threads = 1);

  /// Number of a question's topic, by the place of its item. Questions of a deck without
  /// a topic have a number too.
  [[nodiscard]] const std::vector<std::uint32_t>& topics() const { return topic_of_; }
  [[nodiscard]] std::size_t topic_count() const { return topics_.size(); }
  [[nodiscard]] std::string topic_title(std::size_t topic) const;
  [[nodiscard]] const Deck& topic_deck(std::size_t topic) const;

  /// What is known of each topic that has questions among `rows`, those of the topics
  /// below it included; in the order of the decks, questions without a topic last.
  /// `now` and `exam` are chances of recall by item; `exam` may be empty, NaN: not asked.
  [[nodiscard]] std::vector<KnownPart> by_topic(std::span<const StudyItem> items,
                                                std::span<const std::uint32_t> rows,
                                                std::span<const float> now,
                                                std::span<const float> exam) const;
  /// The same of passages; questions without one are left out.
  [[nodiscard]] std::vector<KnownPart> by_passage(std::span<const StudyItem> items,
                                                  std::span<const std::uint32_t> rows,
                                                  std::span<const float> now,
                                                  std::span<const float> exam) const;

 private:
  struct Part {
    const DeckBook* book = nullptr;
    const Topic* topic = nullptr;      ///< null: questions without one
    const Passage* passage = nullptr;  ///< of passages alone
    std::uint32_t above = 0;           ///< the topic above, or itself
  };
  /// Where the parts and the questions of a book begin.
  struct Places {
    std::size_t item = 0, topic = 0, passage = 0;
  };
  void add_parts(const DeckBook& book);
  void number_questions(const DeckBook& book, const Places& first);

  std::vector<Part> topics_, passages_;
  std::vector<std::uint32_t> topic_of_, passage_of_;  ///< by item
};

/// What was known on study days past, as far as it can be told from the answers.
struct PastKnowledge {
  std::vector<StudyDay> days;
  std::vector<double> known;  ///< share of all questions in scope, 0..1
  bool sampled = false;       ///< from part of the questions, evenly taken
};
/// What a question was on its way from one answer to the next follows from the chance
/// that was foretold for the next one: there is one forgetting curve of FSRS-6 through
/// it. (With FSRS-7 it is near the truth, not on it.) From its last answer on it follows
/// from its schedule.
/// `number_of_item` as in `AnswerTable`; `days` ascending, none after today. At the end
/// of each day. At most `most` questions are looked at: evenly taken ones if there are
/// more.
[[nodiscard]] PastKnowledge past_knowledge(std::span<const AnswerFact> facts,
                                           std::span<const std::uint32_t> number_of_item,
                                           std::uint32_t numbers,
                                           std::span<const StudyItem> items,
                                           std::span<const std::uint32_t> rows,
                                           const Scheduler& scheduler,
                                           std::vector<StudyDay> days,
                                           std::size_t most = 20'000);

}  // namespace attache
