#include "exchange/anki_own.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <utility>

#include "base/chance.h"
#include "cards/html.h"
#include "deckfile/read.h"
#include "deckfile/write.h"

namespace attache::exchange {

namespace {

constexpr std::string_view kSign = "attache-1";
constexpr std::string_view kEnd = "</deck>";

struct Escape {
  std::string_view written;
  char meant;
};
constexpr std::array<Escape, 7> kEscapes{{{"&lt;", '<'},
                                          {"&gt;", '>'},
                                          {"&amp;", '&'},
                                          {"&quot;", '"'},
                                          {"&#39;", '\''},
                                          {"&#x27;", '\''},
                                          {"&nbsp;", ' '}}};

std::string unescaped(std::string_view html) {
  std::string text;
  while (!html.empty()) {
    const auto* found =
        std::find_if(kEscapes.begin(), kEscapes.end(),
                     [&](const Escape& one) { return html.starts_with(one.written); });
    if (found == kEscapes.end()) {
      text += html.front();
      html.remove_prefix(1);
    } else {
      text += found->meant;
      html.remove_prefix(found->written.size());
    }
  }
  return text;
}

/// The next word of the first line.
std::string_view word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view found = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return found;
}

template <class Number>
std::optional<Number> number(std::string_view text, int base) {
  Number read = 0;
  const auto done = std::from_chars(text.data(), text.data() + text.size(), read, base);
  if (done.ec != std::errc{} || done.ptr != text.data() + text.size()) return {};
  return read;
}

/// What stands between the head and the end of a deck with nothing but one part.
std::string only_part(const Deck& deck, std::string_view start) {
  const std::string xml = deck_xml(deck);
  const std::size_t begin = xml.find(start);
  const std::size_t end = xml.rfind(kEnd);
  std::string part = xml.substr(begin, end - begin);
  while (part.ends_with('\n'))
    part.pop_back();
  return part;
}

Deck nameless() {
  Deck deck;
  deck.id = "part";
  deck.lang = "en";
  deck.title = "part";
  return deck;
}

}  // namespace

std::uint64_t fingerprint_of(std::span<const std::string> fields) {
  std::uint64_t hash = 0;
  for (const std::string& field : fields)
    hash = stable_hash(field, hash);
  return hash;
}

std::string own_field(const OwnPart& part) {
  return escaped_html(fmt::format("{} {} {} {:016x} {}\n{}", kSign, part.deck, part.place,
                                  part.shown, part.base, part.xml));
}

std::optional<OwnPart> read_own_field(std::string_view field) {
  if (!field.starts_with(kSign)) return {};
  const std::string text = unescaped(field);
  const std::size_t end = text.find('\n');
  if (end == std::string::npos) return {};
  std::string_view line = std::string_view(text).substr(0, end);
  if (word(line) != kSign) return {};
  OwnPart part;
  part.deck = word(line);
  const auto place = number<std::size_t>(word(line), 10);
  const auto shown = number<std::uint64_t>(word(line), 16);
  part.base = word(line);
  part.xml = text.substr(end + 1);
  if (part.deck.empty() || part.base.empty() || !place || !shown) return {};
  part.place = *place;
  part.shown = *shown;
  return part;
}

std::string part_xml(const Fact& fact) {
  Deck deck = nameless();
  deck.facts.push_back(fact);
  return only_part(deck, "<fact ");
}

std::string part_xml(const Card& card) {
  Deck deck = nameless();
  deck.cards.push_back(card);
  return only_part(deck, "<card ");
}

std::string skeleton_name(std::string_view deck_id) {
  return fmt::format("_attache-{}.xml", deck_id);
}

std::string skeleton_xml(const Deck& deck) {
  Deck skeleton = deck;
  skeleton.facts.clear();
  skeleton.cards.clear();
  return deck_xml(skeleton);
}

std::string own_picture_name(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return fmt::format("attache-{:08x}-{}", static_cast<std::uint32_t>(stable_hash(file)),
                     file.substr(slash == std::string::npos ? 0 : slash + 1));
}

Result<Deck> deck_from_parts(const std::string& skeleton,
                             const std::map<std::size_t, OwnPart>& parts) {
  const auto broken = [](const std::string& why) {
    return fail("This deck of Attaché came back changed and cannot be read", why, {});
  };
  const std::size_t end = skeleton.rfind(kEnd);
  if (end == std::string::npos) return broken({});
  std::string xml = skeleton.substr(0, end);
  for (const auto& [place, part] : parts)
    xml += part.xml + "\n";
  xml += kEnd;
  ReadDeck read = read_deck_text(xml, "the deck");
  if (!read.deck) return broken({});
  return *std::move(read.deck);
}

}  // namespace attache::exchange
