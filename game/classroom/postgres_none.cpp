// What stands in for PostgreSQL in a build without libpqxx.

#include "classroom/postgres.h"

namespace attache::classroom {

namespace {

Unexpected not_built() {
  return fail("this Attaché was built without PostgreSQL", "",
              "install libpqxx-dev and build again");
}

}  // namespace

Result<std::vector<CollectionEntry>> list_in_postgres(const std::string& /*url*/) {
  return not_built();
}

Result<std::unique_ptr<Collection>> open_in_postgres(const std::string& /*url*/,
                                                     const std::string& /*course*/) {
  return not_built();
}

Result<void> remove_from_postgres(const std::string& /*url*/,
                                  const std::string& /*course*/) {
  return not_built();
}

}  // namespace attache::classroom
