#include "store/folder.h"

#include <fstream>

#include <doctest/doctest.h>

#include "store/for_tests.h"

using namespace attache;

TEST_CASE("a folder that cannot be made is refused with what to do") {
  const StoreFolder folder;
  std::ofstream(folder.path() / "file") << "not a folder";
  const auto taken = FolderLock::take(folder.path() / "file" / "below");
  REQUIRE_FALSE(taken);
  CHECK(taken.error().what == "Attaché cannot write in this folder");
  CHECK_FALSE(taken.error().remedy.empty());
}

TEST_CASE("a lock file that is no file is refused") {
  const StoreFolder folder;
  std::filesystem::create_directory(folder.path() / "lock");
  CHECK_FALSE(FolderLock::take(folder.path()));
}

TEST_CASE("a lock is free again when its holder is gone") {
  const StoreFolder folder;
  {
    const auto first = FolderLock::take(folder.path());
    REQUIRE(first);
    CHECK(FolderLock::take(folder.path()).error().what ==
          "Attaché is already open on this folder");
  }
  CHECK(FolderLock::take(folder.path()));
}

TEST_CASE("what is not there cannot be synced") {
  const StoreFolder folder;
  CHECK(sync_to_disk(folder.path()));
  CHECK_FALSE(sync_to_disk(folder.path() / "nothing"));
}

TEST_CASE(
    "ballast is kept where there is room, given up, and not missed where there is none") {
  const StoreFolder folder;
  keep_ballast(folder.path());
  CHECK(std::filesystem::file_size(folder.path() / "ballast") == 1U << 20);
  drop_ballast(folder.path());
  std::error_code gone;
  const auto left = std::filesystem::file_size(folder.path() / "ballast", gone);
  CHECK((gone || left == 0));
  keep_ballast(folder.path() / "nothing");  // no folder: nothing happens
  CHECK_FALSE(std::filesystem::exists(folder.path() / "nothing"));
}

TEST_CASE("disks over a network are known by their kind, ordinary ones are not careful") {
  CHECK(is_remote(0x6969));        // NFS, from linux/magic.h
  CHECK_FALSE(is_remote(0xEF53));  // ext4
  const StoreFolder folder;
  CHECK_FALSE(why_careful(folder.path()));
}
