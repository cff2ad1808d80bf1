// Anki's packages out: schema 11 in a package of version 1, which other programs read
// too.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/chance.h"
#include "base/picture_header.h"
#include "cards/html.h"
#include "cards/text_pictures.h"
#include "exchange/anki_note_types.h"
#include "exchange/anki_own.h"
#include "exchange/anki_template.h"
#include "exchange/archive.h"
#include "exchange/sha1.h"
#include "exchange/writers.h"
#include "store/sqlite.h"

namespace attache::exchange {

namespace {

using std::chrono::days;
using std::chrono::seconds;

/// 1 January 2020: the time of the first edition. Each edition is a day later, so that a
/// new one replaces an old one, and the same one twice is the same.
constexpr std::int64_t kFirstEdition = 1'577'836'800;
constexpr std::int64_t kSecondsOfDay = 86'400;

constexpr const char* kSchema = R"sql(
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
  scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
  ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
  dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
  sfld text NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
  ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
  queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL,
  factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
  left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
  ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL,
  factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
BEGIN;
)sql";

/// Ids that follow from names: the same for ever, and no two alike.
class Ids {
 public:
  std::int64_t of(const std::string& name) {
    // Milliseconds since 1970, as Anki has them, between 2014 and 2017.
    constexpr std::int64_t kFirst = 1'400'000'000'000;
    constexpr std::uint64_t kRange = 100'000'000'000;
    std::int64_t id = kFirst + static_cast<std::int64_t>(stable_hash(name) % kRange);
    while (!taken_.insert(id).second)
      ++id;
    return id;
  }

 private:
  std::set<std::int64_t> taken_;
};

/// A note on its way out: its fields without the hidden one.
struct OutNote {
  OwnKind kind = OwnKind::kCard;
  std::string base;  ///< of the question's id
  std::size_t place = 0;
  std::string topic;
  std::vector<std::string> tags;
  std::vector<std::string> fields;
  std::string xml;
  /// The questions that it asks, as indexes into the book's, with their ord.
  std::vector<std::pair<int, std::size_t>> questions;
};

/// How a card stands, as the columns of a row.
struct OutStanding {
  int type = 0;
  int queue = 0;
  std::int64_t due = 0;
  int interval = 0;
  int factor = 0;
  int reps = 0;
  int lapses = 0;
  int left = 0;
  std::string state;
};

/// An answer on its way out, by its question's index.
struct OutAnswer {
  const ExportedAnswer* answer = nullptr;
  std::size_t question = 0;
};

/// CommonMark as HTML, with pictures by the names that they have in the package.
std::string shown_html(std::string_view commonmark) {
  return html_of(commonmark, [](const std::string& file) {
    return fault_in_picture_name(file) ? std::string() : own_picture_name(file);
  });
}

std::string list_html(const std::vector<std::string>& items) {
  std::string html = "<ul>";
  for (const std::string& item : items)
    html += fmt::format("<li>{}</li>", shown_html(item));
  return html + "</ul>";
}

/// The question with what there is to choose from.
std::string question_html(const Prompt& prompt) {
  std::string html = shown_html(prompt.stem);
  std::vector<std::string> options;
  for (const Option& option : prompt.options)
    options.push_back(option.text);
  if (!options.empty()) html += list_html(options);
  if (!prompt.items.empty()) html += list_html(prompt.items);
  if (!prompt.counterparts.empty()) html += list_html(prompt.counterparts);
  return html;
}

/// "{{c1::answer::hint}}": all blanks of a card are one question.
std::string cloze_html_of(const ClozeText& cloze) {
  std::string text = cloze.pieces.front();
  for (std::size_t i = 0; i < cloze.blanks.size(); ++i)
    text += blank_mark(i) + cloze.pieces[i + 1];
  const MarkedText marked = split_at_marks(shown_html(text));
  std::string html = marked.pieces.front();
  for (std::size_t i = 0; i < marked.marks.size(); ++i) {
    const Blank& blank = cloze.blanks[marked.marks[i]];
    html += "{{c1::" + escaped_html(blank.accepted.front());
    if (!blank.hint.empty()) html += "::" + escaped_html(blank.hint);
    html += "}}" + marked.pieces[i + 1];
  }
  return html;
}

/// Which of Anki's kinds of answer it is, by where its card stood before.
int log_type(Phase before) {
  enum LogType { kLearning, kReview, kRelearning };
  switch (before) {
    case Phase::kReview:
      return kReview;
    case Phase::kRelearning:
      return kRelearning;
    default:
      return kLearning;
  }
}

std::string box_html(const PictureRegion& region, bool asked) {
  return fmt::format(
      "<div class=\"cover{}\" "
      "style=\"left:{:.2f}%;top:{:.2f}%;width:{:.2f}%;height:{:.2f}%\"></div>",
      asked ? " asked" : "", region.x, region.y, region.width, region.height);
}

std::string picture_html(const PromptPicture& picture, bool covered) {
  std::string html = fmt::format("<div class=\"picture\"><img src=\"{}\" alt=\"{}\">",
                                 escaped_html(own_picture_name(picture.file)),
                                 escaped_html(picture.alt));
  if (covered)
    for (std::size_t i = 0; i < picture.hidden.size(); ++i)
      html += box_html(picture.hidden[i], i == picture.asked);
  return html + "</div>";
}

class AnkiWriter {
 public:
  AnkiWriter(const DeckBook& book, const ExportWish& wish)
      : book_(book), deck_(book.deck()), wish_(wish), first_day_(first_day()) {
    card_ids_.resize(book.questions().size());
  }

  Result<Exported> write();

 private:
  [[nodiscard]] StudyDay first_day() const;
  [[nodiscard]] std::int64_t changed() const {
    return kFirstEdition + deck_.edition * kSecondsOfDay;
  }
  [[nodiscard]] Prompt prompt_of(const Question& question) const;
  [[nodiscard]] std::vector<OutNote> notes_of_facts() const;
  void add_cards(std::vector<OutNote>& notes) const;
  [[nodiscard]] OutNote note_of(const Card& card, std::size_t question) const;
  void finish(OutNote& note,
              const std::string& explain,
              const std::string& passage) const;
  [[nodiscard]] std::string source_html(const Passage& passage) const;
  [[nodiscard]] std::string deck_path(const std::string& topic) const;
  std::int64_t deck_id(const std::string& topic);
  [[nodiscard]] std::string decks_json() const;
  [[nodiscard]] OutStanding standing_of(std::size_t question) const;
  Result<void> insert_note(Database& database, const OutNote& note);
  [[nodiscard]] std::vector<OutAnswer> answers() const;
  Result<void> insert_answers(Database& database) const;
  Result<void> insert_col(Database& database);
  Result<std::string> collection(const std::vector<OutNote>& notes);
  void add_media(std::vector<ArchiveEntry>& entries);

  const DeckBook& book_;
  const Deck& deck_;
  const ExportWish& wish_;
  StudyDay first_day_;
  NoteBook notes_;
  Ids ids_;
  std::map<std::string, std::int64_t> deck_ids_;  ///< by path of names
  std::vector<std::int64_t> card_ids_;            ///< by question
  std::int64_t position_ = 0;                     ///< of new cards
};

/// The day from which "due" counts: nothing lies before it.
StudyDay AnkiWriter::first_day() const {
  StudyDay first{};
  bool found = false;
  for (const ExportedStanding& one : wish_.standings) {
    if (one.schedule.phase == Phase::kNew) continue;
    const StudyDay earliest = std::min(one.schedule.last_day, one.schedule.due_day);
    first = found ? std::min(first, earliest) : earliest;
    found = true;
  }
  if (found) return first;
  return StudyDay(days(kFirstEdition / kSecondsOfDay));
}

Prompt AnkiWriter::prompt_of(const Question& question) const {
  Chance chance = Chance(wish_.seed).derive(question.id);
  return book_.put(question, question.forms.back(), chance);
}

std::string AnkiWriter::source_html(const Passage& passage) const {
  const Source* source = book_.source(passage.source);
  std::string text;
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    if (!text.empty()) text += ", ";
    text += escaped_html(part);
  };
  if (source != nullptr) {
    add(source->author);
    add(source->title);
    add(source->publisher);
    if (source->date) add(source->date->text());
  }
  add(passage.at);
  if (source != nullptr && !source->url.empty())
    text += fmt::format(" <a href=\"{0}\">{0}</a>", escaped_html(source->url));
  return text;
}

/// Explanation, passage and source: the fields that all types end with.
void AnkiWriter::finish(OutNote& note,
                        const std::string& explain,
                        const std::string& passage) const {
  const Passage* found = book_.passage(passage);
  note.fields.push_back(explain.empty() ? "" : shown_html(explain));
  note.fields.push_back(found == nullptr ? "" : shown_html(found->text));
  note.fields.push_back(found == nullptr ? "" : source_html(*found));
}

std::vector<OutNote> AnkiWriter::notes_of_facts() const {
  std::vector<OutNote> notes(deck_.facts.size());
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const Fact& fact = deck_.facts[i];
    const Entity* subject = book_.entity(fact.subject);
    notes[i].kind = OwnKind::kFact;
    notes[i].base = fact.id;
    notes[i].place = i;
    notes[i].topic = fact.topic;
    notes[i].tags = fact.tags;
    notes[i].fields = {fact.id,
                       "",
                       "",
                       escaped_html(fact.relation),
                       subject == nullptr ? "" : escaped_html(subject->name),
                       "",
                       escaped_html(book_.statement(fact))};
    notes[i].xml = part_xml(fact);
  }
  for (std::size_t i = 0; i < book_.questions().size(); ++i) {
    const Question& question = book_.questions()[i];
    if (!question.direction) continue;
    OutNote& note = notes[question.item];
    const Prompt prompt = prompt_of(question);
    const bool object = *question.direction == Direction::kObject;
    const std::string ask = prompt.cloze ? prompt.cloze->filled() : prompt.stem;
    note.fields[object ? 1 : 2] = shown_html(ask);
    note.fields[object ? 5 : 4] = shown_html(prompt.answer);
    note.questions.emplace_back(object ? 0 : 1, i);
  }
  for (std::size_t i = 0; i < notes.size(); ++i)
    finish(notes[i], deck_.facts[i].explain, deck_.facts[i].passage);
  return notes;
}

OutNote AnkiWriter::note_of(const Card& card, std::size_t question) const {
  const Question& asked = book_.questions()[question];
  const Prompt prompt = prompt_of(asked);
  OutNote note;
  note.base = asked.id.substr(deck_.id.size() + 1);
  note.place = deck_.facts.size() + asked.item;
  note.topic = card.topic;
  note.tags = card.tags;
  note.questions.emplace_back(0, question);
  if (prompt.picture) {
    note.kind = OwnKind::kPicture;
    note.fields = {note.base, shown_html(prompt.stem),
                   picture_html(*prompt.picture, true), escaped_html(prompt.answer),
                   picture_html(*prompt.picture, false)};
  } else if (prompt.cloze) {
    note.kind = OwnKind::kCloze;
    note.fields = {note.base, cloze_html_of(*prompt.cloze)};
  } else if (std::holds_alternative<TypedCard>(card.body)) {
    note.kind = OwnKind::kTyped;
    note.fields = {note.base, shown_html(prompt.stem), escaped_html(prompt.answer)};
  } else {
    note.fields = {note.base, question_html(prompt), shown_html(prompt.answer)};
  }
  finish(note, card.explain, card.passage);
  note.xml = part_xml(card);
  return note;
}

void AnkiWriter::add_cards(std::vector<OutNote>& notes) const {
  for (std::size_t i = 0; i < book_.questions().size(); ++i)
    if (const Question& question = book_.questions()[i]; !question.direction)
      notes.push_back(note_of(deck_.cards[question.item], i));
}

/// "Title::Topic::Topic within it".
std::string AnkiWriter::deck_path(const std::string& topic) const {
  const auto tidy = [](std::string name) {
    for (std::size_t at = name.find("::"); at != std::string::npos; at = name.find("::"))
      name.erase(at, 1);
    return name;
  };
  std::string path;
  for (const Topic* at = book_.topic(topic); at != nullptr; at = book_.topic(at->parent))
    path.insert(0, "::" + tidy(at->name));
  return tidy(deck_.title) + path;
}

std::int64_t AnkiWriter::deck_id(const std::string& topic) {
  const std::string path = deck_path(topic);
  const auto known = deck_ids_.find(path);
  if (known != deck_ids_.end()) return known->second;
  const std::int64_t id = ids_.of("deck " + deck_.id + " " + topic);
  deck_ids_.emplace(path, id);
  return id;
}

std::string AnkiWriter::decks_json() const {
  using Json = nlohmann::json;
  const auto deck = [this](std::int64_t id, const std::string& name,
                           const std::string& description) -> Json {
    return {{"id", id},           {"name", name},       {"desc", description},
            {"mod", changed()},   {"usn", -1},          {"collapsed", false},
            {"dyn", 0},           {"conf", 1},          {"extendNew", 0},
            {"extendRev", 0},     {"newToday", {0, 0}}, {"revToday", {0, 0}},
            {"lrnToday", {0, 0}}, {"timeToday", {0, 0}}};
  };
  Json decks = {{"1", deck(1, "Default", "")}};
  const std::string top = deck_path("");
  for (const auto& [path, id] : deck_ids_)
    decks[std::to_string(id)] =
        deck(id, path, path == top ? html_of(deck_.description) : std::string());
  return decks.dump();
}

namespace {

/// A memory as Anki's FSRS keeps it with a card. That has one trace; what a model of two
/// knows it would misread, and gets nothing.
std::string fsrs_state(const MemoryState& memory, Instant last_at) {
  if (memory.fast_stability != 0) return {};
  const auto rounded = [](double number) {
    constexpr double kDigits = 10'000;
    return std::round(number * kDigits) / kDigits;
  };
  const nlohmann::json state = {
      {"s", rounded(memory.stability)},
      {"d", rounded(memory.difficulty)},
      {"decay", rounded(default_weights(ModelKind::kFsrs6).values.back())},
      {"lrt", std::chrono::duration_cast<seconds>(last_at.time_since_epoch()).count()}};
  return state.dump();
}

}  // namespace

OutStanding AnkiWriter::standing_of(std::size_t question) const {
  enum Type { kNewType, kLearningType, kReviewType, kRelearningType };
  constexpr int kUsualFactor = 2500;
  constexpr int kSuspended = -1;
  constexpr int kBuried = -3;  // by the learner, not by Anki
  OutStanding out;
  static const ExportedStanding kNew;
  const ExportedStanding& standing =
      question < wish_.standings.size() ? wish_.standings[question] : kNew;
  const Schedule& schedule = standing.schedule;
  if (schedule.phase != Phase::kNew) {
    out.factor = kUsualFactor;
    out.reps = std::max(1, schedule.reviews);
    out.lapses = schedule.lapses;
    out.interval = std::max(1, schedule.interval_days);
    if (schedule.phase == Phase::kReview) {
      out.type = out.queue = kReviewType;
      out.due = (schedule.due_day - first_day_).count();
    } else {
      const bool again = schedule.phase == Phase::kRelearning;
      out.type = again ? kRelearningType : kLearningType;
      out.queue = kLearningType;
      out.due =
          std::chrono::duration_cast<seconds>(schedule.due_at.time_since_epoch()).count();
      constexpr int kOneStep = 1001;
      constexpr int kTwoSteps = 2002;
      out.left = again || schedule.step > 0 ? kOneStep : kTwoSteps;
      if (!again) out.interval = 0;
    }
    if (schedule.memory) out.state = fsrs_state(*schedule.memory, schedule.last_at);
  }
  if (standing.buried) out.queue = kBuried;
  if (standing.suspended) out.queue = kSuspended;
  return out;
}

Result<void> AnkiWriter::insert_note(Database& database, const OutNote& note) {
  const OwnPart part{deck_.id, note.place, fingerprint_of(note.fields), note.base,
                     note.xml};
  const std::string guid = fmt::format("{}/{}", deck_.id, note.base);
  const std::int64_t id = ids_.of("note " + guid);
  const std::int64_t deck = deck_id(note.topic);
  std::string tags;
  for (const std::string& tag : note.tags)
    tags += " " + tag;
  if (!tags.empty()) tags += " ";
  auto done = database.run(
      "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')", id, guid,
      own_note_type(note.kind).id, changed(), tags,
      fmt::format("{}\x1f{}", fmt::join(note.fields, "\x1f"), own_field(part)),
      note.fields.at(1), static_cast<std::int64_t>(sha1(note.fields.front())[0]));
  for (const auto& [ord, question] : note.questions) {
    if (!done) return done;
    OutStanding out = standing_of(question);
    ++position_;
    if (out.type == 0) out.due = position_;
    const std::int64_t card = ids_.of("card " + book_.questions()[question].id);
    card_ids_[question] = card;
    done = database.run(
        "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, "
        "?)",
        card, id, deck, ord, changed(), out.type, out.queue, out.due, out.interval,
        out.factor, out.reps, out.lapses, out.left, out.state);
  }
  return done;
}

/// All answers in order of time.
std::vector<OutAnswer> AnkiWriter::answers() const {
  std::vector<OutAnswer> all;
  const std::size_t count = std::min(wish_.standings.size(), card_ids_.size());
  for (std::size_t i = 0; i < count; ++i)
    for (const ExportedAnswer& answer : wish_.standings[i].answers)
      all.push_back({&answer, i});
  std::stable_sort(all.begin(), all.end(), [](const OutAnswer& a, const OutAnswer& b) {
    return a.answer->at_ms < b.answer->at_ms;
  });
  return all;
}

Result<void> AnkiWriter::insert_answers(Database& database) const {
  std::int64_t last = 0;
  for (const auto& [answer, question] : answers()) {
    // The time is the row's name: what was answered together comes one after the other.
    last = std::max(last + 1, answer->at_ms);
    const int factor = static_cast<int>(
        std::lround(1000 * ((std::clamp(answer->difficulty, 1.0, 10.0) - 1) / 9 + 0.1)));
    auto put = database.run("INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)",
                            last, card_ids_[question], static_cast<int>(answer->rating),
                            answer->interval_after, answer->interval_before, factor,
                            answer->duration_ms, log_type(answer->before));
    if (!put) return put;
  }
  return {};
}

Result<void> AnkiWriter::insert_col(Database& database) {
  const Instant created = wish_.calendar.start_of(first_day_);
  const std::int64_t top = deck_id("");  // before the list of decks, which names it too
  const auto west = static_cast<int>(-wish_.calendar.offset_at(created).count());
  return database.run(
      "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, -1, 0, ?, ?, ?, ?, '{}')",
      std::chrono::duration_cast<seconds>(created.time_since_epoch()).count(),
      static_cast<std::int64_t>(wish_.now.time_since_epoch().count()), changed() * 1000,
      settings_json(west, wish_.calendar.start_hour()), models_json(top, changed()),
      decks_json(), deck_options_json());
}

Result<std::string> AnkiWriter::collection(const std::vector<OutNote>& notes) {
  auto database = Database::open(":memory:", Database::Mode::kWrite);
  if (!database) return database.unexpected();
  if (const auto made = database->script(kSchema); !made) return made.unexpected();
  for (const OutNote& note : notes)
    if (const auto put = insert_note(*database, note); !put) return put.unexpected();
  if (const auto put = insert_answers(*database); !put) return put.unexpected();
  if (const auto put = insert_col(*database); !put) return put.unexpected();
  if (const auto done = database->script("COMMIT"); !done) return done.unexpected();
  struct Free {
    void operator()(unsigned char* bytes) const { sqlite3_free(bytes); }
  };
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, Free> bytes(
      sqlite3_serialize(database->handle(), "main", &size, 0));
  if (bytes == nullptr) return database->failure();
  return std::string(bytes.get(), bytes.get() + size);
}

void AnkiWriter::add_media(std::vector<ArchiveEntry>& entries) {
  nlohmann::json list = nlohmann::json::object();
  std::size_t count = 0;
  const auto add = [&](const std::string& name, std::string bytes) {
    const std::string member = std::to_string(count++);
    list[member] = name;
    entries.push_back({member, std::move(bytes)});
  };
  add(skeleton_name(deck_.id), skeleton_xml(deck_));
  for (const std::string& name : picture_files_of(deck_)) {
    const std::filesystem::path file = book_.folder() / name;
    std::error_code none;
    const auto size = std::filesystem::file_size(file, none);
    std::ifstream in(file, std::ios::binary);
    std::string bytes;
    if (!none && size <= kMostPictureBytes)
      bytes.assign(std::istreambuf_iterator<char>(in), {});
    if (bytes.empty()) {
      notes_.note(name, "this picture cannot be read and is left out");
      continue;
    }
    add(own_picture_name(name), std::move(bytes));
  }
  entries.push_back({"media", list.dump()});
}

Result<Exported> AnkiWriter::write() {
  std::vector<OutNote> notes = notes_of_facts();
  add_cards(notes);
  auto database = collection(notes);
  if (!database) return database.unexpected();
  std::vector<ArchiveEntry> entries;
  entries.push_back({"collection.anki2", *std::move(database)});
  add_media(entries);
  auto bytes = zip_of(entries);
  if (!bytes) return bytes.unexpected();
  return Exported{*std::move(bytes), std::move(notes_).take()};
}

}  // namespace

Result<Exported> write_anki(const DeckBook& book, const ExportWish& wish) {
  return AnkiWriter(book, wish).write();
}

}  // namespace attache::exchange
