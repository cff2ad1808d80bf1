#include "deckfile/scan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>

#include "base/text.h"
#include "deckfile/folding.h"

namespace attache {

namespace {

constexpr std::size_t kMostAttributes = 64;  // a tag; TinyXML2 compares each with each
constexpr std::size_t kMostBadCharacters = 100;
constexpr std::size_t kLongestReference = 40;
constexpr std::array<std::string_view, 5> kReferences{"amp", "lt", "gt", "quot", "apos"};
constexpr std::size_t kNone = std::string_view::npos;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Warns once of a character that shows a text other than it is.
void warn_of_hidden(Report& report, std::size_t at, char32_t c) {
  report.warning("hidden-character", at,
                 fmt::format("the invisible character U+{:04X} is left out",
                             static_cast<unsigned>(c)),
                 "remove it");
}

/// Hidden characters that are valid in XML begin with one of three bytes.
void check_hidden(std::string_view text, Report& report) {
  std::size_t at = text.find_first_of("\x7F\xC2\xE2\xEF");
  for (; at != kNone && !report.full();
       at = text.find_first_of("\x7F\xC2\xE2\xEF", at + 1)) {
    const std::size_t length = text[at] == '\x7F' ? 1 : text[at] == '\xC2' ? 2 : 3;
    const std::u32string letter = code_points(text.substr(at, length));
    if (letter.size() == 1 && letter[0] != 0xFFFD && is_hidden(letter[0]))
      warn_of_hidden(report, at, letter[0]);
  }
}

std::optional<char32_t> referred_character(std::string_view body) {
  body.remove_prefix(1);
  int base = 10;
  if (body.starts_with('x')) {
    base = 16;
    body.remove_prefix(1);
  }
  std::uint32_t number = 0;
  const auto [end, failure] =
      std::from_chars(body.data(), body.data() + body.size(), number, base);
  if (failure != std::errc{} || end != body.data() + body.size()) return {};
  return static_cast<char32_t>(number);
}

bool possible_in_xml(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c < 0xD800 || (c > 0xDFFF && c < 0xFFFE) || (c > 0xFFFF && c <= 0x10FFFF);
}

/// Walks over the markup once; every function leaves `at_` behind what it has read. Those
/// that return a bool return false when there is no sense in going on.
class Scanner {
 public:
  Scanner(std::string_view text, const DeckLimits& limits, Report& report)
      : text_(text), limits_(limits), report_(report) {}

  Markup scan() {
    while (at_ < text_.size()) {
      characters();
      if (at_ < text_.size() && !markup()) {
        found_.parseable = false;
        return std::move(found_);
      }
    }
    at_end();
    return std::move(found_);
  }

 private:
  struct Open {
    std::string_view name;
    std::size_t at;
    std::size_t number;  ///< among all start tags
  };

  bool markup();
  bool comment();
  bool character_data();
  bool instruction();
  bool declaration();
  bool start_tag();
  bool end_tag();
  bool attributes(std::string_view tag_name, std::size_t tag_at);
  std::optional<std::string_view> attribute(std::string_view tag_name);
  void characters();
  void references(std::size_t begin, std::size_t end);
  void reference(std::size_t at);
  void at_end();
  bool count();
  bool within_root(std::size_t at);

  [[nodiscard]] bool next_is(std::string_view what) const {
    return text_.substr(at_, what.size()) == what;
  }
  std::string_view name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && continues_name(text_[at_]))
      ++at_;
    return text_.substr(begin, at_ - begin);
  }
  std::size_t skip_blanks() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_blank(text_[at_]))
      ++at_;
    return at_ - begin;
  }
  /// Moves behind the next `mark`, or says that what began at `begin` has no end.
  bool go_behind(std::string_view mark, std::size_t begin, std::string_view what) {
    const std::size_t end = text_.find(mark, at_);
    if (end == kNone) {
      report_.error("not-closed", begin, fmt::format("{} has no end", what),
                    fmt::format("close it with {}", mark));
      return false;
    }
    at_ = end + mark.size();
    return true;
  }
  void mistake(std::string code, std::size_t at, std::string what, std::string remedy) {
    report_.error(std::move(code), at, std::move(what), std::move(remedy));
  }
  /// A mistake at which TinyXML2 would stop, while this look goes on.
  void unparseable(std::string code,
                   std::size_t at,
                   std::string what,
                   std::string remedy) {
    found_.parseable = false;
    mistake(std::move(code), at, std::move(what), std::move(remedy));
  }

  std::string_view text_;
  const DeckLimits& limits_;
  Report& report_;
  std::size_t at_ = 0;
  Markup found_;
  std::vector<Open> open_;
  std::size_t counted_ = 0;
  bool root_closed_ = false;
  bool said_outside_ = false;
};

void Scanner::characters() {
  const std::size_t begin = at_;
  at_ = std::min(text_.find('<', at_), text_.size());
  const std::string_view run = text_.substr(begin, at_ - begin);
  if (open_.empty()) {
    const auto* first = std::find_if_not(run.begin(), run.end(), is_blank);
    if (first != run.end())
      within_root(begin + static_cast<std::size_t>(first - run.begin()));
    return;
  }
  references(begin, at_);
  for (std::size_t end = run.find("]]>"); end != kNone; end = run.find("]]>", end + 3))
    mistake("bad-xml", begin + end, "]]> cannot stand in a text", "write ]]&gt;");
}

/// Says once that something stands before or behind the deck.
bool Scanner::within_root(std::size_t at) {
  if (!open_.empty()) return true;
  if (!said_outside_)
    unparseable("outside-deck", at,
                root_closed_ ? "something follows the end of the deck"
                             : "something stands before the deck",
                root_closed_ ? "remove what stands behind </deck>"
                             : "remove what stands before <deck>");
  said_outside_ = true;
  return false;
}

void Scanner::references(std::size_t begin, std::size_t end) {
  const std::string_view run = text_.substr(begin, end - begin);
  for (std::size_t at = run.find('&'); at != kNone && !report_.full();
       at = run.find('&', at + 1))
    reference(begin + at);
}

void Scanner::reference(std::size_t at) {
  const std::string_view ahead = text_.substr(at + 1, kLongestReference);
  const std::size_t end =
      std::min(ahead.find_first_not_of("#0123456789abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
               ahead.size());
  const std::string_view body = ahead.substr(0, end);
  if (body.empty() || end == ahead.size() || ahead[end] != ';') {
    mistake("bare-ampersand", at, "a & stands alone", "write &amp;");
    return;
  }
  if (body.front() != '#') {
    if (std::find(kReferences.begin(), kReferences.end(), body) == kReferences.end())
      mistake("unknown-reference", at, fmt::format("&{}; is not known in a deck", body),
              "write the character itself");
    return;
  }
  const auto character = referred_character(body);
  if (!character || !possible_in_xml(*character)) {
    mistake("impossible-character", at,
            fmt::format("&{}; stands for no character that a deck can hold", body),
            "remove it");
  } else if (is_hidden(*character)) {
    warn_of_hidden(report_, at, *character);
  }
}

bool Scanner::markup() {
  if (next_is("<!--")) return comment();
  if (next_is("<![CDATA[")) return character_data();
  if (next_is("<!")) return declaration();
  if (next_is("<?")) return instruction();
  if (next_is("</")) return end_tag();
  if (at_ + 1 < text_.size() && begins_name(text_[at_ + 1])) return start_tag();
  unparseable("bare-less-than", at_, "a < stands alone", "write &lt;");
  ++at_;
  return true;
}

bool Scanner::count() {
  if (++counted_ <= limits_.elements) return true;
  report_.error("too-many-elements", at_,
                fmt::format("the deck has more than {} elements", limits_.elements),
                "split it into several decks");
  return false;
}

bool Scanner::comment() {
  const std::size_t begin = at_;
  if (!count()) return false;
  at_ += 4;
  const std::size_t inside = at_;
  if (!go_behind("-->", begin, "this comment")) return false;
  const std::size_t dashes = text_.substr(inside, at_ - 2 - inside).find("--");
  if (dashes != kNone && inside + dashes + 3 < at_)
    mistake("bad-xml", inside + dashes, "-- cannot stand inside a comment",
            "write - - or another dash");
  return true;
}

bool Scanner::character_data() {
  const std::size_t begin = at_;
  within_root(begin);
  if (!count()) return false;
  return go_behind("]]>", begin, "<![CDATA[");
}

bool Scanner::declaration() {
  std::string word(text_.substr(at_ + 2, 7));
  std::transform(word.begin(), word.end(), word.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  if (word == "DOCTYPE") {
    report_.error("doctype", at_, "DOCTYPE is not allowed in a deck", "remove it");
  } else {
    report_.error("bad-xml", at_, "<! begins nothing that a deck can hold",
                  "remove it, or write &lt;! if it belongs to a text");
  }
  return false;
}

bool Scanner::instruction() {
  const std::size_t begin = at_;
  const bool for_xml =
      next_is("<?xml") && at_ + 5 < text_.size() && is_blank(text_[at_ + 5]);
  if (!go_behind("?>", begin, "<?")) return false;
  // TinyXML2 takes them only in front of everything else.
  if (counted_ > 0 || (for_xml && begin > 0)) {
    unparseable("bad-xml", begin,
                "<?…?> can only stand at the very beginning of the file", "remove it");
    return true;
  }
  const std::string_view body = text_.substr(begin, at_ - begin);
  const std::size_t encoding = for_xml ? body.find("encoding") : kNone;
  if (encoding == kNone) return true;
  const std::size_t mark = std::min(body.find_first_of("\"'", encoding), body.size() - 1);
  const std::string_view rest = body.substr(mark + 1);
  const std::string_view value = rest.substr(0, rest.find(body[mark]));
  const std::string folded = fold(value);
  if (folded != "utf-8" && folded != "utf8" && folded != "us-ascii")
    mistake("bad-encoding", begin + encoding,
            fmt::format("the file says that it is written in {}", quote(value)),
            "save it as UTF-8 and write encoding=\"UTF-8\"");
  return true;
}

bool Scanner::end_tag() {
  const std::size_t begin = at_;
  at_ += 2;
  const std::string_view closed = name();
  skip_blanks();
  if (at_ >= text_.size() || text_[at_] != '>') {
    report_.error("bad-xml", begin, fmt::format("the tag </{} has no end", closed),
                  "close it with >");
    return false;
  }
  ++at_;
  if (open_.empty()) {
    report_.error("mismatched-tag", begin, fmt::format("</{}> closes nothing", closed),
                  "remove it");
    return false;
  }
  const Open opened = open_.back();
  if (opened.name != closed) {
    report_.error("mismatched-tag", begin,
                  fmt::format("</{}> stands where </{}> is due", closed, opened.name),
                  fmt::format("<{}> on line {} is still open; close it first",
                              opened.name, report_.line_of(opened.at)));
    return false;
  }
  open_.pop_back();
  found_.ends[opened.number] = static_cast<std::uint32_t>(at_);
  root_closed_ = open_.empty();
  return true;
}

bool Scanner::start_tag() {
  const std::size_t begin = at_;
  if (!count()) return false;
  if (root_closed_ && !within_root(begin)) return false;
  if (open_.size() >= static_cast<std::size_t>(limits_.depth)) {
    report_.error("too-deep", begin,
                  fmt::format("elements are nested more than {} deep", limits_.depth),
                  "a deck never needs that; look for a tag that is not closed");
    return false;
  }
  const std::size_t number = found_.tags.size();
  found_.tags.push_back(static_cast<std::uint32_t>(begin));
  found_.ends.push_back(static_cast<std::uint32_t>(text_.size()));
  ++at_;
  const std::string_view tag_name = name();
  if (!attributes(tag_name, begin)) return false;
  if (text_[at_] == '/') {
    at_ += 2;
    found_.ends[number] = static_cast<std::uint32_t>(at_);
    root_closed_ = open_.empty();
  } else {
    ++at_;
    open_.push_back({tag_name, begin, number});
  }
  return true;
}

/// Reads attributes up to the > or /> of a tag and stays before it.
bool Scanner::attributes(std::string_view tag_name, std::size_t tag_at) {
  std::vector<std::string_view> names;
  while (true) {
    const bool apart = skip_blanks() > 0;
    if (next_is(">") || next_is("/>")) return true;
    const std::size_t begin = at_;
    if (at_ >= text_.size() || !begins_name(text_[at_])) {
      report_.error("bad-xml", tag_at,
                    fmt::format("the tag <{} has no proper end", tag_name),
                    "close it with > or />");
      return false;
    }
    const auto given = attribute(tag_name);
    if (!given) return false;
    if (!apart)
      mistake("bad-xml", begin, fmt::format("a blank is missing before {}", *given),
              "put one in");
    if (std::find(names.begin(), names.end(), *given) != names.end())
      unparseable("double-attribute", begin,
                  fmt::format("the attribute {} is there twice", *given), "keep one");
    names.push_back(*given);
    if (names.size() > kMostAttributes) {
      report_.error("bad-xml", begin,
                    fmt::format("the tag <{} has too many attributes", tag_name),
                    "remove some");
      return false;
    }
  }
}

/// Reads one attribute and returns its name.
std::optional<std::string_view> Scanner::attribute(std::string_view tag_name) {
  const std::size_t begin = at_;
  const std::string_view given = name();
  skip_blanks();
  const bool equals = next_is("=");
  if (equals) ++at_;
  skip_blanks();
  if (!equals || !(next_is("\"") || next_is("'"))) {
    report_.error("bad-xml", begin,
                  fmt::format("the attribute {} has no value in quotation marks", given),
                  fmt::format("write {}=\"…\"", given));
    return {};
  }
  const std::size_t value = at_ + 1;
  const std::size_t end = text_.find(text_[at_], value);
  const std::size_t tag = text_.find('<', value);
  if (end == kNone || tag < end) {
    report_.error(
        "bad-xml", begin,
        fmt::format(
            "the attribute {} of <{}> has no closing quotation mark before the next <",
            given, tag_name),
        "add the mark, or write &lt; for a < in the value");
    return {};
  }
  references(value, end);
  at_ = end + 1;
  return given;
}

void Scanner::at_end() {
  if (!open_.empty()) {
    unparseable("not-closed", open_.back().at,
                fmt::format("<{}> is not closed", open_.back().name),
                fmt::format("add </{}>", open_.back().name));
  } else if (found_.tags.empty()) {
    unparseable("no-deck", Report::kWholeFile, "there is no deck in this file",
                "a deck begins with <deck …>");
  }
}

}  // namespace

std::string check_characters(Report& report) {
  const std::string_view text = report.source().text();
  std::string mended;
  std::size_t begin = 0;
  std::size_t bad = 0;
  while (const auto offset = first_invalid_character(text.substr(begin))) {
    if (mended.empty()) mended = text;
    const std::size_t at = begin + *offset;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (++bad <= kMostBadCharacters)
      report.error(
          "bad-character", at,
          byte < 0x20 ? fmt::format("the control character U+{:04X} is not allowed", byte)
                      : std::string("invalid character"),
          byte < 0x20 ? "remove it" : "save the file as UTF-8");
    std::size_t end = at + 1;
    while (end < text.size() && is_continuation(text[end]))
      ++end;
    std::fill(mended.begin() + static_cast<std::ptrdiff_t>(at),
              mended.begin() + static_cast<std::ptrdiff_t>(end), '?');
    begin = end;
  }
  check_hidden(text, report);
  return mended;
}

Markup scan_markup(std::string_view text, const DeckLimits& limits, Report& report) {
  return Scanner(text, limits, report).scan();
}

}  // namespace attache
