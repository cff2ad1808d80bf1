#include "exchange/archive.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>
#include <unordered_map>
#include <utility>
#include <zip.h>
#include <zstd.h>

namespace attache::exchange {

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16U;
/// Small files may well be mostly blanks; only what grows large is measured.
constexpr std::uint64_t kUnmeasured = std::uint64_t{1} << 20U;
/// Zstandard's own limit for what every decoder takes: 8 MB, and more for large files.
constexpr int kMostWindowLog = 27;

struct CloseArchive {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct CloseEntry {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
struct FreeStream {
  void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

Unexpected expands_too_far(const std::string& where) {
  return fail("This package expands too far", where,
              "If you trust it, split it where it was made");
}

/// What `read` hands on in pieces, as a whole.
template <class Read>
Result<std::string> whole_of(const Read& read) {
  std::string whole;
  const Result<void> done = read([&](std::string_view piece) -> Result<void> {
    whole += piece;
    return {};
  });
  if (!done) return done.unexpected();
  return whole;
}

Unexpected is_damaged(const std::string& where) {
  return fail("This package is damaged", where, "Get it again where it came from");
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t number = 0;
  for (std::size_t i = count; i-- > 0;)
    number = (number << 8U) | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

/// How many entries the end of the archive promises, without reading their list;
/// nothing for what does not end as a zip archive.
std::optional<std::size_t> promised_entries(const std::filesystem::path& file) {
  constexpr std::size_t kRecord = 22;
  constexpr std::size_t kLongestEnd = kRecord + 0xffff;
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::int64_t>(in.tellg());
  if (!in || size < static_cast<std::int64_t>(kRecord)) return {};
  const auto length = std::min<std::int64_t>(size, kLongestEnd);
  std::string end(static_cast<std::size_t>(length), '\0');
  in.seekg(size - length);
  if (!in.read(end.data(), length)) return {};
  const std::size_t at = end.rfind("PK\x05\x06", end.size() - kRecord);
  if (at == std::string::npos) return {};
  return little_endian(end, at + 10, 2);
}

bool is_regular(zip_t* zip, std::size_t entry) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(zip, entry, 0, &system, &attributes) != 0)
    return true;
  if (system != ZIP_OPSYS_UNIX) return true;
  const std::uint32_t kind = (attributes >> 16U) & std::uint32_t{S_IFMT};
  return kind == 0 || kind == S_IFREG;
}

}  // namespace

struct Archive::Open {
  std::unique_ptr<zip_t, CloseArchive> zip;
  std::string where;
  ArchiveLimits limits;
  std::uint64_t came_out = 0;
  std::vector<std::string> names;
  std::unordered_map<std::string_view, std::size_t> by_name;

  /// Whether so many bytes out of so many packed ones are still within the limits.
  Result<void> count(std::uint64_t piece,
                     std::uint64_t out,
                     std::uint64_t packed,
                     std::uint64_t most) {
    came_out += piece;
    const bool swells = out > kUnmeasured && out / limits.ratio > packed;
    if (out > most || came_out > limits.all_bytes || swells)
      return expands_too_far(where);
    return {};
  }
};

Result<Archive> Archive::open(const std::filesystem::path& file,
                              const ArchiveLimits& limits) {
  auto open = std::make_shared<Open>();
  open->where = file.filename().string();
  open->limits = limits;
  const std::optional<std::size_t> promised = promised_entries(file);
  if (!promised)
    return fail("This is no package, or only a part of one", open->where,
                "Get it again where it came from");
  if (*promised > limits.entries)
    return fail(fmt::format("This package holds more than {} files", limits.entries),
                open->where, "Split it where it was made");
  int code = 0;
  open->zip.reset(zip_open(file.c_str(), ZIP_RDONLY, &code));
  if (open->zip == nullptr) return is_damaged(open->where);
  const auto count = static_cast<std::size_t>(
      std::max<zip_int64_t>(0, zip_get_num_entries(open->zip.get(), 0)));
  if (count > limits.entries) return is_damaged(open->where);
  open->names.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(open->zip.get(), i, ZIP_FL_ENC_GUESS);
    if (name != nullptr) open->names[i] = name;
    open->by_name.try_emplace(open->names[i], i);
  }
  return Archive(std::move(open));
}

std::size_t Archive::size() const {
  return open_->names.size();
}

std::string Archive::name(std::size_t entry) const {
  return open_->names.at(entry);
}

std::optional<std::size_t> Archive::find(std::string_view name) const {
  const auto found = open_->by_name.find(name);
  if (found == open_->by_name.end()) return {};
  return found->second;
}

Result<void> Archive::read(std::size_t entry,
                           const TakeBytes& take,
                           std::optional<std::uint64_t> most) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(open_->zip.get(), entry, 0, &stat) != 0)
    return is_damaged(open_->where);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
      stat.encryption_method != ZIP_EM_NONE)
    return fail("This package is locked with a password", open_->where,
                "Unlock it and pack it again");
  if (!is_regular(open_->zip.get(), entry))
    return fail("This package holds something that is no file", open_->where, {});
  const std::uint64_t packed =
      (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0;
  const std::unique_ptr<zip_file_t, CloseEntry> file(
      zip_fopen_index(open_->zip.get(), entry, 0));
  if (file == nullptr) return is_damaged(open_->where);
  std::string piece(kPiece, '\0');
  for (std::uint64_t out = 0;;) {
    const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
    if (got < 0) return is_damaged(open_->where);
    if (got == 0) return {};
    const auto length = static_cast<std::size_t>(got);
    out += length;
    const std::uint64_t limit = most.value_or(open_->limits.entry_bytes);
    if (auto within = open_->count(length, out, packed, limit); !within) return within;
    if (auto taken = take({piece.data(), length}); !taken) return taken;
  }
}

Result<std::string> Archive::read(std::size_t entry, std::optional<std::uint64_t> most) {
  return whole_of([&](const TakeBytes& take) { return read(entry, take, most); });
}

Result<void> Archive::read_zstd(std::size_t entry,
                                const TakeBytes& take,
                                std::optional<std::uint64_t> most) {
  const std::unique_ptr<ZSTD_DStream, FreeStream> stream(ZSTD_createDStream());
  if (stream == nullptr) return fail("There is not enough memory", open_->where, {});
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, kMostWindowLog);
  const std::uint64_t limit = most.value_or(open_->limits.entry_bytes);
  std::string piece(kPiece, '\0');
  std::uint64_t in = 0;
  std::uint64_t out = 0;
  std::size_t left = 1;  // of a frame; 0 at its end
  auto done = read(
      entry,
      [&](std::string_view packed) -> Result<void> {
        in += packed.size();
        ZSTD_inBuffer input{packed.data(), packed.size(), 0};
        for (bool full = false; input.pos < input.size || full;) {
          ZSTD_outBuffer output{piece.data(), piece.size(), 0};
          left = ZSTD_decompressStream(stream.get(), &output, &input);
          if (ZSTD_isError(left) != 0) return is_damaged(open_->where);
          out += output.pos;
          if (auto within = open_->count(output.pos, out, in, limit); !within)
            return within;
          if (auto taken = take({piece.data(), output.pos}); !taken) return taken;
          full = output.pos == output.size && left != 0;
        }
        return {};
      },
      most);
  if (!done) return done;
  if (left != 0) return is_damaged(open_->where);
  return {};
}

Result<std::string> Archive::read_zstd(std::size_t entry,
                                       std::optional<std::uint64_t> most) {
  return whole_of([&](const TakeBytes& take) { return read_zstd(entry, take, most); });
}

void FileTaker::Close::operator()(std::FILE* file) const {
  static_cast<void>(std::fclose(file));
}

FileTaker::FileTaker(std::FILE* file, std::string name)
    : file_(file), name_(std::move(name)) {}

Result<FileTaker> FileTaker::make(const std::filesystem::path& file) {
  // "x": never into a file that somebody else has put there.
  std::FILE* opened = std::fopen(file.c_str(), "wbx");
  if (opened == nullptr)
    return fail("A temporary file cannot be written", file.string(),
                "Check that there is space for temporary files");
  return FileTaker(opened, file.string());
}

Result<void> FileTaker::take(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size()) return {};
  return fail("A temporary file cannot be written", name_,
              "Check that there is space for temporary files");
}

Result<void> FileTaker::finish() {
  if (std::fclose(file_.release()) == 0) return {};
  return fail("A temporary file cannot be written", name_,
              "Check that there is space for temporary files");
}

Result<std::shared_ptr<ScratchFolder>> ScratchFolder::make() {
  std::error_code code;
  const std::filesystem::path parent = std::filesystem::temp_directory_path(code);
  std::string name = (parent / "attache-XXXXXX").string();
  if (code || ::mkdtemp(name.data()) == nullptr)
    return fail("A temporary folder cannot be made", parent.string(),
                "Check that there is space for temporary files");
  return std::shared_ptr<ScratchFolder>(new ScratchFolder(name));
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path ScratchFolder::next() {
  return path_ / std::to_string(++given_);
}

Result<std::string> zip_of(const std::vector<ArchiveEntry>& entries) {
  const auto failed = [] { return fail("The package could not be made", {}, {}); };
  const std::unique_ptr<zip_source_t, FreeSource> target(
      zip_source_buffer_create(nullptr, 0, 0, nullptr));
  if (target == nullptr) return failed();
  zip_source_keep(target.get());  // the archive takes one, we keep one
  zip_t* opened = zip_open_from_source(target.get(), ZIP_TRUNCATE, nullptr);
  if (opened == nullptr) {
    zip_source_free(target.get());
    return failed();
  }
  std::unique_ptr<zip_t, CloseArchive> zip(opened);
  for (const ArchiveEntry& entry : entries) {
    zip_source_t* source =
        zip_source_buffer(zip.get(), entry.bytes.data(), entry.bytes.size(), 0);
    if (source == nullptr) return failed();
    const zip_int64_t index =
        zip_file_add(zip.get(), entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      return failed();
    }
    const auto at = static_cast<zip_uint64_t>(index);
    // 1 January 1980, the first day that zip knows: when it was packed is nobody's
    // business.
    if (zip_file_set_dostime(zip.get(), at, 0, 0x21, 0) != 0) return failed();
  }
  if (zip_close(zip.get()) != 0) return failed();
  static_cast<void>(zip.release());

  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_stat(target.get(), &stat) != 0 || zip_source_open(target.get()) != 0)
    return failed();
  std::string bytes(static_cast<std::size_t>(stat.size), '\0');
  const zip_int64_t got = zip_source_read(target.get(), bytes.data(), bytes.size());
  zip_source_close(target.get());
  if (got != static_cast<zip_int64_t>(bytes.size())) return failed();
  return bytes;
}

}  // namespace attache::exchange
