#include "memory/model.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "memory/fsrs6.h"
#include "memory/fsrs7.h"

namespace attache {
namespace {

// FSRS-6, section 6.
constexpr std::array<Bounds, 21> kFsrs6Bounds{
    {{0.001, 100},  {0.001, 100},  {0.001, 100}, {0.001, 100}, {1, 10},      {0.001, 4},
     {0.001, 4},    {0.001, 0.75}, {0, 4.5},     {0, 0.8},     {0.001, 3.5}, {0.001, 5},
     {0.001, 0.25}, {0.001, 0.9},  {0, 4},       {0, 1},       {1, 6},       {0, 2},
     {0, 2},        {0, 0.8},      {0.1, 0.8}}};

// FSRS-7, section 9.5.
constexpr std::array<Bounds, 34> kFsrs7Bounds{
    {{1e-4, 50},   {1e-4, 100}, {1e-4, 100}, {1e-4, 100}, {1, 10},     {0.001, 4},
     {0.1, 4},     {0, 4},      {0, 1.2},    {0.3, 3},    {0.01, 1.5}, {0.1, 1},
     {0, 3.5},     {0, 1},      {1, 7},      {0, 4},      {0, 2},      {0.5, 6},
     {0.001, 1.5}, {0.001, 1},  {0, 5},      {0, 1},      {1, 7},      {0.01, 0.25},
     {0.01, 0.95}, {0.2, 0.85}, {0.5, 0.99}, {0.01, 1},   {0.1, 1},    {0, 0.9},
     {0.1, 1.1},   {0, 1},      {0, 0.6},    {0, 0.6}}};

template <std::size_t kSize>
std::array<double, kSize> as_array(const std::vector<double>& values) {
  assert(values.size() == kSize);
  std::array<double, kSize> all{};
  std::copy_n(values.begin(), std::min(values.size(), kSize), all.begin());
  return all;
}

/// Section 6: the older models lack weights, and 4.5 had another scale of difficulty.
/// Their bounds were wider here and there; what lies outside today's is moved to the
/// edge.
void bring_up_to_date(std::vector<double>& values) {
  if (values.size() != 17 && values.size() != 19) return;
  const bool numbers = std::all_of(values.begin(), values.end(),
                                   [](double w) { return std::isfinite(w); });
  if (!numbers) return;  // it will be refused by name
  if (values.size() == 17) {
    values[4] += 2 * values[5];
    values[5] = std::log(std::max(3 * values[5] + 1, 1.0)) / 3;
    values[6] += 0.5;
    values.insert(values.end(), {0, 0});
  }
  values.insert(values.end(), {0, 0.5});
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = std::clamp(values[i], kFsrs6Bounds[i].least, kFsrs6Bounds[i].greatest);
}

std::string kind_of_weights(ModelKind model) {
  return fmt::format("weights of {}", name_of(model));
}

Result<void> check_count(ModelKind model, std::size_t count) {
  const std::size_t wanted = weight_bounds(model).size();
  if (count == wanted) return {};
  if (model == ModelKind::kFsrs7)
    return fail(fmt::format("There are {} numbers where {} belong", count, wanted),
                kind_of_weights(model), "copy all of them");
  if (count == kFsrs7Bounds.size())
    return fail(fmt::format("There are {} numbers where {} belong", count, wanted),
                kind_of_weights(model),
                "if they are for FSRS-7, write \"fsrs-7:\" before them");
  return fail(fmt::format("There are {} numbers where {} belong", count, wanted),
              kind_of_weights(model),
              "copy all of them; 19 of FSRS-5 or 17 of FSRS-4.5 will do too");
}

/// What the bounds alone do not say of FSRS-7 (section 9.5).
Result<void> check_order(const ModelWeights& weights) {
  if (weights.model != ModelKind::kFsrs7) return {};
  const auto& w = weights.values;
  for (std::size_t i = 1; i < 4; ++i)
    if (w[i] < w[i - 1])
      return fail(fmt::format("Number {} is {}, less than the one before", i + 1, w[i]),
                  kind_of_weights(weights.model), "the first four must not fall");
  if (w[26] < w[25])
    return fail(fmt::format("Number 27 is {}, less than number 26", w[26]),
                kind_of_weights(weights.model),
                fmt::format("give it {} at least", w[25]));
  return {};
}

}  // namespace

const char* name_of(Rating rating) {
  switch (rating) {
    case Rating::kAgain:
      return "again";
    case Rating::kHard:
      return "hard";
    case Rating::kGood:
      return "good";
    case Rating::kEasy:
      return "easy";
  }
  return "";
}

std::string_view name_of(ModelKind model) {
  return model == ModelKind::kFsrs6 ? "fsrs-6" : "fsrs-7";
}

std::optional<ModelKind> model_named(std::string_view name) {
  for (const ModelKind model : kModelKinds)
    if (name == name_of(model)) return model;
  return {};
}

const ModelWeights& default_weights(ModelKind model) {
  static const ModelWeights kFsrs6{
      ModelKind::kFsrs6,
      {default_fsrs6_weights().begin(), default_fsrs6_weights().end()}};
  static const ModelWeights kFsrs7{
      ModelKind::kFsrs7,
      {default_fsrs7_weights().begin(), default_fsrs7_weights().end()}};
  return model == ModelKind::kFsrs6 ? kFsrs6 : kFsrs7;
}

std::span<const Bounds> weight_bounds(ModelKind model) {
  if (model == ModelKind::kFsrs6) return kFsrs6Bounds;
  return kFsrs7Bounds;
}

Result<ModelWeights> checked_weights(ModelKind model, std::vector<double> values) {
  if (model == ModelKind::kFsrs6) bring_up_to_date(values);
  if (const auto count = check_count(model, values.size()); !count)
    return count.unexpected();
  const auto bounds = weight_bounds(model);
  for (std::size_t i = 0; i < values.size(); ++i) {
    // Written so that what is not a number fails too.
    if (values[i] >= bounds[i].least && values[i] <= bounds[i].greatest) continue;
    return fail(fmt::format("Number {} is {}", i + 1, values[i]), kind_of_weights(model),
                fmt::format("it must lie between {} and {}", bounds[i].least,
                            bounds[i].greatest));
  }
  ModelWeights checked{model, std::move(values)};
  if (const auto ordered = check_order(checked); !ordered) return ordered.unexpected();
  return checked;
}

std::string weights_text(const ModelWeights& weights) {
  return fmt::format("{}: {}", name_of(weights.model), fmt::join(weights.values, ", "));
}

Result<ModelWeights> parse_weights(std::string_view text) {
  constexpr std::string_view kBetween = " \t\r\n,;[]";
  const auto skip_between = [&] {
    text.remove_prefix(std::min(text.find_first_not_of(kBetween), text.size()));
  };
  ModelKind model = ModelKind::kFsrs6;
  skip_between();
  if (const auto colon = text.find(':'); colon != std::string_view::npos) {
    const auto name = text.substr(0, text.find_last_not_of(kBetween, colon - 1) + 1);
    const auto named = model_named(colon == 0 ? "" : name);
    if (!named)
      return fail(fmt::format("\"{}\" is not a memory model", text.substr(0, colon)),
                  "weights", "write fsrs-6 or fsrs-7 before the colon");
    model = *named;
    text.remove_prefix(colon + 1);
  }
  std::vector<double> values;
  for (skip_between(); !text.empty(); skip_between()) {
    const auto word = text.substr(0, text.find_first_of(kBetween));
    double value = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
    if (read.ec != std::errc() || read.ptr != word.data() + word.size())
      return fail(fmt::format("\"{}\" is not a number", word), kind_of_weights(model),
                  "write them as 0.212, 1.2931 and so on");
    values.push_back(value);
    text.remove_prefix(word.size());
  }
  return checked_weights(model, std::move(values));
}

std::shared_ptr<const MemoryModel> model_with(const ModelWeights& weights) {
  if (weights.model == ModelKind::kFsrs6)
    return std::make_shared<Fsrs6>(as_array<21>(weights.values));
  return std::make_shared<Fsrs7>(as_array<34>(weights.values));
}

}  // namespace attache
