#include "exchange/anki_wire.h"

#include <bit>

namespace attache::exchange {

namespace {

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = bytes.size(); i-- > 0;)
    number = (number << 8U) | static_cast<unsigned char>(bytes[i]);
  return number;
}

}  // namespace

std::optional<std::uint64_t> WireReader::varint() {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    number |= std::uint64_t{byte & 0x7fU} << shift;
    if ((byte & 0x80U) == 0) return number;
  }
  return {};
}

std::optional<std::string_view> WireReader::take(std::uint64_t count) {
  if (count > rest_.size()) return {};
  const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(count));
  rest_.remove_prefix(taken.size());
  return taken;
}

std::optional<WireField> WireReader::next() {
  const auto key = varint();
  if (!key) return {};
  WireField field;
  field.number = static_cast<std::uint32_t>(*key >> 3U);
  std::optional<std::string_view> bytes;
  switch (*key & 7U) {
    case 0: {
      const auto whole = varint();
      if (!whole) return {};
      field.whole = *whole;
      return field;
    }
    case 1:
      bytes = take(8);
      break;
    case 2: {
      const auto length = varint();
      if (length) bytes = take(*length);
      if (!bytes) return {};
      field.bytes = *bytes;
      return field;
    }
    case 5:
      bytes = take(4);
      break;
    default:
      return {};
  }
  if (!bytes) return {};
  field.whole = little_endian(*bytes);
  return field;
}

std::optional<WireField> wire_field(std::string_view message, std::uint32_t number) {
  std::optional<WireField> found;
  WireReader reader(message);
  while (const auto field = reader.next())
    if (field->number == number) found = field;
  return found;
}

std::vector<double> wire_floats(std::string_view packed) {
  std::vector<double> numbers;
  for (; packed.size() >= 4; packed.remove_prefix(4))
    numbers.push_back(wire_float(little_endian(packed.substr(0, 4))));
  return numbers;
}

double wire_float(std::uint64_t bits) {
  return double{std::bit_cast<float>(static_cast<std::uint32_t>(bits))};
}

}  // namespace attache::exchange
