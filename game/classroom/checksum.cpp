#include "classroom/checksum.h"

#include <fmt/format.h>
#include <xxhash.h>

namespace attache::classroom {

namespace {

std::string hexadecimal(XXH128_hash_t hash) {
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace

struct Checksum::State {
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  std::unique_ptr<XXH3_state_t, Free> hash{XXH3_createState()};
};

Checksum::Checksum() : state_(std::make_unique<State>()) {
  XXH3_128bits_reset(state_->hash.get());
}

Checksum::~Checksum() = default;

void Checksum::add(std::string_view bytes) {
  XXH3_128bits_update(state_->hash.get(), bytes.data(), bytes.size());
}

std::string Checksum::text() const {
  return hexadecimal(XXH3_128bits_digest(state_->hash.get()));
}

std::string checksum_of(std::string_view bytes) {
  return hexadecimal(XXH3_128bits(bytes.data(), bytes.size()));
}

std::string checksum_line(const Checksum& checksum) {
  return fmt::format("{}\"xxh128:{}\"}}", kChecksumKey, checksum.text());
}

}  // namespace attache::classroom
