#pragma once
// The note types of our own that exported packages bring with them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attache::exchange {

struct OwnTemplate {
  std::string_view name;
  std::string question;
  std::string answer;
};
/// Its first field is the question's id, its last one the hidden field.
struct OwnNoteType {
  std::int64_t id = 0;
  std::string_view name;
  bool cloze = false;
  std::vector<std::string_view> fields;
  std::vector<OwnTemplate> templates;
};

/// Ids and fields never change: Anki knows the types by them.
enum class OwnKind { kCard, kTyped, kCloze, kFact, kPicture };
[[nodiscard]] const std::vector<OwnNoteType>& own_note_types();
[[nodiscard]] const OwnNoteType& own_note_type(OwnKind kind);

/// As the columns "models", "dconf" and "conf" of schema 11 hold them.
[[nodiscard]] std::string models_json(std::int64_t deck, std::int64_t changed);
[[nodiscard]] std::string deck_options_json();
[[nodiscard]] std::string settings_json(int minutes_west, int start_hour);

}  // namespace attache::exchange
