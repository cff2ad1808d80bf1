// What the checker says of a document, brought to the part and field that it means.

#include <algorithm>
#include <map>
#include <utility>

#include "deckfile/document.h"
#include "deckfile/read.h"
#include "deckfile/source_text.h"

namespace attache {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::string_view name_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && continues_name(text[end]))
    ++end;
  return text.substr(at, end - at);
}

/// Walks over the text of an element that is known to be well-formed.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  struct Field {
    std::string_view name;
    std::size_t nth = 0;
  };

  /// The attribute of the start tag, or the child, that `place` lies in; without a name
  /// for the element itself.
  Field field_at(std::size_t place) {
    std::size_t at = attributes(place);
    if (place < at) return {attribute_, 0};
    while ((at = text_.find('<', at)) != kNone && at <= place) {
      at = behind_markup(at);
      if (depth_ < 0) return {};
      if (depth_ > 0) continue;
      if (place < at) return child_;
      child_ = {};
    }
    return depth_ > 0 ? child_ : Field{};
  }

 private:
  /// Passes a tag, a comment or a section, noting children and how deep they go.
  std::size_t behind_markup(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    if (rest.starts_with("<!--")) return behind("-->", at);
    if (rest.starts_with("<![CDATA[")) return behind("]]>", at);
    if (rest.starts_with("</")) {
      --depth_;
      return behind(">", at);
    }
    if (depth_ == 0) {
      const std::string_view name = name_at(text_, at + 1);
      child_ = {name, seen_[name]++};
    }
    const std::size_t end = behind_start_tag(text_, at);
    if (text_[end - 2] != '/') ++depth_;
    return end;
  }
  [[nodiscard]] std::size_t behind(std::string_view mark, std::size_t from) const {
    const std::size_t found = text_.find(mark, from);
    return found == kNone ? text_.size() : found + mark.size();
  }

  /// Notes the attribute that `place` lies in; gives the end of the start tag.
  std::size_t attributes(std::size_t place) {
    const std::size_t end = behind_start_tag(text_, 0);
    std::size_t at = 1 + name_at(text_, 1).size();
    while (at < end) {
      while (at < end && !begins_name(text_[at]))
        ++at;
      const std::string_view name = name_at(text_, at);
      const std::size_t open = text_.find_first_of("\"'", at);
      if (name.empty() || open == kNone || open >= end) break;
      const std::size_t close = text_.find(text_[open], open + 1);
      if (close == kNone) break;
      if (place >= at && place <= close) attribute_ = name;
      at = close + 1;
    }
    return end;
  }

  std::string_view text_;
  std::string_view attribute_;
  std::map<std::string_view, std::size_t> seen_;  ///< children, by name
  Field child_;
  int depth_ = 0;
};

/// What is missing of an element, as its remedy names it: "add <ask>…</ask>", "add
/// id=\"…\"".
std::string_view missing_field(std::string_view remedy) {
  constexpr std::string_view kAdd = "add ";
  if (!remedy.starts_with(kAdd)) return {};
  remedy.remove_prefix(kAdd.size());
  if (remedy.starts_with('<')) return name_at(remedy, 1);
  const std::string_view name = name_at(remedy, 0);
  return remedy.substr(name.size()).starts_with("=\"") ? name : std::string_view();
}

/// The byte at which a line and column stand.
std::size_t offset_of(const SourceText& source, const Problem& problem) {
  std::size_t at = source.offset_in_line(problem.line, {});
  const std::string_view text = source.text();
  for (int column = 1; column < problem.column && at < text.size(); ++column) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
      ++at;
  }
  return at;
}

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

void place(PlacedProblem& placed, std::string_view element, std::size_t at) {
  const Walk::Field field = Walk(element).field_at(at);
  placed.field = std::string(field.name);
  placed.nth = field.nth;
  if (at == 0 && placed.field.empty())
    placed.field = std::string(missing_field(placed.problem.remedy));
}

}  // namespace

DocumentCheck DeckDocument::check(std::string_view name,
                                  const std::filesystem::path& folder) const {
  const std::string whole = text();
  ReadDeck read =
      folder.empty() ? read_deck_text(whole, name) : read_deck_text(whole, name, folder);
  DocumentCheck check;
  check.deck = std::move(read.deck);
  if (read.problems.empty()) return check;

  std::string_view xml = whole;
  const std::size_t mark = xml.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  xml.remove_prefix(mark);
  const SourceText source(xml);
  std::vector<Span> spans;
  spans.reserve(parts_.size());
  std::size_t at = frame_->prolog.size() - mark;
  for (const PartPointer& part : parts_) {
    at += part->before.size();
    spans.push_back({at, at + part->text.size()});
    at += part->text.size();
  }
  const std::size_t root = xml.find("<deck");
  for (Problem& problem : read.problems) {
    PlacedProblem placed{std::move(problem), {}, {}, 0};
    if (placed.problem.line > 0) {
      const std::size_t offset = offset_of(source, placed.problem);
      const auto behind =
          std::upper_bound(spans.begin(), spans.end(), offset,
                           [](std::size_t a, const Span& b) { return a < b.begin; });
      if (behind != spans.begin() && offset < (behind - 1)->end) {
        const auto part = static_cast<std::size_t>(behind - 1 - spans.begin());
        placed.part = part;
        place(placed, parts_[part]->text, offset - spans[part].begin);
      } else if (behind == spans.begin() && root != kNone && offset >= root) {
        place(placed, xml.substr(root, frame_->prolog.size() - mark - root),
              offset - root);
      }
    }
    check.problems.push_back(std::move(placed));
  }
  return check;
}

}  // namespace attache
