#pragma once
// The address of a PostgreSQL database, and its troubles in words. Needs no server.

#include <string>
#include <string_view>

#include "base/result.h"

namespace attache::classroom {

/// Whether an address is one of a PostgreSQL database: postgresql://… or postgres://….
Result<void> check_url(const std::string& url);
/// An address without password and options, to be shown.
[[nodiscard]] std::string shown_url(const std::string& url);
/// An address with what Attaché needs of a connection. Waits for a server for ten seconds
/// at most, unless the address says otherwise.
[[nodiscard]] std::string connection_url(const std::string& url);

/// Why there is no connection, from what libpq says. Never holds what may be a password.
[[nodiscard]] Error connection_error(const std::string& url, std::string_view said);
/// Why a statement failed, from its SQLSTATE and what the server says.
[[nodiscard]] Error statement_error(const std::string& url,
                                    std::string_view state,
                                    std::string_view said);
/// Whether it may well go through when it is tried again at once: somebody else was in
/// the way.
[[nodiscard]] bool is_passing(std::string_view state);

/// Whether a server can keep classes. `version` as libpq has it (150004 for 15.4),
/// `encoding` of the database.
Result<void> check_server(const std::string& url,
                          int version,
                          const std::string& encoding);
/// Whether the tables are of the layout that this program knows.
Result<void> check_layout(const std::string& url, int version);

}  // namespace attache::classroom
