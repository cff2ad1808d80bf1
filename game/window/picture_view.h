#pragma once
// A card's picture with its covered regions.

#include "window/picture.h"
#include "window/shell.h"

namespace attache::window {

/// How a picture and the form share the room below the stem. Both begin at the same gap
/// below it where they stand beside each other.
struct PicturePlan {
  bool beside = false;  ///< the form stands to the right of the picture, else below it
  Column picture;
  Column form;  ///< where it stands beside; its y is that of the stem's end
  float most_height = 0;
};
/// Options stand beside the picture where there is width but no height for both. `at` is
/// the column of the card below the stem, `view` the scrolled part of the card.
[[nodiscard]] PicturePlan picture_plan(const Ui& ui,
                                       const Prompt& prompt,
                                       const Column& at,
                                       const Rect& view,
                                       float stem_height);

/// Draws the picture of the question on the table, at most so high, and gives its height.
/// Where it cannot be shown, what it shows stands there in words. Needs a prompt with a
/// picture.
float picture_view(Shell& shell,
                   const Asked& asked,
                   PictureCache& pictures,
                   const Column& at,
                   float most_height);

/// Shows the pictures of a deck's texts, at most so high.
class DeckPictures : public TextPictures {
 public:
  /// All is borrowed.
  DeckPictures(Shell& shell,
               PictureCache& pictures,
               const std::filesystem::path& folder,
               float most_height)
      : shell_(shell), pictures_(pictures), folder_(folder), most_height_(most_height) {
    shell.ui.show_pictures_by(this);
  }
  ~DeckPictures() override { shell_.ui.show_pictures_by(nullptr); }
  DeckPictures(const DeckPictures&) = delete;
  DeckPictures& operator=(const DeckPictures&) = delete;
  DeckPictures(DeckPictures&&) = delete;
  DeckPictures& operator=(DeckPictures&&) = delete;

  float picture(const std::string& file,
                const std::string& alt,
                const Column& at,
                bool draw) override;

 private:
  Shell& shell_;
  PictureCache& pictures_;
  const std::filesystem::path& folder_;
  float most_height_;
};

/// The largest size that keeps the shape of a picture in pixels, fits, and is at most
/// twice as large as the picture. Whole pixels, at least 1.
[[nodiscard]] ImVec2 fitted(PixelSize picture, float most_width, float most_height);
/// Where a region lies on a drawn picture: whole pixels, never less than the region.
[[nodiscard]] Rect place_of(const PictureRegion& region, const Rect& picture);
/// Where a label of that size goes, inside the picture if it fits: below its region, else
/// above it, else onto its lower edge.
[[nodiscard]] Rect label_place(ImVec2 label, const Rect& region, const Rect& picture);

}  // namespace attache::window
