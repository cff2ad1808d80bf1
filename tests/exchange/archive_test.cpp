#include "exchange/archive.h"

#include <fstream>

#include <doctest/doctest.h>

#include "exchange/anki_bytes.h"
#include "support/temporary_folder.h"

namespace attache::exchange {

namespace {

TEST_CASE("what was packed comes out again") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.zip";
  zip_into(file,
           {{"one", "first"}, {"sub/two", ""}, {"three", std::string(70'000, 'x')}});
  auto archive = Archive::open(file);
  REQUIRE(archive);
  CHECK(archive->size() == 3);
  CHECK(archive->name(1) == "sub/two");
  CHECK(archive->find("three") == 2);
  CHECK_FALSE(archive->find("four"));
  CHECK(*archive->read(0) == "first");
  CHECK(archive->read(1)->empty());
  CHECK(archive->read(2)->size() == 70'000);
}

TEST_CASE("a text is no archive, nor is a part of one") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.zip";
  bytes_into(file, "a text that is longer than the end of an archive");
  CHECK(Archive::open(file).error().what == "This is no package, or only a part of one");
  zip_into(file, {{"one", std::string(1000, 'x')}});
  const std::string whole = bytes_of(file);
  bytes_into(file, std::string_view(whole).substr(0, whole.size() - 30));
  CHECK_FALSE(Archive::open(file));
  CHECK_FALSE(Archive::open(folder.path() / "not there"));
}

TEST_CASE("an archive with too many entries is refused before it is read") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.zip";
  zip_into(file, {{"1", ""}, {"2", ""}, {"3", ""}});
  ArchiveLimits limits;
  limits.entries = 2;
  CHECK(Archive::open(file, limits).error().what ==
        "This package holds more than 2 files");
}

TEST_CASE("an entry that swells is refused, and so is one that is too large") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.zip";
  zip_into(file, {{"zeros", std::string(8U << 20U, '\0')}, {"more", "twelve bytes"}});
  auto archive = Archive::open(file);
  REQUIRE(archive);
  CHECK(archive->read(0).error().what == "This package expands too far");
  CHECK(archive->read(1, 12));
  CHECK_FALSE(archive->read(1, 11));
}

TEST_CASE("all that comes out of an archive is counted together") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.zip";
  zip_into(file, {{"1", std::string(600, 'a')}, {"2", std::string(600, 'b')}});
  ArchiveLimits limits;
  limits.all_bytes = 1000;
  auto archive = Archive::open(file, limits);
  REQUIRE(archive);
  CHECK(archive->read(0));
  CHECK_FALSE(archive->read(1));
}

TEST_CASE("a bomb of Zstandard within the archive is refused") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.zip";
  zip_into(file, {{"bomb", zstd_of(std::string(50U << 20U, '\0'))},
                  {"text", zstd_of("a text")},
                  {"broken", "no Zstandard"},
                  {"cut", zstd_of(std::string(9000, 'x')).substr(0, 12)}});
  auto archive = Archive::open(file);
  REQUIRE(archive);
  CHECK(archive->read_zstd(0).error().what == "This package expands too far");
  CHECK(*archive->read_zstd(1) == "a text");
  CHECK(archive->read_zstd(2).error().what == "This package is damaged");
  CHECK(archive->read_zstd(3).error().what == "This package is damaged");
}

TEST_CASE("a link in an archive is no file") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.zip";
  int code = 0;
  zip_t* zip = zip_open(file.c_str(), ZIP_CREATE, &code);
  REQUIRE(zip != nullptr);
  static const std::string kTarget = "/etc/passwd";
  const zip_int64_t at = zip_file_add(
      zip, "link", zip_source_buffer(zip, kTarget.data(), kTarget.size(), 0), 0);
  zip_file_set_external_attributes(zip, static_cast<zip_uint64_t>(at), 0, ZIP_OPSYS_UNIX,
                                   0120777U << 16U);
  REQUIRE(zip_close(zip) == 0);
  auto archive = Archive::open(file);
  REQUIRE(archive);
  CHECK_FALSE(archive->read(0));
}

TEST_CASE("the same entries give the same archive") {
  const std::vector<ArchiveEntry> entries{{"a", "one"}, {"b", std::string(500, 'x')}};
  const auto first = zip_of(entries);
  REQUIRE(first);
  CHECK(*first == *zip_of(entries));
  const TemporaryFolder folder;
  bytes_into(folder.path() / "a.zip", *first);
  auto archive = Archive::open(folder.path() / "a.zip");
  REQUIRE(archive);
  CHECK(*archive->read(1) == std::string(500, 'x'));
}

TEST_CASE("a folder for files on their way goes with its owner") {
  std::filesystem::path path;
  {
    const auto scratch = ScratchFolder::make();
    REQUIRE(scratch);
    path = (*scratch)->path();
    const auto file = (*scratch)->next();
    CHECK(file != (*scratch)->next());
    auto taker = FileTaker::make(file);
    REQUIRE(taker);
    CHECK(taker->take("bytes"));
    CHECK(taker->finish());
    CHECK(bytes_of(file) == "bytes");
    CHECK_FALSE(FileTaker::make(file));  // never over another one
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

}  // namespace

}  // namespace attache::exchange
