#pragma once
// Reading JSON that may be anything, and the parts that rounds under way and finished
// rounds share.

#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "study/round.h"

namespace attache {

using Json = nlohmann::ordered_json;

/// Reads the fields of one object; a field that is missing or of another kind is noted,
/// and the value stays as it was.
class Fields {
 public:
  explicit Fields(const Json& object)
      : object_(object.is_object() ? &object : nullptr), good_(object.is_object()) {}

  /// Whether all that was asked for was there.
  [[nodiscard]] bool good() const { return good_; }
  void refuse() { good_ = false; }

  void read(const char* key, std::string& to);
  void read(const char* key, bool& to);
  void read(const char* key, int& to);
  void read(const char* key, double& to);
  void read(const char* key, std::uint64_t& to);
  void read(const char* key, Millis& to);
  void read(const char* key, Instant& to);
  void read(const char* key, std::optional<Millis>& to);
  void read(const char* key, Form& to);
  void read(const char* key, RoundPlan& to);
  void read(const char* key, std::vector<std::string>& to);
  void read(const char* key, std::vector<std::size_t>& to);
  /// An array of objects, each read by `read_one(fields, element)`.
  template <class T, class ReadOne>
  void read_each(const char* key, std::vector<T>& to, const ReadOne& read_one);

  /// Whether a field is there that may be missing.
  [[nodiscard]] bool has(const char* key) const {
    return object_ != nullptr && object_->contains(key);
  }
  /// The field; null, and noted, if it is not there.
  const Json& field(const char* key);

 private:
  const Json* object_;
  bool good_;
};

[[nodiscard]] Json json_of(const RoundPlan& plan);
/// With four decimals: what is left of a sum of thirds is nought.
[[nodiscard]] double rounded(double number);
/// Every text can be written: what is no UTF-8 is replaced.
[[nodiscard]] std::string written(const Json& json);

template <class T, class ReadOne>
void Fields::read_each(const char* key, std::vector<T>& to, const ReadOne& read_one) {
  const Json& array = field(key);
  if (!array.is_array()) return refuse();
  to.clear();
  for (const Json& element : array) {
    Fields fields(element);
    read_one(fields, to.emplace_back());
    if (!fields.good()) refuse();
  }
}

}  // namespace attache
