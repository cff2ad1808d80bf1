#include "base/picture_header.h"

#include <fstream>
#include <iterator>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "support/picture_bytes.h"

using namespace attache;

namespace {

const std::string kJpegStart = "\xFF\xD8";

std::string content(const std::string& name) {
  std::ifstream in(ATTACHE_SOURCE_DIR "/decks/examples/pictures/" + name,
                   std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a PNG tells its size in its first chunk") {
  CHECK(picture_size(png_start(640, 480)) == PictureSize{640, 480});
  CHECK(picture_size(png_start(0x7FFFFFFF, 1)) == PictureSize{0x7FFFFFFF, 1});
}

TEST_CASE("a PNG without a size, or with one that no PNG can have, is none") {
  CHECK_FALSE(picture_size(png_start(0, 480)));
  CHECK_FALSE(picture_size(png_start(640, 0)));
  CHECK_FALSE(picture_size(png_start(0x80000000U, 1)));
  CHECK_FALSE(picture_size(png_start(1, 0x80000000U)));
}

TEST_CASE("a JPEG tells its size in its frame, behind segments of any kind") {
  CHECK(picture_size(kJpegStart + jpeg_frame(0xC0, 640, 480)) == PictureSize{640, 480});
  CHECK(picture_size(kJpegStart + jpeg_segment(0xE0, "JFIF") +
                     jpeg_segment(0xE1, std::string(60'000, '\xFF')) +
                     jpeg_segment(0xC4, "tables") + "\xFF\xFF" +
                     jpeg_frame(0xC2, 65535, 1)) == PictureSize{65535, 1});
  CHECK(picture_size(kJpegStart + "\xFF\x01\xFF\xD3" + jpeg_frame(0xC1, 3, 2)) ==
        PictureSize{3, 2});
}

TEST_CASE("a JPEG that ends, or begins its scan, before its frame is none") {
  CHECK_FALSE(picture_size(kJpegStart + jpeg_segment(0xE0, "JFIF") + "\xFF\xD9"));
  CHECK_FALSE(
      picture_size(kJpegStart + jpeg_segment(0xDA, "scan") + jpeg_frame(0xC0, 640, 480)));
  CHECK_FALSE(picture_size(kJpegStart + jpeg_frame(0xC0, 0, 480)));
  CHECK_FALSE(picture_size(kJpegStart + jpeg_segment(0xE0, "JFIF") + "no marker"));
  CHECK_FALSE(picture_size(kJpegStart + "\xFF\xE0"));
}

TEST_CASE("kinds of JPEG that cannot be shown are told from the others") {
  CHECK_FALSE(picture_size(kJpegStart + jpeg_frame(0xC3, 640, 480)));  // lossless
  CHECK_FALSE(picture_size(kJpegStart + jpeg_frame(0xC9, 640, 480)));  // arithmetic
}

TEST_CASE("what is called a picture and is none is found by its look") {
  CHECK_FALSE(picture_size(""));
  CHECK_FALSE(picture_size("GIF89a"));
  CHECK_FALSE(picture_size("BM\x26"));
  CHECK_FALSE(picture_size("<svg/>"));
}

TEST_CASE(
    "the pictures that come with the program have the size that they were drawn in") {
  CHECK(picture_size(content("un-organs.png")) == PictureSize{1200, 480});
  CHECK(picture_size(content("nordic.jpg")) == PictureSize{900, 640});
}

TEST_CASE("property: a picture cut short has its size or none, never another") {
  const std::string png = png_start(640, 480);
  const std::string jpeg =
      kJpegStart + jpeg_segment(0xE0, "JFIF") + jpeg_frame(0xC0, 640, 480);
  CHECK(rc::check([&] {
    for (const std::string& whole : {png, jpeg}) {
      const auto length = *rc::gen::inRange<std::size_t>(0, whole.size() + 1);
      // A copy of that length alone, so that a look beyond it is noticed.
      const auto size = picture_size(std::string(whole, 0, length));
      RC_ASSERT(!size || *size == (PictureSize{640, 480}));
    }
  }));
}

TEST_CASE("property: no bytes are too strange to be looked at") {
  CHECK(rc::check([](const std::string& bytes) {
    const auto size = picture_size(kJpegStart + "\xFF" + bytes);
    RC_ASSERT(!size || (size->width > 0 && size->height > 0));
  }));
}
