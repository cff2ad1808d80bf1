#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "exchange/deck_maker.h"
#include "exchange/mnemosyne_learning.h"
#include "exchange/mnemosyne_log.h"
#include "exchange/moodle_question.h"
#include "exchange/readers.h"
#include "exchange/xml_text.h"

namespace attache::exchange {

namespace {

/// A number of days, or a count; nothing else stands in attributes that matter here.
double number(const Element& element, const char* name, double missing = 0) {
  constexpr double kMost = 1e6;
  const auto read = number_of(attribute_text(element, name));
  return read && std::abs(*read) <= kMost ? *read : missing;
}

/// Mnemosyne 1 counts days from the day on which it was first started.
MnemosyneState state_of(const Element& item, double start) {
  constexpr double kDay = 86'400;
  MnemosyneState state;
  const auto acquired = static_cast<int>(number(item, "ac_rp"));
  const auto retained = static_cast<int>(number(item, "rt_rp"));
  if (attribute_text(item, "gr").empty() || acquired + retained < 1 || start < 1)
    return state;
  state.grade = static_cast<int>(number(item, "gr"));
  state.last = static_cast<std::int64_t>(start + number(item, "l_rp") * kDay);
  state.next = static_cast<std::int64_t>(start + number(item, "n_rp") * kDay);
  state.repetitions = acquired + retained;
  state.lapses = static_cast<int>(number(item, "lps"));
  return state;
}

/// What is known of a card's learning and has no place here: `kept` says whether where it
/// stands has one.
void note_lost_figures(const Element& item,
                       bool kept,
                       const std::string& where,
                       NoteBook& notes) {
  if (kept) {
    notes.note(where, "its grade and easiness in Mnemosyne are left out");
    return;
  }
  // A card that was never seen has zeros everywhere, and the easiness of all.
  for (const char* figure : {"gr", "ac_rp", "rt_rp", "lps", "l_rp", "n_rp"})
    if (number(item, figure) > 0) {
      notes.note(where, "its grade, repetitions and days in Mnemosyne are left out");
      return;
    }
}

Result<Imported> read_items(const Element& root, const ImportWish& wish) {
  NoteBook notes;
  DeckMaker maker(wish, notes);
  LearnerNotes learner;
  const NamedPictures no_pictures;
  constexpr double kLatestStart = 1e11;
  double start = number_of(attribute_text(root, "time_of_start")).value_or(0);
  if (!(start >= 0) || start > kLatestStart) start = 0;
  std::size_t count = 0;
  for (const Element& item : Children(root, "item")) {
    if (++count % 1000 == 0 && wish.progress && !wish.progress(0.5))
      return fail("the import was stopped", wish.name);
    CardDraft draft;
    draft.where = fmt::format("line {}", item.GetLineNum());
    draft.key = one_line(attribute_text(item, "id"));
    draft.topic = one_line(child_text(item, "cat"));
    if (draft.topic == "<default>") draft.topic.clear();
    draft.ask =
        mnemosyne_markdown(child_text(item, "Q"), no_pictures, draft.where, notes);
    draft.body = RecallCard{
        mnemosyne_markdown(child_text(item, "A"), no_pictures, draft.where, notes)};
    const std::string where = draft.where;
    const auto id = maker.add(std::move(draft));
    if (!id) continue;
    const auto change = change_of(state_of(item, start), wish.calendar);
    if (change) learner.state(maker.question_id(*id), *change);
    note_lost_figures(item, change.has_value(), where, notes);
  }
  auto made = imported_of(std::move(maker), std::move(notes), "Mnemosyne", wish.name);
  if (!made) return made.unexpected();
  std::move(learner).hand_over(*made);
  return made;
}

}  // namespace

Result<Imported> read_mnemosyne_xml(std::string_view text, const ImportWish& wish) {
  const auto xml = XmlText::read(text, wish.name);
  if (!xml) return xml.unexpected();
  const Element& root = (*xml)->root();
  if (tag_of(root) == "mnemosyne") return read_items(root, wish);
  if (tag_of(root) == "openSM2sync") return read_mnemosyne_log(root, {}, wish, {});
  return fail("this is no Mnemosyne XML file", wish.name,
              "export the cards from Mnemosyne once more");
}

}  // namespace attache::exchange
