// Anki's packages in: decks, pictures, and where the learner stands.

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "cards/question.h"
#include "cards/text_pictures.h"
#include "deckfile/values.h"
#include "exchange/anki_cards.h"
#include "exchange/anki_collection.h"
#include "exchange/anki_history.h"
#include "exchange/anki_own.h"
#include "exchange/anki_package.h"
#include "exchange/anki_pictures.h"
#include "exchange/readers.h"

namespace attache::exchange {

namespace {

constexpr std::uint64_t kMostSkeletonBytes = std::uint64_t{32} << 20U;
constexpr std::size_t kMostAnswers = 10'000'000;
constexpr std::string_view kDefaultDeck = "Default";

/// A deck in the making, with what the maker borrows.
struct Slot {
  Slot(ImportWish its_wish, std::string_view title, NoteBook& notes)
      : wish(std::move(its_wish)), maker(wish, notes) {
    maker.set_title(title);
  }
  ImportWish wish;
  DeckMaker maker;
  std::map<std::string, const ImportedFile*> files;
};

/// One of Anki's decks at the top.
struct TopDeck {
  std::string id;
  std::string title;
  std::unique_ptr<Slot> slot;  ///< once it has a card
};

class AnkiReader {
 public:
  AnkiReader(AnkiPackage& package, AnkiCollection& collection, const ImportWish& wish)
      : package_(package),
        collection_(collection),
        wish_(wish),
        pictures_(package, notes_) {}

  Result<Imported> read();

 private:
  using Cards = std::span<const AnkiCard>;

  Result<void> read_own();
  Result<void> build_own();
  void own_pictures(ImportedDeck& deck);
  void own_standings(const OwnPart& part, const Deck& deck, Cards cards);
  void name_decks();
  [[nodiscard]] std::string title_of(const std::string& name, bool alone) const;
  [[nodiscard]] std::string id_for(const std::string& title, bool alone) const;
  Result<void> read_notes();
  void take_note(const AnkiNote& note, Cards cards);
  void take_picture(const AnkiNote& note, CardDraft card, Cards cards);
  std::optional<QuestionId> put(CardDraft card, const std::string& deck_name);
  Slot& slot_for(const std::string& deck_name);
  void ask(QuestionId question, const AnkiCard& card, bool marked);
  Result<void> read_answers();
  void forget_reset_ones();
  void take_decks(Slot& slot);
  [[nodiscard]] const std::string& deck_name(const AnkiCard& card) const;
  [[nodiscard]] Cards cards_of(std::int64_t note) const;
  AnkiCardMaker* maker_of(std::int64_t type);
  bool told(double share);
  static Unexpected cancelled() { return fail("The import was cancelled", {}, {}); }

  AnkiPackage& package_;
  AnkiCollection& collection_;
  const ImportWish& wish_;
  NoteBook notes_;
  AnkiPictures pictures_;
  std::vector<AnkiCard> cards_;  ///< by note and ord
  StudyDay first_day_{};
  std::map<std::int64_t, AnkiCardMaker> makers_;  ///< by note type
  std::map<std::string, TopDeck> decks_;          ///< by name
  std::unordered_set<std::int64_t> own_notes_;
  std::map<std::string, std::map<std::size_t, OwnPart>> own_parts_;  ///< by deck
  struct OwnNote {
    OwnPart part;  ///< without its XML
    std::int64_t note = 0;
  };
  std::vector<OwnNote> own_found_;
  std::unordered_map<std::int64_t, std::uint32_t> question_of_;  ///< by card
  std::vector<bool> is_new_;  ///< by question: Anki has it as new
  Imported imported_;
};

bool AnkiReader::told(double share) {
  return !wish_.progress || wish_.progress(share);
}

AnkiReader::Cards AnkiReader::cards_of(std::int64_t note) const {
  const auto range = std::equal_range(
      cards_.begin(), cards_.end(), AnkiCard{0, note},
      [](const AnkiCard& a, const AnkiCard& b) { return a.note < b.note; });
  return {range.first, range.second};
}

const std::string& AnkiReader::deck_name(const AnkiCard& card) const {
  static const std::string kNone;
  const auto found = collection_.decks().find(card.deck);
  return found == collection_.decks().end() ? kNone : found->second.name;
}

AnkiCardMaker* AnkiReader::maker_of(std::int64_t type) {
  const auto known = makers_.find(type);
  if (known != makers_.end()) return &known->second;
  const auto found = collection_.note_types().find(type);
  if (found == collection_.note_types().end()) return nullptr;
  return &makers_.try_emplace(type, found->second, pictures_, notes_).first->second;
}

void AnkiReader::ask(QuestionId question, const AnkiCard& card, bool marked) {
  const auto index = static_cast<std::uint32_t>(imported_.questions.size());
  if (!question_of_.try_emplace(card.id, index).second) return;
  imported_.questions.push_back(std::move(question));
  imported_.standings.push_back(standing_of(card, first_day_, wish_.calendar));
  imported_.standings.back().marked |= marked;
  is_new_.push_back(card.type == 0);
}

// ---- our own decks on their way back

/// Finds the notes that were made by us, and of which decks they are.
Result<void> AnkiReader::read_own() {
  std::set<std::int64_t> own_types;
  for (const auto& [id, type] : collection_.note_types())
    if (!type.fields.empty() && type.fields.back() == kOwnField) own_types.insert(id);
  if (own_types.empty()) return {};
  auto done = collection_.each_note([&](AnkiNote& note) -> Result<void> {
    if (!own_types.contains(note.type) || note.fields.size() < 2) return {};
    auto part = read_own_field(note.fields.back());
    if (!part || !package_.has_media(skeleton_name(part->deck))) return {};
    if (fingerprint_of(std::span(note.fields).first(note.fields.size() - 1)) !=
        part->shown)
      notes_.note(fmt::format("“{}”", part->base),
                  "was changed in Anki; the deck's own text is kept");
    const std::size_t place = part->place;
    OwnPart without_xml = *part;
    without_xml.xml.clear();
    own_found_.push_back({std::move(without_xml), note.id});
    auto& parts = own_parts_[part->deck];
    parts.try_emplace(place, *std::move(part));
    return {};
  });
  if (!done) return done;
  return build_own();
}

Result<void> AnkiReader::build_own() {
  // In the order of their decks, not of Anki's numbers.
  std::stable_sort(
      own_found_.begin(), own_found_.end(),
      [](const OwnNote& a, const OwnNote& b) { return a.part.place < b.part.place; });
  for (const auto& [id, parts] : own_parts_) {
    const auto skeleton = package_.media(skeleton_name(id), kMostSkeletonBytes);
    if (!skeleton) return skeleton.unexpected();
    auto deck = deck_from_parts(*skeleton, parts);
    if (!deck || deck->id != id) {
      notes_.note(fmt::format("deck {}", id),
                  "was changed on its way, so its cards come in as those of any package");
      continue;
    }
    ImportedDeck imported{*std::move(deck), {}};
    own_pictures(imported);
    for (const OwnNote& one : own_found_)
      if (one.part.deck == id) {
        own_notes_.insert(one.note);
        own_standings(one.part, imported.deck, cards_of(one.note));
      }
    imported_.decks.push_back(std::move(imported));
  }
  own_parts_.clear();
  return {};
}

void AnkiReader::own_pictures(ImportedDeck& deck) {
  for (const std::string& name : picture_files_of(deck.deck)) {
    const ImportedFile* file = pictures_.take(own_picture_name(name));
    if (file != nullptr) deck.files.push_back({name, file->from});
  }
}

void AnkiReader::own_standings(const OwnPart& part, const Deck& deck, Cards cards) {
  const bool is_fact = part.place < deck.facts.size();
  for (const AnkiCard& card : cards) {
    QuestionId question = fmt::format("{}/{}", deck.id, part.base);
    if (is_fact)
      question += fmt::format(
          "/{}", name_of(card.ord == 0 ? Direction::kObject : Direction::kSubject));
    ask(std::move(question), card, false);
  }
}

// ---- everybody else's

/// Gives each deck at the top that has cards its id, so that the same package gives the
/// same ids.
void AnkiReader::name_decks() {
  for (const AnkiCard& card : cards_)
    if (!own_notes_.contains(card.note))
      decks_.try_emplace(split_deck_name(deck_name(card)).top);
  const bool alone = decks_.size() == 1 && imported_.decks.empty();
  std::set<std::string> taken;
  for (const ImportedDeck& deck : imported_.decks)
    taken.insert(deck.deck.id);
  for (auto& [name, deck] : decks_) {
    deck.title = title_of(name, alone);
    const std::string id = id_for(deck.title, alone);
    deck.id = id;
    for (int number = 2; !taken.insert(deck.id).second; ++number)
      deck.id = fmt::format("{}-{}", id, number);
  }
}

/// What a deck at the top is called; empty if the file is all that could name it.
std::string AnkiReader::title_of(const std::string& name, bool alone) const {
  if (!name.empty() && name != kDefaultDeck) return name;
  // A whole collection has another file name each time: its nameless deck has one of
  // its own, so that it is known again.
  return !alone || wish_.name.ends_with(".colpkg") ? "Anki" : "";
}

/// The id of a deck with that title, before those that it may share it with are told
/// apart.
std::string AnkiReader::id_for(const std::string& title, bool alone) const {
  std::string id = wish_.deck_id;
  if (!alone || id.empty()) {
    const std::string own = id_from(title.empty() ? wish_.name : title);
    id = id.empty() ? own : fmt::format("{}-{}", id, own);
  }
  constexpr std::size_t kRoom = 90;
  if (id.size() > kRoom) id.resize(kRoom);
  return id;
}

Slot& AnkiReader::slot_for(const std::string& deck_name) {
  TopDeck& deck = decks_[split_deck_name(deck_name).top];
  if (!deck.slot) {
    ImportWish wish = wish_;
    wish.progress = {};
    wish.deck_id = deck.id;
    deck.slot = std::make_unique<Slot>(std::move(wish), deck.title, notes_);
  }
  return *deck.slot;
}

std::optional<QuestionId> AnkiReader::put(CardDraft card, const std::string& deck_name) {
  Slot& slot = slot_for(deck_name);
  const auto id = slot.maker.add(std::move(card));
  if (!id) return {};
  return slot.maker.question_id(*id);
}

Result<void> AnkiReader::read_notes() {
  const auto count = collection_.count_notes();
  if (!count) return count.unexpected();
  std::int64_t done = 0;
  return collection_.each_note([&](AnkiNote& note) -> Result<void> {
    constexpr std::int64_t kBetweenLooks = 256;
    if (done++ % kBetweenLooks == 0 &&
        !told(0.15 + 0.55 * static_cast<double>(done) / static_cast<double>(*count)))
      return cancelled();
    const Cards cards = cards_of(note.id);
    if (!own_notes_.contains(note.id) && !cards.empty()) take_note(note, cards);
    return {};
  });
}

void AnkiReader::take_note(const AnkiNote& note, Cards cards) {
  AnkiCardMaker* maker = maker_of(note.type);
  if (maker == nullptr) {
    notes_.note({}, "a note of an unknown type is left out");
    return;
  }
  if (auto picture = maker->make_picture(note, deck_name(cards.front()))) {
    take_picture(note, *std::move(picture), cards);
    return;
  }
  const std::vector<std::string> tags = anki_tags(note.tags);
  const bool marked = std::find(tags.begin(), tags.end(), "marked") != tags.end();
  for (const AnkiCard& card : cards) {
    const std::string& deck = deck_name(card);
    auto draft = maker->make(note, card.ord, deck);
    if (!draft) continue;
    const auto shown = maker->shown();
    auto question = put(*std::move(draft), deck);
    if (!question) continue;
    Slot& slot = slot_for(deck);
    for (const ImportedFile* file : shown)
      slot.files.try_emplace(file->name, file);
    ask(*std::move(question), card, marked);
  }
}

/// A picture with covered parts is one card, each part a question.
void AnkiReader::take_picture(const AnkiNote& note, CardDraft card, Cards cards) {
  std::set<std::string> regions;
  for (const PictureRegion& region : std::get<ImageCard>(card.body).regions)
    regions.insert(region.id);
  const std::string& deck = deck_name(cards.front());
  const auto shown = maker_of(note.type)->shown();
  const auto question = put(std::move(card), deck);
  if (!question) return;
  Slot& slot = slot_for(deck);
  for (const ImportedFile* file : shown)
    slot.files.try_emplace(file->name, file);
  for (const AnkiCard& one : cards)
    if (const std::string region = AnkiCardMaker::region_of(one.ord);
        regions.contains(region))
      ask(fmt::format("{}/{}", *question, region), one, false);
}

// ---- answers

Result<void> AnkiReader::read_answers() {
  const std::int64_t latest =
      (wish_.now + std::chrono::days(1)).time_since_epoch().count();
  std::size_t seen = 0;
  auto done = collection_.each_review([&](const AnkiReview& review) -> Result<void> {
    constexpr std::size_t kBetweenLooks = 8192;
    if (seen++ % kBetweenLooks == 0 &&
        !told(0.7 + 0.2 * std::min(1.0, static_cast<double>(seen) / 1e6)))
      return cancelled();
    const auto question = question_of_.find(review.card);
    if (question == question_of_.end() || !is_answer(review)) return {};
    if (review.at_ms <= 0 || review.at_ms > latest) {
      notes_.note({}, "an answer from the future is left out");
      return {};
    }
    if (imported_.answers.size() == kMostAnswers)
      return fail("This package holds more than 10,000,000 answers", {},
                  "Export its decks one by one");
    constexpr std::int64_t kLongestAnswer = 3'600'000;
    imported_.answers.push_back({question->second,
                                 static_cast<std::uint32_t>(std::clamp<std::int64_t>(
                                     review.time_ms, 0, kLongestAnswer)),
                                 review.at_ms, static_cast<Rating>(review.ease)});
    return {};
  });
  if (!done) return done;
  std::sort(imported_.answers.begin(), imported_.answers.end(),
            [](const ImportedAnswer& a, const ImportedAnswer& b) {
              return std::pair(a.question, a.at_ms) < std::pair(b.question, b.at_ms);
            });
  return {};
}

/// A question that was answered and is new in Anki was set back by its learner.
void AnkiReader::forget_reset_ones() {
  for (const ImportedAnswer& answer : imported_.answers)
    if (is_new_[answer.question] && !imported_.standings[answer.question].state) {
      ManualChange change;
      change.forget = true;
      imported_.standings[answer.question].state = change;
    }
}

void AnkiReader::take_decks(Slot& slot) {
  const std::size_t first = imported_.decks.size();
  for (Deck& deck : std::move(slot.maker).take())
    imported_.decks.push_back({std::move(deck), {}});
  // Decks lie in one folder, so a picture that several show is there once.
  for (const auto& [name, file] : slot.files)
    imported_.decks[first].files.push_back(*file);
}

Result<Imported> AnkiReader::read() {
  auto cards = collection_.cards();
  if (!cards) return cards.unexpected();
  cards_ = *std::move(cards);
  first_day_ = collection_.first_day(wish_.calendar);
  if (!told(0.12)) return cancelled();
  if (const auto done = read_own(); !done) return done.unexpected();
  name_decks();
  if (const auto done = read_notes(); !done) return done.unexpected();
  if (const auto done = read_answers(); !done) return done.unexpected();
  forget_reset_ones();
  const AnkiFitted fitted = fitted_of(collection_, cards_, notes_);
  imported_.weights = fitted.weights;
  imported_.desired_retention = fitted.desired_retention;
  for (auto& [name, deck] : decks_)
    if (deck.slot && deck.slot->maker.size() > 0) take_decks(*deck.slot);
  if (imported_.decks.empty())
    return fail("There are no cards in this package", {},
                "Choose the decks to export in Anki and try again");
  if (imported_.decks.size() == 1 && is_id(wish_.deck_id) &&
      imported_.decks.front().deck.id != wish_.deck_id) {
    Deck& only = imported_.decks.front().deck;
    for (QuestionId& question : imported_.questions)
      question.replace(0, only.id.size(), wish_.deck_id);
    only.id = wish_.deck_id;
  }
  imported_.format = "Anki package";
  imported_.keeps = package_.scratch();
  imported_.notes = std::move(notes_).take();
  if (!told(1)) return cancelled();
  return std::move(imported_);
}

std::string without_ending(const std::string& name) {
  for (const std::string_view ending : {".apkg", ".colpkg"})
    if (name.size() > ending.size() && name.ends_with(ending))
      return name.substr(0, name.size() - ending.size());
  return name;
}

/// The same error, with the file that it is about.
Unexpected about(const std::filesystem::path& file, Error error) {
  if (error.where.empty()) error.where = file.filename().string();
  return Unexpected(std::move(error));
}

}  // namespace

Result<Imported> read_anki(const std::filesystem::path& file, const ImportWish& wish) {
  auto package = AnkiPackage::open(file);
  if (!package) return about(file, package.error());
  // The database asks in the midst of a query: then nothing new is done yet.
  double share = 0.05;
  ImportWish ours = wish;
  ours.name = without_ending(wish.name);
  ours.progress = [&wish, &share](double now) {
    share = std::max(share, now);
    return !wish.progress || wish.progress(share);
  };
  auto collection = AnkiCollection::open(
      package->collection(), [&ours, &share] { return ours.progress(share); });
  if (!collection) return about(file, collection.error());
  AnkiReader reader(*package, *collection, ours);
  auto imported = reader.read();
  if (!imported) return about(file, imported.error());
  return imported;
}

}  // namespace attache::exchange
