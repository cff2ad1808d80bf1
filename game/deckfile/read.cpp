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
#include "deckfile/parsing.h"
#include "deckfile/picture_check.h"
#include "deckfile/report.h"
#include "deckfile/structure.h"

namespace attache {

namespace {

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

/// Where the pictures of a deck lie; null for a deck that was read from memory.
using Folder = const std::filesystem::path*;

std::optional<Deck> read_markup(const DeckLimits& limits, Folder folder, Report& report) {
  const auto parsed = parse_deck(limits, report);
  if (parsed == nullptr) return {};
  const Element& root = *parsed->document.RootElement();
  if (!check_structure(root, limits, report) || report.full()) return {};
  BuiltDeck built = build_deck(root, report);
  cross_check(built, report);
  check_picture_names(built, report);
  if (folder != nullptr) check_pictures(built, *folder, report);
  if (report.has_errors()) return {};
  return std::move(built.deck);
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

ReadDeck unreadable(const std::filesystem::path& file, const Error& error) {
  return {
      {},
      {{Severity::kError, "unreadable", file.string(), 0, 0, error.what, error.remedy}}};
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

ReadDeck read_deck_text(std::string_view xml,
                        std::string_view name,
                        const std::filesystem::path& folder) {
  return read_text(xml, name, {}, &folder);
}

Result<std::string> deck_file_text(const std::filesystem::path& file,
                                   const DeckLimits& limits) {
  std::error_code failure;
  const auto status = std::filesystem::status(file, failure);
  if (!std::filesystem::exists(status))
    return fail("there is no such file", file.string(), "check the name");
  if (std::filesystem::is_directory(status))
    return fail("this is a folder", file.string(), "choose a deck file in it");
  errno = 0;
  auto content = content_of(file, limits.bytes);
  if (!content) {
    const std::string why = std::generic_category().message(errno == 0 ? EIO : errno);
    return fail(fmt::format("the file cannot be read ({})", why), file.string(),
                "check that you may read it");
  }
  return *std::move(content);
}

ReadDeck read_deck(const std::filesystem::path& file, const DeckLimits& limits) {
  const auto content = deck_file_text(file, limits);
  if (!content) return unreadable(file, content.error());
  const std::filesystem::path folder = file.parent_path();
  return read_text(*content, file.string(), limits, &folder);
}

}  // namespace attache
