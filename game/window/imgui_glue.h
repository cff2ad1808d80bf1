#pragma once
// Everything that differs between versions of Dear ImGui, and its OpenGL renderer: one
// file to mend when a new version comes.

#include <cstdint>
#include <string>

#include <imgui.h>

#include "window/input_queue.h"

namespace attache::window {

/// An OpenGL texture's name; 0 is none.
using TextureName = unsigned;

/// A texture that holds coverage (alpha) alone: drawn in the colour of its vertices.
TextureName make_coverage_texture(int width, int height);
/// Sends rows `begin` to `end` of a coverage texture; `pixels` is the whole picture.
void send_coverage_rows(
    TextureName texture, int width, int begin, int end, const std::uint8_t* pixels);
/// A texture of a picture in RGBA, four bytes a pixel, rows from the top.
TextureName make_picture_texture(int width, int height, const std::uint8_t* rgba);
void drop_texture(TextureName texture);

void push_texture(ImDrawList& list, TextureName texture);
void pop_texture(ImDrawList& list);
/// Draws a picture's texture over a rectangle.
void add_picture(ImDrawList& list, TextureName texture, ImVec2 min, ImVec2 max);

/// Where Dear ImGui keeps copied text.
struct ClipboardAccess {
  std::string (*read)() = nullptr;
  void (*write)(const std::string& utf8) = nullptr;
};

/// Dear ImGui's context and renderer; needs an active OpenGL context all its life.
class ImGuiSession {
 public:
  explicit ImGuiSession(ClipboardAccess clipboard);
  ~ImGuiSession();
  ImGuiSession(const ImGuiSession&) = delete;
  ImGuiSession& operator=(const ImGuiSession&) = delete;
  ImGuiSession(ImGuiSession&&) = delete;
  ImGuiSession& operator=(ImGuiSession&&) = delete;

  void begin_frame(const FrameInput& input, ImVec2 size, float seconds);
  /// Renders to the window's back buffer, cleared to a colour.
  void end_frame(ImU32 clear_colour);
};

}  // namespace attache::window
