#include "deckfile/structure.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "deckfile/folding.h"
#include "deckfile/rules.h"
#include "deckfile/values.h"

namespace attache {

namespace {

/// What is wrong with the value of an attribute.
struct Complaint {
  std::string code;
  std::string what;
  std::string remedy;
};

std::vector<std::string_view> words_of(std::string_view list) {
  std::vector<std::string_view> words;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    words.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

Complaint bad_id(std::string_view name, std::string_view value) {
  const std::string meant = id_like(value);
  const std::string rule =
      "use small letters, digits, full stops, underscores and hyphens, at most 100";
  return {"bad-id", fmt::format("{} cannot be an id", quote(value)),
          meant.empty() ? rule : fmt::format("{}, such as {}=\"{}\"", rule, name, meant)};
}

Complaint bad_word(std::string_view name,
                   std::string_view value,
                   std::string_view allowed,
                   Report& report) {
  const auto words = words_of(allowed);
  std::string meant = report.did_you_mean(value, words);
  return {"bad-word", fmt::format("{} cannot be {}", name, quote(value)),
          meant.empty() ? fmt::format("write {}", listed(words)) : std::move(meant)};
}

std::optional<Complaint> fault_in_word(const AttributeRule& rule,
                                       std::string_view word,
                                       Report& report) {
  const auto words = words_of(rule.of);
  if (std::find(words.begin(), words.end(), word) != words.end()) return {};
  return bad_word(rule.name, word, rule.of, report);
}

/// The complaint that `complain` makes, if the value is not good.
template <class Complain>
std::optional<Complaint> unless(bool good, Complain complain) {
  if (good) return {};
  return complain();
}

std::optional<Complaint> fault_in_words(const AttributeRule& rule,
                                        std::string_view words,
                                        Report& report) {
  for (const std::string& word : split_at_blanks(words))
    if (auto fault = fault_in_word(rule, word, report)) return fault;
  return {};
}

std::optional<Complaint> fault_in(const AttributeRule& rule,
                                  std::string_view value,
                                  Report& report) {
  if (folded_line(value).empty())
    return Complaint{"empty-text", fmt::format("the attribute {} is empty", rule.name),
                     rule.required ? "fill it in" : "fill it in or remove it"};
  const auto says = [&](std::string_view what) {
    return fmt::format("{} is {}, which is no {}", rule.name, quote(value), what);
  };
  switch (rule.type) {
    case AttributeType::kId:
    case AttributeType::kLocalId:
      return unless(is_id(value), [&] { return bad_id(rule.name, value); });
    case AttributeType::kDate:
      return unless(PartialDate::parse(value).has_value(), [&] {
        return Complaint{"bad-date", says("date"), "write 2024-07-28, 2024-07 or 2024"};
      });
    case AttributeType::kWhole:
      return unless(whole_number(value).has_value(), [&] {
        return Complaint{"bad-number", says("whole number from 1"),
                         "write 1, 2, 3 and so on"};
      });
    case AttributeType::kWord:
      return fault_in_word(rule, value, report);
    case AttributeType::kWords:
      return fault_in_words(rule, value, report);
    case AttributeType::kTolerance:
      return unless(parse_tolerance(value).has_value(), [&] {
        return Complaint{"bad-tolerance",
                         fmt::format("tolerance cannot be {}", quote(value)),
                         "write a number such as 5 or 0.5, or a share such as 10%"};
      });
    case AttributeType::kPercent:
      return unless(parse_percent(value).has_value(), [&] {
        return Complaint{"bad-percent", says("share of the picture"),
                         "write a number from 0 to 100, such as 12.5"};
      });
    case AttributeType::kLanguage:
      return unless(is_language(value), [&] {
        return Complaint{"bad-language",
                         fmt::format("{} is no language code", quote(value)),
                         "write one such as en, en-GB or ja"};
      });
    case AttributeType::kTags:
      return unless(value.find(',') == std::string_view::npos, [&] {
        return Complaint{"bad-tags", "tags have blanks between them, not commas",
                         "write tags=\"week-3 exam\""};
      });
    case AttributeType::kUrl:
      return unless(is_url(value), [&] {
        return Complaint{"bad-url",
                         fmt::format("{} is no address on the web", quote(value)),
                         "begin it with https://"};
      });
    case AttributeType::kPicture: {
      const auto fault = fault_in_picture_name(folded_line(value));
      return unless(!fault, [&] {
        return Complaint{"bad-picture-name",
                         fmt::format("{} cannot be the name of a picture", quote(value)),
                         std::string(*fault)};
      });
    }
    case AttributeType::kReference:
    case AttributeType::kText:
      break;
  }
  return {};
}

class StructureCheck {
 public:
  StructureCheck(const DeckLimits& limits, Report& report)
      : limits_(limits), report_(report) {}

  bool run(const Element& deck) {
    element(deck, deck_rule());
    if (cards_ > limits_.cards) return false;
    for (const Reference& reference : references_)
      resolve(reference);
    return true;
  }

 private:
  struct Named {
    std::string_view kind;
    std::size_t at;
  };
  struct Reference {
    std::string_view id;
    std::string_view wanted;
    std::size_t tag;
    std::string_view attribute;
  };

  void element(const Element& element, const ElementRule& rule);
  void attributes(const Element& element, const ElementRule& rule);
  void attribute(const Element& element,
                 const ElementRule& rule,
                 std::string_view name,
                 std::string_view value);
  void unknown_attribute(std::size_t at, const ElementRule& rule, std::string_view name);
  void children(const Element& element, const ElementRule& rule);
  void child(const Element& one,
             const ChildRule& rule,
             std::size_t number,
             std::size_t first_at);
  void unknown_child(const Element& one, const ElementRule& rule);
  void missing_children(const Element& parent,
                        const ElementRule& rule,
                        const ChildRule& child,
                        std::size_t there);
  void content(const Element& element, const ElementRule& rule);
  void card(const Element& one);
  void remember(const Element& element, std::string_view id);
  void resolve(const Reference& reference);
  bool within_limit(const Element& element);

  [[nodiscard]] std::size_t place_of_attribute(const Element& element,
                                               std::string_view name) const {
    return report_.source().attribute_offset(place_of(element), name);
  }

  const DeckLimits& limits_;
  Report& report_;
  std::unordered_map<std::string_view, Named> ids_;
  std::map<std::string_view, std::vector<std::string_view>>
      ids_of_kind_;  ///< in the order of the deck
  std::vector<Reference> references_;
  std::size_t cards_ = 0;
};

void StructureCheck::element(const Element& element, const ElementRule& rule) {
  if (report_.full()) return;
  attributes(element, rule);
  content(element, rule);
  children(element, rule);
}

void StructureCheck::attributes(const Element& element, const ElementRule& rule) {
  for (const auto* given = element.FirstAttribute(); given != nullptr;
       given = given->Next())
    attribute(element, rule, given->Name(), given->Value());
  for (const AttributeRule& wanted : rule.attributes) {
    if (!wanted.required || attribute_of(element, std::string(wanted.name).c_str()))
      continue;
    report_.error(
        "missing-attribute", place_of(element),
        fmt::format("this {} has no {}", rule.noun, wanted.name),
        wanted.type == AttributeType::kId || wanted.type == AttributeType::kLocalId
            ? "add id=\"…\" with a name that it keeps for ever"
            : fmt::format("add {}=\"…\"", wanted.name));
  }
}

void StructureCheck::attribute(const Element& element,
                               const ElementRule& rule,
                               std::string_view name,
                               std::string_view value) {
  // What editors write on the root to find the schema.
  if (&rule == &deck_rule() && (name == "xmlns:xsi" || name.starts_with("xsi:"))) return;
  const auto known =
      std::find_if(rule.attributes.begin(), rule.attributes.end(),
                   [&](const AttributeRule& one) { return one.name == name; });
  if (known == rule.attributes.end()) {
    unknown_attribute(place_of_attribute(element, name), rule, name);
    return;
  }
  // A badly formed id is remembered too, so that what refers to it is not called wrong as
  // well.
  if (known->type == AttributeType::kId && &rule != &deck_rule() && !value.empty())
    remember(element, value);
  if (auto complaint = fault_in(*known, value, report_)) {
    report_.error(std::move(complaint->code), place_of_attribute(element, name),
                  std::move(complaint->what), std::move(complaint->remedy));
    return;
  }
  if (known->type == AttributeType::kReference)
    references_.push_back({value, known->of, place_of(element), known->name});
}

void StructureCheck::unknown_attribute(std::size_t at,
                                       const ElementRule& rule,
                                       std::string_view name) {
  std::vector<std::string_view> known;
  for (const AttributeRule& one : rule.attributes)
    known.push_back(one.name);
  std::string remedy = report_.did_you_mean(name, known);
  if (remedy.empty())
    remedy = known.empty() ? "remove it"
                           : fmt::format("remove it; {} can have {}",
                                         with_article(rule.noun), listed(known, "and"));
  report_.error(
      "unknown-attribute", at,
      fmt::format("{} is no attribute of {}", quote(name), with_article(rule.noun)),
      std::move(remedy));
}

void StructureCheck::content(const Element& element, const ElementRule& rule) {
  if (rule.content == Content::kText) {
    if (element.FirstChildElement() == nullptr && folded_line(text_of(element)).empty())
      report_.error("empty-text", place_of(element),
                    fmt::format("this <{}> is empty", rule.name),
                    "fill it in or remove it");
    return;
  }
  for (const auto* node = element.FirstChild(); node != nullptr;
       node = node->NextSibling()) {
    if (node->ToText() == nullptr) continue;
    const std::string text = folded_line(node->Value());
    if (text.empty()) continue;
    const std::string first_word = text.substr(0, text.find(' '));
    report_.error("stray-text",
                  report_.source().offset_in_line(node->GetLineNum(), first_word),
                  fmt::format("the text {} stands between elements", quote(text)),
                  "put it into an element or remove it");
  }
}

void StructureCheck::children(const Element& element, const ElementRule& rule) {
  std::vector<std::size_t> there(rule.children.size(), 0);
  std::vector<std::size_t> first_at(rule.children.size(), 0);
  for (const Element& one : Children(element, nullptr)) {
    const auto known = std::find_if(
        rule.children.begin(), rule.children.end(),
        [&](const ChildRule& child) { return child.element->name == tag_of(one); });
    if (known == rule.children.end()) {
      unknown_child(one, rule);
      continue;
    }
    const auto i = static_cast<std::size_t>(known - rule.children.begin());
    if (there[i] == 0) first_at[i] = place_of(one);
    child(one, *known, ++there[i], first_at[i]);
  }
  for (std::size_t i = 0; i < there.size(); ++i)
    if (there[i] < rule.children[i].least)
      missing_children(element, rule, rule.children[i], there[i]);
}

void StructureCheck::child(const Element& one,
                           const ChildRule& rule,
                           std::size_t number,
                           std::size_t first_at) {
  if (number == rule.most + 1) {
    if (rule.most == 1) {
      report_.error("repeated-element", place_of(one),
                    fmt::format("<{}> is there more than once", rule.element->name),
                    fmt::format("keep one; the first stands on line {}",
                                report_.line_of(first_at)));
    } else {
      report_.error(
          "too-many-children", place_of(one),
          fmt::format("there are more than {} <{}>", rule.most, rule.element->name),
          "remove some");
    }
  }
  if (rule.element == &any_card_rule()) {
    if (within_limit(one)) card(one);
  } else if (rule.element->name != "fact" || within_limit(one)) {
    element(one, *rule.element);
  }
}

bool StructureCheck::within_limit(const Element& element) {
  ++cards_;
  if (cards_ == limits_.cards + 1)
    report_.error("too-many-cards", place_of(element),
                  fmt::format("the deck has more than {} facts and cards", limits_.cards),
                  "split it into several decks");
  return cards_ <= limits_.cards;
}

void StructureCheck::card(const Element& one) {
  const auto kind = attribute_of(one, "kind");
  const ElementRule* rule = kind ? card_rule(*kind) : nullptr;
  element(one, rule == nullptr ? any_card_rule() : *rule);
}

void StructureCheck::unknown_child(const Element& one, const ElementRule& rule) {
  if (report_.full()) return;
  const std::string_view name = tag_of(one);
  if (rule.content == Content::kText) {
    report_.error("unknown-element", place_of(one),
                  fmt::format("<{}> cannot stand inside <{}>", name, rule.name),
                  "write emphasis *like this*, and a < in a text as &lt;");
    return;
  }
  std::vector<std::string_view> known;
  for (const ChildRule& child : rule.children)
    known.push_back(child.element->name);
  std::string remedy = report_.did_you_mean(name, known, "<", ">");
  if (remedy.empty())
    remedy = known.empty() ? "remove it"
                           : fmt::format("remove it; {} can hold {}",
                                         with_article(rule.noun), listed(known, "and"));
  report_.error("unknown-element", place_of(one),
                fmt::format("<{}> cannot stand in {}", name, with_article(rule.noun)),
                std::move(remedy));
}

void StructureCheck::missing_children(const Element& parent,
                                      const ElementRule& rule,
                                      const ChildRule& child,
                                      std::size_t there) {
  const std::string_view name = child.element->name;
  const std::string remedy = child.element->content == Content::kNothing
                                 ? fmt::format("add <{} …/>", name)
                                 : fmt::format("add <{0}>…</{0}>", name);
  if (there == 0 && child.least == 1) {
    report_.error("missing-element", place_of(parent),
                  fmt::format("this {} has no <{}>", rule.noun, name), remedy);
  } else {
    report_.error("too-few-children", place_of(parent),
                  fmt::format("{} needs at least {} <{}>, and this one has {}",
                              with_article(rule.noun), child.least, name, there),
                  remedy);
  }
}

void StructureCheck::remember(const Element& element, std::string_view id) {
  const auto [first, is_new] =
      ids_.try_emplace(id, Named{tag_of(element), place_of(element)});
  if (is_new) {
    ids_of_kind_[tag_of(element)].push_back(id);
    return;
  }
  report_.error(
      "double-id", place_of_attribute(element, "id"),
      fmt::format("the id {} is there twice", id),
      fmt::format("give this {} another; the first is {} on line {}", tag_of(element),
                  with_article(first->second.kind), report_.line_of(first->second.at)));
}

void StructureCheck::resolve(const Reference& reference) {
  if (report_.full()) return;
  const auto found = ids_.find(reference.id);
  if (found != ids_.end() && found->second.kind == reference.wanted) return;
  const std::size_t at =
      report_.source().attribute_offset(reference.tag, reference.attribute);
  std::string remedy = report_.did_you_mean(reference.id, ids_of_kind_[reference.wanted]);
  if (found != ids_.end()) {
    report_.error(
        "wrong-reference", at,
        fmt::format("{} is {}, and {} is wanted here", reference.id,
                    with_article(found->second.kind), with_article(reference.wanted)),
        remedy.empty() ? fmt::format("write the id of {}", with_article(reference.wanted))
                       : std::move(remedy));
    return;
  }
  if (remedy.empty())
    remedy =
        fmt::format("add the {} or write the id of one that is there", reference.wanted);
  report_.error("unknown-reference-id", at,
                fmt::format("no {} has the id {}", reference.wanted, quote(reference.id)),
                std::move(remedy));
}

}  // namespace

bool check_structure(const Element& deck, const DeckLimits& limits, Report& report) {
  return StructureCheck(limits, report).run(deck);
}

}  // namespace attache
