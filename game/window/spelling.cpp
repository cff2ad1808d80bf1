#include "window/spelling.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <hunspell/hunspell.hxx>
#include <optional>
#include <system_error>
#include <unicode/brkiter.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/chance.h"
#include "base/text.h"

namespace attache::window {

namespace {

namespace fs = std::filesystem;

/// Longer than any word that somebody writes; Hunspell takes its time over them.
constexpr std::size_t kLongestWord = 80;
/// With more words than this the memory of what was found begins anew.
constexpr std::size_t kMostRemembered = 200'000;

bool exists(const DictionaryFiles& files) {
  std::error_code ignored;
  return fs::is_regular_file(files.affixes, ignored) &&
         fs::is_regular_file(files.words, ignored);
}

DictionaryFiles files_in(const fs::path& folder, const std::string& name) {
  return {folder / (name + ".aff"), folder / (name + ".dic")};
}

/// "en-GB" and "en_gb" are "en" and "GB"; scripts and what follows are left out.
std::pair<std::string, std::string> language_and_country(std::string_view tag) {
  std::vector<std::string> parts(1);
  for (const char c : tag) {
    if (c == '-' || c == '_')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  const auto cased = [](std::string text, auto change) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [&](char c) { return static_cast<char>(change(c)); });
    return text;
  };
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; };
  const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; };
  std::string country;
  for (std::size_t i = 1; i < parts.size() && country.empty(); ++i)
    if (parts[i].size() == 2) country = cased(parts[i], upper);
  return {cased(parts.front(), lower), country};
}

/// The first dictionary, by name, of a language in a folder, whatever the country.
DictionaryFiles any_of_language(const fs::path& folder, const std::string& language) {
  std::vector<std::string> names;
  std::error_code failure;
  fs::directory_iterator entry(folder, failure);
  for (; !failure && entry != fs::directory_iterator(); entry.increment(failure)) {
    const std::string name = entry->path().stem().string();
    if (entry->path().extension() == ".aff" && name.starts_with(language + "_") &&
        exists(files_in(folder, name)))
      names.push_back(name);
  }
  if (names.empty()) return {};
  return files_in(folder, *std::min_element(names.begin(), names.end()));
}

// ---- taking a text apart

struct Letters {
  std::size_t count = 0;
  bool digit = false, joined = false;  ///< joined: by signs that only code has in words
  bool lower = false, capital_inside = false;
  std::size_t capitals = 0;
  UScriptCode script = USCRIPT_UNKNOWN;
};

bool joins_code(UChar32 c) {
  return c == '_' || c == '.' || c == ':' || c == '/' || c == '@';
}

Letters look_at(std::string_view word) {
  Letters seen;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(word.data());
  const auto size = static_cast<std::int32_t>(word.size());
  std::int32_t at = 0;
  while (at < size) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, c);
    if (u_isdigit(c) != 0) seen.digit = true;
    if (joins_code(c)) seen.joined = true;
    if (u_isalpha(c) == 0) continue;
    const bool capital = u_isupper(c) != 0;
    if (capital && seen.lower) seen.capital_inside = true;
    if (capital) ++seen.capitals;
    seen.lower = seen.lower || u_islower(c) != 0;
    ++seen.count;
    UErrorCode status = U_ZERO_ERROR;
    if (seen.script == USCRIPT_UNKNOWN) seen.script = uscript_getScript(c, &status);
  }
  return seen;
}

bool is_acronym(const Letters& seen, std::string_view word) {
  if (seen.capitals == seen.count) return true;
  // Several of them: ICBMs, MPs.
  return seen.capitals >= 2 && seen.capitals + 1 == seen.count && word.ends_with('s');
}

bool worth_checking(std::string_view word) {
  if (word.size() > kLongestWord) return false;
  const Letters seen = look_at(word);
  const bool unbroken_script =
      seen.script == USCRIPT_HAN || seen.script == USCRIPT_HIRAGANA ||
      seen.script == USCRIPT_KATAKANA || seen.script == USCRIPT_HANGUL ||
      seen.script == USCRIPT_THAI;
  return seen.count >= 2 && !seen.digit && !seen.joined && !seen.capital_inside &&
         !unbroken_script && !is_acronym(seen, word);
}

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

/// Addresses, paths and code: stretches in which no word is checked.
std::vector<TextRange> unreadable_stretches(std::string_view text) {
  std::vector<TextRange> found;
  std::size_t begin = 0;
  while (begin < text.size()) {
    if (is_blank(text[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < text.size() && !is_blank(text[end]))
      ++end;
    const std::string_view piece = text.substr(begin, end - begin);
    const std::size_t scheme = std::min(piece.find("://"), piece.find("www."));
    if (scheme != std::string_view::npos) {
      // "[the treaty](https://…)": only the address is left out.
      const std::size_t open = piece.substr(0, scheme).rfind('(');
      found.push_back({open == std::string_view::npos ? begin : begin + open, end});
    } else if (piece.find('@') != std::string_view::npos ||
               piece.find('_') != std::string_view::npos ||
               std::count(piece.begin(), piece.end(), '/') > 1) {
      found.push_back({begin, end});
    }
    begin = end;
  }
  for (std::size_t open = text.find('`'); open != std::string_view::npos;) {
    const std::size_t close = text.find('`', open + 1);
    if (close == std::string_view::npos) break;
    found.push_back({open, close + 1});
    open = text.find('`', close + 1);
  }
  std::sort(found.begin(), found.end(),
            [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
  return found;
}

struct BreakCloser {
  void operator()(UBreakIterator* breaks) const { ubrk_close(breaks); }
};

}  // namespace

std::vector<fs::path> dictionary_folders() {
  std::vector<fs::path> folders;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody changes the environment
  if (const char* told = std::getenv("DICPATH")) {
    std::string_view rest = told;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(':'), rest.size());
      if (end > 0) folders.emplace_back(std::string(rest.substr(0, end)));
      rest.remove_prefix(std::min(rest.size(), end + 1));
    }
  }
  for (const char* usual :
       {"/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts",
        "/usr/local/share/hunspell", "/Library/Spelling"})
    folders.emplace_back(usual);
  return folders;
}

DictionaryFiles find_dictionary(std::string_view language,
                                std::span<const fs::path> folders) {
  const auto [spoken, country] = language_and_country(language);
  if (spoken.empty()) return {};
  std::vector<std::string> names;
  if (!country.empty()) names.push_back(spoken + "_" + country);
  if (spoken == "en") names.emplace_back("en_US");
  std::string own = spoken;
  for (char& c : own)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  names.push_back(spoken + "_" + own);
  names.push_back(spoken);
  for (const std::string& name : names)
    for (const fs::path& folder : folders)
      if (exists(files_in(folder, name))) return files_in(folder, name);
  for (const fs::path& folder : folders) {
    DictionaryFiles files = any_of_language(folder, spoken);
    if (!files.words.empty()) return files;
  }
  return {};
}

std::vector<TextRange> words_to_check(std::string_view text) {
  std::vector<TextRange> found;
  UErrorCode status = U_ZERO_ERROR;
  UText* opened = utext_openUTF8(nullptr, text.data(),
                                 static_cast<std::int64_t>(text.size()), &status);
  const std::unique_ptr<UBreakIterator, BreakCloser> breaks(
      ubrk_open(UBRK_WORD, "", nullptr, 0, &status));
  if (breaks) ubrk_setUText(breaks.get(), opened, &status);
  if (U_FAILURE(status) || !breaks) {
    utext_close(opened);
    return found;
  }
  const std::vector<TextRange> skipped = unreadable_stretches(text);
  auto skip = skipped.begin();
  std::int32_t begin = ubrk_first(breaks.get());
  for (std::int32_t end = ubrk_next(breaks.get()); end != UBRK_DONE;
       begin = end, end = ubrk_next(breaks.get())) {
    const std::int32_t kind = ubrk_getRuleStatus(breaks.get());
    if (kind < UBRK_WORD_LETTER || kind >= UBRK_WORD_LETTER_LIMIT) continue;
    const TextRange word{static_cast<std::size_t>(begin), static_cast<std::size_t>(end)};
    while (skip != skipped.end() && skip->end <= word.begin)
      ++skip;
    if (skip != skipped.end() && skip->begin < word.end) continue;
    if (worth_checking(text.substr(word.begin, word.end - word.begin)))
      found.push_back(word);
  }
  utext_close(opened);
  return found;
}

// ---- the dictionary

struct Spelling::State {
  std::unique_ptr<Hunspell> dictionary;
  std::string encoding;
  UScriptCode script = USCRIPT_LATIN;
  std::unordered_set<std::string> names, own;      ///< folded
  std::unordered_map<std::string, bool> verdicts;  ///< by the word as it stands
  std::uint64_t revision = 1;

  explicit State(const DictionaryFiles& files) {
    if (files.words.empty() || !exists(files)) return;
    dictionary = std::make_unique<Hunspell>(files.affixes.c_str(), files.words.c_str());
    encoding = dictionary->get_dict_encoding();
    if (encoding == "UTF-8" || encoding == "UTF8" || encoding == "utf-8")
      encoding.clear();
    find_script(files.words.stem().string());
    // Two dictionaries never have the same revision.
    revision = stable_hash(files.words.string()) | 1U;
  }

  void find_script(const std::string& name) {
    UErrorCode status = U_ZERO_ERROR;
    std::array<UScriptCode, 4> codes{};
    const std::int32_t count =
        uscript_getCode(name.c_str(), codes.data(), codes.size(), &status);
    if (U_SUCCESS(status) && count > 0) script = codes.front();
  }

  /// In the dictionary's own encoding; nothing when it cannot be written there.
  [[nodiscard]] std::optional<std::string> encoded(std::string_view word) const {
    std::string plain;
    // Dictionaries know the typewriter's apostrophe.
    constexpr std::string_view kApostrophe = "\u2019";
    for (std::size_t at = 0; at < word.size();) {
      const bool curled = word.substr(at, kApostrophe.size()) == kApostrophe;
      plain += curled ? '\'' : word[at];
      at += curled ? kApostrophe.size() : 1;
    }
    if (encoding.empty()) return plain;
    return converted(plain, encoding.c_str(), "UTF-8");
  }

  [[nodiscard]] std::string decoded(const std::string& word) const {
    if (encoding.empty()) return word;
    return converted(word, "UTF-8", encoding.c_str()).value_or("");
  }

  static std::optional<std::string> converted(const std::string& text,
                                              const char* to,
                                              const char* from) {
    std::string made(text.size() * 4 + 4, '\0');
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t size =
        ucnv_convert(to, from, made.data(), static_cast<std::int32_t>(made.size()),
                     text.data(), static_cast<std::int32_t>(text.size()), &status);
    if (U_FAILURE(status)) return std::nullopt;
    made.resize(static_cast<std::size_t>(size));
    if (made.find('\x1A') != std::string::npos) return std::nullopt;  // "no such letter"
    return made;
  }

  [[nodiscard]] bool look_up(std::string_view word) const {
    const std::string folded = fold(word);
    if (own.contains(folded) || names.contains(folded)) return true;
    // "Kishida's"
    for (const std::string_view genitive : {"'s", "\u2019s"})
      if (folded.size() > genitive.size() && folded.ends_with(genitive)) {
        const std::string stem = folded.substr(0, folded.size() - genitive.size());
        if (own.contains(stem) || names.contains(stem)) return true;
      }
    if (look_at(word).script != script) return true;
    const std::optional<std::string> asked = encoded(word);
    return !asked || dictionary->spell(*asked);
  }

  bool right(std::string_view word) {
    if (!dictionary || word.size() > kLongestWord) return true;
    std::string key(word);
    const auto known = verdicts.find(key);
    if (known != verdicts.end()) return known->second;
    if (verdicts.size() >= kMostRemembered) verdicts.clear();
    const bool verdict = look_up(word);
    verdicts.emplace(std::move(key), verdict);
    return verdict;
  }

  void changed() {
    ++revision;
    verdicts.clear();
  }
};

Spelling::Spelling(std::string_view language)
    : Spelling(find_dictionary(language, dictionary_folders())) {}
Spelling::Spelling(const DictionaryFiles& dictionary)
    : state_(std::make_unique<State>(dictionary)) {}
Spelling::~Spelling() = default;
Spelling::Spelling(Spelling&&) noexcept = default;
Spelling& Spelling::operator=(Spelling&&) noexcept = default;

bool Spelling::has_dictionary() const {
  return state_->dictionary != nullptr;
}

void Spelling::know_names(std::span<const std::string> names) {
  std::unordered_set<std::string> known;
  for (const std::string& name : names) {
    for (const std::string& word : attache::words(name))
      known.insert(fold(word));
    known.insert(fold(name));
  }
  if (known == state_->names) return;
  state_->names = std::move(known);
  state_->changed();
}

void Spelling::know_own_words(const std::set<std::string>& words) {
  std::unordered_set<std::string> known;
  for (const std::string& word : words)
    known.insert(fold(word));
  if (known == state_->own) return;
  state_->own = std::move(known);
  state_->changed();
}

void Spelling::add_own_word(std::string_view word) {
  if (state_->own.insert(fold(word)).second) state_->changed();
}

bool Spelling::right(std::string_view word) const {
  return state_->right(word);
}

std::vector<TextRange> Spelling::wrong_in(std::string_view text) const {
  if (!has_dictionary()) return {};
  std::vector<TextRange> found = words_to_check(text);
  std::erase_if(found, [&](const TextRange& word) {
    return right(text.substr(word.begin, word.end - word.begin));
  });
  return found;
}

std::vector<std::string> Spelling::suggestions(std::string_view word,
                                               std::size_t most) const {
  std::vector<std::string> found;
  if (!has_dictionary() || word.size() > kLongestWord) return found;
  const std::optional<std::string> asked = state_->encoded(word);
  if (!asked) return found;
  for (const std::string& meant : state_->dictionary->suggest(*asked)) {
    if (found.size() == most) break;
    std::string decoded = state_->decoded(meant);
    if (!decoded.empty()) found.push_back(std::move(decoded));
  }
  return found;
}

std::uint64_t Spelling::revision() const {
  return state_->revision;
}

}  // namespace attache::window
