// Reading a deck (XML, all checks, the model) against TinyXML2 parsing the same text.

#include <benchmark/benchmark.h>
#include <fstream>
#include <sstream>
#include <string>

#include <tinyxml2.h>

#include "deckfile/read.h"

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

BENCHMARK(tinyxml2_parses_first_deck)->Unit(benchmark::kMicrosecond);
BENCHMARK(attache_reads_first_deck)->Unit(benchmark::kMicrosecond);
BENCHMARK(tinyxml2_parses_50000_facts)->Unit(benchmark::kMillisecond);
BENCHMARK(attache_reads_50000_facts)->Unit(benchmark::kMillisecond);

}  // namespace
