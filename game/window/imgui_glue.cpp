#include "window/imgui_glue.h"

#include <GL/gl.h>
#include <array>
#include <backends/imgui_impl_opengl2.h>
#include <limits>
#include <type_traits>

namespace attache::window {
namespace {

/// Dear ImGui's texture handle is a pointer in old versions and a number in new ones.
template <class Handle>
Handle handle_of(TextureName texture) {
  if constexpr (std::is_pointer_v<Handle>) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): it is never followed
    return reinterpret_cast<Handle>(static_cast<std::uintptr_t>(texture));
  } else {
    return static_cast<Handle>(texture);
  }
}

ImTextureID imgui_texture(TextureName texture) {
  return handle_of<ImTextureID>(texture);
}

TextureName make_texture(int filter) {
  TextureName texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  return texture;
}

struct KeyPair {
  Key ours;
  ImGuiKey theirs;
};

/// The keys that Dear ImGui's own widgets listen to. Screens read `InputFrame` instead.
constexpr std::array kKeys{KeyPair{Key::kTab, ImGuiKey_Tab},
                           KeyPair{Key::kLeft, ImGuiKey_LeftArrow},
                           KeyPair{Key::kRight, ImGuiKey_RightArrow},
                           KeyPair{Key::kUp, ImGuiKey_UpArrow},
                           KeyPair{Key::kDown, ImGuiKey_DownArrow},
                           KeyPair{Key::kPageUp, ImGuiKey_PageUp},
                           KeyPair{Key::kPageDown, ImGuiKey_PageDown},
                           KeyPair{Key::kHome, ImGuiKey_Home},
                           KeyPair{Key::kEnd, ImGuiKey_End},
                           KeyPair{Key::kInsert, ImGuiKey_Insert},
                           KeyPair{Key::kDelete, ImGuiKey_Delete},
                           KeyPair{Key::kBackspace, ImGuiKey_Backspace},
                           KeyPair{Key::kSpace, ImGuiKey_Space},
                           KeyPair{Key::kEnter, ImGuiKey_Enter},
                           KeyPair{Key::kEscape, ImGuiKey_Escape},
                           KeyPair{Key::kA, ImGuiKey_A},
                           KeyPair{Key::kC, ImGuiKey_C},
                           KeyPair{Key::kV, ImGuiKey_V},
                           KeyPair{Key::kX, ImGuiKey_X},
                           KeyPair{Key::kY, ImGuiKey_Y},
                           KeyPair{Key::kZ, ImGuiKey_Z}};

ClipboardAccess clipboard_access;
std::string clipboard_text;

const char* read_clipboard() {
  clipboard_text =
      clipboard_access.read == nullptr ? std::string() : clipboard_access.read();
  return clipboard_text.c_str();
}

void write_clipboard(const char* text) {
  if (clipboard_access.write != nullptr && text != nullptr) clipboard_access.write(text);
}

void connect_clipboard() {
#if IMGUI_VERSION_NUM >= 19110
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_GetClipboardTextFn = [](ImGuiContext*) { return read_clipboard(); };
  platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
    write_clipboard(text);
  };
#else
  ImGuiIO& io = ImGui::GetIO();
  io.GetClipboardTextFn = [](void*) { return read_clipboard(); };
  io.SetClipboardTextFn = [](void*, const char* text) { write_clipboard(text); };
#endif
}

ImVec2 mouse_place(const FrameInput& input) {
  constexpr float kNowhere = -std::numeric_limits<float>::max();
  if (!input.mouse_inside) return {kNowhere, kNowhere};
  return {input.mouse_x, input.mouse_y};
}

#if IMGUI_VERSION_NUM >= 18700

void connect_keys() {}

void give_key(ImGuiIO& io, Key key, bool down) {
  for (const KeyPair& pair : kKeys)
    if (pair.ours == key) io.AddKeyEvent(pair.theirs, down);
}

void give_input(ImGuiIO& io, const FrameInput& input) {
  if (input.keyboard.focus_lost) io.AddFocusEvent(false);
  if (input.keyboard.focus_gained) io.AddFocusEvent(true);
  io.AddKeyEvent(ImGuiMod_Ctrl, input.held.ctrl);
  io.AddKeyEvent(ImGuiMod_Shift, input.held.shift);
  io.AddKeyEvent(ImGuiMod_Alt, input.held.alt);
  if (input.released) give_key(io, *input.released, false);
  if (input.keyboard.key != Key::kNone) give_key(io, input.keyboard.key, true);
  io.AddInputCharactersUTF8(input.keyboard.text.c_str());
  const ImVec2 mouse = mouse_place(input);
  io.AddMousePosEvent(mouse.x, mouse.y);
  for (std::size_t i = 0; i < input.buttons.size(); ++i)
    io.AddMouseButtonEvent(static_cast<int>(i), input.buttons[i]);
  if (input.wheel_x != 0 || input.wheel_y != 0)
    io.AddMouseWheelEvent(input.wheel_x, input.wheel_y);
}

#else

void connect_keys() {
  ImGuiIO& io = ImGui::GetIO();
  for (const KeyPair& pair : kKeys)
    io.KeyMap[pair.theirs] = static_cast<int>(pair.ours);
}

void give_input(ImGuiIO& io, const FrameInput& input) {
  if (input.keyboard.focus_lost) {
    for (bool& down : io.KeysDown)
      down = false;
  }
  io.KeyCtrl = input.held.ctrl;
  io.KeyShift = input.held.shift;
  io.KeyAlt = input.held.alt;
  if (input.released) io.KeysDown[static_cast<int>(*input.released)] = false;
  if (input.keyboard.key != Key::kNone)
    io.KeysDown[static_cast<int>(input.keyboard.key)] = true;
  io.AddInputCharactersUTF8(input.keyboard.text.c_str());
  io.MousePos = mouse_place(input);
  for (std::size_t i = 0; i < input.buttons.size(); ++i)
    io.MouseDown[i] = input.buttons[i];
  io.MouseWheelH += input.wheel_x;
  io.MouseWheel += input.wheel_y;
}

#endif

}  // namespace

TextureName make_coverage_texture(int width, int height) {
  const TextureName texture = make_texture(GL_NEAREST);
  // With alpha alone, fixed-function drawing takes the colour from the vertices.
  glTexImage2D(GL_TEXTURE_2D, 0, GL_ALPHA8, width, height, 0, GL_ALPHA, GL_UNSIGNED_BYTE,
               nullptr);
  return texture;
}

void send_coverage_rows(
    TextureName texture, int width, int begin, int end, const std::uint8_t* pixels) {
  glBindTexture(GL_TEXTURE_2D, texture);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, begin, width, end - begin, GL_ALPHA,
                  GL_UNSIGNED_BYTE, pixels + static_cast<std::ptrdiff_t>(begin) * width);
}

TextureName make_picture_texture(int width, int height, const std::uint8_t* rgba) {
  const TextureName texture = make_texture(GL_LINEAR);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               rgba);
  return texture;
}

void drop_texture(TextureName texture) {
  if (texture != 0) glDeleteTextures(1, &texture);
}

void push_texture(ImDrawList& list, TextureName texture) {
#if IMGUI_VERSION_NUM >= 19200
  list.PushTexture(ImTextureRef(imgui_texture(texture)));
#else
  list.PushTextureID(imgui_texture(texture));
#endif
}

void pop_texture(ImDrawList& list) {
#if IMGUI_VERSION_NUM >= 19200
  list.PopTexture();
#else
  list.PopTextureID();
#endif
}

void add_picture(ImDrawList& list, TextureName texture, ImVec2 min, ImVec2 max) {
  list.AddImage(imgui_texture(texture), min, max);
}

ImGuiSession::ImGuiSession(ClipboardAccess clipboard) {
  clipboard_access = clipboard;
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  connect_clipboard();
  connect_keys();
  ImGui_ImplOpenGL2_Init();
}

ImGuiSession::~ImGuiSession() {
  ImGui_ImplOpenGL2_Shutdown();
  ImGui::DestroyContext();
  clipboard_access = {};
}

void ImGuiSession::begin_frame(const FrameInput& input, ImVec2 size, float seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = size;
  io.DeltaTime = seconds;
  give_input(io, input);
  ImGui_ImplOpenGL2_NewFrame();
  ImGui::NewFrame();
}

void ImGuiSession::end_frame(ImU32 clear_colour) {
  ImGui::Render();
  const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(clear_colour);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(colour.x, colour.y, colour.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL2_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace attache::window
