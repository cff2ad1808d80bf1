#pragma once
// TinyXML2's tree as the reader wants it: texts as views, places as byte offsets.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tinyxml2.h>

namespace attache {

using Element = tinyxml2::XMLElement;

/// Tells every element of the document where its start tag stands; `tags` lists them in
/// order and has to outlive the document.
void place_elements(tinyxml2::XMLDocument& document, std::vector<std::uint32_t>& tags);
/// Byte offset of the element's start tag.
[[nodiscard]] std::size_t place_of(const Element& element);

[[nodiscard]] std::string_view tag_of(const Element& element);
/// The value of an attribute as it stands in the file; nothing if it is not there.
[[nodiscard]] std::optional<std::string_view> attribute_of(const Element& element,
                                                           const char* name);
/// All text directly inside.
[[nodiscard]] std::string text_of(const Element& element);

/// The children with that name, in order; all of them for a null pointer.
class Children {
 public:
  Children(const Element& parent, const char* name) : parent_(parent), name_(name) {}

  class Iterator {
   public:
    Iterator(const Element* at, const char* name) : at_(at), name_(name) {}
    const Element& operator*() const { return *at_; }
    Iterator& operator++() {
      at_ = at_->NextSiblingElement(name_);
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    const Element* at_;
    const char* name_;
  };
  [[nodiscard]] Iterator begin() const {
    return {parent_.FirstChildElement(name_), name_};
  }
  [[nodiscard]] Iterator end() const { return {nullptr, name_}; }

 private:
  const Element& parent_;
  const char* name_;
};

}  // namespace attache
