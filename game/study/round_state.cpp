#include "study/round_state.h"

#include <algorithm>
#include <fmt/format.h>

#include "study/round_json.h"

namespace attache {

namespace {

Unexpected unreadable() {
  return fail("this round cannot be read", "", "begin a new one");
}

Json json_of(const Listing& listing) {
  Json options = Json::array();
  for (const Option& option : listing.options)
    options.push_back(
        {{"text", option.text}, {"right", option.right}, {"why", option.why}});
  return {{"form", name_of(listing.form)},
          {"stem", listing.stem},
          {"options", options},
          {"depths", listing.depths},
          {"items", listing.items},
          {"counterparts", listing.counterparts},
          {"key", listing.key},
          {"answer", listing.answer}};
}

Json json_of(const RoundQuestion& question) {
  Json json = {{"id", question.id},
               {"form", name_of(question.form)},
               {"shown", question.shown},
               {"chosen", question.response.chosen},
               {"texts", question.response.texts},
               {"seen", question.seen},
               {"flagged", question.flagged},
               {"meaning", question.meaning},
               {"spent_ms", question.spent.count()}};
  if (question.listing) json["listing"] = json_of(*question.listing);
  return json;
}

bool all_below(const std::vector<std::size_t>& indexes, std::size_t count) {
  return std::all_of(indexes.begin(), indexes.end(),
                     [&](std::size_t index) { return index < count; });
}

/// Whether all indexes into a listing are good, those of the answer to it too.
bool is_sound(const Listing& listing, const Response& response) {
  const bool placed = !listing.items.empty();
  const std::size_t count = placed ? listing.items.size() : listing.options.size();
  const std::size_t across =
      listing.counterparts.empty() ? listing.items.size() : listing.counterparts.size();
  return all_below(response.chosen, count) && all_below(listing.key, across) &&
         listing.key.size() == listing.items.size() &&
         (listing.depths.empty() || listing.depths.size() == listing.options.size());
}

Listing listing_in(Fields fields, const Response& response, Fields& of) {
  Listing listing;
  fields.read("form", listing.form);
  fields.read("stem", listing.stem);
  fields.read_each("options", listing.options, [](Fields& each, Option& option) {
    each.read("text", option.text);
    each.read("right", option.right);
    each.read("why", option.why);
  });
  fields.read("depths", listing.depths);
  fields.read("items", listing.items);
  fields.read("counterparts", listing.counterparts);
  fields.read("key", listing.key);
  fields.read("answer", listing.answer);
  if (!fields.good() || !is_sound(listing, response)) of.refuse();
  return listing;
}

void read_question(Fields& fields, RoundQuestion& question) {
  fields.read("id", question.id);
  fields.read("form", question.form);
  fields.read("shown", question.shown);
  fields.read("chosen", question.response.chosen);
  fields.read("texts", question.response.texts);
  fields.read("seen", question.seen);
  fields.read("flagged", question.flagged);
  fields.read("spent_ms", question.spent);
  // Rounds that were begun before these were kept do without them.
  if (fields.has("meaning")) fields.read("meaning", question.meaning);
  if (fields.has("listing"))
    question.listing =
        listing_in(Fields(fields.field("listing")), question.response, fields);
}

/// Whether what was tried in a match are its questions.
bool tries_are_sound(const RoundState& state) {
  return std::all_of(
      state.questions.begin(), state.questions.end(), [&](const RoundQuestion& question) {
        const auto& tried = question.response.chosen;
        return std::all_of(tried.begin(), tried.end(), [&](std::size_t index) {
          return index < state.questions.size();
        });
      });
}

/// Whether indexes into the questions are what they should be.
bool is_sound(const RoundState& state) {
  const std::size_t count = state.questions.size();
  if (count == 0 || state.at >= count) return false;
  if (state.plan.kind == RoundKind::kMatch && !tries_are_sound(state)) return false;
  const bool ordered =
      state.plan.kind == RoundKind::kMatch || state.plan.kind == RoundKind::kTimeline;
  std::vector<std::size_t> order = state.order;
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i)
    if (order[i] != i) return false;
  return order.size() == (ordered ? count : 0);
}

/// Puts together what a fingerprint is taken of: every part with its length, so that
/// parts cannot run into each other.
class Print {
 public:
  Print& operator<<(std::string_view part) {
    text_ += fmt::format("{}:{}", part.size(), part);
    return *this;
  }
  Print& operator<<(const std::vector<std::string>& parts) {
    text_ += fmt::format("{}[", parts.size());
    for (const std::string& part : parts)
      *this << part;
    return *this;
  }
  [[nodiscard]] std::string hash() const {
    return fmt::format("{:016x}", stable_hash(text_));
  }

 private:
  std::string text_;
};

std::size_t place_of(const std::string& text, const std::vector<std::string>& texts) {
  return static_cast<std::size_t>(std::find(texts.begin(), texts.end(), text) -
                                  texts.begin());
}

/// Whether two lists have the same texts, in whatever order.
bool same_texts(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

/// Takes over which options are right, if all that are right now were listed.
bool take_right_options(const Prompt& now, Listing& listing) {
  std::vector<Option> options = listing.options;
  for (Option& option : options)
    option.right = false;
  for (const Option& right : now.options) {
    if (!right.right) continue;
    const auto same =
        std::find_if(options.begin(), options.end(),
                     [&](const Option& option) { return option.text == right.text; });
    if (same == options.end()) return false;
    same->right = true;
  }
  listing.options = std::move(options);
  return true;
}

/// Takes over in which order items come, or what goes with what, if the texts are the
/// same.
bool take_key(const Prompt& now, Listing& listing) {
  if (!same_texts(now.items, listing.items) ||
      !same_texts(now.counterparts, listing.counterparts))
    return false;
  for (std::size_t i = 0; i < listing.key.size(); ++i) {
    const bool pairs = !now.counterparts.empty();
    listing.key[i] =
        pairs ? place_of(now.counterparts[now.key[place_of(listing.items[i], now.items)]],
                         listing.counterparts)
              : place_of(now.items[now.key[i]], listing.items);
  }
  return true;
}

/// A listing with what is right by a prompt, as far as they are about the same.
Listing with_key_of(const Prompt& now, Listing listing) {
  if (now.form != listing.form || now.stem != listing.stem) return listing;
  const bool taken =
      listing.options.empty() ? take_key(now, listing) : take_right_options(now, listing);
  if (taken) listing.answer = now.answer;
  return listing;
}

}  // namespace

std::string round_state_json(const RoundState& state) {
  Json questions = Json::array();
  for (const RoundQuestion& question : state.questions)
    questions.push_back(json_of(question));
  return written(Json{{"plan", attache::json_of(state.plan)},
                      {"seed", state.seed},
                      {"questions", questions},
                      {"order", state.order},
                      {"at", state.at},
                      {"used_ms", state.used.count()},
                      {"notices", state.notices}});
}

Result<RoundState> read_round_state(std::string_view json) {
  const Json read = Json::parse(json, nullptr, false);
  RoundState state;
  Fields fields(read);
  fields.read("plan", state.plan);
  fields.read("seed", state.seed);
  fields.read_each("questions", state.questions, read_question);
  fields.read("order", state.order);
  std::uint64_t at = 0;
  fields.read("at", at);
  state.at = static_cast<std::size_t>(at);
  fields.read("used_ms", state.used);
  fields.read("notices", state.notices);
  if (!fields.good() || !is_sound(state)) return unreadable();
  return state;
}

std::optional<Listing> listing_of(const Prompt& prompt) {
  if (prompt.options.empty() && prompt.items.empty()) return {};
  Listing listing;
  listing.form = prompt.form;
  listing.stem = prompt.stem;
  listing.options = prompt.options;
  listing.depths.assign(prompt.depths.begin(), prompt.depths.end());
  listing.items = prompt.items;
  listing.counterparts = prompt.counterparts;
  listing.key = prompt.key;
  listing.answer = prompt.answer;
  return listing;
}

void put_back(const Listing& listing, Prompt& prompt) {
  const Listing laid = with_key_of(prompt, listing);
  prompt.form = laid.form;
  prompt.stem = laid.stem;
  prompt.cloze.reset();
  prompt.options = laid.options;
  prompt.depths.clear();
  for (const std::size_t depth : laid.depths)
    prompt.depths.push_back(static_cast<int>(depth));
  prompt.items = laid.items;
  prompt.counterparts = laid.counterparts;
  prompt.key = laid.key;
  prompt.answer = laid.answer;
}

bool is_found(const RoundState& state, std::size_t question) {
  const std::vector<std::size_t>& tried = state.questions[question].response.chosen;
  return !tried.empty() && tried.back() == question;
}

int tries(const RoundState& state) {
  std::size_t sum = 0;
  for (const RoundQuestion& question : state.questions)
    sum += question.response.chosen.size();
  return static_cast<int>(sum);
}

int wrong_tries(const RoundState& state) {
  int found = 0;
  for (std::size_t i = 0; i < state.questions.size(); ++i)
    found += is_found(state, i) ? 1 : 0;
  return tries(state) - found;
}

std::string fingerprint(const Prompt& prompt) {
  Print print;
  print << std::string_view(name_of(prompt.form)) << prompt.stem << prompt.items
        << prompt.counterparts;
  for (const Option& option : prompt.options)
    print << option.text;
  if (prompt.cloze) {
    print << prompt.cloze->pieces;
    for (const Blank& blank : prompt.cloze->blanks)
      print << blank.hint;
  }
  if (prompt.picture)
    print << prompt.picture->file << fmt::format("{}", fmt::join(prompt.depths, ","));
  if (prompt.picture && prompt.picture->asked < prompt.picture->hidden.size())
    print << prompt.picture->hidden[prompt.picture->asked].id;
  return print.hash();
}

}  // namespace attache
