#include "cli/log_files.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>
#include <vector>

#include "study/review_csv.h"

namespace attache::cli {

namespace {

Result<std::string> read_text(const std::filesystem::path& file) {
  std::error_code failure;
  if (std::filesystem::is_directory(file, failure))
    return fail("This is a folder", file.string(), "name a file");
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail("The file cannot be read", file.string(), "look at its name");
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) return fail("The file cannot be read to its end", file.string());
  return text;
}

Error with_file(Error error, const std::filesystem::path& file) {
  error.where = error.where.empty() ? file.string() : file.string() + ", " + error.where;
  return error;
}

Result<ModelWeights> weights_in_json(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  const auto weights = json.is_object() ? json.find("weights") : json.end();
  if (json.is_discarded() || !json.is_object() || weights == json.end() ||
      !weights->is_array())
    return fail("There are no weights in it", "",
                "it needs \"model\" and \"weights\", as 'attache optimize --json' has");
  std::vector<double> values;
  for (const auto& value : *weights) {
    if (!value.is_number()) return fail("One of the weights is not a number");
    values.push_back(value.get<double>());
  }
  const auto named = json.find("model");
  const std::string name = named != json.end() && named->is_string()
                               ? named->get<std::string>()
                               : std::string(name_of(ModelKind::kFsrs6));
  const auto model = model_named(name);
  if (!model)
    return fail("\"" + name + "\" is not a memory model", "",
                "fsrs-6 and fsrs-7 have weights");
  return checked_weights(*model, std::move(values));
}

}  // namespace

Result<ReviewLog> read_log(const std::filesystem::path& file) {
  const auto text = read_text(file);
  if (!text) return text.unexpected();
  auto log = read_review_csv(*text);
  if (!log) return Unexpected(with_file(log.error(), file));
  if (log->empty()) return fail("There are no answers in it", file.string());
  return log;
}

Result<void> write_log(const std::filesystem::path& file, const ReviewLog& log) {
  std::ofstream out(file, std::ios::binary);
  out << review_csv(log);
  out.close();
  if (!out)
    return fail("The file could not be written", file.string(),
                "choose another place, or make room");
  return {};
}

Result<ModelWeights> read_weights(const std::string& text_or_file) {
  std::error_code failure;
  if (!std::filesystem::exists(text_or_file, failure)) {
    auto weights = parse_weights(text_or_file);
    if (weights || text_or_file.find_first_of(", \t\n;") != std::string::npos)
      return weights;
    return fail("This is neither weights nor a file", text_or_file,
                "look at its name, or write the weights with commas between");
  }
  const auto text = read_text(text_or_file);
  if (!text) return text.unexpected();
  const std::size_t first = text->find_first_not_of(" \t\r\n");
  const bool json = first != std::string::npos && (*text)[first] == '{';
  auto weights = json ? weights_in_json(*text) : parse_weights(*text);
  if (!weights) return Unexpected(with_file(weights.error(), text_or_file));
  return weights;
}

Result<StudyCalendar> calendar_of_log(const std::optional<std::string>& zone) {
  return StudyCalendar::in_zone(zone.value_or("UTC"));
}

}  // namespace attache::cli
