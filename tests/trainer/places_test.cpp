#include "trainer/places.h"

#include <doctest/doctest.h>

#include "for_tests.h"

using namespace attache;

namespace {

Environment with(std::map<std::string, std::string> variables) {
  return
      [variables = std::move(variables)](const char* name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
      };
}

void make_bundle(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder / "decks");
  std::filesystem::create_directories(folder / "assets");
}

}  // namespace

TEST_CASE("Progress lies where XDG says, or below the home folder") {
  const auto xdg = find_places(with({{"XDG_DATA_HOME", "/x"}, {"HOME", "/h"}}), "", "");
  REQUIRE(xdg);
  CHECK(xdg->data == "/x/attache");
  const auto home = find_places(with({{"HOME", "/h"}}), "", "");
  REQUIRE(home);
  CHECK(home->data == "/h/.local/share/attache");
  // The XDG rules: a relative path is to be ignored, an empty one counts as not set.
  for (const char* ignored : {"", "relative"}) {
    const auto places =
        find_places(with({{"XDG_DATA_HOME", ignored}, {"HOME", "/h"}}), "", "");
    REQUIRE(places);
    CHECK(places->data == "/h/.local/share/attache");
  }
}

TEST_CASE("Without a home folder the error says how to go on") {
  for (const auto& environment : {with({}), with({{"HOME", ""}})}) {
    const auto places = find_places(environment, "", "");
    REQUIRE_FALSE(places);
    CHECK(places.error().remedy.find("--data") != std::string::npos);
  }
}

TEST_CASE("Decks and assets are found where they are installed") {
  const TemporaryFolder folder;
  make_bundle(folder.path() / "share" / "attache");
  make_bundle(folder.path());
  const auto places =
      find_places(with({{"HOME", "/h"}}), folder.path() / "bin" / "attache", "");
  REQUIRE(places);
  CHECK(places->bundled_decks == folder.path() / "share" / "attache" / "decks");
  CHECK(places->assets == folder.path() / "share" / "attache" / "assets");
  CHECK(places->deck_folders() ==
        std::vector<std::filesystem::path>{
            folder.path() / "share" / "attache" / "decks",
            std::filesystem::path("/h/.local/share/attache/decks")});
}

TEST_CASE("Decks and assets are found above a build folder, or in the source tree") {
  const TemporaryFolder folder;
  make_bundle(folder.path() / "tree");
  const auto above = find_places(
      with({{"HOME", "/h"}}), folder.path() / "tree" / "build" / "game" / "attache", "");
  REQUIRE(above);
  CHECK(above->bundled_decks == folder.path() / "tree" / "decks");
  for (const auto& executable :
       {std::filesystem::path(), folder.path() / "elsewhere" / "bin" / "attache"}) {
    const auto places =
        find_places(with({{"HOME", "/h"}}), executable, folder.path() / "tree");
    REQUIRE(places);
    CHECK(places->assets == folder.path() / "tree" / "assets");
  }
}

TEST_CASE("Without decks and assets only the learner's own folder is left") {
  const TemporaryFolder folder;
  for (const auto& executable :
       {std::filesystem::path(), folder.path() / "bin" / "attache"}) {
    const auto places = find_places(with({{"HOME", "/h"}}), executable, "");
    REQUIRE(places);
    CHECK(places->bundled_decks.empty());
    CHECK(places->assets.empty());
    CHECK(places->deck_folders().size() == 1);
  }
}
