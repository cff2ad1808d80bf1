#include "window/passage_panel.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "window/markdown.h"

namespace attache::window {

namespace {

float stale_note(const Ui& ui, const std::string& words, float x, float y, float width) {
  if (words.empty()) return 0;
  const Tint& tint = ui.colours().hard;
  const float pad = ui.gap(12);
  const float sign = ui.em(18);
  const TextStyle style{.size = 13, .colour = tint.ink};
  const float inner = width - 2 * pad - sign - ui.gap(8);
  const float height = std::round(ui.lay_out(words, style, inner).size.y + 2 * pad);
  ui.fill({x, y, width, height}, tint.soft, 12);
  ui.icon_in({x + pad, y + pad, sign, ui.em(13) * 1.5F}, icon::kClock, 17, tint.ink);
  ui.text(words, style, x + pad + sign + ui.gap(8), y + pad, inner);
  return height + ui.gap(16);
}

/// "www.example.org" of an address.
std::string site_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
  return url.substr(begin, url.find('/', begin) - begin);
}

}  // namespace

std::string source_line(const OpenPassage& passage) {
  std::vector<std::string> parts;
  if (passage.source != nullptr) {
    parts.push_back(passage.source->title);
    if (!passage.source->author.empty()) parts.push_back(passage.source->author);
    if (!passage.source->publisher.empty()) parts.push_back(passage.source->publisher);
    if (passage.source->date) parts.push_back(passage.source->date->text());
  }
  if (passage.passage != nullptr && !passage.passage->at.empty())
    parts.push_back(passage.passage->at);
  std::string line;
  for (const std::string& part : parts)
    line += (line.empty() ? "" : " · ") + part;
  return line;
}

void passage_text(Ui& ui,
                  const Rect& area,
                  const OpenPassage& passage,
                  PassagePanel& panel) {
  const float width = area.w - ui.gap(14);  // room for the scrollbar
  const float top = ui.begin_scroll(Ui::id("passage.scroll"), area, panel.scroll);
  float y = top;
  y += stale_note(ui, passage.staleness, area.x, y, width);
  RichStyle style{
      .serif = true, .size = 17, .colour = ui.colours().text, .line_height = 1.65F};
  if (panel.marks_support) style.highlights = passage.support;
  y += rich_text(ui, passage.passage->text, style, area.x, y, width);
  const std::string source = source_line(passage);
  if (!source.empty()) {
    y += ui.gap(20);
    ui.hairline(area.x, y, width);
    y += ui.gap(12);
    y += ui.text(source, {.size = 13, .colour = ui.colours().muted}, area.x, y, width);
    const std::string site =
        passage.source != nullptr ? site_of(passage.source->url) : "";
    if (!site.empty())
      y += ui.text(site, {.size = 13, .colour = ui.colours().accent}, area.x,
                   y + ui.gap(2), width) +
           ui.gap(2);
    y += ui.gap(8);
  }
  ui.end_scroll(y - top);
}

PanelWish passage_panel(Ui& ui,
                        const Rect& area,
                        const OpenPassage& passage,
                        PassagePanel& panel) {
  card(ui, area);
  const float pad = ui.gap(24);
  const float side = std::round(ui.em(32));
  ui.text_in({area.x + pad, area.y + ui.gap(14), area.w - 2 * pad - 2 * side, side},
             "PASSAGE",
             {.face = Face::kSansStrong, .size = 12, .colour = ui.colours().accent});
  PanelWish wish = PanelWish::kNothing;
  const float right = area.right() - pad - side + 8;
  const float head = area.y + ui.gap(14);
  if (icon_button(ui, {right - side, head, side, side},
                  {"passage.page", icon::kBook, "Read among the others (Shift+p)"}))
    wish = PanelWish::kReadPage;
  if (icon_button(ui, {right, head, side, side},
                  {"passage.close", icon::kClose, "Close (p)"}))
    wish = PanelWish::kClose;
  const float top = area.y + ui.gap(14) + side + ui.gap(8);
  passage_text(
      ui,
      {area.x + pad, top, area.w - pad - ui.gap(10), area.bottom() - ui.gap(12) - top},
      passage, panel);
  return wish;
}

}  // namespace attache::window
