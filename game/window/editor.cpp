#include "window/editor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <unistd.h>
#include <utility>

#include "base/text.h"
#include "window/editor_remarks.h"
#include "window/round_parts.h"
#include "window/summary.h"

namespace attache::window {

namespace {

constexpr double kRest = 0.3;        ///< so long after a change all is checked
constexpr double kDraftAfter = 3.0;  ///< and so long after it the draft is written
constexpr std::string_view kAdviceKey = "editor.advice";
constexpr std::string_view kWordsKey = "editor.words";

constexpr std::array kKinds{ItemKind::kSource, ItemKind::kTopic,    ItemKind::kPassage,
                            ItemKind::kEntity, ItemKind::kRelation, ItemKind::kFact,
                            ItemKind::kCard};
constexpr std::array<std::string_view, 3> kPanes{"Parts", "Write", "Preview"};

/// Both the file and its folder can be written; a file is put in place of the old one.
bool can_write(const std::filesystem::path& file) {
  std::error_code fault;
  const auto folder = file.parent_path();
  if (std::filesystem::exists(file, fault) && ::access(file.c_str(), W_OK) != 0)
    return false;
  return ::access(folder.empty() ? "." : folder.c_str(), W_OK) == 0;
}

std::string first_words(const std::string& text, std::size_t most) {
  std::string out;
  for (const std::string& word : words(text)) {
    if (most-- == 0) break;
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

/// Commands that hold while something is being written, too.
bool is_early(const InputFrame& input) {
  const bool chord = input.held.ctrl || input.held.alt;
  return chord || input.key == Key::kF6 || input.key == Key::kF8;
}

bool is_own(Command command) {
  switch (command) {
    case Command::kNewItem:
    case Command::kNewPart:
    case Command::kDuplicateItem:
    case Command::kDoneAndNext:
    case Command::kSaveDeck:
    case Command::kPublishDeck:
    case Command::kFactLine:
    case Command::kFindInDeck:
    case Command::kNextPane:
    case Command::kNextProblem:
    case Command::kNextItem:
    case Command::kLastItem:
    case Command::kMoveUp:
    case Command::kMoveDown:
    case Command::kUndo:
    case Command::kRedo:
      return true;
    default:
      return false;
  }
}

/// The id that a part has until it says something: "new-card-2".
bool is_first_id(const Authoring& deck, std::size_t item) {
  const std::string& id = id_of(deck.item(item));
  const std::string first = fmt::format("new-{}", name_of(kind_of(deck.item(item))));
  return id.starts_with(first) &&
         id.find_first_not_of("-0123456789", first.size()) == std::string::npos;
}

std::string problem_counts(const std::vector<Remark>& remarks, bool advice) {
  std::array<int, 3> counts{};
  for (const Remark& remark : remarks)
    ++counts.at(static_cast<std::size_t>(remark.level));
  std::string words;
  const auto add = [&](int number, std::string_view one, std::string_view many) {
    if (number > 0) words += (words.empty() ? "" : "  ·  ") + counted(number, one, many);
  };
  add(counts[0], "error", "errors");
  add(counts[1], "warning", "warnings");
  if (advice) add(counts[2], "hint", "hints");
  return words.empty() ? "Nothing to mend" : words;
}

std::vector<std::string> names_in(const Authoring& deck) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < deck.size(); ++i) {
    const auto* entity = std::get_if<Entity>(&deck.item(i));
    if (entity == nullptr) continue;
    names.push_back(entity->name);
    for (const Alias& alias : entity->aliases)
      names.push_back(alias.text);
  }
  return names;
}

}  // namespace

/// The columns of the screen. Where there is no room for all, tabs lead to the others.
struct EditorScreen::Plan {
  Rect tree, form, preview, tabs;
};

// --- what it stands on

void EditorScreen::take(std::unique_ptr<Authoring> deck) {
  deck_ = std::move(deck);
  seen_.reset();
  renewed_.reset();
  fresh_.clear();
  banner_closed_ = false;
  form_shown_ = false;
  conflict_open_ = false;
  remarks_.clear();
  marks_ = {};
  line_.close();
  if (!deck_) return;
  deck_id_ = deck_->head().id;
  writable_ = can_write(deck_->file());
  drafted_ = deck_->revision();
  tree_ = EditorTree();
  tree_.go_to(*deck_, std::nullopt);
}

bool EditorScreen::take_file(Shell& shell, const std::filesystem::path& file) {
  auto opened =
      Authoring::open(file, shell.trainer.drafts_folder(), shell.trainer.clock());
  if (!opened) {
    shell.error = opened.error();
    deck_.reset();
    return false;
  }
  take(std::move(*opened));
  return true;
}

void EditorScreen::open(Shell& shell, const EditWish& wish) {
  from_ = ScreenName::kDecks;
  const bool same = deck_ && deck_id_ == wish.deck;
  if (!same) {
    if (deck_) keep_draft(shell);
    if (!take_file(shell, shell.trainer.deck_file(wish.deck))) return;
    if (shell.trainer.is_bundled(wish.deck)) writable_ = false;
  }
  if (wish.item.empty()) return;
  if (const auto at = deck_->find_id(wish.item)) go_to(*at);
  form_.focus_first();
}

void EditorScreen::begin_new(Shell& shell) {
  static_cast<void>(shell);
  from_ = ScreenName::kDecks;
  new_deck_.begin();
}

void EditorScreen::begin_copy() {
  if (deck_) new_deck_.begin(deck_->head());
}

void EditorScreen::leave(Shell& shell) {
  if (!deck_) return;
  settle();
  keep_draft(shell);
  if (deck_->changed())
    shell.tell("What you wrote is kept as a draft.", "Ctrl+S in the editor saves it");
}

void EditorScreen::keep_draft(Shell& shell) {
  if (!deck_ || shell.ui.still() || drafted_ == deck_->revision()) return;
  if (const auto kept = deck_->keep_draft(); !kept) shell.error = kept.error();
  drafted_ = deck_->revision();
}

/// New parts get an id out of what they say, once they are left.
void EditorScreen::settle() {
  if (!deck_) return;
  form_.finish(*deck_);
  const auto item = form_.item();
  if (!item || *item >= deck_->size()) return;
  const std::string id = id_of(deck_->item(*item));
  if (!fresh_.contains(id) && !(deck_->recovered() && is_first_id(*deck_, *item))) return;
  const std::string label = tree_label(*deck_, *item);
  const std::string words = first_words(label, 7);
  if (words.empty() || label == id || label.starts_with("New ")) return;
  const std::string better = deck_->free_id(words);
  if (deck_->rename(*item, better, true) && begun_ == id) begun_ = better;
}

void EditorScreen::go_to(std::optional<std::size_t> item) {
  settle();
  tree_.go_to(*deck_, item);
  form_shown_ = false;
}

/// The form follows the tree.
void EditorScreen::select(Shell& shell) {
  static_cast<void>(shell);
  const auto item = tree_.item();
  if (form_shown_ && item == shown_item_) return;
  if (form_shown_) settle();
  tree_.follow(*deck_);
  shown_item_ = tree_.item();
  form_shown_ = true;
  if (!shown_item_ || id_of(deck_->item(*shown_item_)) != begun_) begun_.clear();
  form_.show(*deck_, shown_item_);
  renew_now_ = true;
}

void EditorScreen::look_over() {
  remarks_ = plainly_said(deck_->remarks(advice_));
  marks_ = marks_of(remarks_, deck_->size());
}

void EditorScreen::renew(Shell& shell) {
  renewed_ = deck_->revision();
  renew_now_ = false;
  look_over();
  preview_.renew(*deck_, shown_item_);
  const std::string lang = deck_->head().lang;
  if (!spelling_ || spelling_lang_ != lang) {
    spelling_.emplace(lang);
    spelling_lang_ = lang;
    spelling_->know_own_words(own_words_);
  }
  spelling_->know_names(names_in(*deck_));
  static_cast<void>(shell);
}

void EditorScreen::look_at_disk(Shell& shell) {
  if (!shell.ui.input().focus_gained || !deck_->changed_on_disk()) return;
  if (deck_->changed())
    conflict_open_ = true;
  else
    reload(shell);
}

void EditorScreen::reload(Shell& shell) {
  const auto current = shown_item_;
  const std::string id =
      current && *current < deck_->size() ? id_of(deck_->item(*current)) : "";
  const std::filesystem::path file = deck_->file();
  deck_->discard();
  if (!take_file(shell, file)) return;
  if (const auto at = id.empty() ? std::nullopt : deck_->find_id(id)) go_to(*at);
  shell.tell("The deck was read again.");
}

void EditorScreen::follow(Shell& shell) {
  Ui& ui = shell.ui;
  if (!std::exchange(settings_read_, true)) {
    advice_ = shell.trainer.remembered(kAdviceKey).value_or("on") != "off";
    for (std::string& word : words_of(shell.trainer.remembered(kWordsKey).value_or("")))
      own_words_.insert(std::move(word));
  }
  if (seen_ != deck_->revision()) {
    const bool first = !seen_.has_value();
    seen_ = deck_->revision();
    changed_at_ = first ? -10 : ui.seconds();
    preview_.outdate();
  }
  tree_.follow(*deck_);
  select(shell);
  const double rested = ui.seconds() - changed_at_;
  const bool due = renewed_ != deck_->revision();
  if (due && (rested >= kRest || rested < 0 || ui.still())) renew(shell);
  if (renew_now_ && !(due && rested < kRest)) renew(shell);
  if (renewed_ != deck_->revision())
    shell.wake_by(static_cast<int>((kRest - rested) * 1000) + 10);
  if (drafted_ != deck_->revision() && !ui.still()) {
    if (rested >= kDraftAfter || ui.input().focus_lost)
      keep_draft(shell);
    else
      shell.wake_by(static_cast<int>((kDraftAfter - rested) * 1000) + 10);
  }
  look_at_disk(shell);
}

// --- what it does

void EditorScreen::add(Shell& shell, ItemKind kind) {
  settle();
  std::string topic;
  DeckItem item =
      new_item(kind, deck_->free_id(fmt::format("new {}", name_of(kind))), {});
  const TreeRow& row = tree_.current();
  if (row.row == TreeRowKind::kTopic) topic = row.topic;
  if (const auto at = tree_.item()) {
    if (const std::string* here = topic_of(deck_->item(*at))) topic = *here;
    if (const auto* like = std::get_if<Card>(&deck_->item(*at)))
      if (auto* card = std::get_if<Card>(&item))
        card->body = card_as(Card{}, kind_name(like->body)).body;
  }
  if (auto* fact = std::get_if<Fact>(&item)) fact->topic = topic;
  if (auto* card = std::get_if<Card>(&item)) card->topic = topic;
  if (auto* passage = std::get_if<Passage>(&item)) passage->topic = topic;
  fresh_.insert(id_of(item));
  begun_ = id_of(item);
  const std::size_t at = deck_->add(std::move(item));
  tree_.go_to(*deck_, at);
  form_shown_ = false;
  form_.focus_first();
  pane_ = Pane::kForm;
  static_cast<void>(shell);
}

void EditorScreen::duplicate(Shell& shell) {
  const auto item = tree_.item();
  if (!item) return;
  settle();
  const std::size_t at = deck_->duplicate(*item);
  fresh_.insert(id_of(deck_->item(at)));
  tree_.go_to(*deck_, at);
  form_shown_ = false;
  form_.focus_first();
  static_cast<void>(shell);
}

std::vector<std::size_t> EditorScreen::chosen_of_kind() const {
  std::vector<std::size_t> items = tree_.chosen();
  std::erase_if(items, [&](std::size_t at) { return at >= deck_->size(); });
  return items;
}

void EditorScreen::remove(Shell& shell) {
  const std::vector<std::size_t> items = chosen_of_kind();
  if (items.empty()) return;
  const std::string what = items.size() == 1
                               ? std::string(name_of(kind_of(deck_->item(items.front()))))
                               : fmt::format("{} parts", items.size());
  // On to what follows, or what stands before it.
  std::optional<std::size_t> next;
  const auto same_kind = [&](std::size_t at) {
    return at < deck_->size() &&
           kind_of(deck_->item(at)) == kind_of(deck_->item(items.front()));
  };
  if (same_kind(items.back() + 1))
    next = items.back() + 1 - items.size();
  else if (items.front() > 0 && same_kind(items.front() - 1))
    next = items.front() - 1;
  deck_->remove(items);
  tree_.go_to(*deck_, next);
  form_shown_ = false;
  shell.ui.focus().give(EditorTree::control(), true);
  shell.tell(fmt::format("Removed {}.", items.size() == 1 ? "the " + what : what),
             "Ctrl+Z brings it back");
}

void EditorScreen::move(Shell& shell, int by) {
  const auto item = tree_.item();
  if (!item) return;
  settle();
  // The neighbour in the list, which may stand elsewhere in the file.
  const auto& rows = tree_.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].row != TreeRowKind::kItem || rows[i].item != *item) continue;
    const std::size_t next = i + static_cast<std::size_t>(by);
    if (next >= rows.size() || rows[next].row != TreeRowKind::kItem ||
        rows[next].kind != rows[i].kind)
      return;
    const std::size_t to = rows[next].item;
    deck_->move(*item, to);
    tree_.go_to(*deck_, to);
    form_shown_ = false;
    return;
  }
  static_cast<void>(shell);
}

void EditorScreen::done_and_next(Shell& shell) {
  const TreeRow row = tree_.current();
  settle();
  tree_.follow(*deck_);
  if (row.row == TreeRowKind::kItem && !tree_.step(1)) {
    add(shell, row.kind);
    return;
  }
  form_shown_ = false;
  form_.focus_first();
}

void EditorScreen::undo(Shell& shell, bool again) {
  form_.finish(*deck_);
  const auto name = again ? deck_->redo_name() : deck_->undo_name();
  if (!name) {
    shell.tell(again ? "There is nothing to do again." : "There is nothing to undo.");
    return;
  }
  const std::size_t size = deck_->size();
  if (again)
    deck_->redo();
  else
    deck_->undo();
  tree_.follow(*deck_);
  if (deck_->size() != size) tree_.go_to(*deck_, tree_.item());
  form_shown_ = form_shown_ && tree_.item() == shown_item_ && deck_->size() == size;
  shell.tell(fmt::format("{}: {}", again ? "Done again" : "Undone", *name));
}

void EditorScreen::save(Shell& shell, bool anyway) {
  settle();
  if (!writable_) {
    begin_copy();
    return;
  }
  const auto saved = deck_->save(anyway);
  if (!saved && deck_->changed_on_disk()) {
    conflict_open_ = true;
    return;
  }
  if (!shell.report(saved)) return;
  drafted_ = deck_->revision();
  banner_closed_ = true;
  deck_id_ = deck_->head().id;
  begun_.clear();
  look_over();
  const auto errors =
      std::count_if(remarks_.begin(), remarks_.end(),
                    [](const Remark& each) { return each.level == RemarkLevel::kError; });
  if (errors > 0)
    shell.tell("Saved.",
               fmt::format("Students see it once {} mended",
                           errors == 1 ? "its error is"
                                       : fmt::format("its {} errors are", errors)));
  else
    shell.tell("Saved.");
  shell.report(shell.trainer.reload_decks());
}

void EditorScreen::publish(Shell& shell) {
  settle();
  if (!writable_) {
    begin_copy();
    return;
  }
  begun_.clear();
  look_over();
  const auto error =
      std::find_if(remarks_.begin(), remarks_.end(),
                   [](const Remark& each) { return each.level == RemarkLevel::kError; });
  if (error != remarks_.end()) {
    problems_open_ = true;
    shell.tell("Something has to be mended first.");
    return;
  }
  auto publication = deck_->publication();
  if (!publication)
    publish_.begin_refused(with_capital(publication.error().what) + ".");
  else
    publish_.begin(std::move(*publication));
}

/// A new deck, or a copy of the one that cannot be written.
void EditorScreen::make(Shell& shell, const DeckHead& head) {
  const auto folder = shell.trainer.own_decks_folder();
  if (!folder) {
    new_deck_.fail_with(folder.error());
    return;
  }
  for (const DeckBook& book : shell.trainer.decks())
    if (book.deck().id == head.id) {
      new_deck_.fail_with({"There is a deck with this id already", "", "choose another"});
      return;
    }
  auto made = Authoring::create(*folder / (head.id + ".xml"), head,
                                shell.trainer.drafts_folder(), shell.trainer.clock());
  if (!made) {
    new_deck_.fail_with(made.error());
    return;
  }
  const bool copy = deck_ && new_deck_.copying();
  if (copy) {
    for (std::size_t i = 0; i < deck_->size(); ++i)
      (*made)->add(deck_->item(i), i);
    deck_->discard();
  } else if (deck_) {
    keep_draft(shell);
  }
  new_deck_.close();
  take(std::move(*made));
  if (!copy) {
    line_.begin();
    return;
  }
  save(shell);
}

void EditorScreen::next_pane(Shell& shell) {
  Ui& ui = shell.ui;
  const bool in_tree = ui.focus().has_focus(EditorTree::control());
  const bool in_form = form_.has_focus();
  if (in_tree) {
    pane_ = Pane::kForm;
    form_.focus_first();
  } else if (in_form) {
    pane_ = Pane::kPreview;
    ui.focus().give(Ui::id("preview.side", 0), true);
  } else {
    pane_ = columns_ == 1 ? Pane::kTree : pane_;
    ui.focus().give(EditorTree::control(), true);
  }
}

void EditorScreen::next_problem(Shell& shell) {
  settle();
  const auto from = tree_.item();
  const auto is_bad = [&](std::size_t at) {
    return at < marks_.items.size() && marks_.items[at] &&
           (advice_ || *marks_.items[at] != RemarkLevel::kAdvice);
  };
  const std::size_t count = deck_->size();
  for (std::size_t step = 1; step <= count; ++step) {
    const std::size_t at = from ? (*from + step) % count : step - 1;
    if (!is_bad(at)) continue;
    go_to(at);
    form_.focus_first();
    return;
  }
  shell.tell("There is nothing to mend.");
}

void EditorScreen::carry_out(Shell& shell, const Order& order) {
  switch (order.command) {
    case Command::kNewItem:
      add(shell, tree_.current().row == TreeRowKind::kHead ? ItemKind::kCard
                                                           : tree_.current().kind);
      break;
    case Command::kNewPart:
      new_part_open_ = true;
      break;
    case Command::kDuplicateItem:
      duplicate(shell);
      break;
    case Command::kDoneAndNext:
      done_and_next(shell);
      break;
    case Command::kSaveDeck:
      save(shell);
      break;
    case Command::kPublishDeck:
      publish(shell);
      break;
    case Command::kFactLine:
      pane_ = columns_ == 3 ? pane_ : Pane::kForm;
      line_.begin();
      break;
    case Command::kFindInDeck:
      find_.begin();
      break;
    case Command::kNextPane:
      next_pane(shell);
      break;
    case Command::kNextProblem:
      next_problem(shell);
      break;
    case Command::kNextItem:
    case Command::kLastItem:
      settle();
      tree_.follow(*deck_);
      tree_.step(order.command == Command::kNextItem ? 1 : -1);
      break;
    case Command::kMoveUp:
      move(shell, -1);
      break;
    case Command::kMoveDown:
      move(shell, 1);
      break;
    case Command::kUndo:
      undo(shell, false);
      break;
    case Command::kRedo:
      undo(shell, true);
      break;
    case Command::kRemoveItem:
      remove(shell);
      break;
    case Command::kBack:
      shell.go = from_;
      break;
    default:
      shell.pass_on(order);
      break;
  }
}

bool EditorScreen::sheet_open() const {
  return publish_.open() || new_deck_.open() || problems_open_ || new_part_open_ ||
         conflict_open_;
}

/// Chords that belong to the deck even while something is written.
void EditorScreen::early_keys(Shell& shell) {
  if (sheet_open() || !shell.ui.reachable() || !is_early(shell.ui.input())) return;
  const auto order = order_of(shell.ui.input(), Place::kEditor);
  if (!order || !is_own(order->command)) return;
  shell.ui.take_all();
  carry_out(shell, *order);
}

void EditorScreen::late_keys(Shell& shell) {
  // A letter that nobody wanted was meant for a field: it must not lead elsewhere.
  const InputFrame& input = shell.ui.input();
  const bool letter =
      !input.held.ctrl && !input.held.alt && !input.text.empty() && input.text != "?";
  if (deck_ && letter && shell.ui.reachable()) {
    shell.ui.take_all();
    return;
  }
  if (const auto order = shell.order(deck_ ? Place::kEditor : Place::kAnywhere)) {
    if (order->command == Command::kBack || deck_)
      carry_out(shell, *order);
    else
      shell.pass_on(*order);
  }
}

void EditorScreen::tree_wish(Shell& shell, const TreeWish& wish) {
  if (wish.remove) {
    remove(shell);
    return;
  }
  if (wish.topic) deck_->set_topic(chosen_of_kind(), *wish.topic);
  if (wish.move_from && wish.move_to) {
    settle();
    deck_->move(*wish.move_from, *wish.move_to);
    tree_.go_to(*deck_, *wish.move_to);
    form_shown_ = false;
  }
  if (wish.enter) {
    pane_ = Pane::kForm;
    form_.focus_first();
  }
}

// --- what it draws

void EditorScreen::nothing_open(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const float y = empty_state(ui, area.x, area.y + ui.gap(56), area.w,
                              {.sign = icon::kEdit,
                               .colour = ui.colours().accent,
                               .title = "No deck under the pen",
                               .words = "Begin a new one, or open one from Decks."}) +
                  ui.gap(20);
  const Button fresh{.name = "editor.first",
                     .label = "New deck",
                     .kind = ButtonKind::kPrimary,
                     .key = "Ctrl+N"};
  const float width = button_width(ui, fresh);
  if (button(ui,
             {std::round(area.x + (area.w - width) / 2), std::round(y), width,
              button_height(ui)},
             fresh))
    begin_new(shell);
}

float EditorScreen::toolbar(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const float side = ui.gap(16);
  const float height = button_height(ui);
  const float y = area.y + ui.gap(8);
  if (icon_button(ui, {area.x + side - 6, y, height, height},
                  {"editor.back", icon::kBack,
                   from_ == ScreenName::kDecks ? "Decks (Esc)" : "Back (Esc)"}))
    shell.go = from_;
  const std::vector<BarButton> right{
      {{.name = "bar.new", .label = "New part", .icon = icon::kAdd}, Command::kNewPart},
      {{.name = "bar.line", .label = "Fact", .key = "Ctrl+L", .icon = icon::kBolt},
       Command::kFactLine},
      {{.name = "bar.find",
        .label = "Find",
        .kind = ButtonKind::kPlain,
        .icon = "\uE8B6"},
       Command::kFindInDeck},
      {{.name = "bar.undo",
        .label = "Undo",
        .kind = ButtonKind::kPlain,
        .icon = icon::kUndo,
        .enabled = deck_->undo_name().has_value()},
       Command::kUndo},
      {{.name = "bar.save", .label = "Save", .key = "Ctrl+S", .icon = "\uE161"},
       Command::kSaveDeck},
      {{.name = "bar.publish",
        .label = "Publish",
        .kind = ButtonKind::kPrimary,
        .icon = "\uE2C6"},
       Command::kPublishDeck}};
  const float x = area.x + side + height;
  const float bar =
      std::round((area.right() - side - x) * (area.w < ui.em(15) * 60 ? 0.72F : 0.66F));
  const Rect tools{area.right() - side - bar, y, bar, height};
  const TextStyle state{.size = 13, .colour = c.muted};
  const std::string words = deck_->changed() ? "Not saved yet" : "Saved";
  const float title = tools.x - x - ui.gap(12);
  const float half = std::round(ui.em(16) * 1.4F);
  ui.text_in({x, y + (height - half - ui.em(13) * 1.4F) / 2, title, half},
             deck_->head().title.empty() ? "A deck without a title" : deck_->head().title,
             {.face = Face::kSansStrong, .size = 16, .colour = c.text});
  ui.text_in({x, y + (height + half - ui.em(13) * 1.4F) / 2, title, ui.em(13) * 1.4F},
             fmt::format("Edition {}  ·  {}", deck_->head().edition, words), state);
  const auto pressed = button_bar(ui, tools, {}, right);
  if (pressed) carry_out(shell, {*pressed});
  return height + ui.gap(16);
}

float EditorScreen::banners(Shell& shell, const Rect& area) {
  if (banner_closed_ && writable_) return 0;
  const bool recovered = deck_->recovered() && !banner_closed_;
  if (!recovered && writable_) return 0;
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const float side = ui.gap(16);
  const Rect box{area.x + side, area.y, area.w - 2 * side,
                 std::round(button_height(ui) + ui.gap(12))};
  ui.fill(box, c.hard.soft, 14);
  ui.outline(box, c.hard.line, 14);
  const Button act{.name = "editor.banner",
                   .label = recovered ? "Discard it" : "Make a copy",
                   .kind = ButtonKind::kQuiet};
  const float width = button_width(ui, act);
  const float y = box.y + ui.gap(6);
  float right = box.right() - ui.gap(8);
  if (recovered) {
    const float cross = std::round(ui.em(28));
    right -= cross;
    if (icon_button(ui, {right, y, cross, button_height(ui)},
                    {"editor.banner.close", icon::kClose, "Keep it"}))
      banner_closed_ = true;
    right -= ui.gap(6);
  }
  ui.text_in(
      {box.x + ui.gap(16), y, right - width - box.x - ui.gap(28), button_height(ui)},
      recovered ? "A draft from last time was taken up."
                : "This deck cannot be written where it lies. A copy of your own "
                  "can.",
      {.size = 14, .colour = c.text});
  if (button(ui, {right - width, y, width, button_height(ui)}, act)) {
    if (recovered)
      reload(shell);
    else
      begin_copy();
  }
  return deck_ ? box.h + ui.gap(8) : 0;
}

float EditorScreen::foot(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const float height = std::round(ui.em(13) * 1.5F + ui.gap(14));
  const Rect line{area.x, area.bottom() - height, area.w, height};
  const float side = height;
  const Rect words{line.x, line.y, line.w - side - ui.gap(4), height};
  const Touch touch = ui.control(Ui::id("editor.problems"), words);
  if (touch.hovered) ui.fill(words, ui.colours().hover, 8);
  if (touch.ring) ui.focus_ring(words, 8);
  ui.text_in(words.inset(ui.gap(8), 0), problem_counts(remarks_, advice_),
             {.size = 13, .colour = ui.colours().muted});
  if (touch.clicked) problems_open_ = true;
  if (icon_button(ui, {line.right() - side, line.y, side, side},
                  {"editor.advice", "\uE0F0",
                   advice_ ? "Hints are shown" : "Hints are not shown", advice_})) {
    advice_ = !advice_;
    shell.report(shell.trainer.remember(kAdviceKey, advice_ ? "on" : "off"));
    renew_now_ = true;
  }
  return height + ui.gap(6);
}

void EditorScreen::tree(Shell& shell, const Rect& area) {
  const float below = foot(shell, area);
  const TreeWish wish =
      tree_.frame(shell.ui, {area.x, area.y, area.w, area.h - below}, *deck_, marks_);
  tree_wish(shell, wish);
}

void EditorScreen::bulk(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const std::vector<std::size_t> items = chosen_of_kind();
  card(ui, area);
  const float pad = ui.gap(24);
  const float x = area.x + pad;
  const float width = std::min(area.w - 2 * pad, ui.em(15) * 34);
  const Rect view{area.x + 1, area.y + 1, area.w - 2, area.h - 2};
  const float begin = ui.begin_scroll(Ui::id("editor.bulk"), view, bulk_scroll_);
  float y = begin + pad;
  y += ui.text(fmt::format("{} parts are chosen", items.size()),
               {.face = Face::kDisplay, .size = 20, .colour = c.text}, x, y, width) +
       ui.gap(16);
  const auto label = [&](std::string_view words) {
    y += ui.text(words, {.face = Face::kSansStrong, .size = 13, .colour = c.muted}, x, y,
                 width) +
         ui.gap(4);
    y = std::round(y);
  };
  label("Topic");
  float at = x;
  std::optional<std::string> topic;
  const auto chip = [&](std::string_view name, std::string_view words, std::string id) {
    const Button spec{.name = name, .label = words};
    if (at > x && at + button_width(ui, spec) > x + width) {
      at = x;
      y += button_height(ui) + ui.gap(6);
    }
    if (button_at(ui, at, y, spec)) topic = std::move(id);
  };
  chip("bulk.none", "None", "");
  for (std::size_t i = 0; i < deck_->size(); ++i)
    if (const auto* one = std::get_if<Topic>(&deck_->item(i)))
      chip("bulk." + one->id, one->name, one->id);
  y += button_height(ui) + ui.gap(18);
  label("Tags, with blanks between them");
  const FieldLook look{.name = "bulk.tags", .placeholder = "week-3 exam", .size = 15};
  const float field = field_height(ui, look);
  text_field(ui, {x, y, width, field}, tags_, look);
  y += field + ui.gap(8);
  at = x;
  const std::vector<std::string> tags = words_of(tags_.edit.text());
  const bool can = !tags.empty();
  const bool give =
      button_at(ui, at, y, {.name = "bulk.add", .label = "Add them", .enabled = can});
  const bool strip = button_at(
      ui, at, y, {.name = "bulk.strip", .label = "Take them away", .enabled = can});
  y += button_height(ui) + ui.gap(24);
  at = x;
  const bool gone = button_at(ui, at, y,
                              {.name = "bulk.remove",
                               .label = fmt::format("Remove all {}", items.size()),
                               .key = "Delete",
                               .icon = icon::kDelete});
  y += button_height(ui) + pad;
  ui.end_scroll(y - begin);
  if (topic) {
    deck_->set_topic(items, *topic);
    shell.tell("The topic is set.", "Ctrl+Z takes it back");
  }
  if (give) deck_->add_tags(items, tags);
  if (strip) deck_->remove_tags(items, tags);
  if (give || strip) shell.tell(give ? "The tags are added." : "The tags are gone.");
  if (gone) remove(shell);
}

void EditorScreen::middle(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  float y = area.y;
  if (line_.open()) {
    const float height = line_.height(ui, area.w);
    const FactLineWish wish = line_.frame(ui, {area.x, y, area.w, height}, *deck_);
    y += height + ui.gap(12);
    if (wish.added) go_to(*wish.added);
  }
  const Rect rest{area.x, y, area.w, area.bottom() - y};
  select(shell);
  if (tree_.chosen().size() > 1) {
    bulk(shell, rest);
    return;
  }
  const bool fresh = renewed_ == deck_->revision();
  const FormView view{fresh || !remarks_.empty() ? &remarks_ : nullptr,
                      &preview_.questions(), spelling_ ? &*spelling_ : nullptr, advice_,
                      !begun_.empty()};
  const FormWish wish = form_.frame(ui, rest, *deck_, view);
  if (wish.duplicate) duplicate(shell);
  if (wish.remove) remove(shell);
  if (wish.leave) ui.focus().give(EditorTree::control(), true);
  if (wish.added_word.empty()) return;
  own_words_.insert(wish.added_word);
  if (spelling_) spelling_->add_own_word(wish.added_word);
  std::string all;
  for (const std::string& word : own_words_)
    all += word + " ";
  shell.report(shell.trainer.remember(kWordsKey, all));
}

void EditorScreen::panes(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const float scale = ui.em(15) / 15;
  const float gap = ui.gap(16);
  const float least_form = 420 * scale;
  const float tree_width =
      std::round(std::clamp(area.w * 0.22F, 230 * scale, 340 * scale));
  const float preview_width =
      std::round(std::clamp(area.w * 0.3F, 340 * scale, 620 * scale));
  Rect inner{area.x + gap, area.y, area.w - 2 * gap, area.h - gap};
  columns_ = 1;
  if (inner.w >= tree_width + gap + least_form) columns_ = 2;
  if (inner.w >= tree_width + least_form + preview_width + 2 * gap) columns_ = 3;
  if (columns_ == 2 && pane_ == Pane::kTree) pane_ = Pane::kForm;
  if (columns_ > 1) {
    tree(shell, {inner.x, inner.y, tree_width, inner.h});
    if (!deck_) return;
    inner.x += tree_width + gap;
    inner.w -= tree_width + gap;
  }
  if (columns_ == 3) {
    const Rect preview{inner.right() - preview_width, inner.y, preview_width, inner.h};
    middle(shell, {inner.x, inner.y, inner.w - preview_width - gap, inner.h});
    preview_.frame(shell, preview, *deck_);
    return;
  }
  const auto labels = columns_ == 2 ? std::span(kPanes).subspan(1) : std::span(kPanes);
  const int first = columns_ == 2 ? 1 : 0;
  const float height = std::round(ui.em(15) * 1.5F + ui.gap(14));
  const int chosen = segmented(
      ui, {inner.x, inner.y, std::min(inner.w, segmented_width(ui, labels)), height},
      "editor.pane", labels, static_cast<int>(pane_) - first);
  if (chosen >= 0) pane_ = static_cast<Pane>(chosen + first);
  inner.y += height + ui.gap(10);
  inner.h -= height + ui.gap(10);
  if (pane_ == Pane::kTree)
    tree(shell, inner);
  else if (pane_ == Pane::kForm)
    middle(shell, inner);
  else
    preview_.frame(shell, inner, *deck_);
}

// --- sheets

/// A remark, under the name of its part where it is the first about it.
EditorScreen::ProblemRow EditorScreen::problem_row(Ui& ui,
                                                   std::size_t index,
                                                   const Column& at,
                                                   bool first) const {
  const Palette& c = ui.colours();
  const Remark& remark = remarks_[index];
  const Column inner{at.x + ui.gap(8), at.y + ui.gap(5), at.width - ui.gap(16)};
  const float name = first ? std::round(ui.em(14) * 1.5F + ui.gap(2)) : 0;
  const float height =
      std::round(name + remark_line(ui, remark, inner, false) + ui.gap(10));
  const Rect row{at.x, at.y, at.width, height};
  const Touch touch =
      ui.control(Ui::id("problem", index), row, {.group = Ui::id("problem")});
  if (touch.hovered) ui.fill(row, c.hover, 10);
  if (touch.ring) ui.outline(row, c.accent, 10, 2);
  const bool part = remark.item && *remark.item < deck_->size();
  if (first)
    ui.text_in({inner.x, inner.y, inner.width, name},
               part ? tree_label(*deck_, *remark.item) : "The deck",
               {.face = Face::kSansStrong, .size = 14, .colour = c.text});
  remark_line(ui, remark, {inner.x, inner.y + name, inner.width});
  return {height, touch.clicked};
}

void EditorScreen::problems_sheet(Shell& shell) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const Sheet sheet = begin_sheet(ui, "problems", "What is to be mended", ui.em(15) * 46,
                                  ui.screen().h * 0.8F);
  const Rect view{sheet.inner.x, sheet.inner.y, sheet.inner.w + ui.gap(12),
                  sheet.inner.h};
  const float begin = ui.begin_scroll(Ui::id("problems.scroll"), view, problems_scroll_);
  float y = begin;
  std::optional<std::size_t> chosen, before;
  bool any = false;
  constexpr std::size_t kMost = 300;
  for (std::size_t i = 0; i < std::min(remarks_.size(), kMost); ++i) {
    const Remark& remark = remarks_[i];
    if (remark.level == RemarkLevel::kAdvice && !advice_) continue;
    const bool first = !any || before != remark.item;
    if (any && first) y += ui.gap(10);
    const ProblemRow row = problem_row(ui, i, {sheet.inner.x, y, sheet.inner.w}, first);
    if (row.clicked) chosen = i;
    y += row.height;
    before = remark.item;
    any = true;
  }
  if (!any)
    y += ui.text("Nothing. All is well.", {.size = 15, .colour = c.text}, sheet.inner.x,
                 y);
  ui.end_scroll(y - begin);
  const bool closed = sheet.closed || ui.take(Key::kEscape);
  end_sheet(ui);
  if (closed) problems_open_ = false;
  if (!chosen) return;
  problems_open_ = false;
  const Remark remark = remarks_[*chosen];
  if (!remark.item || *remark.item < deck_->size()) go_to(remark.item);
  form_.unfold();
  form_.focus_first();
}

void EditorScreen::new_part_sheet(Shell& shell) {
  Ui& ui = shell.ui;
  const float row = button_height(ui);
  const float chrome = 2 * ui.gap(24) + std::round(ui.em(20) * 1.4F) + ui.gap(16);
  const Sheet sheet = begin_sheet(ui, "part", "What is it to be?", ui.em(15) * 22,
                                  chrome + (row + ui.gap(6)) * 7);
  std::optional<ItemKind> chosen;
  float y = sheet.inner.y;
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    const std::string cap = fmt::format("{}", i + 1);
    const std::string name = "part." + cap;
    if (button(ui, {sheet.inner.x, y, sheet.inner.w, row},
               {.name = name, .label = title_of(kKinds.at(i)), .key = cap}) ||
        ui.take_sign(cap))
      chosen = kKinds.at(i);
    y += row + ui.gap(6);
  }
  const bool closed = sheet.closed || ui.take(Key::kEscape);
  end_sheet(ui);
  if (closed || chosen) new_part_open_ = false;
  if (chosen) add(shell, *chosen);
}

/// Neither is done unless it is said: closing it puts the choice off to the next save.
void EditorScreen::conflict_sheet(Shell& shell) {
  Ui& ui = shell.ui;
  constexpr std::string_view kWords =
      "Another program has changed this deck since it was opened here. Save what you "
      "have written over it, or read the file again and give up what you have written?";
  const TextStyle words{.size = 15, .colour = ui.colours().text};
  const float width = std::min(ui.em(15) * 36, ui.screen().w - ui.gap(32));
  const float height = ui.lay_out(kWords, words, width - 2 * ui.gap(24)).size.y;
  const float chrome = 2 * ui.gap(24) + std::round(ui.em(20) * 1.4F) + ui.gap(16);
  const Sheet sheet = begin_sheet(ui, "conflict", "The file was changed elsewhere", width,
                                  chrome + height + ui.gap(22) + button_height(ui));
  ui.text(kWords, words, sheet.inner.x, sheet.inner.y, sheet.inner.w);
  const std::vector<BarButton> later{{{.name = "conflict.later",
                                       .label = "Later",
                                       .kind = ButtonKind::kPlain,
                                       .key = "Esc"},
                                      Command::kBack}};
  const std::vector<BarButton> both{
      {{.name = "conflict.read", .label = "Read again"}, Command::kUndo},
      {{.name = "conflict.keep",
        .label = "Keep mine",
        .kind = ButtonKind::kPrimary,
        .key = "Enter"},
       Command::kSaveDeck}};
  const auto pressed =
      button_bar(ui,
                 {sheet.inner.x, sheet.inner.bottom() - button_height(ui), sheet.inner.w,
                  button_height(ui)},
                 later, both);
  const bool keep = pressed == Command::kSaveDeck || ui.take(Key::kEnter);
  const bool closed = sheet.closed || pressed == Command::kBack || ui.take(Key::kEscape);
  end_sheet(ui);
  if (keep || closed || pressed) conflict_open_ = false;
  if (keep)
    save(shell, true);
  else if (pressed == Command::kUndo)
    reload(shell);
}

void EditorScreen::sheets(Shell& shell) {
  if (new_deck_.open()) {
    const auto folder = shell.ui.still()
                            ? Result<std::filesystem::path>(std::filesystem::path{})
                            : shell.trainer.own_decks_folder();
    const auto head = new_deck_.frame(shell, folder ? *folder : std::filesystem::path{});
    if (head) make(shell, *head);
  }
  if (!deck_) return;
  if (problems_open_) problems_sheet(shell);
  if (new_part_open_) new_part_sheet(shell);
  if (conflict_open_) conflict_sheet(shell);
  if (!deck_ || !publish_.open()) return;
  const PublishSheet::Wish asked = publish_.frame(shell.ui);
  if (!asked.publish) return;
  publish_.close();
  if (!shell.report(deck_->publish(*asked.publish))) return;
  drafted_ = deck_->revision();
  shell.tell(fmt::format("Edition {} is published.", deck_->head().edition));
  shell.report(shell.trainer.reload_decks());
}

void EditorScreen::frame(Shell& shell, const Rect& area) {
  if (!deck_) {
    nothing_open(shell, area);
    sheets(shell);
    late_keys(shell);
    return;
  }
  follow(shell);
  early_keys(shell);
  if (deck_) follow(shell);
  float y = area.y;
  if (deck_) y += toolbar(shell, {area.x, y, area.w, 0});
  if (deck_) y += banners(shell, {area.x, y, area.w, 0});
  if (deck_ && find_.open()) {
    const float height = find_.height(shell.ui, area.w);
    const FindBarWish found = find_.frame(shell.ui, {area.x, y, area.w, height}, *deck_);
    y += height + shell.ui.gap(10);
    if (found.show) {
      go_to(found.show->item);
      select(shell);
      form_.show_found(*found.show);
    }
    if (found.close || found.replaced) form_.unmark();
    if (found.replaced)
      shell.tell(fmt::format("{} replaced.", counted(static_cast<int>(*found.replaced),
                                                     "place", "places")),
                 "Ctrl+Z takes it back");
  }
  if (deck_) panes(shell, {area.x, y, area.w, area.bottom() - y});
  if (deck_) line_.draw_offers(shell.ui);
  sheets(shell);
  late_keys(shell);
}

void EditorScreen::show(Shell& shell, Shown what, std::string_view id) {
  if (what == Shown::kNew) new_deck_.begin();
  if (what == Shown::kNew) new_deck_.write("Japan and the alliance, autumn term");
  if (!deck_) return;
  if (const auto at = deck_->find_id(id)) tree_.go_to(*deck_, at);
  if (what == Shown::kPreview) {
    pane_ = Pane::kPreview;
    preview_.show_answer(true);
  }
  if (what == Shown::kBulk) tree_.choose_all();
  if (what == Shown::kFind) {
    find_.begin();
    find_.write("Japan");
  }
  if (what == Shown::kPublish) publish(shell);
  if (what == Shown::kLine) line_.begin();
  if (what == Shown::kAsk) {
    line_.write("Joint Staff College", "reports to", "JJOC");
    line_.ask(*deck_);
  }
  if (what == Shown::kMenu) new_part_open_ = true;
  if (what == Shown::kConflict) conflict_open_ = true;
  if (what == Shown::kProblems) problems_open_ = true;
}

}  // namespace attache::window
