#include "study/search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <functional>
#include <numeric>
#include <utility>

#include "cards/deck_item.h"
#include "study/edition.h"
#include "study/search_node.h"

namespace attache {

namespace {

using Node = SearchQuery::Node;

/// A set of questions by their places.
class Places {
 public:
  explicit Places(std::size_t size, bool all = false)
      : words_((size + 63) / 64, all ? ~std::uint64_t{0} : 0), size_(size) {
    if (all && size % 64 != 0) words_.back() >>= 64 - size % 64;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool has(std::size_t at) const {
    return (words_[at / 64] >> (at % 64) & 1U) != 0;
  }
  void add(std::size_t at) { words_[at / 64] |= std::uint64_t{1} << (at % 64); }
  void join(const Places& other) {
    for (std::size_t i = 0; i < words_.size(); ++i)
      words_[i] |= other.words_[i];
  }
  void remove(const Places& other) {
    for (std::size_t i = 0; i < words_.size(); ++i)
      words_[i] &= ~other.words_[i];
  }
  [[nodiscard]] std::size_t count() const {
    return std::accumulate(words_.begin(), words_.end(), std::size_t{0},
                           [](std::size_t sum, std::uint64_t word) {
                             return sum + static_cast<std::size_t>(std::popcount(word));
                           });
  }
  template <class Visit>
  void each(const Visit& visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t left = words_[i]; left != 0; left &= left - 1)
        visit(i * 64 + static_cast<std::size_t>(std::countr_zero(left)));
  }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t size_;
};

bool compares(double value, Comparison comparison, double wanted) {
  switch (comparison) {
    case Comparison::kEqual:
      return value == wanted;
    case Comparison::kNotEqual:
      return value != wanted;
    case Comparison::kLess:
      return value < wanted;
    case Comparison::kLessOrEqual:
      return value <= wanted;
    case Comparison::kMore:
      return value > wanted;
    case Comparison::kMoreOrEqual:
      return value >= wanted;
  }
  return false;
}

/// A property of a question; nothing where it has none, as the memory of a new one.
std::optional<double> value_of(const SearchItem& item,
                               SearchProperty property,
                               StudyDay today) {
  const Schedule& schedule = item.schedule;
  const bool is_new = schedule.phase == Phase::kNew;
  switch (property) {
    case SearchProperty::kInterval:
      return schedule.interval_days;
    case SearchProperty::kReviews:
      return schedule.reviews;
    case SearchProperty::kLapses:
      return schedule.lapses;
    case SearchProperty::kDue:
      if (is_new) return {};
      return static_cast<double>((schedule.due_day - today).count());
    case SearchProperty::kRetrievability:
      if (is_new) return {};
      return item.retrievability;
    case SearchProperty::kStability:
      if (!schedule.memory) return {};
      return item.stability_days;
    case SearchProperty::kDifficulty:
      if (!schedule.memory) return {};
      return schedule.memory->difficulty;
  }
  return {};
}

bool is_in_state(const SearchItem& item, SearchState state, StudyDay today) {
  const Phase phase = item.schedule.phase;
  const bool buried = item.flags.buried_until && *item.flags.buried_until > today;
  switch (state) {
    case SearchState::kNew:
      return phase == Phase::kNew;
    case SearchState::kLearn:
      return phase == Phase::kLearning || phase == Phase::kRelearning;
    case SearchState::kReview:
      return phase == Phase::kReview || phase == Phase::kRelearning;
    case SearchState::kDue:
      return phase != Phase::kNew && item.schedule.due_day <= today &&
             !item.flags.suspended && !buried;
    case SearchState::kSuspended:
      return item.flags.suspended;
    case SearchState::kBuried:
      return buried;
    case SearchState::kLeech:
      return item.schedule.lapses >= kLeechLapses;
    case SearchState::kMarked:
      return item.flags.marked;
  }
  return false;
}

const char* kind_of_question(const Deck& deck, const Question& question) {
  return question.direction ? "fact" : card_kind_of(deck.cards[question.item].body);
}

/// How long it takes to look; what is quick comes first and leaves less for the rest.
int cost_of(const Node& node) {
  switch (node.kind) {
    case SearchKind::kAnd:
    case SearchKind::kOr:
    case SearchKind::kNot:
    case SearchKind::kText:
      return 2;
    case SearchKind::kWord:
    case SearchKind::kQuestion:
    case SearchKind::kAnswer:
      return 3;
    case SearchKind::kRated:
      return 1;
    default:
      return 0;
  }
}

}  // namespace

/// Texts that many questions share (tags, topics), each kept and looked at once.
struct SharedTexts {
  std::vector<std::string> texts;  ///< folded
  std::unordered_map<std::string, std::uint32_t> index;

  std::uint32_t number_of(const std::string& folded) {
    const auto [found, is_new] =
        index.try_emplace(folded, static_cast<std::uint32_t>(texts.size()));
    if (is_new) texts.push_back(folded);
    return found->second;
  }
};

constexpr std::uint32_t kNoTopic = ~std::uint32_t{0};

/// Of each question its wording, its answer and its tags, folded, each with a line feed
/// behind it: no search has one.
struct FoldedTexts {
  std::vector<std::string> wordings, answers;  ///< as they are
  std::string folded;
  std::vector<std::size_t> begins;         ///< and one past the end
  std::vector<std::size_t> answer_begins;  ///< in `folded`
  std::vector<std::size_t> tag_begins;

  [[nodiscard]] std::string_view wording(std::size_t at) const {
    return part(begins[at], answer_begins[at]);
  }
  [[nodiscard]] std::string_view answer(std::size_t at) const {
    return part(answer_begins[at], tag_begins[at]);
  }
  /// The tags, each with its line feed.
  [[nodiscard]] std::string_view tags(std::size_t at) const {
    return std::string_view(folded).substr(tag_begins[at],
                                           begins[at + 1] - tag_begins[at]);
  }

 private:
  [[nodiscard]] std::string_view part(std::size_t begin, std::size_t end) const {
    return std::string_view(folded).substr(begin, end - begin - 1);
  }
};

/// The tags of each question.
struct TagIndex {
  SharedTexts tags;
  std::vector<std::uint32_t> numbers;  ///< question by question
  std::vector<std::size_t> first;      ///< and one past the end
};

struct SearchIndex::State {
  /// A deck, and where its questions begin.
  struct Shelf {
    const DeckBook* book = nullptr;
    std::size_t first = 0;
    std::string id, title;  ///< folded
    std::size_t first_topic = 0;
  };
  struct TopicEntry {
    std::string id, name;  ///< folded
    std::uint32_t parent = kNoTopic;
  };

  std::vector<Shelf> shelves;
  std::vector<TopicEntry> topics;  ///< of all decks

  explicit State(std::span<const DeckBook> books);
  void take_topics(Shelf& shelf);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const Question& question(std::size_t at) const {
    const Shelf& shelf = shelf_of(at);
    return shelf.book->questions()[at - shelf.first];
  }
  [[nodiscard]] std::size_t place_of(const Question& question) const;
  [[nodiscard]] const Shelf& shelf_of(std::size_t at) const {
    const auto next = std::upper_bound(
        shelves.begin(), shelves.end(), at,
        [](std::size_t place, const Shelf& shelf) { return place < shelf.first; });
    return *std::prev(next);
  }

  // Each is worked out when a search first looks at it: texts take longest, and who
  // chooses a deck or a topic needs none.
  const FoldedTexts& texts();
  const TagIndex& tags();
  /// Of each question; `kNoTopic` without one.
  const std::vector<std::uint32_t>& topic_of();

 private:
  std::size_t size_ = 0;
  std::optional<FoldedTexts> texts_;
  std::optional<TagIndex> tags_;
  std::optional<std::vector<std::uint32_t>> topic_of_;
};

SearchIndex::State::State(std::span<const DeckBook> books) {
  for (const DeckBook& book : books) {
    Shelf shelf;
    shelf.book = &book;
    shelf.first = size_;
    shelf.id = folded_for_search(book.deck().id);
    shelf.title = folded_for_search(book.deck().title);
    take_topics(shelf);
    size_ += book.questions().size();
    shelves.push_back(std::move(shelf));
  }
}

void SearchIndex::State::take_topics(Shelf& shelf) {
  shelf.first_topic = topics.size();
  const std::vector<Topic>& own = shelf.book->deck().topics;
  for (const Topic& topic : own)
    topics.push_back(
        {folded_for_search(topic.id), folded_for_search(topic.name), kNoTopic});
  for (std::size_t i = 0; i < own.size(); ++i) {
    const Topic* parent = shelf.book->topic(own[i].parent);
    if (parent == nullptr) continue;
    topics[shelf.first_topic + i].parent =
        static_cast<std::uint32_t>(shelf.first_topic) +
        static_cast<std::uint32_t>(parent - own.data());
  }
}

const std::vector<std::uint32_t>& SearchIndex::State::topic_of() {
  if (topic_of_) return *topic_of_;
  topic_of_.emplace();
  topic_of_->reserve(size_);
  for (const Shelf& shelf : shelves) {
    const Topic* const own = shelf.book->deck().topics.data();
    // Neighbours mostly share their topic: it is looked up once.
    const Question* last = nullptr;
    for (const Question& question : shelf.book->questions()) {
      if (last != nullptr && last->topic == question.topic) {
        topic_of_->push_back(topic_of_->back());
      } else {
        const Topic* const topic = shelf.book->topic(question.topic);
        topic_of_->push_back(topic == nullptr
                                 ? kNoTopic
                                 : static_cast<std::uint32_t>(shelf.first_topic) +
                                       static_cast<std::uint32_t>(topic - own));
      }
      last = &question;
    }
  }
  return *topic_of_;
}

const TagIndex& SearchIndex::State::tags() {
  if (tags_) return *tags_;
  tags_.emplace();
  tags_->first.reserve(size_ + 1);
  std::unordered_map<std::string_view, std::uint32_t> known;
  for (const Shelf& shelf : shelves)
    for (const Question& question : shelf.book->questions()) {
      tags_->first.push_back(tags_->numbers.size());
      for (const std::string& tag : question.tags) {
        const auto [found, is_new] = known.try_emplace(tag, 0);
        if (is_new) found->second = tags_->tags.number_of(folded_for_search(tag));
        tags_->numbers.push_back(found->second);
      }
    }
  tags_->first.push_back(tags_->numbers.size());
  return *tags_;
}

/// What a deck's questions ask and what is right, as editions have it.
void take_texts(const DeckBook& book, std::size_t first, FoldedTexts& texts) {
  Edition edition = edition_of(book);
  const std::vector<Question>& all = book.questions();
  std::vector<std::size_t> by_id(all.size());
  std::iota(by_id.begin(), by_id.end(), std::size_t{0});
  std::sort(by_id.begin(), by_id.end(),
            [&](std::size_t a, std::size_t b) { return all[a].id < all[b].id; });
  for (std::size_t i = 0; i < by_id.size(); ++i) {
    texts.wordings[first + by_id[i]] = std::move(edition.questions[i].wording);
    texts.answers[first + by_id[i]] = std::move(edition.questions[i].answer);
  }
}

const FoldedTexts& SearchIndex::State::texts() {
  if (texts_) return *texts_;
  const TagIndex& index = tags();
  FoldedTexts& texts = texts_.emplace();
  texts.wordings.resize(size_);
  texts.answers.resize(size_);
  for (const Shelf& shelf : shelves)
    take_texts(*shelf.book, shelf.first, texts);
  for (std::size_t at = 0; at < size_; ++at) {
    texts.begins.push_back(texts.folded.size());
    texts.folded += folded_for_search(texts.wordings[at]) + '\n';
    texts.answer_begins.push_back(texts.folded.size());
    texts.folded += folded_for_search(texts.answers[at]) + '\n';
    texts.tag_begins.push_back(texts.folded.size());
    for (std::size_t i = index.first[at]; i < index.first[at + 1]; ++i)
      texts.folded += index.tags.texts[index.numbers[i]] + '\n';
  }
  texts.begins.push_back(texts.folded.size());
  return texts;
}

std::size_t SearchIndex::State::place_of(const Question& question) const {
  for (const Shelf& shelf : shelves) {
    const std::vector<Question>& all = shelf.book->questions();
    const std::less<> before;
    if (!before(&question, all.data()) && before(&question, all.data() + all.size()))
      return shelf.first + static_cast<std::size_t>(&question - all.data());
  }
  return size();
}

namespace {

/// One search: finds of some questions those that a node means.
class Finding {
 public:
  using State = SearchIndex::State;
  Finding(State& state,
          std::span<const SearchItem> items,
          StudyDay today,
          const SearchIndex::Ratings* ratings)
      : state_(state), items_(items), today_(today), ratings_(ratings) {}

  [[nodiscard]] Places of(const Node& node, const Places& within) const {
    switch (node.kind) {
      case SearchKind::kAll:
        return within;
      case SearchKind::kAnd:
        return all_of(node, within);
      case SearchKind::kOr:
        return any_of(node, within);
      case SearchKind::kNot: {
        Places left = within;
        left.remove(of(node.children.front(), within));
        return left;
      }
      case SearchKind::kText:
        return with_text(node.pattern, within);
      case SearchKind::kTag:
        return with_tag(node.pattern, within);
      case SearchKind::kTopic:
        return with_topic(node.pattern, within);
      case SearchKind::kDeck:
        return in_deck(node.pattern, within);
      default:
        return one_by_one(node, within);
    }
  }

 private:
  [[nodiscard]] Places all_of(const Node& node, const Places& within) const {
    std::vector<const Node*> parts;
    for (const Node& child : node.children)
      parts.push_back(&child);
    std::stable_sort(parts.begin(), parts.end(), [](const Node* a, const Node* b) {
      return cost_of(*a) < cost_of(*b);
    });
    Places left = within;
    for (const Node* part : parts)
      left = of(*part, left);
    return left;
  }

  [[nodiscard]] Places any_of(const Node& node, const Places& within) const {
    Places found(within.size());
    Places left = within;
    for (const Node& child : node.children) {
      const Places more = of(child, left);
      found.join(more);
      left.remove(more);
    }
    return found;
  }

  /// Keeps the places for which `holds` is true.
  template <class Holds>
  [[nodiscard]] Places those(const Places& within, const Holds& holds) const {
    Places found(within.size());
    within.each([&](std::size_t at) {
      if (holds(at)) found.add(at);
    });
    return found;
  }

  [[nodiscard]] bool is_text_of(const SearchPattern& pattern, std::size_t at) const {
    const FoldedTexts& texts = state_.texts();
    if (pattern.is_in(texts.wording(at)) || pattern.is_in(texts.answer(at))) return true;
    return any_tag(at, [&](std::string_view tag) { return pattern.is_in(tag); });
  }

  template <class Holds>
  [[nodiscard]] bool any_tag(std::size_t at, const Holds& holds) const {
    const TagIndex& index = state_.tags();
    for (std::size_t i = index.first[at]; i < index.first[at + 1]; ++i)
      if (holds(std::string_view(index.tags.texts[index.numbers[i]]))) return true;
    return false;
  }

  [[nodiscard]] Places with_text(const SearchPattern& pattern,
                                 const Places& within) const {
    constexpr std::size_t kFew = 4;
    const std::string_view part = pattern.literal();
    if (part.empty() || within.count() * kFew < within.size())
      return those(within, [&](std::size_t at) { return is_text_of(pattern, at); });
    return those_with(part, within, [&](std::size_t at) {
      return !pattern.has_wildcards() || is_text_of(pattern, at);
    });
  }

  /// Runs through all texts at once, from hit to hit.
  template <class Holds>
  [[nodiscard]] Places those_with(std::string_view part,
                                  const Places& within,
                                  const Holds& holds) const {
    Places found(within.size());
    const std::string_view texts = state_.texts().folded;
    const std::vector<std::size_t>& begins = state_.texts().begins;
    std::size_t question = 0;
    std::size_t from = 0;
    while (from < texts.size()) {
      const void* hit =
          ::memmem(texts.data() + from, texts.size() - from, part.data(), part.size());
      if (hit == nullptr) break;
      const auto at =
          static_cast<std::size_t>(static_cast<const char*>(hit) - texts.data());
      question = question_at(at, question);
      if (within.has(question) && holds(question)) found.add(question);
      from = begins[++question];
    }
    return found;
  }

  /// The question to which a byte belongs, looked for from `question` on.
  [[nodiscard]] std::size_t question_at(std::size_t byte, std::size_t question) const {
    constexpr std::size_t kNear = 8;
    const std::vector<std::size_t>& begins = state_.texts().begins;
    const std::size_t near = std::min(question + kNear, state_.size());
    while (question < near && begins[question + 1] <= byte)
      ++question;
    if (begins[question + 1] > byte) return question;
    const auto next = std::upper_bound(
        begins.begin() + static_cast<std::ptrdiff_t>(question), begins.end(), byte);
    return static_cast<std::size_t>(next - begins.begin()) - 1;
  }

  [[nodiscard]] Places with_tag(const SearchPattern& pattern,
                                const Places& within) const {
    const TagIndex& index = state_.tags();
    if (pattern.text() == "none")
      return those(
          within, [&](std::size_t at) { return index.first[at] == index.first[at + 1]; });
    // Below "policy" lies "policy::trade".
    const SearchPattern below(pattern.text() + "::" + SearchPattern::kAny);
    std::vector<char> fits;
    for (const std::string& tag : index.tags.texts)
      fits.push_back(pattern.is(tag) || below.is(tag) ? 1 : 0);
    if (std::find(fits.begin(), fits.end(), 1) == fits.end())
      return Places(within.size());
    return those(within, [&](std::size_t at) {
      for (std::size_t i = index.first[at]; i < index.first[at + 1]; ++i)
        if (fits[index.numbers[i]] != 0) return true;
      return false;
    });
  }

  [[nodiscard]] Places with_topic(const SearchPattern& pattern,
                                  const Places& within) const {
    const std::vector<std::uint32_t>& topic_of = state_.topic_of();
    if (pattern.text() == "none")
      return those(within, [&](std::size_t at) { return topic_of[at] == kNoTopic; });
    const auto fits = [&](std::uint32_t topic) {
      // A circle of topics is refused when a deck is read.
      for (; topic != kNoTopic; topic = state_.topics[topic].parent)
        if (pattern.is(state_.topics[topic].id) || pattern.is(state_.topics[topic].name))
          return true;
      return false;
    };
    std::vector<char> wanted;
    for (std::uint32_t i = 0; i < state_.topics.size(); ++i)
      wanted.push_back(fits(i) ? 1 : 0);
    return those(within, [&](std::size_t at) {
      return topic_of[at] != kNoTopic && wanted[topic_of[at]] != 0;
    });
  }

  [[nodiscard]] Places in_deck(const SearchPattern& pattern, const Places& within) const {
    Places wanted(within.size());
    for (const State::Shelf& shelf : state_.shelves) {
      if (!pattern.is(shelf.id) && !pattern.is(shelf.title)) continue;
      for (std::size_t i = 0; i < shelf.book->questions().size(); ++i)
        if (within.has(shelf.first + i)) wanted.add(shelf.first + i);
    }
    return wanted;
  }

  [[nodiscard]] Places one_by_one(const Node& node, const Places& within) const {
    return those(within, [&](std::size_t at) {
      return is_meant(node, at) || looks_so(node, at) || stands_so(node, at);
    });
  }

  [[nodiscard]] bool is_meant(const Node& node, std::size_t at) const {
    const Question& question = state_.question(at);
    const SearchPattern& pattern = node.pattern;
    switch (node.kind) {
      case SearchKind::kForm:
        return std::any_of(question.forms.begin(), question.forms.end(),
                           [&](Form form) { return pattern.is(name_of(form)); });
      case SearchKind::kKind:
        return pattern.is(kind_of_question(state_.shelf_of(at).book->deck(), question));
      case SearchKind::kId:
        return pattern.is(question.id) ||
               pattern.is(std::string_view(question.id).substr(question.deck.size() + 1));
      case SearchKind::kPassage:
        return question.passage.empty() ? pattern.text() == "none"
                                        : pattern.is(question.passage);
      default:
        return false;
    }
  }

  [[nodiscard]] bool looks_so(const Node& node, std::size_t at) const {
    const SearchPattern& pattern = node.pattern;
    switch (node.kind) {
      case SearchKind::kQuestion:
        return pattern.is(state_.texts().wording(at));
      case SearchKind::kAnswer:
        return pattern.is(state_.texts().answer(at));
      case SearchKind::kWord:
        return pattern.is_words_in(state_.texts().wording(at)) ||
               pattern.is_words_in(state_.texts().answer(at)) ||
               any_tag(at,
                       [&](std::string_view tag) { return pattern.is_words_in(tag); });
      case SearchKind::kNote:
        return !items_[at].flags.note.empty() &&
               pattern.is_in(folded_for_search(items_[at].flags.note));
      default:
        return false;
    }
  }

  [[nodiscard]] bool stands_so(const Node& node, std::size_t at) const {
    switch (node.kind) {
      case SearchKind::kState:
        return is_in_state(items_[at], node.state, today_);
      case SearchKind::kProperty: {
        const auto value = value_of(items_[at], node.property, today_);
        return value && compares(*value, node.comparison, node.value);
      }
      case SearchKind::kAdded:
        return items_[at].added &&
               *items_[at].added > today_ - std::chrono::days(node.days);
      case SearchKind::kRated:
        return was_rated(node, state_.question(at).id);
      default:
        return false;
    }
  }

  [[nodiscard]] bool was_rated(const Node& node, const QuestionId& id) const {
    if (ratings_ == nullptr) return false;
    const auto found = ratings_->find(id);
    if (found == ratings_->end()) return false;
    return std::any_of(found->second.begin(), found->second.end(),
                       [&](const auto& answer) {
                         return answer.first > today_ - std::chrono::days(node.days) &&
                                answer.first <= today_ &&
                                (!node.rating || answer.second == *node.rating);
                       });
  }

  State& state_;
  std::span<const SearchItem> items_;
  StudyDay today_;
  const SearchIndex::Ratings* ratings_;
};

struct ColumnName {
  BrowserColumn column;
  const char* name;
};
constexpr std::array kColumnNames{
    ColumnName{BrowserColumn::kQuestion, "question"},
    ColumnName{BrowserColumn::kAnswer, "answer"},
    ColumnName{BrowserColumn::kDeck, "deck"},
    ColumnName{BrowserColumn::kTopic, "topic"},
    ColumnName{BrowserColumn::kTags, "tags"},
    ColumnName{BrowserColumn::kKind, "kind"},
    ColumnName{BrowserColumn::kDue, "due"},
    ColumnName{BrowserColumn::kInterval, "interval"},
    ColumnName{BrowserColumn::kStability, "stability"},
    ColumnName{BrowserColumn::kDifficulty, "difficulty"},
    ColumnName{BrowserColumn::kRetrievability, "retrievability"},
    ColumnName{BrowserColumn::kReviews, "reviews"},
    ColumnName{BrowserColumn::kLapses, "lapses"},
    ColumnName{BrowserColumn::kState, "state"},
    ColumnName{BrowserColumn::kId, "id"}};

}  // namespace

SearchIndex::SearchIndex(std::span<const DeckBook> books)
    : state_(std::make_unique<State>(books)) {}
SearchIndex::~SearchIndex() = default;
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;

std::vector<std::uint32_t> SearchIndex::find(const SearchQuery& query,
                                             std::span<const SearchItem> items,
                                             StudyDay today,
                                             const Ratings* ratings) const {
  assert(items.size() == state_->size() || !query.needs_items());
  const Finding finding(*state_, items, today, ratings);
  const Places found = finding.of(query.root(), Places(state_->size(), true));
  std::vector<std::uint32_t> places;
  places.reserve(found.count());
  found.each([&](std::size_t at) { places.push_back(static_cast<std::uint32_t>(at)); });
  return places;
}

std::vector<std::uint32_t> SearchIndex::order_by(BrowserColumn column) const {
  State& state = *state_;
  const auto topic_name = [&](std::uint32_t topic) {
    return topic == kNoTopic ? std::string_view() : state.topics[topic].name;
  };
  const auto key = [&](std::size_t at) -> std::string_view {
    switch (column) {
      case BrowserColumn::kQuestion:
        return state.texts().wording(at);
      case BrowserColumn::kAnswer:
        return state.texts().answer(at);
      case BrowserColumn::kDeck:
        return state.shelf_of(at).title;
      case BrowserColumn::kTopic:
        return topic_name(state.topic_of()[at]);
      case BrowserColumn::kTags:
        return state.texts().tags(at);
      case BrowserColumn::kKind:
        return kind_of_question(state.shelf_of(at).book->deck(), state.question(at));
      default:
        return state.question(at).id;
    }
  };
  constexpr std::array kOfDecks{BrowserColumn::kQuestion, BrowserColumn::kAnswer,
                                BrowserColumn::kDeck,     BrowserColumn::kTopic,
                                BrowserColumn::kTags,     BrowserColumn::kKind,
                                BrowserColumn::kId};
  if (std::find(kOfDecks.begin(), kOfDecks.end(), column) == kOfDecks.end()) return {};
  std::vector<std::pair<std::string_view, std::uint32_t>> keyed;
  keyed.reserve(state.size());
  for (std::size_t at = 0; at < state.size(); ++at)
    keyed.emplace_back(key(at), static_cast<std::uint32_t>(at));
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::uint32_t> order;
  order.reserve(keyed.size());
  for (const auto& [text, at] : keyed)
    order.push_back(at);
  return order;
}

std::string_view SearchIndex::wording(const Question& question) const {
  const std::size_t at = state_->place_of(question);
  return at == state_->size() ? std::string_view() : state_->texts().wordings[at];
}

std::string_view SearchIndex::answer(const Question& question) const {
  const std::size_t at = state_->place_of(question);
  return at == state_->size() ? std::string_view() : state_->texts().answers[at];
}

const char* name_of(BrowserColumn column) {
  const auto* const found =
      std::find_if(kColumnNames.begin(), kColumnNames.end(),
                   [&](const ColumnName& each) { return each.column == column; });
  return found == kColumnNames.end() ? "" : found->name;
}

std::optional<BrowserColumn> browser_column_named(std::string_view name) {
  for (const ColumnName& each : kColumnNames)
    if (name == each.name) return each.column;
  return std::nullopt;
}

}  // namespace attache
