#include "window/editor_scene.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <random>
#include <system_error>
#include <utility>

namespace attache::window {

namespace {

using Shown = EditorScreen::Shown;
constexpr std::array<std::string_view, 20> kParts{
    "",        "card",     "cloze", "fact", "entity",  "relation", "passage",
    "head",    "problems", "find",  "bulk", "publish", "new",      "line",
    "preview", "narrow",   "ask",   "menu", "empty",   "conflict"};

/// A copy of a deck's file in a folder that is gone once it was read.
class Copied {
 public:
  explicit Copied(const std::filesystem::path& file) {
    std::error_code fault;
    folder_ = std::filesystem::temp_directory_path(fault) /
              fmt::format("attache-scene-{}", std::random_device{}());
    std::filesystem::create_directories(folder_, fault);
    path_ = folder_ / "deck.xml";
    std::filesystem::copy_file(file, path_, fault);
  }
  ~Copied() {
    std::error_code fault;
    std::filesystem::remove_all(folder_, fault);
  }
  Copied(const Copied&) = delete;
  Copied& operator=(const Copied&) = delete;
  Copied(Copied&&) = delete;
  Copied& operator=(Copied&&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_, path_;
};

std::size_t first_of(const Authoring& deck, ItemKind kind) {
  for (std::size_t i = 0; i < deck.size(); ++i)
    if (kind_of(deck.item(i)) == kind) return i;
  return 0;
}

/// The id of the part that the scene shows.
std::string shown_id(Authoring& deck, std::string_view part) {
  if (part == "head" || part == "new") return "";
  ItemKind kind = ItemKind::kCard;
  if (part == "fact" || part == "line" || part == "ask" || part == "bulk")
    kind = ItemKind::kFact;
  if (part == "entity") kind = ItemKind::kEntity;
  if (part == "relation") kind = ItemKind::kRelation;
  if (part == "passage") kind = ItemKind::kPassage;
  if (part == "cloze") {
    const auto at =
        deck.add(Card{.id = "treaty",
                      .topic = {},
                      .passage = {},
                      .fact = {},
                      .as_of = {},
                      .check_after = {},
                      .meaning = 1,
                      .tags = {"week-3", "exam"},
                      .ask = "Japan and the U.S. signed the {{Treaty of Mutual "
                             "Cooperation and Security::treaty}} in {{1960}} "
                             "（日米安全保障条約）.",
                      .body = ClozeCard{},
                      .explain = "It replaced the treaty of 1951.",
                      .support = {}});
    return id_of(deck.item(at));
  }
  const std::size_t at = first_of(deck, kind);
  return at < deck.size() ? id_of(deck.item(at)) : "";
}

/// Things to be said of: half a card, and one that says too much.
void spoil(Authoring& deck) {
  Card card;
  card.id = "half";
  card.ask = "Which of these is not a headquarters?";
  ChoiceCard body;
  body.answer = "All of the above";
  body.wrong = {{"USFJ", ""}};
  card.body = body;
  deck.add(card);
  Fact fact;
  fact.id = "half-a-fact";
  fact.subject = "nobody";
  deck.add(fact);
}

Shown shown_for(std::string_view part) {
  if (part == "preview") return Shown::kPreview;
  if (part == "bulk") return Shown::kBulk;
  if (part == "find") return Shown::kFind;
  if (part == "publish") return Shown::kPublish;
  if (part == "new") return Shown::kNew;
  if (part == "line") return Shown::kLine;
  if (part == "ask") return Shown::kAsk;
  if (part == "problems") return Shown::kProblems;
  if (part == "menu") return Shown::kMenu;
  if (part == "conflict") return Shown::kConflict;
  return Shown::kForm;
}

/// A new answer to a fact or card, for the sheet that publishes.
void change_answers(Authoring& deck) {
  for (std::size_t i = 0; i < deck.size(); ++i) {
    DeckItem item = deck.item(i);
    auto* entity = std::get_if<Entity>(&item);
    if (entity == nullptr) continue;
    entity->name += " (HQ)";
    deck.set(i, std::move(item));
    return;
  }
}

}  // namespace

std::span<const std::string_view> editor_scene_parts() {
  return kParts;
}

bool edits(const Scene& scene) {
  return scene.base == "editor";
}

void prepare_editor_scene(Shell& shell, EditorScreen& editor, const Scene& scene) {
  const std::string_view part = scene.part;
  if (part == "empty" || shell.trainer.decks().empty()) return;
  const std::string id = shell.trainer.decks().front().deck().id;
  const Copied copy(shell.trainer.deck_file(id));
  auto opened =
      Authoring::open(copy.path(), copy.folder() / "drafts", shell.trainer.clock());
  if (!opened) {
    shell.error = opened.error();
    return;
  }
  if (part == "problems") spoil(**opened);
  if (part == "publish") change_answers(**opened);
  const std::string shown = shown_id(**opened, part);
  editor.take(std::move(*opened));
  editor.show(shell, shown_for(part), shown);
}

}  // namespace attache::window
