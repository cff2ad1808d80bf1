// Studying by lines: what is typed and what is printed.

#include "cli/terminal_sitting.h"

#include <functional>
#include <sstream>

#include <doctest/doctest.h>

#include "trainer/for_tests.h"

using namespace attache;
using namespace attache::cli;
using namespace std::chrono_literals;

namespace {

/// A student at the keyboard: types the lines, taking 5 s for each.
class Keyboard : public std::streambuf {
 public:
  Keyboard(std::vector<std::string> lines, TestClock& clock)
      : lines_(std::move(lines)), clock_(clock) {}
  [[nodiscard]] std::size_t left() const { return lines_.size() - next_; }

 protected:
  int_type underflow() override {
    if (next_ == lines_.size()) return traits_type::eof();
    clock_.go(5s);
    line_ = lines_[next_++] + "\n";
    setg(line_.data(), line_.data(), line_.data() + line_.size());
    return traits_type::to_int_type(line_.front());
  }

 private:
  std::vector<std::string> lines_;
  TestClock& clock_;
  std::size_t next_ = 0;
  std::string line_;
};

struct Session {
  int code = 0;
  std::string out;
  std::string err;
  std::size_t unread = 0;
};

enum class At { kPipe, kTerminal };

Session study_with(Room& room, std::vector<std::string> lines, At at = At::kPipe) {
  const auto trainer = room.open();
  Keyboard keyboard(std::move(lines), room.clock);
  std::istream in(&keyboard);
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err, at == At::kTerminal, at == At::kTerminal};
  Session session;
  session.code = study(*trainer, {}, console);
  session.out = out.str();
  session.err = err.str();
  session.unread = keyboard.left();
  return session;
}

bool has(const Session& session, const std::string& text) {
  return session.out.find(text) != std::string::npos;
}

DeckText order_deck() {
  return DeckText("d").add(
      "<card id=\"o\" kind=\"order\"><ask>Earliest first.</ask><item>Rome</item>"
      "<item>Maastricht</item><item>Lisbon</item></card>");
}

/// Numbers from 1 as a student types them.
std::string typed(const std::vector<std::size_t>& indexes) {
  std::string line;
  for (const std::size_t index : indexes)
    line += (line.empty() ? "" : " ") + std::to_string(index + 1);
  return line;
}

/// The first prompt that a sitting in this room will put.
Prompt first_prompt(const Room& room) {
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  return trainer->asked()->prompt;
}

std::size_t right_option(const Prompt& prompt) {
  std::size_t right = 0;
  while (!prompt.options[right].right)
    ++right;
  return right;
}

}  // namespace

TEST_CASE("A short sitting reads like this, without colours or prompts") {
  Room room;
  room.write(
      DeckText("d", "Four parliaments")
          .add("<topic id=\"t\">Names</topic>")
          .add("<card id=\"a\" kind=\"recall\" topic=\"t\"><ask>What is the *Diet*?</ask>"
               "<answer>The parliament of **Japan**.</answer>"
               "<explain>It has two chambers.</explain></card>")
          .add("<card id=\"b\" kind=\"typed\"><ask>Where does it meet?</ask>"
               "<answer>Tokyo</answer></card>"));
  const Session session = study_with(room, {"", "4", "Osaka", "", "", "4"});
  CHECK(session.code == 0);
  CHECK(session.err.empty());
  CHECK(session.unread == 0);
  // The waits: steps of 1 and 10 minutes, hard between the two; easy at once to a
  // stability of 8.3 days, which fuzz makes 6 to 10.
  CHECK(
      session.out ==
      "\n"
      "Four parliaments — Names\n"
      "0 done, 2 to go, less than 1 min\n"
      "\n"
      "What is the Diet?\n"
      "Answer: The parliament of Japan.\n"
      "It has two chambers.\n"
      "1 again (1 min), 2 hard (6 min), 3 good (10 min), 4 easy (6 days); Enter: good\n"
      "\n"
      "Four parliaments\n"
      "1 done, 1 to go, less than 1 min\n"
      "\n"
      "Where does it meet?\n"
      "\n"
      "Not quite.\n"
      "Answer: Tokyo\n"
      "1 again (1 min), 2 hard (6 min), 3 good (10 min), 4 easy (7 days); Enter: "
      "again\n"
      "\n"
      "Four parliaments\n"
      "2 done, 1 to go, less than 1 min\n"
      "\n"
      "Where does it meet?\n"
      "Answer: Tokyo\n"
      "1 again (1 min), 2 hard (6 min), 3 good (10 min), 4 easy (2 days); Enter: again\n"
      "\n"
      "3 answered, 2 right, 30 s. The next question is due on 3 July 2024.\n"
      "Missed: Where does it meet? — Tokyo\n");
}

TEST_CASE("Options are chosen by their numbers") {
  Room room;
  room.write(DeckText("d").add(
      "<card id=\"x\" kind=\"choice\"><ask>Which?</ask><answer>Tokyo</answer>"
      "<wrong why=\"It was one once.\">Kyoto</wrong><wrong>Osaka</wrong></card>"));
  const std::size_t right = right_option(first_prompt(room));
  const Session session =
      study_with(room, {"7", "0", "Tokyo", "1 2", std::to_string(right + 1) + ".", "4"});
  CHECK(has(session, "  1. "));
  CHECK(has(session, "  3. "));
  CHECK(has(session, "Please answer with the numbers that are listed.\n"));
  CHECK(has(session, "\nRight.\nAnswer: Tokyo\n"));
  CHECK(has(session, "1 answered, 1 right"));
  REQUIRE(room.log().size() == 1);
  CHECK(room.log()[0].response.find("\"right\"") != std::string::npos);
  CHECK(room.log()[0].rating == Rating::kEasy);
}

TEST_CASE("Enter without an answer shows it, and suggests again without a verdict") {
  Room room;
  room.write(
      DeckText("d").add("<card id=\"x\" kind=\"typed\"><ask>Which?</ask>"
                        "<answer>Tokyo</answer></card>"));
  const Session session = study_with(room, {"", "", ":q"});
  CHECK(has(session, "Which?\nAnswer: Tokyo\n"));
  CHECK(has(session, "; Enter: again\n"));
  CHECK_FALSE(has(session, "Not quite."));
  CHECK(room.log().at(0).rating == Rating::kAgain);
  CHECK(has(session, "Missed: Which? — Tokyo\n"));
}

TEST_CASE("A slip of the pen is nearly right and suggests hard") {
  Room room;
  room.write(
      DeckText("d").add("<card id=\"x\" kind=\"typed\"><ask>Which?</ask>"
                        "<answer>Maastricht</answer></card>"));
  const Session session = study_with(room, {"Mastricht", "", ":q"});
  CHECK(has(session, "Nearly right. Spelling: Maastricht.\n"));
  CHECK(room.log().at(0).rating == Rating::kHard);
}

TEST_CASE("A sentence with two blanks asks for one after the other") {
  Room room;
  room.write(
      DeckText("d").add("<card id=\"x\" kind=\"cloze\"><ask>Signed in "
                        "{{Rome::city}} in {{1957}}.</ask></card>"));
  const Session session = study_with(room, {"rome", "1957", "4"}, At::kTerminal);
  CHECK(has(session, "Signed in [1… city] in [2…]."));
  CHECK(has(session, "Blank 1> "));
  CHECK(has(session, "Blank 2> "));
  CHECK(has(session, "Right."));
  CHECK(has(session, "Answer: Signed in Rome in 1957.\n"));
  CHECK(room.log().at(0).response.find("1957") != std::string::npos);
}

TEST_CASE("A command between two blanks is carried out and those before it stay") {
  Room room;
  room.write(
      DeckText("d").add("<card id=\"x\" kind=\"cloze\"><ask>Signed in "
                        "{{Rome}} in {{1957}}.</ask></card>"));
  const Session session = study_with(room, {"Rome", ":i", "1957", "4"});
  CHECK(has(session, "d/x: new, never asked before\n"));
  CHECK(has(session, "Right."));
  const Session left = study_with(room, {"Rome", ":q"});
  CHECK(left.code == 0);
  CHECK(room.log().size() == 1);
}

TEST_CASE("Several right options are given in one line") {
  Room room;
  room.write(DeckText("d").add(
      "<card id=\"x\" kind=\"select\"><ask>Which?</ask><answer>China</answer>"
      "<answer>France</answer><wrong>Japan</wrong></card>"));
  const Prompt prompt = first_prompt(room);
  std::vector<std::size_t> right;
  for (std::size_t i = 0; i < prompt.options.size(); ++i)
    if (prompt.options[i].right) right.push_back(i);
  const Session session = study_with(room, {"1 1", "1 9", typed(right), "4"});
  CHECK(has(session, "(several are right: give their numbers, as in 1 3)\n"));
  CHECK(has(session, "Please answer with the numbers that are listed.\n"));
  CHECK(has(session, "Right.\n"));
  CHECK(has(session, "Answer:\n"));
}

TEST_CASE("An order is given by the numbers, each once") {
  Room room;
  room.write(order_deck());
  const Prompt prompt = first_prompt(room);
  const Session session = study_with(room, {"1 2", "1 1 1", typed(prompt.key), "4"});
  CHECK(has(session, "(give the numbers in the right order, as in 2 1 3)\n"));
  CHECK(has(session, "Please answer with the numbers that are listed, each once.\n"));
  CHECK(has(session, "Right.\nAnswer:\n  1. Rome\n  2. Maastricht\n  3. Lisbon\n"));
}

TEST_CASE("Pairs are given by the numbers of what goes with each") {
  Room room;
  room.write(
      DeckText("d").add("<card id=\"x\" kind=\"match\"><ask>Match.</ask>"
                        "<pair><left>WTO</left><right>Geneva</right></pair>"
                        "<pair><left>IAEA</left><right>Vienna</right></pair>"
                        "<pair><left>IMF</left><right>Washington</right></pair></card>"));
  const Prompt prompt = first_prompt(room);
  const Session session = study_with(room, {typed(prompt.key), "4"});
  CHECK(has(session, "\ngo with\n"));
  CHECK(has(session, "Right.\n"));
}

TEST_CASE("Numbers and dates are typed") {
  Room room;
  room.write(DeckText("d")
                 .add("<card id=\"n\" kind=\"number\"><ask>How many?</ask>"
                      "<answer>15</answer></card>")
                 .add("<card id=\"t\" kind=\"date\"><ask>When?</ask>"
                      "<answer>1945-06-26</answer></card>"));
  const Session session = study_with(room, {"fifteen", "4", "26 June 1945", "4"});
  CHECK(has(session, "(a date)\n"));
  CHECK(has(session, "2 answered, 2 right"));
  for (const Review& review : room.log())
    CHECK(review.response.find("\"right\"") != std::string::npos);
}

TEST_CASE("Undo and redo go back and forth, also over the end of a sitting") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const Session session = study_with(
      room, {":u", ":r", "", "4", ":u", ":r", ":u", "", "1", ":q"}, At::kTerminal);
  CHECK(has(session, "There is nothing to undo.\n"));
  CHECK(has(session, "There is nothing to redo.\n"));
  CHECK(has(session, "That was the last one. Enter ends, :u takes it back> "));
  CHECK(has(session, "Undone: Easy.\n"));
  CHECK(has(session, "Done again: Easy.\n"));
  CHECK(session.unread == 0);
  const std::vector<Review> answers = counting(room.log());
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].rating == Rating::kAgain);
}

TEST_CASE("Bury, suspend, mark and note say what they did") {
  Room room;
  room.write(DeckText("d").recalls(3));
  const Session session =
      study_with(room, {":m", ":note see page 3", ":m", ":b", ":n x", ":n", ":s", ":q"});
  CHECK(has(session, "Marked.\n"));
  CHECK(has(session, "Mark removed.\n"));
  CHECK(has(session, "Note kept.\n"));
  CHECK(has(session, "Note removed.\n"));
  CHECK(has(session, "Buried until tomorrow. :u takes it back.\n"));
  CHECK(has(session, "Suspended: it is not asked any more. :u takes it back.\n"));
  CHECK(has(session, "Nothing was answered.\n"));
  const auto trainer = room.open();
  CHECK(trainer->home().due.total() == 1);
  CHECK(trainer->home().decks.front().suspended == 1);
  room.clock.go(24h);
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->asked()->flags.note == "see page 3");
}

TEST_CASE("A note and a mark show when the question comes again") {
  Room room;
  room.write(DeckText("d").recalls(1));
  study_with(room, {":m", ":n *mind* this", ":q"});
  const Session session = study_with(room, {":q"});
  CHECK(has(session, ", marked\n"));
  CHECK(has(session, "Your note: mind this\n"));
}

TEST_CASE("The passage is read out with what supports the answer") {
  Room room;
  room.write(
      DeckText("d")
          .add("<source id=\"src\" title=\"Charter\" date=\"1945-06-26\"/>")
          .add(
              "<passage id=\"p\" source=\"src\" at=\"Article 24\">The *Council* acts. It "
              "is quick.</passage>")
          .add("<card id=\"x\" kind=\"recall\" passage=\"p\" "
               "check-after=\"2020\"><ask>Who "
               "acts?</ask><answer>It</answer><support>is quick</support></card>")
          .recall("y"));
  const Session session = study_with(room, {":p", "", ":p", "4", ":p", ":q"});
  CHECK(has(session, "(The passage may hold the answer.)\nThe Council acts."));
  CHECK(has(session, "Supports the answer: is quick\n"));
  CHECK(has(session, "Source: Charter, 26 June 1945, Article 24\n"));
  CHECK(has(session, "This may be out of date"));
  CHECK(has(session, "This question has no passage.\n"));
}

TEST_CASE("What is no rating is asked for again") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const Session session = study_with(room, {"", "5", "good", "1 2", ":h", "4"});
  CHECK(has(session, "Please give 1, 2, 3 or 4.\n"));
  CHECK(has(session, ":n TEXT note"));
  CHECK(room.log().size() == 1);
}

TEST_CASE("A line that is not UTF-8 is neither an answer nor a rating") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const Session session = study_with(room, {"\xE9", "", "\xFF", "4"});
  CHECK(has(session, "That could not be read: it is not UTF-8 text."));
  REQUIRE(room.log().size() == 1);
  CHECK(room.log()[0].rating == Rating::kEasy);
}

TEST_CASE("The end of the input leaves at every prompt and loses nothing") {
  Room room;
  room.write(
      DeckText("d").add("<card id=\"x\" kind=\"cloze\"><ask>Signed in "
                        "{{Rome}} in {{1957}}.</ask></card>"));
  for (const auto& lines : {std::vector<std::string>{}, {"Rome"}, {"Rome", "1957"}}) {
    for (const At at : {At::kPipe, At::kTerminal}) {
      const Session session = study_with(room, lines, at);
      CHECK(session.code == 0);
      CHECK(session.err.empty());
      CHECK(has(session, "Nothing was answered.\n"));
    }
  }
  CHECK(room.log().empty());
}

TEST_CASE("A step that is far off is waited for at a terminal only") {
  Room room;
  room.write(DeckText("d").recalls(1));
  study_with(room, {"", "3", ":q"});
  // The clock is put right by an hour, so the step of ten minutes is 70 minutes off.
  room.clock.set("2024-07-01T09:00:00Z");
  const Session pipe = study_with(room, {""});
  CHECK(has(pipe, "\nThe next question comes at 10:10.\n"));
  CHECK(has(pipe, "The next question is due at 10:10.\n"));
  CHECK(pipe.unread == 1);
  const Session terminal = study_with(room, {"", ":q"}, At::kTerminal);
  CHECK(has(terminal, "Enter looks again"));
  CHECK(terminal.unread == 0);
  const Session closed = study_with(room, {""}, At::kTerminal);
  CHECK(closed.code == 0);
}

TEST_CASE("At a terminal what was missed can be practised, and nothing is scheduled") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const Session session = study_with(
      room, {"", "1", "", "4", "", "p", "", "1", "", "4", "", ""}, At::kTerminal);
  CHECK(has(session, "p practises what was missed, unscheduled; Enter leaves> "));
  CHECK(has(session, "Practice: 0 done, 1 to go, "));
  CHECK(session.unread == 0);
  CHECK(room.log().size() == 2);
  const Session declined = study_with(room, {"p"}, At::kTerminal);
  CHECK(declined.unread == 1);
}

TEST_CASE("When an answer cannot be written a pipe ends with status 1") {
  Room room;
  room.write(DeckText("d").recalls(3));
  const auto trainer = room.open();
  std::istringstream in("\n4\n\n4\n");
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err};
  const FullDisk full;
  CHECK(study(*trainer, {}, console) == 1);
  CHECK(err.str().starts_with("attache: "));
  CHECK(out.str().find("Nothing was answered.") != std::string::npos);
}

TEST_CASE("When an answer cannot be written a person can try again") {
  Room room;
  room.write(DeckText("d").recalls(3));
  const auto trainer = room.open();
  std::istringstream in("\n4\n4\n:m\n:q\n");
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err, true};
  const FullDisk full;
  CHECK(study(*trainer, {}, console) == 0);
  const std::string said = err.str();
  CHECK(std::count(said.begin(), said.end(), '\n') == 3);
  CHECK(out.str().find("Marked.") == std::string::npos);
}

TEST_CASE("A changed answer is announced") {
  Room room;
  room.write(DeckText("d").recall("a"));
  study_with(room, {"", "4"});
  room.write(DeckText("d").recall("a", "meaning=\"2\""));
  room.clock.go(24h);
  CHECK(has(study_with(room, {":q"}), "The answer has changed since you learned it.\n"));
}

TEST_CASE("A wrong deck id ends with status 1") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const auto trainer = room.open();
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err};
  CHECK(study(*trainer, "nope", console) == 1);
  CHECK(err.str() ==
        "attache: there is no deck with the id nope — attache due lists the decks\n");
}

TEST_CASE("When the minutes are used the sitting ends kindly, and goes on with a plus") {
  Room room;
  room.write(DeckText("d").recalls(20));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    answer_all(*trainer, Rating::kEasy);
    Settings settings = trainer->settings();
    settings.minutes_a_day = 1;
    REQUIRE(trainer->change_settings(settings));
  }
  room.clock.set("2024-08-01T10:00:00Z");
  // Ten seconds an answer: after four there are 20 s left, too few for one more.
  const std::vector<std::string> four{"", "4", "", "4", "", "4", "", "4"};
  const Session piped = study_with(room, four);
  CHECK(piped.unread == 0);
  CHECK(has(piped, "4 answered, 4 right, 40 s."));
  CHECK(has(piped, " 16 more wait for other days.\n"));
  std::vector<std::string> more{"+"};
  for (int i = 0; i < 16; ++i)
    more.insert(more.end(), {"", "4"});
  more.emplace_back("");
  const Session typed = study_with(room, more, At::kTerminal);
  CHECK(typed.unread == 0);
  CHECK(has(typed, "Today's minutes are used; well done."));
  CHECK(has(typed, "+ goes on for 10 minutes"));
  CHECK(has(typed, "16 answered, 16 right"));
}

TEST_CASE("Only a terminal gets control characters, and only for emphasis") {
  Room room;
  room.write(order_deck().recalls(1));
  const Session pipe = study_with(room, {"", "1", ":q"});
  for (const char c : pipe.out)
    CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
  Session terminal = study_with(room, {":q"}, At::kTerminal);
  CHECK(has(terminal, "\x1b[1m"));
  for (const std::string code : {"\x1b[1m", "\x1b[0m"})
    for (std::size_t at = 0; (at = terminal.out.find(code)) != std::string::npos;)
      terminal.out.erase(at, code.size());
  for (const char c : terminal.out)
    CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
}
