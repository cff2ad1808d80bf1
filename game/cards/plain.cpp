#include "cards/plain.h"

#include <fmt/format.h>
#include <md4c.h>
#include <vector>

namespace attache {

namespace {

/// Collects the plain text while md4c walks through the document.
struct PlainWriter {
  struct List {
    bool numbered = false;
    unsigned next = 1;
  };
  std::string text;
  std::vector<List> lists;
  std::vector<std::string> links;

  void begin_line() {
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
  }
  void enter(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_UL:
        lists.push_back({});
        break;
      case MD_BLOCK_OL:
        lists.push_back({true, static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start});
        break;
      case MD_BLOCK_LI:
        begin_line();
        text += std::string((lists.size() - 1) * 2, ' ');
        text += lists.back().numbered ? fmt::format("{}. ", lists.back().next++) : "- ";
        break;
      case MD_BLOCK_P:
      case MD_BLOCK_H:
      case MD_BLOCK_CODE:
        if (!lists.empty()) break;
        begin_line();
        if (!text.empty()) text += '\n';
        break;
      default:
        break;
    }
  }
  void leave(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) lists.pop_back();
  }
  void enter_span(MD_SPANTYPE type, void* detail) {
    if (type != MD_SPAN_A) return;
    const MD_ATTRIBUTE& href = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
    links.emplace_back(href.text, href.size);
  }
  void leave_span(MD_SPANTYPE type) {
    if (type != MD_SPAN_A) return;
    text += fmt::format(" ({})", links.back());
    links.pop_back();
  }
  void add(MD_TEXTTYPE type, std::string_view piece) {
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
      text += type == MD_TEXT_BR ? '\n' : ' ';
    } else {
      text += piece;
    }
  }
};

PlainWriter& writer_in(void* userdata) {
  return *static_cast<PlainWriter*>(userdata);
}

}  // namespace

std::string plain_text(std::string_view commonmark) {
  PlainWriter writer;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTML;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
    writer_in(data).enter(type, detail);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) {
    writer_in(data).leave(type);
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* data) {
    writer_in(data).enter_span(type, detail);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* data) {
    writer_in(data).leave_span(type);
    return 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* data) {
    writer_in(data).add(type, {piece, size});
    return 0;
  };
  if (md_parse(commonmark.data(), static_cast<MD_SIZE>(commonmark.size()), &parser,
               &writer) != 0)
    return std::string(commonmark);
  return writer.text;
}

}  // namespace attache
