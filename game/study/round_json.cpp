#include "study/round_json.h"

namespace attache {

const Json& Fields::field(const char* key) {
  static const Json kNone;
  if (object_ != nullptr)
    if (const auto found = object_->find(key); found != object_->end()) return *found;
  good_ = false;
  return kNone;
}

void Fields::read(const char* key, std::string& to) {
  const Json& value = field(key);
  if (!value.is_string()) return refuse();
  to = value.get<std::string>();
}

void Fields::read(const char* key, bool& to) {
  const Json& value = field(key);
  if (!value.is_boolean()) return refuse();
  to = value.get<bool>();
}

void Fields::read(const char* key, int& to) {
  const Json& value = field(key);
  if (!value.is_number_integer()) return refuse();
  const auto number = value.get<std::int64_t>();
  if (number < std::numeric_limits<int>::min() ||
      number > std::numeric_limits<int>::max())
    return refuse();
  to = static_cast<int>(number);
}

void Fields::read(const char* key, double& to) {
  const Json& value = field(key);
  if (!value.is_number()) return refuse();
  to = value.get<double>();
}

void Fields::read(const char* key, std::uint64_t& to) {
  const Json& value = field(key);
  if (!value.is_number_unsigned()) return refuse();
  to = value.get<std::uint64_t>();
}

void Fields::read(const char* key, Millis& to) {
  const Json& value = field(key);
  if (!value.is_number_integer()) return refuse();
  to = Millis(value.get<std::int64_t>());
}

void Fields::read(const char* key, Instant& to) {
  const Json& value = field(key);
  if (!value.is_string()) return refuse();
  const auto at = parse_instant(value.get<std::string>());
  if (!at) return refuse();
  to = *at;
}

void Fields::read(const char* key, std::optional<Millis>& to) {
  const Json& value = field(key);
  to.reset();
  if (value.is_null()) return;
  if (!value.is_number_integer()) return refuse();
  to = Millis(value.get<std::int64_t>());
}

void Fields::read(const char* key, Form& to) {
  std::string name;
  read(key, name);
  const auto form = form_named(name);
  if (!form) return refuse();
  to = *form;
}

void Fields::read(const char* key, RoundPlan& to) {
  Fields fields(field(key));
  std::string kind;
  fields.read("kind", kind);
  const auto named = round_kind_named(kind);
  if (!named) return refuse();
  to.kind = *named;
  fields.read("scope", to.scope);
  fields.read("questions", to.questions);
  fields.read("limit_ms", to.limit);
  fields.read_each("weights", to.weights, [](Fields& each, TopicWeight& weight) {
    each.read("topic", weight.topic);
    each.read("percent", weight.percent);
  });
  fields.read("negative", to.negative);
  fields.read("counts", to.counts);
  if (fields.has("paper")) fields.read("paper", to.paper);
  if (!fields.good()) refuse();
}

void Fields::read(const char* key, std::vector<std::string>& to) {
  const Json& array = field(key);
  if (!array.is_array()) return refuse();
  to.clear();
  for (const Json& element : array) {
    if (!element.is_string()) return refuse();
    to.push_back(element.get<std::string>());
  }
}

void Fields::read(const char* key, std::vector<std::size_t>& to) {
  const Json& array = field(key);
  if (!array.is_array()) return refuse();
  to.clear();
  for (const Json& element : array) {
    if (!element.is_number_unsigned()) return refuse();
    to.push_back(element.get<std::size_t>());
  }
}

Json json_of(const RoundPlan& plan) {
  Json weights = Json::array();
  for (const TopicWeight& weight : plan.weights)
    weights.push_back({{"topic", weight.topic}, {"percent", weight.percent}});
  Json json{{"kind", name_of(plan.kind)},
            {"scope", plan.scope},
            {"questions", plan.questions},
            {"limit_ms", plan.limit ? Json(plan.limit->count()) : Json()},
            {"weights", weights},
            {"negative", plan.negative},
            {"counts", plan.counts}};
  if (!plan.paper.empty()) json["paper"] = plan.paper;
  return json;
}

double rounded(double number) {
  constexpr double kParts = 10'000;
  const double whole = std::round(number * kParts);
  return whole == 0 ? 0 : whole / kParts;  // never "-0.0"
}

std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace attache
