#include "window/text_edit.h"

#include <algorithm>
#include <memory>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <utility>

namespace attache::window {

namespace {

constexpr std::size_t kMostSteps = 500;

enum class Unit { kCharacter, kWord };

/// ICU's boundaries over UTF-8; offsets are bytes.
class Boundaries {
 public:
  Boundaries(std::string_view text, Unit unit) {
    UErrorCode status = U_ZERO_ERROR;
    text_ = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()),
                           &status);
    const icu::Locale& root = icu::Locale::getRoot();
    iterator_.reset(unit == Unit::kCharacter
                        ? icu::BreakIterator::createCharacterInstance(root, status)
                        : icu::BreakIterator::createWordInstance(root, status));
    if (iterator_) iterator_->setText(text_, status);
    usable_ = U_SUCCESS(status) && iterator_ != nullptr;
  }
  ~Boundaries() { utext_close(text_); }
  Boundaries(const Boundaries&) = delete;
  Boundaries& operator=(const Boundaries&) = delete;

  [[nodiscard]] bool usable() const { return usable_; }
  icu::BreakIterator& operator*() { return *iterator_; }

 private:
  UText* text_ = nullptr;
  std::unique_ptr<icu::BreakIterator> iterator_;
  bool usable_ = false;
};

bool is_word(icu::BreakIterator& breaks) {
  return breaks.getRuleStatus() >= UBRK_WORD_NONE_LIMIT;
}

std::int32_t whole(std::size_t at) {
  return static_cast<std::int32_t>(at);
}

}  // namespace

std::size_t next_character(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  Boundaries breaks(text, Unit::kCharacter);
  if (!breaks.usable()) return at + 1;
  const std::int32_t next = (*breaks).following(whole(at));
  return next == icu::BreakIterator::DONE ? text.size() : static_cast<std::size_t>(next);
}

std::size_t last_character(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  Boundaries breaks(text, Unit::kCharacter);
  if (!breaks.usable()) return at - 1;
  const std::int32_t last = (*breaks).preceding(whole(std::min(at, text.size())));
  return last == icu::BreakIterator::DONE ? 0 : static_cast<std::size_t>(last);
}

std::size_t next_word(std::string_view text, std::size_t at) {
  Boundaries breaks(text, Unit::kWord);
  if (at >= text.size() || !breaks.usable()) return text.size();
  std::int32_t here = (*breaks).following(whole(at));
  while (here != icu::BreakIterator::DONE && !is_word(*breaks))
    here = (*breaks).next();
  return here == icu::BreakIterator::DONE ? text.size() : static_cast<std::size_t>(here);
}

std::size_t last_word(std::string_view text, std::size_t at) {
  Boundaries breaks(text, Unit::kWord);
  if (at == 0 || !breaks.usable()) return 0;
  // The status belongs to the piece that ends at a boundary, so ask before stepping over
  // it.
  std::int32_t end = whole(std::min(at, text.size()));
  while (end > 0) {
    const std::int32_t start = (*breaks).preceding(end);
    if (start == icu::BreakIterator::DONE) break;
    (*breaks).following(start);
    if (is_word(*breaks)) return static_cast<std::size_t>(start);
    end = start;
  }
  return 0;
}

std::size_t TextEdit::begin() const {
  return std::min(now_.caret, now_.anchor);
}
std::size_t TextEdit::end() const {
  return std::max(now_.caret, now_.anchor);
}
std::string TextEdit::selected() const {
  return now_.text.substr(begin(), end() - begin());
}

void TextEdit::reset(std::string text) {
  now_.text = std::move(text);
  now_.caret = now_.anchor = now_.text.size();
  past_.clear();
  future_.clear();
  doing_ = Doing::kNothing;
}

std::string TextEdit::allowed(std::string_view text) const {
  std::string kept;
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (!control)
      kept += c;
    else if (c == '\n' || c == '\t')
      kept += several_lines_ ? c : ' ';
  }
  return kept;
}

bool TextEdit::begins_word(std::string_view typed) const {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  return now_.caret > 0 && blank(now_.text[now_.caret - 1]) && !typed.empty() &&
         !blank(typed.front());
}

void TextEdit::remember(Doing doing, bool new_word) {
  future_.clear();
  if (doing != Doing::kNothing && doing == doing_ && !new_word && !past_.empty()) return;
  doing_ = doing;
  past_.push_back(now_);
  if (past_.size() > kMostSteps) past_.erase(past_.begin());
}

void TextEdit::replace(std::size_t from, std::size_t to, std::string_view with) {
  now_.text.replace(from, to - from, with);
  now_.caret = now_.anchor = from + with.size();
}

void TextEdit::type(std::string_view text) {
  const std::string kept = allowed(text);
  if (kept.empty()) return;
  remember(Doing::kTyping, has_selection() || begins_word(kept));
  replace(begin(), end(), kept);
}

void TextEdit::paste(std::string_view text) {
  std::string kept = allowed(text);
  if (!several_lines_) {
    kept.erase(0, kept.find_first_not_of(' '));
    kept.erase(kept.find_last_not_of(' ') + 1);
  }
  if (kept.empty()) return;
  remember(Doing::kNothing, true);
  replace(begin(), end(), kept);
  doing_ = Doing::kNothing;
}

void TextEdit::erase(std::size_t from, std::size_t to) {
  if (from == to) return;
  const std::string_view gone = std::string_view(now_.text).substr(from, to - from);
  remember(Doing::kErasing,
           has_selection() || gone == " " || gone == "\n" || to - from > 8);
  replace(from, to, {});
}

void TextEdit::erase_back() {
  erase(has_selection() ? begin() : last_character(now_.text, now_.caret), end());
}
void TextEdit::erase_forward() {
  erase(begin(), has_selection() ? end() : next_character(now_.text, now_.caret));
}
void TextEdit::erase_word_back() {
  erase(has_selection() ? begin() : last_word(now_.text, now_.caret), end());
}
void TextEdit::erase_word_forward() {
  erase(begin(), has_selection() ? end() : next_word(now_.text, now_.caret));
}

std::string TextEdit::cut() {
  std::string words = selected();
  erase(begin(), end());
  doing_ = Doing::kNothing;
  return words;
}

void TextEdit::move_to(std::size_t at, bool select) {
  now_.caret = std::min(at, now_.text.size());
  if (!select) now_.anchor = now_.caret;
  doing_ = Doing::kNothing;
}

void TextEdit::move_left(bool select) {
  move_to(has_selection() && !select ? begin() : last_character(now_.text, now_.caret),
          select);
}
void TextEdit::move_right(bool select) {
  move_to(has_selection() && !select ? end() : next_character(now_.text, now_.caret),
          select);
}
void TextEdit::move_word_left(bool select) {
  move_to(last_word(now_.text, now_.caret), select);
}
void TextEdit::move_word_right(bool select) {
  move_to(next_word(now_.text, now_.caret), select);
}

void TextEdit::select_all() {
  now_.anchor = 0;
  now_.caret = now_.text.size();
  doing_ = Doing::kNothing;
}

void TextEdit::select_word(std::size_t at) {
  const std::size_t end = next_word(now_.text, at);
  const std::size_t begin = last_word(now_.text, end);
  now_.anchor = std::min(begin, at);
  now_.caret = end;
  doing_ = Doing::kNothing;
}

bool TextEdit::undo() {
  if (past_.empty()) return false;
  future_.push_back(std::exchange(now_, past_.back()));
  past_.pop_back();
  doing_ = Doing::kNothing;
  return true;
}

bool TextEdit::redo() {
  if (future_.empty()) return false;
  past_.push_back(std::exchange(now_, future_.back()));
  future_.pop_back();
  doing_ = Doing::kNothing;
  return true;
}

}  // namespace attache::window
