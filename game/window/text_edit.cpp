#include "window/text_edit.h"

#include <algorithm>
#include <memory>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <utility>

namespace attache::window {

namespace {

constexpr std::size_t kMostSteps = 10'000;

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
  return std::min(place_.caret, place_.anchor);
}
std::size_t TextEdit::end() const {
  return std::max(place_.caret, place_.anchor);
}
std::string TextEdit::selected() const {
  return between(begin(), end());
}

std::string TextEdit::between(std::size_t from, std::size_t to) const {
  return text_.substr(from, to - from);
}

void TextEdit::reset(std::string text) {
  text_ = std::move(text);
  place_ = {text_.size(), text_.size()};
  ++revision_;
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
  return place_.caret > 0 && blank(text_[place_.caret - 1]) && !typed.empty() &&
         !blank(typed.front());
}

void TextEdit::exchange(std::size_t at, std::size_t length, std::string_view with) {
  text_.replace(at, length, with);
  ++revision_;
}

/// Makes a change one with the last step, where it carries that on.
bool TextEdit::join(Doing doing, const Change& change) {
  if (doing == Doing::kNothing || doing != doing_ || past_.empty()) return false;
  Change& last = past_.back();
  if (change.at == last.at + last.inserted.size()) {  // further typed, or erased forward
    last.inserted += change.inserted;
    last.removed += change.removed;
  } else if (change.at + change.removed.size() == last.at && change.inserted.empty()) {
    last.removed.insert(0, change.removed);
    last.at = change.at;
  } else {
    return false;
  }
  return true;
}

void TextEdit::change(Doing doing, bool new_step, Change change) {
  future_.clear();
  exchange(change.at, change.removed.size(), change.inserted);
  change.before = place_;
  const std::size_t behind = change.at + change.inserted.size();
  place_ = {behind, behind};
  if (new_step || !join(doing, change)) past_.push_back(std::move(change));
  doing_ = doing;
  if (past_.size() > kMostSteps) past_.pop_front();
}

void TextEdit::type(std::string_view text) {
  std::string kept = allowed(text);
  if (kept.empty()) return;
  const bool new_step = has_selection() || begins_word(kept);
  change(Doing::kTyping, new_step, {begin(), selected(), std::move(kept), {}, {}});
}

void TextEdit::paste(std::string_view text) {
  std::string kept = allowed(text);
  if (!several_lines_) {
    kept.erase(0, kept.find_first_not_of(' '));
    kept.erase(kept.find_last_not_of(' ') + 1);
  }
  if (kept.empty()) return;
  change(Doing::kNothing, true, {begin(), selected(), std::move(kept), {}, {}});
}

void TextEdit::put(std::size_t from, std::size_t to, std::string_view with) {
  change(Doing::kNothing, true, {from, between(from, to), std::string(with), {}, {}});
}

void TextEdit::erase(std::size_t from, std::size_t to) {
  if (from == to) return;
  std::string gone = between(from, to);
  const bool new_step = has_selection() || gone == " " || gone == "\n" || to - from > 8;
  change(Doing::kErasing, new_step, {from, std::move(gone), {}, {}, {}});
}

void TextEdit::erase_back() {
  erase(has_selection() ? begin() : last_character(text_, place_.caret), end());
}
void TextEdit::erase_forward() {
  erase(begin(), has_selection() ? end() : next_character(text_, place_.caret));
}
void TextEdit::erase_word_back() {
  erase(has_selection() ? begin() : last_word(text_, place_.caret), end());
}
void TextEdit::erase_word_forward() {
  erase(begin(), has_selection() ? end() : next_word(text_, place_.caret));
}

std::string TextEdit::cut() {
  std::string words = selected();
  erase(begin(), end());
  doing_ = Doing::kNothing;
  return words;
}

void TextEdit::move_to(std::size_t at, bool select) {
  place_.caret = std::min(at, text_.size());
  if (!select) place_.anchor = place_.caret;
  doing_ = Doing::kNothing;
}

void TextEdit::move_left(bool select) {
  move_to(has_selection() && !select ? begin() : last_character(text_, place_.caret),
          select);
}
void TextEdit::move_right(bool select) {
  move_to(has_selection() && !select ? end() : next_character(text_, place_.caret),
          select);
}
void TextEdit::move_word_left(bool select) {
  move_to(last_word(text_, place_.caret), select);
}
void TextEdit::move_word_right(bool select) {
  move_to(next_word(text_, place_.caret), select);
}

void TextEdit::select(std::size_t begin, std::size_t end) {
  place_ = {std::min(end, text_.size()), std::min(begin, text_.size())};
  doing_ = Doing::kNothing;
}

void TextEdit::select_all() {
  select(0, text_.size());
}

void TextEdit::select_word(std::size_t at) {
  const std::size_t end = next_word(text_, at);
  const std::size_t begin = last_word(text_, end);
  select(std::min(begin, at), end);
}

void TextEdit::select_paragraph(std::size_t at) {
  const std::size_t feed = at == 0 ? std::string::npos : text_.rfind('\n', at - 1);
  select(feed == std::string::npos ? 0 : feed + 1, text_.find('\n', at));
}

bool TextEdit::undo() {
  if (past_.empty()) return false;
  Change last = std::move(past_.back());
  past_.pop_back();
  last.after = place_;
  exchange(last.at, last.inserted.size(), last.removed);
  place_ = last.before;
  future_.push_back(std::move(last));
  doing_ = Doing::kNothing;
  return true;
}

bool TextEdit::redo() {
  if (future_.empty()) return false;
  Change next = std::move(future_.back());
  future_.pop_back();
  exchange(next.at, next.removed.size(), next.inserted);
  place_ = next.after;
  past_.push_back(std::move(next));
  doing_ = Doing::kNothing;
  return true;
}

}  // namespace attache::window
