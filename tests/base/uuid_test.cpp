#include "base/uuid.h"

#include <rapidcheck.h>
#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace attache;

TEST_CASE("the time stands first, as in the example of RFC 9562") {
  // Appendix A.6: 22 February 2022, 19:22:22 UTC, is 017f22e2-79b0-7….
  Chance chance(1);
  CHECK(uuid_v7(Instant{Millis{1645557742000}}, chance).substr(0, 15) ==
        "017f22e2-79b0-7");
}

TEST_CASE(
    "property: version and variant are those of RFC 9562, and the shape is a UUID's") {
  CHECK(rc::check("shape", [](std::uint64_t seed) {
    Chance chance(seed);
    const std::string uuid = uuid_v7(
        Instant{Millis{*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000)}}, chance);
    if (uuid.size() != 36 || uuid[14] != '7') return false;
    if (std::string("89ab").find(uuid[19]) == std::string::npos) return false;
    for (std::size_t i = 0; i < uuid.size(); ++i) {
      const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? uuid[i] != '-'
               : std::string("0123456789abcdef").find(uuid[i]) == std::string::npos)
        return false;
    }
    return true;
  }));
}

TEST_CASE("uuids of the same instant differ, and a later one sorts after") {
  Chance chance(1);
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i)
    seen.insert(uuid_v7(Instant{Millis{1645557742000}}, chance));
  CHECK(seen.size() == 10'000);
  CHECK(uuid_v7(Instant{Millis{1645557742001}}, chance) > *seen.rbegin());
}

TEST_CASE("The same entry of another program has the same uuid at every import") {
  const std::string uuid = imported_uuid("deck/card", 1'700'000'000'000);
  REQUIRE(uuid.size() == 36);
  CHECK(uuid[14] == '8');                                          // the version
  CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);  // the variant
  CHECK(uuid == imported_uuid("deck/card", 1'700'000'000'000));
  CHECK(uuid != imported_uuid("deck/card", 1'700'000'000'001));
  CHECK(uuid != imported_uuid("deck/card", 1'700'000'000'000, "standing"));
  CHECK(uuid != imported_uuid("deck/cards", 1'700'000'000'000));
}

TEST_CASE("Entries of many questions and times have different uuids") {
  std::set<std::string> seen;
  for (int question = 0; question < 100; ++question)
    for (std::int64_t at = 0; at < 100; ++at)
      seen.insert(imported_uuid("deck/" + std::to_string(question), at));
  CHECK(seen.size() == 10'000);
}
