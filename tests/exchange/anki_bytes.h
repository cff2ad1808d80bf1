#pragma once
// Anki packages made by hand, as the format describes them: none of the program's own
// writing takes part.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>
#include <zip.h>
#include <zstd.h>

#include <sqlite3.h>

namespace attache {

enum class Container { kOldest, kMiddle, kNewest };

struct MadeTemplate {
  std::string name, question, answer;
};
struct MadeType {
  std::int64_t id = 1;
  std::string name;
  bool cloze = false;
  std::vector<std::string> fields;
  std::vector<MadeTemplate> templates;
};
struct MadeDeck {
  std::int64_t id = 1;
  std::string name;  ///< "A::B"
};
struct MadeNote {
  std::int64_t id = 1;
  std::string guid;
  std::int64_t type = 1;
  std::vector<std::string> fields;
  std::string tags;
};
struct MadeCard {
  std::int64_t id = 1, note = 1, deck = 1;
  int ord = 0, type = 0, queue = 0;
  std::int64_t due = 0;
  int interval = 0, reps = 0, lapses = 0;
  std::int64_t home_due = 0, home_deck = 0;
  int flags = 0;
  std::string state{};
};
struct MadeReview {
  std::int64_t at_ms = 1, card = 1;
  int ease = 3, kind = 1, took_ms = 4000;
};

// ---- protocol buffers

inline std::string wire_number(std::uint64_t number) {
  std::string bytes;
  do {
    const auto low = static_cast<unsigned char>(number & 0x7fU);
    number >>= 7U;
    bytes += static_cast<char>(number == 0 ? low : low | 0x80U);
  } while (number != 0);
  return bytes;
}
inline std::string wire_whole(unsigned field, std::uint64_t number) {
  return wire_number(field << 3U) + wire_number(number);
}
inline std::string wire_bytes(unsigned field, const std::string& bytes) {
  return wire_number((field << 3U) | 2U) + wire_number(bytes.size()) + bytes;
}
inline std::string wire_raw_float(float number) {
  std::string bytes(4, '\0');
  std::memcpy(bytes.data(), &number, 4);  // tests run on little-endian machines
  return bytes;
}

inline std::string zstd_of(const std::string& bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3);
  if (ZSTD_isError(size) != 0) std::abort();
  packed.resize(size);
  return packed;
}

/// A zip archive in a file.
inline void zip_into(const std::filesystem::path& file,
                     const std::vector<std::pair<std::string, std::string>>& entries) {
  int code = 0;
  zip_t* zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  if (zip == nullptr) std::abort();
  for (const auto& [name, bytes] : entries) {
    zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    if (zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) std::abort();
  }
  if (zip_close(zip) != 0) std::abort();
}

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
inline void bytes_into(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// One collection, written in any of the three containers.
struct MadeCollection {
  std::int64_t created = 1'600'000'000;
  int minutes_west = 0;
  std::vector<MadeType> types;
  std::vector<MadeDeck> decks{{1, "Default"}};
  std::vector<MadeNote> notes;
  std::vector<MadeCard> cards;
  std::vector<MadeReview> reviews;
  std::vector<float> weights;
  float retention = 0;
  std::vector<std::pair<std::string, std::string>> media;  ///< name and bytes
  std::string more_sql;

  void write(const std::filesystem::path& file, Container container) const {
    const std::filesystem::path database = file.string() + ".collection";
    std::filesystem::remove(database);
    sqlite3* handle = nullptr;
    if (sqlite3_open(database.c_str(), &handle) != SQLITE_OK) std::abort();
    fill(handle, container == Container::kNewest);
    sqlite3_close(handle);
    const std::string bytes = bytes_of(database);
    std::filesystem::remove(database);
    std::vector<std::pair<std::string, std::string>> entries;
    const std::string dummy = "please update";
    switch (container) {
      case Container::kOldest:
        entries.emplace_back("collection.anki2", bytes);
        break;
      case Container::kMiddle:
        entries.emplace_back("collection.anki2", dummy);
        entries.emplace_back("collection.anki21", bytes);
        entries.emplace_back("meta", wire_whole(1, 2));
        break;
      case Container::kNewest:
        entries.emplace_back("collection.anki2", dummy);
        entries.emplace_back("collection.anki21b", zstd_of(bytes));
        entries.emplace_back("meta", wire_whole(1, 3));
        break;
    }
    nlohmann::json list = nlohmann::json::object();
    std::string messages;
    for (std::size_t i = 0; i < media.size(); ++i) {
      list[std::to_string(i)] = media[i].first;
      messages += wire_bytes(
          1, wire_bytes(1, media[i].first) + wire_whole(2, media[i].second.size()));
      entries.emplace_back(std::to_string(i), container == Container::kNewest
                                                  ? zstd_of(media[i].second)
                                                  : media[i].second);
    }
    entries.emplace_back(
        "media", container == Container::kNewest ? zstd_of(messages) : list.dump());
    zip_into(file, entries);
  }

 private:
  static void run(sqlite3* handle, const std::string& sql) {
    if (sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      std::fprintf(stderr, "%s\n", sqlite3_errmsg(handle));
      std::abort();
    }
  }
  static void bind(sqlite3_stmt* row, int at, const std::string& text) {
    sqlite3_bind_text(row, at, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
  }
  static void bind(sqlite3_stmt* row, int at, std::int64_t number) {
    sqlite3_bind_int64(row, at, number);
  }
  template <class... Values>
  static void put(sqlite3* handle, const char* sql, const Values&... values) {
    sqlite3_stmt* row = nullptr;
    if (sqlite3_prepare_v2(handle, sql, -1, &row, nullptr) != SQLITE_OK) {
      std::fprintf(stderr, "%s\n", sqlite3_errmsg(handle));
      std::abort();
    }
    int at = 0;
    (bind(row, ++at, values), ...);
    if (sqlite3_step(row) != SQLITE_DONE) std::abort();
    sqlite3_finalize(row);
  }

  void fill(sqlite3* handle, bool newest) const {
    sqlite3_create_collation(
        handle, "unicase", SQLITE_UTF8, nullptr,
        [](void*, int a, const void* x, int b, const void* y) {
          return std::string_view(static_cast<const char*>(x),
                                  static_cast<std::size_t>(a))
              .compare({static_cast<const char*>(y), static_cast<std::size_t>(b)});
        });
    run(handle,
        "CREATE TABLE col (id integer primary key, crt integer, mod integer, scm "
        "integer, ver integer, dty integer, usn integer, ls integer, conf text, models "
        "text, decks text, dconf text, tags text);"
        "CREATE TABLE notes (id integer primary key, guid text, mid integer, mod "
        "integer, usn integer, tags text, flds text, sfld integer, csum integer, flags "
        "integer, data text);"
        "CREATE TABLE cards (id integer primary key, nid integer, did integer, ord "
        "integer, mod integer, usn integer, type integer, queue integer, due integer, "
        "ivl integer, factor integer, reps integer, lapses integer, left integer, odue "
        "integer, odid integer, flags integer, data text);"
        "CREATE TABLE revlog (id integer primary key, cid integer, usn integer, ease "
        "integer, ivl integer, lastIvl integer, factor integer, time integer, type "
        "integer);"
        "CREATE TABLE graves (usn integer, oid integer, type integer);"
        "BEGIN;");
    newest ? fill_tables(handle) : fill_json(handle);
    for (const MadeNote& note : notes) {
      std::string fields;
      for (const std::string& field : note.fields)
        fields += (fields.empty() && &field == note.fields.data() ? "" : "\x1f") + field;
      put(handle, "INSERT INTO notes VALUES (?,?,?,0,-1,?,?,?,0,0,'')", note.id,
          note.guid, note.type, note.tags, fields, note.fields.front());
    }
    for (const MadeCard& card : cards)
      put(handle, "INSERT INTO cards VALUES (?,?,?,?,0,-1,?,?,?,?,2500,?,?,0,?,?,?,?)",
          card.id, card.note, card.deck, std::int64_t{card.ord}, std::int64_t{card.type},
          std::int64_t{card.queue}, card.due, std::int64_t{card.interval},
          std::int64_t{card.reps}, std::int64_t{card.lapses}, card.home_due,
          card.home_deck, std::int64_t{card.flags}, card.state);
    for (const MadeReview& review : reviews)
      put(handle, "INSERT INTO revlog VALUES (?,?,-1,?,1,1,2500,?,?)", review.at_ms,
          review.card, std::int64_t{review.ease}, std::int64_t{review.took_ms},
          std::int64_t{review.kind});
    run(handle, "COMMIT;" + more_sql);
  }

  static std::string written(const nlohmann::json& json) {
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }

  void fill_json(sqlite3* handle) const {
    using Json = nlohmann::json;
    Json models = Json::object();
    for (const MadeType& type : types) {
      Json model = {{"id", type.id}, {"name", type.name}, {"type", type.cloze ? 1 : 0}};
      for (std::size_t i = 0; i < type.fields.size(); ++i)
        model["flds"].push_back({{"name", type.fields[i]}, {"ord", i}});
      for (std::size_t i = 0; i < type.templates.size(); ++i)
        model["tmpls"].push_back({{"name", type.templates[i].name},
                                  {"qfmt", type.templates[i].question},
                                  {"afmt", type.templates[i].answer},
                                  {"ord", i}});
      models[std::to_string(type.id)] = model;
    }
    Json names = Json::object();
    for (const MadeDeck& deck : decks)
      names[std::to_string(deck.id)] = {
          {"id", deck.id}, {"name", deck.name}, {"conf", 1}};
    Json options = {{"1", {{"id", 1}, {"name", "Default"}}}};
    if (!weights.empty()) options["1"]["fsrsParams6"] = weights;
    if (retention > 0) options["1"]["desiredRetention"] = retention;
    put(handle, "INSERT INTO col VALUES (1,?,0,0,11,0,0,0,?,?,?,?,'{}')", created,
        Json{{"creationOffset", minutes_west}}.dump(), written(models), written(names),
        written(options));
  }

  void fill_tables(sqlite3* handle) const {
    run(handle,
        "CREATE TABLE notetypes (id integer primary key, name text NOT NULL COLLATE "
        "unicase, mtime_secs integer, usn integer, config blob);"
        "CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name);"
        "CREATE TABLE fields (ntid integer, ord integer, name text NOT NULL COLLATE "
        "unicase, config blob, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;"
        "CREATE TABLE templates (ntid integer, ord integer, name text NOT NULL COLLATE "
        "unicase, mtime_secs integer, usn integer, config blob, PRIMARY KEY (ntid, ord)) "
        "WITHOUT ROWID;"
        "CREATE TABLE decks (id integer primary key, name text NOT NULL COLLATE unicase, "
        "mtime_secs integer, usn integer, common blob, kind blob);"
        "CREATE TABLE deck_config (id integer primary key, name text COLLATE unicase, "
        "mtime_secs integer, usn integer, config blob);"
        "CREATE TABLE config (key text primary key, usn integer, mtime_secs integer, val "
        "blob) WITHOUT ROWID;"
        "CREATE TABLE tags (tag text primary key COLLATE unicase, usn integer) WITHOUT "
        "ROWID;");
    put(handle, "INSERT INTO col VALUES (1,?,0,0,18,0,0,0,'','','','','')", created);
    put(handle, "INSERT INTO config VALUES ('creationOffset',0,0,?)",
        std::to_string(minutes_west));
    for (const MadeType& type : types) {
      put(handle, "INSERT INTO notetypes VALUES (?,?,0,0,?)", type.id, type.name,
          type.cloze ? wire_whole(1, 1) : std::string());
      for (std::size_t i = 0; i < type.fields.size(); ++i)
        put(handle, "INSERT INTO fields VALUES (?,?,?,'')", type.id,
            static_cast<std::int64_t>(i), type.fields[i]);
      for (std::size_t i = 0; i < type.templates.size(); ++i)
        put(handle, "INSERT INTO templates VALUES (?,?,?,0,0,?)", type.id,
            static_cast<std::int64_t>(i), type.templates[i].name,
            wire_bytes(1, type.templates[i].question) +
                wire_bytes(2, type.templates[i].answer));
    }
    for (const MadeDeck& deck : decks) {
      std::string name = deck.name;
      for (std::size_t at = name.find("::"); at != std::string::npos;
           at = name.find("::"))
        name.replace(at, 2, "\x1f");
      put(handle, "INSERT INTO decks VALUES (?,?,0,0,'',?)", deck.id, name,
          wire_bytes(1, wire_whole(1, 1)));
    }
    std::string packed;
    for (const float weight : weights)
      packed += wire_raw_float(weight);
    std::string options;
    if (!packed.empty()) options += wire_bytes(6, packed);
    if (retention > 0)
      options += wire_number((37U << 3U) | 5U) + wire_raw_float(retention);
    put(handle, "INSERT INTO deck_config VALUES (1,'Default',0,0,?)", options);
  }
};

}  // namespace attache
