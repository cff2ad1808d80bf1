#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "cards/question.h"
#include "study/search.h"
#include "study/search_node.h"

namespace attache {

namespace {

using Node = SearchQuery::Node;

constexpr std::size_t kLongestQuery = 10'000;
constexpr int kDeepest = 100;
constexpr int kMostDays = 100'000;

template <class T>
struct Named {
  std::string_view name;
  T meaning;
};

// The first name of each meaning is the one that is written.
constexpr std::array kKeys{Named<SearchKind>{"deck", SearchKind::kDeck},
                           Named<SearchKind>{"tag", SearchKind::kTag},
                           Named<SearchKind>{"topic", SearchKind::kTopic},
                           Named<SearchKind>{"is", SearchKind::kState},
                           Named<SearchKind>{"prop", SearchKind::kProperty},
                           Named<SearchKind>{"added", SearchKind::kAdded},
                           Named<SearchKind>{"rated", SearchKind::kRated},
                           Named<SearchKind>{"form", SearchKind::kForm},
                           Named<SearchKind>{"kind", SearchKind::kKind},
                           Named<SearchKind>{"id", SearchKind::kId},
                           Named<SearchKind>{"passage", SearchKind::kPassage},
                           Named<SearchKind>{"question", SearchKind::kQuestion},
                           Named<SearchKind>{"front", SearchKind::kQuestion},
                           Named<SearchKind>{"answer", SearchKind::kAnswer},
                           Named<SearchKind>{"back", SearchKind::kAnswer},
                           Named<SearchKind>{"note", SearchKind::kNote},
                           Named<SearchKind>{"w", SearchKind::kWord}};
constexpr std::array kStates{Named<SearchState>{"new", SearchState::kNew},
                             Named<SearchState>{"learn", SearchState::kLearn},
                             Named<SearchState>{"learning", SearchState::kLearn},
                             Named<SearchState>{"review", SearchState::kReview},
                             Named<SearchState>{"due", SearchState::kDue},
                             Named<SearchState>{"suspended", SearchState::kSuspended},
                             Named<SearchState>{"buried", SearchState::kBuried},
                             Named<SearchState>{"leech", SearchState::kLeech},
                             Named<SearchState>{"marked", SearchState::kMarked}};
constexpr std::array kProperties{
    Named<SearchProperty>{"stability", SearchProperty::kStability},
    Named<SearchProperty>{"s", SearchProperty::kStability},
    Named<SearchProperty>{"difficulty", SearchProperty::kDifficulty},
    Named<SearchProperty>{"d", SearchProperty::kDifficulty},
    Named<SearchProperty>{"retrievability", SearchProperty::kRetrievability},
    Named<SearchProperty>{"r", SearchProperty::kRetrievability},
    Named<SearchProperty>{"interval", SearchProperty::kInterval},
    Named<SearchProperty>{"ivl", SearchProperty::kInterval},
    Named<SearchProperty>{"due", SearchProperty::kDue},
    Named<SearchProperty>{"reviews", SearchProperty::kReviews},
    Named<SearchProperty>{"reps", SearchProperty::kReviews},
    Named<SearchProperty>{"lapses", SearchProperty::kLapses}};
// Two signs before one, so that the longer is found.
constexpr std::array kComparisons{Named<Comparison>{"<=", Comparison::kLessOrEqual},
                                  Named<Comparison>{">=", Comparison::kMoreOrEqual},
                                  Named<Comparison>{"!=", Comparison::kNotEqual},
                                  Named<Comparison>{"<", Comparison::kLess},
                                  Named<Comparison>{">", Comparison::kMore},
                                  Named<Comparison>{"=", Comparison::kEqual}};

template <class T, std::size_t kSize>
std::optional<T> meaning_of(const std::array<Named<T>, kSize>& names,
                            std::string_view name) {
  for (const Named<T>& each : names)
    if (each.name == name) return each.meaning;
  return std::nullopt;
}

template <class T, std::size_t kSize>
std::string_view name_in(const std::array<Named<T>, kSize>& names, T meaning) {
  for (const Named<T>& each : names)
    if (each.meaning == meaning) return each.name;
  return {};
}

/// "Did you mean tag:?", or else all that there is.
template <class T, std::size_t kSize>
std::string suggestion(const std::array<Named<T>, kSize>& names,
                       std::string_view wrong,
                       std::string_view before,
                       std::string_view after) {
  std::vector<std::string_view> all;
  std::vector<std::string> written;
  for (const Named<T>& each : names) {
    all.push_back(each.name);
    if (name_in(names, each.meaning) == each.name)
      written.push_back(fmt::format("{}{}{}", before, each.name, after));
  }
  if (const auto near = closest(wrong, all))
    return fmt::format("Perhaps {}{}{} is meant", before, *near, after);
  return fmt::format("There are {}", listed(written));
}

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc() || stop != end || !std::isfinite(value)) return {};
  return value;
}

std::optional<int> days_in(std::string_view text) {
  int value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc() || stop != end || value < 1 || value > kMostDays) return {};
  return value;
}

/// One term as it was written, its quotation marks and backslashes worked off.
struct Term {
  std::string text;                       ///< wildcards as `SearchPattern` has them
  std::string written;                    ///< for messages
  std::size_t colon = std::string::npos;  ///< the first that was not escaped

  [[nodiscard]] std::string key() const {
    return colon == std::string::npos ? "" : plain(text.substr(0, colon));
  }
  [[nodiscard]] std::string value() const {
    return colon == std::string::npos ? text : text.substr(colon + 1);
  }
  /// Where wildcards mean nothing.
  static std::string plain(std::string text) {
    std::replace(text.begin(), text.end(), SearchPattern::kAny, '*');
    std::replace(text.begin(), text.end(), SearchPattern::kOne, '_');
    return text;
  }
};

/// Lower case for the names of keys, which are ASCII.
std::string lowered(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool looks_like_a_key(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || c == '-';
  });
}

// --- the meaning of a term

Result<Node> state_of(const Term& term) {
  const std::string value = lowered(Term::plain(term.value()));
  const auto state = meaning_of(kStates, value);
  if (!state)
    return fail("This is no state of a question", term.written,
                suggestion(kStates, value, "is:", ""));
  Node node;
  node.kind = SearchKind::kState;
  node.state = *state;
  return node;
}

Result<Node> property_of(const Term& term) {
  const std::string value = lowered(Term::plain(term.value()));
  const std::size_t at = value.find_first_of("<>=!");
  const std::string_view name = std::string_view(value).substr(0, at);
  const auto property = meaning_of(kProperties, name);
  if (!property)
    return fail("This is no property of a question", term.written,
                suggestion(kProperties, name, "prop:", ">3"));
  const std::string_view rest =
      at == std::string::npos ? std::string_view() : std::string_view(value).substr(at);
  for (const Named<Comparison>& each : kComparisons) {
    if (!rest.starts_with(each.name)) continue;
    std::string_view number = rest.substr(each.name.size());
    const bool percent = number.ends_with('%');
    if (percent) number.remove_suffix(1);
    const auto read = number_in(number);
    if (!read) break;
    Node node;
    node.kind = SearchKind::kProperty;
    node.property = *property;
    node.comparison = each.meaning;
    node.value = percent ? *read / 100 : *read;
    return node;
  }
  return fail("A number is missing", term.written,
              fmt::format("Write it with =, !=, <, >, <= or >= and a number, as in "
                          "prop:{}>=3",
                          name));
}

Result<Node> days_of(const Term& term, SearchKind kind) {
  const std::string value = Term::plain(term.value());
  const bool rated = kind == SearchKind::kRated;
  const std::size_t colon = rated ? value.find(':') : std::string::npos;
  const auto days = days_in(std::string_view(value).substr(0, colon));
  Node node;
  node.kind = kind;
  bool well = days.has_value();
  if (well && colon != std::string::npos) {
    const auto rating = days_in(std::string_view(value).substr(colon + 1));
    well = rating && *rating <= 4;
    if (well) node.rating = static_cast<Rating>(*rating);
  }
  if (!well)
    return fail("This is no number of days", term.written,
                rated ? "Write rated:7 for the last seven days, or rated:7:1 for those "
                        "answered with Again (1 Again, 2 Hard, 3 Good, 4 Easy)"
                      : "Write added:1 for today, added:7 for the last seven days");
  node.days = *days;
  return node;
}

Result<Node> form_of(const Term& term, Node node) {
  const bool known =
      node.pattern.has_wildcards() || form_named(node.pattern.text()).has_value();
  if (known) return node;
  return fail("This is no form of a question", term.written,
              "Write form:choice, form:typed, form:cloze or another one; 'attache "
              "questions' shows them");
}

Result<Node> node_of(const Term& term) {
  const std::string key = lowered(term.key());
  Node node;
  node.kind = SearchKind::kText;
  if (!looks_like_a_key(key)) {
    node.pattern = SearchPattern(term.text);
    return node;
  }
  if (key == "re")
    return fail("Regular expressions cannot be searched for", term.written,
                "Write the words, with * for any letters and _ for one");
  const auto kind = meaning_of(kKeys, key);
  if (!kind)
    return fail(
        fmt::format("“{}:” means nothing in a search", key), term.written,
        suggestion(kKeys, key, "", ":") + "; for a colon in the text write \\: instead");
  if (kind == SearchKind::kState) return state_of(term);
  if (kind == SearchKind::kProperty) return property_of(term);
  if (kind == SearchKind::kAdded || kind == SearchKind::kRated)
    return days_of(term, *kind);
  node.kind = *kind;
  node.pattern = SearchPattern(term.value());
  const bool may_be_empty = kind == SearchKind::kQuestion || kind == SearchKind::kAnswer;
  if (node.pattern.empty() && !may_be_empty)
    return fail(
        fmt::format("Nothing stands behind “{}:”", key), term.written,
        fmt::format("Write what to look for right behind the colon, as in {}:x", key));
  if (kind == SearchKind::kForm) return form_of(term, std::move(node));
  return node;
}

// --- reading

/// Reads a query from left to right.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<Node> read() {
    skip_blanks();
    if (at_end()) return Node{};
    auto node = alternatives(0);
    if (!node) return node;
    if (!at_end())
      return fail("A closing bracket has no opening one", near(at_),
                  "Remove it, or write \\) to look for it");
    return node;
  }

 private:
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] char here() const { return text_[at_]; }
  /// The size of the blank that stands here; 0 if none does. That of Japanese keyboards
  /// counts too.
  static std::size_t blank_at_begin_of(std::string_view text) {
    constexpr std::string_view kWide = "\u3000";
    if (text.empty()) return 0;
    if (std::string_view(" \t\n\r").find(text.front()) != std::string_view::npos)
      return 1;
    return text.starts_with(kWide) ? kWide.size() : 0;
  }
  [[nodiscard]] bool at_blank() const { return blank_at_begin_of(text_.substr(at_)) > 0; }
  void skip_blanks() {
    while (const std::size_t size = blank_at_begin_of(text_.substr(at_)))
      at_ += size;
  }

  /// The words about a place, for a message.
  [[nodiscard]] std::string near(std::size_t at) const {
    constexpr std::size_t kShown = 30;
    std::size_t begin = at < kShown ? 0 : at - kShown;
    std::size_t end = std::min(at + kShown, text_.size());
    while (begin > 0 && (static_cast<unsigned char>(text_[begin]) & 0xC0U) == 0x80U)
      --begin;
    while (end < text_.size() &&
           (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U)
      ++end;
    return std::string(text_.substr(begin, end - begin));
  }

  /// Whether "or" or "and" stands here as a word of its own; steps behind it.
  bool take_word(std::string_view word) {
    const std::string_view rest = text_.substr(at_);
    if (rest.size() < word.size() ||
        lowered(std::string(rest.substr(0, word.size()))) != word)
      return false;
    const std::string_view after = rest.substr(word.size());
    const bool ends = after.empty() || blank_at_begin_of(after) > 0 ||
                      after.front() == '(' || after.front() == ')';
    if (ends) at_ += word.size();
    if (ends) skip_blanks();
    return ends;
  }

  Result<Node> alternatives(int depth) {
    std::vector<Node> found;
    do {
      if (at_end() || here() == ')')
        return fail("Nothing stands behind “or”", near(at_),
                    "Write what may be there instead, or remove it; for the word itself "
                    "write \"or\" in quotation marks");
      auto one = together(depth);
      if (!one) return one;
      found.push_back(*std::move(one));
    } while (take_word("or"));
    return of_several(SearchKind::kOr, std::move(found));
  }

  Result<Node> together(int depth) {
    std::vector<Node> found;
    bool more = true;
    while (more) {
      const std::size_t before = at_;
      if (take_word("or") || take_word("and"))
        return fail(
            fmt::format(
                "Nothing stands before “{}”",
                lowered(std::string(text_.substr(before, 2))) == "or" ? "or" : "and"),
            near(before),
            "Write a term on both sides; for the word itself use quotation marks");
      auto one = single(depth);
      if (!one) return one;
      found.push_back(*std::move(one));
      skip_blanks();
      const bool joined = take_word("and");
      if (joined && (at_end() || here() == ')'))
        return fail("Nothing stands behind “and”", near(at_),
                    "Write a term behind it, or remove it");
      more = joined || !(at_end() || here() == ')' || or_stands_here());
    }
    return of_several(SearchKind::kAnd, std::move(found));
  }

  [[nodiscard]] bool or_stands_here() {
    const std::size_t before = at_;
    const bool there = take_word("or");
    at_ = before;
    return there;
  }

  Result<Node> single(int depth) {
    if (depth > kDeepest)
      return fail("The search is nested too deeply", "", "Leave brackets out");
    if (here() == '-') {
      const std::size_t before = at_++;
      if (at_end() || at_blank() || here() == ')')
        return fail(
            "Nothing stands behind the minus sign", near(before),
            "Write what is to be left out right behind it, or \\- to look for it");
      auto inner = single(depth + 1);
      if (!inner) return inner;
      Node node;
      node.kind = SearchKind::kNot;
      node.children.push_back(*std::move(inner));
      return node;
    }
    if (here() == '(') return group(depth);
    auto read = term();
    if (!read) return read.unexpected();
    return node_of(*read);
  }

  Result<Node> group(int depth) {
    const std::size_t opened = at_++;
    skip_blanks();
    if (!at_end() && here() == ')')
      return fail("There is nothing between the brackets", near(opened),
                  "Write a search between them, or remove them");
    if (at_end()) return unclosed(opened);
    auto inner = alternatives(depth + 1);
    if (!inner) return inner;
    if (at_end()) return unclosed(opened);
    ++at_;
    return inner;
  }

  [[nodiscard]] Unexpected unclosed(std::size_t opened) const {
    return fail("A bracket is not closed", near(opened),
                "Write ) where it ends, or \\( to look for it");
  }

  /// A term up to a blank or a bracket outside of quotation marks.
  Result<Term> term() {
    Term read;
    const std::size_t begin = at_;
    bool quoted = false;
    std::size_t opened = 0;
    for (; !at_end(); ++at_) {
      const char c = here();
      if (!quoted && (at_blank() || c == '(' || c == ')')) break;
      if (c == '"') {
        quoted = !quoted;
        opened = at_;
      } else if (c == '\\') {
        if (auto taken = take_escaped(read); !taken) return taken.unexpected();
      } else {
        take_plain(read, c);
      }
    }
    if (quoted)
      return fail("A quotation mark is not closed", near(opened),
                  "Write \" where the words end, or \\\" to look for it");
    read.written = std::string(text_.substr(begin, at_ - begin));
    return read;
  }

  Result<void> take_escaped(Term& read) {
    constexpr std::string_view kSpecial = "\\\"*_:()- ";
    const std::size_t before = at_++;
    if (at_end() || kSpecial.find(here()) == std::string_view::npos)
      return fail("The backslash has nothing to make plain", near(before),
                  "Write \\\\ to look for a backslash");
    read.text += here();
    return {};
  }

  static void take_plain(Term& read, char c) {
    if (c == ':' && read.colon == std::string::npos) read.colon = read.text.size();
    if (c == '*')
      read.text += SearchPattern::kAny;
    else if (c == '_')
      read.text += SearchPattern::kOne;
    else if (c != SearchPattern::kAny && c != SearchPattern::kOne)
      read.text += c;
  }

  static Node of_several(SearchKind kind, std::vector<Node> found) {
    if (found.size() == 1) return std::move(found.front());
    Node node;
    node.kind = kind;
    // A group within a group of the same kind says nothing more.
    for (Node& each : found)
      if (each.kind == kind)
        std::move(each.children.begin(), each.children.end(),
                  std::back_inserter(node.children));
      else
        node.children.push_back(std::move(each));
    return node;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// --- writing

std::string in_quotes(std::string_view pattern) {
  std::string text = "\"";
  for (const char c : pattern) {
    if (c == SearchPattern::kAny)
      text += '*';
    else if (c == SearchPattern::kOne)
      text += '_';
    else {
      if (std::string_view("\\\"*_:").find(c) != std::string_view::npos) text += '\\';
      text += c;
    }
  }
  return text + '"';
}

std::string text_of(const Node& node);

std::string joined(const Node& node, std::string_view between) {
  std::vector<std::string> parts;
  for (const Node& child : node.children)
    parts.push_back(text_of(child));
  return fmt::format("({})", fmt::join(parts, between));
}

std::string text_of(const Node& node) {
  switch (node.kind) {
    case SearchKind::kAll:
      return "";
    case SearchKind::kAnd:
      return joined(node, " ");
    case SearchKind::kOr:
      return joined(node, " or ");
    case SearchKind::kNot:
      return "-" + text_of(node.children.front());
    case SearchKind::kText:
      return in_quotes(node.pattern.text());
    case SearchKind::kState:
      return fmt::format("is:{}", name_in(kStates, node.state));
    case SearchKind::kProperty:
      return fmt::format("prop:{}{}{}", name_in(kProperties, node.property),
                         name_in(kComparisons, node.comparison), node.value);
    case SearchKind::kAdded:
      return fmt::format("added:{}", node.days);
    case SearchKind::kRated:
      return node.rating
                 ? fmt::format("rated:{}:{}", node.days, static_cast<int>(*node.rating))
                 : fmt::format("rated:{}", node.days);
    default:
      return fmt::format("{}:{}", key_of(node.kind), in_quotes(node.pattern.text()));
  }
}

bool looks_at_items(const Node& node) {
  switch (node.kind) {
    case SearchKind::kNote:
    case SearchKind::kState:
    case SearchKind::kProperty:
    case SearchKind::kAdded:
    case SearchKind::kRated:
      return true;
    default:
      return std::any_of(node.children.begin(), node.children.end(), looks_at_items);
  }
}

int most_days(const Node& node, SearchKind kind) {
  int days = node.kind == kind ? node.days : 0;
  for (const Node& child : node.children)
    days = std::max(days, most_days(child, kind));
  return days;
}

}  // namespace

std::string_view key_of(SearchKind kind) {
  return name_in(kKeys, kind);
}

SearchQuery::SearchQuery(std::unique_ptr<Node> root) : root_(std::move(root)) {}
SearchQuery::SearchQuery(SearchQuery&&) noexcept = default;
SearchQuery& SearchQuery::operator=(SearchQuery&&) noexcept = default;
SearchQuery::~SearchQuery() = default;

Result<SearchQuery> SearchQuery::parse(std::string_view text) {
  if (text.size() > kLongestQuery)
    return fail("The search is too long", "", "Write it in fewer words");
  if (const auto wrong = first_invalid_character(text))
    return fail("The search has a character that no text has",
                fmt::format("behind “{}”", text.substr(0, *wrong)), "Remove it");
  auto root = Reader(text).read();
  if (!root) return root.unexpected();
  return SearchQuery(std::make_unique<Node>(*std::move(root)));
}

std::string SearchQuery::text() const {
  return text_of(*root_);
}

bool SearchQuery::needs_items() const {
  return looks_at_items(*root_);
}

bool SearchQuery::needs_added() const {
  return most_days(*root_, SearchKind::kAdded) > 0;
}

int SearchQuery::days_of_ratings() const {
  return most_days(*root_, SearchKind::kRated);
}

bool needs_ratings(const SearchQuery& query) {
  return query.days_of_ratings() > 0;
}

}  // namespace attache
