#include "study/set_answer.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/text.h"
#include "study/spelling.h"

namespace attache {

namespace {

/// Answers of a field that are looked at; who gives more has not understood the question.
constexpr std::size_t kMostAtoms = 40;
/// A name holds at most so many pieces that could each be an answer.
constexpr std::size_t kMostJoined = 5;

/// Words that are looked at where blanks alone part the answers, and those of one answer.
constexpr std::size_t kMostWords = 16;
constexpr std::size_t kMostWordsOfName = 6;
/// Who gives more pieces knows how to part answers.
constexpr std::size_t kMostPartedAtoms = 8;

/// A part of a field that no separator parts.
struct Atom {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Bytes of the separator that stands at a place; 0 if there is none.
std::size_t separator_at(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 8> kSigns{",",  ";",  "&",  "/",
                                                          "、", "，", "；", "／"};
  const auto digit = [&](std::size_t place) {
    return place < text.size() && text[place] >= '0' && text[place] <= '9';
  };
  const std::string_view rest = text.substr(at);
  // "1,000", "9/11"
  const bool inside_number = at > 0 && digit(at - 1) && digit(at + 1);
  if ((rest[0] == ',' || rest[0] == '/') && inside_number) return 0;
  for (const std::string_view sign : kSigns)
    if (rest.starts_with(sign)) return sign.size();
  const bool begins = at == 0 || text[at - 1] == ' ';
  if (!begins || rest.size() < 4 || rest[3] != ' ') return 0;
  return fold(rest.substr(0, 3)) == "and" ? 3 : 0;
}

std::vector<Atom> atoms_of(std::string_view text) {
  std::vector<Atom> atoms;
  Atom atom;
  const auto finish = [&](std::size_t end) {
    atom.end = end;
    while (atom.begin < atom.end && text[atom.begin] == ' ')
      ++atom.begin;
    while (atom.end > atom.begin && text[atom.end - 1] == ' ')
      --atom.end;
    if (atom.begin < atom.end) atoms.push_back(atom);
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t separator = separator_at(text, at);
    if (separator > 0) {
      finish(at);
      atom.begin = at + separator;
    }
    at += std::max<std::size_t>(separator, 1);
  }
  finish(text.size());
  return atoms;
}

/// One answer, and what it is of each thing wanted.
struct Given {
  std::string text;
  std::vector<TextMark> marks;

  [[nodiscard]] Verdict best() const {
    Verdict verdict = Verdict::kWrong;
    for (const TextMark& mark : marks)
      verdict = std::min(verdict, mark.verdict);
    return verdict;
  }
  [[nodiscard]] bool is_other_name() const {
    return std::any_of(marks.begin(), marks.end(),
                       [](const TextMark& mark) { return !mark.confused.empty(); });
  }
};

/// Parts fields into answers.
class Parting {
 public:
  Parting(std::span<const std::vector<std::string>> wanted,
          const NameIndex* names,
          std::string_view answer_type)
      : wanted_(wanted), names_(names), answer_type_(answer_type) {}

  void add_field(std::string_view field) {
    for (std::size_t at = 0; at <= field.size();) {
      const std::size_t end = std::min(field.find_first_of("\n\r", at), field.size());
      add_line(one_line(field.substr(at, end - at)));
      at = end + 1;
    }
  }

  std::vector<Given> all() { return std::move(all_); }

 private:
  [[nodiscard]] Given read(std::string text) const {
    Given given{std::move(text), {}};
    for (const std::vector<std::string>& accepted : wanted_)
      given.marks.push_back(mark_text(given.text, accepted, names_, answer_type_));
    return given;
  }

  /// What an answer takes from the whole: a group of pieces is only good if it is a name.
  static int cost(const Given& given, std::size_t pieces) {
    constexpr int kWrongAnswer = 10;
    switch (given.best()) {
      case Verdict::kRight:
        return 0;
      case Verdict::kNearly:
        return 1;
      case Verdict::kWrong:
        break;
    }
    return pieces == 1 || given.is_other_name()
               ? kWrongAnswer
               : kWrongAnswer * static_cast<int>(pieces) + 1;
  }

  /// The cheapest way to part a line, found from its end.
  void add_line(const std::string& line) {
    std::vector<Atom> atoms = atoms_of(line);
    if (atoms.empty()) return;
    if (atoms.size() > kMostAtoms) {
      atoms.resize(kMostAtoms);
      atoms.back().end = line.size();
    }
    const auto group = [&](std::size_t first, std::size_t count) {
      return read(line.substr(atoms[first].begin,
                              atoms[first + count - 1].end - atoms[first].begin));
    };
    std::vector<int> costs(atoms.size() + 1, 0);
    std::vector<std::size_t> counts(atoms.size(), 1);
    std::vector<Given> choices(atoms.size());
    for (std::size_t i = atoms.size(); i-- > 0;) {
      costs[i] = std::numeric_limits<int>::max();
      for (std::size_t count = std::min(kMostJoined, atoms.size() - i); count > 0;
           --count) {
        Given given = group(i, count);
        const int whole = cost(given, count) + costs[i + count];
        if (whole >= costs[i]) continue;
        costs[i] = whole;
        counts[i] = count;
        choices[i] = std::move(given);
      }
    }
    const bool may_part = atoms.size() <= kMostPartedAtoms;
    for (std::size_t i = 0; i < atoms.size(); i += counts[i])
      add_answer(std::move(choices[i]), may_part);
  }

  /// An answer that is none as a whole may be several with blanks alone between them.
  void add_answer(Given given, bool may_part) {
    std::vector<Given> parts;
    if (may_part && given.best() == Verdict::kWrong && !given.is_other_name())
      parts = parted_by_blanks(given.text);
    if (parts.empty()) parts.push_back(std::move(given));
    for (Given& part : parts)
      all_.push_back(std::move(part));
  }

  /// The answers in a text, each as long as it can be; none unless all of them are right.
  [[nodiscard]] std::vector<Given> parted_by_blanks(const std::string& text) const {
    std::vector<std::size_t> begins{0};
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == ' ') begins.push_back(i + 1);
    const std::size_t count = begins.size();
    if (count < 2 || count > kMostWords) return {};
    begins.push_back(text.size() + 1);
    std::vector<std::vector<Given>> from(count + 1);
    for (std::size_t i = count; i-- > 0;)
      for (std::size_t size = std::min(kMostWordsOfName, count - i);
           size > 0 && from[i].empty(); --size) {
        if (i + size < count && from[i + size].empty()) continue;
        Given part = read(text.substr(begins[i], begins[i + size] - 1 - begins[i]));
        if (part.best() != Verdict::kRight) continue;
        from[i].push_back(std::move(part));
        from[i].insert(from[i].end(), from[i + size].begin(), from[i + size].end());
      }
    return from[0];
  }

  std::span<const std::vector<std::string>> wanted_;
  const NameIndex* names_;
  std::string_view answer_type_;
  std::vector<Given> all_;
};

/// Gives each answer to one thing wanted, so that as many as can be are found: augmenting
/// paths, first over the answers without a slip.
class Assignment {
 public:
  Assignment(const std::vector<Given>& given, std::size_t wanted)
      : given_(given), giver_of_(wanted, kNobody) {
    for (const Verdict worst : {Verdict::kRight, Verdict::kNearly})
      for (std::size_t i = 0; i < given_.size(); ++i) {
        const bool placed =
            std::find(giver_of_.begin(), giver_of_.end(), i) != giver_of_.end();
        std::vector<bool> seen(wanted, false);
        if (!placed) place(i, worst, seen);
      }
  }

  /// Which answer is the one for a thing wanted; nothing if none is.
  [[nodiscard]] const Given* giver_of(std::size_t wanted) const {
    return giver_of_[wanted] == kNobody ? nullptr : &given_[giver_of_[wanted]];
  }

 private:
  static constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();

  bool place(std::size_t answer, Verdict worst, std::vector<bool>& seen) {
    for (std::size_t i = 0; i < giver_of_.size(); ++i) {
      if (seen[i] || given_[answer].marks[i].verdict > worst) continue;
      seen[i] = true;
      if (giver_of_[i] != kNobody && !place(giver_of_[i], worst, seen)) continue;
      giver_of_[i] = answer;
      return true;
    }
    return false;
  }

  const std::vector<Given>& given_;
  std::vector<std::size_t> giver_of_;
};

}  // namespace

SetMark mark_set(std::span<const std::string> fields,
                 std::span<const std::vector<std::string>> wanted,
                 const NameIndex* names,
                 std::string_view answer_type) {
  Parting parting(wanted, names, answer_type);
  for (const std::string& field : fields)
    parting.add_field(field);
  const std::vector<Given> given = parting.all();
  const Assignment assignment(given, wanted.size());
  SetMark mark;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Given* giver = assignment.giver_of(i);
    mark.parts.push_back(giver == nullptr ? Verdict::kWrong : giver->marks[i].verdict);
    if (mark.parts.back() == Verdict::kNearly)
      mark.spellings.push_back(giver->marks[i].spelling);
  }
  for (const Given& answer : given)
    if (answer.best() == Verdict::kWrong) mark.wrong.push_back(answer.text);
  return mark;
}

}  // namespace attache
