// Reading progress files of strangers, line by line.

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <istream>
#include <simdjson.h>
#include <unordered_set>

#include "base/chance.h"
#include "classroom/checksum.h"
#include "classroom/clean_text.h"
#include "classroom/hand_in.h"

namespace attache::classroom {

namespace {

namespace dom = simdjson::dom;

constexpr std::int64_t kMostCount = 1'000'000'000;
/// A hundred years.
constexpr std::int64_t kMostMillis = 100LL * 366 * 86'400'000;
/// The years 1970 to 9999.
constexpr std::int64_t kLastInstant = 253'402'300'799'999;
/// Days of strength: some thousand years are as good as for ever.
constexpr double kMostStrength = 1e9;
constexpr const char* kAgain = "ask for the file again";

/// A stream cut into lines, in bounded memory.
class Lines {
 public:
  explicit Lines(std::istream& in) : in_(&in) {}

  enum class Found { kLine, kEnd, kTooLong, kTooLarge, kUnreadable };
  /// `line` lives until the next call; behind it lie as many bytes as simdjson may look
  /// at. The last line may end without a line feed.
  Found next(std::string_view& line) {
    while (true) {
      const std::size_t end = buffer_.find('\n', searched_);
      if (end < filled_) {
        line = std::string_view(buffer_).substr(begin_, end - begin_);
        begin_ = searched_ = end + 1;
        return line.size() > kMostLineBytes ? Found::kTooLong : Found::kLine;
      }
      searched_ = filled_;
      if (filled_ - begin_ > kMostLineBytes) return Found::kTooLong;
      if (ended_) {
        line = std::string_view(buffer_).substr(begin_, filled_ - begin_);
        const bool any = filled_ > begin_;
        begin_ = filled_;
        return any ? Found::kLine : Found::kEnd;
      }
      if (const Found more = fill(); more != Found::kLine) return more;
    }
  }

 private:
  static constexpr std::size_t kChunk = 256U << 10U;

  Found fill() {
    buffer_.erase(0, begin_);
    filled_ -= begin_;
    searched_ -= begin_;
    begin_ = 0;
    buffer_.resize(filled_ + kChunk + simdjson::SIMDJSON_PADDING, '\0');
    in_->read(buffer_.data() + filled_, static_cast<std::streamsize>(kChunk));
    const auto got = static_cast<std::size_t>(in_->gcount());
    if (in_->bad()) return Found::kUnreadable;
    ended_ = got < kChunk;
    filled_ += got;
    all_ += got;
    buffer_.resize(filled_ + simdjson::SIMDJSON_PADDING);
    std::fill(buffer_.begin() + static_cast<std::ptrdiff_t>(filled_), buffer_.end(),
              '\0');
    return all_ > kMostHandInBytes ? Found::kTooLarge : Found::kLine;
  }

  std::istream* in_;
  std::string buffer_;
  std::size_t begin_ = 0, searched_ = 0, filled_ = 0, all_ = 0;
  bool ended_ = false;
};

/// The cells of a line, one after the other. What is missing, of another kind or out of
/// its range is noted.
class Cells {
 public:
  explicit Cells(dom::array cells) : at_(cells.begin()), end_(cells.end()) {}

  /// Whether all was as it should be, and nothing is left.
  [[nodiscard]] bool finished() const { return good_ && !(at_ != end_); }
  void refuse() { good_ = false; }

  std::string_view text(std::size_t most = kMostNameBytes) {
    std::string_view text;
    if (next().get_string().get(text) != simdjson::SUCCESS || text.size() > most)
      refuse();
    return good_ ? text : std::string_view();
  }
  std::int64_t whole(std::int64_t least, std::int64_t most) {
    std::int64_t number = 0;
    if (next().get_int64().get(number) != simdjson::SUCCESS || number < least ||
        number > most)
      refuse();
    return good_ ? number : least;
  }
  int count() { return static_cast<int>(whole(0, kMostCount)); }
  Millis span() { return Millis(whole(0, kMostMillis)); }
  Instant instant() { return Instant(Millis(whole(0, kLastInstant))); }
  double real(double least, double most) {
    double number = 0;
    if (next().get_double().get(number) != simdjson::SUCCESS || !(number >= least) ||
        !(number <= most))
      refuse();
    return good_ ? number : least;
  }
  std::optional<double> real_or_none(double least, double most) {
    if (skip_null()) return std::nullopt;
    return real(least, most);
  }
  /// Passes over a null, if one comes next.
  bool skip_null() {
    if (!(at_ != end_) || !(*at_).is_null()) return false;
    ++at_;
    return true;
  }
  /// Numbers of texts, each below `texts`.
  void numbers(std::size_t texts, std::vector<std::uint32_t>& to) {
    to.clear();
    dom::array array;
    if (next().get_array().get(array) != simdjson::SUCCESS) return refuse();
    for (const dom::element each : array) {
      std::uint64_t number = 0;
      if (each.get_uint64().get(number) != simdjson::SUCCESS || number >= texts ||
          to.size() >= kMostItems)
        return refuse();
      to.push_back(static_cast<std::uint32_t>(number));
    }
  }

 private:
  simdjson::simdjson_result<dom::element> next() {
    if (!good_ || !(at_ != end_)) return {simdjson::INDEX_OUT_OF_BOUNDS};
    dom::element element = *at_;
    ++at_;
    return {std::move(element)};  // NOLINT(performance-move-const-arg): it takes no other
  }

  dom::array::iterator at_, end_;
  bool good_ = true;
};

/// "2024-07-29" and nothing else.
std::optional<StudyDay> day_in(std::string_view iso) {
  constexpr std::size_t kLength = 10;
  if (iso.size() != kLength || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const auto read = [&](std::size_t from, std::size_t count, auto& to) {
    const char* end = iso.data() + from + count;
    const auto [stopped, error] = std::from_chars(iso.data() + from, end, to);
    return error == std::errc() && stopped == end;
  };
  if (!read(0, 4, year) || !read(5, 2, month) || !read(8, 2, day) || year < 1970)
    return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return StudyDay(date);
}

/// The fields of the first line.
class HeadFields {
 public:
  explicit HeadFields(dom::object object) : object_(object) {}
  [[nodiscard]] bool good() const { return good_; }

  void read(const char* key, std::string& to) {
    std::string_view text;
    if (object_.at_key(key).get_string().get(text) != simdjson::SUCCESS ||
        text.size() > kMostNameBytes)
      return refuse();
    to = clean_text(text);
  }
  void read(const char* key, bool& to) {
    if (object_.at_key(key).get_bool().get(to) != simdjson::SUCCESS) refuse();
  }
  void read(const char* key, int& to) {
    std::int64_t number = 0;
    if (object_.at_key(key).get_int64().get(number) != simdjson::SUCCESS || number < 0 ||
        number > kMostCount)
      return refuse();
    to = static_cast<int>(number);
  }
  dom::array array(const char* key) {
    dom::array found;
    if (object_.at_key(key).get_array().get(found) != simdjson::SUCCESS) refuse();
    return found;
  }
  void refuse() { good_ = false; }

 private:
  dom::object object_;
  bool good_ = true;
};

void read_decks(HeadFields& fields, HandInHead& head) {
  const dom::array decks = fields.array("decks");
  if (!fields.good()) return;
  for (const dom::element each : decks) {
    dom::object object;
    if (each.get_object().get(object) != simdjson::SUCCESS ||
        head.decks.size() >= kMostItems)
      return fields.refuse();
    HeadFields of_deck(object);
    HandInDeck& deck = head.decks.emplace_back();
    of_deck.read("id", deck.id);
    of_deck.read("title", deck.title);
    of_deck.read("edition", deck.edition);
    of_deck.read("questions", deck.questions);
    if (!of_deck.good() || deck.id.empty()) return fields.refuse();
  }
}

void read_topics(HeadFields& fields, HandInHead& head) {
  const dom::array topics = fields.array("topics");
  if (!fields.good()) return;
  for (const dom::element each : topics) {
    std::string_view topic;
    if (each.get_string().get(topic) != simdjson::SUCCESS ||
        topic.size() > kMostNameBytes || head.topics.size() >= kMostItems)
      return fields.refuse();
    head.topics.push_back(clean_text(topic));
  }
}

/// A head, if the object is one; what it says of its format was looked at before.
std::optional<HandInHead> head_in(dom::object object) {
  HandInHead head;
  HeadFields fields(object);
  std::string made_at, made_on, detail;
  fields.read("student", head.student);
  fields.read("name", head.name);
  fields.read("pseudonym", head.pseudonym);
  fields.read("course", head.course);
  fields.read("made_at", made_at);
  fields.read("made_on", made_on);
  fields.read("detail", detail);
  fields.read("exams", head.exams);
  read_decks(fields, head);
  if (fields.good()) read_topics(fields, head);
  const auto at = parse_instant(made_at);
  const auto day = day_in(made_on);
  const bool history = detail == name_of(Detail::kHistory);
  if (!fields.good() || !at || !day || head.student.empty() ||
      head.name.find_first_not_of(' ') == std::string::npos ||
      (!history && detail != name_of(Detail::kTotals)))
    return std::nullopt;
  head.made_at = *at;
  head.made_on = *day;
  head.detail = history ? Detail::kHistory : Detail::kTotals;
  return head;
}

/// One file on its way from lines to what a reader is told.
class Reading {
 public:
  Reading(std::string name, const HandInReader& reader)
      : name_(std::move(name)), reader_(reader) {}

  Result<void> read(std::istream& in);

 private:
  /// Lines come in this order; texts stand anywhere.
  enum class Stage { kQuestions, kDays, kAnswers, kExams };

  [[nodiscard]] std::string here() const { return fmt::format("{}:{}", name_, line_); }
  [[nodiscard]] Unexpected unreadable() const {
    return fail("this line cannot be understood", here(), kAgain);
  }
  [[nodiscard]] Unexpected too_many(std::string_view what) const {
    return fail(fmt::format("there are more {} than a progress file may hold", what),
                here(), kAgain);
  }
  template <class T>
  Result<void> tell(const std::function<Result<void>(const T&)>& to, const T& what) {
    return to ? to(what) : Result<void>();
  }
  bool enter(Stage stage) {
    if (stage < stage_) return false;
    stage_ = stage;
    return true;
  }

  Result<void> take(std::string_view line);
  Result<void> take_head(dom::element element);
  Result<void> take_text(Cells& cells);
  Result<void> take_question(Cells& cells);
  Result<void> take_day(Cells& cells);
  Result<void> take_answer(Cells& cells);
  Result<void> take_exam(Cells& cells);
  Result<void> take_item(Cells& cells);
  Result<void> tell_answer();
  Result<void> tell_exam();
  void read_day(Cells& cells, StudyDay& to);
  void fill(const std::vector<std::uint32_t>& numbers, std::vector<std::string>& to);

  std::string name_;
  const HandInReader& reader_;
  dom::parser parser_;
  Checksum checksum_;
  std::size_t line_ = 0;
  Stage stage_ = Stage::kQuestions;
  bool exams_told_ = false;
  std::vector<std::string> texts_;
  std::size_t text_bytes_ = 0;
  std::unordered_set<std::uint64_t> known_;  ///< hashes of questions' and exams' ids
  std::size_t questions_ = 0, days_ = 0, answers_ = 0, exams_ = 0;
  std::optional<StudyDay> last_day_;
  bool history_ = false;
  HandInAnswerLine answer_;
  HandInAnswer whole_answer_;
  std::vector<std::uint32_t> numbers_;
  std::optional<HandInExam> exam_;
  std::string read_text_;  ///< the day that was read last
  StudyDay read_day_{};
};

Result<void> Reading::read(std::istream& in) {
  Lines lines(in);
  while (true) {
    std::string_view line;
    ++line_;
    switch (lines.next(line)) {
      case Lines::Found::kLine:
        break;
      case Lines::Found::kEnd:
        if (line_ == 1) return fail("this file is empty", name_, kAgain);
        return fail("the end of this file is missing", name_, kAgain);
      case Lines::Found::kTooLong:
        return fail("this line is longer than a progress file may have", here(),
                    "check that it is a progress file");
      case Lines::Found::kTooLarge:
        return fail(
            fmt::format("this file is larger than {} MB", kMostHandInBytes >> 20U), name_,
            "ask for a file with totals instead of the history");
      case Lines::Found::kUnreadable:
        return fail("this file could not be read", name_, "check the disk, or copy it");
    }
    if (line_ > 1 && line.substr(0, kChecksumKey.size()) == kChecksumKey) {
      if (line != checksum_line(checksum_))
        return fail("this file was changed since it was made, or came over damaged",
                    name_, kAgain);
      if (lines.next(line) != Lines::Found::kEnd)
        return fail("something stands behind the end of this file", name_, kAgain);
      return tell_exam();
    }
    if (auto taken = take(line); !taken) return taken;
    checksum_.add(line);
    checksum_.add("\n");
  }
}

Result<void> Reading::take(std::string_view line) {
  dom::element element;
  const bool parsed =
      parser_.parse(line.data(), line.size(), false).get(element) == simdjson::SUCCESS;
  if (line_ == 1) {
    dom::object object;
    std::string_view format;
    if (!parsed || element.get_object().get(object) != simdjson::SUCCESS ||
        object.at_key("format").get_string().get(format) != simdjson::SUCCESS ||
        format != "attache-progress")
      return fail(
          "this is no progress file", name_,
          "students make one with Hand in of Progress, or 'attache progress export'");
    return take_head(element);
  }
  dom::array array;
  if (!parsed || element.get_array().get(array) != simdjson::SUCCESS) return unreadable();
  Cells cells(array);
  const std::string_view kind = cells.text();
  if (kind.size() != 1) return unreadable();
  switch (kind.front()) {
    case 't':
      return take_text(cells);
    case 'q':
      return take_question(cells);
    case 'd':
      return take_day(cells);
    case 'a':
      return take_answer(cells);
    case 'e':
      return take_exam(cells);
    case 'i':
      return take_item(cells);
    default:
      return unreadable();
  }
}

Result<void> Reading::take_head(dom::element element) {
  dom::object object;
  std::int64_t version = 0;
  if (element.get_object().get(object) != simdjson::SUCCESS ||
      object.at_key("version").get_int64().get(version) != simdjson::SUCCESS ||
      version < 1)
    return unreadable();
  if (version > 1)
    return fail("this file was made by a newer version of Attaché", name_,
                "update Attaché, and add the file again");
  const auto head = head_in(object);
  if (!head) return fail("the first line of this file is not complete", here(), kAgain);
  history_ = head->detail == Detail::kHistory;
  exams_told_ = head->exams;
  return tell(reader_.head, *head);
}

Result<void> Reading::take_text(Cells& cells) {
  const std::string_view text = cells.text(kMostLineBytes);
  if (!cells.finished()) return unreadable();
  text_bytes_ += text.size();
  if (texts_.size() >= kMostTexts || text_bytes_ > kMostTextBytes)
    return too_many("texts");
  texts_.push_back(clean_text(text));
  return tell(reader_.text, texts_.back());
}

void Reading::read_day(Cells& cells, StudyDay& to) {
  const std::string_view text = cells.text();
  if (text != read_text_) {
    const auto day = day_in(text);
    if (!day) return cells.refuse();
    read_text_ = text;
    read_day_ = *day;
  }
  to = read_day_;
}

Result<void> Reading::take_question(Cells& cells) {
  HandInQuestion question;
  question.id = clean_text(cells.text());
  question.topic = clean_text(cells.text());
  question.reviews = cells.count();
  question.lapses = cells.count();
  question.again = cells.count();
  question.time = cells.span();
  question.recall = cells.real(0, 1);
  question.strength_days = cells.real(0, kMostStrength);
  const bool no_day = cells.skip_null();
  if (!no_day) read_day(cells, question.first_day);
  if (!cells.skip_null()) {
    question.first_form = cells.text();
    if (!form_named(question.first_form)) cells.refuse();
  }
  question.first_credit = cells.real_or_none(0, 1);
  // Without answers there is no first one, and with answers there is.
  if (!cells.finished() || question.id.find('/') == std::string::npos ||
      no_day != (question.reviews == 0) || !enter(Stage::kQuestions))
    return unreadable();
  if (++questions_ > kMostQuestions) return too_many("questions");
  if (!known_.insert(stable_hash(question.id)).second)
    return fail(fmt::format("{} stands there twice", question.id), here(), kAgain);
  return tell(reader_.question, question);
}

Result<void> Reading::take_day(Cells& cells) {
  HandInDay day;
  read_day(cells, day.day);
  day.answers = cells.count();
  day.again = cells.count();
  day.time = cells.span();
  if (!cells.finished() || !enter(Stage::kDays) || (last_day_ && day.day <= *last_day_))
    return unreadable();
  last_day_ = day.day;
  if (++days_ > kMostDays) return too_many("days");
  return tell(reader_.day, day);
}

Result<void> Reading::take_answer(Cells& cells) {
  answer_.at = cells.instant();
  read_day(cells, answer_.day);
  const std::int64_t question = cells.whole(0, static_cast<std::int64_t>(questions_) - 1);
  const auto form = form_named(cells.text());
  const std::int64_t rating = cells.whole(1, 4);
  answer_.credit = cells.real_or_none(0, 1);
  answer_.duration = cells.span();
  cells.numbers(texts_.size(), answer_.options);
  cells.numbers(texts_.size(), answer_.given);
  if (!cells.finished() || !form || !history_ || !enter(Stage::kAnswers))
    return unreadable();
  answer_.question = static_cast<std::uint32_t>(question);
  answer_.form = *form;
  answer_.rating = static_cast<Rating>(rating);
  if (++answers_ > kMostAnswers) return too_many("answers");
  return tell_answer();
}

Result<void> Reading::tell_answer() {
  if (reader_.answer_line) return reader_.answer_line(answer_);
  if (!reader_.answer) return {};
  whole_answer_.question = answer_.question;
  whole_answer_.at = answer_.at;
  whole_answer_.day = answer_.day;
  whole_answer_.form = answer_.form;
  whole_answer_.rating = answer_.rating;
  whole_answer_.credit = answer_.credit;
  whole_answer_.duration = answer_.duration;
  fill(answer_.options, whole_answer_.options);
  fill(answer_.given, whole_answer_.given);
  return reader_.answer(whole_answer_);
}

void Reading::fill(const std::vector<std::uint32_t>& numbers,
                   std::vector<std::string>& to) {
  to.resize(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i)
    to[i] = texts_[numbers[i]];
}

Result<void> Reading::tell_exam() {
  if (!exam_) return {};
  const HandInExam told = *std::move(exam_);
  exam_.reset();
  return tell(reader_.exam, told);
}

Result<void> Reading::take_exam(Cells& cells) {
  HandInExam exam;
  exam.id = clean_text(cells.text());
  exam.paper = clean_text(cells.text());
  exam.title = clean_text(cells.text());
  exam.ended_at = cells.instant();
  exam.used = cells.span();
  if (!cells.finished() || !exams_told_ || exam.id.empty() || !enter(Stage::kExams))
    return unreadable();
  if (++exams_ > kMostExams) return too_many("exams");
  if (!known_.insert(stable_hash(exam.id, 1)).second)
    return fail("an exam stands there twice", here(), kAgain);
  if (auto told = tell_exam(); !told) return told;
  exam_ = std::move(exam);
  return {};
}

Result<void> Reading::take_item(Cells& cells) {
  HandInExam::Item item;
  item.question = clean_text(cells.text());
  item.marks = cells.real(-1, 1);
  item.guess = cells.real_or_none(0, 1);
  for (auto* list : {&item.options, &item.right, &item.given}) {
    cells.numbers(texts_.size(), numbers_);
    fill(numbers_, *list);
  }
  if (!cells.finished() || !exam_ || item.question.empty()) return unreadable();
  if (exam_->items.size() >= kMostItems) return too_many("questions in one exam");
  exam_->items.push_back(std::move(item));
  return {};
}

}  // namespace

Result<void> read_hand_in(std::istream& in,
                          const std::string& name,
                          const HandInReader& reader) {
  return Reading(name, reader).read(in);
}

Result<void> read_hand_in(const std::filesystem::path& file, const HandInReader& reader) {
  std::error_code problem;
  const auto status = std::filesystem::status(file, problem);
  if (!std::filesystem::exists(status))
    return fail("there is no such file", file.string(), "check its name");
  if (!std::filesystem::is_regular_file(status))
    return fail("this is no file", file.string(), "name a progress file or a folder");
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return fail("this file cannot be opened", file.string(), "check who may read it");
  return read_hand_in(in, file.string(), reader);
}

}  // namespace attache::classroom
