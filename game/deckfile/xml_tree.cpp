#include "deckfile/xml_tree.h"

namespace attache {

namespace {

class Placing : public tinyxml2::XMLVisitor {
 public:
  explicit Placing(std::vector<std::uint32_t>& tags) : tags_(tags) {}
  bool VisitEnter(const Element& element,
                  const tinyxml2::XMLAttribute* /*first*/) override {
    // The visitor is the only walk that TinyXML2 offers, and it shows elements as const.
    if (next_ < tags_.size()) const_cast<Element&>(element).SetUserData(&tags_[next_++]);
    return true;
  }

 private:
  std::vector<std::uint32_t>& tags_;
  std::size_t next_ = 0;
};

}  // namespace

void place_elements(tinyxml2::XMLDocument& document, std::vector<std::uint32_t>& tags) {
  Placing placing(tags);
  document.Accept(&placing);
}

std::size_t place_of(const Element& element) {
  const auto* offset = static_cast<const std::uint32_t*>(element.GetUserData());
  return offset == nullptr ? 0 : *offset;
}

std::string_view tag_of(const Element& element) {
  return element.Name();
}

std::optional<std::string_view> attribute_of(const Element& element, const char* name) {
  const char* value = element.Attribute(name);
  if (value == nullptr) return {};
  return value;
}

std::string text_of(const Element& element) {
  std::string text;
  for (const auto* node = element.FirstChild(); node != nullptr;
       node = node->NextSibling())
    if (node->ToText() != nullptr) text += node->Value();
  return text;
}

}  // namespace attache
