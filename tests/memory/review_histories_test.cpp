#include "memory/review_histories.h"

#include <doctest/doctest.h>

#include "fitting_logs.h"

namespace {

using attache::earlier_part;
using attache::first_rows;
using attache::Instant;
using attache::LoggedReview;
using attache::Phase;
using attache::Rating;
using attache::review_histories;
using attache::ReviewHistories;
using attache::ReviewLog;
using attache::StudyCalendar;
using attache::tests::LogWriter;
using attache::tests::utc;
using std::chrono::days;
using std::chrono::hours;
using Days = std::vector<std::int32_t>;
using Numbers = std::vector<std::uint32_t>;

LoggedReview review(std::int64_t card,
                    Instant at,
                    Phase phase = Phase::kReview,
                    Rating rating = Rating::kGood) {
  return {card, at, rating, phase, {}};
}

TEST_CASE("reviews are grouped by card, in the order of time") {
  const ReviewHistories histories = LogWriter()
                                        .answer(7, 0, 3)
                                        .answer(5, 0, 1)
                                        .answer(7, 2, 4, Phase::kReview)
                                        .answer(5, 9, 2, Phase::kReview)
                                        .histories();
  CHECK(histories.cards == std::vector<std::int64_t>{7, 5});
  CHECK(histories.starts == Numbers{0, 2, 4});
  CHECK(histories.days == Days{0, 2, 0, 9});
  CHECK(histories.ratings == std::vector<std::uint8_t>{3, 4, 1, 2});
  CHECK(histories.order == Numbers{0, 2, 1, 3});
  CHECK(histories.log_row == Numbers{0, 2, 1, 3});
  CHECK(histories.rating(1) == Rating::kEasy);
}

TEST_CASE("rows may come in any order") {
  ReviewLog log =
      LogWriter().answer(1, 0, 3).answer(2, 1, 3).answer(1, 4, 1, Phase::kReview).log();
  const ReviewHistories wanted = review_histories(log, utc());
  std::swap(log[0], log[2]);
  const ReviewHistories found = review_histories(log, utc());
  CHECK(found.cards == wanted.cards);
  CHECK(found.days == wanted.days);
  CHECK(found.ratings == wanted.ratings);
  CHECK(found.order == wanted.order);
  CHECK(found.log_row == Numbers{2, 0, 1});
}

TEST_CASE("a study day begins at four in the morning; fractions come from the instants") {
  const Instant evening(days(20'000) + hours(23));
  const ReviewLog log{review(1, evening, Phase::kNew),
                      review(1, evening + hours(4), Phase::kLearning),
                      review(1, evening + hours(6))};
  const ReviewHistories histories = review_histories(log, utc());
  CHECK(histories.days == Days{0, 0, 1});
  CHECK(histories.exact_days[1] == doctest::Approx(4.0 / 24));
  CHECK(histories.exact_days[2] == doctest::Approx(2.0 / 24));
}

TEST_CASE("the night in which the clock is set forward ends a study day an hour sooner") {
  // Berlin, 31 March 2024: two o'clock became three. A study day that begins at two.
  const auto berlin = StudyCalendar::in_zone("Europe/Berlin", 2);
  REQUIRE(berlin);
  const Instant before(attache::parse_instant("2024-03-31T00:30:00Z").value());
  const ReviewLog log{review(1, before, Phase::kNew), review(1, before + hours(2)),
                      review(1, before + hours(30))};
  CHECK(review_histories(log, *berlin).days == Days{0, 1, 1});
}

TEST_CASE("a card that was reset counts from its last block of learning") {
  const ReviewHistories histories = LogWriter()
                                        .answer(1, 0, 3)
                                        .answer(1, 3, 3, Phase::kReview)
                                        .answer(1, 50, 1, Phase::kNew)
                                        .answer(1, 50, 3, Phase::kLearning)
                                        .answer(1, 51, 3, Phase::kReview)
                                        .histories();
  CHECK(histories.days == Days{0, 0, 1});
  CHECK(histories.log_row == Numbers{2, 3, 4});
  CHECK(histories.order == Numbers{0, 1, 2});
}

TEST_CASE("a card whose beginning is not in the log is left out") {
  const ReviewHistories histories = LogWriter()
                                        .answer(1, 0, 3, Phase::kReview)
                                        .answer(2, 0, 3, Phase::kNew)
                                        .answer(1, 3, 3, Phase::kReview)
                                        .histories();
  CHECK(histories.cards == std::vector<std::int64_t>{2});
}

TEST_CASE("a log that records no phases is kept whole") {
  const ReviewHistories histories = LogWriter()
                                        .answer(1, 0, 3, Phase::kReview)
                                        .answer(1, 3, 3, Phase::kReview)
                                        .histories();
  CHECK(histories.days == Days{0, 3});
}

TEST_CASE("an empty log has no cards") {
  const ReviewHistories histories = review_histories({}, utc());
  CHECK(histories.card_count() == 0);
  CHECK(histories.review_count() == 0);
  CHECK(histories.starts == Numbers{0});
}

TEST_CASE("ids of cards may be any numbers") {
  const std::int64_t big = 9'000'000'000'000'000'000;
  const ReviewHistories histories =
      LogWriter().answer(big, 0, 3).answer(-big, 0, 3).answer(big, 1, 3).histories();
  CHECK(histories.cards == std::vector<std::int64_t>{big, -big});
}

TEST_CASE("the earlier part is what was known then") {
  const ReviewHistories all = LogWriter()
                                  .answer(1, 0, 3)
                                  .answer(2, 1, 3)
                                  .answer(1, 2, 3, Phase::kReview)
                                  .answer(3, 3, 3)
                                  .answer(2, 4, 3, Phase::kReview)
                                  .histories();
  const ReviewHistories early = earlier_part(all, 3);
  CHECK(early.cards == std::vector<std::int64_t>{1, 2});
  CHECK(early.days == Days{0, 2, 0});
  CHECK(early.order == Numbers{0, 2, 1});
  CHECK(earlier_part(all, 5) == all);
}

TEST_CASE("the first share of a log is cut by time and rounded down") {
  ReviewLog log;
  for (int i = 4; i >= 0; --i)
    log.push_back(review(i, Instant(hours(i)), Phase::kNew));
  const ReviewLog first = first_rows(log, 0.7);
  REQUIRE(first.size() == 3);
  CHECK(first[0].card == 0);
  CHECK(first[2].card == 2);
  CHECK(first_rows(log, 7).size() == 5);
  CHECK(first_rows(log, -1).empty());
}

}  // namespace
