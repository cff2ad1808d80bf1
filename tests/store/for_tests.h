#pragma once
// What the store's tests share: folders that go away, answers, and a student who gives
// them.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <unistd.h>
#include <unordered_map>
#include <utility>
#include <vector>

#include <sqlite3.h>

#include "base/chance.h"
#include "memory/scheduler.h"
#include "store/store.h"
#include "study/review.h"
#include "support/temporary_folder.h"

namespace attache {

/// A new empty folder for a store, removed at the end.
class StoreFolder : public TemporaryFolder {
 public:
  using TemporaryFolder::TemporaryFolder;
  [[nodiscard]] std::filesystem::path file() const { return path() / "progress.db"; }
  [[nodiscard]] std::filesystem::path log_file() const {
    return path() / "progress.db-wal";
  }
};

/// 1 July 2024, 10:00 UTC, and a number of minutes.
inline Instant at_minute(std::int64_t minute) {
  return Instant(std::chrono::sys_days(std::chrono::year(2024) / 7 / 1)) +
         std::chrono::hours(10) + std::chrono::minutes(minute);
}
inline StudyDay day_of(Instant at) {
  return StudyDay(std::chrono::floor<std::chrono::days>(at).time_since_epoch());
}

/// A scheduler with the usual settings.
inline const Scheduler& usual() {
  static const Scheduler scheduler{SchedulerSettings{}};
  return scheduler;
}

/// The n-th answer of a student, one a minute; n also makes its uuid.
inline Review an_answer(int n,
                        QuestionId question = "deck/fact/object",
                        Rating rating = Rating::kGood) {
  Review review;
  review.uuid = "answer-" + std::to_string(n);
  review.at = at_minute(n);
  review.zone_offset = std::chrono::minutes(540);
  review.day = day_of(review.at);
  review.question = std::move(question);
  review.form = Form::kChoice;
  review.response = R"({"chosen":[1]})";
  review.rating = rating;
  review.duration = Millis(2500 + n);
  return review;
}

inline Review a_voiding(int n, const Review& of) {
  Review review = an_answer(n, of.question);
  review.uuid = "void-" + std::to_string(n);
  review.kind = EntryKind::kVoid;
  review.voids = of.uuid;
  review.form = Form::kRecall;
  review.response.clear();
  return review;
}

/// Works the way the trainer does: every entry goes in with the schedule that follows
/// from the log.
class Student {
 public:
  explicit Student(Store& store) : store_(store), scheduler_(SchedulerSettings{}) {
    auto log = store.log();
    if (log) log_ = *std::move(log);
  }

  Result<std::int64_t> append(const Review& review) {
    log_.push_back(review);
    log_.back().sequence = static_cast<std::int64_t>(log_.size());
    std::vector<Review> about;
    std::copy_if(log_.begin(), log_.end(), std::back_inserter(about),
                 [&](const Review& one) { return one.question == review.question; });
    auto done = store_.append(review, review.question,
                              replay(about, scheduler_)[review.question], scheduler_);
    if (!done) log_.pop_back();
    return done;
  }
  [[nodiscard]] const std::vector<Review>& log() const { return log_; }
  [[nodiscard]] const Scheduler& scheduler() const { return scheduler_; }

 private:
  Store& store_;
  Scheduler scheduler_;
  std::vector<Review> log_;
};

/// Whether the store's cached schedules are those that its log gives.
inline bool cache_is_replay(const Store& store) {
  const auto log = store.log();
  const auto schedules = store.schedules();
  if (!log || !schedules) return false;
  auto expected = replay(*log, Scheduler(SchedulerSettings{}));
  std::erase_if(expected,
                [](const auto& entry) { return entry.second.phase == Phase::kNew; });
  return *schedules == expected;
}

/// Whether what statistics look at is what the log gives: the definition, worked out from
/// scratch.
inline bool facts_are_those_of(const Store& store,
                               const std::vector<AnswerFact>& facts,
                               const std::vector<Review>& log) {
  std::unordered_map<QuestionId, std::uint32_t> numbers;
  const auto numbered =
      store.each_number(0, [&](std::string_view question, std::uint32_t number) {
        numbers.emplace(question, number);
      });
  const auto number = [&](const QuestionId& question) { return numbers.at(question); };
  std::vector<WrongAnswer> wrong;
  const auto read = store.each_wrong_answer(1, [&](const WrongAnswer& one) {
    wrong.push_back(one);
    return true;
  });
  if (!numbered || !read) return false;
  auto expected = wrong_answers(log, number);
  std::stable_sort(
      expected.begin(), expected.end(),
      [](const WrongAnswer& a, const WrongAnswer& b) { return a.times > b.times; });
  return facts == answer_facts(log, usual(), number) && wrong == expected;
}
inline bool facts_fit(Store& store) {
  std::vector<AnswerFact> facts;
  std::vector<std::size_t> ends;
  const auto log = store.log();
  return log && store.read_facts(facts, ends) && facts_are_those_of(store, facts, *log);
}

/// A store that must open.
inline std::unique_ptr<Store> opened(const std::filesystem::path& folder) {
  auto store = Store::open(folder);
  return store ? *std::move(store) : nullptr;
}

/// Why a folder's store does not open; empty if it does.
inline Error refusal(const std::filesystem::path& folder) {
  const auto store = Store::open(folder);
  return store ? Error{} : store.error();
}

/// The file as any other SQLite program sees it.
class PlainSqlite {
 public:
  explicit PlainSqlite(const std::filesystem::path& file) {
    if (sqlite3_open(file.c_str(), &handle_) != SQLITE_OK) std::abort();
  }
  ~PlainSqlite() { sqlite3_close(handle_); }
  PlainSqlite(const PlainSqlite&) = delete;
  PlainSqlite& operator=(const PlainSqlite&) = delete;
  PlainSqlite(PlainSqlite&&) = delete;
  PlainSqlite& operator=(PlainSqlite&&) = delete;

  bool run(const std::string& sql) {
    return sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  /// Every row, its columns joined by blanks, one a line.
  std::string ask(const std::string& sql) {
    std::string lines;
    const auto take = [](void* to, int count, char** values, char** /*names*/) {
      auto& text = *static_cast<std::string*>(to);
      for (int i = 0; i < count; ++i)
        text +=
            (i == 0 ? "" : " ") + std::string(values[i] == nullptr ? "NULL" : values[i]);
      text += "\n";
      return 0;
    };
    sqlite3_exec(handle_, sql.c_str(), take, &lines, nullptr);
    return lines;
  }

 private:
  sqlite3* handle_ = nullptr;
};

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Every file below a folder with its content.
inline std::unordered_map<std::string, std::string> contents_of(
    const std::filesystem::path& folder) {
  std::unordered_map<std::string, std::string> contents;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      contents[entry.path().string()] = content_of(entry.path());
  return contents;
}

}  // namespace attache
