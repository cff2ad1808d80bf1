#pragma once
// Classes in a PostgreSQL database: for a course that no single machine holds. Many
// instructors may read and write at once.

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "classroom/collection.h"

namespace attache::classroom {

// These are `list_collections`, `open_collection` and `remove_collection` for a database;
// `url` is "postgresql://user@host:port/database", and what it does not say comes from
// where libpq looks (PGPASSWORD, ~/.pgpass, PGHOST …). The tables are made when the first
// class is. All fail where Attaché was built without libpqxx.
[[nodiscard]] Result<std::vector<CollectionEntry>> list_in_postgres(
    const std::string& url);
[[nodiscard]] Result<std::unique_ptr<Collection>> open_in_postgres(
    const std::string& url, const std::string& course);
Result<void> remove_from_postgres(const std::string& url, const std::string& course);

}  // namespace attache::classroom
