#include "exchange/deck_maker.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/chance.h"
#include "base/text.h"
#include "cards/cloze.h"
#include "deckfile/folding.h"
#include "deckfile/layout.h"
#include "deckfile/part_tree.h"
#include "deckfile/values.h"

namespace attache::exchange {

namespace {

constexpr std::size_t kLongestText = 50'000;  // bytes; more than a student reads at once
constexpr std::size_t kLongestPlain = 2'000;
constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestTag = 100;
constexpr std::size_t kMostTags = 50;
constexpr std::size_t kMostTopicLevels = 10;
constexpr std::size_t kMostOptions = 40;
constexpr std::size_t kMostWrong = 8;
constexpr std::size_t kFewestItems = 3;
constexpr std::size_t kMostItems = 12;
constexpr std::size_t kFewestPairs = 3;
constexpr std::size_t kMostPairs = 10;
constexpr std::size_t kMostRegions = 40;
constexpr std::size_t kLongestSlug = 48;

/// The longest beginning of at most `most` bytes that ends between two characters.
std::string_view beginning(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U)
    --most;
  return text.substr(0, most);
}

bool has_hidden(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 0x20 && byte < 0x7F) || c == '\n' || c == '\t' || c == '\r';
      }))
    return false;
  const std::u32string letters = code_points(text);
  return std::any_of(letters.begin(), letters.end(), is_hidden);
}

/// What a card takes of a deck's limits, at most.
struct Room {
  std::size_t bytes = 0;
  std::size_t elements = 0;
};

std::size_t elements_of(const PartNode& node) {
  std::size_t count = 1;
  for (const PartNode& child : node.children)
    count += elements_of(child);
  return count;
}

/// Measured on the text itself; `more` is what its id and its topic will take.
Room room_of(const DeckItem& item, std::size_t more) {
  constexpr std::size_t kBefore = 4;  // an empty line, and two blanks
  const PartNode tree = tree_of(item);
  return {laid_out(tree, 1).size() + kBefore + more, elements_of(tree)};
}

/// Calls `plain` or `rich` with every text of a body, in a fixed order.
template <class Plain, class Rich>
struct TextsOfBody {
  Plain plain;
  Rich rich;

  template <class Body>
  void wrong(Body& body) {
    for (auto& option : body.wrong) {
      rich(option.text);
      plain(option.why);
    }
  }
  void operator()(RecallCard& body) { rich(body.answer); }
  void operator()(ChoiceCard& body) {
    rich(body.answer);
    wrong(body);
  }
  void operator()(SelectCard& body) {
    for (std::string& answer : body.answers)
      rich(answer);
    wrong(body);
  }
  void operator()(TrueFalseCard& /*body*/) {}
  void operator()(TypedCard& body) {
    plain(body.answer);
    for (std::string& text : body.accept)
      plain(text);
  }
  void operator()(ClozeCard& /*body*/) {}
  void operator()(NumberCard& body) {
    plain(body.answer);
    plain(body.unit);
  }
  void operator()(DateCard& /*body*/) {}
  void operator()(OrderCard& body) {
    for (std::string& item : body.items)
      rich(item);
  }
  void operator()(MatchCard& body) {
    for (Pair& pair : body.pairs) {
      rich(pair.left);
      rich(pair.right);
    }
  }
  void operator()(ImageCard& body) {
    plain(body.file);
    plain(body.alt);
    for (PictureRegion& region : body.regions) {
      plain(region.id);
      plain(region.answer);
      for (std::string& text : region.accept)
        plain(text);
    }
  }
};

template <class Plain, class Rich>
void each_text(CardBody& body, Plain plain, Rich rich) {
  std::visit(TextsOfBody<Plain, Rich>{std::move(plain), std::move(rich)}, body);
}

/// All that a student sees of a card, to know the same one again.
std::string whole_text(CardDraft& draft) {
  std::string whole = fmt::format("{}\x1f{}", draft.body.index(), draft.ask);
  const auto add = [&](const std::string& text) {
    whole += '\x1f';
    whole += text;
  };
  each_text(draft.body, add, add);
  if (const auto* body = std::get_if<TrueFalseCard>(&draft.body))
    add(body->answer ? "true" : "false");
  if (const auto* body = std::get_if<DateCard>(&draft.body)) add(body->answer.iso());
  return whole;
}

/// Drops what is empty or was there before; `seen` takes what stays.
template <class Part, class TextOf>
void keep_distinct(std::vector<Part>& parts,
                   std::unordered_set<std::string>& seen,
                   TextOf text_of) {
  std::erase_if(parts, [&](const Part& part) {
    const std::string& text = text_of(part);
    return text.empty() || !seen.insert(text).second;
  });
}
constexpr auto kItself = [](const std::string& text) -> const std::string& {
  return text;
};
constexpr auto kTextOf = [](const WrongOption& option) -> const std::string& {
  return option.text;
};

std::string bullets(const std::vector<std::string>& texts) {
  return fmt::format("- {}", fmt::join(texts, "\n- "));
}
std::string numbered(const std::vector<std::string>& texts) {
  std::string list;
  for (std::size_t i = 0; i < texts.size(); ++i)
    list += fmt::format("{}{}. {}", i == 0 ? "" : "\n", i + 1, texts[i]);
  return list;
}

/// A number that was written otherwise ("1e3", "3,5") as decks write it, or nothing.
std::optional<std::string> decimal(std::string text) {
  if (is_number(text)) return text;
  if (std::count(text.begin(), text.end(), ',') == 1 &&
      text.find('.') == std::string::npos)
    std::replace(text.begin(), text.end(), ',', '.');
  if (is_number(text)) return text;
  double value = 0;
  const auto [end, failure] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return {};
  std::array<char, 512> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                     std::chars_format::fixed);
  std::string fixed(digits.data(), written.ptr);
  if (!is_number(fixed)) return {};
  return fixed;
}

/// Makes a body fit the rules of its kind, or gives way to another kind.
class BodyFitter {
 public:
  BodyFitter(CardDraft& draft, NoteBook& notes) : draft_(draft), notes_(notes) {}

  /// False for a card of which nothing can be made.
  bool fit() {
    return std::visit([this](auto& body) { return (*this)(body); }, draft_.body);
  }

 private:
  bool operator()(RecallCard& body) const { return !body.answer.empty(); }
  bool operator()(ChoiceCard& body) {
    if (body.answer.empty()) return false;
    std::unordered_set<std::string> seen{body.answer};
    keep_distinct(body.wrong, seen, kTextOf);
    if (body.wrong.size() > kMostWrong) {
      note("more than eight wrong options; the first eight are kept");
      body.wrong.resize(kMostWrong);
    }
    if (body.wrong.empty()) {
      note("a choice without a wrong option becomes a card to flip");
      draft_.body = RecallCard{std::string(body.answer)};
    } else if (body.wrong.size() == 1) {
      note("a choice of two becomes a card with boxes to tick");
      draft_.body = SelectCard{{body.answer}, std::vector<WrongOption>(body.wrong)};
    }
    return true;
  }
  bool operator()(SelectCard& body) {
    std::unordered_set<std::string> seen;
    keep_distinct(body.answers, seen, kItself);
    keep_distinct(body.wrong, seen, kTextOf);
    if (body.answers.empty()) return false;
    if (body.answers.size() > kMostOptions || body.wrong.size() > kMostOptions) {
      note(fmt::format("more than {} options; the first ones are kept", kMostOptions));
      body.answers.resize(std::min(body.answers.size(), kMostOptions));
      body.wrong.resize(std::min(body.wrong.size(), kMostOptions));
    }
    if (body.wrong.empty()) {
      note("a selection without a wrong option becomes a card to flip");
      draft_.body = RecallCard{body.answers.size() == 1 ? std::string(body.answers[0])
                                                        : bullets(body.answers)};
    }
    return true;
  }
  bool operator()(TrueFalseCard& /*body*/) const { return true; }
  bool operator()(TypedCard& body) {
    std::unordered_set<std::string> seen;
    if (!body.answer.empty()) seen.insert(body.answer);
    keep_distinct(body.accept, seen, kItself);
    if (body.answer.empty()) {
      if (body.accept.empty()) return false;
      body.answer = body.accept.front();
      body.accept.erase(body.accept.begin());
    }
    if (body.accept.size() > kMostOptions) {
      note(fmt::format("more than {} accepted answers; the first ones are kept",
                       kMostOptions));
      body.accept.resize(kMostOptions);
    }
    return true;
  }
  bool operator()(ClozeCard& /*body*/) const {
    return read_cloze(draft_.ask).has_value();
  }
  bool operator()(NumberCard& body) {
    if (body.answer.empty()) return false;
    auto number = decimal(body.answer);
    if (!number) {
      note("an answer that is no number is asked as a text");
      std::string text = body.answer;
      if (!body.unit.empty()) text += " " + body.unit;
      draft_.body = TypedCard{std::move(text), {}};
      return true;
    }
    body.answer = *std::move(number);
    if (!(body.tolerance.amount >= 0) ||
        !parse_tolerance(tolerance_text(body.tolerance))) {
      note("a tolerance that cannot be read is left out");
      body.tolerance = {};
    }
    return true;
  }
  bool operator()(DateCard& body) {
    const auto read = PartialDate::parse(body.answer.iso());
    if (!read || *read != body.answer) return false;
    body.precision = std::max(body.precision, precision_of(body.answer));
    return true;
  }
  bool operator()(OrderCard& body) {
    std::unordered_set<std::string> seen;
    keep_distinct(body.items, seen, kItself);
    if (body.items.empty()) return false;
    if (body.items.size() >= kFewestItems && body.items.size() <= kMostItems) return true;
    note("a row of this length becomes a card to flip");
    draft_.body = RecallCard{numbered(body.items)};
    return true;
  }
  bool operator()(MatchCard& body) {
    std::erase_if(body.pairs, [](const Pair& pair) {
      return pair.left.empty() || pair.right.empty();
    });
    return !body.pairs.empty();
  }
  bool operator()(ImageCard& body) {
    if (body.file.empty() || fault_in_picture_name(body.file)) return false;
    if (body.alt.empty()) body.alt = body.file;
    std::unordered_set<std::string> answers;
    keep_distinct(
        body.regions, answers,
        [](const PictureRegion& one) -> const std::string& { return one.answer; });
    std::unordered_set<std::string> ids;
    std::erase_if(body.regions, [&](PictureRegion& region) {
      std::unordered_set<std::string> accepted{region.answer};
      keep_distinct(region.accept, accepted, kItself);
      return !in_picture(region) || !is_id(region.id) || !ids.insert(region.id).second;
    });
    if (body.regions.size() > kMostRegions) {
      note("more than 40 regions; the first ones are kept");
      body.regions.resize(kMostRegions);
    }
    return !body.regions.empty();
  }

  static bool in_picture(const PictureRegion& region) {
    const auto good = [](double percent) {
      return percent >= 0 && percent <= 100 && parse_percent(percent_text(percent));
    };
    return good(region.x) && good(region.y) && good(region.width) &&
           good(region.height) && region.width > 0 && region.height > 0 &&
           region.x + region.width <= 100 && region.y + region.height <= 100;
  }
  void note(std::string what) { notes_.note(draft_.where, std::move(what)); }

  CardDraft& draft_;
  NoteBook& notes_;
};

/// Whether pairs can be asked as one match, or several: each side once.
bool sides_are_distinct(const std::vector<Pair>& pairs) {
  std::unordered_set<std::string_view> lefts;
  std::unordered_set<std::string_view> rights;
  return std::all_of(pairs.begin(), pairs.end(), [&](const Pair& pair) {
    return lefts.insert(pair.left).second && rights.insert(pair.right).second;
  });
}

/// The name of a file without its folder and ending.
std::string_view stem_of(std::string_view name) {
  constexpr std::array<std::string_view, 18> kEndings{
      ".apkg", ".colpkg",   ".txt",   ".csv",  ".tsv",     ".tab",
      ".md",   ".markdown", ".xml",   ".gift", ".cards",   ".mem",
      ".zip",  ".html",     ".aiken", ".text", ".quizlet", ".deck"};
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  for (const std::string_view ending : kEndings)
    if (name.size() > ending.size() && name.ends_with(ending))
      return name.substr(0, name.size() - ending.size());
  return name;
}

// ---- reading bytes

std::string from_utf16(std::string_view bytes, bool big_endian) {
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big_endian ? first << 8U | second
                                            : second << 8U | first);
  };
  std::u32string letters;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const char32_t one = unit(i);
    const bool high = one >= 0xD800 && one <= 0xDBFF;
    const char32_t next = high && i + 3 < bytes.size() ? unit(i + 2) : 0;
    if (next >= 0xDC00 && next <= 0xDFFF) {
      letters +=
          static_cast<char32_t>(0x10000 + ((one - 0xD800) << 10U) + (next - 0xDC00));
      i += 2;
    } else {
      letters += one >= 0xD800 && one <= 0xDFFF ? U'\uFFFD' : one;
    }
  }
  return to_utf8(letters);
}

/// The first byte that is no UTF-8; what XML forbids is let pass here and dropped later.
std::optional<std::size_t> first_broken(std::string_view text) {
  std::size_t from = 0;
  while (from < text.size()) {
    const auto bad = first_invalid_character(text.substr(from));
    if (!bad) return {};
    const std::string_view rest = text.substr(from + *bad);
    if (static_cast<unsigned char>(rest.front()) < 0x80) {
      from += *bad + 1;
    } else if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
      from += *bad + 3;
    } else {
      return from + *bad;
    }
  }
  return {};
}

std::string with_line_feeds(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

/// What is put in its place begins and ends as `what` does, with something between.
std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size() - 1))
    text.replace(at, what.size(), with);
  return text;
}

/// What stands in a blank, without what ends or divides it.
std::string inside_blank(std::string_view text) {
  std::string inside = folded_line(text);
  for (char& c : inside)
    if (c == '|') c = '/';
  inside = replaced(std::move(inside), "::", ": :");
  inside = replaced(std::move(inside), "}}", "} }");
  inside = replaced(std::move(inside), "{{", "{ {");
  // A brace at the end would be taken for one of the closing two.
  if (inside.ends_with('}') || inside.ends_with(':')) inside += ' ';
  return inside;
}

}  // namespace

Result<std::string> readable_text(std::string_view bytes,
                                  std::string_view name,
                                  std::size_t most) {
  if (bytes.size() > most)
    return fail(fmt::format("the text has {} MB; the limit is {}",
                            (bytes.size() >> 20U) + 1, most >> 20U),
                std::string(name), "split it into several files");
  std::string converted;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    converted = from_utf16(bytes.substr(2), bytes.front() == '\xFE');
    bytes = converted;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (const auto broken = first_broken(bytes)) {
    const auto line =
        1 + std::count(bytes.begin(),
                       bytes.begin() + static_cast<std::ptrdiff_t>(*broken), '\n');
    return fail(fmt::format("line {} is not UTF-8 text", line), std::string(name),
                "save the file as UTF-8 and import it again");
  }
  return with_line_feeds(bytes);
}

std::string blank_of(const std::vector<std::string>& answers, std::string_view hint) {
  std::string inside;
  for (const std::string& answer : answers) {
    const std::string text = inside_blank(answer);
    if (text.empty()) continue;
    if (!inside.empty()) inside += '|';
    inside += text;
  }
  if (inside.empty()) return {};
  const std::string shown = inside_blank(hint);
  if (!shown.empty()) inside += "::" + shown;
  return fmt::format("{{{{{}}}}}", inside);
}

std::string around_blanks(std::string_view commonmark) {
  std::string out = replaced(std::string(commonmark), "{{", "{\\{");
  // A brace right before a blank would be read as one of its two.
  if (out.ends_with("\\{")) {
    out += ' ';
  } else if (out.ends_with('{')) {
    out.replace(out.size() - 1, 1, "\\{ ");
  }
  return out;
}

DeckMaker::DeckMaker(const ImportWish& wish, NoteBook& notes, const DeckLimits& room)
    : notes_(notes),
      room_(room),
      id_is_wished_(is_id(wish.deck_id)),
      id_(id_is_wished_ ? wish.deck_id : "imported"),
      title_("Imported deck"),
      lang_(is_language(wish.lang) ? wish.lang : "en") {
  set_title(stem_of(wish.name));
}

void DeckMaker::set_title(std::string_view title) {
  std::string cleaned(
      beginning(folded_line(beginning(title, kLongestPlain)), kLongestName));
  if (cleaned.empty()) return;
  if (!id_is_wished_) id_ = id_from(cleaned);
  title_ = std::move(cleaned);
}

void DeckMaker::set_id(std::string_view id) {
  if (id_is_wished_ || !is_id(id)) return;
  id_ = id;
  id_is_wished_ = true;
}

void DeckMaker::set_language(std::string_view lang) {
  if (is_language(lang)) lang_ = lang;
}

void DeckMaker::set_description(std::string_view commonmark) {
  description_ = folded_markdown(beginning(commonmark, kLongestText));
}

std::string DeckMaker::cleaned(std::string_view text,
                               bool rich,
                               const std::string& where) {
  const std::size_t most = rich ? kLongestText : kLongestPlain;
  if (has_hidden(text)) notes_.note(where, "invisible characters are left out");
  std::string folded = rich ? folded_markdown(text) : folded_line(text);
  if (folded.size() <= most) return folded;
  notes_.note(where, fmt::format("a text of more than {} characters is cut", most));
  // Folded again: a blank may have come to stand at the end.
  const std::string_view kept = beginning(folded, most);
  return rich ? folded_markdown(kept) : folded_line(kept);
}

void DeckMaker::clean(CardDraft& draft) {
  const auto plain = [&](std::string& text) { text = cleaned(text, false, draft.where); };
  const auto rich = [&](std::string& text) { text = cleaned(text, true, draft.where); };
  rich(draft.ask);
  rich(draft.explain);
  each_text(draft.body, plain, rich);
}

std::optional<std::string> DeckMaker::add(CardDraft draft) {
  clean(draft);
  if (draft.ask.empty()) {
    notes_.note(std::move(draft.where), "a card without a question is left out");
    return {};
  }
  if (!BodyFitter(draft, notes_).fit()) {
    notes_.note(std::move(draft.where), std::holds_alternative<ClozeCard>(draft.body)
                                            ? "a cloze without a blank is left out"
                                            : "a card without an answer is left out");
    return {};
  }
  if (std::holds_alternative<MatchCard>(draft.body)) return add_pairs(std::move(draft));
  return put(std::move(draft));
}

/// A match as it is if it fits, else as several, else as one card a pair.
std::optional<std::string> DeckMaker::add_pairs(CardDraft draft) {
  const std::vector<Pair> pairs = std::get<MatchCard>(draft.body).pairs;
  std::optional<std::string> first;
  std::size_t part_of_first = 0;
  const auto put_part = [&](std::size_t part, std::string ask, CardBody body) {
    CardDraft one = draft;
    if (part > 0 && !one.key.empty()) one.key += fmt::format("-part-{}", part + 1);
    one.ask = std::move(ask);
    one.body = std::move(body);
    auto id = put(std::move(one));
    if (first || !id) return;
    first = std::move(id);
    part_of_first = last_part_;
  };
  if (pairs.size() < kFewestPairs || !sides_are_distinct(pairs)) {
    notes_.note(draft.where, "pairs that do not make a match become cards to flip");
    for (std::size_t i = 0; i < pairs.size(); ++i)
      put_part(i, cleaned(draft.ask + "\n\n" + pairs[i].left, true, draft.where),
               RecallCard{pairs[i].right});
    last_part_ = part_of_first;
    return first;
  }
  const std::size_t parts = (pairs.size() + kMostPairs - 1) / kMostPairs;
  if (parts > 1)
    notes_.note(draft.where, "a match of more than ten pairs is split into several");
  for (std::size_t i = 0; i < parts; ++i) {
    const auto at = [&](std::size_t part) {
      return pairs.begin() + static_cast<std::ptrdiff_t>(pairs.size() * part / parts);
    };
    put_part(i, draft.ask, MatchCard{std::vector<Pair>(at(i), at(i + 1))});
  }
  last_part_ = part_of_first;
  return first;
}

std::optional<std::string> DeckMaker::put(CardDraft draft) {
  if (draft.key.empty() && !seen_.insert(whole_text(draft)).second) {
    notes_.note(std::move(draft.where), "the same card again is left out");
    return {};
  }
  Card card;
  card.tags = tags_of(draft);
  card.ask = draft.ask;
  card.body = std::move(draft.body);
  card.explain = std::move(draft.explain);
  constexpr std::size_t kMostOfNumber = 10;  // behind what was taken, or a line end
  constexpr std::size_t kMostOfTopic = 80;   // topic="topic-…"
  const std::size_t of_id = is_id(draft.key) ? draft.key.size() : kLongestSlug + 9;
  DeckItem item(std::move(card));
  const Room room =
      room_of(item, of_id + kMostOfNumber + (draft.topic.empty() ? 0 : kMostOfTopic));
  const bool fits = deck_.cards.size() < room_.cards &&
                    bytes_ + room.bytes <= room_.bytes &&
                    elements_ + room.elements <= room_.elements;
  // One card alone always has room, its texts being cut.
  if (!fits && !deck_.cards.empty()) close_deck();
  bytes_ += room.bytes;
  elements_ += room.elements;
  card = std::get<Card>(std::move(item));
  card.id = card_id(draft);
  topic_of_.push_back(topic_at(draft.topic));
  deck_.cards.push_back(std::move(card));
  ++size_;
  last_part_ = closed_.size();
  return deck_.cards.back().id;
}

std::string DeckMaker::unused_id(std::string wanted) {
  constexpr std::size_t kRoom = 90;  // for a number behind it
  const std::size_t times = ++ids_[wanted];
  if (times == 1) return wanted;
  if (wanted.size() > kRoom) wanted.resize(kRoom);
  for (std::size_t number = times;; ++number) {
    std::string id = fmt::format("{}-{}", wanted, number);
    if (ids_.try_emplace(id, 1).second) return id;
  }
}

std::string DeckMaker::card_id(const CardDraft& draft) {
  if (is_id(draft.key)) return unused_id(draft.key);
  const std::string_view name = draft.key.empty() ? draft.ask : draft.key;
  std::string slug = id_from(beginning(name, 4 * kLongestSlug));
  if (slug.size() > kLongestSlug) slug.resize(kLongestSlug);
  while (slug.ends_with('-'))
    slug.pop_back();
  // A part of the whole text's fingerprint: what begins alike is told apart.
  return unused_id(fmt::format("{}-{:08x}", slug, stable_hash(name) >> 32U));
}

std::size_t DeckMaker::topic_at(std::string_view path) {
  if (path.empty()) return 0;
  const std::string whole(path);
  if (const auto known = topics_.find(whole); known != topics_.end())
    return known->second;
  std::size_t parent = 0;
  std::string normal;
  std::size_t levels = 0;
  while (!path.empty() && levels < kMostTopicLevels) {
    const std::size_t end = std::min(path.find("::"), path.size());
    const std::string name(beginning(
        folded_line(beginning(path.substr(0, end), kLongestPlain)), kLongestName));
    path.remove_prefix(std::min(end + 2, path.size()));
    const std::string tidy = folded_line(name);
    if (tidy.empty()) continue;
    ++levels;
    normal += (normal.empty() ? "" : "::") + tidy;
    const auto [known, is_new] = topics_.try_emplace(normal, deck_.topics.size() + 1);
    if (is_new) {
      // Ids come at the end, when those of all cards are known. Until then the parent is
      // its place.
      deck_.topics.push_back(
          {"", tidy, parent == 0 ? "" : fmt::format("{}", parent), {}});
      constexpr std::size_t kMostAround = 300;
      bytes_ += 5 * tidy.size() + kMostAround;
      ++elements_;
    }
    parent = known->second;
  }
  topics_.try_emplace(whole, parent);
  return parent;
}

std::vector<std::string> DeckMaker::tags_of(const CardDraft& draft) {
  std::vector<std::string> tags;
  for (const std::string& one : draft.tags) {
    std::string tag(beginning(folded_line(beginning(one, kLongestPlain)), kLongestTag));
    for (char& c : tag)
      if (c == ' ' || c == ',') c = '-';
    if (tag.empty() || std::find(tags.begin(), tags.end(), tag) != tags.end()) continue;
    if (tags.size() == kMostTags) {
      notes_.note(draft.where, fmt::format("only the first {} tags are kept", kMostTags));
      break;
    }
    tags.push_back(std::move(tag));
  }
  return tags;
}

std::string DeckMaker::id_of_part(std::size_t part) const {
  constexpr std::size_t kRoom = 88;  // for what comes behind it
  return part == 0 ? id_ : fmt::format("{}-part-{}", id_.substr(0, kRoom), part + 1);
}

QuestionId DeckMaker::question_id(std::string_view card_id) const {
  return fmt::format("{}/{}", id_of_part(last_part_), card_id);
}

/// Gives topics their ids, puts the deck aside, and begins another one.
void DeckMaker::close_deck() {
  for (Topic& topic : deck_.topics) {
    std::size_t parent = 0;
    std::from_chars(topic.parent.data(), topic.parent.data() + topic.parent.size(),
                    parent);
    topic.parent = parent == 0 ? "" : deck_.topics[parent - 1].id;
    std::string slug = id_from(topic.name);
    if (slug.size() > kLongestSlug) slug.resize(kLongestSlug);
    topic.id = unused_id("topic-" + slug);
  }
  for (std::size_t i = 0; i < deck_.cards.size(); ++i)
    if (topic_of_[i] > 0) deck_.cards[i].topic = deck_.topics[topic_of_[i] - 1].id;
  closed_.push_back(std::exchange(deck_, {}));
  topic_of_.clear();
  topics_.clear();
  ids_.clear();
  bytes_ = 0;
  elements_ = 0;
}

std::vector<Deck> DeckMaker::take() && {
  close_deck();
  for (std::size_t part = 0; part < closed_.size(); ++part) {
    Deck& deck = closed_[part];
    deck.id = id_of_part(part);
    deck.title = part == 0 ? title_ : fmt::format("{} {}", title_, part + 1);
    deck.lang = lang_;
  }
  closed_.front().description = std::move(description_);
  return std::move(closed_);
}

Result<Imported> imported_of(DeckMaker maker,
                             NoteBook notes,
                             std::string format,
                             std::string_view name) {
  std::vector<ImportNote> all = std::move(notes).take();
  if (maker.size() == 0) {
    std::string what = "there are no cards in it";
    if (!all.empty())
      what += fmt::format(" ({}{}{})", all.front().where,
                          all.front().where.empty() ? "" : ": ", all.front().what);
    return fail(std::move(what), std::string(name),
                fmt::format("check that this is {}, or choose another format", format));
  }
  Imported imported;
  imported.format = std::move(format);
  for (Deck& deck : std::move(maker).take())
    imported.decks.push_back({std::move(deck), {}});
  imported.notes = std::move(all);
  return imported;
}

}  // namespace attache::exchange
