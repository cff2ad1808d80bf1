// Reading another program's file and saying what it would do.

#include "trainer/importing.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "cards/deck_item.h"
#include "deckfile/read.h"
#include "exchange/formats.h"
#include "trainer/import_content.h"
#include "trainer/import_merge.h"
#include "trainer/library.h"

namespace attache {

namespace fs = std::filesystem;
using exchange::InFormat;
using exchange::OutFormat;

namespace {

constexpr std::size_t kGuessedBy = 64u << 10;
constexpr std::size_t kMostText = 32u << 20;  ///< of a text file, as of a deck
/// What part of the work reading is; comparing and checking are the rest.
constexpr double kReadingShare = 0.8;

constexpr std::array kInFormats{
    InFormat::kAnki,           InFormat::kTable,        InFormat::kQuizlet,
    InFormat::kMnemosyneCards, InFormat::kMnemosyneXml, InFormat::kMnemosyneText,
    InFormat::kHashcards,      InFormat::kGift,         InFormat::kMoodleXml,
    InFormat::kAiken,          InFormat::kDeck};
constexpr std::array kOutFormats{OutFormat::kAnki,       OutFormat::kTable,
                                 OutFormat::kGift,       OutFormat::kMoodleXml,
                                 OutFormat::kCardsHtml,  OutFormat::kQuizHtml,
                                 OutFormat::kReadingHtml};

constexpr std::array<std::pair<exchange::ColumnUse, const char*>, 8> kColumns{{
    {exchange::ColumnUse::kIgnore, "ignore"},
    {exchange::ColumnUse::kQuestion, "question"},
    {exchange::ColumnUse::kAnswer, "answer"},
    {exchange::ColumnUse::kTags, "tags"},
    {exchange::ColumnUse::kTopic, "topic"},
    {exchange::ColumnUse::kExplain, "explain"},
    {exchange::ColumnUse::kId, "id"},
    {exchange::ColumnUse::kAccept, "accept"},
}};

std::string names_of_formats() {
  std::string names;
  for (const InFormat format : kInFormats)
    names += fmt::format("{}{}", names.empty() ? "" : ", ", exchange::name_of(format));
  return names;
}

Result<std::string> beginning_of(const fs::path& file, std::size_t most) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return fail("the file cannot be read", file.string(),
                "check its name and its permissions");
  std::string text(most, '\0');
  in.read(text.data(), static_cast<std::streamsize>(most));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

Result<std::string> whole_text(const ImportRequest& request) {
  if (request.file.empty()) return request.text;
  auto text = beginning_of(request.file, kMostText + 1);
  if (text && text->size() > kMostText)
    return fail("the file is larger than 32 MB", request.file.string(),
                "split it into several");
  return text;
}

Result<InFormat> format_of(const ImportRequest& request) {
  if (request.format) {
    const auto named = exchange::in_format_named(*request.format);
    if (named) return *named;
    return fail(fmt::format("there is no format {}", *request.format), "",
                "choose one of " + names_of_formats());
  }
  std::string name = request.file.filename().string();
  Result<std::string> beginning = request.text.substr(0, kGuessedBy);
  if (!request.file.empty()) beginning = beginning_of(request.file, kGuessedBy);
  if (!beginning) return beginning.unexpected();
  const auto guessed = exchange::guess_format(name, *beginning);
  if (guessed) return *guessed;
  return fail("it cannot be told which format this is", request.file.string(),
              "name the format: " + names_of_formats());
}

Result<std::optional<exchange::TableMapping>> mapping_of(const ImportRequest& request) {
  if (!request.table) return std::optional<exchange::TableMapping>();
  exchange::TableMapping mapping;
  mapping.separator = request.table->separator;
  mapping.has_header = request.table->has_header;
  mapping.html = request.table->html;
  for (const std::string& name : request.table->columns) {
    const auto* const found =
        std::find_if(kColumns.begin(), kColumns.end(),
                     [&](const auto& column) { return column.second == name; });
    if (found == kColumns.end())
      return fail(fmt::format("a column cannot be “{}”", name), "",
                  "use ignore, question, answer, tags, topic, explain, id or accept");
    mapping.columns.push_back(found->first);
  }
  return std::optional(std::move(mapping));
}

Result<exchange::Imported> read(const ImportRequest& request,
                                InFormat format,
                                const ImportGround& ground,
                                const ImportProgress& progress) {
  auto mapping = mapping_of(request);
  if (!mapping) return mapping.unexpected();
  exchange::ImportWish wish{
      .name = request.file.empty() ? request.name : request.file.filename().string(),
      .deck_id = request.deck_id.value_or(""),
      .calendar = ground.calendar,
      .now = ground.now,
      .progress = {}};
  if (progress)
    wish.progress = [&progress](double share) { return progress(share * kReadingShare); };
  auto imported = request.file.empty()
                      ? exchange::import_text(request.text, format, wish, *mapping)
                      : exchange::import_file(request.file, format, wish, *mapping);
  // A deck of our own has an id; another one may be wished.
  if (imported && format == InFormat::kDeck && request.deck_id)
    imported->decks.front().deck.id = *request.deck_id;
  return imported;
}

/// Where it is kept what a deck looked like when it was imported last.
fs::path prints_file_of(const std::string& deck, const ImportGround& ground) {
  return ground.decks_folder.parent_path() / "imports" / (deck + ".txt");
}

ImportPrints prints_in(const fs::path& file) {
  const auto text = beginning_of(file, kMostText);
  return text ? read_prints(*text) : ImportPrints();
}

/// Where decks lie now, by id.
std::map<std::string, fs::path> shelf_of(const ImportGround& ground) {
  std::map<std::string, fs::path> files;
  Library library = load_library(ground.deck_paths);
  for (std::size_t i = 0; i < library.books.size(); ++i)
    files.emplace(library.books[i].deck().id, library.files[i]);
  return files;
}

bool lies_in(const fs::path& file, const fs::path& folder) {
  std::error_code failure;
  return fs::weakly_canonical(file.parent_path(), failure) ==
         fs::weakly_canonical(folder, failure);
}

/// The first error of a deck's text, if it has any.
std::optional<Problem> first_error(const std::string& text, const std::string& name) {
  for (Problem& problem : read_deck_text(text, name).problems)
    if (problem.severity == Severity::kError) return std::move(problem);
  return std::nullopt;
}

/// Works out what becomes of one deck.
class DeckPlanner {
 public:
  DeckPlanner(const ImportGround& ground, MergeRule rule)
      : ground_(ground), rule_(rule), shelf_(shelf_of(ground)) {}

  Result<void> plan(exchange::ImportedDeck imported,
                    ImportPlan& plan,
                    ImportPlan::Content& content) {
    const std::string& id = imported.deck.id;
    ImportPlan::Content::DeckFile target;
    target.file = ground_.decks_folder / (id + ".xml");
    if (const auto there = shelf_.find(id); there != shelf_.end()) {
      if (!lies_in(there->second, ground_.decks_folder))
        return fail(fmt::format("the deck {} is there already and does not lie in your "
                                "folder of decks",
                                id),
                    there->second.string(), "import it under another id");
      target.file = there->second;
      target.existed = true;
    } else if (std::error_code failure; fs::exists(target.file, failure)) {
      return fail("a file with the name of this deck is there already",
                  target.file.string(), "move it away, or import under another id");
    }
    if (rule_ == MergeRule::kUpdate) target.prints_file = prints_file_of(id, ground_);
    auto made = make(target, imported.deck);
    if (!made) return made.unexpected();
    if (const auto error = first_error(made->text, target.file.filename().string()))
      return fail("the deck would have an error: " + error->text(), target.file.string(),
                  "tell us about this file");
    made->plan.file = target.file;
    made->plan.pictures = imported.files.size();
    target.text = std::move(made->text);
    if (rule_ == MergeRule::kUpdate)
      target.prints = prints_text(prints_of(imported.deck));
    target.pictures = std::move(imported.files);
    plan.decks.push_back(std::move(made->plan));
    content.decks.push_back(std::move(target));
    return {};
  }

 private:
  Result<Merged> make(ImportPlan::Content::DeckFile& target, const Deck& imported) const {
    if (!target.existed) return as_new_deck(imported);
    auto before = beginning_of(target.file, kMostText);
    if (!before) return before.unexpected();
    target.before = *std::move(before);
    return merged(
        target.before, target.file.filename().string(), imported, rule_,
        target.prints_file.empty() ? ImportPrints() : prints_in(target.prints_file));
  }

  const ImportGround& ground_;
  MergeRule rule_;
  std::map<std::string, fs::path> shelf_;
};

/// Cards that were moved to another deck at their source stay in the deck that they came
/// into: their progress belongs to it. Their answers go there too.
class MovedCards {
 public:
  explicit MovedCards(const ImportGround& ground) {
    for (const auto& [deck, file] : shelf_of(ground)) {
      if (!lies_in(file, ground.decks_folder)) continue;
      for (const auto& [id, print] : prints_in(prints_file_of(deck, ground)))
        deck_of_.try_emplace(id, deck);
    }
  }

  /// Takes them out of a deck that comes in; gives how many.
  std::size_t take_out(Deck& deck, std::vector<QuestionId>& questions) const {
    std::unordered_map<std::string, std::string> moved;
    std::erase_if(deck.cards, [&](const Card& card) {
      const auto known = deck_of_.find(card.id);
      if (known == deck_of_.end() || known->second == deck.id) return false;
      moved.emplace(fmt::format("{}/{}", deck.id, card.id),
                    fmt::format("{}/{}", known->second, card.id));
      return true;
    });
    for (QuestionId& id : questions) {
      const std::size_t end = id.find('/', id.find('/') + 1);
      if (const auto found = moved.find(id.substr(0, end)); found != moved.end())
        id = found->second + (end == std::string::npos ? "" : id.substr(end));
    }
    return moved.size();
  }

 private:
  std::unordered_map<std::string, std::string> deck_of_;
};

/// What each question that answers are about means in the deck as it will be.
std::vector<int> meanings_in(const ImportPlan::Content& content) {
  std::unordered_map<std::string, int> meaning_of;
  for (const auto& target : content.decks) {
    const ReadDeck read = read_deck_text(target.text, "");
    if (!read.deck) continue;
    for (const Question& question : questions_of(*read.deck))
      meaning_of.emplace(question.id, question.meaning);
  }
  std::vector<int> meanings;
  meanings.reserve(content.imported.questions.size());
  for (const QuestionId& id : content.imported.questions) {
    const auto found = meaning_of.find(id);
    meanings.push_back(found == meaning_of.end() ? 1 : found->second);
  }
  return meanings;
}

}  // namespace

std::vector<FormatName> import_formats() {
  std::vector<FormatName> formats;
  formats.reserve(kInFormats.size());
  for (const InFormat format : kInFormats)
    formats.push_back({exchange::name_of(format), exchange::title_of(format), ""});
  return formats;
}

std::vector<FormatName> export_formats() {
  std::vector<FormatName> formats;
  formats.reserve(kOutFormats.size());
  for (const OutFormat format : kOutFormats)
    formats.push_back({exchange::name_of(format), exchange::title_of(format),
                       exchange::ending_of(format)});
  return formats;
}

Result<TableLook> look_at_table(const ImportRequest& request) {
  const auto format = format_of(request);
  if (!format) return format.unexpected();
  if (*format != InFormat::kTable)
    return fail("only a table has columns", request.file.string(), "");
  const auto text = whole_text(request);
  if (!text) return text.unexpected();
  auto preview = exchange::preview_table(*text);
  if (!preview) return preview.unexpected();
  TableLook look;
  look.guess.separator = preview->guess.separator;
  look.guess.has_header = preview->guess.has_header;
  look.guess.html = preview->guess.html;
  for (const exchange::ColumnUse use : preview->guess.columns)
    for (const auto& [known, name] : kColumns)
      if (known == use) look.guess.columns.emplace_back(name);
  look.rows = std::move(preview->rows);
  return look;
}

Result<ImportPlan> plan_import(const ImportRequest& request,
                               const ImportGround& ground,
                               const ImportProgress& progress) {
  const auto format = format_of(request);
  if (!format) return format.unexpected();
  auto imported = read(request, *format, ground, progress);
  if (!imported) return imported.unexpected();
  ImportPlan plan;
  plan.format = imported->format;
  plan.answers = imported->answers.size();
  plan.suspended = static_cast<std::size_t>(std::count_if(
      imported->standings.begin(), imported->standings.end(),
      [](const exchange::ImportedStanding& each) { return each.suspended; }));
  plan.has_weights = imported->weights.has_value();
  for (exchange::ImportNote& note : imported->notes)
    plan.losses.push_back({std::move(note.where), std::move(note.what), note.count});
  imported->notes.clear();

  auto content = std::make_shared<ImportPlan::Content>();
  std::vector<exchange::ImportedDeck> decks = std::move(imported->decks);
  imported->decks.clear();
  content->imported = *std::move(imported);
  if (*format == InFormat::kAnki) {
    const MovedCards moved(ground);
    std::size_t count = 0;
    for (exchange::ImportedDeck& deck : decks)
      count += moved.take_out(deck.deck, content->imported.questions);
    std::erase_if(decks, [](const exchange::ImportedDeck& deck) {
      return deck.deck.cards.empty() && deck.deck.facts.empty();
    });
    if (count > 0)
      plan.losses.push_back(
          {"", "a card was moved to another deck, and stays here where it is", count});
  }
  DeckPlanner planner(
      ground, *format == InFormat::kDeck ? MergeRule::kReplace : MergeRule::kUpdate);
  for (std::size_t i = 0; i < decks.size(); ++i) {
    if (progress &&
        !progress(kReadingShare + (1 - kReadingShare) * static_cast<double>(i) /
                                      static_cast<double>(decks.size())))
      return fail("the import was stopped; nothing has changed", "", "");
    if (auto planned = planner.plan(std::move(decks[i]), plan, *content); !planned)
      return planned.unexpected();
  }
  content->meanings = meanings_in(*content);
  plan.content = std::move(content);
  return plan;
}

}  // namespace attache
