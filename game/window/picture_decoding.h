#pragma once
// One picture decoded in a child process with limits: the decoder is old, and pictures
// come from strangers.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <sys/types.h>
#include <variant>

#include "window/picture_pixels.h"

namespace attache::window {

enum class PictureFault {
  kUnreadable,  ///< not there, or not a file
  kNoPicture,   ///< neither PNG nor JPEG
  kTooLarge,    ///< more than 10 MB, or than 16 million pixels
  kDamaged
};
/// "The picture is damaged."
[[nodiscard]] const char* words_of(PictureFault fault);

/// What a decoder makes of a file.
using Decoded = std::variant<PicturePixels, PictureFault>;
/// Reads and decodes a PNG or JPEG file. May hang, or take all memory, for a bad one:
/// only for the child.
[[nodiscard]] Decoded decode_picture(const std::filesystem::path& file);

class PictureDecoding {
 public:
  using Decoder = Decoded (*)(const std::filesystem::path&);

  /// Starts the child, which may use 512 MiB and 3 s of the processor.
  explicit PictureDecoding(const std::filesystem::path& file,
                           Decoder decoder = decode_picture);
  /// Ends the child.
  ~PictureDecoding();
  PictureDecoding(const PictureDecoding&) = delete;
  PictureDecoding& operator=(const PictureDecoding&) = delete;
  PictureDecoding(PictureDecoding&&) = delete;
  PictureDecoding& operator=(PictureDecoding&&) = delete;

  /// Whether the child has ended; waits for it at most so long.
  bool ended(std::chrono::milliseconds patience);
  /// Ends it now; the picture counts as damaged.
  void give_up();

  // Once it has ended.

  /// Nothing when all went well.
  [[nodiscard]] std::optional<PictureFault> fault() const { return fault_; }
  /// At most kLongestSide on each side.
  [[nodiscard]] PixelSize size() const { return size_; }
  /// The pixels of each size in `sizes_of(size())`, one after the other.
  [[nodiscard]] const std::uint8_t* pixels() const;

 private:
  struct Shared;
  [[noreturn]] void decode(const std::filesystem::path& file, Decoder decoder) const;
  void collect(int status);

  pid_t child_ = -1;
  int alive_ = -1;  ///< a pipe that closes when the child ends
  Shared* shared_ = nullptr;
  std::optional<PictureFault> fault_;
  PixelSize size_;
};

}  // namespace attache::window
