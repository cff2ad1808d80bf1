// The keys for Markdown and blanks. In these texts | is the caret, or both ends of the
// selection.

#include <rapidcheck.h>
#include <string>

#include <doctest/doctest.h>

#include "window/markdown_keys.h"

using namespace attache::window;

namespace {

TextEdit edited(std::string marked, bool several_lines = true) {
  TextEdit edit(several_lines);
  const std::size_t first = marked.find('|');
  marked.erase(first, 1);
  std::size_t second = marked.find('|');
  if (second == std::string::npos)
    second = first;
  else
    marked.erase(second, 1);
  edit.reset(marked);
  edit.select(first, second);
  return edit;
}

std::string shown(const TextEdit& edit) {
  std::string text = edit.text();
  text.insert(edit.end(), "|");
  if (edit.has_selection()) text.insert(edit.begin(), "|");
  return text;
}

std::string bold(const std::string& marked) {
  TextEdit edit = edited(marked);
  toggle_mark(edit, "**");
  return shown(edit);
}

std::string italic(const std::string& marked) {
  TextEdit edit = edited(marked);
  toggle_mark(edit, "*");
  return shown(edit);
}

std::string blank(const std::string& marked) {
  TextEdit edit = edited(marked);
  toggle_blank(edit);
  return shown(edit);
}

std::string linked(const std::string& marked) {
  TextEdit edit = edited(marked);
  toggle_link(edit);
  return shown(edit);
}

std::string listed(const std::string& marked) {
  TextEdit edit = edited(marked);
  toggle_list(edit);
  return shown(edit);
}

std::string entered(const std::string& marked) {
  TextEdit edit = edited(marked);
  return continue_list(edit) ? shown(edit) : "only Enter";
}

InputFrame pressed(Key key, Chord held = {}) {
  InputFrame input;
  input.key = key;
  input.held = held;
  return input;
}

}  // namespace

TEST_CASE("bold goes around what is selected, and off again") {
  CHECK(bold("the |treaty| of 1960") == "the **|treaty|** of 1960");
  CHECK(bold("the **|treaty|** of 1960") == "the |treaty| of 1960");
  CHECK(bold("the |**treaty**| of 1960") == "the |treaty| of 1960");
}

TEST_CASE("bold leaves the blanks at the ends of a selection outside") {
  CHECK(bold("the| treaty |of") == "the **|treaty|** of");
}

TEST_CASE("without a selection bold takes the word at the caret, which keeps its place") {
  CHECK(bold("the tre|aty of") == "the **tre|aty** of");
  CHECK(bold("the treaty| of") == "the **treaty|** of");
  CHECK(bold("the **tre|aty** of") == "the tre|aty of");
  CHECK(bold("令|和") == "**令|和**");
}

TEST_CASE("without a word bold writes a pair to type between, and takes it back") {
  CHECK(bold("a  |  b") == "a  **|**  b");
  CHECK(bold("a  **|**  b") == "a  |  b");
  CHECK(bold("|") == "**|**");
}

TEST_CASE("italics and bold know each other") {
  CHECK(italic("**|treaty|**") == "***|treaty|***");
  CHECK(italic("***|treaty|***") == "**|treaty|**");
  CHECK(bold("***|treaty|***") == "*|treaty|*");
  CHECK(italic("the |treaty|") == "the *|treaty|*");
  CHECK(italic("*|treaty|*") == "|treaty|");
}

TEST_CASE("a blank goes around the selection or the word, and off again") {
  CHECK(blank("signed in |Washington| in 1949") == "signed in {{|Washington|}} in 1949");
  CHECK(blank("signed in Wash|ington in 1949") == "signed in {{Wash|ington}} in 1949");
  CHECK(blank("in {{Wash|ington}} in") == "in |Washington| in");
  CHECK(blank("in {{|Washington|}} in") == "in |Washington| in");
  CHECK(blank("in |{{Washington}}| in") == "in |Washington| in");
}

TEST_CASE("a blank that is taken away keeps only its first answer") {
  CHECK(blank("in {{Wash|ington}} in {{1949}}") == "in |Washington| in {{1949}}");
  TextEdit edit(true);
  edit.reset("in {{Washington|DC::city}}");
  edit.move_to(7, false);
  toggle_blank(edit);
  CHECK(edit.text() == "in Washington");
}

TEST_CASE("a word between two blanks becomes a third") {
  CHECK(blank("{{a}} mid|dle {{b}}") == "{{a}} {{mid|dle}} {{b}}");
}

TEST_CASE("a link waits for its address, or for its words when the address is there") {
  CHECK(linked("the |treaty| of") == "the [treaty](|) of");
  CHECK(linked("|https://example.org/a|") == "[|](https://example.org/a)");
  CHECK(linked("a  |") == "a  [|]()");
}

TEST_CASE("inside of a link only its words stay") {
  CHECK(linked("the [tre|aty](https://example.org) of") == "the |treaty| of");
  CHECK(linked("[a](b) and tre|aty") == "[a](b) and [treaty](|)");
}

TEST_CASE("the key for lists turns all selected lines into items, and back") {
  CHECK(listed("one\n|two\nthree|\nfour") == "one\n|- two\n- three|\nfour");
  CHECK(listed("|- two\n- three|") == "|two\nthree|");
  CHECK(listed("|- two\nthree|") == "|- two\n- three|");
  CHECK(listed("on|e") == "- on|e");
  CHECK(listed("- on|e") == "on|e");
  CHECK(listed("  on|e") == "  - on|e");
  CHECK(listed("|") == "- |");
  CHECK(listed("|one\n|two") == "|- one|\ntwo");
  CHECK(listed("|one\n\ntwo|") == "|- one\n\n- two|");
}

TEST_CASE("Enter begins the next item of a list") {
  CHECK(entered("- one|") == "- one\n- |");
  CHECK(entered("  * one|") == "  * one\n  * |");
  CHECK(entered("- one| two") == "- one\n- | two");
  CHECK(entered("9. nine|") == "9. nine\n10. |");
  CHECK(entered("1) one|") == "1) one\n2) |");
}

TEST_CASE("Enter on an empty item ends the list") {
  CHECK(entered("- one\n- |") == "- one\n|");
  CHECK(entered("- one\n2. |") == "- one\n|");
}

TEST_CASE("Enter elsewhere is only Enter") {
  CHECK(entered("one|") == "only Enter");
  CHECK(entered("|- one") == "only Enter");
  CHECK(entered("-one|") == "only Enter");
  CHECK(entered("- |one|") == "only Enter");
  CHECK(entered("1984|") == "only Enter");
}

TEST_CASE("each key does its own, and other keys nothing") {
  TextEdit edit = edited("|treaty|");
  CHECK(edit_by_markdown_key(edit, pressed(Key::kB, kCtrl)));
  CHECK(edit.text() == "**treaty**");
  CHECK(edit_by_markdown_key(edit, pressed(Key::kI, kCtrl)));
  CHECK(edit.text() == "***treaty***");
  CHECK(edit_by_markdown_key(edit, pressed(Key::k8, kCtrlShift)));
  CHECK(edit.text() == "- ***treaty***");
  edit = edited("|treaty|");
  CHECK(edit_by_markdown_key(edit, pressed(Key::kK, kCtrl)));
  CHECK(edit.text() == "[treaty]()");
  edit = edited("- a|");
  CHECK(edit_by_markdown_key(edit, pressed(Key::kEnter)));
  CHECK(edit_by_blank_key(edit, pressed(Key::kC, kCtrlShift)));
  CHECK_FALSE(edit_by_blank_key(edit, pressed(Key::kC, kCtrl)));
  CHECK_FALSE(edit_by_markdown_key(edit, pressed(Key::kB)));
  CHECK_FALSE(edit_by_markdown_key(edit, pressed(Key::kS, kCtrl)));
  TextEdit single = edited("a|", false);
  CHECK_FALSE(edit_by_markdown_key(single, pressed(Key::k8, kCtrlShift)));
  CHECK_FALSE(edit_by_markdown_key(single, pressed(Key::kEnter)));
}

TEST_CASE("property: bold on and off again gives the same text") {
  CHECK(rc::check([](const std::string& seed, std::uint8_t from, std::uint8_t to) {
    std::string text;
    for (const char c : seed)
      text += std::string_view("ab c\n.")[static_cast<unsigned char>(c) % 6];
    TextEdit edit(true);
    edit.reset(text);
    edit.select(from % (text.size() + 1), to % (text.size() + 1));
    toggle_mark(edit, "**");
    const bool written = edit.text().size() == text.size() + 4;
    toggle_mark(edit, "**");
    return written && edit.text() == text;
  }));
}

TEST_CASE("property: what a key did is undone in one step") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& seed, std::uint8_t from,
                     std::uint8_t to, std::uint8_t what) {
    std::string text;
    for (const std::uint8_t byte : seed)
      text += std::string_view("a *{}[]()|-\n.1:")[byte % 15];
    TextEdit edit(true);
    edit.reset(text);
    edit.select(from % (text.size() + 1), to % (text.size() + 1));
    if (what % 5 == 0) toggle_mark(edit, "**");
    if (what % 5 == 1) toggle_blank(edit);
    if (what % 5 == 2) toggle_link(edit);
    if (what % 5 == 3) toggle_list(edit);
    if (what % 5 == 4 && !continue_list(edit)) return true;
    return edit.steps() == 1 && edit.caret() <= edit.text().size() && edit.undo() &&
           edit.text() == text;
  }));
}
