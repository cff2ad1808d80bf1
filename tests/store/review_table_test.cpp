#include "store/review_table.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "for_tests.h"

using namespace attache;

TEST_CASE("A row's checksum is that of the definition") {
  // Bytes put together by the definition in README.md and hashed with libxxhash, outside
  // this program.
  Review answer;
  answer.sequence = 7;
  answer.uuid = "0190f5fe-7c00-7a00-8000-000000000001";
  answer.at = instant(1722161700000);
  answer.zone_offset = std::chrono::minutes(540);
  answer.day = study_day(19932);
  answer.question = "japan/usfj/object";
  answer.form = Form::kChoice;
  answer.response = R"({"chosen":[1]})";
  answer.duration = Millis(2500);
  CHECK(checksum_of(answer) == 0xee5a1f30d41097fdU);

  Review voiding;
  voiding.sequence = 8;
  voiding.uuid = "b";
  voiding.kind = EntryKind::kVoid;
  voiding.voids = "a";
  voiding.at = instant(-1);
  voiding.zone_offset = std::chrono::minutes(-570);
  voiding.day = study_day(-1);
  voiding.meaning = 2;
  voiding.response = "\xE3\x81\x8C";
  voiding.rating = Rating::kAgain;
  CHECK(checksum_of(voiding) == 0xcd7629c4167bf3c3U);
}

TEST_CASE("property: a flipped bit anywhere in a row's bytes on the disk is noticed") {
  const StoreFolder folder;
  {
    const auto store = opened(folder.path());
    REQUIRE(store->append(an_answer(1), "deck/fact/object", Schedule{}, usual()));
  }
  const std::string content = content_of(folder.file());
  // The row's bytes, from its uuid to its response; the same texts elsewhere are in
  // indexes.
  const std::string response = R"({"chosen":[1]})";
  const std::size_t end = content.find(response) + response.size();
  const std::size_t begin = content.rfind("answer-1", end);
  REQUIRE(end - begin < 200);
  const auto noticed = [&](std::size_t at, int bit) {
    std::string flipped = content;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
    const StoreFolder other;
    std::ofstream(other.file(), std::ios::binary) << flipped;
    const auto store = Store::open(other.path());
    return !store || !(*store)->log();
  };
  CHECK(rc::check([&] {
    const auto at = *rc::gen::inRange(begin, end);
    const auto bit = *rc::gen::inRange(0, 8);
    return noticed(at, bit);
  }));
}
