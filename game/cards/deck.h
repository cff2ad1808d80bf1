#pragma once
// What a deck is: facts with a source and a date, and cards written by hand.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.h"

namespace attache {

/// Where the deck's knowledge comes from.
struct Source {
  std::string id;
  std::string title;
  std::string publisher;
  std::string author;
  std::optional<PartialDate> date;
  std::string url;
  bool operator==(const Source&) const = default;
};

struct Topic {
  std::string id;
  std::string name;
  std::string parent;  ///< id of the topic above, or empty
  std::vector<std::string>
      forms;  ///< names of forms that its questions are put in; empty: any
  bool operator==(const Topic&) const = default;
};

/// The reading that a student can open: what the source says, in our own words
/// (CommonMark).
struct Passage {
  std::string id;
  std::string source;  ///< id, or empty
  std::string at;      ///< where in the source, "paragraph 8"
  std::string topic;   ///< id, or empty
  std::string text;
  bool operator==(const Passage&) const = default;
};

struct Alias {
  std::string text;
  std::string lang;  ///< BCP 47, empty for the deck's own language
  bool operator==(const Alias&) const = default;
};

/// Somebody or something that facts are about.
struct Entity {
  std::string id;
  std::string type;  ///< "person", "organisation", …; distractors come from the same type
  std::string
      article;  ///< put before the name inside a sentence, usually "the"; may be empty
  bool plural = false;
  /// What is mistaken for one another within the type: a country, a side, a period. Wrong
  /// answers come from those that share most of the right one's groups.
  std::vector<std::string> groups;
  std::string name;
  std::vector<Alias> aliases;
  std::string note;  ///< CommonMark: who or what it is, in a line
  bool operator==(const Entity&) const = default;
};

/// The side of a fact that a question asks for. Its name is part of the question's id.
enum class Direction { kObject, kSubject };
[[nodiscard]] const char* name_of(Direction direction);  ///< "object" or "subject"

/// Sentence templates with the placeholders {subject} and {object}.
struct Wording {
  std::string says;                         ///< "{subject} reports to {object}."
  std::optional<std::string> asks_object;   ///< "To whom does {subject} report?"
  std::optional<std::string> asks_subject;  ///< "Who reports to {object}?"
  bool operator==(const Wording&) const = default;
};

enum class Shape { kPlain, kHierarchy, kTimeline };

struct Relation {
  std::string id;
  Shape shape = Shape::kPlain;
  Wording wording;
  bool operator==(const Relation&) const = default;
};

enum class ValueType { kText, kYear, kDate, kNumber };

/// What a fact says of its subject: an entity, or a plain value.
struct EntityRef {
  std::string id;
  bool operator==(const EntityRef&) const = default;
};
struct Value {
  std::string
      text;  ///< as written in the deck; for dates ISO, for numbers with a decimal point
  bool operator==(const Value&) const = default;
};
using FactObject = std::variant<EntityRef, Value>;

/// A tolerance around a number: absolute, or a share of the right value.
struct Tolerance {
  double amount = 0;
  bool percent = false;
  bool operator==(const Tolerance&) const = default;
};

struct Fact {
  std::string id;
  std::string relation;
  std::string subject;
  std::vector<FactObject> objects;  ///< one, or several that are all true; never empty
  ValueType value_type = ValueType::kText;  ///< of the objects that are values
  std::string unit;
  Tolerance tolerance;
  std::string topic;
  std::string passage;
  std::optional<PartialDate> as_of;        ///< the deck's own where empty
  std::optional<PartialDate> check_after;  ///< from then on it may have changed
  int meaning = 1;  ///< raised when the right answer means something else
  std::vector<std::string> tags;
  std::vector<std::string> forms;   ///< as of a topic, before the topic's and the deck's
  std::optional<std::string> says;  ///< wording of this fact alone, before the relation's
  std::optional<std::string> asks_object;
  std::optional<std::string> asks_subject;
  std::string explain;
  std::vector<std::string> support;  ///< exact words of the passage
  bool omits_object = false;         ///< not asked for its object, whatever words it
  bool omits_subject = false;        ///< not asked for its subject
  bool operator==(const Fact&) const = default;
};

// Card kinds. All texts are CommonMark unless said otherwise.

struct RecallCard {
  std::string answer;
  bool operator==(const RecallCard&) const = default;
};
struct WrongOption {
  std::string text;
  std::string why;  ///< plain: what is wrong with it
  bool operator==(const WrongOption&) const = default;
};
struct ChoiceCard {  ///< one right answer
  std::string answer;
  std::vector<WrongOption> wrong;
  bool operator==(const ChoiceCard&) const = default;
};
struct SelectCard {  ///< several right answers
  std::vector<std::string> answers;
  std::vector<WrongOption> wrong;
  bool operator==(const SelectCard&) const = default;
};
struct TrueFalseCard {
  bool answer = true;
  bool operator==(const TrueFalseCard&) const = default;
};
struct TypedCard {  ///< plain text
  std::string answer;
  std::vector<std::string> accept;
  bool operator==(const TypedCard&) const = default;
};
struct ClozeCard {  ///< the blanks stand in `Card::ask`; see `cloze.h`
  bool operator==(const ClozeCard&) const = default;
};
struct NumberCard {
  std::string answer;  ///< with a decimal point, as written
  std::string unit;
  Tolerance tolerance;
  bool operator==(const NumberCard&) const = default;
};
enum class Precision { kDay, kMonth, kYear };
struct DateCard {
  PartialDate answer;
  Precision precision = Precision::kDay;
  bool operator==(const DateCard&) const = default;
};
struct OrderCard {
  std::vector<std::string> items;  ///< in the right order
  bool operator==(const OrderCard&) const = default;
};
struct Pair {
  std::string left;
  std::string right;
  bool operator==(const Pair&) const = default;
};
struct MatchCard {
  std::vector<Pair> pairs;
  bool operator==(const MatchCard&) const = default;
};
/// A box over a part of a picture, in percent of its width and height from the top left.
struct PictureRegion {
  std::string id;
  double x = 0, y = 0, width = 0, height = 0;
  std::string answer;               ///< plain: what is under it
  std::vector<std::string> accept;  ///< also right
  bool operator==(const PictureRegion&) const = default;
};
/// What is covered while one region is asked for.
enum class Hiding { kOne, kAll };
struct ImageCard {   ///< each region is a question of its own
  std::string file;  ///< PNG or JPEG, relative to the deck's folder
  std::string alt;
  Hiding hide = Hiding::kAll;
  std::vector<PictureRegion> regions;
  bool operator==(const ImageCard&) const = default;
};
using CardBody = std::variant<RecallCard,
                              ChoiceCard,
                              SelectCard,
                              TrueFalseCard,
                              TypedCard,
                              ClozeCard,
                              NumberCard,
                              DateCard,
                              OrderCard,
                              MatchCard,
                              ImageCard>;

struct Card {
  std::string id;
  std::string topic;
  std::string passage;
  std::string fact;  ///< id of the fact that the card is about, or empty
  std::optional<PartialDate> as_of;
  std::optional<PartialDate> check_after;
  int meaning = 1;
  std::vector<std::string> tags;
  std::string ask;
  CardBody body;
  std::string explain;
  std::vector<std::string> support;
  bool operator==(const Card&) const = default;
};

struct Deck {
  std::string id;
  int edition = 1;
  std::string lang;
  std::optional<PartialDate> as_of;
  std::vector<std::string> forms;  ///< as of a topic, for the whole deck
  std::string title;
  std::string description;
  std::vector<std::string> authors;
  std::string licence;
  std::vector<Source> sources;
  std::vector<Topic> topics;
  std::vector<Passage> passages;
  std::vector<Entity> entities;
  std::vector<Relation> relations;
  std::vector<Fact> facts;
  std::vector<Card> cards;
  bool operator==(const Deck&) const = default;
};

}  // namespace attache
