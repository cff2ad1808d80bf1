#include "deckfile/write.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <initializer_list>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/text.h"
#include "deckfile/folding.h"
#include "deckfile/values.h"

namespace attache {

namespace {

constexpr std::size_t kWidth = 100;
constexpr int kMostTries = 100;

std::string escaped(std::string_view text, bool in_attribute) {
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"' && in_attribute) {
      out += "&quot;";
    } else if (c == '>' && i >= 2 && text.substr(i - 2, 2) == "]]") {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

/// Builds the text of a deck, two blanks a level.
class Printer {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string>>;

  [[nodiscard]] std::string&& take() && { return std::move(out_); }

  void line(std::string_view text) {
    out_.append(2 * depth_, ' ');
    out_ += text;
    out_ += '\n';
  }
  void empty_line() { out_ += '\n'; }

  void open(std::string_view name, const Attributes& attributes) {
    start(name, attributes, ">");
    out_ += '\n';
    ++depth_;
  }
  void close(std::string_view name) {
    --depth_;
    line(fmt::format("</{}>", name));
  }
  void alone(std::string_view name, const Attributes& attributes) {
    start(name, attributes, "/>");
    out_ += '\n';
  }

  void plain(std::string_view name,
             std::string_view text,
             const Attributes& attributes = {}) {
    start(name, attributes, ">");
    out_ += escaped(folded_line(text), false);
    out_ += fmt::format("</{}>\n", name);
  }
  void plain_if(std::string_view name, std::string_view text) {
    if (!text.empty()) plain(name, text);
  }

  /// A text of several lines gets lines of its own.
  void rich(std::string_view name,
            std::string_view text,
            const Attributes& attributes = {}) {
    const std::string folded = folded_markdown(text);
    if (folded.find('\n') == std::string::npos) {
      plain(name, folded, attributes);
      return;
    }
    open(name, attributes);
    std::string_view rest = folded;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (end == 0) {
        empty_line();
      } else {
        line(escaped(rest.substr(0, end), false));
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    close(name);
  }
  void rich_if(std::string_view name, std::string_view text) {
    if (!text.empty()) rich(name, text);
  }

  /// A small element with children of one line each, all on one line. False if it does
  /// not fit.
  bool on_one_line(
      std::string_view name,
      const Attributes& attributes,
      std::initializer_list<std::pair<std::string_view, std::string_view>> children) {
    std::string text = fmt::format("<{}", name);
    for (const auto& [key, value] : attributes)
      text += fmt::format(" {}=\"{}\"", key, escaped(folded_line(value), true));
    text += '>';
    for (const auto& [child, inside] : children) {
      const std::string folded = folded_markdown(inside);
      if (folded.find('\n') != std::string::npos) return false;
      text += fmt::format("<{0}>{1}</{0}>", child, escaped(folded, false));
    }
    text += fmt::format("</{}>", name);
    if (2 * depth_ + code_points(text).size() > kWidth) return false;
    line(text);
    return true;
  }

 private:
  /// Attributes that do not fit into the width go on in a line of their own.
  void start(std::string_view name, const Attributes& attributes, std::string_view end) {
    const std::size_t indent = 2 * depth_;
    out_.append(indent, ' ');
    std::size_t width = indent + 1 + name.size();
    out_ += fmt::format("<{}", name);
    for (const auto& [key, value] : attributes) {
      const std::string one =
          fmt::format("{}=\"{}\"", key, escaped(folded_line(value), true));
      const std::size_t length = code_points(one).size() + 1;
      if (width + length > kWidth && key != attributes.front().first) {
        const std::size_t margin = indent + name.size() + 2;
        out_ += fmt::format("\n{:{}}{}", "", margin, one);
        width = margin + length;
      } else {
        out_ += fmt::format(" {}", one);
        width += length;
      }
    }
    out_ += end;
  }

  std::string out_;
  std::size_t depth_ = 0;
};

using Attributes = Printer::Attributes;

void add_if(Attributes& attributes, std::string_view key, std::string value) {
  if (!value.empty()) attributes.emplace_back(key, std::move(value));
}

void add_date(Attributes& attributes,
              std::string_view key,
              const std::optional<PartialDate>& date) {
  if (date) attributes.emplace_back(key, date->iso());
}

void add_forms(Attributes& attributes, const std::vector<std::string>& forms) {
  add_if(attributes, "forms", fmt::format("{}", fmt::join(forms, " ")));
}

void add_tolerance(Attributes& attributes, const Tolerance& tolerance) {
  if (tolerance != Tolerance{})
    attributes.emplace_back("tolerance", tolerance_text(tolerance));
}

/// What facts and cards share, in the order in which authors write it.
template <class Item>
void add_study(Attributes& attributes, const Item& item) {
  add_if(attributes, "topic", item.topic);
  add_if(attributes, "passage", item.passage);
  add_date(attributes, "as-of", item.as_of);
  add_date(attributes, "check-after", item.check_after);
  if (item.meaning != 1)
    attributes.emplace_back("meaning", fmt::format("{}", item.meaning));
  add_if(attributes, "tags", fmt::format("{}", fmt::join(item.tags, " ")));
}

void print(Printer& printer, const Source& source) {
  Attributes attributes{{"id", source.id}, {"title", source.title}};
  add_if(attributes, "publisher", source.publisher);
  add_if(attributes, "author", source.author);
  add_date(attributes, "date", source.date);
  add_if(attributes, "url", source.url);
  printer.alone("source", attributes);
}

void print(Printer& printer, const Topic& topic) {
  Attributes attributes{{"id", topic.id}};
  add_if(attributes, "parent", topic.parent);
  add_forms(attributes, topic.forms);
  printer.plain("topic", topic.name, attributes);
}

void print(Printer& printer, const Passage& passage) {
  Attributes attributes{{"id", passage.id}};
  add_if(attributes, "source", passage.source);
  add_if(attributes, "at", passage.at);
  add_if(attributes, "topic", passage.topic);
  printer.rich("passage", passage.text, attributes);
}

void print(Printer& printer, const Entity& entity) {
  Attributes attributes{{"id", entity.id}, {"type", entity.type}};
  add_if(attributes, "group", fmt::format("{}", fmt::join(entity.groups, " ")));
  add_if(attributes, "article", entity.article);
  if (entity.plural) attributes.emplace_back("plural", "yes");
  if (entity.aliases.empty() && entity.note.empty() &&
      printer.on_one_line("entity", attributes, {{"name", entity.name}}))
    return;
  printer.open("entity", attributes);
  printer.plain("name", entity.name);
  for (const Alias& alias : entity.aliases) {
    Attributes of_alias;
    add_if(of_alias, "lang", alias.lang);
    printer.plain("alias", alias.text, of_alias);
  }
  printer.rich_if("note", entity.note);
  printer.close("entity");
}

void print_asks(Printer& printer,
                const std::optional<std::string>& object,
                const std::optional<std::string>& subject) {
  if (object) printer.plain("asks", *object, {{"for", "object"}});
  if (subject) printer.plain("asks", *subject, {{"for", "subject"}});
}

void print(Printer& printer, const Relation& relation) {
  Attributes attributes{{"id", relation.id}};
  if (relation.shape != Shape::kPlain)
    attributes.emplace_back("shape", name_of(relation.shape));
  printer.open("relation", attributes);
  printer.plain("says", relation.wording.says);
  print_asks(printer, relation.wording.asks_object, relation.wording.asks_subject);
  printer.close("relation");
}

void print_objects(Printer& printer, const Fact& fact) {
  for (const FactObject& object : fact.objects) {
    if (const auto* entity = std::get_if<EntityRef>(&object)) {
      printer.alone("object", {{"ref", entity->id}});
    } else {
      printer.plain("value", std::get<Value>(object).text);
    }
  }
}

bool has_values(const Fact& fact) {
  return !fact.objects.empty() && std::holds_alternative<Value>(fact.objects.front());
}

void print(Printer& printer, const Fact& fact) {
  Attributes attributes{
      {"id", fact.id}, {"relation", fact.relation}, {"subject", fact.subject}};
  const bool many = fact.objects.size() > 1;
  if (!many && !fact.objects.empty()) {
    if (const auto* entity = std::get_if<EntityRef>(&fact.objects.front())) {
      attributes.emplace_back("object", entity->id);
    } else {
      attributes.emplace_back("value", std::get<Value>(fact.objects.front()).text);
    }
  }
  if (has_values(fact)) attributes.emplace_back("type", name_of(fact.value_type));
  add_if(attributes, "unit", fact.unit);
  add_tolerance(attributes, fact.tolerance);
  add_study(attributes, fact);
  add_forms(attributes, fact.forms);
  if (!many && !fact.says && !fact.asks_object && !fact.asks_subject &&
      fact.explain.empty() && fact.support.empty()) {
    printer.alone("fact", attributes);
    return;
  }
  printer.open("fact", attributes);
  if (many) print_objects(printer, fact);
  if (fact.says) printer.plain("says", *fact.says);
  print_asks(printer, fact.asks_object, fact.asks_subject);
  printer.rich_if("explain", fact.explain);
  for (const std::string& words : fact.support)
    printer.plain("support", words);
  printer.close("fact");
}

/// Prints what is particular to a kind of card.
struct BodyPrinter {
  Printer& printer;

  void operator()(const RecallCard& card) const { printer.rich("answer", card.answer); }
  void operator()(const ChoiceCard& card) const {
    printer.rich("answer", card.answer);
    wrong(card.wrong);
  }
  void operator()(const SelectCard& card) const {
    for (const std::string& answer : card.answers)
      printer.rich("answer", answer);
    wrong(card.wrong);
  }
  void operator()(const TrueFalseCard& card) const {
    printer.plain("answer", card.answer ? "true" : "false");
  }
  void operator()(const TypedCard& card) const {
    printer.plain("answer", card.answer);
    for (const std::string& accepted : card.accept)
      printer.plain("accept", accepted);
  }
  void operator()(const ClozeCard& /*card*/) const {}
  void operator()(const NumberCard& card) const { printer.plain("answer", card.answer); }
  void operator()(const DateCard& card) const {
    printer.plain("answer", card.answer.iso());
  }
  void operator()(const OrderCard& card) const {
    for (const std::string& item : card.items)
      printer.rich("item", item);
  }
  void operator()(const MatchCard& card) const {
    for (const Pair& pair : card.pairs) {
      if (printer.on_one_line("pair", {}, {{"left", pair.left}, {"right", pair.right}}))
        continue;
      printer.open("pair", {});
      printer.rich("left", pair.left);
      printer.rich("right", pair.right);
      printer.close("pair");
    }
  }
  void operator()(const ImageCard& card) const {
    printer.alone("image", {{"file", card.file}, {"alt", card.alt}});
    for (const PictureRegion& one : card.regions)
      region(one);
  }

 private:
  void region(const PictureRegion& one) const {
    const Attributes attributes{{"id", one.id},
                                {"x", percent_text(one.x)},
                                {"y", percent_text(one.y)},
                                {"width", percent_text(one.width)},
                                {"height", percent_text(one.height)}};
    if (one.accept.empty() &&
        printer.on_one_line("region", attributes, {{"answer", one.answer}}))
      return;
    printer.open("region", attributes);
    printer.plain("answer", one.answer);
    for (const std::string& accepted : one.accept)
      printer.plain("accept", accepted);
    printer.close("region");
  }
  void wrong(const std::vector<WrongOption>& options) const {
    for (const WrongOption& option : options) {
      Attributes attributes;
      add_if(attributes, "why", option.why);
      printer.rich("wrong", option.text, attributes);
    }
  }
};

const char* kind_of(const CardBody& body) {
  struct Kind {
    const char* operator()(const RecallCard& /*card*/) const { return "recall"; }
    const char* operator()(const ChoiceCard& /*card*/) const { return "choice"; }
    const char* operator()(const SelectCard& /*card*/) const { return "select"; }
    const char* operator()(const TrueFalseCard& /*card*/) const { return "true-false"; }
    const char* operator()(const TypedCard& /*card*/) const { return "typed"; }
    const char* operator()(const ClozeCard& /*card*/) const { return "cloze"; }
    const char* operator()(const NumberCard& /*card*/) const { return "number"; }
    const char* operator()(const DateCard& /*card*/) const { return "date"; }
    const char* operator()(const OrderCard& /*card*/) const { return "order"; }
    const char* operator()(const MatchCard& /*card*/) const { return "match"; }
    const char* operator()(const ImageCard& /*card*/) const { return "image"; }
  };
  return std::visit(Kind{}, body);
}

void print(Printer& printer, const Card& card) {
  Attributes attributes{{"id", card.id}, {"kind", kind_of(card.body)}};
  if (const auto* number = std::get_if<NumberCard>(&card.body)) {
    add_if(attributes, "unit", number->unit);
    add_tolerance(attributes, number->tolerance);
  }
  if (const auto* date = std::get_if<DateCard>(&card.body);
      date != nullptr && date->precision != precision_of(date->answer))
    attributes.emplace_back("precision", name_of(date->precision));
  if (const auto* image = std::get_if<ImageCard>(&card.body);
      image != nullptr && image->hide == Hiding::kOne)
    attributes.emplace_back("hide", "one");
  add_if(attributes, "fact", card.fact);
  add_study(attributes, card);
  printer.open("card", attributes);
  printer.rich("ask", card.ask);
  std::visit(BodyPrinter{printer}, card.body);
  printer.rich_if("explain", card.explain);
  for (const std::string& words : card.support)
    printer.plain("support", words);
  printer.close("card");
}

/// A section of parts of one kind, begun by an empty line. Parts of several lines are set
/// apart too.
template <class Part>
void print_section(Printer& printer, const std::vector<Part>& parts, bool apart = false) {
  bool first = true;
  for (const Part& part : parts) {
    if (first || apart) printer.empty_line();
    first = false;
    print(printer, part);
  }
}

// ---- files

/// A new hidden file in the same folder, removed unless it was kept. Made with open, not
/// with mkstemp, so that it gets the permissions that the system gives every new file.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::filesystem::path& beside) {
    const std::string stem = "." + beside.filename().string();
    for (int i = 0; i < kMostTries && handle_ < 0; ++i) {
      name_ =
          (beside.parent_path() / fmt::format("{}.{}-{}", stem, ::getpid(), i)).string();
      handle_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (handle_ < 0 && errno != EEXIST) return;
    }
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile(TemporaryFile&&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile() {
    if (handle_ < 0) return;
    ::close(handle_);
    if (!kept_) ::unlink(name_.c_str());
  }

  [[nodiscard]] bool is_open() const { return handle_ >= 0; }

  /// Puts the content in the place of `target`, with its permissions. False with errno
  /// set when anything failed; then the target is as it was.
  bool become(const std::filesystem::path& target, std::string_view content) {
    while (!content.empty()) {
      const ssize_t written = ::write(handle_, content.data(), content.size());
      if (written < 0 && errno != EINTR) return false;
      if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    }
    struct stat old {};
    if (::stat(target.c_str(), &old) == 0 && ::fchmod(handle_, old.st_mode & 0777U) != 0)
      return false;
    kept_ = ::fsync(handle_) == 0 && ::rename(name_.c_str(), target.c_str()) == 0;
    return kept_;
  }

 private:
  std::string name_;
  int handle_ = -1;
  bool kept_ = false;
};

std::string reason() {
  return std::generic_category().message(errno);
}

/// The rename itself is safe only when the folder is on the disk.
bool sync_folder(const std::filesystem::path& folder) {
  const int handle =
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return false;
  // Some file systems cannot sync a folder and say EINVAL; there is nothing better to do
  // there.
  const bool synced = ::fsync(handle) == 0 || errno == EINVAL;
  ::close(handle);
  return synced;
}

}  // namespace

std::string deck_xml(const Deck& deck) {
  Printer printer;
  printer.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  Attributes attributes{{"format", "1"},
                        {"id", deck.id},
                        {"edition", fmt::format("{}", deck.edition)},
                        {"lang", deck.lang}};
  add_date(attributes, "as-of", deck.as_of);
  add_forms(attributes, deck.forms);
  printer.open("deck", attributes);
  printer.plain("title", deck.title);
  printer.rich_if("description", deck.description);
  for (const std::string& author : deck.authors)
    printer.plain("author", author);
  printer.plain_if("licence", deck.licence);
  print_section(printer, deck.sources);
  print_section(printer, deck.topics);
  print_section(printer, deck.passages, true);
  print_section(printer, deck.entities);
  print_section(printer, deck.relations);
  print_section(printer, deck.facts);
  print_section(printer, deck.cards, true);
  printer.close("deck");
  return std::move(printer).take();
}

Result<void> write_deck(const Deck& deck, const std::filesystem::path& file) {
  // A link to a deck is followed, so that the deck is replaced and not the link.
  std::error_code none;
  const std::filesystem::path real = std::filesystem::canonical(file, none);
  const std::filesystem::path& target = none ? file : real;
  if (std::filesystem::is_directory(target, none))
    return fail("the deck cannot be written, because this is a folder", file.string(),
                "choose the name of a file");
  TemporaryFile temporary(target);
  if (!temporary.is_open())
    return fail(fmt::format("the deck cannot be written into this folder ({})", reason()),
                file.string(),
                "check that the folder is there and that you may write into it");
  if (!temporary.become(target, deck_xml(deck)))
    return fail(
        fmt::format("the deck could not be written ({})", reason()), file.string(),
        "make room on the disk or choose another place; the old file is untouched");
  if (!sync_folder(target.parent_path()))
    return fail(
        fmt::format("the deck is written, but not yet safe on the disk ({})", reason()),
        file.string(), "save it once more");
  return {};
}

}  // namespace attache
