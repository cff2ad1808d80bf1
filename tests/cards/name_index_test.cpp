// The index finds what going through all names finds.

#include "cards/name_index.h"

#include <algorithm>
#include <rapidcheck.h>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "base/text.h"
#include "cards/near_texts.h"

using namespace attache;

namespace {

using Ids = NameIndex::Ids;
using Texts = std::vector<std::string>;

bool holds(const Ids& ids, NameIndex::Id id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// The names that a test accepts, by going through all.
template <class Accepts>
Ids going_through(const Texts& names, const Accepts& accepts) {
  Ids found;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (accepts(read_answer(names[i]))) found.push_back(static_cast<NameIndex::Id>(i));
  return found;
}

bool has_word(const AnswerText& name, std::string_view word) {
  return std::any_of(name.words.begin(), name.words.end(),
                     [&](const AnswerWord& other) { return other.text == word; });
}

Ids as_list(std::span<const NameIndex::Id> ids) {
  return {ids.begin(), ids.end()};
}

/// Names of few letters, so that many are alike.
rc::Gen<std::string> a_name() {
  const auto word = rc::gen::nonEmpty(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("aabbocKO9"))));
  return rc::gen::map(rc::gen::pair(word, word), [](const auto& pair) {
    return pair.first.size() % 3 == 0 ? pair.first + " " + pair.second : pair.first;
  });
}

rc::Gen<Texts> names() {
  return rc::gen::container<Texts>(a_name());
}

}  // namespace

TEST_CASE("names are found as marking reads them") {
  const NameIndex index({"U.S. Forces Japan", "USFJ", "Yokota", "YOKOTA", "¥5", "$5"});
  CHECK(index.same_as(read_answer("us forces japan")) == Ids{0});
  CHECK(index.same_as(read_answer("yokota")) == Ids{2, 3});
  CHECK(index.same_as(read_answer("5 yen")) == Ids{4});
  CHECK(index.same_as(read_answer("5")) == Ids{4, 5});
  CHECK(index.same_as(read_answer("Atsugi")).empty());
  CHECK(index.same_as(AnswerText{}).empty());
  CHECK(as_list(index.with_word("japan")) == Ids{0});
  CHECK(as_list(index.with_word("korea")).empty());
  CHECK(index.words_of(0) == std::vector<std::string_view>{"us", "forces", "japan"});
}

TEST_CASE("an index of no names finds nothing") {
  const NameIndex index({});
  CHECK(index.same_as(read_answer("a")).empty());
  CHECK_FALSE(index.any_near("a", 5, {}));
  CHECK_FALSE(index.any_word_near("a", 5, {}));
}

TEST_CASE("several threads may ask first") {
  const NameIndex index({"Yokota", "Kadena"});
  std::vector<std::thread> threads;
  std::vector<Ids> found(4);
  for (Ids& ids : found)
    threads.emplace_back([&] { ids = index.same_as(read_answer("kadena")); });
  for (std::thread& thread : threads)
    thread.join();
  for (const Ids& ids : found)
    CHECK(ids == Ids{1});
}

TEST_CASE("property: an index finds what going through all names finds") {
  CHECK(rc::check("same, with a word", [] {
    const Texts all = *names();
    const NameIndex index(all);
    const AnswerText answer = read_answer(*a_name());
    const std::string word = answer.words.empty() ? "" : answer.words[0].text;
    return index.same_as(answer) ==
               going_through(all, [&](auto name) { return same_answer(answer, name); }) &&
           as_list(index.with_word(word)) ==
               going_through(all, [&](auto name) { return has_word(name, word); });
  }));
}

TEST_CASE("property: an index knows whether any name is near") {
  CHECK(rc::check("near", [] {
    const Texts all = *names();
    const NameIndex index(all);
    const std::string answer = read_answer(*a_name()).joined;
    const auto most = *rc::gen::inRange<std::size_t>(0, 5);
    const Ids but = all.empty() ? Ids{} : Ids{0};
    const Ids near = going_through(all, [&](const AnswerText& name) {
      return slip_distance(answer, name.joined) <= most;
    });
    const Ids near_word = going_through(all, [&](const AnswerText& name) {
      return std::any_of(name.words.begin(), name.words.end(), [&](const auto& word) {
        return slip_distance(answer, word.text) <= most;
      });
    });
    const auto any_but = [&](const Ids& ids) {
      return std::any_of(ids.begin(), ids.end(),
                         [&](auto id) { return !holds(but, id); });
    };
    return index.any_near(answer, most, {}) == !near.empty() &&
           index.any_near(answer, most, but) == any_but(near) &&
           index.any_word_near(answer, most, {}) == !near_word.empty() &&
           index.any_word_near(answer, most, but) == any_but(near_word);
  }));
}

TEST_CASE("property: texts of any length and script are measured like edit_distance") {
  CHECK(rc::check("distance", [] {
    const auto letter = rc::gen::elementOf(std::u32string(U"abcかがж"));
    const auto any = rc::gen::container<std::u32string>(letter);
    std::u32string one = *any;
    for (int more = *rc::gen::inRange(0, 3); more > 0; --more)
      one += std::u32string(50, U'x') + *any;
    std::u32string other = one;
    for (int edits = *rc::gen::inRange(0, 5); edits > 0; --edits) {
      const auto at = *rc::gen::inRange<std::size_t>(0, other.size() + 1);
      if (at < other.size() && *rc::gen::arbitrary<bool>())
        other.erase(at, 1);
      else
        other.insert(at, 1, *letter);
      if (at + 1 < other.size()) std::swap(other[at], other[at + 1]);
    }
    const std::size_t distance = edit_distance(to_utf8(one), to_utf8(other));
    const NearTexts texts({U"zzz", other});
    const auto found = [&](std::size_t most) {
      return texts.any_within(one, most, [](NearTexts::Id id) { return id == 1; });
    };
    return found(distance) && (distance == 0 || !found(distance - 1));
  }));
}
