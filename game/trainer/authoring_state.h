#pragma once
// What an `Authoring` holds. Only its own source files include this.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "deckfile/document.h"
#include "trainer/authoring.h"
#include "trainer/drafts.h"

namespace attache {

/// Parts that took the place of others.
struct Splice {
  std::size_t at = 0;
  std::vector<PartPointer> before, after;
};

/// One step of undo: what it changed, and nothing else.
struct EditStep {
  std::string name;
  std::string merge;  ///< steps of the same key become one; empty: never
  std::vector<Splice> splices;
  FramePointer frame_before, frame_after;
};

/// A deck file as it was when it was compared last.
struct LookedAt {
  std::filesystem::file_time_type written;
  std::uintmax_t size = 0;
  std::optional<std::uint64_t> with;  ///< what it was compared with
  bool operator==(const LookedAt&) const = default;
};

struct Authoring::State {
  State(DeckDocument opened,
        std::filesystem::path deck_file,
        const std::filesystem::path& drafts_folder)
      : file(std::move(deck_file)),
        drafts(drafts_folder, file),
        document(std::move(opened)) {}

  std::filesystem::path file;
  Drafts drafts;
  DeckDocument document;
  bool recovered = false;
  std::optional<std::uint64_t> on_disk;  ///< number of the file as it was read or saved
  std::optional<LookedAt> looked_at;
  bool differed = false;  ///< what came of it
  /// What students have; see `published_edition`. A record of it lies beside the drafts
  /// if `published_kept`, else it follows from the deck as it was opened.
  std::optional<PublishedEdition> published;
  bool published_kept = false;
  std::optional<DeckDocument> as_opened;

  std::uint64_t revision = 1;
  std::vector<EditStep> done, undone;
  std::optional<std::size_t> saved_at = 0;  ///< length of `done` when it was saved
  bool may_merge = false;
  std::uint64_t draft_revision = 1;  ///< at which the draft was written last

  // Worked out when asked for, and kept until the next change.
  std::uint64_t checked_at = 0, booked_at = 0, indexed_at = 0, named_at = 0,
                previewed_at = 0;
  DocumentCheck check;
  std::unique_ptr<DeckBook> book, preview;
  std::unordered_map<std::string, std::size_t> ids;
  std::uint64_t plain_at = 0, advised_at = 0;
  std::vector<Remark> plain_remarks, advised_remarks;
  /// Folded names of an entity or a relation.
  struct Names {
    std::size_t part = 0;
    std::string shown;  ///< what completing gives
    std::vector<std::string> folded;
  };
  std::vector<Names> entity_names, relation_names;

  [[nodiscard]] const DeckItem& item(std::size_t at) const {
    return document.parts()[at]->item;
  }

  /// Lets `edit` change the document and makes that one step. False if nothing changed.
  template <class Edit>
  bool change(std::string name, std::string merge, Edit edit) {
    const std::vector<PartPointer> parts = document.parts();
    const FramePointer frame = document.frame();
    edit(document);
    return note(std::move(name), std::move(merge), parts, frame);
  }
  [[nodiscard]] bool differs_on_disk() const;
  /// Puts another value in the place of a part's.
  void put(DeckDocument& edited, std::size_t at, DeckItem value) const;

  /// Takes up the record, if it is of this file. Without one, students have the deck as
  /// it was opened or, where there was none, nothing yet.
  void recall_published(const std::optional<PublishedEdition>& record);
  [[nodiscard]] const PublishedEdition& published_edition();
  [[nodiscard]] const DocumentCheck& checked();
  [[nodiscard]] const std::unordered_map<std::string, std::size_t>& index();
  /// Makes the last step a part of the one before it, if it goes on with the same parts.
  void join_last_two();
  void index_names();
  void remark_changed_ids(std::vector<Remark>& remarks);
  [[nodiscard]] bool is_taken(std::string_view id) {
    return index().contains(std::string(id));
  }

 private:
  bool note(std::string name,
            std::string merge,
            const std::vector<PartPointer>& parts,
            const FramePointer& frame);
  bool merge_into_last(EditStep& step);
};

/// Calls `take(field, nth, text)` for every text of a part that people read. A text that
/// is changed there is changed in the part.
void for_each_text(
    DeckItem& item,
    const std::function<void(std::string_view, std::size_t, std::string&)>& take);
/// Puts `to` in the place of the id `from` wherever a part refers to a part of that kind.
/// True if there was such a place.
bool rename_references(DeckItem& item,
                       ItemKind kind,
                       const std::string& from,
                       const std::string& to);

}  // namespace attache
