#include "exchange/html_tokens.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace attache::exchange {

namespace {

constexpr std::size_t kMostLevels = 64;
// Steps up the tree that a parser may have to make in all.
constexpr std::size_t kMostSteps = 1'000'000;
constexpr std::size_t kMostRemarks = 100;

/// Elements that go with all that is in them, and what they are called.
constexpr std::array<std::pair<std::string_view, std::string_view>, 19> kDropped{
    {{"script", "a script"},
     {"style", "a style sheet"},
     {"audio", "a sound"},
     {"video", "a video"},
     {"iframe", "an embedded page"},
     {"object", "an embedded object"},
     {"svg", "a drawing"},
     {"canvas", "a drawing"},
     {"math", "a formula"},
     {"select", "a list to choose from"},
     {"textarea", "a field to write in"},
     {"noscript", ""},
     {"noembed", ""},
     {"noframes", ""},
     {"template", ""},
     {"title", ""},
     {"head", ""},
     {"xmp", "preformatted text"},
     {"plaintext", "preformatted text"}}};
constexpr std::array<std::string_view, 15> kVoid{
    "area", "base", "br",     "col",   "embed",  "hr",    "img", "input",
    "link", "meta", "keygen", "param", "source", "track", "wbr"};
/// Elements that change how a parser goes on, or mean nothing here: the tag goes, what is
/// in it stays.
constexpr std::array<std::string_view, 13> kUnwrapped{
    "html", "body",  "form",  "frameset", "frame",   "optgroup", "option",
    "area", "embed", "input", "button",   "marquee", "applet"};
constexpr std::array<std::string_view, 4> kKeptAttributes{"href", "src", "alt", "style"};

template <class List>
bool holds(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

class Tamer {
 public:
  explicit Tamer(std::string_view html) : rest_(html) {}

  TamedHtml tame() {
    while (!rest_.empty()) {
      const std::size_t tag = std::min(rest_.find('<'), rest_.size());
      out_.html += rest_.substr(0, tag);
      rest_.remove_prefix(tag);
      if (!rest_.empty()) markup();
    }
    return std::move(out_);
  }

 private:
  using Attributes = std::vector<std::pair<std::string, std::string>>;

  void markup() {
    const char next = rest_.size() > 1 ? rest_[1] : '\0';
    const char after = rest_.size() > 2 ? rest_[2] : '\0';
    if (rest_.starts_with("<!--")) {
      go_behind("-->", 4);
    } else if (next == '!' || next == '?') {
      go_behind(">", 2);
    } else if (next == '/' && is_letter(after)) {
      rest_.remove_prefix(2);
      end_tag();
    } else if (is_letter(next)) {
      rest_.remove_prefix(1);
      start_tag();
    } else {
      out_.html += "&lt;";
      rest_.remove_prefix(1);
    }
  }

  void end_tag() {
    const std::string name = read_name();
    go_behind(">", 0);
    const auto open = open_.find(name);
    if (open == open_.end() || open->second == 0) return;
    --open->second;
    --levels_;
    out_.html += fmt::format("</{}>", name);
  }

  void start_tag() {
    const std::string name = read_name();
    const Attributes attributes = read_attributes();
    const auto* dropped =
        std::find_if(kDropped.begin(), kDropped.end(),
                     [&](const auto& one) { return one.first == name; });
    if (dropped != kDropped.end()) {
      drop(name, std::string(dropped->second), attributes);
      return;
    }
    if (holds(kUnwrapped, name)) return;
    const bool is_void = holds(kVoid, name);
    steps_ += levels_ + 1;
    if ((!is_void && levels_ >= kMostLevels) || steps_ > kMostSteps) {
      remark(out_.left_out, "HTML that is nested too deeply");
      return;
    }
    out_.html += "<" + name;
    for (const auto& [key, value] : attributes)
      out_.html += fmt::format(" {}=\"{}\"", key, value);
    out_.html += '>';
    if (is_void) return;
    ++levels_;
    ++open_[name];
  }

  /// Leaves out an element with what is in it.
  void drop(const std::string& name, std::string what, const Attributes& attributes) {
    const auto source =
        std::find_if(attributes.begin(), attributes.end(),
                     [](const auto& attribute) { return attribute.first == "src"; });
    if (source != attributes.end() && !what.empty() && !source->second.empty())
      what += fmt::format(" ({})", source->second.substr(0, 100));
    if (!what.empty()) remark(out_.left_out, std::move(what));
    for (std::size_t at = rest_.find("</"); at != std::string_view::npos;
         at = rest_.find("</", at + 2)) {
      const std::string_view end = rest_.substr(at + 2, name.size());
      if (!std::equal(end.begin(), end.end(), name.begin(), name.end(),
                      [](char a, char b) { return lower(a) == b; }))
        continue;
      const char behind =
          at + 2 + name.size() < rest_.size() ? rest_[at + 2 + name.size()] : '>';
      if (behind != '>' && behind != '/' && !is_space(behind)) continue;
      rest_.remove_prefix(at);
      go_behind(">", 2);
      return;
    }
    rest_ = {};
  }

  std::string read_name() {
    std::string name;
    while (!rest_.empty() && !is_space(rest_.front()) && rest_.front() != '>' &&
           rest_.front() != '/') {
      const char c = lower(rest_.front());
      // What no name of HTML has would not come out again as it went in.
      name += is_letter(c) || (c >= '0' && c <= '9') || c == '-' ? c : 'x';
      rest_.remove_prefix(1);
    }
    if (name.size() > 20) name.resize(20);
    return name;
  }

  Attributes read_attributes() {
    Attributes attributes;
    while (!rest_.empty() && rest_.front() != '>') {
      if (is_space(rest_.front()) || rest_.front() == '/' || rest_.front() == '=') {
        rest_.remove_prefix(1);
        continue;
      }
      std::string name;
      while (!rest_.empty() && !is_space(rest_.front()) && rest_.front() != '=' &&
             rest_.front() != '>' && rest_.front() != '/') {
        name += lower(rest_.front());
        rest_.remove_prefix(1);
      }
      skip_blanks();
      std::string value;
      if (!rest_.empty() && rest_.front() == '=') {
        rest_.remove_prefix(1);
        skip_blanks();
        value = read_value();
      }
      const bool is_new =
          std::none_of(attributes.begin(), attributes.end(),
                       [&](const auto& one) { return one.first == name; });
      if (holds(kKeptAttributes, name) && is_new)
        attributes.emplace_back(std::move(name), std::move(value));
    }
    if (!rest_.empty()) rest_.remove_prefix(1);
    return attributes;
  }

  std::string read_value() {
    if (rest_.empty()) return {};
    std::string_view raw;
    if (const char quote = rest_.front(); quote == '"' || quote == '\'') {
      rest_.remove_prefix(1);
      raw = rest_.substr(0, rest_.find(quote));
      rest_.remove_prefix(std::min(raw.size() + 1, rest_.size()));
    } else {
      const std::size_t end = std::min(rest_.find_first_of(" \t\n\r\f>"), rest_.size());
      raw = rest_.substr(0, end);
      rest_.remove_prefix(end);
    }
    std::string value;
    for (const char c : raw)
      value += c == '"' ? std::string("&quot;") : std::string(1, c);
    return value;
  }

  void skip_blanks() {
    while (!rest_.empty() && is_space(rest_.front()))
      rest_.remove_prefix(1);
  }
  void go_behind(std::string_view mark, std::size_t from) {
    const std::size_t end = rest_.find(mark, from);
    rest_ = end == std::string_view::npos ? std::string_view()
                                          : rest_.substr(end + mark.size());
  }

  std::string_view rest_;
  TamedHtml out_;
  std::map<std::string, std::size_t, std::less<>> open_;
  std::size_t levels_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace

void remark(std::vector<std::string>& remarks, std::string what) {
  if (remarks.size() < kMostRemarks &&
      std::find(remarks.begin(), remarks.end(), what) == remarks.end())
    remarks.push_back(std::move(what));
}

TamedHtml tamed_html(std::string_view html) {
  return Tamer(html).tame();
}

}  // namespace attache::exchange
