#include "study/other_names.h"

#include <algorithm>

namespace attache {

namespace {

/// Takes one word that `fits` out of a list.
template <class Fits>
bool take(std::vector<std::string_view>& words, const Fits& fits) {
  const auto found = std::find_if(words.begin(), words.end(), fits);
  if (found == words.end()) return false;
  words.erase(found);
  return true;
}

}  // namespace

OtherNames::OtherNames(const NameIndex* names, std::span<const AnswerText> accepted)
    : names_(names) {
  if (names_ == nullptr) return;
  for (const AnswerText& answer : accepted)
    for (const NameIndex::Id name : names_->same_as(answer))
      if (!is_ours(name)) ours_.push_back(name);
}

bool OtherNames::is_ours(NameIndex::Id name) const {
  return std::find(ours_.begin(), ours_.end(), name) != ours_.end();
}

std::string_view OtherNames::named(const AnswerText& answer) const {
  if (names_ == nullptr) return {};
  for (const NameIndex::Id name : names_->same_as(answer))
    if (!is_ours(name)) return names_->names()[name];
  return {};
}

bool OtherNames::have_word(std::string_view word) const {
  return have_all({{std::string(word)}}, {});
}

bool OtherNames::have_all(std::span<const std::string> words,
                          std::span<const std::string> initials) const {
  if (names_ == nullptr || words.empty()) return false;
  // The names with the rarest word are looked through.
  std::span<const NameIndex::Id> few = names_->with_word(words[0]);
  for (const std::string& word : words.subspan(1))
    if (const auto with = names_->with_word(word); with.size() < few.size()) few = with;
  return std::any_of(few.begin(), few.end(), [&](NameIndex::Id name) {
    if (is_ours(name)) return false;
    if (words.size() == 1 && initials.empty()) return true;
    std::vector<std::string_view> left = names_->words_of(name);
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) {
                         return take(left, [&](auto other) { return other == word; });
                       }) &&
           std::all_of(initials.begin(), initials.end(), [&](const std::string& initial) {
             return take(left, [&](auto other) { return other.starts_with(initial); });
           });
  });
}

bool OtherNames::any_near(std::string_view joined, std::size_t most) const {
  return names_ != nullptr && names_->any_near(joined, most, ours_);
}

bool OtherNames::any_word_near(std::string_view word, std::size_t most) const {
  return names_ != nullptr && names_->any_word_near(word, most, ours_);
}

}  // namespace attache
