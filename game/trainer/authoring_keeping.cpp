// Opening, drafts, saving and publishing of a deck under the pen.

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "deckfile/read.h"
#include "deckfile/write.h"
#include "trainer/authoring_state.h"

namespace attache {

namespace {

namespace fs = std::filesystem;

bool is_newer(const fs::path& draft, const fs::path& file) {
  std::error_code failure;
  const auto drafted = fs::last_write_time(draft, failure);
  if (failure) return false;
  const auto written = fs::last_write_time(file, failure);
  return failure || drafted > written;
}

/// Questions of the same meaning of which the right answer reads otherwise.
bool has_other_answer(const QuestionChange& change) {
  return change.kind == ChangeKind::kReworded && change.before && change.after &&
         change.before->answer != change.after->answer;
}

int edition_after(const DeckHead& head, const Edition& published) {
  return head.edition > published.number ? head.edition : published.number + 1;
}

std::string first_error(const DocumentCheck& check) {
  for (const PlacedProblem& placed : check.problems)
    if (placed.problem.severity == Severity::kError) return placed.problem.text();
  return "it cannot be read";
}

/// The id of the fact or card that a question comes from.
std::string item_id_in(std::string_view question) {
  const std::size_t first = question.find('/');
  if (first == std::string_view::npos) return {};
  question.remove_prefix(first + 1);
  return std::string(question.substr(0, question.find('/')));
}

}  // namespace

const PublishedEdition& Authoring::State::published_edition() {
  if (published) return *published;
  // No record is kept: students have the file as it was opened.
  const DeckHead& head = as_opened->head();
  PublishedEdition edition{Edition{head.edition, {}}, head.edition};
  DocumentCheck of_opened = as_opened->check(file.string(), {});
  if (of_opened.deck) edition.edition = edition_of(DeckBook(*std::move(of_opened.deck)));
  published = std::move(edition);
  as_opened.reset();
  return *published;
}

void Authoring::State::recall_published(const std::optional<PublishedEdition>& record) {
  const auto edition = document.head().edition;
  published_kept = record && record->in_file == edition;
  if (published_kept) {
    published = record;
    as_opened.reset();
  } else if (!as_opened) {
    published = {Edition{0, {}}, edition};
  }
}

Result<std::unique_ptr<Authoring>> Authoring::open(const fs::path& file,
                                                   const fs::path& drafts,
                                                   const Clock& /*clock*/) {
  const Drafts kept(drafts, file);
  std::optional<KeptDraft> draft = kept.draft();
  std::error_code failure;
  const bool exists = fs::exists(file, failure);
  Result<std::string> text =
      exists || !draft ? deck_file_text(file) : Result<std::string>(std::string());
  if (!text) return text.unexpected();
  std::optional<std::uint64_t> number;
  if (exists) number = text_number(*text);
  const bool fits =
      draft && (draft->made_from == number || is_newer(kept.draft_file(), file));
  auto drafted = draft ? DeckDocument::read(draft->text, file.string())
                       : Result<DeckDocument>(fail("there is no draft"));
  const bool take_up = fits && drafted;
  if (draft && !take_up) kept.put_aside();
  auto opened = exists ? DeckDocument::read(*text, file.string())
                       : Result<DeckDocument>(fail("there is no such file"));
  if (!opened && !take_up) return opened.unexpected();

  auto state = std::make_unique<State>(opened ? *opened : *drafted, file, drafts);
  state->on_disk = take_up ? draft->made_from : number;
  if (!opened) state->saved_at.reset();
  if (opened) state->as_opened = *opened;
  state->recall_published(kept.published());
  if (take_up) {
    state->recovered = true;
    state->change("Recover draft", {},
                  [&](DeckDocument& document) { document = *std::move(drafted); });
    state->draft_revision = state->revision;
  }
  return std::unique_ptr<Authoring>(new Authoring(std::move(state)));
}

Result<std::unique_ptr<Authoring>> Authoring::create(const fs::path& file,
                                                     const DeckHead& head,
                                                     const fs::path& drafts,
                                                     const Clock& /*clock*/) {
  std::error_code failure;
  if (fs::exists(file, failure))
    return fail("there is a file of this name already", file.string(),
                "choose another name, or open that deck");
  Drafts(drafts, file).put_aside();
  auto state = std::make_unique<State>(DeckDocument::make(head), file, drafts);
  state->saved_at.reset();
  state->draft_revision = 0;
  state->published = {Edition{0, {}}, head.edition};
  return std::unique_ptr<Authoring>(new Authoring(std::move(state)));
}

bool Authoring::State::differs_on_disk() const {
  std::error_code failure;
  if (!fs::exists(file, failure)) return false;
  const auto text = deck_file_text(file);
  return text && text_number(*text) != on_disk;
}

bool Authoring::changed_on_disk() const {
  // Asked every second or so: the file is read only when it looks touched.
  State& state = *state_;
  std::error_code failure;
  const auto written = fs::last_write_time(state.file, failure);
  if (failure) return false;
  const auto size = fs::file_size(state.file, failure);
  if (failure) return false;
  const LookedAt now{written, size, state.on_disk};
  if (state.looked_at != now) {
    state.differed = state.differs_on_disk();
    state.looked_at = now;
  }
  return state.differed;
}

Result<void> Authoring::keep_draft() {
  State& state = *state_;
  if (state.draft_revision == state.revision) return {};
  if (!changed()) {
    state.drafts.remove();
  } else if (auto kept = state.drafts.keep({state.document.text(), state.on_disk});
             !kept) {
    return kept;
  }
  state.draft_revision = state.revision;
  return {};
}

void Authoring::discard() {
  state_->drafts.remove();
  state_->draft_revision = state_->revision;
}

Result<void> Authoring::save(bool anyway) {
  State& state = *state_;
  if (!anyway && state.differs_on_disk())
    return fail("another program has changed this file since it was opened",
                state.file.string(),
                "save anyway to write over it, or open it again to see what is new");
  // Before the file changes: what students have must not be forgotten.
  const int edition = head().edition;
  if (!state.published_kept || state.published_edition().in_file != edition) {
    PublishedEdition published = state.published_edition();
    published.in_file = edition;
    if (auto kept = state.drafts.keep_published(published); !kept) return kept;
    state.published = std::move(published);
    state.published_kept = true;
  }
  const std::string text = state.document.text();
  if (auto written = write_deck_text(text, state.file); !written) return written;
  state.on_disk = text_number(text);
  state.saved_at = state.done.size();
  state.may_merge = false;
  state.recovered = false;
  state.drafts.remove();
  state.draft_revision = state.revision;
  return {};
}

Result<Publication> Authoring::publication() {
  const DeckBook* now = book();
  if (now == nullptr)
    return fail("the deck has errors, the first is: " + first_error(state_->checked()),
                "", "mend them before you publish");
  const Edition& before = state_->published_edition().edition;
  Publication publication;
  publication.edition_before = before.number;
  publication.edition_after = edition_after(head(), before);
  publication.changes = changes_between(before, edition_of(*now));
  std::copy_if(publication.changes.begin(), publication.changes.end(),
               std::back_inserter(publication.answers_to_judge), has_other_answer);
  return publication;
}

Result<void> Authoring::publish(const std::vector<QuestionId>& new_meanings) {
  State& state = *state_;
  if (book() == nullptr)
    return fail("the deck has errors, the first is: " + first_error(state.checked()), "",
                "mend them before you publish");
  if (state.differs_on_disk())
    return fail("another program has changed this file since it was opened",
                state.file.string(),
                "save anyway to write over it, or open it again to see what is new");
  const bool raised = state.change("Publish", {}, [&](DeckDocument& document) {
    std::set<std::string> seen;
    for (const QuestionId& question : new_meanings) {
      const std::string id = item_id_in(question);
      const auto at = find_id(id);
      // A fact's two questions share their meaning.
      if (!at || !seen.insert(id).second) continue;
      DeckItem item = document.parts()[*at]->item;
      if (auto* fact = std::get_if<Fact>(&item)) ++fact->meaning;
      if (auto* card = std::get_if<Card>(&item)) ++card->meaning;
      state.put(document, *at, std::move(item));
    }
    DeckHead head = document.head();
    head.edition = edition_after(head, state.published_edition().edition);
    document.set_head(head);
  });
  const auto take_back = [&] {
    if (!raised) return;
    undo();
    state.undone.pop_back();
  };
  const DeckBook* now = book();
  if (now == nullptr) {
    take_back();
    return fail("the deck cannot be published", state.file.string());
  }
  PublishedEdition published{edition_of(*now), head().edition};
  if (auto saved = save(); !saved) {
    take_back();
    return saved;
  }
  state.published = std::move(published);
  return state.drafts.keep_published(*state.published);
}

Result<std::string> formatted_deck_text(std::string_view xml, std::string_view name) {
  return formatted_deck(xml, name);
}

Result<bool> format_deck_file(const fs::path& file, bool only_check) {
  const auto text = deck_file_text(file);
  if (!text) return text.unexpected();
  auto formatted = formatted_deck(*text, file.string());
  if (!formatted) return formatted.unexpected();
  if (*formatted == *text) return false;
  if (only_check) return true;
  if (auto written = write_deck_text(*formatted, file); !written)
    return written.unexpected();
  return true;
}

namespace {

Result<DeckBook> book_in(const fs::path& file) {
  ReadDeck read = read_deck(file);
  if (read.deck) return DeckBook(*std::move(read.deck), file.parent_path());
  for (const Problem& problem : read.problems)
    if (problem.severity == Severity::kError)
      return fail("the deck has errors, the first is: " + problem.text(), "",
                  "attache check lists all of them");
  return fail("the deck cannot be read", file.string());
}

}  // namespace

Result<DeckDifference> difference_between(const fs::path& before, const fs::path& now) {
  const auto old = book_in(before);
  if (!old) return old.unexpected();
  const auto fresh = book_in(now);
  if (!fresh) return fresh.unexpected();
  const Edition old_edition = edition_of(*old);
  const Edition new_edition = edition_of(*fresh);
  return DeckDifference{fresh->deck().title, old_edition.number, new_edition.number,
                        changes_between(old_edition, new_edition)};
}

}  // namespace attache
