#include "exchange/anki_collection.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.h"
#include "exchange/anki_wire.h"

namespace attache::exchange {

namespace {

using Json = nlohmann::json;

/// Steps of SQLite's machine between two looks at the watch, and how many a query may
/// take: some seconds' work on a slow machine.
constexpr int kStepsBetweenLooks = 100'000;
constexpr int kMostLooks = 20'000;
constexpr std::int64_t kMostCards = 2'000'000;
constexpr int kLongestValue = 64 << 20;
constexpr char kFieldSeparator = '\x1f';

int compare_names(void* /*none*/, int a_size, const void* a, int b_size, const void* b) {
  // Which order names have is of no interest here; that there is one is.
  const auto shorter = static_cast<std::size_t>(std::min(a_size, b_size));
  const int order = shorter == 0 ? 0 : std::memcmp(a, b, shorter);
  return order != 0 ? order : a_size - b_size;
}

/// A text in JSON, or nothing where it is no text.
std::string text_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>()
                                                   : std::string();
}

std::int64_t whole_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) return 0;
  if (found->is_number_integer()) return found->get<std::int64_t>();
  if (!found->is_string()) return 0;
  const auto text = found->get<std::string>();
  return std::strtoll(text.c_str(), nullptr, 10);
}

double real_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? found->get<double>() : 0;
}

std::vector<double> numbers_at(const Json& json, const char* key) {
  std::vector<double> numbers;
  const auto found = json.find(key);
  if (found == json.end() || !found->is_array()) return numbers;
  for (const Json& number : *found)
    if (number.is_number()) numbers.push_back(number.get<double>());
  return numbers;
}

Json parsed(const std::string& text) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) json = Json::object();
  return json;
}

/// The objects of a list by their "ord".
std::vector<Json> in_order(const Json& json, const char* key) {
  std::vector<Json> sorted;
  const auto found = json.find(key);
  if (found == json.end() || !found->is_array()) return sorted;
  for (const Json& one : *found)
    if (one.is_object()) sorted.push_back(one);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Json& a, const Json& b) {
    return whole_at(a, "ord") < whole_at(b, "ord");
  });
  return sorted;
}

AnkiNoteType note_type_of(const Json& json, std::int64_t id) {
  AnkiNoteType type;
  type.id = id;
  type.name = text_at(json, "name");
  type.cloze = whole_at(json, "type") == 1;
  for (const Json& field : in_order(json, "flds"))
    type.fields.push_back(text_at(field, "name"));
  for (const Json& one : in_order(json, "tmpls"))
    type.templates.push_back(
        {text_at(one, "name"), text_at(one, "qfmt"), text_at(one, "afmt")});
  return type;
}

AnkiConfig config_of(const Json& json) {
  AnkiConfig config;
  for (const char* key : {"fsrsParams6", "fsrsParams5", "fsrsWeights"})
    if (config.weights.empty()) config.weights = numbers_at(json, key);
  if (const double retention = real_at(json, "desiredRetention"); retention > 0)
    config.desired_retention = retention;
  return config;
}

AnkiConfig config_of_message(std::string_view message) {
  AnkiConfig config;
  for (const std::uint32_t number : {6U, 5U, 3U})
    if (const auto field = wire_field(message, number); field && config.weights.empty())
      config.weights = wire_floats(field->bytes);
  if (const auto field = wire_field(message, 37); field && field->bytes.empty())
    if (const double retention = wire_float(field->whole);
        std::isfinite(retention) && retention > 0)
      config.desired_retention = retention;
  return config;
}

std::string text_in(std::string_view message, std::uint32_t number) {
  const auto field = wire_field(message, number);
  return field ? valid_utf8(std::string(field->bytes)) : std::string();
}

std::int32_t small(std::int64_t number) {
  return static_cast<std::int32_t>(
      std::clamp<std::int64_t>(number, std::numeric_limits<std::int32_t>::min(),
                               std::numeric_limits<std::int32_t>::max()));
}

/// FSRS's state, as Anki keeps it with the card.
void read_card_state(AnkiCard& card, const std::string& text) {
  if (text.size() < 3 || text.front() != '{') return;
  const Json json = parsed(text);
  card.stability = real_at(json, "s");
  card.difficulty = real_at(json, "d");
  card.last_review = whole_at(json, "lrt");
}

AnkiCard card_of(const Row& row) {
  AnkiCard card;
  card.id = row.integer(0);
  card.note = row.integer(1);
  card.ord = small(row.integer(3));
  card.type = small(row.integer(4));
  card.queue = small(row.integer(5));
  const std::int64_t home_due = row.integer(11);
  const std::int64_t home_deck = row.integer(12);
  card.deck = home_deck != 0 ? home_deck : row.integer(2);
  card.due = home_deck != 0 && home_due != 0 ? home_due : row.integer(6);
  card.interval = row.integer(7);
  card.reps = small(std::max<std::int64_t>(0, row.integer(8)));
  card.lapses = small(std::max<std::int64_t>(0, row.integer(9)));
  card.flags = small(row.integer(10));
  read_card_state(card, row.text(13));
  return card;
}

void split_fields(std::string_view text, std::vector<std::string>& fields) {
  fields.clear();
  while (true) {
    const std::size_t end = text.find(kFieldSeparator);
    fields.push_back(valid_utf8(std::string(text.substr(0, end))));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string valid_utf8(std::string text) {
  auto at = first_invalid_character(text);
  if (!at) return text;
  std::string clean;
  std::string_view rest = text;
  for (; at; at = first_invalid_character(rest)) {
    clean += rest.substr(0, *at);
    const bool control = static_cast<unsigned char>(rest[*at]) < 0x20U;
    if (!control) clean += "\xEF\xBF\xBD";
    rest.remove_prefix(*at + 1);
    // The rest of a broken character, which is no beginning of one.
    while (!rest.empty() && (static_cast<unsigned char>(rest.front()) & 0xC0U) == 0x80U)
      rest.remove_prefix(1);
  }
  return clean.append(rest);
}

/// What SQLite asks while it works.
struct AnkiCollection::Watch {
  std::function<bool()> go_on;
  int looks = 0;
  bool cancelled = false;

  static int look(void* watch) {
    auto& self = *static_cast<Watch*>(watch);
    self.cancelled = self.go_on && !self.go_on();
    return self.cancelled || ++self.looks > kMostLooks ? 1 : 0;
  }
};

AnkiCollection::AnkiCollection(Database database, std::unique_ptr<Watch> watch)
    : watch_(std::move(watch)), database_(std::move(database)) {}
AnkiCollection::AnkiCollection(AnkiCollection&& other) noexcept = default;
AnkiCollection& AnkiCollection::operator=(AnkiCollection&& other) noexcept = default;
AnkiCollection::~AnkiCollection() = default;

Unexpected AnkiCollection::damaged() const {
  if (watch_->cancelled) return fail("The import was cancelled", {}, {});
  return fail("The package's database is damaged", {},
              "Get it again where it came from, or check the database in Anki and "
              "export it once more");
}

template <class Take>
Result<void> AnkiCollection::rows(Sql sql, const Take& take) {
  watch_->looks = 0;
  bool ours = false;  // an error of `take`, not of the database
  auto done = database_.each(sql, [&](const Row& row) -> Result<void> {
    Result<void> taken = take(row);
    ours = !taken;
    return taken;
  });
  if (done || ours) return done;
  return damaged();
}

Result<AnkiCollection> AnkiCollection::open(const std::filesystem::path& file,
                                            std::function<bool()> go_on) {
  auto watch = std::make_unique<Watch>();
  watch->go_on = std::move(go_on);
  auto database = Database::open(file, Database::Mode::kAsItLies);
  if (!database) return database.unexpected();
  AnkiCollection collection(*std::move(database), std::move(watch));
  if (const auto done = collection.harden(); !done) return done.unexpected();
  if (const auto done = collection.check(); !done) return done.unexpected();
  if (const auto done = collection.read_col(); !done) return done.unexpected();
  return collection;
}

Result<void> AnkiCollection::harden() {
  sqlite3* handle = database_.handle();
  sqlite3_progress_handler(handle, kStepsBetweenLooks, &Watch::look, watch_.get());
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLongestValue);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  bool set = true;
  const auto config = [&](int what, int value) {
    // The way in is variadic.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
    set = sqlite3_db_config(handle, what, value, nullptr) == SQLITE_OK && set;
  };
  config(SQLITE_DBCONFIG_DEFENSIVE, 1);
  config(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
  config(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
  config(SQLITE_DBCONFIG_ENABLE_VIEW, 0);
  const int named =
      sqlite3_create_collation(handle, "unicase", SQLITE_UTF8, nullptr, &compare_names);
  if (!set || named != SQLITE_OK) return damaged();
  if (!database_.script("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA "
                        "temp_store=MEMORY;"))
    return damaged();
  return {};
}

Result<void> AnkiCollection::check() {
  // Only plain tables and their indexes are read: anything else could run what a
  // stranger wrote.
  std::int64_t odd = 0;
  auto counted = rows(
      "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql "
      "LIKE 'CREATE VIRTUAL%'",
      [&](const Row& row) -> Result<void> {
        odd = row.integer(0);
        return {};
      });
  if (!counted) return counted;
  if (odd != 0) return damaged();
  std::string verdict;
  auto checked = rows("PRAGMA quick_check(1)", [&](const Row& row) -> Result<void> {
    verdict = row.text(0);
    return {};
  });
  if (!checked) return checked;
  if (verdict != "ok") return damaged();
  return {};
}

Result<void> AnkiCollection::read_col() {
  std::int64_t count = 0;
  auto counted = rows(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN "
      "('notetypes', 'fields', 'templates', 'decks', 'deck_config', 'config')",
      [&](const Row& row) -> Result<void> {
        count = row.integer(0);
        return {};
      });
  if (!counted) return counted;
  Json conf, models, decks, dconf;
  bool found = false;
  auto done = rows("SELECT crt, conf, models, decks, dconf FROM col LIMIT 1",
                   [&](const Row& row) -> Result<void> {
                     found = true;
                     created_ = row.integer(0);
                     conf = parsed(row.text(1));
                     models = parsed(row.text(2));
                     decks = parsed(row.text(3));
                     dconf = parsed(row.text(4));
                     return {};
                   });
  if (!done) return done;
  if (!found) return damaged();
  constexpr std::int64_t kTablesOfSchema18 = 6;
  if (count == kTablesOfSchema18) return read_tables();
  if (conf.contains("creationOffset"))
    minutes_west_ = small(whole_at(conf, "creationOffset"));
  for (const auto& [key, model] : models.items())
    if (model.is_object()) {
      const std::int64_t id = std::strtoll(key.c_str(), nullptr, 10);
      note_types_[id] = note_type_of(model, id);
    }
  for (const auto& [key, deck] : decks.items())
    if (deck.is_object())
      decks_[std::strtoll(key.c_str(), nullptr, 10)] = {text_at(deck, "name"),
                                                        whole_at(deck, "conf")};
  for (const auto& [key, config] : dconf.items())
    if (config.is_object())
      configs_[std::strtoll(key.c_str(), nullptr, 10)] = config_of(config);
  return {};
}

Result<void> AnkiCollection::read_tables() {
  if (auto done = read_note_type_tables(); !done) return done;
  if (auto done = read_deck_tables(); !done) return done;
  return rows("SELECT val FROM config WHERE key = 'creationOffset'",
              [&](const Row& row) -> Result<void> {
                const Json value = Json::parse(row.text(0), nullptr, false);
                if (value.is_number_integer())
                  minutes_west_ = small(value.get<std::int64_t>());
                return {};
              });
}

Result<void> AnkiCollection::read_note_type_tables() {
  auto done =
      rows("SELECT id, name, config FROM notetypes", [&](const Row& row) -> Result<void> {
        AnkiNoteType type;
        type.id = row.integer(0);
        type.name = valid_utf8(row.text(1));
        const std::string config = row.text(2);
        const auto kind = wire_field(config, 1);
        type.cloze = kind && kind->whole == 1;
        note_types_[type.id] = std::move(type);
        return {};
      });
  if (!done) return done;
  done = rows("SELECT ntid, name FROM fields ORDER BY ntid, ord",
              [&](const Row& row) -> Result<void> {
                const auto type = note_types_.find(row.integer(0));
                if (type != note_types_.end())
                  type->second.fields.push_back(valid_utf8(row.text(1)));
                return {};
              });
  if (!done) return done;
  return rows("SELECT ntid, name, config FROM templates ORDER BY ntid, ord",
              [&](const Row& row) -> Result<void> {
                const auto type = note_types_.find(row.integer(0));
                const std::string config = row.text(2);
                if (type != note_types_.end())
                  type->second.templates.push_back(
                      {valid_utf8(row.text(1)), text_in(config, 1), text_in(config, 2)});
                return {};
              });
}

Result<void> AnkiCollection::read_deck_tables() {
  auto done =
      rows("SELECT id, name, kind FROM decks", [&](const Row& row) -> Result<void> {
        AnkiDeck deck;
        for (const char c : row.text(1))
          deck.name += c == kFieldSeparator ? std::string("::") : std::string(1, c);
        deck.name = valid_utf8(std::move(deck.name));
        const std::string kind = row.text(2);
        if (const auto normal = wire_field(kind, 1))
          if (const auto config = wire_field(normal->bytes, 1))
            deck.config = static_cast<std::int64_t>(config->whole);
        decks_[row.integer(0)] = std::move(deck);
        return {};
      });
  if (!done) return done;
  return rows("SELECT id, config FROM deck_config", [&](const Row& row) -> Result<void> {
    configs_[row.integer(0)] = config_of_message(row.text(1));
    return {};
  });
}

StudyDay AnkiCollection::first_day(const StudyCalendar& calendar) const {
  using namespace std::chrono;  // NOLINT(google-build-using-namespace)
  // Times from nowhere near today would overflow the calendar.
  constexpr std::int64_t kMostSeconds = 8'000'000'000;
  const seconds created(std::clamp<std::int64_t>(created_, 0, kMostSeconds));
  constexpr int kMostMinutes = 24 * 60;
  const minutes offset =
      minutes_west_ ? minutes(-std::clamp(*minutes_west_, -kMostMinutes, kMostMinutes))
                    : calendar.offset_at(Instant(created));
  return StudyDay(floor<days>(created + offset));
}

Result<std::vector<AnkiCard>> AnkiCollection::cards() {
  std::vector<AnkiCard> cards;
  const auto done = rows(
      "SELECT id, nid, did, ord, type, queue, due, ivl, reps, lapses, flags, odue, "
      "odid, data FROM cards ORDER BY nid, ord, id",
      [&](const Row& row) -> Result<void> {
        if (cards.size() == kMostCards)
          return fail("This package holds more than 2,000,000 cards", {},
                      "Export its decks one by one");
        cards.push_back(card_of(row));
        return {};
      });
  if (!done) return done.unexpected();
  return cards;
}

Result<std::int64_t> AnkiCollection::count_notes() {
  std::int64_t count = 0;
  const auto done =
      rows("SELECT count(*) FROM notes", [&](const Row& row) -> Result<void> {
        count = row.integer(0);
        return {};
      });
  if (!done) return done.unexpected();
  return count;
}

Result<void> AnkiCollection::each_note(
    const std::function<Result<void>(AnkiNote&)>& take) {
  AnkiNote note;
  return rows("SELECT id, guid, mid, tags, flds FROM notes ORDER BY id",
              [&](const Row& row) -> Result<void> {
                note.id = row.integer(0);
                note.guid = row.text(1);
                note.type = row.integer(2);
                note.tags = valid_utf8(row.text(3));
                split_fields(row.text(4), note.fields);
                return take(note);
              });
}

Result<void> AnkiCollection::each_review(
    const std::function<Result<void>(const AnkiReview&)>& take) {
  return rows("SELECT id, cid, ease, time, type FROM revlog",
              [&](const Row& row) -> Result<void> {
                return take({row.integer(0), row.integer(1), row.integer(3),
                             small(row.integer(2)), small(row.integer(4))});
              });
}

}  // namespace attache::exchange
