#include "deckfile/part_tree.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <span>
#include <utility>

#include "deckfile/folding.h"
#include "deckfile/rules.h"

namespace attache {

namespace {

using Kind = PartNode::Kind;

/// The order in which authors write attributes, whatever the element. What is not named
/// here is unknown.
constexpr std::array<std::string_view, 38> kOrder{
    "format",  "ref",    "for",    "file",      "alt",       "id",        "kind",
    "edition", "lang",   "title",  "publisher", "author",    "date",      "url",
    "parent",  "source", "at",     "shape",     "relation",  "subject",   "object",
    "value",   "type",   "group",  "article",   "plural",    "why",       "x",
    "y",       "width",  "height", "unit",      "tolerance", "precision", "hide",
    "fact",    "topic",  "passage"};
constexpr std::array<std::string_view, 6> kOrderOfLast{"as-of", "check-after", "meaning",
                                                       "tags",  "forms",       "omit"};
constexpr std::size_t kUnknown = kOrder.size() + kOrderOfLast.size();

std::size_t place_in_order(std::string_view name) {
  const auto* in_first = std::find(kOrder.begin(), kOrder.end(), name);
  if (in_first != kOrder.end())
    return static_cast<std::size_t>(std::distance(kOrder.begin(), in_first));
  const auto* in_last = std::find(kOrderOfLast.begin(), kOrderOfLast.end(), name);
  return kOrder.size() +
         static_cast<std::size_t>(std::distance(kOrderOfLast.begin(), in_last));
}

/// Known attributes in their order; unknown ones that stood before all of them stay
/// there, others go to the end.
void put_in_order(std::vector<std::pair<std::string, std::string>>& attributes) {
  const auto known = [](const auto& attribute) {
    return place_in_order(attribute.first) != kUnknown;
  };
  const auto first = std::find_if(attributes.begin(), attributes.end(), known);
  std::stable_sort(first, attributes.end(), [](const auto& a, const auto& b) {
    return place_in_order(a.first) < place_in_order(b.first);
  });
}

constexpr std::array<std::string_view, 20> kTexts{
    "title", "author", "licence", "topic",  "name",   "alias",      "says",
    "asks",  "value",  "support", "accept", "answer", "wrong",      "item",
    "left",  "right",  "explain", "note",   "ask",    "description"};
constexpr std::array<std::string_view, 9> kRich{
    "answer", "wrong", "item", "left", "right", "explain", "note", "ask", "description"};

bool is_among(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

PartNode comment_node(const tinyxml2::XMLComment& comment) {
  PartNode node;
  node.kind = Kind::kComment;
  node.text = comment.Value();
  return node;
}

PartNode raw_node(const Element& element, std::string_view source, const Markup& markup) {
  PartNode node;
  node.kind = Kind::kRaw;
  node.name = element.Name();
  const std::size_t begin = place_of(element);
  node.text = source.substr(begin, end_of(element, markup) - begin);
  return node;
}

/// Elements of which no rule says how they are laid out.
bool is_strange(const Element& element, const Element* parent) {
  if (holds_text(element.Name())) return element.FirstChildElement() != nullptr;
  constexpr std::array<std::string_view, 11> kKnown{
      "deck", "source", "passage", "entity", "relation", "fact",
      "card", "object", "image",   "region", "pair"};
  return parent != nullptr && !is_among(kKnown, element.Name());
}

void add_children(PartNode& node,
                  const Element& element,
                  std::string_view source,
                  const Markup& markup) {
  const bool is_text = holds_text(node.name);
  if (is_text) node.text = text_of(element);
  for (const auto* child = element.FirstChild(); child != nullptr;
       child = child->NextSibling()) {
    if (const auto* comment = child->ToComment()) {
      node.children.push_back(comment_node(*comment));
    } else if (const auto* inside = child->ToElement()) {
      node.children.push_back(is_strange(*inside, &element)
                                  ? raw_node(*inside, source, markup)
                                  : tree_of(*inside, source, markup));
    } else if (child->ToText() != nullptr && !is_text &&
               !folded_line(child->Value()).empty()) {
      PartNode text;
      text.kind = Kind::kText;
      text.text = child->Value();
      node.children.push_back(std::move(text));
    }
  }
}

// ---- what a new tree takes over from an old one

/// The rule of an element by its name; null for one that there is not.
const ElementRule* rule_named(const ElementRule& parent, std::string_view name) {
  for (const ChildRule& child : parent.children)
    if (child.element->name == name) return child.element;
  return nullptr;
}

bool is_known_attribute(const ElementRule* rule, std::string_view name) {
  if (rule == nullptr) return place_in_order(name) != kUnknown;
  return std::any_of(rule->attributes.begin(), rule->attributes.end(),
                     [&](const AttributeRule& one) { return one.name == name; });
}

class Merge {
 public:
  PartNode run(PartNode now, const PartNode& old, const ElementRule* rule) {
    take_attributes(now, old, rule);
    take_children(now, old, rule);
    return now;
  }

 private:
  struct Extra {
    PartNode node;
    std::size_t before;  ///< index of the child of `now` that it stands before
  };

  static void take_attributes(PartNode& now,
                              const PartNode& old,
                              const ElementRule* rule) {
    bool in_front = true;
    std::size_t front = 0;
    for (const auto& attribute : old.attributes) {
      if (is_known_attribute(rule, attribute.first)) {
        in_front = false;
      } else if (in_front) {
        now.attributes.insert(
            now.attributes.begin() + static_cast<std::ptrdiff_t>(front++), attribute);
      } else {
        now.attributes.push_back(attribute);
      }
    }
  }

  /// Comments within an element that is gone.
  static void collect_comments(const PartNode& node, std::vector<PartNode>& comments) {
    for (const PartNode& child : node.children) {
      if (child.kind == Kind::kComment) comments.push_back(child);
      collect_comments(child, comments);
    }
  }

  static std::size_t find_nth(const PartNode& now, const std::string& name, int nth) {
    for (std::size_t i = 0; i < now.children.size(); ++i)
      if (now.children[i].kind == Kind::kElement && now.children[i].name == name &&
          nth-- == 0)
        return i;
    return now.children.size();
  }

  void take_children(PartNode& now, const PartNode& old, const ElementRule* rule) {
    std::vector<Extra> extras;
    std::vector<PartNode> waiting;  // for the next child that is still there
    std::map<std::string, int> seen;
    const auto settle = [&](std::size_t before) {
      for (PartNode& node : waiting)
        extras.push_back({std::move(node), before});
      waiting.clear();
    };
    for (const PartNode& child : old.children) {
      const bool known =
          child.kind == Kind::kElement || (child.kind == Kind::kRaw && rule != nullptr &&
                                           rule_named(*rule, child.name) != nullptr);
      if (!known) {
        waiting.push_back(child);
        continue;
      }
      const std::size_t same = find_nth(now, child.name, seen[child.name]++);
      if (same == now.children.size()) {
        collect_comments(child, waiting);
        continue;
      }
      settle(same);
      now.children[same] = run(std::move(now.children[same]), child,
                               rule == nullptr ? nullptr : rule_named(*rule, child.name));
    }
    settle(now.children.size());
    insert(now, std::move(extras));
  }

  static void insert(PartNode& now, std::vector<Extra> extras) {
    if (extras.empty()) return;
    std::stable_sort(extras.begin(), extras.end(),
                     [](const Extra& a, const Extra& b) { return a.before < b.before; });
    std::vector<PartNode> children;
    auto extra = extras.begin();
    for (std::size_t i = 0; i <= now.children.size(); ++i) {
      for (; extra != extras.end() && extra->before == i; ++extra)
        children.push_back(std::move(extra->node));
      if (i < now.children.size()) children.push_back(std::move(now.children[i]));
    }
    now.children = std::move(children);
  }
};

}  // namespace

std::size_t end_of(const Element& element, const Markup& markup) {
  const auto* tag = static_cast<const std::uint32_t*>(element.GetUserData());
  return markup.ends[static_cast<std::size_t>(tag - markup.tags.data())];
}

bool holds_text(std::string_view element) {
  return element == "passage" || is_among(kTexts, element);
}

bool holds_rich_text(std::string_view element) {
  return element == "passage" || is_among(kRich, element);
}

PartNode tree_of(const Element& element, std::string_view source, const Markup& markup) {
  if (is_strange(element, nullptr)) return raw_node(element, source, markup);
  PartNode node;
  node.name = element.Name();
  for (const auto* given = element.FirstAttribute(); given != nullptr;
       given = given->Next())
    node.attributes.emplace_back(given->Name(), given->Value());
  put_in_order(node.attributes);
  add_children(node, element, source, markup);
  return node;
}

PartNode tree_of_text(std::string_view xml) {
  const SourceText source(xml);
  Report report(source, "");
  Markup markup = scan_markup(xml, {}, report);
  tinyxml2::XMLDocument document;
  if (!markup.parseable ||
      document.Parse(xml.data(), xml.size()) != tinyxml2::XML_SUCCESS ||
      document.RootElement() == nullptr)
    return {};
  place_elements(document, markup.tags);
  return tree_of(*document.RootElement(), xml, markup);
}

PartNode with_extras(PartNode now, const PartNode& old) {
  const ElementRule* rule =
      now.name == "deck" ? &deck_rule() : rule_named(deck_rule(), now.name);
  return Merge().run(std::move(now), old, rule);
}

}  // namespace attache
