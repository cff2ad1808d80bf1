#include "window/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace attache::window {

namespace {

constexpr ImU32 rgb(unsigned hex, unsigned alpha = 255) {
  return IM_COL32((hex >> 16U) & 0xFFU, (hex >> 8U) & 0xFFU, hex & 0xFFU, alpha);
}

constexpr Palette kLight{
    .ground = rgb(0xF6F5F1),
    .card = rgb(0xFFFFFF),
    .sunken = rgb(0xF3F2ED),
    .hover = rgb(0xF0EEE8),
    .line = rgb(0xE4E2DB),
    .line_strong = rgb(0xB9B5A9),
    .text = rgb(0x1F2328),
    .muted = rgb(0x5E646C),
    .accent = rgb(0x3B5BDB),
    .accent_hover = rgb(0x2F4BC0),
    .accent_soft = rgb(0xE9EDFC),
    .on_accent = rgb(0xFFFFFF),
    .scrim = rgb(0x1F2328, 110),
    .highlight = rgb(0xFFEFB3),
    .bubble = rgb(0x2A2F36),
    .on_bubble = rgb(0xF6F5F1),
    .again = {rgb(0xC02424), rgb(0xFCEBEA), rgb(0xEFBFBC)},
    .hard = {rgb(0x9C5000), rgb(0xFDF1E1), rgb(0xEBCFA6)},
    .good = {rgb(0x25703A), rgb(0xE8F5EA), rgb(0xB4D9BC)},
    .easy = {rgb(0x1A649D), rgb(0xE5F1FA), rgb(0xB3D3EA)},
    .hues = {rgb(0x696FDB), rgb(0x456CC9), rgb(0xCE830B), rgb(0xAD2314), rgb(0x05A255),
             rgb(0x0E4D39), rgb(0x85909E), rgb(0x8B0B3B), rgb(0xCB7F23), rgb(0x49A170),
             rgb(0x858AE8), rgb(0x070C27), rgb(0x6D23E6), rgb(0xC63A89)},
};

constexpr Palette kDark{
    .ground = rgb(0x16181C),
    .card = rgb(0x1F2227),
    .sunken = rgb(0x191B20),
    .hover = rgb(0x292D34),
    .line = rgb(0x33373F),
    .line_strong = rgb(0x5A616C),
    .text = rgb(0xE9E7E2),
    .muted = rgb(0xA6ABB3),
    .accent = rgb(0x8EA5FF),
    .accent_hover = rgb(0xA6B8FF),
    .accent_soft = rgb(0x2A3150),
    .on_accent = rgb(0x12162C),
    .scrim = rgb(0x000000, 150),
    .highlight = rgb(0x51461E),
    .bubble = rgb(0xE9E7E2),
    .on_bubble = rgb(0x1F2328),
    .again = {rgb(0xFF9292), rgb(0x38252A), rgb(0x6B3B40)},
    .hard = {rgb(0xFFBB74), rgb(0x382D20), rgb(0x67502F)},
    .good = {rgb(0x82D896), rgb(0x20332A), rgb(0x35593F)},
    .easy = {rgb(0x7FC3F7), rgb(0x1F2F3E), rgb(0x33536D)},
    .hues = {rgb(0x9CAAF8), rgb(0x25A8F8), rgb(0xFFB34A), rgb(0xF37054), rgb(0xC7FFAD),
             rgb(0x107E1D), rgb(0x7A8C88), rgb(0xD94481), rgb(0xFFC76B), rgb(0x18CCD1),
             rgb(0x99B7FF), rgb(0xF8F1E2), rgb(0x9761DF), rgb(0xF2938F)},
};

unsigned channel(ImU32 colour, unsigned shift) {
  return (colour >> shift) & 0xFFU;
}

double linear(unsigned byte) {
  const double value = byte / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(ImU32 colour) {
  return 0.2126 * linear(channel(colour, IM_COL32_R_SHIFT)) +
         0.7152 * linear(channel(colour, IM_COL32_G_SHIFT)) +
         0.0722 * linear(channel(colour, IM_COL32_B_SHIFT));
}

}  // namespace

const Palette& light_palette() {
  return kLight;
}
const Palette& dark_palette() {
  return kDark;
}

double contrast(ImU32 one, ImU32 other) {
  const double a = luminance(one);
  const double b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

ImU32 blend(ImU32 from, ImU32 to, float share) {
  const float part = std::clamp(share, 0.0F, 1.0F);
  ImU32 mixed = 0;
  for (const unsigned shift : std::array{0U, 8U, 16U, 24U}) {
    const auto a = static_cast<float>(channel(from, shift));
    const auto b = static_cast<float>(channel(to, shift));
    mixed |= static_cast<ImU32>(std::lround(a + (b - a) * part)) << shift;
  }
  return mixed;
}

Theme::Theme(bool dark, int text_percent)
    : dark_(dark),
      scale_(static_cast<float>(std::clamp(text_percent, 100, 200)) / 100.0F) {}

float Theme::em(float size) const {
  const float growth = std::clamp(1.0F - (size - 16.0F) * 0.03F, 0.7F, 1.0F);
  return std::round(size * (1.0F + (scale_ - 1.0F) * growth));
}

float Theme::gap(float pixels) const {
  return std::round(pixels * (1.0F + (scale_ - 1.0F) * 0.5F));
}

}  // namespace attache::window
