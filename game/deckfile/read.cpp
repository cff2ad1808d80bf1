#include "deckfile/read.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "deckfile/build.h"
#include "deckfile/cross_check.h"
#include "deckfile/picture_check.h"
#include "deckfile/report.h"
#include "deckfile/scan.h"
#include "deckfile/structure.h"
#include "deckfile/values.h"
#include "deckfile/xml_tree.h"

namespace attache {

namespace {

/// The newest deck format that this program reads.
constexpr int kFormat = 1;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string megabytes(std::size_t bytes) {
  const double amount = static_cast<double>(bytes) / (1U << 20U);
  return amount < 10 && bytes % (1U << 20U) != 0 ? fmt::format("{:.1f} MB", amount)
                                                 : fmt::format("{:.0f} MB", amount);
}

void report_size(Report& report, std::size_t limit) {
  report.error("too-large", Report::kWholeFile,
               fmt::format("the deck is larger than {}", megabytes(limit)),
               "split it into several decks");
}

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

/// Where the pictures of a deck lie; null for a deck that was read from memory.
using Folder = const std::filesystem::path*;

std::optional<Deck> checked(const Element& root,
                            const DeckLimits& limits,
                            Folder folder,
                            Report& report) {
  if (!check_root(root, report)) return {};
  if (!check_structure(root, limits, report) || report.full()) return {};
  BuiltDeck built = build_deck(root, report);
  cross_check(built, report);
  if (folder != nullptr) check_pictures(built, *folder, report);
  if (report.has_errors()) return {};
  return std::move(built.deck);
}

/// Everything after the limit on bytes.
std::optional<Deck> read_markup(const DeckLimits& limits, Folder folder, Report& report) {
  const std::string_view text = report.source().text();
  if (is_utf16(text)) {
    report.error("bad-encoding", Report::kWholeFile, "the file is written in UTF-16",
                 "save it as UTF-8");
    return {};
  }
  const std::string mended = check_characters(report);
  const std::string_view good = mended.empty() ? text : std::string_view(mended);
  Markup markup = scan_markup(good, limits, report);
  if (!markup.parseable) return {};
  tinyxml2::XMLDocument document;
  if (document.Parse(good.data(), good.size()) != tinyxml2::XML_SUCCESS ||
      document.RootElement() == nullptr) {
    report.error("bad-xml", report.source().offset_in_line(document.ErrorLineNum(), "<"),
                 "the XML cannot be read from here on",
                 "look for a tag or a quotation mark that is not closed");
    return {};
  }
  place_elements(document, markup.tags);
  return checked(*document.RootElement(), limits, folder, report);
}

/// The whole file, or as much of it as shows that it is too large.
std::optional<std::string> content_of(const std::filesystem::path& file,
                                      std::size_t limit) {
  std::ifstream in(file, std::ios::binary);
  std::string content;
  std::string block(1U << 16U, '\0');
  while (in && content.size() <= limit) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    content.append(block, 0, static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad() || (content.empty() && !in.eof())) return {};
  return content;
}

ReadDeck unreadable(const std::filesystem::path& file,
                    std::string what,
                    std::string remedy) {
  return {{},
          {{Severity::kError, "unreadable", file.string(), 0, 0, std::move(what),
            std::move(remedy)}}};
}

ReadDeck read_text(std::string_view xml,
                   std::string_view name,
                   const DeckLimits& limits,
                   Folder folder) {
  const bool too_large = xml.size() > limits.bytes;
  if (too_large) xml = {};
  if (xml.starts_with(kByteOrderMark)) xml.remove_prefix(kByteOrderMark.size());
  const SourceText source(xml);
  Report report(source, name);
  ReadDeck read;
  if (too_large) {
    report_size(report, limits.bytes);
  } else {
    read.deck = read_markup(limits, folder, report);
  }
  read.problems = report.sorted();
  return read;
}

}  // namespace

ReadDeck read_deck_text(std::string_view xml,
                        std::string_view name,
                        const DeckLimits& limits) {
  return read_text(xml, name, limits, nullptr);
}

ReadDeck read_deck(const std::filesystem::path& file, const DeckLimits& limits) {
  std::error_code failure;
  const auto status = std::filesystem::status(file, failure);
  if (!std::filesystem::exists(status))
    return unreadable(file, "there is no such file", "check the name");
  if (std::filesystem::is_directory(status))
    return unreadable(file, "this is a folder", "choose a deck file in it");
  errno = 0;
  const auto content = content_of(file, limits.bytes);
  if (!content) {
    const std::string why = std::generic_category().message(errno == 0 ? EIO : errno);
    return unreadable(file, fmt::format("the file cannot be read ({})", why),
                      "check that you may read it");
  }
  const std::filesystem::path folder = file.parent_path();
  return read_text(*content, file.string(), limits, &folder);
}

}  // namespace attache
