#include "store/migrations.h"

#include <array>
#include <fmt/format.h>

namespace attache {

namespace {

// 1: the first. README.md describes every column.
constexpr char kVersion1[] = R"sql(
CREATE TABLE review (
  sequence    INTEGER PRIMARY KEY,
  uuid        TEXT    NOT NULL UNIQUE,
  kind        TEXT    NOT NULL CHECK (kind IN ('answer', 'void')),
  voids       TEXT    CHECK ((voids IS NOT NULL) = (kind = 'void')),
  at          INTEGER NOT NULL,
  zone_offset INTEGER NOT NULL,
  day         INTEGER NOT NULL,
  question    TEXT    NOT NULL,
  meaning     INTEGER NOT NULL,
  form        TEXT    NOT NULL,
  response    TEXT    NOT NULL,
  rating      INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
  duration    INTEGER NOT NULL,
  checksum    INTEGER NOT NULL
) STRICT;
CREATE INDEX review_by_question ON review (question);
CREATE INDEX review_by_voids ON review (voids) WHERE voids IS NOT NULL;
CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review
  BEGIN SELECT RAISE(ABORT, 'the review log only grows'); END;
CREATE TRIGGER review_is_never_deleted BEFORE DELETE ON review
  BEGIN SELECT RAISE(ABORT, 'the review log only grows'); END;

CREATE TABLE counted (
  day      INTEGER NOT NULL,
  sequence INTEGER NOT NULL REFERENCES review (sequence),
  again    INTEGER NOT NULL CHECK (again IN (0, 1)),
  fresh    INTEGER NOT NULL CHECK (fresh IN (0, 1)),
  duration INTEGER NOT NULL,
  PRIMARY KEY (day, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE schedule (
  question      TEXT    PRIMARY KEY,
  phase         TEXT    NOT NULL CHECK (phase IN ('learning', 'review', 'relearning')),
  step          INTEGER NOT NULL,
  stability     REAL,
  difficulty    REAL,
  due_at        INTEGER NOT NULL,
  due_day       INTEGER NOT NULL,
  last_at       INTEGER NOT NULL,
  last_day      INTEGER NOT NULL,
  interval_days INTEGER NOT NULL,
  reviews       INTEGER NOT NULL,
  lapses        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE flag (
  question     TEXT    PRIMARY KEY,
  suspended    INTEGER NOT NULL CHECK (suspended IN (0, 1)),
  marked       INTEGER NOT NULL CHECK (marked IN (0, 1)),
  buried_until INTEGER,
  note         TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE state (
  only       INTEGER PRIMARY KEY CHECK (only = 1),
  clean      INTEGER NOT NULL CHECK (clean IN (0, 1)),
  changed    INTEGER NOT NULL CHECK (changed IN (0, 1)),
  generation INTEGER NOT NULL,
  based_on   INTEGER NOT NULL
) STRICT;
-- Numbers from here on take four bytes: the row keeps its length and its place, so that a
-- power cut while it is written leaves either the old one or the new one.
INSERT INTO state VALUES (1, 1, 0, 1000000000, 1000000000);
)sql";

// 2: quiz rounds, and decks as they were seen.
constexpr char kVersion2[] = R"sql(
CREATE TABLE round (
  uuid       TEXT    PRIMARY KEY,
  kind       TEXT    NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  state      TEXT    NOT NULL,
  checksum   INTEGER NOT NULL
) STRICT;

CREATE TABLE edition (
  deck     TEXT    NOT NULL,
  edition  INTEGER NOT NULL,
  seen_at  INTEGER NOT NULL,
  content  TEXT    NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (deck, edition)
) STRICT;
)sql";

// 3: exams, due days that were balanced, and models with a second trace.
constexpr char kVersion3[] = R"sql(
ALTER TABLE review ADD COLUMN place REAL;

ALTER TABLE schedule ADD COLUMN fast_stability REAL;

CREATE TABLE exam (
  uuid     TEXT    PRIMARY KEY,
  content  TEXT    NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
)sql";

// 4: where a question stands as it was set by hand or by another program, and the day on
// which it was first on the shelf.
constexpr char kVersion4[] = R"sql(
ALTER TABLE review ADD COLUMN given TEXT;
CREATE INDEX review_by_given ON review (question) WHERE given IS NOT NULL;

CREATE TABLE added (
  question TEXT    PRIMARY KEY,
  day      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// 5: what statistics look at, kept in step with the log. Questions get short numbers. The
// new columns of `counted` and the new tables are filled when all is worked out anew,
// which needs the student's settings; `caches` says whether that was done.
constexpr char kVersion5[] = R"sql(
CREATE TABLE question_number (
  number   INTEGER PRIMARY KEY,
  question TEXT    NOT NULL UNIQUE
) STRICT;
INSERT INTO question_number (number, question)
SELECT row_number() OVER (ORDER BY min(sequence)) - 1, question FROM review GROUP BY question;

ALTER TABLE schedule RENAME TO schedule_by_question;
CREATE TABLE schedule (
  number         INTEGER PRIMARY KEY REFERENCES question_number (number),
  phase          TEXT    NOT NULL CHECK (phase IN ('learning', 'review', 'relearning')),
  step           INTEGER NOT NULL,
  stability      REAL,
  difficulty     REAL,
  fast_stability REAL,
  due_at         INTEGER NOT NULL,
  due_day        INTEGER NOT NULL,
  last_at        INTEGER NOT NULL,
  last_day       INTEGER NOT NULL,
  interval_days  INTEGER NOT NULL,
  reviews        INTEGER NOT NULL,
  lapses         INTEGER NOT NULL
) STRICT;
INSERT INTO schedule
SELECT number, phase, step, stability, difficulty, fast_stability, due_at, due_day, last_at,
       last_day, interval_days, reviews, lapses
  FROM question_number CROSS JOIN schedule_by_question USING (question);
DROP TABLE schedule_by_question;

ALTER TABLE counted ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE counted ADD COLUMN rating INTEGER NOT NULL DEFAULT 1;
ALTER TABLE counted ADD COLUMN hour INTEGER NOT NULL DEFAULT 0;
ALTER TABLE counted ADD COLUMN stage INTEGER NOT NULL DEFAULT 0;
ALTER TABLE counted ADD COLUMN first_of_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE counted ADD COLUMN forecast INTEGER;

CREATE TABLE fact_chunk (
  chunk INTEGER PRIMARY KEY,
  facts BLOB    NOT NULL
) STRICT;
CREATE INDEX fact_chunk_there ON fact_chunk (chunk);

CREATE TABLE wrong_answer (
  number INTEGER NOT NULL REFERENCES question_number (number),
  text   TEXT    NOT NULL,
  times  INTEGER NOT NULL,
  last   INTEGER NOT NULL,
  PRIMARY KEY (number, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX wrong_answer_by_times ON wrong_answer (times DESC);

CREATE TABLE caches (
  only  INTEGER PRIMARY KEY CHECK (only = 1),
  whole INTEGER NOT NULL CHECK (whole IN (0, 1))
) STRICT;
INSERT INTO caches SELECT 1, NOT EXISTS (SELECT 1 FROM review);
)sql";

// 6: chunks of facts carry a checksum. They are made again when facts are read.
constexpr char kVersion6[] = R"sql(
DROP TABLE fact_chunk;
CREATE TABLE fact_chunk (
  chunk    INTEGER PRIMARY KEY,
  checksum INTEGER NOT NULL,
  facts    BLOB    NOT NULL
) STRICT;
CREATE INDEX fact_chunk_there ON fact_chunk (chunk);
)sql";

// 7: the days of a deck's questions beside one another, for they are wanted all at once.
constexpr char kVersion7[] = R"sql(
CREATE TABLE added_of_deck (
  deck     TEXT    PRIMARY KEY,
  shelf    TEXT    NOT NULL,
  checksum INTEGER NOT NULL,
  days     BLOB    NOT NULL
) STRICT;
)sql";

constexpr std::array kMigrations{Migration{1, kVersion1}, Migration{2, kVersion2},
                                 Migration{3, kVersion3}, Migration{4, kVersion4},
                                 Migration{5, kVersion5}, Migration{6, kVersion6},
                                 Migration{7, kVersion7}};

}  // namespace

std::span<const Migration> migrations() {
  return kMigrations;
}

int newest_version() {
  return kMigrations.back().version;
}

Result<void> migrate(Database& database, std::span<const Migration> steps) {
  for (const Migration& step : steps) {
    const auto version = database.number("PRAGMA user_version");
    if (!version) return version.unexpected();
    if (step.version <= *version) continue;
    auto transaction = Transaction::begin(database);
    if (!transaction) return transaction.unexpected();
    auto changed = database.script(
        fmt::format("{}; PRAGMA application_id = {}; PRAGMA user_version = {}", step.sql,
                    kApplicationId, step.version));
    if (!changed) return changed;
    auto committed = transaction->commit();
    if (!committed) return committed;
  }
  return {};
}

}  // namespace attache
