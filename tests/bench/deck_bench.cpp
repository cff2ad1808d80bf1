// Reading a deck (XML, all checks, the model) against TinyXML2 parsing the same text, and
// the same large deck under the pen.

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <unistd.h>

#include <tinyxml2.h>

#include "deckfile/document.h"
#include "deckfile/read.h"
#include "trainer/authoring.h"

namespace {

using namespace attache;

std::string first_deck() {
  std::ifstream in(ATTACHE_SOURCE_DIR "/decks/japan-us-2plus2-2024.xml");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// A deck of many facts about as many entities.
std::string large_deck(int facts) {
  std::ostringstream out;
  out << R"(<deck format="1" id="large" edition="1" lang="en"><title>Large</title>)"
         R"(<relation id="r"><says>{subject} leads {object}.</says><asks for="object">Whom does {subject} lead?</asks></relation>)";
  for (int i = 0; i <= facts; ++i)
    out << "<entity id=\"e" << i << "\" type=\"t\"><name>Name " << i
        << "</name></entity>\n";
  for (int i = 0; i < facts; ++i)
    out << "<fact id=\"f" << i << "\" relation=\"r\" subject=\"e" << i << "\" object=\"e"
        << i + 1 << "\"/>\n";
  out << "</deck>";
  return out.str();
}

void parse_bare(benchmark::State& state, const std::string& text) {
  for (auto _ : state) {
    tinyxml2::XMLDocument document;
    benchmark::DoNotOptimize(document.Parse(text.data(), text.size()));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void read_whole(benchmark::State& state, const std::string& text) {
  for (auto _ : state) {
    const ReadDeck read = read_deck_text(text, "deck.xml");
    if (!read.deck) state.SkipWithError("the deck was refused");
    benchmark::DoNotOptimize(read);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void tinyxml2_parses_first_deck(benchmark::State& state) {
  parse_bare(state, first_deck());
}
void attache_reads_first_deck(benchmark::State& state) {
  read_whole(state, first_deck());
}
void tinyxml2_parses_50000_facts(benchmark::State& state) {
  parse_bare(state, large_deck(50'000));
}
void attache_reads_50000_facts(benchmark::State& state) {
  read_whole(state, large_deck(50'000));
}

void opening_50000_facts_for_writing(benchmark::State& state) {
  const std::string text = large_deck(50'000);
  for (auto _ : state) {
    const auto document = DeckDocument::read(text, "deck.xml");
    if (!document) state.SkipWithError("the deck was refused");
    benchmark::DoNotOptimize(document);
  }
}

class NoClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return Instant{}; }
};

/// The large deck open in the editor; its folder goes at the end.
class Desk {
 public:
  Desk() {
    std::string name =
        (std::filesystem::temp_directory_path() / "attache-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    folder_ = name;
    std::ofstream(folder_ / "large.xml") << large_deck(50'000);
    auto opened = Authoring::open(folder_ / "large.xml", folder_ / "drafts", clock_);
    if (!opened) std::abort();
    deck_ = *std::move(opened);
  }
  ~Desk() {
    deck_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  Desk(Desk&&) = delete;
  Desk& operator=(Desk&&) = delete;
  [[nodiscard]] Authoring& deck() const { return *deck_; }

  /// As while the name of an entity is typed.
  void type() {
    const std::size_t at = deck_->find_id("e777").value();
    auto entity = std::get<Entity>(deck_->item(at));
    entity.name += 'x';
    deck_->set(at, std::move(entity), "name");
  }

 private:
  std::filesystem::path folder_;
  NoClock clock_;
  std::unique_ptr<Authoring> deck_;
};

void one_edit_of_50000_facts(benchmark::State& state) {
  Desk desk;
  for (auto _ : state)
    desk.type();
}
void one_edit_and_its_remarks(benchmark::State& state) {
  Desk desk;
  for (auto _ : state) {
    desk.type();
    benchmark::DoNotOptimize(desk.deck().remarks(false).size());
  }
}
void one_edit_its_remarks_and_advice(benchmark::State& state) {
  Desk desk;
  for (auto _ : state) {
    desk.type();
    benchmark::DoNotOptimize(desk.deck().remarks(true).size());
  }
}
void writing_50000_facts(benchmark::State& state) {
  const Desk desk;
  for (auto _ : state)
    benchmark::DoNotOptimize(desk.deck().text());
}

BENCHMARK(tinyxml2_parses_first_deck)->Unit(benchmark::kMicrosecond);
BENCHMARK(attache_reads_first_deck)->Unit(benchmark::kMicrosecond);
BENCHMARK(tinyxml2_parses_50000_facts)->Unit(benchmark::kMillisecond);
BENCHMARK(attache_reads_50000_facts)->Unit(benchmark::kMillisecond);
BENCHMARK(opening_50000_facts_for_writing)->Unit(benchmark::kMillisecond);
BENCHMARK(one_edit_of_50000_facts)->Unit(benchmark::kMicrosecond);
BENCHMARK(one_edit_and_its_remarks)->Unit(benchmark::kMillisecond);
BENCHMARK(one_edit_its_remarks_and_advice)->Unit(benchmark::kMillisecond);
BENCHMARK(writing_50000_facts)->Unit(benchmark::kMillisecond);

}  // namespace
