#include "deckfile/parsing.h"

#include <fmt/format.h>
#include <string_view>

#include "deckfile/values.h"

namespace attache {

namespace {

/// The newest deck format that this program reads.
constexpr int kFormat = 1;

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

/// False if there is no sense in looking further: no deck at all, or one for a later
/// program.
bool check_root(const Element& root, Report& report) {
  if (tag_of(root) != "deck") {
    const std::size_t at = place_of(root);
    report.error(
        "no-deck", at,
        fmt::format("the file holds <{}>, and a deck begins with <deck>", tag_of(root)),
        "open a deck file");
    return false;
  }
  const auto format =
      whole_number(attribute_of(root, "format").value_or(std::string_view()));
  if (!format || *format <= kFormat) return true;
  report.error("newer-format", report.source().attribute_offset(place_of(root), "format"),
               fmt::format("this deck was made for a newer Attaché; its format is {}, "
                           "and this one reads format {}",
                           *format, kFormat),
               "install the newer version");
  return false;
}

}  // namespace

std::unique_ptr<ParsedDeck> parse_deck(const DeckLimits& limits, Report& report) {
  const std::string_view text = report.source().text();
  if (is_utf16(text)) {
    report.error("bad-encoding", Report::kWholeFile, "the file is written in UTF-16",
                 "save it as UTF-8");
    return nullptr;
  }
  auto parsed = std::make_unique<ParsedDeck>();
  parsed->mended = check_characters(report);
  const std::string_view good =
      parsed->mended.empty() ? text : std::string_view(parsed->mended);
  parsed->markup = scan_markup(good, limits, report);
  if (!parsed->markup.parseable) return nullptr;
  tinyxml2::XMLDocument& document = parsed->document;
  if (document.Parse(good.data(), good.size()) != tinyxml2::XML_SUCCESS ||
      document.RootElement() == nullptr) {
    report.error("bad-xml", report.source().offset_in_line(document.ErrorLineNum(), "<"),
                 "the XML cannot be read from here on",
                 "look for a tag or a quotation mark that is not closed");
    return nullptr;
  }
  place_elements(document, parsed->markup.tags);
  return check_root(*document.RootElement(), report) ? std::move(parsed) : nullptr;
}

}  // namespace attache
