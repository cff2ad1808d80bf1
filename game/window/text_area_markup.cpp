#include "window/text_area_markup.h"

#include <algorithm>

namespace attache::window {

namespace {

bool begins_at(std::string_view text, std::size_t at, std::string_view what) {
  return text.substr(at, what.size()) == what;
}

class Colouring {
 public:
  Colouring(std::string_view text, const TextRun& plain, const MarkupInks& inks)
      : text_(text), plain_(plain), inks_(inks) {}

  std::vector<TextRun> runs(MarkupWish wish) {
    std::size_t at = 0;
    while (at < text_.size()) {
      const std::size_t read = read_at(at, wish);
      if (read == 0) ++at;
      at += read;
    }
    put(text_.size(), plain_.colour);
    if (runs_.empty()) runs_.push_back(plain_);
    return std::move(runs_);
  }

 private:
  /// Colours what begins here; gives how many bytes that was.
  std::size_t read_at(std::size_t at, MarkupWish wish) {
    switch (text_[at]) {
      case '{':
        return wish.blanks ? read_blank(at) : 0;
      case '*':
        return wish.markdown ? read_asterisks(at) : 0;
      case ']':
        return wish.markdown ? read_address(at) : 0;
      default:
        return 0;
    }
  }

  /// Ends a run in a colour; what lies before it is plain.
  void sign(std::size_t begin, std::size_t end, ImU32 colour) {
    put(begin, plain_.colour);
    put(end, colour);
  }

  void put(std::size_t end, ImU32 colour) {
    if (end <= done_) return;
    TextRun run = plain_;
    run.text = text_.substr(done_, end - done_);
    run.colour = colour;
    runs_.push_back(std::move(run));
    done_ = end;
  }

  std::size_t read_blank(std::size_t at) {
    if (!begins_at(text_, at, "{{")) return 0;
    const std::size_t close = text_.find("}}", at + 2);
    if (close == std::string_view::npos) return 0;
    sign(at, at + 2, inks_.sign);
    const std::size_t hint = std::min(text_.find("::", at + 2), close);
    for (std::size_t begin = at + 2; begin < hint;) {
      const std::size_t end = std::min(text_.find('|', begin), hint);
      put(end, inks_.answer);
      if (end < hint) put(end + 1, inks_.sign);
      begin = end + 1;
    }
    put(close + 2, inks_.sign);
    return close + 2 - at;
  }

  std::size_t read_asterisks(std::size_t at) {
    const std::size_t end = std::min(text_.find_first_not_of('*', at), text_.size());
    const bool blank_before = at == 0 || text_[at - 1] == ' ';
    const bool blank_behind = end == text_.size() || text_[end] == ' ';
    if (!blank_before || !blank_behind) sign(at, end, inks_.sign);
    return end - at;
  }

  std::size_t read_address(std::size_t at) {
    if (!begins_at(text_, at, "](")) return 0;
    const std::size_t close = text_.find(')', at);
    const std::size_t open = text_.rfind('[', at);
    if (close == std::string_view::npos || open == std::string_view::npos) return 0;
    if (open >= done_) sign(open, open + 1, inks_.sign);
    sign(at, close + 1, inks_.sign);
    return close + 1 - at;
  }

  std::string_view text_;
  const TextRun& plain_;
  const MarkupInks& inks_;
  std::vector<TextRun> runs_;
  std::size_t done_ = 0;
};

}  // namespace

std::vector<TextRun> markup_runs(std::string_view stretch,
                                 const TextRun& plain,
                                 const MarkupInks& inks,
                                 MarkupWish wish) {
  return Colouring(stretch, plain, inks).runs(wish);
}

}  // namespace attache::window
