#include "trainer/import_files.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <system_error>
#include <utility>

#include "deckfile/write.h"

namespace attache {

namespace fs = std::filesystem;

namespace {

bool same_content(const fs::path& one, const fs::path& other) {
  std::error_code failure;
  if (fs::file_size(one, failure) != fs::file_size(other, failure) || failure)
    return false;
  std::ifstream first(one, std::ios::binary);
  std::ifstream second(other, std::ios::binary);
  return first && second &&
         std::equal(std::istreambuf_iterator<char>(first), {},
                    std::istreambuf_iterator<char>(second));
}

}  // namespace

FileChanges::~FileChanges() {
  for (auto each = done_.rbegin(); each != done_.rend(); ++each) {
    std::error_code failure;
    if (each->existed)
      static_cast<void>(write_deck_text(each->before, each->file).has_value());
    else
      fs::remove(each->file, failure);
  }
}

Result<void> FileChanges::write(const fs::path& file,
                                const std::string& text,
                                bool existed,
                                const std::string& before) {
  if (existed && text == before) return {};
  if (existed) {
    std::ifstream in(file, std::ios::binary);
    const std::string now{std::istreambuf_iterator<char>(in), {}};
    if (now != before)
      return fail("the deck was changed while the import was looked at", file.string(),
                  "import once more");
  } else if (std::error_code failure; fs::exists(file, failure)) {
    return fail("a file with the name of this deck is there by now", file.string(),
                "import once more");
  }
  if (auto written = write_deck_text(text, file); !written) return written;
  done_.push_back({file, existed, before});
  return {};
}

Result<void> FileChanges::replace(const fs::path& file, const std::string& text) {
  std::error_code failure;
  fs::create_directories(file.parent_path(), failure);
  const bool existed = fs::exists(file, failure);
  std::ifstream in(file, std::ios::binary);
  std::string before{std::istreambuf_iterator<char>(in), {}};
  if (existed && before == text) return {};
  if (auto written = write_deck_text(text, file); !written) return written;
  done_.push_back({file, existed, std::move(before)});
  return {};
}

Result<void> FileChanges::copy(const fs::path& from, const fs::path& to) {
  if (same_content(from, to)) return {};
  std::error_code failure;
  const bool existed = fs::exists(to, failure);
  std::string before;
  if (existed) {
    std::ifstream in(to, std::ios::binary);
    before.assign(std::istreambuf_iterator<char>(in), {});
  }
  fs::create_directories(to.parent_path(), failure);
  fs::path temporary = to;
  temporary += ".new";
  fs::copy_file(from, temporary, fs::copy_options::overwrite_existing, failure);
  if (!failure) fs::rename(temporary, to, failure);
  if (failure) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    return fail(fmt::format("a picture could not be written ({})", failure.message()),
                to.string(),
                "check that the folder can be written and the disk is not full");
  }
  done_.push_back({to, existed, std::move(before)});
  return {};
}

}  // namespace attache
