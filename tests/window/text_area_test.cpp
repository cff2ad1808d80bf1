// The editor under keys and mouse, frame by frame, on no screen.

#include "window/text_area.h"

#include <array>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "window/text_area_find.h"
#include "window/text_area_menu.h"

using namespace attache;
using namespace attache::window;

namespace {

/// A desk with a keyboard and a mouse, without a window.
class Desk {
 public:
  Desk() : context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {800, 600};
    io.DeltaTime = 0.02F;
    io.IniFilename = nullptr;
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  }
  ~Desk() { ImGui::DestroyContext(context_); }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  Desk(Desk&&) = delete;
  Desk& operator=(Desk&&) = delete;

  TextArea area;
  AreaLook look{.name = "text"};
  AreaOutcome outcome;
  Rect place{20, 20, 360, 0};

  AreaOutcome frame(const InputFrame& input = {}) {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = mouse_;
    io.MouseDown[0] = down_[0];
    io.MouseDown[1] = down_[1];
    io.KeyShift = input.held.shift;
    ImGui::NewFrame();
    ui_.begin_frame(input, Theme(false, 100), false, true);
    place.h = area_height(ui_, area, look, place.w);
    AreaOutcome now = text_area(ui_, place, area, look);
    ui_.end_frame();
    ImGui::EndFrame();
    if (!now.added_word.empty()) outcome.added_word = now.added_word;
    outcome.changed = now.changed;
    outcome.submitted = now.submitted;
    return now;
  }
  Desk& key(Key key, Chord held = {}) {
    InputFrame input;
    input.key = key;
    input.held = held;
    frame(input);
    return *this;
  }
  Desk& type(std::string_view text) {
    for (const char c : text) {
      InputFrame input;
      input.text = std::string(1, c);
      frame(input);
    }
    return *this;
  }
  void focus() {
    frame();
    ui_.focus().give(area_id(look), false);
    frame();
  }
  void press(ImVec2 at, int button = 0) {
    mouse_ = at;
    frame();
    down_[static_cast<std::size_t>(button)] = true;
    frame();
    frame();
  }
  void move(ImVec2 at) {
    mouse_ = at;
    frame();
  }
  void release() {
    down_ = {};
    frame();
  }
  void click(ImVec2 at, int button = 0) {
    press(at, button);
    release();
  }
  void wait_long() {
    for (int i = 0; i < 30; ++i)
      frame();
  }
  /// A point in the middle of a character, on the desk.
  [[nodiscard]] ImVec2 at(std::size_t byte) {
    const ImVec2 caret = area.layout.caret_at(
        byte, [&](std::string_view part) -> auto& {
          return ui_.lay_out(part, {.size = 16}, place.w - 28 - 10);
        });
    return {place.x + 14 + caret.x + 2, place.y + 10 + caret.y + 12 - area.scroll.offset};
  }
  Ui& ui() { return ui_; }

 private:
  static Typesetter& typesetter() {
    static Typesetter made;
    return made;
  }
  ImGuiContext* context_;
  Ui ui_{typesetter()};
  ImVec2 mouse_{-1, -1};
  std::array<bool, 2> down_{};
};

constexpr std::string_view kProse =
    "The alliance was signed in Washington and has been renewed many times since then, "
    "in "
    "words that every government could read in its own way. That was no accident.";

DictionaryFiles write_dictionary(const std::filesystem::path& folder) {
  DictionaryFiles files{folder / "en_US.aff", folder / "en_US.dic"};
  std::ofstream(files.affixes) << "SET UTF-8\nTRY aetry\n";
  std::ofstream(files.words) << "3\nthe\ntreaty\nsigned\n";
  return files;
}

}  // namespace

TEST_CASE("what is typed is in the editor, and it says so") {
  Desk desk;
  desk.focus();
  desk.type("The treaty");
  CHECK(desk.area.text() == "The treaty");
  CHECK(desk.outcome.changed);
  desk.frame();
  CHECK_FALSE(desk.outcome.changed);
}

TEST_CASE("the editor grows with its text, up to its limit") {
  Desk desk;
  desk.look.max_lines = 4;
  desk.frame();
  const float one = desk.place.h;
  desk.area.follow("a\nb\nc");
  desk.frame();
  CHECK(desk.place.h == one + 48);
  desk.area.follow("a\nb\nc\nd\ne\nf");
  desk.frame();
  CHECK(desk.place.h == one + 72);
  desk.look.max_lines = 0;
  desk.frame();
  CHECK(desk.place.h == one + 120);
  desk.look.min_lines = 9;
  desk.frame();
  CHECK(desk.place.h == one + 192);
}

TEST_CASE("up and down go by the lines that are seen, and keep their place") {
  Desk desk;
  desk.area.follow(kProse);
  desk.area.edit.move_to(10, false);
  desk.focus();
  desk.key(Key::kDown);
  const std::size_t second = desk.area.edit.caret();
  CHECK(second > 30);
  CHECK(second < 70);
  desk.key(Key::kUp);
  CHECK(desk.area.edit.caret() == 10);
  desk.key(Key::kUp);
  CHECK(desk.area.edit.caret() == 0);
  desk.key(Key::kDown, kCtrl).key(Key::kEnd, kCtrl).key(Key::kDown);
  CHECK(desk.area.edit.caret() == kProse.size());
}

TEST_CASE("Home and End go to the ends of the line that is seen") {
  Desk desk;
  desk.area.follow(kProse);
  desk.area.edit.move_to(10, false);
  desk.focus();
  desk.key(Key::kDown).key(Key::kHome);
  const std::size_t begin = desk.area.edit.caret();
  CHECK(begin > 10);
  CHECK(kProse[begin - 1] == ' ');
  desk.key(Key::kEnd, kShift);
  CHECK(desk.area.edit.begin() == begin);
  CHECK(kProse[desk.area.edit.end()] == ' ');
  desk.key(Key::kHome, kCtrl);
  CHECK(desk.area.edit.caret() == 0);
}

TEST_CASE("Page Down goes a view further, and the caret stays in view") {
  Desk desk;
  std::string lines;
  for (int i = 0; i < 40; ++i)
    lines += "line\n";
  desk.area.follow(lines);
  desk.area.edit.move_to(0, false);
  desk.look.max_lines = 8;
  desk.focus();
  desk.key(Key::kPageDown);
  CHECK(desk.area.edit.caret() == 7 * 5);
  desk.key(Key::kPageDown);
  CHECK(desk.area.edit.caret() == 14 * 5);
  CHECK(desk.area.scroll.offset == 7 * 24);
  desk.key(Key::kPageUp).key(Key::kPageUp).key(Key::kPageUp);
  CHECK(desk.area.edit.caret() == 0);
  CHECK(desk.area.scroll.offset == 0);
}

TEST_CASE("Tab writes nothing and moves on") {
  Desk desk;
  desk.focus();
  desk.key(Key::kTab, kCtrl);
  CHECK(desk.area.text().empty());
  CHECK(desk.frame().focused);
}

TEST_CASE(
    "Ctrl+Enter submits; in a single line Enter does, and nothing breaks the line") {
  Desk desk;
  desk.focus();
  desk.type("a").key(Key::kEnter);
  CHECK(desk.area.text() == "a\n");
  desk.key(Key::kEnter, kCtrl);
  CHECK(desk.outcome.submitted);
  desk.look.single_line = true;
  desk.area.follow("b");
  desk.key(Key::kEnter);
  CHECK(desk.outcome.submitted);
  CHECK(desk.area.text() == "b");
  ImGui::SetClipboardText("two\nlines");
  desk.key(Key::kEnd, kCtrl).key(Key::kV, kCtrl);
  CHECK(desk.area.text() == "btwo lines");
}

TEST_CASE("keys for Markdown and blanks work where they are wanted only") {
  Desk desk;
  desk.area.follow("treaty");
  desk.focus();
  desk.key(Key::kB, kCtrl);
  CHECK(desk.area.text() == "**treaty**");
  desk.key(Key::kC, kCtrlShift);
  CHECK(desk.area.text() == "**treaty**");
  desk.look.blanks = true;
  desk.key(Key::kB, kCtrl).key(Key::kC, kCtrlShift);
  CHECK(desk.area.text() == "{{treaty}}");
  desk.look.markdown = false;
  desk.key(Key::kB, kCtrl);
  CHECK(desk.area.text() == "{{treaty}}");
}

TEST_CASE("undo is the editor's own, or left to the screen") {
  Desk desk;
  desk.focus();
  desk.type("ab").key(Key::kZ, kCtrl);
  CHECK(desk.area.text().empty());
  desk.key(Key::kZ, kCtrlShift);
  CHECK(desk.area.text() == "ab");
  desk.look.own_undo = false;
  desk.key(Key::kZ, kCtrl);
  CHECK(desk.area.text() == "ab");
}

TEST_CASE("a text from outside leaves the caret where it changed") {
  TextArea area("one two three");
  area.follow("one 2 three");
  CHECK(area.edit.caret() == 5);
  area.follow("one 2 three");
  CHECK(area.edit.caret() == 5);
  area.follow("令和");
  area.follow("令咍");  // ends with the same byte
  CHECK(area.edit.caret() == 6);
}

TEST_CASE("a click puts the caret there, dragging selects") {
  Desk desk;
  desk.area.follow(kProse);
  desk.frame();
  desk.press(desk.at(4));
  CHECK(desk.frame().focused);
  CHECK(desk.area.edit.caret() == 4);
  desk.move(desk.at(12));
  CHECK(desk.area.edit.selected() == "alliance");
  desk.release();
  desk.wait_long();
  desk.click(desk.at(30));
  CHECK_FALSE(desk.area.edit.has_selection());
}

TEST_CASE("a double click takes a word, dragging on takes whole words") {
  Desk desk;
  desk.area.follow(kProse);
  desk.frame();
  desk.click(desk.at(6));
  desk.press(desk.at(6));
  CHECK(desk.area.edit.selected() == "alliance");
  desk.frame();
  CHECK(desk.area.edit.selected() == "alliance");
  desk.move(desk.at(18));
  CHECK(desk.area.edit.selected() == "alliance was signed");
  desk.move(desk.at(1));
  CHECK(desk.area.edit.selected() == "The alliance");
}

TEST_CASE("a triple click takes the paragraph") {
  Desk desk;
  desk.area.follow("one\ntwo words\nthree");
  desk.frame();
  for (int i = 0; i < 3; ++i)
    desk.click(desk.at(6));
  CHECK(desk.area.edit.selected() == "two words");
}

TEST_CASE("Ctrl+F opens a bar that finds whatever the case, round in a circle") {
  Desk desk;
  desk.area.follow("The treaty. A Treaty? TREATY");
  desk.area.edit.move_to(0, false);
  desk.focus();
  desk.key(Key::kF, kCtrl);
  CHECK(desk.area.find.open);
  CHECK(desk.area.wants_escape());
  desk.frame();
  desk.type("treaty");
  CHECK(desk.area.text() == "The treaty. A Treaty? TREATY");
  CHECK(desk.area.edit.begin() == 4);
  CHECK(find_count(desk.area) == "1 of 3");
  desk.key(Key::kEnter);
  CHECK(desk.area.edit.begin() == 14);
  desk.key(Key::kF3).key(Key::kF3);
  CHECK(desk.area.edit.begin() == 4);
  desk.key(Key::kF3, kShift);
  CHECK(find_count(desk.area) == "3 of 3");
  desk.key(Key::kEscape);
  CHECK_FALSE(desk.area.find.open);
  CHECK(desk.frame().focused);
}

TEST_CASE("what is selected is what is looked for; what is not there is said") {
  Desk desk;
  desk.area.follow("one two one");
  desk.area.edit.select(0, 3);
  desk.focus();
  desk.key(Key::kF, kCtrl);
  desk.frame();
  CHECK(find_count(desk.area) == "1 of 2");
  desk.type("x");
  CHECK(find_count(desk.area) == "not found");
  find_step(desk.area, 1);
  desk.key(Key::kA, kCtrl).key(Key::kBackspace);
  CHECK(find_count(desk.area).empty());
}

TEST_CASE("the bar counts anew when the text changes") {
  Desk desk;
  desk.area.follow("one two");
  desk.focus();
  desk.key(Key::kF, kCtrl);
  desk.frame();
  desk.type("o");
  CHECK(desk.area.find.matches.size() == 2);
  desk.ui().focus().give(area_id(desk.look), false);
  desk.key(Key::kEnd, kCtrl);
  desk.type("oo");
  CHECK(desk.area.find.matches.size() == 4);
  CHECK(find_count(desk.area) == "4 found");
  desk.key(Key::kF3, kShift);
  CHECK(find_count(desk.area) == "4 of 4");
  desk.key(Key::kF3);
  CHECK(find_count(desk.area) == "1 of 4");
  desk.key(Key::kEscape);
  CHECK_FALSE(desk.area.find.open);
}

TEST_CASE("places found do not overlap, and are whole characters") {
  CHECK(find_all("aaaa", "aa") == std::vector<TextRange>{{0, 2}, {2, 4}});
  CHECK(find_all("統合作戦", "作") == std::vector<TextRange>{{6, 9}});
  CHECK(find_all("ÉTÉ", "é") == std::vector<TextRange>{{0, 2}, {3, 5}});
  CHECK(find_all("abc", "").empty());
  CHECK(find_all("", "a").empty());
}

TEST_CASE("wrong words are known where they are seen, but not the one that is written") {
  const TemporaryFolder folder;
  const Spelling spelling(write_dictionary(folder.path()));
  Desk desk;
  desk.look.spelling = &spelling;
  desk.area.follow("the tretay");
  desk.focus();
  CHECK(desk.area.layout.pieces().at(0).wrong == std::vector<TextRange>{{4, 10}});
}

TEST_CASE("Ctrl+. offers what was meant, and Enter takes it") {
  const TemporaryFolder folder;
  const Spelling spelling(write_dictionary(folder.path()));
  Desk desk;
  desk.look.spelling = &spelling;
  desk.area.follow("the tretay");
  desk.focus();
  desk.key(Key::kPeriod, kCtrl);
  REQUIRE(desk.area.menu);
  CHECK(desk.area.menu->meant.at(0) == "treaty");
  desk.key(Key::kDown).key(Key::kUp).key(Key::kEnter);
  CHECK(desk.area.text() == "the treaty");
  CHECK(desk.outcome.changed);
  CHECK_FALSE(desk.area.menu);
  desk.key(Key::kZ, kCtrl);
  CHECK(desk.area.text() == "the tretay");
}

TEST_CASE("on a right word, or without a dictionary, nothing is offered") {
  const TemporaryFolder folder;
  const Spelling spelling(write_dictionary(folder.path()));
  Desk desk;
  desk.area.follow("treaty");
  desk.focus();
  desk.key(Key::kPeriod, kCtrl);
  CHECK_FALSE(desk.area.menu);
  desk.look.spelling = &spelling;
  desk.key(Key::kPeriod, kCtrl);
  CHECK_FALSE(desk.area.menu);
}

TEST_CASE("the last row adds the word to the learner's own, and Escape closes the list") {
  const TemporaryFolder folder;
  const Spelling spelling(write_dictionary(folder.path()));
  Desk desk;
  desk.look.spelling = &spelling;
  desk.area.follow("minilateral");
  desk.focus();
  desk.key(Key::kPeriod, kCtrl);
  CHECK(desk.area.wants_escape());
  desk.key(Key::kEscape);
  CHECK_FALSE(desk.area.menu);
  desk.key(Key::kPeriod, kCtrl).key(Key::kUp).key(Key::kEnter);
  CHECK(desk.outcome.added_word == "minilateral");
  CHECK(desk.area.text() == "minilateral");
}

TEST_CASE(
    "the right button offers what was meant; a click takes it, one beside does not") {
  const TemporaryFolder folder;
  const Spelling spelling(write_dictionary(folder.path()));
  Desk desk;
  desk.look.spelling = &spelling;
  desk.look.min_lines = 2;
  desk.area.follow("the tretay signed");
  desk.frame();
  desk.click(desk.at(6), 1);
  REQUIRE(desk.area.menu);
  const Rect box = desk.area.menu->box;
  CHECK(box.h > 40);
  desk.click({box.x - 10, box.bottom() + 40});
  CHECK_FALSE(desk.area.menu);
  desk.click(desk.at(6), 1);
  REQUIRE(desk.area.menu);
  desk.click({box.x + 30, box.y + 20});
  desk.frame();
  CHECK(desk.area.text() == "the treaty signed");
  CHECK(desk.frame().focused);
}

TEST_CASE("typing closes the list and goes on in the text") {
  const TemporaryFolder folder;
  const Spelling spelling(write_dictionary(folder.path()));
  Desk desk;
  desk.look.spelling = &spelling;
  desk.area.follow("tretay");
  desk.focus();
  desk.key(Key::kPeriod, kCtrl);
  REQUIRE(desk.area.menu);
  desk.type("s");
  CHECK_FALSE(desk.area.menu);
  CHECK(desk.area.text() == "tretays");
}

TEST_CASE("an editor that is switched off takes nothing") {
  Desk desk;
  desk.look.enabled = false;
  desk.area.follow("fixed");
  desk.focus();
  desk.type("x");
  CHECK(desk.area.text() == "fixed");
}
