#include "deckfile/gaps.h"

#include <algorithm>
#include <vector>

#include "deckfile/source_text.h"

namespace attache {

namespace {

/// Something that a person wrote in a gap: most often a comment.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::size_t behind(std::string_view text, std::string_view mark, std::size_t from) {
  const std::size_t found = text.find(mark, from);
  return found == std::string_view::npos ? text.size() : found + mark.size();
}

std::vector<Piece> pieces_of(std::string_view gap) {
  std::vector<Piece> pieces;
  std::size_t at = 0;
  while (at < gap.size()) {
    if (is_blank(gap[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    if (gap.substr(at).starts_with("<!--")) {
      at = behind(gap, "-->", at + 4);
    } else {
      while (at < gap.size() && !is_blank(gap[at]) &&
             (at == begin || !gap.substr(at).starts_with("<!--")))
        ++at;
    }
    pieces.push_back({begin, at});
  }
  return pieces;
}

}  // namespace

std::size_t line_ends(std::string_view blanks) {
  return static_cast<std::size_t>(std::count(blanks.begin(), blanks.end(), '\n'));
}

bool is_empty_gap(std::string_view gap) {
  return std::all_of(gap.begin(), gap.end(), is_blank);
}

SplitGap split_gap(std::string_view gap) {
  const std::vector<Piece> pieces = pieces_of(gap);
  std::size_t cut = pieces.empty() ? 0 : pieces.back().end;
  std::size_t below = gap.size();
  for (std::size_t i = pieces.size(); i-- > 0;) {
    const std::size_t above = i == 0 ? 0 : pieces[i - 1].end;
    const bool attached = line_ends(gap.substr(pieces[i].end, below - pieces[i].end)) < 2;
    const bool own_line = line_ends(gap.substr(above, pieces[i].begin - above)) > 0;
    const bool comment = gap.substr(pieces[i].begin).starts_with("<!--");
    if (!attached || !own_line || !comment) break;
    cut = above;
    below = pieces[i].begin;
  }
  return {gap.substr(0, cut), gap.substr(cut)};
}

std::size_t same_line_part(std::string_view gap) {
  std::size_t end = 0;
  for (const Piece& piece : pieces_of(gap)) {
    if (line_ends(gap.substr(end, piece.begin - end)) > 0) break;
    end = piece.end;
  }
  return end;
}

std::string joined_gap(std::string_view before, std::string_view after) {
  const std::vector<Piece> pieces = pieces_of(before);
  if (!pieces.empty())
    return std::string(before.substr(0, pieces.back().end)) + std::string(after);
  return is_empty_gap(after) && line_ends(before) > line_ends(after) ? std::string(before)
                                                                     : std::string(after);
}

}  // namespace attache
