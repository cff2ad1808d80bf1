#include "exchange/formats.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "cards/text_pictures.h"
#include "deckfile/read.h"
#include "exchange/readers.h"
#include "exchange/text_lines.h"
#include "exchange/writers.h"

namespace attache::exchange {

namespace {

constexpr std::size_t kMostText = 32u << 20;
constexpr std::size_t kLook = 64u << 10;

struct InName {
  InFormat format;
  const char* name;
  const char* title;
};
constexpr std::array<InName, 11> kInNames{
    {{InFormat::kAnki, "anki", "Anki package"},
     {InFormat::kTable, "table", "table (CSV or TSV)"},
     {InFormat::kQuizlet, "quizlet", "text pasted from Quizlet"},
     {InFormat::kMnemosyneCards, "mnemosyne", "Mnemosyne cards"},
     {InFormat::kMnemosyneXml, "mnemosyne-xml", "Mnemosyne XML"},
     {InFormat::kMnemosyneText, "mnemosyne-text", "Mnemosyne text"},
     {InFormat::kHashcards, "hashcards", "hashcards Markdown"},
     {InFormat::kGift, "gift", "GIFT"},
     {InFormat::kMoodleXml, "moodle", "Moodle XML"},
     {InFormat::kAiken, "aiken", "Aiken"},
     {InFormat::kDeck, "deck", "Attaché deck"}}};

struct OutName {
  OutFormat format;
  const char* name;
  const char* title;
  const char* ending;
};
constexpr std::array<OutName, 7> kOutNames{
    {{OutFormat::kAnki, "anki", "Anki package", ".apkg"},
     {OutFormat::kTable, "table", "table (TSV, as Anki reads it)", ".txt"},
     {OutFormat::kGift, "gift", "GIFT", ".gift"},
     {OutFormat::kMoodleXml, "moodle", "Moodle XML", ".xml"},
     {OutFormat::kCardsHtml, "cards-html", "cards to print", ".html"},
     {OutFormat::kQuizHtml, "quiz-html", "quiz to print, with its answers", ".html"},
     {OutFormat::kReadingHtml, "reading-html", "passages to print", ".html"}}};

template <class Names, class Format>
const auto& entry_of(const Names& names, Format format) {
  return *std::find_if(names.begin(), names.end(),
                       [&](const auto& one) { return one.format == format; });
}

template <class Format, class Names>
std::optional<Format> format_named(const Names& names, std::string_view name) {
  const auto* found = std::find_if(names.begin(), names.end(),
                                   [&](const auto& one) { return one.name == name; });
  if (found == names.end()) return {};
  return found->format;
}

// ---- guessing

bool holds(std::string_view text, std::string_view what) {
  return text.find(what) != std::string_view::npos;
}

/// XML by its outermost element.
std::optional<InFormat> guess_xml(std::string_view text) {
  if (holds(text, "<quiz")) return InFormat::kMoodleXml;
  if (holds(text, "<mnemosyne") || holds(text, "<openSM2sync"))
    return InFormat::kMnemosyneXml;
  if (holds(text, "<deck")) return InFormat::kDeck;
  return {};
}

/// Signs that only some formats have at the beginnings of their lines.
struct LineSigns {
  std::size_t full = 0, tabs = 0, aiken = 0, options = 0, hash = 0, cloze = 0;
};
LineSigns signs_of(std::string_view text) {
  LineSigns signs;
  for (const TextLine& line : lines_of(text)) {
    if (is_blank_line(line.text)) continue;
    ++signs.full;
    if (holds(line.text, "\t")) ++signs.tabs;
    if (line.text.starts_with("ANSWER:")) ++signs.aiken;
    if (line.text.size() > 2 && (line.text[1] == '.' || line.text[1] == ')') &&
        line.text[0] >= 'A' && line.text[0] <= 'Z')
      ++signs.options;
    if (line.text.starts_with("Q:")) ++signs.hash;
    if (line.text.starts_with("C:") && holds(line.text, "[")) ++signs.cloze;
  }
  return signs;
}

bool looks_like_gift(std::string_view text) {
  if (holds(text, "$CATEGORY:")) return true;
  const std::size_t open = text.find('{');
  if (open == std::string_view::npos || text.substr(open).starts_with("{{")) return false;
  const std::size_t close = text.find('}', open);
  if (close == std::string_view::npos) return false;
  const std::string inside = one_line(text.substr(open + 1, close - open - 1));
  return inside.empty() ||
         std::string_view("=~#").find(inside[0]) != std::string_view::npos ||
         inside.starts_with("TRUE") || inside.starts_with("FALSE") || inside == "T" ||
         inside == "F" || text.starts_with("::");
}

std::optional<InFormat> guess_text(std::string_view text, bool is_pasted) {
  if (text.starts_with("#") &&
      (holds(text, "#separator:") || holds(text, "#columns:") || holds(text, "#html:")))
    return InFormat::kTable;
  const LineSigns signs = signs_of(text);
  if (signs.full == 0) return {};
  if (signs.aiken > 0 && signs.options > 1) return InFormat::kAiken;
  if (looks_like_gift(text)) return InFormat::kGift;
  if (signs.hash + signs.cloze > 0) return InFormat::kHashcards;
  if (2 * signs.tabs > signs.full)
    return is_pasted ? InFormat::kQuizlet : InFormat::kTable;
  const Result<TablePreview> table = preview_table(text);
  if (table && table->guess.columns.size() > 1)
    // Copied from Quizlet a card has two sides.
    return is_pasted && table->guess.separator != ',' && table->guess.columns.size() == 2
               ? InFormat::kQuizlet
               : InFormat::kTable;
  return is_pasted ? std::optional(InFormat::kQuizlet) : std::nullopt;
}

// ---- reading

Result<std::string> bytes_of(const std::filesystem::path& file) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(file, failure))
    return fail("there is no such file", file.string(), "check its name and its folder");
  const auto size = std::filesystem::file_size(file, failure);
  if (failure) return fail("the file cannot be read", file.string(), "check your rights");
  if (size > kMostText)
    return fail(fmt::format("the file has {} MB; the limit is 32", (size >> 20U) + 1),
                file.string(), "split it into several files");
  std::ifstream in(file, std::ios::binary);
  std::string bytes(size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in) return fail("the file cannot be read", file.string(), "check your rights");
  return bytes;
}

Result<Imported> deck_of(ReadDeck read, const std::string& name) {
  if (!read.deck) {
    const auto error =
        std::find_if(read.problems.begin(), read.problems.end(),
                     [](const Problem& one) { return one.severity == Severity::kError; });
    if (error == read.problems.end()) return fail("the deck cannot be read", name);
    return fail(fmt::format("line {}: {}", error->line, error->what), name,
                error->remedy);
  }
  Imported imported;
  imported.format = title_of(InFormat::kDeck);
  imported.decks.push_back({*std::move(read.deck), {}});
  return imported;
}

/// The pictures that a deck names, which lie beside it.
std::vector<ImportedFile> pictures_of(const Deck& deck,
                                      const std::filesystem::path& folder) {
  std::vector<ImportedFile> files;
  for (const std::string& name : picture_files_of(deck)) {
    std::error_code failure;
    if (std::filesystem::is_regular_file(folder / name, failure))
      files.push_back({name, folder / name});
  }
  return files;
}

}  // namespace

const char* name_of(InFormat format) {
  return entry_of(kInNames, format).name;
}
const char* title_of(InFormat format) {
  return entry_of(kInNames, format).title;
}
std::optional<InFormat> in_format_named(std::string_view name) {
  return format_named<InFormat>(kInNames, name);
}
const char* name_of(OutFormat format) {
  return entry_of(kOutNames, format).name;
}
const char* title_of(OutFormat format) {
  return entry_of(kOutNames, format).title;
}
const char* ending_of(OutFormat format) {
  return entry_of(kOutNames, format).ending;
}
std::optional<OutFormat> out_format_named(std::string_view name) {
  return format_named<OutFormat>(kOutNames, name);
}

std::optional<InFormat> guess_format(std::string_view name, std::string_view beginning) {
  const std::string folded = fold(name);
  const auto ends = [&](std::string_view ending) { return folded.ends_with(ending); };
  beginning = beginning.substr(0, kLook);
  if (ends(".apkg") || ends(".colpkg")) return InFormat::kAnki;
  if (beginning.starts_with("PK\x03\x04"))
    return ends(".cards") ? InFormat::kMnemosyneCards : InFormat::kAnki;
  if (ends(".cards")) return InFormat::kMnemosyneCards;
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  const std::size_t first = beginning.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  if (ends(".xml") || beginning.substr(first).starts_with("<?xml"))
    return guess_xml(beginning);
  if (beginning[first] == '<')
    if (const auto xml = guess_xml(beginning.substr(first, 200))) return xml;
  if (ends(".gift")) return InFormat::kGift;
  if (ends(".aiken")) return InFormat::kAiken;
  if (ends(".csv") || ends(".tsv") || ends(".tab")) return InFormat::kTable;
  return guess_text(beginning, name.empty());
}

Result<Imported> import_text(std::string_view text,
                             InFormat format,
                             const ImportWish& wish,
                             const std::optional<TableMapping>& mapping) {
  switch (format) {
    case InFormat::kTable:
      return read_table(text, mapping, wish);
    case InFormat::kQuizlet:
      return read_quizlet(text, wish);
    case InFormat::kMnemosyneXml:
      return read_mnemosyne_xml(text, wish);
    case InFormat::kMnemosyneText:
      return read_mnemosyne_text(text, wish);
    case InFormat::kHashcards:
      return read_hashcards(text, wish);
    case InFormat::kGift:
      return read_gift(text, wish);
    case InFormat::kMoodleXml:
      return read_moodle_xml(text, wish);
    case InFormat::kAiken:
      return read_aiken(text, wish);
    case InFormat::kDeck:
      return deck_of(read_deck_text(text, wish.name), wish.name);
    case InFormat::kAnki:
    case InFormat::kMnemosyneCards:
      break;
  }
  return fail(fmt::format("{} is no text", title_of(format)), wish.name,
              "import it as a file");
}

Result<Imported> import_file(const std::filesystem::path& file,
                             InFormat format,
                             const ImportWish& wish,
                             const std::optional<TableMapping>& mapping) {
  if (format == InFormat::kAnki) return read_anki(file, wish);
  if (format == InFormat::kMnemosyneCards) return read_mnemosyne_cards(file, wish);
  if (format == InFormat::kDeck) {
    Result<Imported> imported = deck_of(read_deck(file), file.string());
    if (imported)
      imported->decks.front().files =
          pictures_of(imported->decks.front().deck, file.parent_path());
    return imported;
  }
  const Result<std::string> bytes = bytes_of(file);
  if (!bytes) return bytes.unexpected();
  return import_text(*bytes, format, wish, mapping);
}

Result<Exported> export_deck(const DeckBook& book,
                             OutFormat format,
                             const ExportWish& wish) {
  switch (format) {
    case OutFormat::kAnki:
      return write_anki(book, wish);
    case OutFormat::kTable:
      return write_table(book, wish);
    case OutFormat::kGift:
      return write_gift(book, wish);
    case OutFormat::kMoodleXml:
      return write_moodle_xml(book, wish);
    case OutFormat::kCardsHtml:
      return write_cards_html(book, wish);
    case OutFormat::kQuizHtml:
      return write_quiz_html(book, wish);
    case OutFormat::kReadingHtml:
      return write_reading_html(book, wish);
  }
  return fail("there is no such format");
}

}  // namespace attache::exchange
