#include "trainer/kept_answers.h"

namespace attache {

void KeptAnswers::lay_out(std::size_t items) {
  table_.number_of_item.assign(items, AnswerTable::kNoNumber);
  revision_.reset();
}

void KeptAnswers::give_number(std::size_t item, std::uint32_t number) {
  table_.number_of_item[item] = number;
}

void KeptAnswers::forget_facts() {
  table_.facts.clear();
  ends_.clear();
  revision_.reset();
}

Result<const AnswerTable*> KeptAnswers::table(Store& store,
                                              std::uint64_t revision,
                                              const Places& places) {
  if (revision_ == revision) return &table_;
  revision_.reset();
  // Questions that were answered for the first time since.
  auto done =
      store.each_number(numbers_, [&](std::string_view question, std::uint32_t number) {
        if (const auto item = places(question)) give_number(*item, number);
        numbers_ = number + 1;
      });
  if (done) done = store.read_facts(table_.facts, ends_);
  if (!done) return done.unexpected();
  table_.numbers = numbers_;
  revision_ = revision;
  return &table_;
}

}  // namespace attache
