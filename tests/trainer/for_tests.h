#pragma once
// What the tests of the trainer and of the command line share: a room with a clock that
// is set by hand, small decks written into a folder that goes away, and ways to look at
// what is on the disk.

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "store/store.h"
#include "study/review.h"
#include "support/temporary_folder.h"
#include "trainer/trainer.h"

namespace attache {

inline Instant instant(const std::string& iso) {
  const auto at = parse_instant(iso);
  REQUIRE(at);
  return *at;
}

inline StudyDay day(const std::string& iso) {
  const auto date = PartialDate::parse(iso);
  REQUIRE(date);
  return date->first_day();
}

class TestClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return at_; }
  void set(const std::string& iso) { at_ = instant(iso); }
  void go(Millis by) { at_ += by; }

 private:
  Instant at_{};
};

inline void write_file(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << text;
}

/// A deck being written: `DeckText("d").recall("a").recall("b")`.
class DeckText {
 public:
  explicit DeckText(std::string id, std::string title = "A deck")
      : id_(std::move(id)), title_(std::move(title)) {}

  DeckText& add(const std::string& xml) {
    body_ += "  " + xml + "\n";
    return *this;
  }
  DeckText& recall(const std::string& id, const std::string& attributes = "") {
    return add("<card id=\"" + id + "\" kind=\"recall\" " + attributes +
               "><ask>What is " + id + "?</ask><answer>It is " + id +
               ".</answer></card>");
  }
  DeckText& recalls(int count) {
    for (int i = 0; i < count; ++i)
      recall("c" + std::to_string(i));
    return *this;
  }
  /// Parliaments and their countries: as many facts as wanted (at most 5), each asked in
  /// two directions.
  DeckText& facts(int count) {
    const std::vector<std::pair<std::string, std::string>> pairs{{"Knesset", "Israel"},
                                                                 {"Storting", "Norway"},
                                                                 {"Folketing", "Denmark"},
                                                                 {"Riksdag", "Sweden"},
                                                                 {"Althing", "Iceland"}};
    add("<relation id=\"of\"><says>{subject} is the parliament of {object}.</says>"
        "<asks for=\"object\">Whose parliament is {subject}?</asks>"
        "<asks for=\"subject\">What is the parliament of {object} called?</asks>"
        "</relation>");
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
      const auto& [parliament, country] = pairs.at(i);
      add(
          fmt::format("<entity id=\"p{}\" type=\"parliament\" article=\"the\">"
                      "<name>{}</name></entity>",
                      i, parliament));
      add(fmt::format("<entity id=\"s{}\" type=\"country\"><name>{}</name></entity>", i,
                      country));
      add(
          fmt::format("<fact id=\"f{0}\" relation=\"of\" subject=\"p{0}\" "
                      "object=\"s{0}\"/>",
                      i));
    }
    return *this;
  }

  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] std::string xml() const {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<deck format=\"1\" id=\"" + id_ +
           "\" edition=\"1\" lang=\"en\" as-of=\"2024-07\">\n  <title>" + title_ +
           "</title>\n" + body_ + "</deck>\n";
  }

 private:
  std::string id_;
  std::string title_;
  std::string body_;
};

/// A place to study in: Monday 1 July 2024, 10:00 UTC, with a folder of decks and one for
/// progress.
class Room {
 public:
  Room() { clock.set("2024-07-01T10:00:00Z"); }

  void write(const DeckText& deck) const {
    write_file(decks() / (deck.id() + ".xml"), deck.xml());
  }
  [[nodiscard]] std::filesystem::path decks() const { return folder_.path() / "decks"; }
  [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "progress"; }
  [[nodiscard]] TrainerSetup setup() const {
    auto calendar = StudyCalendar::in_zone(zone);
    REQUIRE(calendar);
    return {data(), {decks()}, &clock, *calendar, seed};
  }
  [[nodiscard]] std::unique_ptr<Trainer> open() const {
    auto trainer = Trainer::open(setup());
    if (!trainer) FAIL(trainer.error().text());
    return *std::move(trainer);
  }
  /// The log as it is on the disk, the trainer running or not.
  [[nodiscard]] std::vector<Review> log() const {
    const TemporaryFolder copy;
    std::filesystem::copy(data(), copy.path(), std::filesystem::copy_options::recursive);
    const auto store = Store::open(copy.path());
    REQUIRE(store);
    auto rows = (*store)->log();
    REQUIRE(rows);
    return *std::move(rows);
  }
  /// Whether the schedules on the disk are those that the log gives. Needs the trainer
  /// closed.
  [[nodiscard]] bool cache_is_replay(const Settings& settings = {}) const {
    const auto store = Store::open(data());
    REQUIRE(store);
    const auto rows = (*store)->log();
    const auto schedules = (*store)->schedules();
    REQUIRE(rows);
    REQUIRE(schedules);
    return *schedules == replay(*rows, Scheduler(settings.scheduler()));
  }

  TestClock clock;
  std::string zone = "UTC";
  std::uint64_t seed = 7;

 private:
  TemporaryFolder folder_;
};

/// Lets no file of this process grow, as if the disk were full.
class FullDisk {
 public:
  FullDisk() : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit none{0, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &none);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, old_handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  FullDisk(FullDisk&&) = delete;
  FullDisk& operator=(FullDisk&&) = delete;

 private:
  rlimit before_{};
  void (*old_handler_)(int);
};

/// Changes the progress file behind the program's back; the trainer must be closed.
inline void tamper(const Room& room, const std::string& sql) {
  sqlite3* file = nullptr;
  REQUIRE(sqlite3_open((room.data() / "progress.db").c_str(), &file) == SQLITE_OK);
  CHECK(sqlite3_exec(file, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(file);
}

/// Shows the answer and rates it.
inline void answer(Trainer& trainer, Rating rating) {
  REQUIRE(trainer.asked() != nullptr);
  trainer.reveal();
  const auto rated = trainer.rate(rating);
  if (!rated) FAIL(rated.error().text());
}

/// Answers the same until nothing is left to do now.
inline int answer_all(Trainer& trainer, Rating rating) {
  int answers = 0;
  for (; trainer.asked() != nullptr && answers < 10'000; ++answers)
    answer(trainer, rating);
  return answers;
}

}  // namespace attache
