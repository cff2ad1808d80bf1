#include <rapidcheck.h>

#include "classroom/clean_text.h"
#include "classroom/for_tests.h"

namespace attache::classroom {

namespace {

const std::string kHead =
    R"({"format":"attache-progress","version":1,"student":"s","name":"Ann","pseudonym":false,"course":"","made_at":"2024-07-29T10:00:00.000Z","made_on":"2024-07-29","detail":"history","exams":true,"decks":[],"topics":[]})";
const std::string kQuestion = R"(["q","d/a","",1,0,0,5,0.5,2,"2024-07-01","choice",1])";
const std::string kAnswer = R"(["a",1719828000000,"2024-07-01",0,"choice",3,1,5,[],[]])";

std::string error_of(const std::vector<std::string>& lines) {
  const auto read = read_text(sealed(lines));
  return read ? "" : read.error().text();
}

bool says(const std::string& text, const std::string& part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what was written is read again") {
  const HandIn all = a_hand_in();
  const auto read = read_text(text_of(all));
  REQUIRE(read);
  CHECK(read->head == all.head);
  CHECK(read->questions == all.questions);
  CHECK(read->days == all.days);
  CHECK(read->answers == all.answers);
  CHECK(read->exams == all.exams);
}

TEST_CASE("a file is one JSON value a line, texts once, a checksum at the end") {
  HandIn all;
  all.head = a_head();
  all.head.topics.clear();
  all.questions = {a_hand_in().questions.front()};
  all.answers = {a_hand_in().answers.front(), a_hand_in().answers.front()};
  const std::string text = text_of(all);
  const std::string wanted =
      R"({"format":"attache-progress","version":1,"student":"s-1","name":"Ann","pseudonym":false,"course":"Policy 101","made_at":"2024-07-29T10:00:00.000Z","made_on":"2024-07-29","detail":"history","exams":true,"decks":[{"id":"d","title":"A deck","edition":2,"questions":2}],"topics":[]}
["q","d/a/object","law",3,1,1,9000,0.875,12.5,"2024-07-01","choice",0.5]
["t","2025"]
["t","2026"]
["t","“2027” – 令和"]
["a",1719828000123,"2024-07-01",0,"choice",1,0,4000,[0,1,2],[1]]
["a",1719828000123,"2024-07-01",0,"choice",1,0,4000,[0,1,2],[1]]
)";
  CHECK(text.substr(0, wanted.size()) == wanted);
  CHECK(text.substr(wanted.size()) ==
        "{\"checksum\":\"xxh128:" + checksum_of(wanted) + "\"}\n");
}

TEST_CASE("the checksum is XXH3-128 as its own tests have it") {
  // The hash of nothing with seed 0, from xxHash's sanity checks and `xxhsum -H2`.
  CHECK(checksum_of("") == "99aa06d3014798d86001c324468d497f");
  Checksum pieces;
  pieces.add("progress ");
  pieces.add("");
  pieces.add("file");
  CHECK(pieces.text() == checksum_of("progress file"));
}

TEST_CASE("a change of any byte is refused or changes nothing") {
  const HandIn all = a_hand_in();
  const std::string text = text_of(all);
  std::size_t refused = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    for (const int by : {1, 32, 128}) {
      std::string changed = text;
      changed[at] = static_cast<char>(changed[at] ^ by);
      const auto read = read_text(changed);
      if (!read) {
        ++refused;
      } else if (!(*read == all)) {
        FAIL("taken, and another: byte ", at);
      }
    }
  CHECK(refused > 2 * text.size());
}

TEST_CASE("a file that is cut off anywhere is refused") {
  const std::string text = text_of(a_hand_in());
  for (std::size_t length = 0; length + 1 < text.size(); ++length)
    if (read_text(text.substr(0, length))) FAIL("taken: ", length);
  CHECK(read_text(text.substr(0, text.size() - 1)));  // without the last line feed
}

TEST_CASE("what is no progress file is told so") {
  CHECK(says(read_text("").error().text(), "x.progress: this file is empty"));
  CHECK(says(read_text("<deck/>\n").error().text(), "this is no progress file"));
  CHECK(says(read_text("[]\n").error().text(), "this is no progress file"));
  CHECK(says(read_text("{}\n").error().text(), "this is no progress file"));
  CHECK(says(read_text("{\"format\":\"other\"}\n").error().text(),
             "this is no progress file"));
  CHECK(says(read_text(kHead + "\n").error().text(), "the end of this file is missing"));
}

TEST_CASE("a file of a newer version is told so") {
  std::string head = kHead;
  head.replace(head.find("\"version\":1"), 11, "\"version\":2");
  CHECK(says(error_of({head}), "made by a newer version"));
  head.replace(head.find("\"version\":2"), 11, "\"version\":0");
  CHECK(says(error_of({head}), "x.progress:1"));
}

TEST_CASE("a changed file is refused with its reason") {
  std::string text = sealed({kHead, kQuestion});
  text.replace(text.find("d/a"), 3, "d/b");
  CHECK(says(read_text(text).error().text(), "changed since it was made"));
  CHECK(says(read_text(sealed({kHead, kQuestion}) + kQuestion + "\n").error().text(),
             "behind the end"));
  CHECK(says(read_text(sealed({kHead, kQuestion}) + "\n").error().text(),
             "behind the end"));
}

TEST_CASE("a head has to be whole") {
  CHECK(error_of({kHead}).empty());
  const std::vector<std::pair<std::string, std::string>> changes{
      {R"("student":"s")", R"("student":"")"},
      {R"("student":"s")", R"("student":7)"},
      {R"("name":"Ann")", R"("name":" ")"},
      {R"("name":"Ann")", R"("name":"\u202e")"},
      {R"("pseudonym":false)", R"("pseudonym":0)"},
      {R"("course":"")", R"("curse":"")"},
      {R"("made_at":"2024-07-29T10:00:00.000Z")", R"("made_at":"yesterday")"},
      {R"("made_on":"2024-07-29")", R"("made_on":"2024-02-30")"},
      {R"("made_on":"2024-07-29")", R"("made_on":"1969-12-31")"},
      {R"("detail":"history")", R"("detail":"all")"},
      {R"("decks":[])", R"("decks":[7])"},
      {R"("decks":[])", R"("decks":[{"id":"","title":"","edition":1,"questions":1}])"},
      {R"("decks":[])", R"("decks":[{"id":"d","title":"","edition":-1,"questions":1}])"},
      {R"("decks":[])", R"("decks":{})"},
      {R"("topics":[])", R"("topics":[1])"},
      {R"("topics":[])", R"("topics":1)"}};
  for (const auto& [from, to] : changes) {
    std::string head = kHead;
    head.replace(head.find(from), from.size(), to);
    CAPTURE(to);
    CHECK(says(error_of({head}), "first line of this file is not complete"));
  }
}

TEST_CASE("a line that cannot be is refused with its number") {
  const std::vector<std::string> broken{
      "",
      "{}",
      "[]",
      "[1]",
      R"(["z"])",
      R"(["qq"])",
      "[\"q\"",
      "\xff",
      R"(["t"])",
      R"(["t",1])",
      R"(["t","a","b"])",
      R"(["q","d/a","",1,0,0,5,0.5,2,"2024-07-01","choice"])",
      R"(["q","d/a","",1,0,0,5,0.5,2,"2024-07-01","choice",1,1])",
      R"(["q","a","",1,0,0,5,0.5,2,"2024-07-01","choice",1])",
      R"(["q","d/a","",-1,0,0,5,0.5,2,"2024-07-01","choice",1])",
      R"(["q","d/a","",1.5,0,0,5,0.5,2,"2024-07-01","choice",1])",
      R"(["q","d/a","",1,0,0,5,1.5,2,"2024-07-01","choice",1])",
      R"(["q","d/a","",1,0,0,5,0.5,2,"2024-7-01","choice",1])",
      R"(["q","d/a","",1,0,0,5,0.5,2,null,"choice",1])",
      R"(["q","d/a","",0,0,0,5,0.5,2,"2024-07-01",null,null])",
      R"(["q","d/a","",1,0,0,5,0.5,2,"2024-07-01","guess",1])",
      R"(["q","d/a","",1,0,0,5,0.5,2,"2024-07-01","choice",2])",
      R"(["d","2024-07-01",1,0])",
      R"(["d","2024/07/01",1,0,5])",
      R"(["d",7,1,0,5])",
      R"(["i","d/a",1,null,[],[],[]])"};
  for (const std::string& line : broken) {
    CAPTURE(line);
    CHECK(says(error_of({kHead, line}), "x.progress:2: this line cannot be understood"));
  }
  const std::vector<std::string> answers{
      R"(["a",1719828000000,"2024-07-01",1,"choice",3,1,5,[],[]])",
      R"(["a",1719828000000,"2024-07-01",0,"choice",5,1,5,[],[]])",
      R"(["a",1719828000000,"2024-07-01",0,"choice",3,1,5,[0],[]])",
      R"(["a",1719828000000,"2024-07-01",0,"choice",3,1,5,[],7])",
      R"(["a",1719828000000,"2024-07-01",0,"choice",3,1,5,[],["a"]])",
      R"(["a",-1,"2024-07-01",0,"choice",3,1,5,[],[]])"};
  for (const std::string& line : answers) {
    CAPTURE(line);
    CHECK(says(error_of({kHead, kQuestion, line}), "x.progress:3: this line"));
  }
  CHECK(error_of({kHead, kQuestion, kAnswer}).empty());
}

TEST_CASE("lines come in their order, and nothing comes twice") {
  CHECK(says(error_of({kHead, kQuestion, kQuestion}), "d/a stands there twice"));
  const std::string on_day = R"(["d","2024-07-01",1,0,5])";
  CHECK(says(error_of({kHead, on_day, on_day}), ":3: this line"));
  CHECK(says(error_of({kHead, on_day, kQuestion}), ":3: this line"));
  CHECK(says(error_of({kHead, kQuestion, kAnswer, on_day}), ":4: this line"));
  const std::string exam = R"(["e","r","p","Exam",1719828000000,5])";
  CHECK(error_of({kHead, exam}).empty());
  CHECK(says(error_of({kHead, exam, exam}), "an exam stands there twice"));
  CHECK(says(error_of({kHead, R"(["e","","p","Exam",1719828000000,5])"}), ":2: this"));
}

TEST_CASE("a file of totals holds no answers, and one without exams no exam") {
  std::string totals = kHead;
  totals.replace(totals.find("history"), 7, "totals");
  CHECK(says(error_of({totals, kQuestion, kAnswer}), ":3: this line"));
  std::string no_exams = kHead;
  no_exams.replace(no_exams.find("\"exams\":true"), 12, "\"exams\":false");
  CHECK(says(error_of({no_exams, R"(["e","r","p","Exam",1719828000000,5])"}),
             ":2: this line"));
}

TEST_CASE("a line that is too long is refused") {
  const std::string line = "[\"t\",\"" + std::string(kMostLineBytes, 'x') + "\"]";
  CHECK(says(error_of({kHead, line}), "x.progress:2: this line is longer"));
  // Whatever comes behind it, and without any end.
  CHECK(
      says(read_text(kHead + "\n" + std::string(3 * kMostLineBytes, 'x')).error().text(),
           "is longer"));
  const std::string fits = "[\"t\",\"" + std::string(kMostLineBytes - 8, 'x') + "\"]";
  CHECK(error_of({kHead, fits}).empty());
}

TEST_CASE("more text than a file may hold is refused") {
  std::vector<std::string> lines{kHead};
  const std::string line = "[\"t\",\"" + std::string(kMostLineBytes - 8, 'x') + "\"]";
  for (int i = 0; i < 65; ++i)
    lines.push_back(line);
  CHECK(says(error_of(lines), "more texts than"));
}

TEST_CASE("a reader that fails ends the reading with its reason") {
  const auto stop = [](const auto&) -> Result<void> { return fail("enough"); };
  const std::string text = text_of(a_hand_in());
  for (int which = 0; which < 6; ++which) {
    HandInReader reader;
    if (which == 0) reader.head = stop;
    if (which == 1) reader.question = stop;
    if (which == 2) reader.day = stop;
    if (which == 3) reader.answer = stop;
    if (which == 4) reader.exam = stop;
    if (which == 5) reader.text = stop;
    std::istringstream in(text);
    const auto read = read_hand_in(in, "x", reader);
    REQUIRE_FALSE(read);
    CHECK(read.error().what == "enough");
  }
  std::istringstream in(text);
  CHECK(read_hand_in(in, "x", {}));
}

TEST_CASE("texts of strangers are cleaned") {
  CHECK(clean_text("Ann") == "Ann");
  CHECK(clean_text("令和 é") == "令和 é");
  CHECK(clean_text("a\nb\tc") == "a b c");
  CHECK(clean_text("a\u202Eb\u2066c\u200Bd\u061Ce\uFEFF") == "abcde");
  CHECK(clean_text("a\u0085b\u007F") == "a b ");
  CHECK(clean_text("“a” – €") == "“a” – €");
  CHECK(clean_text("\U0001F468\u200D\U0001F467") == "\U0001F468\u200D\U0001F467");
  std::string head = kHead;
  head.replace(head.find("Ann"), 3, "An\\u202en\\u0007");
  const auto read = read_text(sealed({head}));
  REQUIRE(read);
  CHECK(read->head.name == "Ann ");
}

TEST_CASE("a file is read from the disk, and what is none is told so") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.progress";
  std::ofstream(file, std::ios::binary) << text_of(a_hand_in());
  std::string name;
  HandInReader reader;
  reader.head = [&](const HandInHead& head) {
    name = head.name;
    return Result<void>();
  };
  CHECK(read_hand_in(file, reader));
  CHECK(name == "Ann");
  CHECK(says(read_hand_in(folder.path() / "b", reader).error().text(), "no such file"));
  CHECK(says(read_hand_in(folder.path(), reader).error().text(), "this is no file"));
}

TEST_CASE(
    "the example that comes with the decks is read, and stands in its description") {
  const auto text_in = [](const char* name) {
    std::ifstream in(std::string(ATTACHE_SOURCE_DIR "/decks/") + name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const std::string example = text_in("examples/class.progress");
  const auto read = read_text(example);
  REQUIRE(read);
  CHECK(read->head.name == "Kestrel 412");
  CHECK(read->answers.size() == 3);
  CHECK(read->exams.size() == 1);
  CHECK(says(text_in("PROGRESS-FILES.md"), "```\n" + example + "```"));
}

TEST_CASE("property: whatever is written is read again") {
  CHECK(rc::check([] {
    HandIn all;
    all.head = a_head();
    const auto texts =
        *rc::gen::container<std::vector<std::string>>(5, rc::gen::string<std::string>());
    std::vector<std::string> clean;
    for (const std::string& text : texts) {
      std::string kept;
      for (const char c : text)
        if (c >= ' ' && c < 127) kept += c;
      clean.push_back(kept);
    }
    const auto count = *rc::gen::inRange<std::size_t>(1, 20);
    for (std::size_t i = 0; i < count; ++i) {
      HandInQuestion question = a_hand_in().questions[i % 2];
      question.id = "d/" + std::to_string(i);
      question.recall = *rc::gen::inRange(0, 1001) / 1000.0;
      question.strength_days = *rc::gen::inRange(0, 100'000) / 7.0;
      all.questions.push_back(question);
    }
    const auto answers = *rc::gen::inRange(0, 50);
    for (int i = 0; i < answers; ++i) {
      HandInAnswer answer = a_hand_in().answers[static_cast<std::size_t>(i % 2)];
      answer.question =
          static_cast<std::uint32_t>(*rc::gen::inRange<std::size_t>(0, count));
      answer.options = clean;
      answer.given = {clean[*rc::gen::inRange<std::size_t>(0, 5)]};
      answer.form = *rc::gen::element(Form::kChoice, Form::kTyped, Form::kOrder);
      all.answers.push_back(answer);
    }
    const auto read = read_text(text_of(all));
    return read && *read == all;
  }));
}

}  // namespace attache::classroom
