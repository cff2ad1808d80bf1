#include "base/result.h"

namespace attache {

std::string Error::text() const {
  std::string text = where.empty() ? what : where + ": " + what;
  if (!remedy.empty()) text += " — " + remedy;
  return text;
}

}  // namespace attache
