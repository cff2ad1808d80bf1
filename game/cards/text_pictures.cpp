#include "cards/text_pictures.h"

#include <algorithm>
#include <md4c.h>
#include <unordered_set>
#include <utility>
#include <variant>

namespace attache {

namespace {

/// Collects pictures while md4c walks through the text.
struct PictureReader {
  std::vector<TextPicture> found;
  int inside = 0;

  static PictureReader& of(void* user) { return *static_cast<PictureReader*>(user); }
};

int enter_span(MD_SPANTYPE type, void* detail, void* user) {
  if (type != MD_SPAN_IMG) return 0;
  PictureReader& reader = PictureReader::of(user);
  const MD_ATTRIBUTE& file = static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src;
  if (reader.inside++ == 0) reader.found.push_back({{file.text, file.size}, {}});
  return 0;
}

int leave_span(MD_SPANTYPE type, void* /*detail*/, void* user) {
  if (type == MD_SPAN_IMG) --PictureReader::of(user).inside;
  return 0;
}

int add_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
  PictureReader& reader = PictureReader::of(user);
  if (reader.inside == 0) return 0;
  if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR)
    reader.found.back().alt += ' ';
  else
    reader.found.back().alt.append(text, size);
  return 0;
}

int pass_block(MD_BLOCKTYPE /*type*/, void* /*detail*/, void* /*user*/) {
  return 0;
}

bool ends_in(std::string_view text, std::string_view ending) {
  if (text.size() <= ending.size()) return false;
  text.remove_prefix(text.size() - ending.size());
  return std::equal(text.begin(), text.end(), ending.begin(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

}  // namespace

std::optional<std::string_view> fault_in_picture_name(std::string_view name) {
  if (name.find('\\') != std::string_view::npos) return "write / between folders";
  if (name.find("://") != std::string_view::npos)
    return "save the picture beside the deck and write its name";
  if (name.starts_with('/') || name.find(':') != std::string_view::npos)
    return "write where it lies from the deck's folder on, such as maps/japan.png";
  for (std::string_view rest = name; !rest.empty();) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    if (part.empty() || part == "." || part == "..")
      return "put the picture into the deck's folder or one below it";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (const std::string_view ending : {".png", ".jpg", ".jpeg"})
    if (ends_in(name, ending)) return {};
  return "save it as PNG or JPEG, with a name that ends in .png or .jpg";
}

std::vector<TextPicture> pictures_in(std::string_view commonmark) {
  if (commonmark.find("![") == std::string_view::npos) return {};
  PictureReader reader;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = pass_block;
  parser.leave_block = pass_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = add_text;
  md_parse(commonmark.data(), static_cast<MD_SIZE>(commonmark.size()), &parser, &reader);
  return std::move(reader.found);
}

std::vector<std::string> picture_files_of(const Deck& deck) {
  std::vector<std::string> files;
  std::unordered_set<std::string> seen;
  const auto add = [&](const std::string& file) {
    if (!file.empty() && !fault_in_picture_name(file) && seen.insert(file).second)
      files.push_back(file);
  };
  const auto look = [&](std::string_view text) {
    for (const TextPicture& picture : pictures_in(text))
      add(picture.file);
  };
  for (const Passage& passage : deck.passages)
    look(passage.text);
  for (const Fact& fact : deck.facts)
    look(fact.explain);
  for (const Card& card : deck.cards) {
    look(card.ask);
    look(card.explain);
    if (const auto* recall = std::get_if<RecallCard>(&card.body)) look(recall->answer);
    if (const auto* image = std::get_if<ImageCard>(&card.body)) add(image->file);
  }
  return files;
}

}  // namespace attache
