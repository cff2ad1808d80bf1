// Decks read from files, with pictures beside them.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>

#include <doctest/doctest.h>

#include "deck_text.h"
#include "support/picture_bytes.h"

using namespace attache;

namespace {

namespace fs = std::filesystem;

/// A folder with a folder "deck" in it, removed at the end.
class Place {
 public:
  Place() {
    std::string name = (fs::temp_directory_path() / "attache-pictures-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
    fs::create_directories(path_ / "deck/maps");
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() { fs::remove_all(path_); }

  void put(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
  }
  [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }
  /// Reads a deck with one image card for each name of a picture.
  [[nodiscard]] ReadDeck read(const std::vector<std::string>& pictures) const {
    std::string cards;
    for (std::size_t i = 0; i < pictures.size(); ++i)
      cards += "<card id=\"c" + std::to_string(i) + "\" kind=\"image\"><ask>W" +
               std::to_string(i) + "?</ask><image file=\"" + pictures[i] +
               "\" alt=\"A\"/><region id=\"r\" x=\"0\" y=\"0\" width=\"9\" "
               "height=\"9\"><answer>A</answer></region></card>\n";
    put("deck/d.xml", deck_of(cards));
    return read_deck(path_ / "deck/d.xml");
  }
  /// The problems of that deck, without the way to it.
  [[nodiscard]] std::string problems(const std::vector<std::string>& pictures) const {
    ReadDeck deck = read(pictures);
    for (Problem& problem : deck.problems)
      problem.file = "d";
    return lines_of(deck, true);
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("a picture in or below the deck's folder is found, whatever its name ends in") {
  const Place place;
  place.put("deck/a.png", png_start(4000, 4000) + png_end());
  place.put("deck/maps/b.png", "\xFF\xD8" + jpeg_frame(0xC0, 10, 10) + jpeg_end());
  CHECK(place.problems({"a.png", "maps/b.png"}).empty());
}

TEST_CASE("a picture that is missing is told, and the deck loads") {
  const Place place;
  CHECK(place.problems({"maps/a.png"}) ==
        "d:2:42: warning: the picture \"maps/a.png\" is not there — put it there or mend "
        "its name");
  CHECK(place.read({"maps/a.png"}).deck);
}

TEST_CASE("a picture is told once, however many cards have it") {
  const Place place;
  const ReadDeck read = place.read({"a.png", "a.png"});
  CHECK(read.problems.size() == 1);
}

TEST_CASE("a picture of too many pixels or bytes is told, and the deck loads") {
  const Place place;
  const std::string what =
      "d:2:42: warning: the picture \"a.png\" is too large; the card still works — save "
      "it smaller, with at most 10 MB and 16 million pixels";
  place.put("deck/a.png", png_start(4001, 4000));
  CHECK(place.problems({"a.png"}) == what);
  CHECK(place.read({"a.png"}).deck);
  place.put("deck/a.png", png_start(1, 1));
  fs::resize_file(place / "deck/a.png", (10U << 20U) + 1);
  CHECK(place.problems({"a.png"}) == what);
}

TEST_CASE("a file that is no picture is told, and the deck loads") {
  const Place place;
  place.put("deck/a.png", "BM");
  CHECK(place.problems({"a.png"}) ==
        "d:2:42: warning: \"a.png\" holds no PNG or JPEG picture — save it anew as PNG "
        "or JPEG");
  CHECK(place.read({"a.png"}).deck);
}

TEST_CASE("a folder or a pipe in a picture's place is told, and nothing waits for it") {
  const Place place;
  fs::create_directory(place / "deck/a.png");
  REQUIRE(::mkfifo((place / "deck/b.png").c_str(), 0600) == 0);
  CHECK(place.problems({"a.png", "b.png"}) ==
        "d:2:42: warning: the picture \"a.png\" cannot be read — check that it is a file "
        "and that you may read it\n"
        "d:3:42: warning: the picture \"b.png\" cannot be read — check that it is a file "
        "and that you may read it");
}

TEST_CASE("the size of a JPEG is found behind more than the first look") {
  const Place place;
  std::string jpeg = "\xFF\xD8";
  for (int i = 0; i < 3; ++i)
    jpeg += jpeg_segment(0xE2, std::string(60'000, 'x'));
  place.put("deck/a.jpg", jpeg + jpeg_frame(0xC0, 5000, 5000));
  CHECK(place.problems({"a.jpg"}).find("too large") != std::string::npos);
}

TEST_CASE("a link out of the deck's folder is an error, and one within it is none") {
  const Place place;
  place.put("secret.png", png_start(1, 1));
  place.put("deck/maps/b.png", png_start(1, 1) + png_end());
  fs::create_symlink("../secret.png", place / "deck/a.png");
  fs::create_symlink("maps/b.png", place / "deck/b.png");
  CHECK(place.problems({"a.png", "b.png"}) ==
        "d:2:42: the picture \"a.png\" is a link that leads out of the deck's folder — "
        "put the picture itself there");
  CHECK_FALSE(place.read({"a.png"}).deck);
}

TEST_CASE("a folder whose name only begins like the deck's is another folder") {
  const Place place;
  fs::create_directory(place / "deck-two");
  place.put("deck-two/a.png", png_start(1, 1));
  fs::create_directory_symlink("../deck-two", place / "deck/more");
  CHECK(place.problems({"more/a.png"}).find("leads out") != std::string::npos);
}

TEST_CASE("a deck read from memory has no pictures beside it, and none are looked for") {
  CHECK(problems_in("<card id=\"c\" kind=\"image\"><ask>W?</ask><image file=\"no.png\" "
                    "alt=\"A\"/><region id=\"r\" x=\"0\" y=\"0\" width=\"9\" "
                    "height=\"9\"><answer>A</answer></region></card>")
            .empty());
}

TEST_CASE("a picture of which the end is missing is warned of") {
  const Place place;
  place.put("deck/a.png", png_start(10, 10));
  place.put("deck/b.jpg", "\xFF\xD8" + jpeg_frame(0xC0, 10, 10) + jpeg_end() +
                              std::string("\r\n\0", 3));
  CHECK(place.problems({"a.png", "b.jpg"}).find("ends too early") != std::string::npos);
  CHECK(place.problems({"b.jpg"}).empty());
}
