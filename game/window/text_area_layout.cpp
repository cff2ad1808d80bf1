#include "window/text_area_layout.h"

#include <algorithm>
#include <cmath>

namespace attache::window {

namespace {

/// About so much of a paragraph is set at once: some fifteen lines.
constexpr std::size_t kPieceBytes = 1500;
/// A change so near to the beginning of a piece may move words into the piece before.
constexpr std::size_t kReach = 256;
/// Width of a byte of prose in ems, for guesses.
constexpr float kByteWidth = 0.44F;

bool inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

}  // namespace

std::string_view AreaLayout::stretch(const AreaPiece& piece) const {
  return std::string_view(text_).substr(piece.begin, piece.end - piece.begin);
}

std::size_t AreaLayout::guessed_lines(std::size_t bytes) const {
  if (measure_.width <= 0) return 1;
  const float width = static_cast<float>(bytes) * measure_.em * kByteWidth;
  return static_cast<std::size_t>(std::max(1.0F, std::ceil(width / measure_.width)));
}

void AreaLayout::split(std::vector<AreaPiece>& into,
                       std::size_t begin,
                       std::size_t end,
                       bool ends_paragraph) const {
  while (true) {
    const std::size_t feed = std::min(text_.find('\n', begin), end);
    AreaPiece piece;
    piece.begin = begin;
    piece.end = feed;
    piece.lines = guessed_lines(feed - begin);
    piece.ends_paragraph = feed < end || ends_paragraph;
    into.push_back(std::move(piece));
    if (feed >= end) return;
    begin = feed + 1;
  }
}

void AreaLayout::follow(std::string_view text, const Measure& measure) {
  if (pieces_.empty() || !(measure == measure_)) {
    text_ = text;
    measure_ = measure;
    pieces_.clear();
    split(pieces_, 0, text_.size(), true);
    summed_ = false;
  } else if (text != text_) {
    change(text);
  }
}

void AreaLayout::change(std::string_view text) {
  const std::size_t shorter = std::min(text.size(), text_.size());
  const auto differs = std::mismatch(
      text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(shorter), text.begin());
  const auto from = static_cast<std::size_t>(differs.first - text_.begin());
  const auto most = static_cast<std::ptrdiff_t>(shorter - from);
  const auto same = std::mismatch(text_.rbegin(), text_.rbegin() + most, text.rbegin());
  const std::size_t to =
      text_.size() - static_cast<std::size_t>(same.first - text_.rbegin());

  std::size_t first = piece_of(from);
  const std::size_t last = piece_of(to);
  while (first > 0 && !pieces_[first - 1].ends_paragraph &&
         from < pieces_[first].begin + kReach)
    --first;
  const std::size_t grown = text.size() - text_.size();  // may wrap around: it is added
  const std::size_t end = pieces_[last].end + grown;
  const bool ends_paragraph = pieces_[last].ends_paragraph;
  text_ = text;
  std::vector<AreaPiece> fresh;
  split(fresh, pieces_[first].begin, end, ends_paragraph);
  for (std::size_t i = last + 1; i < pieces_.size(); ++i) {
    pieces_[i].begin += grown;
    pieces_[i].end += grown;
  }
  const auto begin = pieces_.begin() + static_cast<std::ptrdiff_t>(first);
  const auto place =
      pieces_.erase(begin, pieces_.begin() + static_cast<std::ptrdiff_t>(last + 1));
  pieces_.insert(place, std::make_move_iterator(fresh.begin()),
                 std::make_move_iterator(fresh.end()));
  summed_ = false;
}

std::size_t AreaLayout::paragraph_end(std::size_t piece) const {
  while (!pieces_[piece].ends_paragraph)
    ++piece;
  return pieces_[piece].end;
}

std::size_t AreaLayout::window_end(std::size_t begin,
                                   std::size_t end,
                                   std::size_t bytes) const {
  if (end - begin <= bytes + bytes / 2) return end;
  std::size_t at = begin + bytes;
  while (at > begin && inside_character(text_, at))
    --at;
  return at > begin ? at : end;
}

/// Looks among the lines for the last that begins where a piece that is known begins:
/// from there on all is as it was. Gives that piece, or 0.
std::size_t AreaLayout::last_meeting(std::size_t piece,
                                     const TextLayout& layout,
                                     std::size_t& line) const {
  const std::size_t begin = pieces_[piece].begin;
  std::size_t met = 0;
  std::size_t other = piece;
  for (std::size_t i = 1; i < layout.lines.size(); ++i) {
    const std::size_t start = begin + layout.lines[i].begin;
    while (!pieces_[other].ends_paragraph && pieces_[other].begin < start)
      ++other;
    if (pieces_[other].begin != start || !pieces_[other].known) continue;
    met = other;
    line = i;
  }
  return met;
}

void AreaLayout::end_piece(std::size_t piece, std::size_t end, std::size_t lines) {
  // Pieces that it swallows go; of the one that it bites, the rest stays, unknown.
  std::size_t next = piece;
  while (pieces_[next].end < end)
    ++next;
  AreaPiece rest;
  rest.begin = end;
  rest.end = pieces_[next].end;
  rest.ends_paragraph = pieces_[next].ends_paragraph;
  rest.lines = guessed_lines(rest.end - rest.begin);
  const bool all = rest.begin == rest.end;
  AreaPiece& done = pieces_[piece];
  done.end = end;
  done.ends_paragraph = all && rest.ends_paragraph;
  done.known = true;
  done.lines = std::max<std::size_t>(1, lines);
  done.checked = 0;
  const auto behind = pieces_.begin() + static_cast<std::ptrdiff_t>(piece + 1);
  const auto place =
      pieces_.erase(behind, pieces_.begin() + static_cast<std::ptrdiff_t>(next + 1));
  if (!all) pieces_.insert(place, std::move(rest));
  summed_ = false;
}

void AreaLayout::make_known(std::size_t piece, const Setter& set) {
  const std::size_t begin = pieces_[piece].begin;
  const std::size_t end = paragraph_end(piece);
  for (std::size_t bytes = kPieceBytes;; bytes *= 2) {
    const std::size_t stop = window_end(begin, end, bytes);
    const TextLayout& layout = set(std::string_view(text_).substr(begin, stop - begin));
    std::size_t line = 0;
    const std::size_t met = last_meeting(piece, layout, line);
    if (met != 0) return end_piece(piece, pieces_[met].begin, line);
    if (stop == end) return end_piece(piece, end, layout.lines.size());
    // The last line may go on behind the window.
    if (layout.lines.size() < 2) continue;
    const TextLayout::Line& last = layout.lines.back();
    return end_piece(piece, begin + last.begin, layout.lines.size() - 1);
  }
}

void AreaLayout::sum_up() const {
  if (summed_) return;
  lines_above_.assign(1, 0);
  lines_above_.reserve(pieces_.size() + 1);
  for (const AreaPiece& piece : pieces_)
    lines_above_.push_back(lines_above_.back() + piece.lines);
  summed_ = true;
}

float AreaLayout::top_of(std::size_t piece) const {
  sum_up();
  return static_cast<float>(lines_above_[piece]) * measure_.line_height;
}

float AreaLayout::height() const {
  return top_of(pieces_.size());
}

std::size_t AreaLayout::piece_of(std::size_t byte) const {
  const auto behind = std::upper_bound(
      pieces_.begin(), pieces_.end(), byte,
      [](std::size_t at, const AreaPiece& piece) { return at < piece.begin; });
  return behind == pieces_.begin()
             ? 0
             : static_cast<std::size_t>(behind - pieces_.begin()) - 1;
}

std::size_t AreaLayout::piece_at(float y) const {
  sum_up();
  const float line = std::floor(std::max(0.0F, y) / measure_.line_height);
  const auto behind = std::upper_bound(lines_above_.begin(), lines_above_.end(),
                                       static_cast<std::size_t>(line));
  const auto place = static_cast<std::size_t>(behind - lines_above_.begin());
  return std::min(place - 1, pieces_.size() - 1);
}

float AreaLayout::settle(float from, float to, const Setter& set) {
  float grown = 0;
  for (std::size_t i = piece_at(from); i < pieces_.size() && top_of(i) <= to + grown;
       ++i) {
    if (pieces_[i].known) continue;
    const bool above = top_of(i) < from + grown;
    const float before = height();
    make_known(i, set);
    if (above) grown += height() - before;
  }
  return grown;
}

std::size_t AreaLayout::settle_lines(std::size_t most, const Setter& set) {
  std::size_t lines = 0;
  for (std::size_t i = 0; i < pieces_.size() && (most == 0 || lines < most); ++i) {
    if (!pieces_[i].known) make_known(i, set);
    lines += pieces_[i].lines;
  }
  return most == 0 ? lines : std::min(lines, most);
}

ImVec2 AreaLayout::caret_at(std::size_t byte, const Setter& set) {
  std::size_t piece = piece_of(byte);
  // What is made known may end before the byte.
  for (; !pieces_[piece].known; piece = piece_of(byte))
    make_known(piece, set);
  const ImVec2 at = set(stretch(pieces_[piece])).caret_at(byte - pieces_[piece].begin);
  return {at.x, at.y + top_of(piece)};
}

std::size_t AreaLayout::byte_at(ImVec2 point, const Setter& set) {
  std::size_t found = piece_at(point.y);
  while (!pieces_[found].known) {
    make_known(found, set);
    found = piece_at(point.y);
  }
  const AreaPiece& piece = pieces_[found];
  const TextLayout& layout = set(stretch(piece));
  const std::size_t byte = layout.byte_at({point.x, point.y - top_of(found)});
  // Behind the last blank of a piece the caret would stand on the next one's first line.
  if (!piece.ends_paragraph && byte == piece.end - piece.begin && layout.stops.size() > 1)
    return piece.begin + layout.stops[layout.stops.size() - 2].byte;
  return piece.begin + byte;
}

}  // namespace attache::window
