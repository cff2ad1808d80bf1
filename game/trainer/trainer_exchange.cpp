// The use cases of bringing in and handing out.

#include <algorithm>
#include <fmt/format.h>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/uuid.h"
#include "exchange/formats.h"
#include "study/review.h"
#include "trainer/import_content.h"
#include "trainer/import_files.h"
#include "trainer/trainer.h"
#include "trainer/trainer_state.h"

namespace attache {

namespace {

/// Of the work after reading, what the files are; the answers are the rest.
constexpr double kFilesShare = 0.1;

/// The entries of an import in the order of its questions: the answers of each, then
/// where it stands.
class ImportedHistory {
 public:
  ImportedHistory(const ImportPlan::Content& content, const Learner& learner, Instant now)
      : content_(content), calendar_(learner.calendar()), now_(now) {
    const auto& imported = content.imported;
    std::size_t answer = 0;
    for (std::size_t i = 0; i < imported.questions.size(); ++i) {
      first_.push_back(entries_);
      first_answer_.push_back(answer);
      while (answer < imported.answers.size() && imported.answers[answer].question == i)
        ++answer;
      if (is_ahead_here(i, answer, learner)) {
        skipped_ += answer - first_answer_.back();
        continue;
      }
      entries_ += answer - first_answer_.back();
      for (std::size_t at = first_answer_.back(); at < answer; ++at)
        given_.push_back(static_cast<std::uint32_t>(at));
      if (stands(i)) ++entries_;
    }
    first_.push_back(entries_);
    first_answer_.push_back(answer);
  }

  /// The answers alone, to be counted.
  [[nodiscard]] HistorySource answers() const {
    HistorySource source;
    source.size = given_.size();
    source.entry = [this](std::size_t at, Review& entry) {
      const exchange::ImportedAnswer& answer = content_.imported.answers[given_[at]];
      entry = {};
      entry.question = content_.imported.questions[answer.question];
      fill_answer(answer, entry);
    };
    return source;
  }
  [[nodiscard]] HistorySource source() const {
    HistorySource source;
    source.size = entries_;
    source.entry = [this](std::size_t at, Review& entry) { fill(at, entry); };
    return source;
  }
  /// Answers to questions that were studied here since: they would come too late.
  [[nodiscard]] std::size_t skipped() const { return skipped_; }

 private:
  /// Whether the last answer here is later than all that is imported (up to `end`), or is
  /// the last of these itself.
  [[nodiscard]] bool is_ahead_here(std::size_t question,
                                   std::size_t end,
                                   const Learner& learner) const {
    const Question* known = learner.question(content_.imported.questions[question]);
    if (known == nullptr) return false;
    const Schedule& schedule = learner.item(*known).schedule;
    if (schedule.phase == Phase::kNew) return false;
    if (end == first_answer_[question]) return true;
    const std::int64_t last = content_.imported.answers[end - 1].at_ms;
    if (schedule.last_at != Instant(Millis(last)))
      return schedule.last_at > Instant(Millis(last));
    return was_given_here(known->id, last, learner);
  }

  /// Whether an answer was given in this program, and so comes back from where it went.
  [[nodiscard]] static bool was_given_here(const QuestionId& question,
                                           std::int64_t at_ms,
                                           const Learner& learner) {
    const auto rows = learner.store().log_of(question);
    if (!rows) return true;  // rather nothing than twice the same
    const std::string imported = imported_uuid(question, at_ms);
    return std::any_of(rows->begin(), rows->end(), [&](const Review& row) {
      return row.kind == EntryKind::kAnswer && row.uuid != imported &&
             row.at == Instant(Millis(at_ms));
    });
  }

  [[nodiscard]] bool stands(std::size_t question) const {
    const auto& standings = content_.imported.standings;
    return question < standings.size() && standings[question].state;
  }

  void fill(std::size_t at, Review& entry) const {
    // Of questions without entries the last one that begins here has them.
    const auto question = static_cast<std::size_t>(
        std::upper_bound(first_.begin(), first_.end(), at) - first_.begin() - 1);
    const auto& imported = content_.imported;
    const std::size_t answer = first_answer_[question] + (at - first_[question]);
    entry = {};
    entry.question = imported.questions[question];
    entry.meaning = content_.meanings[question];
    if (answer < first_answer_[question + 1]) {
      fill_answer(imported.answers[answer], entry);
    } else {
      fill_standing(question, entry);
    }
    entry.zone_offset = calendar_.offset_at(entry.at);
    entry.day = calendar_.day_of(entry.at);
  }

  static void fill_answer(const exchange::ImportedAnswer& answer, Review& entry) {
    entry.uuid = imported_uuid(entry.question, answer.at_ms);
    entry.at = Instant(Millis(answer.at_ms));
    entry.rating = answer.rating;
    entry.duration = Millis(answer.duration_ms);
    entry.response = "{}";
  }

  /// It is as of the last answer: what is imported again later stands behind it.
  void fill_standing(std::size_t question, Review& entry) const {
    const auto& imported = content_.imported;
    const ManualChange& state = *imported.standings[question].state;
    const std::size_t end = first_answer_[question + 1];
    const bool answered = end > first_answer_[question];
    entry.kind = EntryKind::kManual;
    entry.at = answered ? Instant(Millis(imported.answers[end - 1].at_ms)) : now_;
    entry.response = manual_text(state);
    entry.uuid = imported_uuid(
        entry.question, answered ? imported.answers[end - 1].at_ms : 0, entry.response);
  }

  const ImportPlan::Content& content_;
  const StudyCalendar& calendar_;
  Instant now_;
  std::size_t entries_ = 0;
  std::size_t skipped_ = 0;
  std::vector<std::uint32_t> given_;  ///< places of the answers
  std::vector<std::size_t> first_;    ///< entry of each question, and one past the end
  std::vector<std::size_t> first_answer_;  ///< the same of answers
};

/// Flags for questions about which the student has decided nothing here.
Result<std::vector<NewFlags>> new_flags(const exchange::Imported& imported,
                                        const Learner& learner) {
  const auto known = learner.store().flags();
  if (!known) return known.unexpected();
  std::vector<NewFlags> wanted;
  for (std::size_t i = 0; i < imported.standings.size(); ++i) {
    const exchange::ImportedStanding& standing = imported.standings[i];
    if (known->contains(imported.questions[i])) continue;
    Flags flags;
    flags.suspended = standing.suspended;
    flags.marked = standing.marked;
    if (standing.buried) flags.buried_until = learner.today() + std::chrono::days(1);
    if (flags != Flags{}) wanted.emplace_back(imported.questions[i], std::move(flags));
  }
  return wanted;
}

/// How long a question was to wait, as Anki has it: days, or seconds below 0.
int interval_of(const Schedule& schedule) {
  if (schedule.phase == Phase::kNew) return 0;
  if (schedule.phase == Phase::kReview) return schedule.interval_days;
  using std::chrono::days;
  using std::chrono::seconds;
  const Millis wait = std::max(Millis(0), schedule.due_at - schedule.last_at);
  if (wait >= days(1))
    return static_cast<int>(std::chrono::duration_cast<days>(wait).count());
  return -static_cast<int>(std::chrono::duration_cast<seconds>(wait).count());
}

/// Where the learner stands with each question of a deck, and the answers that led there.
Result<std::vector<exchange::ExportedStanding>> standings_of(const DeckBook& book,
                                                             const Learner& learner) {
  auto log = learner.store().log();
  if (!log) return log.unexpected();
  std::vector<exchange::ExportedStanding> standings;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const Question& question : book.questions()) {
    const StudyItem& item = learner.item(question);
    const auto& buried_until = item.flags.buried_until;
    places.emplace(question.id, standings.size());
    standings.push_back({item.schedule,
                         item.flags.suspended,
                         buried_until && *buried_until > learner.today(),
                         {}});
  }
  std::erase_if(*log,
                [&](const Review& entry) { return !places.contains(entry.question); });
  replay(*log, learner.scheduler(), [&](const Replayed& replayed) {
    const Review& answer = replayed.review;
    const Schedule& after = replayed.after;
    standings[places.at(answer.question)].answers.push_back(
        {answer.at.time_since_epoch().count(), answer.duration.count(),
         interval_of(replayed.before), interval_of(after),
         after.memory ? after.memory->difficulty : 0, answer.rating,
         replayed.before.phase});
  });
  return standings;
}

Result<void> write_files(const ImportPlan& plan, FileChanges& files) {
  for (const auto& deck : plan.content->decks) {
    for (const exchange::ImportedFile& picture : deck.pictures)
      if (auto copied = files.copy(picture.from, deck.file.parent_path() / picture.name);
          !copied)
        return copied;
    if (auto written = files.write(deck.file, deck.text, deck.existed, deck.before);
        !written)
      return written;
    if (deck.prints_file.empty()) continue;
    if (auto written = files.replace(deck.prints_file, deck.prints); !written)
      return written;
  }
  return {};
}

}  // namespace

ImportGround Trainer::import_ground() const {
  const Learner& learner = *state_->learner;
  return {learner.setup().data_folder / "decks", learner.setup().deck_paths,
          learner.calendar(), learner.now()};
}

Result<std::size_t> Trainer::new_answers(const ImportPlan& plan) const {
  const Learner& learner = *state_->learner;
  const ImportedHistory history(*plan.content, learner, learner.now());
  return learner.store().count_unknown(history.answers());
}

Result<ImportOutcome> Trainer::carry_out_import(const ImportPlan& plan,
                                                const ImportRequest& request,
                                                const ImportProgress& progress) {
  State& state = *state_;
  const auto at = state.look_at_clock();
  if (!at) return at.unexpected();
  if (auto folder = own_decks_folder(); !folder) return folder.unexpected();
  if (auto backed = state.learner->back_up(*at); !backed) return backed.unexpected();
  const auto& imported = plan.content->imported;
  FileChanges files;
  if (auto written = write_files(plan, files); !written) return written.unexpected();
  ImportOutcome outcome;
  outcome.decks = plan.decks.size();
  for (const ImportDeckPlan& deck : plan.decks) {
    outcome.added += deck.added;
    outcome.changed += deck.changed;
  }
  if (request.with_history) {
    const auto tell = [&](double share) {
      return !progress || progress(kFilesShare + (1 - kFilesShare) * share);
    };
    // Weights first: schedules are worked out with those that are in force.
    const Settings before = settings();
    if (request.take_weights && imported.weights)
      if (auto taken = take_weights(*imported.weights); !taken) return taken.unexpected();
    const ImportedHistory history(*plan.content, *state.learner, *at);
    auto flags = new_flags(imported, *state.learner);
    if (!flags) return flags.unexpected();
    HistorySource source = history.source();
    source.flags = *std::move(flags);
    outcome.skipped = history.skipped();
    const auto fresh = state.learner->store().count_unknown(history.answers());
    if (!fresh) return fresh.unexpected();
    auto added = state.learner->add_history(source, tell);
    if (!added) {
      static_cast<void>(change_settings(before).has_value());
      return added.unexpected();
    }
    outcome.answers = *fresh;
  }
  files.keep();
  if (auto read = reload_decks(); !read) return read.unexpected();
  return outcome;
}

Result<ExportOutcome> Trainer::export_deck(const ExportRequest& request) const {
  const Learner& learner = *state_->learner;
  const DeckBook* book = learner.book(request.deck);
  if (book == nullptr)
    return fail(fmt::format("there is no deck with the id {}", request.deck), "",
                learner.library().failures.empty()
                    ? "'attache due' lists the decks"
                    : "a deck with an error is not loaded; 'attache due' lists what is "
                      "wrong");
  const auto format = exchange::out_format_named(request.format);
  if (!format) {
    std::string names;
    for (const FormatName& each : export_formats())
      names += (names.empty() ? "" : ", ") + each.name;
    return fail(fmt::format("there is no format {}", request.format), "",
                "choose one of " + names);
  }
  exchange::ExportWish wish{.seed = learner.setup().seed,
                            .now = learner.now(),
                            .questions = request.questions,
                            .standings = {},
                            .calendar = learner.calendar()};
  if (request.with_progress && *format == exchange::OutFormat::kAnki) {
    auto standings = standings_of(*book, learner);
    if (!standings) return standings.unexpected();
    wish.standings = *std::move(standings);
  }
  auto exported = exchange::export_deck(*book, *format, wish);
  if (!exported) return exported.unexpected();
  ExportOutcome outcome{std::move(exported->bytes), {}};
  for (exchange::ImportNote& note : exported->notes)
    outcome.losses.push_back({std::move(note.where), std::move(note.what), note.count});
  return outcome;
}

}  // namespace attache
