#include "window/picture.h"

#include <algorithm>
#include <utility>

namespace attache::window {

TextureName Picture::texture_for(float width) const {
  for (std::size_t i = textures_.size(); i-- > 0;)
    if (static_cast<float>(sizes_[i].width) >= width) return textures_[i];
  return textures_.empty() ? 0 : textures_.front();
}

PictureCache::PictureCache(TextureMaker textures,
                           PictureDecoding::Decoder decoder,
                           Clock clock,
                           std::size_t kept)
    : textures_(textures), decoder_(decoder), clock_(std::move(clock)), kept_(kept) {}

PictureCache::~PictureCache() {
  for (const Picture& picture : pictures_)
    forget(picture);
}

const Picture& PictureCache::picture(const std::filesystem::path& file,
                                     std::chrono::milliseconds patience) {
  const auto known =
      std::find_if(pictures_.begin(), pictures_.end(),
                   [&](const Picture& picture) { return picture.file_ == file; });
  if (known != pictures_.end()) {
    pictures_.splice(pictures_.begin(), pictures_, known);
    look_after(*known, std::chrono::milliseconds(0));
    return *known;
  }
  while (pictures_.size() >= kept_) {
    forget(pictures_.back());
    pictures_.pop_back();
  }
  Picture& fresh = pictures_.emplace_front();
  fresh.file_ = file;
  fresh.begun_ = clock_();
  fresh.decoding_ = std::make_unique<PictureDecoding>(file, decoder_);
  look_after(fresh, patience);
  return fresh;
}

void PictureCache::look_after(Picture& picture,
                              std::chrono::milliseconds patience) const {
  if (picture.state_ != Picture::State::kLoading) return;
  if (!picture.decoding_->ended(patience)) {
    if (clock_() - picture.begun_ < kLongest) return;
    picture.decoding_->give_up();
  }
  finish(picture);
}

void PictureCache::finish(Picture& picture) const {
  const auto decoding = std::exchange(picture.decoding_, nullptr);
  if (const auto fault = decoding->fault()) {
    picture.state_ = Picture::State::kFailed;
    picture.message_ = words_of(*fault);
    return;
  }
  const std::uint8_t* pixels = decoding->pixels();
  picture.sizes_ = sizes_of(decoding->size());
  for (const PixelSize& size : picture.sizes_) {
    picture.textures_.push_back(textures_.make(size.width, size.height, pixels));
    pixels += size.bytes();
  }
  picture.state_ = Picture::State::kReady;
}

void PictureCache::forget(const Picture& picture) const {
  for (const TextureName texture : picture.textures_)
    textures_.drop(texture);
}

}  // namespace attache::window
