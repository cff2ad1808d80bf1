#include "classroom/hand_in.h"

namespace attache::classroom {

const char* name_of(Detail detail) {
  return detail == Detail::kHistory ? "history" : "totals";
}

}  // namespace attache::classroom
