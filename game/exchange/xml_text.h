#pragma once
// XML of other programs, read within the limits for strangers' files.

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "deckfile/xml_tree.h"

namespace attache::exchange {

/// A document whose root is there. Stays where it was made, since its elements point into
/// it.
class XmlText {
 public:
  /// Fails, with the line, for what is no XML, has a DOCTYPE, or is beyond the limits.
  static Result<std::unique_ptr<XmlText>> read(std::string_view text,
                                               std::string_view name);
  XmlText(const XmlText&) = delete;
  XmlText(XmlText&&) = delete;
  XmlText& operator=(const XmlText&) = delete;
  XmlText& operator=(XmlText&&) = delete;
  ~XmlText() = default;

  [[nodiscard]] const Element& root() const { return *document_.RootElement(); }

 private:
  XmlText() = default;
  tinyxml2::XMLDocument document_;
};

/// The text of the child with that name; empty where there is none. Markup that stands in
/// it without being escaped is given as it is written.
[[nodiscard]] std::string inner_text(const Element& element);
[[nodiscard]] std::string child_text(const Element& parent, const char* name);
/// The value of an attribute; empty where it is not there.
[[nodiscard]] std::string_view attribute_text(const Element& element, const char* name);

}  // namespace attache::exchange
