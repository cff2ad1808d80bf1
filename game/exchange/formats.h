#pragma once
// Which formats there are, and the one way in and the one way out.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cards/deck_book.h"
#include "exchange/imported.h"

namespace attache::exchange {

enum class InFormat {
  kAnki,            ///< .apkg, .colpkg
  kTable,           ///< CSV, TSV
  kQuizlet,         ///< pasted text
  kMnemosyneCards,  ///< .cards
  kMnemosyneXml,
  kMnemosyneText,
  kHashcards,  ///< Markdown
  kGift,
  kMoodleXml,
  kAiken,
  kDeck  ///< our own XML
};
[[nodiscard]] const char* name_of(InFormat format);  ///< "anki", "table", "gift", …
[[nodiscard]] std::optional<InFormat> in_format_named(std::string_view name);
[[nodiscard]] const char* title_of(InFormat format);  ///< "Anki package", …

/// Which format a file most likely is, by its name and its beginning (up to 64 KB);
/// nothing where it cannot be told.
[[nodiscard]] std::optional<InFormat> guess_format(std::string_view name,
                                                   std::string_view beginning);

/// How the columns of a table are read. "Question" and "answer" are needed.
enum class ColumnUse {
  kIgnore,
  kQuestion,
  kAnswer,
  kTags,
  kTopic,
  kExplain,
  kId,
  kAccept
};
struct TableMapping {
  char separator = '\t';    ///< ',', ';', '\t', '|' or ':' or ' '
  bool has_header = false;  ///< the first row names the columns
  bool html = false;        ///< cells are HTML, else plain text
  std::vector<ColumnUse> columns;
};
/// A look at a table before it is read.
struct TablePreview {
  TableMapping guess;
  std::vector<std::vector<std::string>> rows;  ///< up to twenty, with the header
  std::vector<ImportNote> notes;
};
[[nodiscard]] Result<TablePreview> preview_table(std::string_view text);

/// Reads a whole file within the limits for strangers' files. `mapping` is only for
/// tables; without it, it is guessed.
[[nodiscard]] Result<Imported> import_file(
    const std::filesystem::path& file,
    InFormat format,
    const ImportWish& wish,
    const std::optional<TableMapping>& mapping = {});
/// The same for a text (pasted, or from a pipe). Fails for formats that are not text.
[[nodiscard]] Result<Imported> import_text(
    std::string_view text,
    InFormat format,
    const ImportWish& wish,
    const std::optional<TableMapping>& mapping = {});

enum class OutFormat {
  kAnki,   ///< .apkg, schema 11
  kTable,  ///< TSV with Anki's header lines
  kGift,
  kMoodleXml,
  kCardsHtml,   ///< to be printed: cards
  kQuizHtml,    ///< to be printed: a quiz with its answer key
  kReadingHtml  ///< to be printed: the passages
};
[[nodiscard]] const char* name_of(OutFormat format);
[[nodiscard]] std::optional<OutFormat> out_format_named(std::string_view name);
[[nodiscard]] const char* title_of(OutFormat format);
[[nodiscard]] const char* ending_of(OutFormat format);  ///< ".apkg", ".txt", …

/// One answer of a learner, small because there may be many.
struct ExportedAnswer {
  std::int64_t at_ms = 0;  ///< since 1970
  std::int64_t duration_ms = 0;
  int interval_before = 0;  ///< days; below 0 the seconds of a step
  int interval_after = 0;
  double difficulty = 0;  ///< after it, 1..10
  Rating rating = Rating::kGood;
  Phase before = Phase::kNew;
};
/// Where a learner stands with a question, for formats that carry it.
struct ExportedStanding {
  Schedule schedule;
  bool suspended = false;
  bool buried = false;
  std::vector<ExportedAnswer> answers;  ///< those that count, in the order of the log
};
struct ExportWish {
  std::uint64_t seed = 0;  ///< for the options of choices made from facts
  Instant now{};
  int questions = 0;  ///< of a printed quiz; 0: all
  /// Empty, or one for each of the book's questions. Only Anki packages carry them.
  std::vector<ExportedStanding> standings;
  StudyCalendar calendar;
};
struct Exported {
  std::string bytes;
  std::vector<ImportNote> notes;  ///< what the format cannot hold
};
[[nodiscard]] Result<Exported> export_deck(const DeckBook& book,
                                           OutFormat format,
                                           const ExportWish& wish);

}  // namespace attache::exchange
