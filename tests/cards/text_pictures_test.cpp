// Pictures that texts show.

#include "cards/text_pictures.h"

#include <doctest/doctest.h>

using namespace attache;

TEST_CASE("the pictures of a text are found in their order, with what they show") {
  const auto found = pictures_in(
      "See ![Japan *and* Korea](maps/east asia.png) "
      "![Honshu](<maps/a b.png>) and ![x](b.jpg \"title\").");
  // A name with a blank needs angle brackets: the first is plain text.
  REQUIRE(found.size() == 2);
  CHECK(found[0] == TextPicture{"maps/a b.png", "Honshu"});
  CHECK(found[1] == TextPicture{"b.jpg", "x"});
  CHECK(pictures_in("no picture, only ! [a](b.png)").empty());
  CHECK(pictures_in("![a **b**](c.png)").front().alt == "a b");
}

TEST_CASE("a picture lies in the deck's folder or below it") {
  CHECK_FALSE(fault_in_picture_name("maps/japan.png"));
  CHECK_FALSE(fault_in_picture_name("日本.JPG"));
  for (const char* name : {"../secret.png", "/etc/a.png", "a/./b.png", "a\\b.png",
                           "https://example.org/a.png", "c:a.png", "a.gif", "a//b.png"})
    CHECK(fault_in_picture_name(name));
}
