#include "exchange/anki_template.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace attache::exchange {

namespace {

constexpr std::string_view kMarkOpen =
    "\xEE\x80\x80";  // U+E000, of no meaning of its own
constexpr std::string_view kMarkClose = "\xEE\x80\x81";  // U+E001
constexpr std::size_t kDeepestCloze = 10;
constexpr std::size_t kDeepestCondition = 64;
constexpr std::size_t kMostFilters = 16;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_space(text.back()))
    text.remove_suffix(1);
  return text;
}

std::string without(std::string text, std::string_view what) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at))
    text.erase(at, what.size());
  return text;
}

// ---- blanks

struct OpenCloze {
  std::vector<int> numbers;
  std::string content;  ///< HTML with all that stands in it
  std::string hint;
  bool in_hint = false;
};

/// Reads "{{c1,2::" at the start; how long it is, or 0.
std::size_t cloze_start(std::string_view text, std::vector<int>& numbers) {
  constexpr std::string_view kStart = "{{c";
  numbers.clear();
  if (!text.starts_with(kStart)) return 0;
  const char* at = text.data() + kStart.size();
  const char* end = text.data() + text.size();
  while (true) {
    int number = 0;
    const auto read = std::from_chars(at, end, number);
    if (read.ec != std::errc{} || number < 1) return 0;
    numbers.push_back(number);
    at = read.ptr;
    if (at == end || *at != ',') break;
    ++at;
  }
  const auto length = static_cast<std::size_t>(at - text.data());
  return text.substr(length).starts_with("::") ? length + 2 : 0;
}

/// Takes a field apart into its blanks. `Close` is told each blank when it ends and gives
/// what stands in its place.
template <class Close>
std::string walk_clozes(std::string_view text, const Close& close) {
  std::string out;
  std::vector<OpenCloze> open;
  std::vector<int> numbers;
  const auto put = [&](std::string_view piece) {
    if (open.empty()) {
      out += piece;
    } else {
      (open.back().in_hint ? open.back().hint : open.back().content) += piece;
    }
  };
  while (!text.empty()) {
    const std::size_t next = std::min(text.find_first_of("{}:"), text.size());
    put(text.substr(0, next));
    text.remove_prefix(next);
    if (const std::size_t length =
            open.size() < kDeepestCloze ? cloze_start(text, numbers) : 0;
        length > 0) {
      open.push_back({numbers, {}, {}, false});
      text.remove_prefix(length);
    } else if (!open.empty() && text.starts_with("}}")) {
      const OpenCloze done = std::move(open.back());
      open.pop_back();
      put(close(done));
      text.remove_prefix(2);
    } else if (!open.empty() && !open.back().in_hint && text.starts_with("::")) {
      open.back().in_hint = true;
      text.remove_prefix(2);
    } else if (!text.empty()) {
      put(text.substr(0, 1));
      text.remove_prefix(1);
    }
  }
  // What was never closed is no blank.
  while (!open.empty()) {
    const OpenCloze rest = std::move(open.back());
    open.pop_back();
    put("{{");
    put(rest.content);
    if (rest.in_hint) put("::" + rest.hint);
  }
  return out;
}

/// The text of marks in another blank's content, put back.
std::string filled(const std::string& html, const std::vector<AnkiBlank>& blanks) {
  const MarkedText marked = split_at_marks(html);
  std::string whole = marked.pieces.front();
  for (std::size_t i = 0; i < marked.marks.size(); ++i) {
    if (marked.marks[i] < blanks.size()) whole += blanks[marked.marks[i]].answer;
    whole += marked.pieces[i + 1];
  }
  return whole;
}

// ---- filters

/// "漢字[かんじ]" with both, the reading alone, or the characters alone.
enum class Ruby { kBoth, kReading, kCharacters };
std::string ruby(std::string_view text, Ruby wish) {
  std::string out;
  while (true) {
    const std::size_t open = text.find('[');
    const std::size_t close = text.find(']', std::min(open, text.size()));
    if (close == std::string_view::npos) return out.append(text);
    // The characters begin behind the last blank or tag.
    std::string_view before = text.substr(0, open);
    const std::string_view reading = text.substr(open + 1, close - open - 1);
    text.remove_prefix(close + 1);
    std::size_t start = before.find_last_of(" >");
    start = start == std::string_view::npos ? 0 : start + 1;
    const std::string_view characters = before.substr(start);
    before = before.substr(0, start);
    if (!before.empty() && before.back() == ' ') before.remove_suffix(1);
    out += before;
    if (reading.starts_with("sound:")) {
      out += fmt::format("{}[{}]", characters, reading);
    } else if (wish == Ruby::kBoth) {
      out += fmt::format("{}({})", characters, reading);
    } else {
      out += wish == Ruby::kReading ? reading : characters;
    }
  }
}

std::string without_tags(std::string_view html) {
  std::string out;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') {
      inside = true;
    } else if (c == '>' && inside) {
      inside = false;
    } else if (!inside) {
      out += c;
    }
  }
  return out;
}

bool is_cloze(std::string_view filter) {
  return filter == "cloze" || filter == "cloze-only";
}

/// What the filters make of a text that do nothing but rewrite it.
std::string rewritten(std::string_view filter, std::string text) {
  if (filter == "text") return without_tags(text);
  if (filter == "furigana") return ruby(text, Ruby::kBoth);
  if (filter == "kana") return ruby(text, Ruby::kReading);
  if (filter == "kanji") return ruby(text, Ruby::kCharacters);
  return text;
}

/// The length of "<br>", "</div >" and the like at the start; 0 for anything else.
std::size_t empty_tag(std::string_view html) {
  std::size_t at = 1;
  if (html.substr(at).starts_with('/')) ++at;
  if (html.substr(at).starts_with("br")) {
    at += 2;
  } else if (html.substr(at).starts_with("div")) {
    at += 3;
  } else {
    return 0;
  }
  while (at < html.size() && (html[at] == ' ' || html[at] == '/'))
    ++at;
  return at < html.size() && html[at] == '>' ? at + 1 : 0;
}

}  // namespace

std::string blank_mark(std::size_t index) {
  return fmt::format("{}{}{}", kMarkOpen, index, kMarkClose);
}

MarkedText split_at_marks(std::string_view text) {
  MarkedText marked;
  marked.pieces.emplace_back();
  while (true) {
    const std::size_t open = text.find(kMarkOpen);
    marked.pieces.back() += text.substr(0, open);
    if (open == std::string_view::npos) return marked;
    text.remove_prefix(open + kMarkOpen.size());
    std::size_t index = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), index);
    const auto length = static_cast<std::size_t>(read.ptr - text.data());
    if (read.ec != std::errc{} || !text.substr(length).starts_with(kMarkClose)) continue;
    text.remove_prefix(length + kMarkClose.size());
    marked.marks.push_back(index);
    marked.pieces.emplace_back();
  }
}

std::string cloze_html(std::string_view field,
                       int number,
                       std::vector<AnkiBlank>& blanks) {
  // A stranger's marks would be taken for ours.
  const std::string clean = without(without(std::string(field), kMarkOpen), kMarkClose);
  return walk_clozes(clean, [&](const OpenCloze& cloze) -> std::string {
    const bool asked = std::find(cloze.numbers.begin(), cloze.numbers.end(), number) !=
                       cloze.numbers.end();
    if (!asked) return cloze.content;
    // Of a blank within a blank only the outer one counts.
    blanks.push_back({filled(cloze.content, blanks), filled(cloze.hint, blanks)});
    return blank_mark(blanks.size() - 1);
  });
}

bool is_empty_html(std::string_view html) {
  while (!html.empty()) {
    if (is_space(html.front())) {
      html.remove_prefix(1);
      continue;
    }
    const std::size_t tag = html.front() == '<' ? empty_tag(html) : 0;
    if (tag == 0) return false;
    html.remove_prefix(tag);
  }
  return true;
}

// ---- templates

AnkiTemplate::AnkiTemplate(std::string_view text,
                           std::span<const std::string> field_names) {
  constexpr std::string_view kOtherBraces = "{{=<% %>=}}";
  std::string_view open = "{{";
  std::string_view close = "}}";
  if (trimmed(text).starts_with(kOtherBraces)) {
    text = trimmed(text).substr(kOtherBraces.size());
    open = "<%";
    close = "%>";
  }
  std::vector<std::size_t> conditions;
  const auto add_text = [this](std::string_view piece) {
    if (!piece.empty()) nodes_.push_back({What::kText, std::string(piece), {}, {}, 0});
  };
  while (true) {
    const std::size_t begin = text.find(open);
    const std::size_t end =
        begin == std::string_view::npos ? begin : text.find(close, begin + open.size());
    if (end == std::string_view::npos) break;
    add_text(text.substr(0, begin));
    const std::string_view inside =
        text.substr(begin + open.size(), end - begin - open.size());
    text.remove_prefix(end + close.size());
    if (inside.starts_with('{') && text.starts_with('}')) text.remove_prefix(1);
    add_tag(inside, field_names, conditions);
  }
  add_text(text);
  for (const std::size_t condition : conditions)
    nodes_[condition].end = nodes_.size();
}

void AnkiTemplate::add_tag(std::string_view inside,
                           std::span<const std::string> field_names,
                           std::vector<std::size_t>& open) {
  // "{{{Field}}}" is the same field.
  while (inside.starts_with('{'))
    inside.remove_prefix(1);
  inside = trimmed(inside);
  if (inside.empty() || inside.front() == '!') return;
  Node node = read_tag(inside, field_names);
  if (node.what == What::kEnd) {
    close_condition(node.text, open);
    return;
  }
  if (node.what != What::kField && node.what != What::kSpecial) {
    if (open.size() == kDeepestCondition) return;
    open.push_back(nodes_.size());
  }
  nodes_.push_back(std::move(node));
}

AnkiTemplate::Node AnkiTemplate::read_tag(std::string_view inside,
                                          std::span<const std::string> field_names) {
  Node node;
  const char sign = inside.front();
  if (sign == '#' || sign == '^' || sign == '/') {
    node.what = sign == '#' ? What::kIf : sign == '^' ? What::kUnless : What::kEnd;
    node.text = trimmed(inside.substr(1));
  } else {
    node.what = What::kSpecial;
    read_name(inside, node);
  }
  const auto found = std::find(field_names.begin(), field_names.end(), node.text);
  if (found == field_names.end()) return node;
  node.field = static_cast<std::size_t>(found - field_names.begin());
  if (node.what == What::kSpecial) node.what = What::kField;
  return node;
}

/// Reads "filter:filter:Name".
void AnkiTemplate::read_name(std::string_view inside, Node& node) {
  std::size_t at = inside.rfind(':');
  if (at == std::string_view::npos) {
    node.text = inside;
    return;
  }
  node.text = trimmed(inside.substr(at + 1));
  inside = inside.substr(0, at);
  for (at = inside.rfind(':'); at != std::string_view::npos; at = inside.rfind(':')) {
    if (node.filters.size() < kMostFilters)
      node.filters.emplace_back(trimmed(inside.substr(at + 1)));
    inside = inside.substr(0, at);
  }
  node.filters.emplace_back(trimmed(inside));
}

/// Closes the nearest condition of that name, and all that were left open within.
void AnkiTemplate::close_condition(const std::string& name,
                                   std::vector<std::size_t>& open) {
  const auto opened = std::find_if(open.rbegin(), open.rend(), [&](std::size_t at) {
    return nodes_[at].text == name;
  });
  if (opened == open.rend()) return;
  const auto first = open.erase(opened.base(), open.end()) - 1;
  nodes_[*first].end = nodes_.size();
  open.erase(first, open.end());
}

bool AnkiTemplate::holds(const Node& node, const AnkiRendering& rendering) const {
  bool filled_in = false;
  if (node.field) {
    filled_in = *node.field < rendering.fields.size() &&
                !is_empty_html(rendering.fields[*node.field]);
  } else if (node.text == "Tags") {
    filled_in = !trimmed(rendering.tags).empty();
  } else if (node.text.size() > 1 && node.text.front() == 'c') {
    filled_in = node.text.substr(1) == std::to_string(rendering.ord + 1);
  } else {
    filled_in = node.text == "Type" || node.text == "Deck" || node.text == "Subdeck" ||
                node.text == "Card" || node.text == "FrontSide";
  }
  return filled_in == (node.what == What::kIf);
}

/// What the tag stands for, before its filters.
std::string AnkiTemplate::unfiltered(const Node& node, const AnkiRendering& rendering) {
  if (node.field)
    return *node.field < rendering.fields.size() ? rendering.fields[*node.field]
                                                 : std::string();
  if (node.text == "Tags") return std::string(trimmed(rendering.tags));
  if (node.text == "Type") return std::string(rendering.type_name);
  if (node.text == "Deck") return std::string(rendering.deck_name);
  if (node.text == "Card") return std::string(rendering.card_name);
  if (node.text != "Subdeck") return {};
  const std::size_t at = rendering.deck_name.rfind("::");
  return std::string(
      rendering.deck_name.substr(at == std::string_view::npos ? 0 : at + 2));
}

/// Whether a filter leaves nothing of its field on this side; notes what is to be typed,
/// what would be read aloud, and what would be a hint.
bool AnkiTemplate::hides(const std::string& filter,
                         const Node& node,
                         AnkiRendering& rendering) {
  if (is_cloze(filter)) return rendering.without_blanks;
  if (filter == "type") {
    if (node.field && node.filters.front() == "type") rendering.typed = node.field;
    // A blank that is typed is a blank.
    return rendering.blanks.empty() && !rendering.without_blanks;
  }
  if (filter == "hint") {
    rendering.hides_hint |=
        !rendering.answer_side && !is_empty_html(unfiltered(node, rendering));
    return !rendering.answer_side;
  }
  if (!filter.starts_with("tts")) return false;
  rendering.reads_aloud = true;
  return true;
}

std::string AnkiTemplate::value(const Node& node, AnkiRendering& rendering) {
  const auto has = [&](std::string_view filter) {
    return std::find(node.filters.begin(), node.filters.end(), filter) !=
           node.filters.end();
  };
  // The blanks stand there already: this is only the box to type them in.
  if (has("type") && has("cloze") && !rendering.blanks.empty()) return {};
  std::string text = unfiltered(node, rendering);
  for (const std::string& filter : node.filters) {
    if (hides(filter, node, rendering)) return {};
    text = is_cloze(filter) ? cloze_html(text, rendering.ord + 1, rendering.blanks)
                            : rewritten(filter, std::move(text));
  }
  return text;
}

std::string AnkiTemplate::render(AnkiRendering& rendering) const {
  std::string html;
  for (std::size_t i = 0; i < nodes_.size();) {
    const Node& node = nodes_[i];
    if (node.what == What::kIf || node.what == What::kUnless) {
      i = holds(node, rendering) ? i + 1 : std::max(node.end, i + 1);
      continue;
    }
    html += node.what == What::kText ? node.text : value(node, rendering);
    ++i;
  }
  return html;
}

std::string behind_rule(const std::string& answer, const std::string& question) {
  std::size_t from = 0;
  for (std::size_t at = answer.find("<hr"); at != std::string::npos;
       at = answer.find("<hr", at + 3)) {
    const std::size_t end = answer.find('>', at);
    if (end == std::string::npos) break;
    const std::string_view tag = std::string_view(answer).substr(at, end - at);
    const std::size_t id = tag.find("id");
    if (id != std::string_view::npos && tag.find("answer", id) != std::string_view::npos)
      from = end + 1;
  }
  if (from > 0) return answer.substr(from);
  // Without a rule the question may still stand before it, word for word.
  const std::string_view front = trimmed(question);
  if (!front.empty() && trimmed(answer).starts_with(front) &&
      trimmed(answer).size() > front.size())
    return std::string(trimmed(answer).substr(front.size()));
  return answer;
}

// ---- rectangles

namespace {

double number_in(std::string_view text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::isfinite(number) ? std::clamp(number, 0.0, 1.0) : 0;
}

void read_property(std::string_view property, AnkiRectangle& rectangle) {
  const std::size_t equals = property.find('=');
  if (equals == std::string_view::npos) return;
  const std::string_view name = trimmed(property.substr(0, equals));
  const std::string_view value = trimmed(property.substr(equals + 1));
  if (name == "left") rectangle.left = number_in(value);
  if (name == "top") rectangle.top = number_in(value);
  if (name == "width") rectangle.width = number_in(value);
  if (name == "height") rectangle.height = number_in(value);
  if (name == "oi") rectangle.hide_others = value == "1";
}

}  // namespace

AnkiRectangles read_rectangles(std::string_view field) {
  constexpr std::string_view kShape = "image-occlusion:";
  AnkiRectangles found;
  std::vector<int> numbers;
  for (std::size_t at = field.find("{{c"); at != std::string_view::npos;
       at = field.find("{{c", at + 1)) {
    const std::size_t start = cloze_start(field.substr(at), numbers);
    if (start == 0) continue;
    const std::size_t end = field.find("}}", at);
    if (end == std::string_view::npos) break;
    std::string_view inside = trimmed(field.substr(at + start, end - at - start));
    if (!inside.starts_with(kShape)) continue;
    inside.remove_prefix(kShape.size());
    if (!inside.starts_with("rect")) {
      ++found.others;
      continue;
    }
    AnkiRectangle rectangle;
    while (!inside.empty()) {
      const std::size_t colon = std::min(inside.find(':'), inside.size());
      read_property(inside.substr(0, colon), rectangle);
      inside.remove_prefix(std::min(colon + 1, inside.size()));
    }
    for (const int number : numbers) {
      rectangle.number = number;
      found.rectangles.push_back(rectangle);
    }
  }
  return found;
}

}  // namespace attache::exchange
