// Bringing in other programs' files: what is said first, and what is done.

#include "trainer/importing.h"

#include <fstream>

#include "for_tests.h"

using namespace attache;

namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A room in which the learner's own folder of decks is the one that is read.
struct OwnRoom {
  Room room;
  [[nodiscard]] TrainerSetup setup() const {
    TrainerSetup made = room.setup();
    made.deck_paths = {made.data_folder / "decks"};
    return made;
  }
  [[nodiscard]] std::unique_ptr<Trainer> open() const {
    auto trainer = Trainer::open(setup());
    REQUIRE(trainer);
    return *std::move(trainer);
  }
  [[nodiscard]] std::filesystem::path deck(const std::string& id) const {
    return room.data() / "decks" / (id + ".xml");
  }
};

ImportRequest table(const std::string& text) {
  ImportRequest request;
  request.text = text;
  request.name = "capitals";
  request.format = "table";
  return request;
}

ImportPlan planned(const Trainer& trainer, const ImportRequest& request) {
  auto plan = plan_import(request, trainer.import_ground());
  if (!plan) FAIL(plan.error().text());
  return *std::move(plan);
}

void import(Trainer& trainer, const ImportRequest& request) {
  const ImportPlan plan = planned(trainer, request);
  const auto done = trainer.carry_out_import(plan, request);
  if (!done) FAIL(done.error().text());
}

}  // namespace

TEST_CASE("Planning an import writes nothing, carrying it out makes a deck to study") {
  const OwnRoom own;
  const auto trainer = own.open();
  const ImportRequest request = table("Japan\tTokyo\nFrance\tParis\n");
  const ImportPlan plan = planned(*trainer, request);
  REQUIRE(plan.decks.size() == 1);
  CHECK(plan.decks.front().added == 2);
  CHECK_FALSE(plan.decks.front().exists);
  CHECK(plan.decks.front().lines.front().label.find("Japan") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(own.deck(plan.decks.front().id)));
  const auto done = trainer->carry_out_import(plan, request);
  REQUIRE(done);
  CHECK(done->added == 2);
  REQUIRE(trainer->decks().size() == 1);
  CHECK(trainer->decks().front().questions().size() == 2);
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->asked() != nullptr);
}

TEST_CASE("Importing again brings up to date, and keeps what the author added") {
  const OwnRoom own;
  const auto trainer = own.open();
  import(*trainer, table("#guid column:1\na1\tJapan\tTokyo\nb1\tFrance\tParis\n"));
  const std::string id = trainer->decks().front().deck().id;
  const Card first = trainer->decks().front().deck().cards.front();
  // The author puts a comment and a card of her own into the file.
  std::string text = content_of(own.deck(id));
  const std::string mine =
      "  <!-- mine -->\n  <card id=\"own\" kind=\"recall\"><ask>Own?</ask>"
      "<answer>Yes.</answer></card>\n";
  text.insert(text.rfind("</deck>"), mine);
  write_file(own.deck(id), text);
  REQUIRE(trainer->reload_decks());

  const ImportRequest again =
      table("#guid column:1\na1\tJapan\tTōkyō\nc1\tItaly\tRome\n");
  const ImportPlan plan = planned(*trainer, again);
  const ImportDeckPlan& deck = plan.decks.front();
  CHECK(deck.exists);
  CHECK(deck.added == 1);
  CHECK(deck.changed == 1);
  CHECK(deck.only_here == 2);
  REQUIRE(trainer->carry_out_import(plan, again));
  const Deck& now = trainer->decks().front().deck();
  CHECK(now.cards.size() == 4);
  CHECK(now.edition == 2);
  CHECK(content_of(own.deck(id)).find("<!-- mine -->") != std::string::npos);
  CHECK(now.cards.front().id == first.id);
  CHECK(std::get<RecallCard>(now.cards.front().body).answer == "Tōkyō");
}

TEST_CASE("What the author mended stays, unless the source changed as well") {
  const OwnRoom own;
  const auto trainer = own.open();
  import(*trainer, table("#guid column:1\na1\tJapan\tTokio\nb1\tFrance\tParis\n"));
  const std::string id = trainer->decks().front().deck().id;
  std::string text = content_of(own.deck(id));
  for (const auto& [from, to] : {std::pair{"Tokio", "Tokyo"}, {"Paris", "Paris (city)"}})
    text.replace(text.find(from), std::string(from).size(), to);
  write_file(own.deck(id), text);
  REQUIRE(trainer->reload_decks());
  import(*trainer, table("#guid column:1\na1\tJapan\tTokio\nb1\tFrance\tPARIS\n"));
  const Deck& now = trainer->decks().front().deck();
  CHECK(std::get<RecallCard>(now.cards[0].body).answer == "Tokyo");
  CHECK(std::get<RecallCard>(now.cards[1].body).answer == "PARIS");
}

TEST_CASE("The same file once more changes nothing") {
  const OwnRoom own;
  const auto trainer = own.open();
  const ImportRequest request = table("Japan\tTokyo\nFrance\tParis\n");
  import(*trainer, request);
  const std::string id = trainer->decks().front().deck().id;
  const std::string before = content_of(own.deck(id));
  const ImportPlan plan = planned(*trainer, request);
  CHECK(plan.decks.front().same == 2);
  CHECK(plan.decks.front().lines.empty());
  REQUIRE(trainer->carry_out_import(plan, request));
  CHECK(content_of(own.deck(id)) == before);
}

TEST_CASE("What cannot be imported says why, and how to go on") {
  const OwnRoom own;
  const auto trainer = own.open();
  const ImportGround ground = trainer->import_ground();
  ImportRequest request;
  request.file = own.room.data() / "none.apkg";
  CHECK(plan_import(request, ground).error().what == "the file cannot be read");
  request = table("one column\n");
  request.format = "gifts";
  CHECK(plan_import(request, ground).error().what == "there is no format gifts");
  request = table("a\tb\n");
  request.table = TableReading{'\t', false, false, {"question", "reply"}};
  CHECK(plan_import(request, ground).error().what == "a column cannot be “reply”");
  request.text = "\x01\x02\x03";
  request.format.reset();
  CHECK_FALSE(plan_import(request, ground));
}

TEST_CASE("A deck that lies elsewhere is not written over; another id helps") {
  const OwnRoom own;
  own.room.write(DeckText("capitals").recall("a"));
  TrainerSetup setup = own.setup();
  setup.deck_paths.push_back(own.room.decks());
  auto trainer = Trainer::open(setup);
  REQUIRE(trainer);
  ImportRequest request = table("Japan\tTokyo\n");
  const auto refused = plan_import(request, (*trainer)->import_ground());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().remedy == "import it under another id");
  request.deck_id = "my-capitals";
  import(**trainer, request);
  CHECK((*trainer)->decks().size() == 2);
}

TEST_CASE("A deck changed since the import was looked at is left alone") {
  const OwnRoom own;
  const auto trainer = own.open();
  import(*trainer, table("#guid column:1\na1\tJapan\tTokyo\n"));
  const std::string id = trainer->decks().front().deck().id;
  const ImportRequest again = table("#guid column:1\na1\tJapan\tTōkyō\n");
  const ImportPlan plan = planned(*trainer, again);
  std::string text = content_of(own.deck(id));
  text += "<!-- later -->\n";
  write_file(own.deck(id), text);
  const auto done = trainer->carry_out_import(plan, again);
  REQUIRE_FALSE(done);
  CHECK(done.error().what.find("changed while the import was looked at") !=
        std::string::npos);
  CHECK(content_of(own.deck(id)) == text);
}

TEST_CASE("A deck of our own format comes with its pictures, and goes by its ids") {
  const OwnRoom own;
  const auto trainer = own.open();
  ImportRequest request;
  request.file = std::filesystem::path(ATTACHE_SOURCE_DIR) / "decks/examples/facts.xml";
  const ImportPlan plan = planned(*trainer, request);
  CHECK(plan.format == "Attaché deck");
  REQUIRE(trainer->carry_out_import(plan, request));
  CHECK_FALSE(trainer->decks().front().questions().empty());
}

TEST_CASE("An import that is stopped leaves everything as it was") {
  const OwnRoom own;
  const auto trainer = own.open();
  const ImportRequest request = table("Japan\tTokyo\n");
  const auto stopped = plan_import(request, trainer->import_ground(),
                                   [](double share) { return share < 0.5; });
  CHECK_FALSE(stopped);
  CHECK(trainer->decks().empty());
}
