#include "window/picture_view.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "cards/text_pictures.h"
#include "window/components.h"

namespace attache::window {

namespace {

constexpr std::string_view kPictureIcon = "\uE251";
/// A picture of usual size is there in that time; a longer wait would be felt.
constexpr std::chrono::milliseconds kPatience{100};
constexpr int kLookAgain = 15;  ///< milliseconds
/// What the form leaves free above itself.
constexpr float kFormGap = 22;
/// A label may not cover more of the picture than that.
constexpr float kMostOfPicture = 0.08F;

/// A calm box in the place of the picture.
float words_instead(const Ui& ui,
                    std::string_view alt,
                    std::string_view message,
                    const Column& at,
                    bool drawn = true) {
  const Palette& c = ui.colours();
  const TextStyle plain{
      .size = 15, .colour = c.text, .align = Align::kCentre, .balance = true};
  const TextStyle quiet{
      .size = 13, .colour = c.muted, .align = Align::kCentre, .balance = true};
  const float pad = ui.gap(18);
  const float width = at.width - 2 * pad;
  const float sign = std::round(ui.em(26) * 1.2F);
  const float height = pad + sign + ui.gap(6) + ui.lay_out(alt, plain, width).size.y +
                       ui.gap(4) + ui.lay_out(message, quiet, width).size.y + pad;
  const Rect box{at.x, at.y, at.width, std::round(height)};
  if (!drawn) return box.h;
  ui.fill(box, c.sunken, 12);
  ui.outline(box, c.line, 12);
  float y = at.y + pad;
  ui.icon_in({box.x, y, box.w, sign}, kPictureIcon, 26, c.muted);
  y += sign + ui.gap(6);
  y += ui.text(alt, plain, at.x + pad, y, width) + ui.gap(4);
  ui.text(message, quiet, at.x + pad, y, width);
  return box.h;
}

float opening(const Ui& ui, const Column& at, float height) {
  const Rect box{at.x, at.y, at.width, height};
  ui.fill(box, ui.colours().sunken, 12);
  ui.text_in(box, "Opening the picture…",
             {.size = 13, .colour = ui.colours().muted, .align = Align::kCentre});
  return height;
}

void cover(const Ui& ui, const Rect& area) {
  const Palette& c = ui.colours();
  ui.fill(area, c.line_strong);
  ui.outline(area, c.card);
}

void question_cover(const Ui& ui, const Rect& area) {
  const Palette& c = ui.colours();
  ui.fill(area, c.accent);
  ui.outline(area, c.card);
  const float size = std::min(26.0F, area.h * 0.7F * 15 / ui.em(15));
  ui.text_in(area, "?",
             {.face = Face::kSansStrong,
              .size = size,
              .colour = c.on_accent,
              .align = Align::kCentre});
}

void uncovered(const Ui& ui,
               const PictureRegion& region,
               const Rect& area,
               const Rect& picture) {
  const Palette& c = ui.colours();
  // A ring of the card's colour sets the line off from whatever is in the picture.
  ui.outline(area.inset(-3, -3), c.card, 4, 5);
  ui.outline(area.inset(-2, -2), c.accent, 4, 3);
  const TextStyle style{.face = Face::kSansStrong,
                        .size = 13,
                        .colour = c.on_accent,
                        .align = Align::kCentre};
  const float wide = ui.width_of(region.answer, style) + 2 * ui.gap(10);
  const float high = std::round(ui.em(13) * 1.5F + ui.gap(2));
  if (wide * high > kMostOfPicture * picture.w * picture.h) return;
  const Rect label = label_place({std::min(std::ceil(wide), picture.w), high},
                                 area.inset(-6, -6), picture);
  ui.fill(label, c.accent, high / 2);
  ui.text_in(label.inset(ui.gap(8), 0), region.answer, style);
}

void draw(const Ui& ui, const Asked& asked, const Picture& picture, const Rect& area) {
  add_picture(ui.list(), picture.texture_for(area.w), {area.x, area.y},
              {area.right(), area.bottom()});
  ui.outline(area, ui.colours().line);
  const PromptPicture& prompt = *asked.prompt.picture;
  for (std::size_t i = 0; i < prompt.hidden.size(); ++i)
    if (i != prompt.asked) cover(ui, place_of(prompt.hidden[i], area));
  if (prompt.asked >= prompt.hidden.size()) return;
  // Last, because another region may lie over it.
  const PictureRegion& region = prompt.hidden[prompt.asked];
  if (asked.revealed)
    uncovered(ui, region, place_of(region, area), area);
  else
    question_cover(ui, place_of(region, area));
}

/// How high the form will be below the picture, about.
float form_room(const Ui& ui, const Prompt& prompt, float width) {
  if (prompt.options.empty()) return ui.gap(kFormGap) + ui.em(19) * 3;
  float height = ui.gap(kFormGap);
  for (const Option& option : prompt.options) {
    const OptionRow row{.name = "option", .cap = "1", .text = option.text};
    height += option_height(ui, width, row) + ui.gap(9);
  }
  return height;
}

}  // namespace

PicturePlan picture_plan(const Ui& ui,
                         const Prompt& prompt,
                         const Column& at,
                         const Rect& view,
                         float stem_height) {
  const float gap = ui.gap(kFormGap);
  const float free = view.h - stem_height - gap - ui.gap(14);
  const float left = free - form_room(ui, prompt, at.width);
  // About the card's height, with the row above the scrolled part.
  const float most = (view.h + ui.em(15) * 1.9F + ui.gap(16)) * 0.55F;
  // Of the form's height the picture may take some, for the card can be scrolled: with a
  // large text it has to, or nothing could be seen in it.
  const float least = std::clamp(ui.em(15) * 13, view.h * 0.5F, most);
  PicturePlan plan{.picture = {at.x, at.y + gap, at.width},
                   .form = at,
                   .most_height = std::clamp(left, least, most)};
  const float side = ui.gap(28);
  const float whole = view.w - 2 * side;
  if (prompt.options.empty() || left >= least || whole < ui.em(15) * 38) return plan;
  const float between = ui.gap(24);
  const float form = std::round(std::max(whole * 0.4F, ui.em(15) * 17));
  plan.beside = true;
  plan.most_height = std::max(free, least);
  plan.picture = {view.x + side, at.y + gap, whole - form - between};
  plan.form = {plan.picture.x + plan.picture.width + between, at.y, form};
  return plan;
}

ImVec2 fitted(PixelSize picture, float most_width, float most_height) {
  const auto width = static_cast<float>(picture.width);
  const auto height = static_cast<float>(picture.height);
  const float scale = std::min({most_width / width, most_height / height, 2.0F});
  return {std::max(1.0F, std::round(width * scale)),
          std::max(1.0F, std::round(height * scale))};
}

Rect place_of(const PictureRegion& region, const Rect& picture) {
  const auto share = [](double percent, float length) {
    return static_cast<float>(percent / 100 * static_cast<double>(length));
  };
  const float left = std::floor(picture.x + share(region.x, picture.w));
  const float top = std::floor(picture.y + share(region.y, picture.h));
  const float right = std::ceil(picture.x + share(region.x + region.width, picture.w));
  const float below = std::ceil(picture.y + share(region.y + region.height, picture.h));
  return {left, top, right - left, below - top};
}

Rect label_place(ImVec2 label, const Rect& region, const Rect& picture) {
  const float rightmost = std::max(picture.x, picture.right() - label.x);
  const float x =
      std::clamp(std::round(region.middle().x - label.x / 2), picture.x, rightmost);
  float y = region.bottom();
  if (y + label.y > picture.bottom()) y = region.y - label.y;
  if (y < picture.y) y = region.bottom() - label.y;
  return {x, std::round(y), label.x, label.y};
}

float DeckPictures::picture(const std::string& file,
                            const std::string& alt,
                            const Column& at,
                            bool draw) {
  const Ui& ui = shell_.ui;
  if (const auto fault = fault_in_picture_name(file))
    return words_instead(ui, alt, "This picture is not in the deck's folder.", at, draw);
  const auto patience =
      ui.still() ? std::chrono::milliseconds(PictureCache::kLongest) : kPatience;
  const Picture& picture = pictures_.picture(folder_ / file, patience);
  switch (picture.state()) {
    case Picture::State::kFailed:
      return words_instead(ui, alt, picture.message(), at, draw);
    case Picture::State::kLoading: {
      shell_.wake_by(kLookAgain);
      const float height = std::round(most_height_ / 2);
      return draw ? opening(ui, at, height) : height;
    }
    case Picture::State::kReady:
      break;
  }
  const ImVec2 size = fitted(picture.size(), at.width, most_height_);
  const Rect area{std::round(at.x + (at.width - size.x) / 2), std::round(at.y), size.x,
                  size.y};
  if (draw) {
    add_picture(ui.list(), picture.texture_for(area.w), {area.x, area.y},
                {area.right(), area.bottom()});
    ui.outline(area, ui.colours().line);
  }
  return size.y;
}

float picture_view(Shell& shell,
                   const Asked& asked,
                   PictureCache& pictures,
                   const Column& at,
                   float most_height) {
  const Ui& ui = shell.ui;
  const PromptPicture& prompt = *asked.prompt.picture;
  // A picture of a screen is taken once, so all has to be there.
  const auto patience =
      ui.still() ? std::chrono::milliseconds(PictureCache::kLongest) : kPatience;
  const Picture& picture = pictures.picture(asked.book->folder() / prompt.file, patience);
  switch (picture.state()) {
    case Picture::State::kFailed:
      return words_instead(ui, prompt.alt, picture.message(), at);
    case Picture::State::kLoading:
      shell.wake_by(kLookAgain);
      return opening(ui, at, std::round(most_height / 2));
    case Picture::State::kReady:
      break;
  }
  const ImVec2 size = fitted(picture.size(), at.width, most_height);
  draw(ui, asked, picture,
       {std::round(at.x + (at.width - size.x) / 2), std::round(at.y), size.x, size.y});
  return size.y;
}

}  // namespace attache::window
