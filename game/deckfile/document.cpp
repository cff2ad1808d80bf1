#include "deckfile/document.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>
#include <utility>

#include "deckfile/build.h"
#include "deckfile/gaps.h"
#include "deckfile/layout.h"
#include "deckfile/parsing.h"
#include "deckfile/part_tree.h"

namespace attache {

namespace {

constexpr std::string_view kRootEnd = "</deck>";

Unexpected first_failure(const Report& report, std::string_view name) {
  for (const Problem& problem : report.sorted())
    if (problem.severity == Severity::kError)
      return fail(
          problem.what,
          problem.line > 0 ? fmt::format("{}:{}", name, problem.line) : std::string(name),
          problem.remedy);
  return fail("the deck cannot be read", std::string(name), "open a deck file");
}

/// The values of a deck's parts, handed out in the order of the file.
class Values {
 public:
  explicit Values(Deck deck) : deck_(std::move(deck)) {}

  /// The next value of a part that is an element of that name; nothing where it is no
  /// part.
  std::optional<DeckItem> next(std::string_view element) {
    if (element == "source") return take(deck_.sources, source_);
    if (element == "topic") return take(deck_.topics, topic_);
    if (element == "passage") return take(deck_.passages, passage_);
    if (element == "entity") return take(deck_.entities, entity_);
    if (element == "relation") return take(deck_.relations, relation_);
    if (element == "fact") return take(deck_.facts, fact_);
    if (element == "card") return take(deck_.cards, card_);
    return {};
  }

 private:
  template <class Part>
  static DeckItem take(std::vector<Part>& parts, std::size_t& at) {
    return std::move(parts[at++]);
  }

  Deck deck_;
  std::size_t source_ = 0, topic_ = 0, passage_ = 0, entity_ = 0, relation_ = 0,
              fact_ = 0, card_ = 0;
};

bool has_carriage_returns(std::string_view prolog) {
  const std::size_t line = prolog.find('\n');
  return line != std::string_view::npos && line > 0 && prolog[line - 1] == '\r';
}

/// Line ends as the file has them.
std::string with_carriage_returns(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) out += '\r';
    out += text[i];
  }
  return out;
}

PartPointer with_gap(const DocumentPart& part, std::string gap) {
  return std::make_shared<const DocumentPart>(
      DocumentPart{part.item, std::move(gap), part.text});
}

FramePointer with_epilog(const DocumentFrame& frame, std::string epilog) {
  return std::make_shared<const DocumentFrame>(
      DocumentFrame{frame.head, frame.prolog, std::move(epilog)});
}

bool same_children(const DeckHead& a, const DeckHead& b) {
  return a.title == b.title && a.description == b.description && a.authors == b.authors &&
         a.licence == b.licence;
}

/// A gap without the elements of the head that stand in it.
std::string without_head_elements(std::string_view gap) {
  std::string kept;
  std::size_t at = 0;
  while (at < gap.size()) {
    const std::string_view rest = gap.substr(at);
    if (rest.starts_with("<!--")) {
      const std::size_t end = std::min(rest.find("-->"), rest.size());
      kept += rest.substr(0, end);
      at += end;
      continue;
    }
    std::size_t end = 0;
    for (const std::string_view name : {"title", "description", "author", "licence"}) {
      if (!rest.starts_with(fmt::format("<{}", name)) ||
          continues_name(rest[name.size() + 1]))
        continue;
      const std::string close = fmt::format("</{}>", name);
      const std::size_t start = behind_start_tag(rest, 0);
      const std::size_t found = rest.find(close, start);
      end = rest[start - 2] == '/' || found == std::string_view::npos
                ? start
                : found + close.size();
    }
    if (end == 0) {
      kept += rest.front();
      ++at;
      continue;
    }
    while (!kept.empty() && is_blank(kept.back()))
      kept.pop_back();
    at += end;
  }
  return kept;
}

/// The value of an attribute in a start tag, with its place; nothing where it is not
/// there.
struct AttributeValue {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::optional<AttributeValue> value_in_tag(std::string_view tag, std::string_view name) {
  const SourceText source(tag);
  const std::size_t at = source.attribute_offset(0, name);
  if (at == 0) return {};
  const std::size_t quote = tag.find_first_of("\"'", at);
  if (quote == std::string_view::npos) return {};
  const std::size_t end = tag.find(tag[quote], quote + 1);
  if (end == std::string_view::npos) return {};
  return AttributeValue{quote + 1, end};
}

/// The start tag with the attributes of another head in place of the present ones; laid
/// out anew where one comes or goes.
std::string new_start_tag(std::string_view tag, const DeckHead& head) {
  PartNode node = tree_of(head);
  std::string patched(tag);
  bool fits = true;
  for (const auto& [key, value] : node.attributes) {
    const auto place = value_in_tag(patched, key);
    // Values of the head need no escaping, unless they are wrong.
    fits = fits && place && value.find_first_of("<&\"'") == std::string::npos;
    if (fits) patched.replace(place->begin, place->end - place->begin, value);
  }
  for (const char* name : {"as-of", "forms"})
    if (value_in_tag(tag, name) &&
        std::none_of(node.attributes.begin(), node.attributes.end(),
                     [&](const auto& attribute) { return attribute.first == name; }))
      fits = false;
  if (fits) return patched;
  const PartNode old = tree_of_text(std::string(tag) + std::string(kRootEnd));
  node.children.clear();
  return laid_out_start(with_extras(std::move(node), old), 0);
}

}  // namespace

// ---- reading

Result<DeckDocument> DeckDocument::read(std::string_view xml, std::string_view name) {
  const DeckLimits limits;
  if (xml.size() > limits.bytes)
    return fail(fmt::format("the deck is larger than {} MB", limits.bytes / (1U << 20U)),
                std::string(name), "split it into several decks");
  const std::size_t mark = xml.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const std::string_view text = xml.substr(mark);
  const SourceText source(text);
  Report report(source, name);
  const auto parsed = parse_deck(limits, report);
  if (parsed == nullptr) return first_failure(report, name);
  const Element& root = *parsed->document.RootElement();
  BuiltDeck built = build_deck(root, report);
  if (built.deck.facts.size() + built.deck.cards.size() > limits.cards)
    return fail(fmt::format("the deck has more than {} facts and cards", limits.cards),
                std::string(name), "split it into several decks");

  DeckDocument document;
  DocumentFrame frame;
  frame.head = head_of(built.deck);
  Values values(std::move(built.deck));
  std::size_t end = behind_start_tag(text, place_of(root));
  frame.prolog = std::string(xml.substr(0, mark + end));
  for (const Element& one : Children(root, nullptr)) {
    const std::size_t begin = place_of(one);
    const std::size_t behind = end_of(one, parsed->markup);
    auto item = values.next(tag_of(one));
    if (item) {
      document.parts_.push_back(std::make_shared<const DocumentPart>(
          DocumentPart{*std::move(item), std::string(text.substr(end, begin - end)),
                       std::string(text.substr(begin, behind - begin))}));
    } else if (document.parts_.empty()) {
      frame.prolog += text.substr(end, behind - end);
    } else {
      continue;  // it stays part of the gap before the next part
    }
    end = behind;
  }
  frame.epilog = std::string(text.substr(end));
  document.frame_ = std::make_shared<const DocumentFrame>(std::move(frame));
  return document;
}

DeckDocument DeckDocument::make(const DeckHead& head) {
  std::string text = laid_out(tree_of(head), 0);
  text.resize(text.size() - kRootEnd.size() - 1);
  DeckDocument document;
  document.frame_ = std::make_shared<const DocumentFrame>(DocumentFrame{
      head, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text, "\n</deck>\n"});
  return document;
}

const DeckHead& DeckDocument::head() const {
  return frame_->head;
}

const std::vector<PartPointer>& DeckDocument::parts() const {
  return parts_;
}

// ---- changing

PartPointer DeckDocument::write(DeckItem item, const DocumentPart* old) {
  PartNode node = tree_of(item);
  std::string gap = "\n  ";
  if (old != nullptr) {
    gap = old->before;
    if (kind_of(old->item) == kind_of(item))
      node = with_extras(std::move(node), tree_of_text(old->text));
  }
  std::string text = laid_out(node, 1);
  if (old != nullptr && old->text.find("\r\n") != std::string::npos)
    text = with_carriage_returns(text);
  return std::make_shared<const DocumentPart>(
      DocumentPart{std::move(item), std::move(gap), std::move(text)});
}

/// <deck …/> becomes <deck …></deck>, so that something can stand in it.
void DeckDocument::open_root() {
  if (!frame_->prolog.ends_with("/>") || frame_->epilog.find(kRootEnd) == 0) return;
  const std::size_t root = frame_->prolog.rfind("<deck");
  if (root == std::string::npos ||
      behind_start_tag(frame_->prolog, root) != frame_->prolog.size())
    return;
  DocumentFrame frame = *frame_;
  frame.prolog.resize(frame.prolog.size() - 2);
  frame.prolog += '>';
  frame.epilog = "\n" + std::string(kRootEnd) + frame.epilog;
  frame_ = std::make_shared<const DocumentFrame>(std::move(frame));
}

void DeckDocument::replace(std::size_t at,
                           std::size_t count,
                           std::vector<PartPointer> with) {
  if (!with.empty()) open_root();
  const auto begin = parts_.begin() + static_cast<std::ptrdiff_t>(at);
  const std::size_t shared = std::min(count, with.size());
  std::move(with.begin(), with.begin() + static_cast<std::ptrdiff_t>(shared), begin);
  const auto behind = begin + static_cast<std::ptrdiff_t>(shared);
  if (count > shared) {
    parts_.erase(behind, begin + static_cast<std::ptrdiff_t>(count));
  } else {
    parts_.insert(behind, with.begin() + static_cast<std::ptrdiff_t>(shared), with.end());
  }
}

void DeckDocument::insert(std::size_t at, const PartPointer& part) {
  open_root();
  const bool apart = at > 0 && kind_of(parts_[at - 1]->item) != kind_of(part->item);
  std::string gap =
      apart || at == 0 || stands_apart(kind_of(part->item)) ? "\n\n  " : "\n  ";
  std::string text = part->text;
  if (has_carriage_returns(frame_->prolog)) {
    gap = with_carriage_returns(gap);
    text = with_carriage_returns(text);
  }
  // Comments on the line of the part before stay with it.
  const std::string& after = at < parts_.size() ? parts_[at]->before : frame_->epilog;
  const std::size_t kept =
      at == 0 ? 0 : same_line_part(after.substr(0, after.find(kRootEnd)));
  auto placed = std::make_shared<const DocumentPart>(
      DocumentPart{part->item, after.substr(0, kept) + gap, std::move(text)});
  if (at == parts_.size()) {
    if (kept > 0) frame_ = with_epilog(*frame_, after.substr(kept));
    replace(at, 0, {std::move(placed)});
  } else if (kept > 0) {
    PartPointer next = with_gap(*parts_[at], after.substr(kept));
    replace(at, 1, {std::move(placed), std::move(next)});
  } else {
    replace(at, 0, {std::move(placed)});
  }
}

void DeckDocument::erase(std::size_t at) {
  const std::string& gap = parts_[at]->before;
  if (at + 1 < parts_.size()) {
    const DocumentPart& next = *parts_[at + 1];
    replace(at, 2, {with_gap(next, joined_gap(gap, next.before))});
    return;
  }
  if (!is_empty_gap(gap)) frame_ = with_epilog(*frame_, joined_gap(gap, frame_->epilog));
  replace(at, 1, {});
}

void DeckDocument::move(std::size_t from, std::size_t to) {
  if (from == to) return;
  const PartPointer part = parts_[from];
  const SplitGap split = split_gap(part->before);
  const std::string goes(split.goes);
  parts_[from] = with_gap(*part, std::string(split.stays));
  erase(from);
  insert(to, part);
  if (is_empty_gap(goes)) return;
  // `insert` chose the blanks; the comments come between them and the part.
  const std::string& gap = parts_[to]->before;
  replace(to, 1, {with_gap(*parts_[to], gap + goes.substr(goes.find("<!--")))});
}

void DeckDocument::set_head(const DeckHead& head) {
  if (head == frame_->head) return;
  open_root();
  DocumentFrame frame = *frame_;
  frame.head = head;
  // The root is the first tag that begins so: only comments can stand before it.
  std::size_t root = 0;
  const std::string_view prolog = frame_->prolog;
  while (!prolog.substr(root).starts_with("<deck")) {
    if (prolog.substr(root).starts_with("<!--")) root = prolog.find("-->", root + 4);
    if (prolog.substr(root).starts_with("<?")) root = prolog.find("?>", root + 2);
    root = prolog.find('<', root + 1);
  }
  const std::size_t inside = behind_start_tag(frame.prolog, root);
  const std::string start =
      new_start_tag(std::string_view(frame.prolog).substr(root, inside - root), head);
  std::string children = frame.prolog.substr(inside);
  if (!same_children(head, frame_->head)) {
    // Those that stand between parts are written with the others.
    for (std::size_t i = 0; i < parts_.size(); ++i)
      if (std::string gap = without_head_elements(parts_[i]->before);
          gap != parts_[i]->before)
        replace(i, 1, {with_gap(*parts_[i], std::move(gap))});
    frame.epilog = without_head_elements(frame.epilog);
    const PartNode old = tree_of_text(frame.prolog.substr(root) + std::string(kRootEnd));
    const std::string all = laid_out(with_extras(tree_of(head), old), 0);
    children = all.substr(behind_start_tag(all, 0));
    children.resize(children.size() - kRootEnd.size() - 1);
    if (has_carriage_returns(frame.prolog)) children = with_carriage_returns(children);
  }
  frame.prolog = frame.prolog.substr(0, root) + start + children;
  frame_ = std::make_shared<const DocumentFrame>(std::move(frame));
}

// ---- the whole

std::string DeckDocument::text() const {
  std::size_t size = frame_->prolog.size() + frame_->epilog.size();
  for (const PartPointer& part : parts_)
    size += part->before.size() + part->text.size();
  std::string text;
  text.reserve(size);
  text += frame_->prolog;
  for (const PartPointer& part : parts_) {
    text += part->before;
    text += part->text;
  }
  text += frame_->epilog;
  return text;
}

Deck DeckDocument::deck() const {
  Deck deck = deck_of(frame_->head, {});
  for (const PartPointer& part : parts_)
    add_to(deck, part->item);
  return deck;
}

std::vector<PlacedProblem> DeckDocument::problems(std::string_view name) const {
  return check(name, {}).problems;
}

}  // namespace attache
