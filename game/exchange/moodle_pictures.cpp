#include "exchange/moodle_pictures.h"

#include <fmt/format.h>

#include "base/picture_header.h"
#include "exchange/xml_text.h"

namespace attache::exchange {

namespace {

/// 0 to 63; 64 for a character that is none of base64.
unsigned sextet(char c) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::size_t at = kDigits.find(c);
  return at == std::string_view::npos ? 64U : static_cast<unsigned>(at);
}

/// As in an address: everything but letters, digits and ".-_~" with a per cent sign.
std::string in_address(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (c >= '0' && c <= '9') ||
                       std::string_view(".-_~").find(c) != std::string_view::npos;
    out +=
        plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string replaced(std::string_view text,
                     std::string_view what,
                     std::string_view with) {
  std::string out;
  while (true) {
    const std::size_t at = text.find(what);
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    out += with;
    text.remove_prefix(at + what.size());
  }
}

std::string kept(const Element& file, const std::string& where, PictureFiles& pictures) {
  const std::string_view name = attribute_text(file, "name");
  const std::string text = inner_text(file);
  if (text.size() > 2 * kMostPictureBytes)
    return pictures.refuse(name, "is too large", where);
  const auto bytes = from_base64(text);
  if (attribute_text(file, "encoding") != "base64" || !bytes)
    return pictures.refuse(name, "cannot be read", where);
  return pictures.keep(*bytes, name, where);
}

}  // namespace

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    if (c == '=') break;
    const unsigned six = sextet(c);
    if (six > 63) return {};
    bits = (bits << 6U | six) & 0xFFFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFFU);
  }
  return bytes;
}

std::string with_kept_pictures(const Element& element,
                               std::string text,
                               const std::string& where,
                               PictureFiles& pictures) {
  constexpr std::size_t kMostFiles = 200;          // of one text
  constexpr std::size_t kLongestText = 1U << 20U;  // as much as is read of HTML
  std::size_t count = 0;
  for (const Element& file : Children(element, "file")) {
    const std::string_view name = attribute_text(file, "name");
    if (++count > kMostFiles || text.size() > kLongestText) {
      (void)pictures.refuse(name, "is more than a question can hold", where);
      break;
    }
    const std::string made = kept(file, where, pictures);
    if (made.empty()) continue;
    std::string path(attribute_text(file, "path"));
    if (!path.starts_with('/')) path.insert(0, "/");
    for (const std::string& folder : {path, std::string("/")})
      for (const std::string& written : {in_address(name), std::string(name)})
        text = replaced(text, fmt::format("@@PLUGINFILE@@{}{}", folder, written), made);
  }
  return text;
}

}  // namespace attache::exchange
