#pragma once
// The pictures of cards: decoded once, kept as textures while they are looked at.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "window/imgui_glue.h"
#include "window/picture_decoding.h"

namespace attache::window {

/// Where the textures of pictures come from; tests have their own.
struct TextureMaker {
  TextureName (*make)(int width,
                      int height,
                      const std::uint8_t* rgba) = make_picture_texture;
  void (*drop)(TextureName texture) = drop_texture;
};

/// One picture: on its way, ready or failed.
class Picture {
 public:
  enum class State { kLoading, kReady, kFailed };

  [[nodiscard]] State state() const { return state_; }
  /// Why it cannot be shown: "The picture is damaged."
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] PixelSize size() const {
    return sizes_.empty() ? PixelSize{} : sizes_[0];
  }
  /// The smallest of its textures that is at least so wide, else the largest.
  [[nodiscard]] TextureName texture_for(float width) const;

 private:
  friend class PictureCache;
  std::filesystem::path file_;
  State state_ = State::kLoading;
  std::string message_;
  std::unique_ptr<PictureDecoding> decoding_;
  std::chrono::steady_clock::time_point begun_;
  std::vector<PixelSize> sizes_;
  std::vector<TextureName> textures_;  ///< one for each size
};

/// The last few pictures. Needs the OpenGL context all its life.
class PictureCache {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;
  static constexpr std::size_t kKept = 12;
  /// A decoder that takes longer hangs.
  static constexpr std::chrono::seconds kLongest{3};

  explicit PictureCache(TextureMaker textures = {},
                        PictureDecoding::Decoder decoder = decode_picture,
                        Clock clock = std::chrono::steady_clock::now,
                        std::size_t kept = kKept);
  ~PictureCache();
  PictureCache(const PictureCache&) = delete;
  PictureCache& operator=(const PictureCache&) = delete;
  PictureCache(PictureCache&&) = delete;
  PictureCache& operator=(PictureCache&&) = delete;

  /// The picture in a file, which is begun to be decoded when it is asked for first.
  /// Waits at most so long for one that is new, and not at all for others: ask again soon
  /// while it is loading. The reference holds until the next call.
  const Picture& picture(const std::filesystem::path& file,
                         std::chrono::milliseconds patience);

 private:
  void look_after(Picture& picture, std::chrono::milliseconds patience) const;
  void finish(Picture& picture) const;
  void forget(const Picture& picture) const;

  TextureMaker textures_;
  PictureDecoding::Decoder decoder_;
  Clock clock_;
  std::size_t kept_;
  std::list<Picture> pictures_;  ///< the last one asked for comes first
};

}  // namespace attache::window
