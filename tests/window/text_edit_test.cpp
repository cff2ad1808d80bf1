#include "window/text_edit.h"

#include <rapidcheck.h>
#include <string>

#include <doctest/doctest.h>

namespace {

using attache::window::TextEdit;

TextEdit with(std::string text) {
  TextEdit edit;
  edit.reset(std::move(text));
  return edit;
}

void type_words(TextEdit& edit, const std::string& text) {
  for (const char c : text)
    edit.type(std::string(1, c));
}

}  // namespace

TEST_CASE("what is typed stands before the caret") {
  TextEdit edit;
  edit.type("Tokyo");
  edit.move_to(0, false);
  edit.type("to ");
  CHECK(edit.text() == "to Tokyo");
  CHECK(edit.caret() == 3);
}

TEST_CASE("typing replaces the selection") {
  TextEdit edit = with("Yokota Air Base");
  edit.move_to(0, false);
  edit.move_to(6, true);
  edit.type("Kadena");
  CHECK(edit.text() == "Kadena Air Base");
  CHECK_FALSE(edit.has_selection());
}

TEST_CASE("the caret moves over what people see as one character") {
  TextEdit edit = with("e\u0301𠮷👩‍🎓x");  // e with a combining accent, a rare
                                                    // kanji, a joined emoji
  edit.move_to(0, false);
  edit.move_right(false);
  CHECK(edit.caret() == 3);
  edit.move_right(false);
  CHECK(edit.caret() == 7);
  edit.move_right(false);
  CHECK(edit.caret() == 18);
  edit.move_left(false);
  CHECK(edit.caret() == 7);
}

TEST_CASE("Backspace and Delete take away one whole character") {
  TextEdit edit = with("a👩‍🎓b");
  edit.move_to(edit.text().size() - 1, false);
  edit.erase_back();
  CHECK(edit.text() == "ab");
  edit.move_to(0, false);
  edit.erase_forward();
  CHECK(edit.text() == "b");
}

TEST_CASE("at the ends nothing is taken away") {
  TextEdit edit = with("x");
  edit.erase_forward();
  CHECK(edit.text() == "x");
  edit.move_to(0, false);
  edit.erase_back();
  edit.erase_word_back();
  CHECK(edit.text() == "x");
}

TEST_CASE("word moves stop behind the next word and before the last one") {
  TextEdit edit = with("U.S. Forces, Japan");
  edit.move_to(0, false);
  edit.move_word_right(false);
  edit.move_word_right(false);
  CHECK(edit.caret() == std::string("U.S. Forces").size());
  edit.move_word_right(false);
  CHECK(edit.caret() == edit.text().size());
  edit.move_word_left(false);
  CHECK(edit.caret() == std::string("U.S. Forces, ").size());
}

TEST_CASE("Ctrl+Backspace and Ctrl+Delete take away a word") {
  TextEdit edit = with("joint operations command");
  edit.erase_word_back();
  CHECK(edit.text() == "joint operations ");
  edit.move_to(0, false);
  edit.erase_word_forward();
  CHECK(edit.text() == " operations ");
}

TEST_CASE("a selection grows with Shift and ends at its edge without") {
  TextEdit edit = with("abcd");
  edit.move_to(1, false);
  edit.move_right(true);
  edit.move_right(true);
  CHECK(edit.selected() == "bc");
  edit.move_left(false);
  CHECK(edit.caret() == 1);
  edit.move_right(true);
  edit.move_right(false);
  CHECK(edit.caret() == 2);
  edit.select_all();
  CHECK(edit.selected() == "abcd");
}

TEST_CASE("a double click selects the word under it") {
  TextEdit edit = with("joint operations command");
  edit.select_word(8);
  CHECK(edit.selected() == "operations");
}

TEST_CASE("cut gives the selection and removes it; without one it does nothing") {
  TextEdit edit = with("abc");
  CHECK(edit.cut().empty());
  edit.move_to(1, true);
  CHECK(edit.cut() == "bc");
  CHECK(edit.text() == "a");
}

TEST_CASE(
    "in a single line pasted line ends turn into blanks, and the ends are trimmed") {
  TextEdit edit;
  edit.paste(" two\nlines\n");
  CHECK(edit.text() == "two lines");
  TextEdit several(true);
  several.paste("two\nlines");
  CHECK(several.text() == "two\nlines");
}

TEST_CASE("control characters are left out") {
  TextEdit edit;
  edit.type("a\x07\x7F");
  edit.type("\x1B");
  CHECK(edit.text() == "a");
}

TEST_CASE("undo goes back word by word, redo forward") {
  TextEdit edit;
  type_words(edit, "three little words");
  CHECK(edit.undo());
  CHECK(edit.text() == "three little ");
  CHECK(edit.undo());
  CHECK(edit.text() == "three ");
  CHECK(edit.redo());
  CHECK(edit.text() == "three little ");
  CHECK(edit.undo());
  CHECK(edit.undo());
  CHECK(edit.text().empty());
  CHECK_FALSE(edit.undo());
}

TEST_CASE("after a move of the caret undo stops there") {
  TextEdit edit;
  type_words(edit, "ab");
  edit.move_to(0, false);
  type_words(edit, "x");
  edit.undo();
  CHECK(edit.text() == "ab");
  CHECK(edit.caret() == 0);
}

TEST_CASE("typing after undo forgets what could be done again") {
  TextEdit edit;
  type_words(edit, "one two");
  edit.undo();
  edit.type("x");
  CHECK_FALSE(edit.redo());
}

TEST_CASE("erasing several characters of a word is undone at once") {
  TextEdit edit = with("abc def");
  edit.erase_back();
  edit.erase_back();
  edit.undo();
  CHECK(edit.text() == "abc def");
}

TEST_CASE("erasing on and on is one step, forwards too") {
  TextEdit edit = with("abc def");
  edit.move_to(4, false);
  edit.erase_forward();
  edit.erase_forward();
  CHECK(edit.text() == "abc f");
  CHECK(edit.steps() == 1);
  edit.undo();
  CHECK(edit.text() == "abc def");
  CHECK(edit.caret() == 4);
}

TEST_CASE("undo of typing over a selection brings the selection back") {
  TextEdit edit = with("Yokota Air Base");
  edit.select(0, 6);
  edit.type("K");
  edit.type("adena");
  edit.undo();
  CHECK(edit.text() == "Yokota Air Base");
  CHECK(edit.selected() == "Yokota");
}

TEST_CASE("putting text in a place is one step, with the caret behind it") {
  TextEdit edit = with("the alliance");
  edit.put(4, 12, "treaty");
  CHECK(edit.text() == "the treaty");
  CHECK(edit.caret() == 10);
  edit.type("s");
  edit.undo();
  CHECK(edit.text() == "the treaty");
  edit.undo();
  CHECK(edit.text() == "the alliance");
}

TEST_CASE("a triple click selects the paragraph under it, without its line feed") {
  TextEdit edit(true);
  edit.reset("one\ntwo words\nthree");
  edit.select_paragraph(6);
  CHECK(edit.selected() == "two words");
  edit.select_paragraph(0);
  CHECK(edit.selected() == "one");
  edit.select_paragraph(18);
  CHECK(edit.selected() == "three");
}

TEST_CASE("the revision tells that the text changed, and that it did not") {
  TextEdit edit = with("abc");
  const auto before = edit.revision();
  edit.move_to(1, true);
  edit.select_all();
  CHECK(edit.revision() == before);
  edit.type("x");
  const auto typed = edit.revision();
  CHECK(typed != before);
  edit.undo();
  CHECK(edit.revision() != typed);
}

TEST_CASE("a text of 10,000 words remembers little for each step of undo") {
  std::string words;
  for (int i = 0; i < 10'000; ++i)
    words += "words ";
  TextEdit edit(true);
  edit.reset(words);
  edit.move_to(30'000, false);
  for (int i = 0; i < 4'000; ++i)
    edit.type(i % 2 == 0 ? "x" : " ");
  CHECK(edit.steps() >= 2'000);
  while (edit.undo()) {
  }
  CHECK(edit.text() == words);
}

TEST_CASE(
    "property: undoing everything gives the text at the beginning, redoing all the text "
    "at the end") {
  CHECK(rc::check([](const std::vector<unsigned char>& steps) {
    TextEdit edit(true);
    edit.reset("begin 令和");
    for (const unsigned char step : steps) {
      switch (step % 9) {
        case 0:
          edit.type("a");
          break;
        case 1:
          edit.type(" ");
          break;
        case 2:
          edit.erase_back();
          break;
        case 3:
          edit.move_left(step % 16 > 8);
          break;
        case 4:
          edit.type("é");
          break;
        case 5:
          edit.erase_word_back();
          break;
        case 6:
          edit.paste("two\nlines");
          break;
        case 7:
          edit.put(edit.begin(), edit.end(), "**");
          break;
        default:
          edit.move_word_right(step % 16 > 8);
          break;
      }
    }
    const std::string end = edit.text();
    while (edit.undo()) {
    }
    const bool back = edit.text() == "begin 令和";
    while (edit.redo()) {
    }
    return back && edit.text() == end;
  }));
}
