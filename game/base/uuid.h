#pragma once
// Names that are unique for ever, for rows that travel between machines.

#include <string>

#include "base/chance.h"
#include "base/time.h"

namespace attache {

/// A version 7 UUID (RFC 9562): 48 bits of time, the rest from chance; sorts by time.
[[nodiscard]] std::string uuid_v7(Instant at, Chance& chance);

}  // namespace attache
