// Power cuts at every kind of moment: acknowledged answers are there afterwards, and the
// file is whole.

#include <cstdlib>

#include <doctest/doctest.h>

#include "faulty_disk.h"
#include "for_tests.h"

using namespace attache;

namespace {

struct Losses {
  int cuts = 0;
  int lost = 0;  ///< acknowledged answers that are gone
  std::string refusal;
  int refused = 0;  ///< files that did not open, or whose content is not sound
  int out_of_step =
      0;  ///< files of which statistics or schedules are not those of the log
};

/// Cuts the power again and again while a student answers, and looks at what is left each
/// time.
class PowerCuts {
 public:
  PowerCuts(std::uint64_t seed, bool careful) : chance_(seed), careful_(careful) {
    renew();
  }

  void lie_about_syncs() { disk_.lie_about_syncs(); }

  Losses run(int cuts) {
    disk_.remember_what_is_certain();
    for (int cut = 0; cut < cuts; ++cut) {
      if (log_size_ > 40) renew();
      sit_until_the_cut();
      disk_.restart(chance_);
      look();
      ++losses_.cuts;
    }
    return losses_;
  }

 private:
  void renew() {
    folder_ = std::make_unique<StoreFolder>();
    if (careful_) std::filesystem::create_directory(folder_->path() / ".stfolder");
    acknowledged_.clear();
    log_size_ = 0;
  }

  void sit_until_the_cut() {
    disk_.cut_power_at(1 + static_cast<int>(chance_.below(60)));
    auto store = Store::open(folder_->path());
    if (!store) return;
    Student student(**store);
    while (!disk_.power_is_off()) {
      const Review entry = next_entry(student.log());
      if (chance_.below(12) == 0) static_cast<void>((*store)->tidy());
      if (student.append(entry)) acknowledged_.push_back(entry.uuid);
      if (chance_.below(20) == 0)
        break;  // closed in good order, perhaps just before the cut
    }
  }

  /// Mostly an answer, some of them wrong; now and then one is taken back.
  Review next_entry(const std::vector<Review>& log) {
    const int n = next_++;
    if (n % 9 == 0 && !log.empty() && log.back().kind == EntryKind::kAnswer)
      return a_voiding(n, log.back());
    Review answer = an_answer(n, "deck/" + std::to_string(n % 5));
    answer.form = Form::kTyped;
    if (n % 4 == 0) answer.response = R"({"texts":["Kadena"],"verdict":"wrong"})";
    return answer;
  }

  void look() {
    const auto store = Store::open(folder_->path());
    const auto log = store ? (*store)->log() : store.unexpected();
    const auto schedules = store ? (*store)->schedules() : store.unexpected();
    if (!log || !schedules) {
      ++losses_.refused;
      if (!store) losses_.refusal = store.error().text();
      renew();
      return;
    }
    std::size_t found = 0;
    for (const Review& review : *log)
      if (found < acknowledged_.size() && review.uuid == acknowledged_[found]) ++found;
    losses_.lost += static_cast<int>(acknowledged_.size() - found);
    // What follows from the log was written with it; looked at now and then, for speed.
    if (losses_.cuts % 4 == 0 && (!facts_fit(**store) || !cache_is_replay(**store)))
      ++losses_.out_of_step;
    acknowledged_.clear();
    for (const Review& review : *log)
      acknowledged_.push_back(review.uuid);
    log_size_ = log->size();
  }

  Chance chance_;
  bool careful_;
  FaultyDisk disk_;
  std::unique_ptr<StoreFolder> folder_;
  std::vector<std::string> acknowledged_;
  std::size_t log_size_ = 0;
  int next_ = 0;
  Losses losses_;
};

/// Cuts in a normal run; ATTACHE_POWER_CUTS asks for more.
int cuts_wanted(int otherwise) {
  const char* wanted =
      std::getenv("ATTACHE_POWER_CUTS");  // NOLINT(concurrency-mt-unsafe)
  return wanted == nullptr ? otherwise : std::atoi(wanted);  // NOLINT(cert-err34-c)
}

}  // namespace

TEST_CASE("Power cuts lose no acknowledged answer and damage no file") {
  const Losses losses = PowerCuts(20240728, false).run(cuts_wanted(3000));
  CAPTURE(losses.refusal);
  CHECK(losses.lost == 0);
  CHECK(losses.refused == 0);
  CHECK(losses.out_of_step == 0);
}

TEST_CASE("Power cuts lose nothing with the careful journal either") {
  const Losses losses = PowerCuts(20240729, true).run(cuts_wanted(1000));
  CAPTURE(losses.refusal);
  CHECK(losses.lost == 0);
  CHECK(losses.refused == 0);
  CHECK(losses.out_of_step == 0);
}

TEST_CASE("A disk that lies about syncing is found out by the same test") {
  PowerCuts cuts(20240730, false);
  cuts.lie_about_syncs();
  const Losses losses = cuts.run(200);
  CHECK(losses.lost + losses.refused > 0);
}
