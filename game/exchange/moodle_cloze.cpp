#include "exchange/moodle_cloze.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace attache::exchange {

namespace {

enum class GapKind { kShort, kNumber, kChoice, kSeveral };

struct NamedGap {
  std::string_view name;
  GapKind kind;
};
constexpr std::array<NamedGap, 35> kGaps{{
    {"SHORTANSWER", GapKind::kShort},
    {"SA", GapKind::kShort},
    {"MW", GapKind::kShort},
    {"SHORTANSWER_C", GapKind::kShort},
    {"SAC", GapKind::kShort},
    {"MWC", GapKind::kShort},
    {"NUMERICAL", GapKind::kNumber},
    {"NM", GapKind::kNumber},
    {"MULTICHOICE", GapKind::kChoice},
    {"MC", GapKind::kChoice},
    {"MULTICHOICE_V", GapKind::kChoice},
    {"MCV", GapKind::kChoice},
    {"MULTICHOICE_H", GapKind::kChoice},
    {"MCH", GapKind::kChoice},
    {"MULTICHOICE_S", GapKind::kChoice},
    {"MCS", GapKind::kChoice},
    {"MULTICHOICE_VS", GapKind::kChoice},
    {"MCVS", GapKind::kChoice},
    {"MULTICHOICE_HS", GapKind::kChoice},
    {"MCHS", GapKind::kChoice},
    {"MULTIRESPONSE", GapKind::kSeveral},
    {"MR", GapKind::kSeveral},
    {"MULTIRESPONSE_H", GapKind::kSeveral},
    {"MRH", GapKind::kSeveral},
    {"MULTIRESPONSE_S", GapKind::kSeveral},
    {"MRS", GapKind::kSeveral},
    {"MULTIRESPONSE_HS", GapKind::kSeveral},
    {"MRHS", GapKind::kSeveral},
    {"MULTIRESPONSE_V", GapKind::kSeveral},
    {"MRV", GapKind::kSeveral},
    {"MULTIRESPONSE_VS", GapKind::kSeveral},
    {"MRVS", GapKind::kSeveral},
    {"MULTICHOICE_SH", GapKind::kChoice},
    {"MULTICHOICE_SV", GapKind::kChoice},
    {"MCSV", GapKind::kChoice},
}};

/// Where the first of `marks` stands that has no backslash before it.
std::size_t find_unescaped(std::string_view text,
                           std::string_view marks,
                           std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (marks.find(text[i]) != std::string_view::npos) {
      return i;
    }
  }
  return std::string_view::npos;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '\\' && i + 1 < text.size() &&
        std::string_view("~#}{=%\"/\\").find(text[i + 1]) != std::string_view::npos;
    if (escape) ++i;
    out += text[i];
  }
  return out;
}

/// A gap as it stands in the text: "{", a weight, ":", its kind, ":", answers, "}".
struct Gap {
  GapKind kind = GapKind::kShort;
  std::string_view answers;
  std::size_t length = 0;
};

std::optional<Gap> gap_at(std::string_view text) {
  std::size_t at = 1;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9')
    ++at;
  if (at >= text.size() || text[at] != ':') return {};
  constexpr std::size_t kLongestName = 30;
  const std::size_t colon = text.substr(0, at + kLongestName).find(':', at + 1);
  if (colon == std::string_view::npos) return {};
  const std::string_view name = trimmed(text.substr(at + 1, colon - at - 1));
  const auto* known = std::find_if(kGaps.begin(), kGaps.end(),
                                   [&](const NamedGap& one) { return one.name == name; });
  if (known == kGaps.end()) return {};
  // A gap that begins inside shows that this one has no end.
  const std::size_t end = find_unescaped(text, "{}", colon + 1);
  if (end == std::string_view::npos || text[end] == '{') return {};
  return Gap{known->kind, text.substr(colon + 1, end - colon - 1), end + 1};
}

class GapReader {
 public:
  GapReader(TextFormat format, const std::string& where, NoteBook& notes)
      : format_(format), where_(where), notes_(notes) {}

  /// The blank in our notation; nothing where there is none.
  std::optional<std::string> blank(const Gap& gap) {
    if (gap.kind == GapKind::kSeveral) return {};
    std::vector<std::string> right;
    for (std::size_t at = 0; at <= gap.answers.size();) {
      const std::size_t end =
          std::min(find_unescaped(gap.answers, "~", at), gap.answers.size());
      option(gap.kind, trimmed(gap.answers.substr(at, end - at)), right);
      at = end + 1;
    }
    std::string made = blank_of(right);
    if (made.empty() || (gap.kind == GapKind::kChoice && right.size() > 1)) return {};
    if (gap.kind == GapKind::kChoice)
      notes_.note(where_, "options of a gap are left out; the answer is to be typed");
    return made;
  }

 private:
  void option(GapKind kind, std::string_view text, std::vector<std::string>& right) {
    double percent = 0;
    if (text.starts_with('=')) {
      percent = 100;
      text.remove_prefix(1);
    } else if (text.starts_with('%')) {
      const std::size_t end = text.find('%', 1);
      if (end == std::string_view::npos) return;
      percent = number_of(text.substr(1, end - 1)).value_or(0);
      text.remove_prefix(end + 1);
    }
    const std::size_t feedback = find_unescaped(text, "#", 0);
    if (feedback != std::string_view::npos) {
      if (feedback + 1 < text.size())
        notes_.note(where_, "the feedback on a gap is left out");
      text = text.substr(0, feedback);
    }
    if (percent <= 0) return;
    if (percent < 100) {
      notes_.note(where_, "an answer that is right in part is left out");
      return;
    }
    std::string answer = unescaped(text);
    if (kind == GapKind::kNumber) {
      const std::size_t colon = answer.find(':');
      if (colon != std::string::npos) {
        if (number_of(std::string_view(answer).substr(colon + 1)).value_or(0) > 0)
          notes_.note(where_, "the tolerance of a number in a gap is left out");
        answer.resize(colon);
      }
    } else if (auto plain = without_stars(answer)) {
      answer = *std::move(plain);
    } else {
      notes_.note(where_, "an answer in which * stands for any text is left out");
      return;
    }
    right.push_back(text_to_plain(answer, format_));
  }

  TextFormat format_;
  const std::string& where_;
  NoteBook& notes_;
};

}  // namespace

std::optional<MarkedGaps> read_gaps(std::string_view text,
                                    TextFormat answers,
                                    const std::string& where,
                                    NoteBook& notes) {
  const std::string clean = without_gap_marks(text);
  GapReader reader(answers, where, notes);
  MarkedGaps marked;
  std::string_view rest = clean;
  while (true) {
    const std::size_t open = rest.find('{');
    marked.text += rest.substr(0, open);
    if (open == std::string_view::npos) return marked;
    rest.remove_prefix(open);
    // Two backslashes are one that is written, and no escape.
    const std::size_t before = marked.text.find_last_not_of('\\') + 1;
    const bool is_escaped = (marked.text.size() - before) % 2 == 1;
    const auto gap = is_escaped ? std::nullopt : gap_at(rest);
    if (!gap) {
      marked.text += '{';
      rest.remove_prefix(1);
      continue;
    }
    auto blank = reader.blank(*gap);
    if (!blank) return {};
    marked.text += gap_mark(marked.blanks.size());
    marked.blanks.push_back(*std::move(blank));
    rest.remove_prefix(gap->length);
  }
}

std::string around_gaps(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    if (text[i] == '{' && (next == ':' || (next >= '0' && next <= '9')) &&
        !out.ends_with('\\'))
      out += '\\';
    out += text[i];
  }
  return out;
}

std::string gap_of(const std::vector<std::string>& accepted) {
  std::string gap = "{1:SHORTANSWER:";
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    gap += i == 0 ? "=" : "~=";
    for (const char c : accepted[i]) {
      if (std::string_view("~#}{=%\"/\\*").find(c) != std::string_view::npos) gap += '\\';
      gap += c;
    }
  }
  return gap + '}';
}

}  // namespace attache::exchange
