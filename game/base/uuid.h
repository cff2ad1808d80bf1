#pragma once
// Names that are unique for ever, for rows that travel between machines.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/chance.h"
#include "base/time.h"

namespace attache {

/// A version 7 UUID (RFC 9562): 48 bits of time, the rest from chance; sorts by time.
[[nodiscard]] std::string uuid_v7(Instant at, Chance& chance);

/// A version 8 UUID (RFC 9562) of an entry that another program has: the same entry has
/// the same one at every import. `at_ms` is its time since 1970; `what` tells apart what
/// a question may have twice at one time. Those of one question begin alike.
[[nodiscard]] std::string imported_uuid(std::string_view question,
                                        std::int64_t at_ms,
                                        std::string_view what = {});

}  // namespace attache
