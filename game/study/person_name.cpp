#include "study/person_name.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <initializer_list>
#include <utility>
#include <vector>

#include "base/text.h"

namespace attache {

namespace {

using Words = std::vector<std::string>;

template <std::size_t kCount>
bool holds(const std::array<std::string_view, kCount>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Words of titles as `read_answer` gives them: American spelling, no "of" and "for".
constexpr std::array<std::string_view, 86> kTitles{"mr",
                                                   "mrs",
                                                   "ms",
                                                   "miss",
                                                   "mx",
                                                   "dr",
                                                   "doctor",
                                                   "prof",
                                                   "professor",
                                                   "sir",
                                                   "dame",
                                                   "lord",
                                                   "lady",
                                                   "hon",
                                                   "honorable",
                                                   "gen",
                                                   "general",
                                                   "lt",
                                                   "lieutenant",
                                                   "maj",
                                                   "major",
                                                   "col",
                                                   "colonel",
                                                   "capt",
                                                   "captain",
                                                   "cdr",
                                                   "cmdr",
                                                   "commander",
                                                   "adm",
                                                   "admiral",
                                                   "vice",
                                                   "rear",
                                                   "brig",
                                                   "brigadier",
                                                   "sgt",
                                                   "sergeant",
                                                   "marshal",
                                                   "sen",
                                                   "senator",
                                                   "rep",
                                                   "representative",
                                                   "congressman",
                                                   "congresswoman",
                                                   "gov",
                                                   "governor",
                                                   "pres",
                                                   "president",
                                                   "prime",
                                                   "minister",
                                                   "pm",
                                                   "fm",
                                                   "foreign",
                                                   "defense",
                                                   "state",
                                                   "secretary",
                                                   "sec",
                                                   "deputy",
                                                   "under",
                                                   "assistant",
                                                   "acting",
                                                   "special",
                                                   "envoy",
                                                   "amb",
                                                   "ambassador",
                                                   "chancellor",
                                                   "chair",
                                                   "chairman",
                                                   "chairwoman",
                                                   "joint",
                                                   "chief",
                                                   "chiefs",
                                                   "staff",
                                                   "director",
                                                   "national",
                                                   "security",
                                                   "adviser",
                                                   "advisor",
                                                   "affairs",
                                                   "finance",
                                                   "king",
                                                   "queen",
                                                   "emperor",
                                                   "pope",
                                                   "former",
                                                   "speaker",
                                                   "right"};

/// What may stand before a title: whose minister it is.
constexpr std::array<std::string_view, 26> kNations{
    "us",         "american", "japan",   "japanese",   "uk",       "british",
    "english",    "french",   "german",  "chinese",    "korean",   "south",
    "north",      "russian",  "indian",  "eu",         "un",       "nato",
    "australian", "canadian", "israeli", "philippine", "filipino", "ukrainian",
    "taiwanese",  "italian"};

constexpr std::array<std::string_view, 5> kAfterNames{"san", "sama", "sensei", "esq",
                                                      "phd"};
constexpr std::array<std::string_view, 6> kSuffixes{"jr", "sr", "junior", "2", "3", "4"};
constexpr std::array<std::string_view, 24> kParticles{
    "de",  "da",  "del", "della", "di",  "do",  "dos", "du", "la", "le",   "von", "van",
    "der", "den", "ter", "ten",   "bin", "ibn", "al",  "el", "af", "bint", "zu",  "ben"};

/// Family names that stand first when one other name follows, or two short ones.
constexpr std::array<std::string_view, 44> kFamilyFirst{
    "xi",   "wang", "li",     "zhang", "liu", "chen", "zhao", "zhou",  "deng",
    "mao",  "hu",   "jiang",  "wen",   "qin", "wu",   "xu",   "sun",   "zhu",
    "lin",  "yang", "huang",  "guo",   "ma",  "luo",  "dong", "peng",  "han",
    "tsai", "lai",  "chiang", "qiang", "he",  "ding", "cai",  "zhuge", "zeng",
    "bai",  "cao",  "fan",    "gao",   "jin", "yu",   "shen", "tang"};
constexpr std::array<std::string_view, 20> kFamilyFirstOfThree{
    "kim",  "lee", "park",   "yoon", "moon", "choi", "cho", "chung", "jung", "han",
    "shin", "roh", "nguyen", "tran", "pham", "le",   "vo",  "goh",   "lim",  "tan"};

bool is_suffix(std::string_view word) {
  return holds(kSuffixes, word);
}

/// "japan", and "japans" out of "Japan's".
bool is_nation(std::string_view word) {
  if (holds(kNations, word)) return true;
  return word.size() > 3 && word.ends_with('s') &&
         holds(kNations, word.substr(0, word.size() - 1));
}

std::string with_blanks(const Words& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

/// One part of a name as its author wrote it, such as "J." or "Jean-Yves", and folded.
struct Part {
  std::string text;
  Words words;

  [[nodiscard]] bool is_initial() const {
    return words.size() == 1 && code_points(words[0]).size() == 1;
  }
};

using Parts = std::vector<Part>;

Parts parts_of(std::string_view name) {
  Parts parts;
  const std::string line = one_line(name);
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    Part part{line.substr(at, end - at), {}};
    for (AnswerWord& word : read_answer(part.text).words)
      part.words.push_back(std::move(word.text));
    while (part.text.ends_with(','))
      part.text.pop_back();
    if (!part.text.empty()) parts.push_back(std::move(part));
    at = end + 1;
  }
  return parts;
}

bool is_dense(const Part& part) {
  const std::u32string letters = code_points(part.text);
  return std::any_of(letters.begin(), letters.end(), [](char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF);
  });
}

/// "Jae-in", "Ki-moon": how given names of two syllables are written in Korea and Taiwan.
bool is_hyphened_given_name(const Part& part) {
  const std::size_t hyphen = part.text.find('-');
  return hyphen != std::string::npos && hyphen + 1 < part.text.size() &&
         part.text[hyphen + 1] >= 'a' && part.text[hyphen + 1] <= 'z' &&
         !holds(kParticles, part.words[0]);
}

bool family_stands_first(const Parts& parts) {
  if (parts.size() < 2) return false;
  if (is_dense(parts[0])) return true;
  if (std::any_of(parts.begin() + 1, parts.end(), is_hyphened_given_name)) return true;
  const std::string first = with_blanks(parts[0].words);
  if (parts.size() == 2) return holds(kFamilyFirst, first);
  return parts.size() == 3 && holds(kFamilyFirstOfThree, first) &&
         std::all_of(parts.begin() + 1, parts.end(),
                     [](const Part& part) { return part.text.size() <= 5; });
}

/// A name taken apart. `given` is empty for who has one name only.
struct PersonName {
  Parts given;
  Parts middle;
  Parts family;
  std::string suffix;  ///< folded
};

/// How many words at the start are a title; at least one word is left.
std::size_t leading_title(const Words& words) {
  std::size_t count = 0;
  while (count + 1 < words.size() && is_title_word(words[count]))
    ++count;
  if (count > 0) return count;
  while (count + 1 < words.size() && is_nation(words[count]))
    ++count;
  const Words rest(words.begin() + static_cast<std::ptrdiff_t>(count), words.end());
  if (count == 0 || !is_title_word(rest[0])) return 0;
  const std::size_t title = leading_title(rest);
  return title == 0 ? 0 : count + title;
}

std::size_t trailing_title(const Words& words) {
  std::size_t count = 0;
  while (count + 1 < words.size() &&
         (is_title_word(words[words.size() - 1 - count]) ||
          is_nation(words[words.size() - 1 - count]) ||
          holds(kAfterNames, words[words.size() - 1 - count])))
    ++count;
  return count;
}

PersonName take_apart(Parts parts) {
  PersonName name;
  const auto is_title_part = [](const Part& part) {
    return part.words.size() == 1 && is_title_word(part.words[0]);
  };
  while (parts.size() > 1 && is_title_part(parts[0]))
    parts.erase(parts.begin());
  if (parts.size() > 2 && is_suffix(with_blanks(parts.back().words))) {
    name.suffix = parts.back().words[0];
    parts.pop_back();
  }
  // "Charles III" has no family name: the number belongs to the name.
  const bool one_name = parts.size() < 2 || is_suffix(with_blanks(parts.back().words));
  if (one_name) {
    name.family = std::move(parts);
  } else if (family_stands_first(parts)) {
    name.family = {parts[0]};
    name.given.assign(parts.begin() + 1, parts.end());
  } else {
    std::size_t family = parts.size() - 1;
    while (family > 1 && holds(kParticles, with_blanks(parts[family - 1].words)))
      --family;
    const auto begin = parts.begin() + static_cast<std::ptrdiff_t>(family);
    name.given = {parts[0]};
    name.middle.assign(parts.begin() + 1, begin);
    name.family.assign(begin, parts.end());
  }
  return name;
}

std::string text_of(const Parts& parts) {
  std::string text;
  for (const Part& part : parts)
    text += (text.empty() ? "" : " ") + part.text;
  return text;
}

std::string text_of(std::initializer_list<const Parts*> all) {
  std::string text;
  for (const Parts* parts : all)
    if (!parts->empty()) text += (text.empty() ? "" : " ") + text_of(*parts);
  return text;
}

/// One way to write a name. If something is left out, `words` and `initials` tell who
/// else may be meant.
struct Spelling {
  std::string text;
  bool partial = false;
  bool family_only = false;
  Words words = {};
  Words initials = {};
};

/// The first letter of a word of a name: "J."
Part initial_of(const std::string& word) {
  const std::string letter = to_utf8(code_points(word).substr(0, 1));
  return {with_capital(letter) + ".", {letter}};
}

/// Initials of all words: "Jean-Yves" → "J. Y."
Parts initials_of(const Parts& parts) {
  Parts initials;
  for (const Part& part : parts)
    for (const std::string& word : part.words)
      initials.push_back(initial_of(word));
  return initials;
}

Words words_of(const Parts& parts) {
  Words words;
  for (const Part& part : parts)
    words.insert(words.end(), part.words.begin(), part.words.end());
  return words;
}

/// All ways to write one name that are right.
class Spellings {
 public:
  explicit Spellings(const PersonName& name) : name_(name) {
    add_full();
    if (name.given.empty()) return;
    add_without_middle();
    add_with_initials();
    add_family();
  }

  [[nodiscard]] const std::vector<Spelling>& all() const { return all_; }

 private:
  /// Both orders of a first and a family name.
  void add(const Parts& given, const Parts& middle, Spelling spelling) {
    spelling.text = text_of({&given, &middle, &name_.family});
    all_.push_back(spelling);
    spelling.text = text_of({&name_.family, &given, &middle});
    all_.push_back(std::move(spelling));
  }

  void add_full() {
    add(name_.given, name_.middle, {});
    if (!name_.middle.empty()) add(name_.given, initials_of(name_.middle), {});
  }

  void add_without_middle() {
    const bool may_go = std::all_of(name_.middle.begin(), name_.middle.end(),
                                    [](const Part& part) { return part.is_initial(); });
    if (name_.middle.empty() || (!may_go && name_.middle.size() > 1)) return;
    Words words = words_of(name_.given);
    for (std::string& word : words_of(name_.family))
      words.push_back(std::move(word));
    add(name_.given, {}, {{}, true, false, std::move(words), {}});
  }

  void add_with_initials() {
    const Parts initials = initials_of(name_.given);
    Spelling spelling{{}, true, false, words_of(name_.family), {}};
    spelling.initials = {initials[0].words[0]};
    add({initials[0]}, {}, spelling);
    if (initials.size() > 1) add(initials, {}, spelling);
    if (!name_.middle.empty()) add({initials[0]}, initials_of(name_.middle), spelling);
  }

  void add_family() {
    const Words words = words_of(name_.family);
    all_.push_back({text_of(name_.family), true, true, words, {}});
    std::size_t particles = 0;
    while (particles + 1 < words.size() && holds(kParticles, words[particles]))
      ++particles;
    if (particles == 0) return;
    const Words bare(words.begin() + static_cast<std::ptrdiff_t>(particles), words.end());
    const Part& last = name_.family.back();
    const std::string text =
        last.words.size() == bare.size() ? last.text : with_capital(with_blanks(bare));
    all_.push_back({text, true, true, bare, {}});
  }

  const PersonName& name_;
  std::vector<Spelling> all_;
};

/// One way to read what was typed.
struct Reading {
  AnswerText text;
  std::string suffix;             ///< was left out of `text`
  bool without_initials = false;  ///< initials of middle names were left out of it
  bool with_cut_middles = false;  ///< middle names were cut to their initials
};

class Readings {
 public:
  explicit Readings(const AnswerText& typed) {
    Words words;
    for (const AnswerWord& word : typed.words)
      words.push_back(word.text);
    if (words.empty() || words.size() > 16) return;
    const std::size_t before = leading_title(words);
    const Words untitled(words.begin() + static_cast<std::ptrdiff_t>(before),
                         words.end());
    add_name(words);
    if (before > 0) add_name(untitled);
    if (const std::size_t after = trailing_title(untitled); after > 0)
      add_name({untitled.begin(), untitled.end() - static_cast<std::ptrdiff_t>(after)});
  }

  [[nodiscard]] const std::vector<Reading>& all() const { return all_; }

 private:
  void add_name(Words words) {
    Reading reading;
    add_middles(words, reading);
    if (words.size() < 3 || !is_suffix(words.back())) return;
    reading.suffix = words.back();
    words.pop_back();
    add_middles(words, reading);
  }

  void add_middles(const Words& words, Reading reading) {
    add(words, reading);
    Words less;
    Words cut;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool initial = code_points(words[i]).size() == 1;
      const bool inside = i > 0 && i + 1 < words.size();
      if (!initial || !(inside || i > 1)) less.push_back(words[i]);
      cut.push_back(inside ? initial_of(words[i]).words[0] : words[i]);
    }
    reading.without_initials = true;
    if (less.size() > 1 && less.size() < words.size()) add(less, reading);
    reading.without_initials = false;
    reading.with_cut_middles = true;
    if (cut != words) add(cut, reading);
  }

  void add(const Words& words, Reading reading) {
    reading.text = read_answer(with_blanks(words));
    all_.push_back(std::move(reading));
  }

  std::vector<Reading> all_;
};

/// Whether a reading may be compared with a name at all.
bool fits(const Reading& reading, const PersonName& name) {
  if (!reading.suffix.empty() && !name.suffix.empty() && reading.suffix != name.suffix)
    return false;
  if (reading.without_initials) return name.middle.empty();
  return !reading.with_cut_middles ||
         (!name.middle.empty() &&
          std::all_of(name.middle.begin(), name.middle.end(),
                      [](const Part& part) { return part.is_initial(); }));
}

/// Compares what was typed with all accepted names, and keeps the best mark.
class PersonMarker {
 public:
  PersonMarker(std::span<const std::string> accepted, const OtherNames& others)
      : accepted_(accepted), others_(others) {}

  TextMark mark(const AnswerText& typed) {
    const Readings readings(typed);
    for (const Reading& reading : readings.all())
      if (const std::string_view other = others_.named(reading.text); !other.empty())
        return {Verdict::kWrong, 0, {}, std::string(other), {}};
    for (std::size_t i = 0; i < accepted_.size(); ++i) {
      const PersonName name = take_apart(parts_of(accepted_[i]));
      if (name.family.empty()) continue;
      const Spellings spellings(name);
      for (const Spelling& spelling : spellings.all()) {
        const AnswerText right = read_answer(spelling.text);
        for (const Reading& reading : readings.all())
          if (fits(reading, name)) compare(reading.text, right, spelling, i);
      }
    }
    return std::move(best_);
  }

 private:
  void compare(const AnswerText& given,
               const AnswerText& right,
               const Spelling& spelling,
               std::size_t which) {
    const bool same = same_answer(given, right);
    const auto slips =
        same ? std::optional<std::size_t>(0) : slips_between(given, right, others_);
    if (!slips || *slips >= slips_) return;
    if (*slips > 0 && is_short_surname(right)) return;
    if (spelling.partial && others_.have_all(spelling.words, spelling.initials)) {
      if (best_.verdict == Verdict::kWrong)
        best_.remark = fmt::format(
            "{} may be somebody else in this deck. Give the full name.", spelling.text);
      return;
    }
    if (*slips > 0 && is_nearer_to_another(given, right, spelling)) return;
    slips_ = *slips;
    best_ = {
        *slips == 0 ? Verdict::kRight : Verdict::kNearly, which, spelling.text, {}, {}};
    if (spelling.family_only)
      best_.remark = fmt::format("The full name is {}.", accepted_[which]);
  }

  /// Whether a slip may as well be one of another name, in either order; where a part was
  /// left out, of a word of one.
  [[nodiscard]] bool is_nearer_to_another(const AnswerText& given,
                                          const AnswerText& right,
                                          const Spelling& spelling) const {
    const std::size_t distance = slip_distance(given.joined, right.joined);
    if (others_.any_near(given.joined, distance)) return true;
    Words words;
    for (const AnswerWord& word : given.words)
      words.push_back(word.text);
    if (spelling.partial)
      return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return word.size() > 1 && !holds_word(right, word) &&
               others_.any_word_near(word, distance);
      });
    for (std::size_t turns = 1; turns < words.size(); ++turns) {
      std::rotate(words.begin(), words.begin() + 1, words.end());
      if (others_.any_near(fmt::format("{}", fmt::join(words, "")), distance))
        return true;
    }
    return false;
  }

  static bool holds_word(const AnswerText& answer, const std::string& text) {
    return std::any_of(answer.words.begin(), answer.words.end(),
                       [&](const AnswerWord& word) { return word.text == text; });
  }

  std::span<const std::string> accepted_;
  const OtherNames& others_;
  TextMark best_;
  std::size_t slips_ = static_cast<std::size_t>(-1);
};

}  // namespace

bool is_short_surname(const AnswerText& name) {
  return name.words.size() == 1 && code_points(name.joined).size() <= 4;
}

bool is_title_word(std::string_view word) {
  return holds(kTitles, word);
}

TextMark mark_person(const AnswerText& typed,
                     std::span<const std::string> accepted,
                     const OtherNames& others) {
  return PersonMarker(accepted, others).mark(typed);
}

}  // namespace attache
