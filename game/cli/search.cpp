#include "cli/search.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "base/text.h"
#include "cli/phrases.h"
#include "cli/run.h"
#include "trainer/trainer.h"

namespace attache::cli {

namespace {

using Json = nlohmann::ordered_json;
using What = BulkAction::What;

constexpr int kWell = 0;
constexpr int kFailed = 1;
constexpr int kNotUnderstood = 2;

/// What is to be done, and how to say that it was.
struct Deed {
  BulkAction action;
  std::string done;  ///< "suspended"
};

/// "2024-07-28", or so many days from today.
Result<StudyDay> day_in(const std::string& text, StudyDay today) {
  int days = 0;
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, days);
  if (problem == std::errc() && stop == end && days >= 0 && days <= 36500)
    return today + std::chrono::days(days);
  const auto date = PartialDate::parse(text);
  if (date && date->day != 0) return date->first_day();
  return fail(fmt::format("{} is no day", text), "--due",
              "write a day as in 2024-07-28, or the number of days from today");
}

Result<std::vector<Deed>> deeds_of(const SearchCommand& command, StudyDay today) {
  std::vector<Deed> deeds;
  struct Plain {
    bool wished;
    What what;
    const char* done;
  };
  for (const Plain& plain : {Plain{command.suspend, What::kSuspend, "suspended"},
                             Plain{command.resume, What::kResume, "resumed"},
                             Plain{command.mark, What::kMark, "marked"},
                             Plain{command.unmark, What::kUnmark, "no longer marked"},
                             Plain{command.bury, What::kBury, "put off until tomorrow"},
                             Plain{command.forget, What::kForget, "new again"}})
    if (plain.wished) deeds.push_back({{plain.what, {}, {}, {}}, plain.done});
  if (command.due) {
    const auto day = day_in(*command.due, today);
    if (!day) return day.unexpected();
    deeds.push_back(
        {{What::kSetDue, *day, {}, {}}, fmt::format("due on {}", day_text(*day))});
  }
  if (!command.tags.empty())
    deeds.push_back({{What::kAddTags, {}, command.tags, {}}, "tagged"});
  if (!command.untags.empty())
    deeds.push_back({{What::kRemoveTags, {}, command.untags, {}}, "without these tags"});
  if (command.topic)
    deeds.push_back({{What::kSetTopic, {}, {}, *command.topic}, "moved to the topic"});
  if (deeds.size() > 1)
    return fail("only one thing can be done at a time", "",
                "run the command once for each");
  return deeds;
}

/// The query, with the saved one that it narrows down.
Result<std::string> query_of(const SearchCommand& command, const Trainer& trainer) {
  const std::string words = fmt::format("{}", fmt::join(command.words, " "));
  if (!command.use) return words;
  for (const SavedSearch& each : trainer.saved_searches()) {
    if (each.name != *command.use) continue;
    return words.empty() || each.query.empty()
               ? each.query + words
               : fmt::format("({}) {}", each.query, words);
  }
  return fail(fmt::format("there is no saved search {}", *command.use), "",
              "'attache search --saved' lists them");
}

Result<std::vector<BrowserColumn>> columns_of(const std::vector<std::string>& names) {
  std::vector<BrowserColumn> columns;
  for (const std::string& name : names) {
    const auto column = browser_column_named(name);
    if (!column)
      return fail(fmt::format("there is no column {}", name), "",
                  "the columns are question, answer, deck, topic, tags, kind, due, "
                  "interval, stability, difficulty, retrievability, reviews, lapses, "
                  "state and id");
    columns.push_back(*column);
  }
  return columns;
}

/// A cell of the list; null where the question has nothing there.
Json cell(const BrowserRow& row, BrowserColumn column) {
  const auto if_known = [&](const auto& value) { return row.due ? Json(value) : Json(); };
  if (const std::string* words = words_in(row, column)) return *words;
  switch (column) {
    case BrowserColumn::kDue:
      return row.due ? Json(iso_day(*row.due)) : Json();
    case BrowserColumn::kInterval:
      return if_known(row.interval_days);
    case BrowserColumn::kStability:
      return if_known(row.stability_days);
    case BrowserColumn::kDifficulty:
      return if_known(row.difficulty);
    case BrowserColumn::kRetrievability:
      return row.retrievability ? Json(*row.retrievability) : Json();
    case BrowserColumn::kReviews:
      return row.reviews;
    case BrowserColumn::kLapses:
      return row.lapses;
    default:
      return {};
  }
}

std::string plain(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_number_float()) return fmt::format("{:.2f}", value.get<double>());
  return value.is_string() ? one_line(value.get<std::string>()) : value.dump();
}

void print_found(const Found& found,
                 const std::vector<BrowserColumn>& columns,
                 const Trainer& trainer,
                 Console& console) {
  for (const std::uint32_t at : found.rows) {
    const BrowserRow row = trainer.browser_row(at);
    std::vector<std::string> cells;
    cells.reserve(columns.size());
    for (const BrowserColumn column : columns)
      cells.push_back(plain(cell(row, column)));
    fmt::print(console.out, "{}\n", fmt::join(cells, "\t"));
  }
  if (found.rows.empty())
    fmt::print(console.err, "No question fits this search ({} were looked at).\n",
               found.searched);
}

void print_json(const Found& found,
                const std::vector<BrowserColumn>& columns,
                const Trainer& trainer,
                Console& console) {
  Json rows = Json::array();
  for (const std::uint32_t at : found.rows) {
    const BrowserRow row = trainer.browser_row(at);
    Json object = Json::object();
    for (const BrowserColumn column : columns)
      object[name_of(column)] = cell(row, column);
    rows.push_back(std::move(object));
  }
  fmt::print(console.out, "{}\n", rows.dump(2));
}

int print_saved(const SearchCommand& command, const Trainer& trainer, Console& console) {
  const std::vector<SavedSearch> searches = trainer.saved_searches();
  if (command.json) {
    Json all = Json::array();
    for (const SavedSearch& each : searches)
      all.push_back({{"name", each.name}, {"query", each.query}});
    fmt::print(console.out, "{}\n", all.dump(2));
    return kWell;
  }
  for (const SavedSearch& each : searches)
    fmt::print(console.out, "{}\t{}\n", each.name, each.query);
  if (searches.empty())
    fmt::print(console.err, "No search is saved. --save NAME saves one.\n");
  return kWell;
}

Result<void> save(const std::string& name, const std::string& query, Trainer& trainer) {
  std::vector<SavedSearch> searches = trainer.saved_searches();
  const auto known =
      std::find_if(searches.begin(), searches.end(),
                   [&](const SavedSearch& each) { return each.name == name; });
  if (known != searches.end())
    known->query = query;
  else
    searches.push_back({name, query});
  return trainer.save_searches(searches);
}

Result<void> carry_out(const Deed& deed,
                       const Found& found,
                       Trainer& trainer,
                       std::ostream& words) {
  std::vector<QuestionId> questions;
  questions.reserve(found.rows.size());
  for (const std::uint32_t at : found.rows)
    questions.push_back(trainer.browser_row(at).question->id);
  if (auto done = trainer.carry_out(deed.action, questions); !done) return done;
  fmt::print(words, "{}: {}.\n",
             counted(static_cast<long>(questions.size()), "question", "questions"),
             deed.done);
  return {};
}

constexpr std::array kUsualColumns{BrowserColumn::kId, BrowserColumn::kQuestion,
                                   BrowserColumn::kAnswer, BrowserColumn::kState,
                                   BrowserColumn::kDue};
constexpr std::array kAllColumns{BrowserColumn::kId,
                                 BrowserColumn::kQuestion,
                                 BrowserColumn::kAnswer,
                                 BrowserColumn::kDeck,
                                 BrowserColumn::kTopic,
                                 BrowserColumn::kTags,
                                 BrowserColumn::kKind,
                                 BrowserColumn::kState,
                                 BrowserColumn::kDue,
                                 BrowserColumn::kInterval,
                                 BrowserColumn::kStability,
                                 BrowserColumn::kDifficulty,
                                 BrowserColumn::kRetrievability,
                                 BrowserColumn::kReviews,
                                 BrowserColumn::kLapses};

/// What was asked for, read before anything is done.
struct Plan {
  std::string query;
  std::vector<Deed> deeds;  ///< one, or none
  std::vector<BrowserColumn> columns;
  std::optional<BrowserColumn> sort;
};

Result<Plan> plan_of(const SearchCommand& command, const Trainer& trainer) {
  Plan plan;
  auto query = query_of(command, trainer);
  if (!query) return query.unexpected();
  plan.query = *std::move(query);
  const StudyDay today = trainer.calendar().day_of(trainer.now());
  auto deeds = deeds_of(command, today);
  if (!deeds) return deeds.unexpected();
  plan.deeds = *std::move(deeds);
  auto columns = columns_of(command.columns);
  if (!columns) return columns.unexpected();
  plan.columns = *std::move(columns);
  if (plan.columns.empty() && command.json)
    plan.columns.assign(kAllColumns.begin(), kAllColumns.end());
  if (plan.columns.empty())
    plan.columns.assign(kUsualColumns.begin(), kUsualColumns.end());
  if (command.sort) {
    const auto sort = columns_of({*command.sort});
    if (!sort) return sort.unexpected();
    plan.sort = sort->front();
  }
  if (auto read = SearchQuery::parse(plan.query); !read) return read.unexpected();
  return plan;
}

}  // namespace

int search(const SearchCommand& command, Trainer& trainer, Console& console) {
  if (command.saved) return print_saved(command, trainer, console);
  const auto plan = plan_of(command, trainer);
  if (!plan) return failed(console, plan.error(), kNotUnderstood);
  const auto found = trainer.search(plan->query, plan->sort, command.descending);
  if (!found) return failed(console, found.error());
  if (command.save)
    if (auto kept = save(*command.save, plan->query, trainer); !kept)
      return failed(console, kept.error());
  if (!plan->deeds.empty()) {
    // With JSON the list says what became of them, and the sentence stands beside it.
    auto done = carry_out(plan->deeds.front(), *found, trainer,
                          command.json ? console.err : console.out);
    if (!done) return failed(console, done.error());
    if (!command.json) return kWell;
  }
  if (command.json)
    print_json(*found, plan->columns, trainer, console);
  else
    print_found(*found, plan->columns, trainer, console);
  return kWell;
}

}  // namespace attache::cli
