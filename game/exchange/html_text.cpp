#include "exchange/html_text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <gumbo.h>
#include <memory>
#include <optional>
#include <utility>

#include "base/text.h"
#include "deckfile/folding.h"
#include "exchange/commonmark_text.h"
#include "exchange/html_tokens.h"

namespace attache::exchange {

namespace {

constexpr std::size_t kMostBytes = 1u << 20;
constexpr const char* kLineThrough = "the line through a text";

/// A piece of a line with one look.
struct Run {
  std::string text;  ///< plain
  bool bold = false;
  bool slanted = false;
  bool code = false;
  std::string link;
  std::string mark;  ///< CommonMark that is there instead of the text: a picture

  [[nodiscard]] bool looks_like(const Run& other) const {
    return bold == other.bold && slanted == other.slanted && code == other.code &&
           link == other.link && mark.empty() && other.mark.empty();
  }
};

struct Line {
  std::string bullet;  ///< "- ", "3. ", or empty for a paragraph
  std::vector<Run> runs;
};

// ---- scripts above and below the line

struct Raised {
  std::string_view plain, above, below;
};
constexpr std::array<Raised, 43> kRaised{{
    {"0", "⁰", "₀"}, {"1", "¹", "₁"}, {"2", "²", "₂"}, {"3", "³", "₃"}, {"4", "⁴", "₄"},
    {"5", "⁵", "₅"}, {"6", "⁶", "₆"}, {"7", "⁷", "₇"}, {"8", "⁸", "₈"}, {"9", "⁹", "₉"},
    {"+", "⁺", "₊"}, {"-", "⁻", "₋"}, {"−", "⁻", "₋"}, {"=", "⁼", "₌"}, {"(", "⁽", "₍"},
    {")", "⁾", "₎"}, {" ", " ", " "}, {"a", "ᵃ", "ₐ"}, {"b", "ᵇ", ""},  {"c", "ᶜ", ""},
    {"d", "ᵈ", ""},  {"e", "ᵉ", "ₑ"}, {"f", "ᶠ", ""},  {"g", "ᵍ", ""},  {"h", "ʰ", "ₕ"},
    {"i", "ⁱ", "ᵢ"}, {"j", "ʲ", "ⱼ"}, {"k", "ᵏ", "ₖ"}, {"l", "ˡ", "ₗ"}, {"m", "ᵐ", "ₘ"},
    {"n", "ⁿ", "ₙ"}, {"o", "ᵒ", "ₒ"}, {"p", "ᵖ", "ₚ"}, {"r", "ʳ", "ᵣ"}, {"s", "ˢ", "ₛ"},
    {"t", "ᵗ", "ₜ"}, {"u", "ᵘ", "ᵤ"}, {"v", "ᵛ", "ᵥ"}, {"w", "ʷ", ""},  {"x", "ˣ", "ₓ"},
    {"y", "ʸ", ""},  {"z", "ᶻ", ""},  {"*", "*", ""},
}};

/// The text set above or below the line, if there are characters for all of it.
std::optional<std::string> raised(std::string_view text, bool above) {
  std::string out;
  for (const char32_t letter : code_points(text)) {
    const std::string plain = to_utf8(std::u32string_view(&letter, 1));
    const auto* known =
        std::find_if(kRaised.begin(), kRaised.end(),
                     [&](const Raised& one) { return one.plain == plain; });
    if (known == kRaised.end()) return {};
    const std::string_view set = above ? known->above : known->below;
    if (set.empty()) return {};
    out += set;
  }
  return out;
}

// ---- lines to CommonMark

bool is_blank(std::string_view text) {
  return text.find_first_not_of(' ') == std::string_view::npos;
}

enum class Neighbour { kBlank, kMark, kLetter };
Neighbour neighbour(char32_t c) {
  if (c == U'\0' || c == U' ') return Neighbour::kBlank;
  return is_letter_or_digit(c) ? Neighbour::kLetter : Neighbour::kMark;
}
Neighbour first_of(std::string_view text) {
  const std::u32string letters = code_points(text.substr(0, 4));
  return letters.empty() ? Neighbour::kBlank : neighbour(letters.front());
}
Neighbour last_of(std::string_view text) {
  std::size_t at = text.size() < 4 ? 0 : text.size() - 4;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
    ++at;
  const std::u32string letters = code_points(text.substr(at));
  return letters.empty() ? Neighbour::kBlank : neighbour(letters.back());
}

/// CommonMark takes stars as marks of emphasis only where they lean on a word.
bool stars_hold(std::string_view before,
                std::string_view inside,
                std::string_view after) {
  if (before.ends_with('*')) return false;
  const bool opens =
      first_of(inside) == Neighbour::kLetter || last_of(before) != Neighbour::kLetter;
  const bool closes =
      last_of(inside) == Neighbour::kLetter || first_of(after) != Neighbour::kLetter;
  return opens && closes;
}

std::string code_of(std::string_view text) {
  std::string fence = "`";
  while (text.find(fence) != std::string_view::npos)
    fence += '`';
  const bool leans = text.starts_with('`') || text.ends_with('`');
  const std::string_view gap = leans ? " " : "";
  return fmt::format("{0}{1}{2}{1}{0}", fence, gap, text);
}

/// An address as it may stand in a link of CommonMark.
std::string address_of(std::string_view url) {
  std::string out;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F ||
        std::string_view("()<>\\\"*_`[]{}|").find(c) != std::string_view::npos) {
      out += fmt::format("%{:02X}", static_cast<unsigned>(byte));
    } else if (c == '&') {
      out += "\\&";
    } else {
      out += c;
    }
  }
  return out;
}

std::string_view stars_of(const Run& run) {
  if (run.bold) return run.slanted ? "***" : "**";
  return run.slanted ? "*" : "";
}

/// Adds a run of words as CommonMark to a line; `following` is the text behind it.
void add_words(const Run& run, std::string_view following, std::string& line) {
  // Blanks at the ends stand outside of the marks.
  const std::size_t begin = std::min(run.text.find_first_not_of(' '), run.text.size());
  const std::size_t end = run.text.find_last_not_of(' ') + 1;
  line += run.text.substr(0, begin);
  if (begin >= end) return;
  const std::string core = run.text.substr(begin, end - begin);
  std::string inside =
      run.code ? code_of(core) : escaped_commonmark(core, is_blank(line));
  if (!run.link.empty()) inside = fmt::format("[{}]({})", inside, address_of(run.link));
  const std::string after = run.text.substr(end);
  const std::string_view next = after.empty() ? following : std::string_view(after);
  const std::string_view stars = stars_of(run);
  if (!stars.empty() && stars_hold(line, inside, next)) {
    line += fmt::format("{0}{1}{0}", stars, inside);
  } else {
    line += inside;
  }
  line += after;
}

/// The line's runs as CommonMark, one after the other.
std::string commonmark(const std::vector<Run>& runs) {
  std::string out;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!runs[i].mark.empty()) {
      out += runs[i].mark;
      continue;
    }
    const bool last = i + 1 == runs.size();
    add_words(runs[i], last ? std::string_view() : std::string_view(runs[i + 1].text),
              out);
  }
  return folded_line(out);
}

std::string plain(const std::vector<Run>& runs) {
  std::string out;
  for (const Run& run : runs)
    out += run.text;
  return folded_line(out);
}

// ---- the tree to lines

struct Look {
  bool bold = false;
  bool slanted = false;
  bool code = false;
  bool lines = false;  ///< of preformatted text: line ends count
  std::string link;
};

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool may_be_linked(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://") ||
         address.starts_with("mailto:");
}

class Reader {
 public:
  explicit Reader(FromHtml& found) : found_(found) {}

  void children(const GumboElement& element, const Look& look) {
    for (unsigned i = 0; i < element.children.length; ++i)
      node(*static_cast<const GumboNode*>(element.children.data[i]), look);
  }
  [[nodiscard]] std::vector<Line>&& lines() && { return std::move(lines_); }
  void add_plain(std::string_view text) { this->text(text, {}); }

 private:
  struct List {
    bool numbered = false;
    int next = 1;
  };

  void node(const GumboNode& node, const Look& look) {
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        text(node.v.text.text, look);
        break;
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        element(node.v.element, look);
        break;
      default:
        break;
    }
  }

  void element(const GumboElement& element, Look look) {
    switch (element.tag) {
      case GUMBO_TAG_BR:
      case GUMBO_TAG_HR:
        break_line();
        return;
      case GUMBO_TAG_IMG:
        picture(element);
        return;
      case GUMBO_TAG_UL:
      case GUMBO_TAG_OL:
        list(element, look);
        return;
      case GUMBO_TAG_LI:
        item(element, look);
        return;
      case GUMBO_TAG_TR:
        row(element, look);
        return;
      case GUMBO_TAG_SUP:
      case GUMBO_TAG_SUB:
        script(element, look);
        return;
      case GUMBO_TAG_RT:
        text("(", look);
        children(element, look);
        text(")", look);
        return;
      case GUMBO_TAG_RP:
        return;
      case GUMBO_TAG_Q:
        text("“", look);
        children(element, look);
        text("”", look);
        return;
      default:
        break;
    }
    dress(element, look);
    if (is_block(element.tag)) {
      new_line();
      children(element, look);
      new_line();
    } else {
      children(element, look);
    }
  }

  static bool is_block(GumboTag tag) {
    switch (tag) {
      case GUMBO_TAG_P:
      case GUMBO_TAG_DIV:
      case GUMBO_TAG_H1:
      case GUMBO_TAG_H2:
      case GUMBO_TAG_H3:
      case GUMBO_TAG_H4:
      case GUMBO_TAG_H5:
      case GUMBO_TAG_H6:
      case GUMBO_TAG_BLOCKQUOTE:
      case GUMBO_TAG_PRE:
      case GUMBO_TAG_TABLE:
      case GUMBO_TAG_CAPTION:
      case GUMBO_TAG_SECTION:
      case GUMBO_TAG_ARTICLE:
      case GUMBO_TAG_HEADER:
      case GUMBO_TAG_FOOTER:
      case GUMBO_TAG_ASIDE:
      case GUMBO_TAG_NAV:
      case GUMBO_TAG_MAIN:
      case GUMBO_TAG_FIGURE:
      case GUMBO_TAG_FIGCAPTION:
      case GUMBO_TAG_ADDRESS:
      case GUMBO_TAG_DETAILS:
      case GUMBO_TAG_SUMMARY:
      case GUMBO_TAG_FIELDSET:
      case GUMBO_TAG_CENTER:
      case GUMBO_TAG_DL:
      case GUMBO_TAG_DT:
      case GUMBO_TAG_DD:
        return true;
      default:
        return false;
    }
  }

  /// What an element changes in the look of its text.
  void dress(const GumboElement& element, Look& look) {
    switch (element.tag) {
      case GUMBO_TAG_B:
      case GUMBO_TAG_STRONG:
      case GUMBO_TAG_TH:
      case GUMBO_TAG_DT:
      case GUMBO_TAG_H1:
      case GUMBO_TAG_H2:
      case GUMBO_TAG_H3:
      case GUMBO_TAG_H4:
      case GUMBO_TAG_H5:
      case GUMBO_TAG_H6:
        look.bold = true;
        break;
      case GUMBO_TAG_I:
      case GUMBO_TAG_EM:
      case GUMBO_TAG_U:
      case GUMBO_TAG_INS:
      case GUMBO_TAG_CITE:
      case GUMBO_TAG_DFN:
      case GUMBO_TAG_VAR:
        look.slanted = true;
        break;
      case GUMBO_TAG_S:
      case GUMBO_TAG_STRIKE:
      case GUMBO_TAG_DEL:
        remark(found_.left_out, kLineThrough);
        break;
      case GUMBO_TAG_CODE:
      case GUMBO_TAG_KBD:
      case GUMBO_TAG_SAMP:
      case GUMBO_TAG_TT:
        look.code = true;
        break;
      case GUMBO_TAG_PRE:
        look.code = look.lines = true;
        break;
      case GUMBO_TAG_A:
        if (const auto href = attribute(element, "href"); may_be_linked(href))
          look.link = std::string(href);
        break;
      default:
        break;
    }
    const std::string style = fold(attribute(element, "style").substr(0, 1000));
    for (const std::string_view weight : {"bold", "600", "700", "800", "900"})
      if (style.find(fmt::format("font-weight: {}", weight)) != std::string::npos ||
          style.find(fmt::format("font-weight:{}", weight)) != std::string::npos)
        look.bold = true;
    if (style.find("font-style: italic") != std::string::npos ||
        style.find("font-style:italic") != std::string::npos)
      look.slanted = true;
    if (style.find("line-through") != std::string::npos)
      remark(found_.left_out, kLineThrough);
  }

  void text(std::string_view text, const Look& look) {
    if (look.lines) {
      while (true) {
        const std::size_t end = text.find('\n');
        add(text.substr(0, end), look);
        if (end == std::string_view::npos) return;
        break_line();
        text.remove_prefix(end + 1);
      }
    }
    while (!text.empty()) {
      const std::size_t sound = std::min(text.find("[sound:"), text.size());
      add(text.substr(0, sound), look);
      text.remove_prefix(sound);
      if (text.empty()) return;
      const std::size_t end = text.find(']');
      if (end == std::string_view::npos) {
        add(text, look);
        return;
      }
      constexpr std::size_t kMark = 7;
      remark(found_.left_out,
             fmt::format("a sound ({})",
                         folded_line(text.substr(
                             kMark, std::min<std::size_t>(end - kMark, 100)))));
      text.remove_prefix(end + 1);
    }
  }

  /// Adds text to the line, white space folded.
  void add(std::string_view text, const Look& look) {
    std::string tidy;
    bool gap = !text.empty() && is_space(text.front());
    const std::string folded = folded_line(text);
    if (gap && !ends_in_blank()) tidy += ' ';
    tidy += folded;
    gap = !text.empty() && is_space(text.back());
    if (gap && !folded.empty()) tidy += ' ';
    if (tidy.empty()) return;
    Line& line = this->line();
    // Code is not dressed: two pieces of it side by side would run into each other.
    Run run{std::move(tidy),
            look.bold && !look.code,
            look.slanted && !look.code,
            look.code,
            look.link,
            {}};
    if (!line.runs.empty() && line.runs.back().looks_like(run)) {
      line.runs.back().text += run.text;
    } else {
      line.runs.push_back(std::move(run));
    }
  }
  static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }
  [[nodiscard]] bool ends_in_blank() const {
    return !open_ || lines_.back().runs.empty() ||
           lines_.back().runs.back().text.ends_with(' ');
  }

  Line& line() {
    if (!open_) lines_.emplace_back();
    open_ = true;
    return lines_.back();
  }
  /// The next text begins a line of its own, if one is possible here.
  void new_line() {
    if (in_item_ > 0) {
      if (open_ && !ends_in_blank()) add(" ", {});
    } else {
      open_ = false;
    }
  }
  void break_line() { new_line(); }

  void list(const GumboElement& element, const Look& look) {
    lists_.push_back({element.tag == GUMBO_TAG_OL, 1});
    const std::size_t outside = std::exchange(in_item_, 0);
    children(element, look);
    open_ = false;
    in_item_ = outside;
    lists_.pop_back();
  }

  /// Lists inside of lists are told one after the other: decks have one level of them.
  void item(const GumboElement& element, const Look& look) {
    open_ = false;
    std::string bullet = "- ";
    if (!lists_.empty() && lists_.back().numbered)
      bullet = fmt::format("{}. ", std::min(lists_.back().next++, 999));
    line().bullet = bullet;
    const std::size_t outside = std::exchange(in_item_, in_item_ + 1);
    children(element, look);
    in_item_ = outside;
    open_ = false;
  }

  void row(const GumboElement& element, const Look& look) {
    new_line();
    bool first = true;
    for (unsigned i = 0; i < element.children.length; ++i) {
      const auto& cell = *static_cast<const GumboNode*>(element.children.data[i]);
      if (cell.type != GUMBO_NODE_ELEMENT) continue;
      if (!first) add(" | ", {});
      first = false;
      Look of_cell = look;
      dress(cell.v.element, of_cell);
      const std::size_t outside = std::exchange(in_item_, in_item_ + 1);
      children(cell.v.element, of_cell);
      in_item_ = outside;
    }
    new_line();
  }

  void script(const GumboElement& element, const Look& look) {
    const bool above = element.tag == GUMBO_TAG_SUP;
    if (element.children.length == 1) {
      const auto& inside = *static_cast<const GumboNode*>(element.children.data[0]);
      if (inside.type == GUMBO_NODE_TEXT) {
        if (const auto set = raised(inside.v.text.text, above)) {
          add(*set, look);
          return;
        }
      }
    }
    remark(found_.left_out,
           above ? "the raising of a superscript" : "the lowering of a subscript");
    children(element, look);
  }

  void picture(const GumboElement& element) {
    const std::string_view source = attribute(element, "src");
    if (source.empty()) return;
    const std::string alt = folded_line(attribute(element, "alt"));
    const bool is_inside = source.starts_with("data:");
    found_.pictures.emplace_back(source);
    // Folded now, since the whole line is folded later.
    found_.picture_marks.push_back(
        folded_line(fmt::format("![{}]({})", escaped_commonmark(alt, false),
                                is_inside ? "data:" : address_of(source))));
    Run run;
    run.text = alt;
    run.mark = found_.picture_marks.back();
    line().runs.push_back(std::move(run));
  }

  FromHtml& found_;
  std::vector<Line> lines_;
  std::vector<List> lists_;
  std::size_t in_item_ = 0;
  bool open_ = false;  ///< the last line goes on
};

/// The lines of a text, each put together by `write`.
template <class Write>
std::string joined(const std::vector<Line>& lines, std::string_view apart, Write write) {
  std::string out;
  bool after_item = false;
  for (const Line& line : lines) {
    const std::string text = write(line.runs);
    if (text.empty()) continue;
    const bool is_item = !line.bullet.empty();
    if (!out.empty()) out += after_item && is_item ? "\n" : apart;
    after_item = is_item;
    out += line.bullet + text;
  }
  return out;
}

struct Tree {
  explicit Tree(std::string_view html) : options(kGumboDefaultOptions) {
    options.max_errors = 0;
    options.fragment_context = GUMBO_TAG_DIV;
    output = gumbo_parse_with_options(&options, html.data(), html.size());
  }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  ~Tree() { gumbo_destroy_output(&options, output); }

  GumboOptions options;
  GumboOutput* output = nullptr;
};

std::vector<Line> read_lines(std::string_view html, FromHtml& found) {
  if (html.size() > kMostBytes) {
    html = html.substr(0, kMostBytes);
    remark(found.left_out, "everything after the first megabyte of a text");
  }
  Reader reader(found);
  if (html.find_first_of("<&") == std::string_view::npos) {
    reader.add_plain(html);
    return std::move(reader).lines();
  }
  TamedHtml tamed = tamed_html(html);
  for (std::string& what : tamed.left_out)
    remark(found.left_out, std::move(what));
  const Tree tree(tamed.html);
  reader.children(tree.output->root->v.element, {});
  return std::move(reader).lines();
}

}  // namespace

FromHtml from_html(std::string_view html) {
  FromHtml found;
  found.markdown = joined(read_lines(html, found), "\n\n", commonmark);
  return found;
}

std::string plain_from_html(std::string_view html) {
  FromHtml found;
  return joined(read_lines(html, found), "\n", plain);
}

}  // namespace attache::exchange
