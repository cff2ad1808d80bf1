#include "exchange/xml_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include "deckfile/read.h"
#include "deckfile/report.h"
#include "deckfile/scan.h"
#include "deckfile/source_text.h"
#include "exchange/deck_maker.h"

namespace attache::exchange {

namespace {

/// Slips of other programs that leave no doubt about what is meant.
bool is_harmless(const Problem& problem) {
  return problem.severity != Severity::kError || problem.code == "bad-xml" ||
         problem.code == "bare-ampersand" || problem.code == "unknown-reference";
}

/// What the reader of decks says, in words that fit any XML.
std::string worded(const Problem& problem) {
  if (problem.code == "no-deck") return "there is no XML in it";
  if (problem.code == "outside-deck") return "there is text outside of the XML";
  if (problem.code == "doctype") return "DOCTYPE is not allowed";
  if (problem.code == "too-many-elements") return "there is too much in it for one deck";
  return problem.what;
}

Unexpected error_of(const std::vector<Problem>& problems,
                    bool parseable,
                    std::string_view name) {
  // Where the look stopped, the last error tells why; else the first one that counts.
  const auto serious = std::find_if_not(problems.begin(), problems.end(), is_harmless);
  const auto any = serious != problems.end() || problems.empty() || parseable
                       ? serious
                       : std::prev(problems.end());
  if (any == problems.end())
    return fail("the XML cannot be read", std::string(name), "export the file once more");
  return fail(
      worded(*any),
      any->line > 0 ? fmt::format("{}, line {}", name, any->line) : std::string(name),
      any->code == "too-many-elements" ? "split the file into several"
                                       : "mend it or export it once more");
}

}  // namespace

Result<std::unique_ptr<XmlText>> XmlText::read(std::string_view text,
                                               std::string_view name) {
  const DeckLimits limits;
  auto readable = readable_text(text, name, limits.bytes);
  if (!readable) return readable.unexpected();
  const SourceText source(*readable);
  Report report(source, name);
  // What XML forbids becomes a question mark, as other programs' exports hold such
  // characters now and then.
  const std::string mended = check_characters(report);
  const std::string_view good = mended.empty() ? *readable : mended;
  const SourceText good_source(good);
  Report good_report(good_source, name);
  const Markup markup = scan_markup(good, limits, good_report);
  const std::vector<Problem> problems = good_report.sorted();
  if (!markup.parseable || !std::all_of(problems.begin(), problems.end(), is_harmless))
    return error_of(problems, markup.parseable, name);
  std::unique_ptr<XmlText> made(new XmlText);
  if (made->document_.Parse(good.data(), good.size()) != tinyxml2::XML_SUCCESS ||
      made->document_.RootElement() == nullptr)
    return fail("the XML cannot be read",
                fmt::format("{}, line {}", name, made->document_.ErrorLineNum()),
                "export the file once more");
  return made;
}

std::string inner_text(const Element& element) {
  if (element.FirstChildElement() == nullptr) return text_of(element);
  std::string inside;
  for (const auto* node = element.FirstChild(); node != nullptr;
       node = node->NextSibling()) {
    if (const auto* text = node->ToText()) {
      inside += text->Value();
    } else if (node->ToElement() != nullptr) {
      tinyxml2::XMLPrinter printer(nullptr, true);
      node->Accept(&printer);
      inside += printer.CStr();
    }
  }
  return inside;
}

std::string child_text(const Element& parent, const char* name) {
  const Element* child = parent.FirstChildElement(name);
  return child == nullptr ? std::string() : inner_text(*child);
}

std::string_view attribute_text(const Element& element, const char* name) {
  return attribute_of(element, name).value_or(std::string_view());
}

}  // namespace attache::exchange
