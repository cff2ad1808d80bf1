// Image cards and fixed forms.

#include <doctest/doctest.h>

#include "deck_text.h"

using namespace attache;

namespace {

const std::string kImage = "<image file=\"a.png\" alt=\"A map\"/>";

/// An image card of which the regions stand on line 3.
std::string card_with(const std::string& regions, const std::string& image = kImage) {
  return "<card id=\"c\" kind=\"image\"><ask>Which?</ask>" + image + "\n" + regions +
         "</card>";
}

std::string region(const std::string& attributes, const std::string& answer = "A") {
  return "<region " + attributes + "><answer>" + answer + "</answer></region>";
}

const std::string kNorth =
    region("id=\"north\" x=\"0\" y=\"0\" width=\"100\" height=\"50\"", "North");

std::string errors_in_regions(const std::string& regions) {
  return problems_in(card_with(regions));
}

}  // namespace

TEST_CASE("an image card holds a picture, regions, and what all cards hold") {
  const ReadDeck read = read_deck_text(
      deck_of("<card id=\"c\" kind=\"image\" hide=\"one\" tags=\"maps\"><ask>Which "
              "*part*?</ask>"
              "<image file=\"maps/a.png\" alt=\"A map\"/>"
              "<region id=\"kyushu\" x=\"12.5\" y=\"60\" width=\"9\" height=\"11\">"
              "<answer>Kyushu</answer><accept>Kiushu</accept></region>"
              "<explain>E</explain></card>"),
      "d");
  REQUIRE_MESSAGE(read.deck, lines_of(read, true));
  REQUIRE(read.deck->cards.size() == 1);
  const Card& card = read.deck->cards.front();
  CHECK(card.explain == "E");
  CHECK(std::get<ImageCard>(card.body) ==
        ImageCard{"maps/a.png",
                  "A map",
                  Hiding::kOne,
                  {{"kyushu", 12.5, 60, 9, 11, "Kyushu", {"Kiushu"}}}});
}

TEST_CASE("all regions are hidden where the card does not say") {
  const ReadDeck read = read_deck_text(deck_of(card_with(kNorth)), "d");
  REQUIRE(read.deck);
  CHECK(std::get<ImageCard>(read.deck->cards.front().body).hide == Hiding::kAll);
}

TEST_CASE("an image card needs a picture with a text in its place, and a region") {
  CHECK(problems_in("<card id=\"c\" kind=\"image\"><ask>Q</ask></card>") ==
        "d:2:1: this image card has no <image> — add <image …/>\n"
        "d:2:1: this image card has no <region> — add <region>…</region>");
  CHECK(problems_in(card_with(kNorth, "<image/>")) ==
        "d:2:44: this image has no file — add file=\"…\"\n"
        "d:2:44: this image has no alt — add alt=\"…\"");
  CHECK(errors_in_regions("<region/>") ==
        "d:3:1: this region has no id — add id=\"…\" with a name that it keeps for ever\n"
        "d:3:1: this region has no x — add x=\"…\"\n"
        "d:3:1: this region has no y — add y=\"…\"\n"
        "d:3:1: this region has no width — add width=\"…\"\n"
        "d:3:1: this region has no height — add height=\"…\"\n"
        "d:3:1: this region has no <answer> — add <answer>…</answer>");
}

TEST_CASE("an image card has at most forty regions") {
  std::string regions;
  for (int i = 0; i < 41; ++i)
    regions += region("id=\"r" + std::to_string(i) + "\" x=\"" + std::to_string(2 * i) +
                          "\" y=\"0\" width=\"1\" height=\"1\"",
                      "A" + std::to_string(i)) +
               "\n";
  CHECK(errors_in_regions(regions) ==
        "d:43:1: there are more than 40 <region> — remove some");
}

TEST_CASE("pictures and hiding belong to image cards") {
  CHECK(problems_in("<card id=\"c\" kind=\"recall\" hide=\"all\"><ask>Q</ask><answer>A"
                    "</answer>" +
                    kImage + "</card>") ==
        "d:2:28: \"hide\" is no attribute of a recall card — remove it; a recall card "
        "can have id, kind, topic, passage, fact, as-of, check-after, meaning and tags\n"
        "d:2:69: <image> cannot stand in a recall card — remove it; a recall card can "
        "hold ask, answer, explain and support");
  CHECK(errors_in_regions("<answer>A</answer>" + kNorth) ==
        "d:3:1: <answer> cannot stand in an image card — remove it; an image card can "
        "hold ask, image, region, explain and support");
}

TEST_CASE("a place is a share of the picture") {
  CHECK(errors_in_regions(
            region("id=\"r\" x=\"-1\" y=\"120\" width=\"9px\" height=\"10%\"")) ==
        "d:3:16: x is \"-1\", which is no share of the picture — write a number from 0 "
        "to 100, such as 12.5\n"
        "d:3:23: y is \"120\", which is no share of the picture — write a number from 0 "
        "to 100, such as 12.5\n"
        "d:3:31: width is \"9px\", which is no share of the picture — write a number "
        "from 0 to 100, such as 12.5\n"
        "d:3:43: height is \"10%\", which is no share of the picture — write a number "
        "from 0 to 100, such as 12.5");
}

TEST_CASE("a region lies inside the picture and has a size") {
  CHECK(
      errors_in_regions(region("id=\"r\" x=\"95\" y=\"0\" width=\"5.1\" height=\"9\"")) ==
      "d:3:1: this region goes beyond the right edge of the picture — keep x and width "
      "together at most 100");
  CHECK(
      errors_in_regions(region("id=\"r\" x=\"0\" y=\"60\" width=\"5\" height=\"41\"")) ==
      "d:3:1: this region goes beyond the lower edge of the picture — keep y and "
      "height together at most 100");
  CHECK(errors_in_regions(region("id=\"r\" x=\"0\" y=\"0\" width=\"0\" height=\"4\"")) ==
        "d:3:1: this region has no size — give it a width and a height");
  CHECK(errors_in_regions(
            region("id=\"r\" x=\"66.6\" y=\"99.9\" width=\"33.4\" height=\"0.1\""))
            .empty());
}

TEST_CASE("ids of regions are there once in their card, and may be there in others") {
  const std::string south =
      region("id=\"north\" x=\"0\" y=\"50\" width=\"100\" height=\"50\"", "South");
  CHECK(errors_in_regions(kNorth + "\n" + south) ==
        "d:4:9: the id north is there twice in this card — give this region another");
  CHECK(errors_in_regions(kNorth +
                          "</card>\n<card id=\"c2\" kind=\"image\"><ask>W?</ask>" +
                          kImage + south)
            .empty());
  CHECK(errors_in_regions(
            region("id=\"My Region\" x=\"0\" y=\"50\" width=\"100\" height=\"50\"")) ==
        "d:3:9: \"My Region\" cannot be an id — use small letters, digits, full stops, "
        "underscores and hyphens, at most 100, such as id=\"my-region\"");
}

TEST_CASE("two regions do not have the same answer") {
  CHECK(errors_in_regions(
            kNorth + "\n" +
            region("id=\"s\" x=\"0\" y=\"50\" width=\"100\" height=\"50\"", "North")) ==
        "d:4:1: the answer \"North\" is there twice — change or remove this one");
  CHECK(errors_in_regions("<region id=\"s\" x=\"0\" y=\"50\" width=\"9\" height=\"9\">"
                          "<answer>S</answer><accept>S</accept></region>") ==
        "d:3:68: the accepted answer \"S\" is there twice — change or remove this one");
}

TEST_CASE("two regions over almost the same part are most likely a slip") {
  CHECK(errors_in_regions(
            kNorth + "\n" +
            region("id=\"s\" x=\"1\" y=\"1\" width=\"99\" height=\"49\"", "South")) ==
        "d:4:1: warning: the regions north and s cover almost the same — move one of "
        "them or remove it");
  // A small one within a large one is something else.
  CHECK(errors_in_regions(
            kNorth + "\n" +
            region("id=\"s\" x=\"1\" y=\"1\" width=\"20\" height=\"20\"", "South"))
            .empty());
}

TEST_CASE("the name of a picture is refused with the way to mend it") {
  const auto errors = [](const std::string& name) {
    return problems_in(card_with(kNorth, "<image file=\"" + name + "\" alt=\"A\"/>"));
  };
  CHECK(errors("../a.png") ==
        "d:2:51: \"../a.png\" cannot be the name of a picture — put the picture into the "
        "deck's folder or one below it");
  CHECK(
      errors("/pictures/a.png") ==
      "d:2:51: \"/pictures/a.png\" cannot be the name of a picture — write where it lies "
      "from the deck's folder on, such as maps/japan.png");
  CHECK(errors("maps\\a.png") ==
        "d:2:51: \"maps\\a.png\" cannot be the name of a picture — write / between "
        "folders");
  CHECK(errors("https://x.org/a.png") ==
        "d:2:51: \"https://x.org/a.png\" cannot be the name of a picture — save the "
        "picture beside the deck and write its name");
  CHECK(errors("a.svg") ==
        "d:2:51: \"a.svg\" cannot be the name of a picture — save it as PNG or JPEG, "
        "with a name that ends in .png or .jpg");
}

TEST_CASE("the same words may ask about two pictures, but not twice about one") {
  const std::string second = "</card>\n<card id=\"c2\" kind=\"image\"><ask>Which?</ask>";
  CHECK(problems_in(
            card_with(kNorth + second + "<image file=\"b.png\" alt=\"B\"/>" + kNorth))
            .empty());
  CHECK(problems_in(card_with(kNorth + second + kImage + kNorth)) ==
        "d:4:1: warning: this asks the same as the card c on line 2 — word one of them "
        "otherwise or remove it");
}

TEST_CASE("forms can be fixed on a deck, a topic and a fact") {
  const ReadDeck read = read_deck_text(
      "<deck format=\"1\" id=\"d\" edition=\"1\" lang=\"en\" forms=\"choice  typed\">"
      "<title>T</title><topic id=\"t\" forms=\"date\">T</topic>" +
          kPair +
          "<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\" topic=\"t\" "
          "forms=\"true-false before-after\"/></deck>",
      "d");
  REQUIRE_MESSAGE(read.deck, lines_of(read, true));
  CHECK(read.deck->forms == std::vector<std::string>{"choice", "typed"});
  CHECK(read.deck->topics.front().forms == std::vector<std::string>{"date"});
  CHECK(read.deck->facts.front().forms ==
        std::vector<std::string>{"true-false", "before-after"});
}

TEST_CASE("an unknown form is met with the one that was meant, or with all of them") {
  CHECK(problems_in("<topic id=\"t\" forms=\"choice tiped\">T</topic>") ==
        "d:2:15: forms cannot be \"tiped\" — did you mean typed?");
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\" "
                          "forms=\"recitation\"/>") ==
        "d:3:50: forms cannot be \"recitation\" — write choice, true-false, "
        "before-after, nearest, place, select, order, cloze, set, typed, number or date");
}

TEST_CASE("a fact that names only forms that do not fit is told which ones do") {
  const auto problems = [](const std::string& forms) {
    return problems_below_pair(
        "<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\" forms=\"" + forms +
        "\"/>");
  };
  CHECK(problems("number place") ==
        "d:3:50: warning: this fact can be put in none of the forms that it names, so "
        "they are left aside — it can be put as cloze or typed");
  CHECK(problems("number typed").empty());
}
