#include "trainer/drafts.h"

#include <charconv>
#include <fmt/format.h>
#include <system_error>
#include <utility>

#include "deckfile/read.h"
#include "deckfile/write.h"

namespace attache {

namespace {

namespace fs = std::filesystem;

// A draft is a deck file with one line more, which says what it was made from. The line
// is a comment, so that the draft can be opened by hand should all else fail.
constexpr std::string_view kMark = "<!-- attache draft of ";
constexpr std::string_view kNoFile = "a new file";
constexpr std::string_view kEnd = " -->\n";
constexpr std::string_view kInFile = "in-file ";

/// "16 hexadecimal digits" back to a number.
std::optional<std::uint64_t> number_in(std::string_view digits) {
  std::uint64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto [after, failure] = std::from_chars(digits.data(), end, number, 16);
  if (failure != std::errc{} || after != end) return {};
  return number;
}

/// Decks are as large as they are; records of editions can be larger.
std::optional<std::string> content_of(const fs::path& file) {
  std::error_code failure;
  if (!fs::is_regular_file(file, failure)) return {};
  DeckLimits limits;
  limits.bytes *= 4;
  auto text = deck_file_text(file, limits);
  if (!text) return {};
  return *std::move(text);
}

}  // namespace

std::uint64_t text_number(std::string_view text) {
  // FNV-1a: the same in every version of the program, as drafts outlive it.
  std::uint64_t number = 14695981039346656037U;
  for (const char c : text) {
    number ^= static_cast<unsigned char>(c);
    number *= 1099511628211U;
  }
  return number;
}

Drafts::Drafts(fs::path folder, const fs::path& file) : folder_(std::move(folder)) {
  std::error_code failure;
  fs::path real = fs::weakly_canonical(file, failure);
  if (failure) real = file.lexically_normal();
  const std::string name = fmt::format("{:016x}", text_number(real.string()));
  draft_ = folder_ / (name + ".xml");
  published_ = folder_ / (name + ".published");
}

std::optional<KeptDraft> Drafts::draft() const {
  auto text = content_of(draft_);
  if (!text || !text->ends_with(kEnd)) return {};
  const std::size_t mark = text->rfind(kMark);
  if (mark == std::string::npos) return {};
  std::string_view made_from = *text;
  made_from.remove_prefix(mark + kMark.size());
  made_from.remove_suffix(kEnd.size());
  KeptDraft draft;
  if (made_from != kNoFile) {
    draft.made_from = number_in(made_from);
    if (!draft.made_from) return {};
  }
  text->resize(mark);
  draft.text = *std::move(text);
  return draft;
}

Result<void> Drafts::make_folder() const {
  std::error_code failure;
  fs::create_directories(folder_, failure);
  if (failure)
    return fail(
        fmt::format("the folder for drafts cannot be made ({})", failure.message()),
        folder_.string(), "save your work soon");
  return {};
}

Result<void> Drafts::keep(const KeptDraft& draft) const {
  if (auto made = make_folder(); !made) return made;
  const std::string from =
      draft.made_from ? fmt::format("{:016x}", *draft.made_from) : std::string(kNoFile);
  return write_deck_text(fmt::format("{}{}{}{}", draft.text, kMark, from, kEnd), draft_);
}

void Drafts::remove() const {
  std::error_code failure;
  fs::remove(draft_, failure);
}

void Drafts::put_aside() const {
  std::error_code failure;
  if (!fs::exists(draft_, failure)) return;
  for (int i = 1; i < 1000; ++i) {
    fs::path aside = draft_;
    aside.replace_extension(fmt::format("older-{}.xml", i));
    if (fs::exists(aside, failure)) continue;
    fs::rename(draft_, aside, failure);
    return;
  }
}

std::optional<PublishedEdition> Drafts::published() const {
  const auto text = content_of(published_);
  if (!text || !text->starts_with(kInFile)) return {};
  std::string_view rest = *text;
  rest.remove_prefix(kInFile.size());
  const std::size_t line = rest.find('\n');
  if (line == std::string_view::npos) return {};
  PublishedEdition published;
  const auto [after, failure] =
      std::from_chars(rest.data(), rest.data() + line, published.in_file);
  if (failure != std::errc{} || after != rest.data() + line) return {};
  auto edition = read_edition(rest.substr(line + 1));
  if (!edition) return {};
  published.edition = *std::move(edition);
  return published;
}

Result<void> Drafts::keep_published(const PublishedEdition& published) const {
  if (auto made = make_folder(); !made) return made;
  return write_deck_text(fmt::format("{}{}\n{}", kInFile, published.in_file,
                                     edition_text(published.edition)),
                         published_);
}

}  // namespace attache
