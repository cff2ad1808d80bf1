#include "deckfile/problem.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace attache {

std::string Problem::text() const {
  std::string text = file;
  if (line > 0) text += fmt::format(":{}", line);
  if (line > 0 && column > 0) text += fmt::format(":{}", column);
  if (!text.empty()) text += ": ";
  if (severity == Severity::kWarning) text += "warning: ";
  text += what;
  if (!remedy.empty()) text += " — " + remedy;
  return text;
}

std::string problems_json(const std::vector<Problem>& problems) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const Problem& problem : problems) {
    nlohmann::ordered_json one;
    one["severity"] = problem.severity == Severity::kError ? "error" : "warning";
    one["code"] = problem.code;
    one["file"] = problem.file;
    one["line"] = problem.line;
    one["column"] = problem.column;
    one["what"] = problem.what;
    one["remedy"] = problem.remedy;
    all.push_back(std::move(one));
  }
  // A file name can hold bytes that are no UTF-8; those must not throw.
  return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace attache
