#include "memory/model.h"

#include <cmath>
#include <limits>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "memory/fsrs6.h"
#include "memory/fsrs7.h"

using namespace attache;

namespace {

/// The published defaults of FSRS-4.5.
const std::vector<double> kFsrs45{0.4872, 1.4003, 3.7145, 13.8206, 5.1618, 1.2298,
                                  0.8975, 0.031,  1.6474, 0.1367,  1.0461, 2.1072,
                                  0.0793, 0.3246, 1.587,  0.2272,  2.8755};

/// The published defaults of FSRS-5.
const std::vector<double> kFsrs5{
    0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046,  1.54575, 0.1192,
    1.01925, 1.9395,  0.11,  0.29605,  2.2698, 0.2315, 2.9898, 0.51655, 0.6621};

std::vector<double> defaults(ModelKind model) {
  return default_weights(model).values;
}

ModelWeights with(ModelKind model, std::size_t index, double value) {
  ModelWeights weights = default_weights(model);
  weights.values[index] = value;
  return weights;
}

bool is_allowed(const ModelWeights& weights) {
  return checked_weights(weights.model, weights.values).has_value();
}

std::string complaint(const ModelWeights& weights) {
  const auto checked = checked_weights(weights.model, weights.values);
  return checked ? "" : checked.error().text();
}

}  // namespace

TEST_CASE("models have names and are found by them") {
  CHECK(name_of(ModelKind::kFsrs6) == "fsrs-6");
  CHECK(name_of(ModelKind::kFsrs7) == "fsrs-7");
  CHECK(model_named("fsrs-6") == ModelKind::kFsrs6);
  CHECK(model_named("fsrs-7") == ModelKind::kFsrs7);
  CHECK_FALSE(model_named("sm-2"));
  CHECK_FALSE(model_named(""));
}

TEST_CASE("weights make the model that they are tagged with") {
  const auto six = model_with(default_weights(ModelKind::kFsrs6));
  const auto seven = model_with(default_weights(ModelKind::kFsrs7));
  CHECK(six->counts_whole_days());
  CHECK_FALSE(seven->counts_whole_days());
  CHECK(six->first(Rating::kGood) == Fsrs6().first(Rating::kGood));
  CHECK(seven->first(Rating::kGood) == Fsrs7().first(Rating::kGood));
}

TEST_CASE("the default weights of every model are allowed") {
  for (const ModelKind model : kModelKinds) {
    const auto checked = checked_weights(model, defaults(model));
    REQUIRE(checked);
    CHECK(*checked == default_weights(model));
    CHECK(weight_bounds(model).size() == defaults(model).size());
  }
}

TEST_CASE("each bound itself is allowed and what lies beyond is not") {
  // FSRS-7's first four and its 26th and 27th also depend on one another.
  for (const ModelKind model : kModelKinds) {
    for (std::size_t i = 4; i < weight_bounds(model).size(); ++i) {
      if (model == ModelKind::kFsrs7 && (i == 25 || i == 26)) continue;
      const Bounds bounds = weight_bounds(model)[i];
      CAPTURE(name_of(model));
      CAPTURE(i);
      CHECK(is_allowed(with(model, i, bounds.least)));
      CHECK(is_allowed(with(model, i, bounds.greatest)));
      CHECK_FALSE(is_allowed(with(model, i, bounds.least - 1e-6)));
      CHECK_FALSE(is_allowed(with(model, i, bounds.greatest + 1e-6)));
    }
  }
}

TEST_CASE("a weight outside its bounds is named with what is possible") {
  CHECK(complaint(with(ModelKind::kFsrs6, 20, 0.95)) ==
        "weights of fsrs-6: Number 21 is 0.95 — it must lie between 0.1 and 0.8");
  CHECK(complaint(with(ModelKind::kFsrs6, 0, std::nan(""))) ==
        "weights of fsrs-6: Number 1 is nan — it must lie between 0.001 and 100");
  CHECK_FALSE(
      is_allowed(with(ModelKind::kFsrs6, 3, std::numeric_limits<double>::infinity())));
}

TEST_CASE("the first stabilities of FSRS-7 must not fall from again to easy") {
  // Hard is 2.2395 and good 3.9221.
  CHECK(is_allowed(with(ModelKind::kFsrs7, 1, 3.9221)));
  CHECK(
      complaint(with(ModelKind::kFsrs7, 1, 3.93)) ==
      "weights of fsrs-7: Number 3 is 3.9221, less than the one before — the first four "
      "must not fall");
  // FSRS-6 has no such rule.
  CHECK(is_allowed(with(ModelKind::kFsrs6, 1, 50)));
}

TEST_CASE("weight 26 of FSRS-7 must not be below weight 25") {
  ModelWeights weights = with(ModelKind::kFsrs7, 25, 0.8);
  weights.values[26] = 0.8;
  CHECK(is_allowed(weights));
  weights.values[26] = 0.79;
  CHECK(complaint(weights) ==
        "weights of fsrs-7: Number 27 is 0.79, less than number 26 — give it 0.8 at "
        "least");
}

TEST_CASE("19 weights of FSRS-5 get no same-day saturation and the old curve") {
  const auto migrated = checked_weights(ModelKind::kFsrs6, kFsrs5);
  REQUIRE(migrated);
  std::vector<double> wanted = kFsrs5;
  wanted.push_back(0);
  wanted.push_back(0.5);
  CHECK(migrated->values == wanted);
  CHECK(migrated->model == ModelKind::kFsrs6);
}

TEST_CASE("17 weights of FSRS-4.5 get a new scale of difficulty and no same-day rule") {
  const auto migrated = checked_weights(ModelKind::kFsrs6, kFsrs45);
  REQUIRE(migrated);
  REQUIRE(migrated->values.size() == 21);
  // By hand: 5.1618 + 2 * 1.2298; ln(3 * 1.2298 + 1) / 3 = ln 4.6894 / 3; 0.8975 + 0.5.
  CHECK(migrated->values[4] == doctest::Approx(7.6214).epsilon(1e-12));
  CHECK(migrated->values[5] == doctest::Approx(0.515101).epsilon(1e-5));
  CHECK(migrated->values[6] == doctest::Approx(1.3975).epsilon(1e-12));
  for (const std::size_t same : {0U, 1U, 2U, 3U, 7U, 8U, 9U, 10U, 11U, 12U, 16U})
    CHECK(migrated->values[same] == kFsrs45[same]);
  CHECK(std::vector<double>(migrated->values.begin() + 17, migrated->values.end()) ==
        std::vector<double>{0, 0, 0, 0.5});
}

TEST_CASE("a weight of an older model that is not allowed any more moves to the edge") {
  std::vector<double> older = kFsrs45;
  older[6] = 5;  // was allowed up to 5, and becomes 5.5; now at most 4
  older[7] = 0;  // now at least 0.001
  const auto migrated = checked_weights(ModelKind::kFsrs6, older);
  REQUIRE(migrated);
  CHECK(migrated->values[6] == 4);
  CHECK(migrated->values[7] == 0.001);
}

TEST_CASE("older weights that are no numbers are refused") {
  std::vector<double> older = kFsrs5;
  older[2] = std::nan("");
  CHECK_FALSE(checked_weights(ModelKind::kFsrs6, older));
}

TEST_CASE("another number of weights is refused, and why is said") {
  CHECK(
      complaint({ModelKind::kFsrs6, {1, 2, 3}}) ==
      "weights of fsrs-6: There are 3 numbers where 21 belong — copy all of them; 19 of "
      "FSRS-5 or 17 of FSRS-4.5 will do too");
  CHECK(complaint({ModelKind::kFsrs6, defaults(ModelKind::kFsrs7)}) ==
        "weights of fsrs-6: There are 34 numbers where 21 belong — if they are for "
        "FSRS-7, write \"fsrs-7:\" before them");
  CHECK(complaint({ModelKind::kFsrs7, defaults(ModelKind::kFsrs6)}) ==
        "weights of fsrs-7: There are 21 numbers where 34 belong — copy all of them");
  CHECK_FALSE(is_allowed({ModelKind::kFsrs7, kFsrs5}));
}

TEST_CASE("weights are read with blanks, commas, semicolons or brackets between") {
  std::string plain;
  for (const double value : defaults(ModelKind::kFsrs6))
    plain += std::to_string(value) + " ";
  const auto wanted = parse_weights(plain);
  REQUIRE(wanted);
  CHECK(wanted->model == ModelKind::kFsrs6);
  for (const std::string between : {", ", ",", ";", "\n", "\t"}) {
    std::string text = "[";
    for (const double value : defaults(ModelKind::kFsrs6))
      text += std::to_string(value) + between;
    const auto read = parse_weights(text + "]");
    REQUIRE(read);
    CHECK(*read == *wanted);
  }
}

TEST_CASE("a model's name before a colon says what the weights are for") {
  const std::string text = weights_text(default_weights(ModelKind::kFsrs7));
  CHECK(text.starts_with("fsrs-7: 0.1104, 2.2395,"));
  const auto read = parse_weights("  fsrs-7 :" + text.substr(7));
  REQUIRE(read);
  CHECK(*read == default_weights(ModelKind::kFsrs7));
}

TEST_CASE("text that is not weights is refused, and why is said") {
  CHECK(parse_weights("sm-2: 1, 2").error().text() ==
        "weights: \"sm-2\" is not a memory model — write fsrs-6 or fsrs-7 before the "
        "colon");
  CHECK(parse_weights(": 1").error().what == "\"\" is not a memory model");
  CHECK(
      parse_weights("0.2, much, 3").error().text() ==
      "weights of fsrs-6: \"much\" is not a number — write them as 0.212, 1.2931 and so "
      "on");
  CHECK(parse_weights("0.2.1").error().what == "\"0.2.1\" is not a number");
  CHECK(parse_weights("").error().what == "There are 0 numbers where 21 belong");
}

TEST_CASE("property: writing and reading gives the same weights") {
  CHECK(rc::check("parse_weights(weights_text(w)) == w", [] {
    const ModelKind model = *rc::gen::element(ModelKind::kFsrs6, ModelKind::kFsrs7);
    ModelWeights weights = default_weights(model);
    const auto bounds = weight_bounds(model);
    for (std::size_t i = 4; i < bounds.size(); ++i) {
      if (model == ModelKind::kFsrs7 && (i == 25 || i == 26)) continue;
      const double share = *rc::gen::inRange(0, 1000001) / 1e6;
      weights.values[i] =
          bounds[i].least + share * (bounds[i].greatest - bounds[i].least);
    }
    const auto read = parse_weights(weights_text(weights));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == weights);
  }));
}
