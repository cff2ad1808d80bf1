#include "trainer/new_deck.h"

#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "cards/deck.h"
#include "deckfile/read.h"
#include "deckfile/write.h"
#include "exchange/imported.h"

namespace attache {

namespace {

/// "my_first-deck" → "My first deck".
std::string title_from(std::string name) {
  for (char& c : name)
    if (c == '-' || c == '_') c = ' ';
  return with_capital(one_line(name));
}

/// An example of each part, small enough to be changed into one's own.
void add_examples(Deck& deck) {
  deck.as_of = PartialDate::parse("1945");
  deck.sources.push_back({"charter", "Charter of the United Nations", "United Nations",
                          "", PartialDate::parse("1945-06-26"),
                          "https://www.un.org/en/about-us/un-charter"});
  deck.topics.push_back({"organs", "Organs of the United Nations", "", {}});
  deck.passages.push_back(
      {"p-organs", "charter", "Article 7", "organs",
       "The Charter sets up several main organs. The General Assembly "
       "and the Security Council meet in New York, the International "
       "Court of Justice sits in The Hague."});
  const auto entity = [&](std::string id, std::string type, std::string article,
                          std::string name) {
    Entity made;
    made.id = std::move(id);
    made.type = std::move(type);
    made.article = std::move(article);
    made.name = std::move(name);
    deck.entities.push_back(std::move(made));
  };
  entity("icj", "organ", "the", "International Court of Justice");
  entity("security-council", "organ", "the", "Security Council");
  entity("the-hague", "city", "", "The Hague");
  entity("new-york", "city", "", "New York");
  Relation seat;
  seat.id = "seat";
  seat.wording.says = "{subject} meets in {object}.";
  seat.wording.asks_object = "In which city does {subject} meet?";
  deck.relations.push_back(std::move(seat));
  const auto fact = [&](std::string id, std::string subject, std::string object) {
    Fact made;
    made.id = std::move(id);
    made.relation = "seat";
    made.subject = std::move(subject);
    made.objects = {EntityRef{std::move(object)}};
    made.topic = "organs";
    made.passage = "p-organs";
    deck.facts.push_back(std::move(made));
  };
  fact("icj-seat", "icj", "the-hague");
  fact("security-council-seat", "security-council", "new-york");
  Card card;
  card.id = "why-a-court";
  card.topic = "organs";
  card.ask = "What is the International Court of Justice for?";
  card.body = RecallCard{"It settles legal disputes between states."};
  deck.cards.push_back(std::move(card));
}

}  // namespace

Result<std::string> new_deck_text(const NewDeck& wish,
                                  const std::filesystem::path& file) {
  const std::string name = file == "-" ? "new-deck" : file.stem().string();
  Deck deck;
  deck.id = wish.id.empty() ? exchange::id_from(name) : wish.id;
  deck.title = wish.title.empty() ? title_from(name) : wish.title;
  deck.lang = wish.lang;
  if (!wish.bare) add_examples(deck);
  std::string text = deck_xml(deck);
  for (const Problem& problem : read_deck_text(text, file.filename().string()).problems)
    if (problem.severity == Severity::kError)
      return fail("a deck cannot be made like this: " + problem.what, "", problem.remedy);
  return text;
}

Result<void> write_new_deck(const NewDeck& wish, const std::filesystem::path& file) {
  std::error_code failure;
  if (std::filesystem::exists(std::filesystem::symlink_status(file, failure)))
    return fail("there is a file already", file.string(), "choose another name");
  const auto text = new_deck_text(wish, file);
  if (!text) return text.unexpected();
  // Never over a file that came meanwhile.
  std::FILE* out = std::fopen(file.c_str(), "wxb");
  if (out == nullptr)
    return fail(fmt::format("the file cannot be made ({})",
                            std::generic_category().message(errno)),
                file.string(), "check that its folder exists and can be written");
  const bool whole = std::fwrite(text->data(), 1, text->size(), out) == text->size();
  const bool closed = std::fclose(out) == 0;
  if (whole && closed) return {};
  std::filesystem::remove(file, failure);
  return fail("the file cannot be written", file.string(),
              "check that the disk is not full");
}

}  // namespace attache
