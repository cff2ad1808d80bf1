#include "window/picture.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <rapidcheck.h>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "window/picture_view.h"

using namespace attache;
using namespace attache::window;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

/// Longer than any decoding here takes; nothing waits so long unless it is broken.
constexpr std::chrono::milliseconds kPatient = 20s;
const fs::path kExamples = ATTACHE_SOURCE_DIR "/decks/examples/pictures";

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "attache-picture-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder(Folder&&) = delete;
  Folder& operator=(Folder&&) = delete;
  [[nodiscard]] fs::path put(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return path_ / name;
  }
  [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<PictureFault> fault_of(const fs::path& file) {
  PictureDecoding decoding(file);
  REQUIRE(decoding.ended(kPatient));
  return decoding.fault();
}

std::optional<PictureFault> fault_of(PictureDecoding::Decoder decoder) {
  PictureDecoding decoding("none", decoder);
  REQUIRE(decoding.ended(kPatient));
  return decoding.fault();
}

// ---- a PNG that is small on the disk and huge in memory

std::string big_endian(std::uint32_t number) {
  std::string out;
  for (unsigned shift = 32; shift > 0; shift -= 8)
    out += static_cast<char>(number >> (shift - 8) & 0xFFU);
  return out;
}

std::string chunk(const std::string& type, const std::string& content) {
  return big_endian(static_cast<std::uint32_t>(content.size())) + type + content +
         big_endian(0);  // the decoder does not look at checksums
}

/// So many zeros in deflate's fixed code (RFC 1951, 3.2.6): a literal, then "the last
/// byte 258 times more" again and again.
std::string deflated_zeros(std::size_t count) {
  std::string out = "\x78\x01";
  unsigned bits = 0;
  unsigned held = 0;
  const auto put = [&](unsigned code, unsigned length) {  // the highest bit first
    for (unsigned i = length; i-- > 0;) {
      bits |= (code >> i & 1U) << held;
      if (++held < 8) continue;
      out += static_cast<char>(bits);
      bits = held = 0;
    }
  };
  const auto zero = [&] { put(0b00110000, 8); };
  put(0b110, 3);  // the last block, and (lowest bit first) of type 1
  zero();
  --count;
  for (; count >= 258; count -= 258) {
    put(0b11000101, 8);
    put(0, 5);
  }
  for (; count > 0; --count)
    zero();
  put(0, 7);
  put(0, 7);  // fills up the last byte
  return out;
}

std::string black_png(std::uint32_t side) {
  const std::size_t row = 1 + (side + 7) / 8;  // one bit a pixel
  return "\x89PNG\r\n\x1A\n" +
         chunk("IHDR",
               big_endian(side) + big_endian(side) + std::string("\1\0\0\0\0", 5)) +
         chunk("IDAT", deflated_zeros(side * row)) + chunk("IEND", "");
}

// ---- decoders that misbehave

Decoded hang(const fs::path& /*file*/) {
  while (true)
    ::pause();
}
Decoded crash(const fs::path& /*file*/) {
  std::abort();
}
Decoded devour(const fs::path& /*file*/) {
  return PicturePixels{1, 1, std::vector<std::uint8_t>(std::size_t{600} << 20U)};
}
/// A picture of one pixel, if the limits are as they should be.
Decoded look_at_limits(const fs::path& /*file*/) {
  struct rlimit processor {};
  struct rlimit files {};
  ::getrlimit(RLIMIT_CPU, &processor);
  ::getrlimit(RLIMIT_FSIZE, &files);
  if (processor.rlim_max != 3 || files.rlim_max != 0) return PictureFault::kUnreadable;
  return PicturePixels{1, 1, {1, 2, 3, 255}};
}
Decoded small_picture(const fs::path& /*file*/) {
  return PicturePixels{400, 2, std::vector<std::uint8_t>(3200, 255)};
}

// ---- textures without a graphics card

int textures_made = 0;
int textures_dropped = 0;
TextureName make(int width, int /*height*/, const std::uint8_t* rgba) {
  ++textures_made;
  return rgba[3] == 255 ? static_cast<TextureName>(width) : 0;
}
void drop(TextureName /*texture*/) {
  ++textures_dropped;
}
constexpr TextureMaker kCounted{make, drop};

}  // namespace

TEST_CASE("a PNG is decoded in a child, with all its sizes") {
  PictureDecoding decoding(kExamples / "un-organs.png");
  REQUIRE(decoding.ended(kPatient));
  REQUIRE_FALSE(decoding.fault());
  CHECK(decoding.size() == PixelSize{1200, 480});
  // Paper at the corner, in each size.
  const std::uint8_t* pixels = decoding.pixels();
  for (const PixelSize& size : sizes_of(decoding.size())) {
    CHECK(pixels[0] > 250);
    CHECK(pixels[3] == 255);
    pixels += size.bytes();
  }
}

TEST_CASE("a JPEG is decoded to the colours that it was drawn in") {
  PictureDecoding decoding(kExamples / "nordic.jpg");
  REQUIRE(decoding.ended(kPatient));
  REQUIRE_FALSE(decoding.fault());
  CHECK(decoding.size() == PixelSize{900, 640});
  const int sea[] = {0xDC, 0xEB, 0xF3};
  for (int channel = 0; channel < 3; ++channel)
    CHECK(std::abs(decoding.pixels()[channel] - sea[channel]) <= 3);
}

TEST_CASE("decoding does the same without a child") {
  const Decoded decoded = decode_picture(kExamples / "nordic.jpg");
  REQUIRE(std::holds_alternative<PicturePixels>(decoded));
  CHECK(std::get<PicturePixels>(decoded).width == 900);
}

TEST_CASE("a PNG that is cut short is damaged") {
  const Folder folder;
  const std::string whole = content_of(kExamples / "un-organs.png");
  CHECK(fault_of(folder.put("a.png", whole.substr(0, whole.size() / 2))) ==
        PictureFault::kDamaged);
  // Before its size there is no telling what it is.
  CHECK(fault_of(folder.put("b.png", whole.substr(0, 20))) == PictureFault::kNoPicture);
}

TEST_CASE("a BMP that is called PNG does not come near the decoder") {
  const Folder folder;
  const std::string bmp("BM\x26\0\0\0\0\0\0\0\x1A\0\0\0\x0C\0\0\0\2\0\2\0\1\0\x18\0", 26);
  CHECK(fault_of(folder.put("a.png", bmp + std::string(12, '\0'))) ==
        PictureFault::kNoPicture);
  CHECK(fault_of(folder.put("empty.png", "")) == PictureFault::kNoPicture);
}

TEST_CASE("a picture that unfolds to more than its memory is too large") {
  const Folder folder;
  const std::string bomb = black_png(12'000);
  CHECK(bomb.size() < 120'000);
  CHECK(fault_of(folder.put("a.png", bomb)) == PictureFault::kTooLarge);
}

TEST_CASE("a picture of more than 16 million pixels is too large, and one below is not") {
  const Folder folder;
  CHECK(fault_of(folder.put("a.png", black_png(4001))) == PictureFault::kTooLarge);
  PictureDecoding decoding(folder.put("b.png", black_png(4000)));
  REQUIRE(decoding.ended(kPatient));
  REQUIRE_FALSE(decoding.fault());
  CHECK(decoding.size() == PixelSize{2000, 2000});
}

TEST_CASE("a file of more than 10 MB is too large") {
  const Folder folder;
  const fs::path file = folder.put("a.png", "\x89PNG\r\n\x1A\n");
  fs::resize_file(file, (10U << 20U) + 1);
  CHECK(fault_of(file) == PictureFault::kTooLarge);
}

TEST_CASE("what is no file cannot be read, and nothing waits for it") {
  const Folder folder;
  CHECK(fault_of(folder / "none.png") == PictureFault::kUnreadable);
  CHECK(fault_of(fs::temp_directory_path()) == PictureFault::kUnreadable);
  REQUIRE(::mkfifo((folder / "pipe.png").c_str(), 0600) == 0);
  CHECK(fault_of(folder / "pipe.png") == PictureFault::kUnreadable);
}

TEST_CASE("a decoder that crashes takes nothing with it") {
  CHECK(fault_of(crash) == PictureFault::kDamaged);
}

TEST_CASE("a decoder that devours memory is stopped") {
  CHECK(fault_of(devour));
}

TEST_CASE("the child has limits on the processor, and may write no file") {
  CHECK_FALSE(fault_of(look_at_limits));
}

TEST_CASE("a picture is decoded once, and its textures go when it is forgotten") {
  textures_made = textures_dropped = 0;
  {
    PictureCache cache(kCounted, small_picture, std::chrono::steady_clock::now, 4);
    for (int i = 0; i < 3; ++i) {
      const Picture& picture = cache.picture("a", kPatient);
      REQUIRE(picture.state() == Picture::State::kReady);
      CHECK(picture.size() == PixelSize{400, 2});
    }
    CHECK(textures_made == 2);
    for (const char* name : {"b", "c", "d", "a", "e"})
      CHECK(cache.picture(name, kPatient).state() == Picture::State::kReady);
    CHECK(textures_made == 10);
    CHECK(textures_dropped == 2);  // of b, which was not asked for as long as a
    CHECK(cache.picture("a", kPatient).state() == Picture::State::kReady);
    CHECK(textures_made == 10);
  }
  CHECK(textures_dropped == textures_made);
}

TEST_CASE("drawing takes the smallest texture that is wide enough") {
  PictureCache cache(kCounted, small_picture);
  const Picture& picture = cache.picture("a", kPatient);
  CHECK(picture.texture_for(150) == 200);
  CHECK(picture.texture_for(200) == 200);
  CHECK(picture.texture_for(201) == 400);
  CHECK(picture.texture_for(900) == 400);
}

TEST_CASE(
    "a decoder that hangs holds nobody up, and after three seconds counts as damage") {
  std::chrono::steady_clock::time_point now;
  PictureCache cache(kCounted, hang, [&] { return now; });
  CHECK(cache.picture("a", 0ms).state() == Picture::State::kLoading);
  CHECK(cache.picture("a", 0ms).texture_for(10) == 0);
  now += 2900ms;
  CHECK(cache.picture("a", 0ms).state() == Picture::State::kLoading);
  now += 100ms;
  const Picture& picture = cache.picture("a", 0ms);
  CHECK(picture.state() == Picture::State::kFailed);
  CHECK(picture.message() == "The picture is damaged.");
  CHECK(cache.picture("a", 0ms).state() == Picture::State::kFailed);
}

TEST_CASE("a cache that goes takes its children with it") {
  PictureCache cache(kCounted, hang);
  for (const char* name : {"a", "b", "c", "d", "e"})
    CHECK(cache.picture(name, 0ms).state() == Picture::State::kLoading);
}

TEST_CASE("each fault has its words") {
  CHECK(std::string(words_of(PictureFault::kUnreadable)) ==
        "The picture is not there, or cannot be read.");
  CHECK(std::string(words_of(PictureFault::kNoPicture)) ==
        "The file is no PNG or JPEG picture.");
  CHECK(std::string(words_of(PictureFault::kTooLarge)) == "The picture is too large.");
}

// ---- where things stand

TEST_CASE("a picture fills the room, keeps its shape, and is at most twice its size") {
  const auto is = [](ImVec2 size, float width, float height) {
    return size.x == width && size.y == height;
  };
  CHECK(is(fitted({1200, 480}, 600, 900), 600, 240));
  CHECK(is(fitted({1200, 480}, 1200, 120), 300, 120));
  CHECK(is(fitted({100, 50}, 1000, 1000), 200, 100));
  CHECK(is(fitted({10'000, 1}, 500, 500), 500, 1));
}

TEST_CASE("a region is covered to its last pixel") {
  const Rect picture{10, 20, 300, 200};
  const Rect area = place_of({"r", 12.5, 50, 10.1, 25, "A", {}}, picture);
  CHECK(area.x == 47);  // 10 + 37.5
  CHECK(area.y == 120);
  CHECK(area.right() == 78);  // 10 + 67.8
  CHECK(area.bottom() == 170);
}

TEST_CASE("a label stands below its region, above where there is no room, and inside") {
  const Rect picture{0, 0, 300, 200};
  const ImVec2 label{80, 20};
  CHECK(label_place(label, {100, 50, 40, 40}, picture).y == 90);
  CHECK(label_place(label, {100, 50, 40, 40}, picture).x == 80);
  CHECK(label_place(label, {100, 150, 40, 40}, picture).y == 130);
  CHECK(label_place(label, {0, 0, 300, 200}, picture).y == 180);
  CHECK(label_place(label, {0, 50, 20, 20}, picture).x == 0);
  CHECK(label_place(label, {280, 50, 20, 20}, picture).x == 220);
}

TEST_CASE("property: a covered region lies within a pixel of the picture's edges") {
  CHECK(rc::check([] {
    const auto percent = [](double most) {
      return most * (*rc::gen::inRange(0, 1001)) / 1000;
    };
    PictureRegion region;
    region.x = percent(100);
    region.y = percent(100);
    region.width = percent(100 - region.x);
    region.height = percent(100 - region.y);
    const Rect picture{10, 20, 333, 217};
    const Rect area = place_of(region, picture);
    RC_ASSERT(area.x >= picture.x);
    RC_ASSERT(area.y >= picture.y);
    RC_ASSERT(area.right() <= picture.right() + 1);
    RC_ASSERT(area.bottom() <= picture.bottom() + 1);
  }));
}
