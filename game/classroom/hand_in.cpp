#include "classroom/hand_in.h"

#include <cassert>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <unordered_map>

#include "classroom/checksum.h"

namespace attache::classroom {

namespace {

using Json = nlohmann::ordered_json;

/// What is no UTF-8 is replaced, so that a file can always be written.
std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string quoted(const std::string& text) {
  return written(Json(text));
}

std::string number_or_null(const std::optional<double>& number) {
  return number ? fmt::format("{}", *number) : "null";
}

std::int64_t millis(Instant at) {
  return at.time_since_epoch().count();
}

std::string head_line(const HandInHead& head) {
  Json decks = Json::array();
  for (const HandInDeck& deck : head.decks)
    decks.push_back({{"id", deck.id},
                     {"title", deck.title},
                     {"edition", deck.edition},
                     {"questions", deck.questions}});
  return written(Json{{"format", "attache-progress"},
                      {"version", 1},
                      {"student", head.student},
                      {"name", head.name},
                      {"pseudonym", head.pseudonym},
                      {"course", head.course},
                      {"made_at", iso_instant(head.made_at)},
                      {"made_on", iso_day(head.made_on)},
                      {"detail", name_of(head.detail)},
                      {"exams", head.exams},
                      {"decks", decks},
                      {"topics", head.topics}});
}

}  // namespace

const char* name_of(Detail detail) {
  return detail == Detail::kHistory ? "history" : "totals";
}

struct HandInWriter::State {
  std::ostream* out = nullptr;
  Checksum checksum;
  std::unordered_map<std::string, std::size_t> texts;
  bool finished = false;

  void line(const std::string& text) {
    const std::string with_end = text + "\n";
    checksum.add(with_end);
    *out << with_end;
  }
  /// The number of a text; one that is new gets a line of its own first.
  std::size_t number_of(const std::string& text) {
    const auto [found, fresh] = texts.try_emplace(text, texts.size());
    if (fresh) line(fmt::format("[\"t\",{}]", quoted(text)));
    return found->second;
  }
  std::string numbers_of(const std::vector<std::string>& all) {
    std::vector<std::size_t> numbers;
    numbers.reserve(all.size());
    for (const std::string& text : all)
      numbers.push_back(number_of(text));
    return fmt::format("[{}]", fmt::join(numbers, ","));
  }
};

HandInWriter::HandInWriter(std::ostream& out, const HandInHead& head)
    : state_(std::make_unique<State>()) {
  state_->out = &out;
  state_->line(head_line(head));
}

HandInWriter::~HandInWriter() = default;

void HandInWriter::question(const HandInQuestion& question) {
  const bool answered = question.reviews > 0;
  state_->line(fmt::format(
      "[\"q\",{},{},{},{},{},{},{},{},{},{},{}]", quoted(question.id),
      quoted(question.topic), question.reviews, question.lapses, question.again,
      question.time.count(), question.recall, question.strength_days,
      answered ? quoted(iso_day(question.first_day)) : "null",
      answered && !question.first_form.empty() ? quoted(question.first_form) : "null",
      number_or_null(question.first_credit)));
}

void HandInWriter::day(const HandInDay& day) {
  state_->line(fmt::format("[\"d\",\"{}\",{},{},{}]", iso_day(day.day), day.answers,
                           day.again, day.time.count()));
}

void HandInWriter::answer(const HandInAnswer& answer) {
  const std::string options = state_->numbers_of(answer.options);
  const std::string given = state_->numbers_of(answer.given);
  state_->line(fmt::format("[\"a\",{},\"{}\",{},\"{}\",{},{},{},{},{}]",
                           millis(answer.at), iso_day(answer.day), answer.question,
                           attache::name_of(answer.form), static_cast<int>(answer.rating),
                           number_or_null(answer.credit), answer.duration.count(),
                           options, given));
}

void HandInWriter::exam(const HandInExam& exam) {
  state_->line(fmt::format("[\"e\",{},{},{},{},{}]", quoted(exam.id), quoted(exam.paper),
                           quoted(exam.title), millis(exam.ended_at), exam.used.count()));
  for (const HandInExam::Item& item : exam.items) {
    const std::string options = state_->numbers_of(item.options);
    const std::string right = state_->numbers_of(item.right);
    const std::string given = state_->numbers_of(item.given);
    state_->line(fmt::format("[\"i\",{},{},{},{},{},{}]", quoted(item.question),
                             item.marks, number_or_null(item.guess), options, right,
                             given));
  }
}

void HandInWriter::finish() {
  assert(!state_->finished);
  state_->finished = true;
  *state_->out << checksum_line(state_->checksum) << "\n";
}

}  // namespace attache::classroom
