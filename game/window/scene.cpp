#include "window/scene.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <numeric>
#include <span>
#include <vector>

#include "base/text.h"
#include "window/browser_scene.h"
#include "window/class_scene.h"
#include "window/deck_scene.h"
#include "window/editor_scene.h"
#include "window/exams_scene.h"
#include "window/progress_scene.h"
#include "window/settings_scene.h"

namespace attache::window {

namespace {

constexpr std::array<std::string_view, 9> kStudyScenes{"study", "answer",  "nearly",
                                                       "wrong", "summary", "passage",
                                                       "note",  "info",    "waiting"};

constexpr std::array<std::string_view, 6> kOtherScenes{"home",     "empty", "done",
                                                       "settings", "keys",  "failure"};

constexpr std::array<std::string_view, 11> kQuizScenes{
    "quiz",        "quiz-exam", "exam",       "exam-list", "exam-late",    "exam-hand-in",
    "exam-report", "match",     "match-done", "timeline",  "timeline-done"};

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

std::vector<QuestionId> questions_with(const Trainer& trainer,
                                       const std::optional<Form>& form) {
  std::vector<QuestionId> found;
  for (const DeckBook& book : trainer.decks())
    for (const Question& question : book.questions())
      if (!form || std::find(question.forms.begin(), question.forms.end(), *form) !=
                       question.forms.end())
        found.push_back(question.id);
  return found;
}

void right_texts(const Prompt& prompt, Response& response) {
  if (prompt.cloze)
    for (const Blank& blank : prompt.cloze->blanks)
      response.texts.push_back(blank.accepted.front());
  else if (prompt.form == Form::kSet)
    for (const std::vector<std::string>& one : prompt.wanted)
      response.texts.push_back(one.front());
  else if (prompt.form == Form::kTyped && !prompt.accepted.empty())
    response.texts.push_back(prompt.accepted.front());
  else if (prompt.number || prompt.date)
    response.texts.push_back(prompt.answer);
}

/// Walks on through the practice until a question is put in the wanted form.
void find_form(Trainer& trainer, const std::optional<Form>& form) {
  const Asked* asked = trainer.asked();
  for (int i = 0; i < 500 && asked != nullptr && form && asked->prompt.form != *form;
       ++i) {
    trainer.reveal();
    // What was answered again comes once more, in another form.
    if (!trainer.rate(Rating::kAgain)) return;
    asked = trainer.asked();
  }
}

void answer_some(Trainer& trainer) {
  for (int i = 0; trainer.asked() != nullptr; ++i) {
    const Prompt& prompt = trainer.asked()->prompt;
    trainer.reveal(i % 3 == 2 ? wrong_response(prompt) : right_response(prompt));
    if (!trainer.rate(i % 3 == 2 ? Rating::kAgain : Rating::kGood)) return;
  }
}

}  // namespace

Response right_response(const Prompt& prompt) {
  Response response;
  right_texts(prompt, response);
  for (std::size_t i = 0; i < prompt.options.size(); ++i)
    if (prompt.options[i].right) response.chosen.push_back(i);
  if (prompt.form == Form::kOrder || prompt.form == Form::kMatch)
    response.chosen = prompt.key;
  return response;
}

Response wrong_response(const Prompt& prompt) {
  Response response = right_response(prompt);
  if (!response.texts.empty()) response.texts.back() = "Something else";
  if (!response.texts.empty() && prompt.number) response.texts.front() = "7";
  if (!prompt.options.empty()) {
    response.chosen.clear();
    for (std::size_t i = 0; i < prompt.options.size() && response.chosen.empty(); ++i)
      if (!prompt.options[i].right) response.chosen.push_back(i);
  }
  if (prompt.form == Form::kOrder || prompt.form == Form::kMatch)
    std::rotate(response.chosen.begin(), response.chosen.begin() + 1,
                response.chosen.end());
  return response;
}

bool Scene::quizzes() const {
  return std::find(kQuizScenes.begin(), kQuizScenes.end(), base) != kQuizScenes.end();
}

bool Scene::studies() const {
  return std::find(kStudyScenes.begin(), kStudyScenes.end(), base) != kStudyScenes.end();
}

namespace {

using Parts = std::span<const std::string_view>;

bool is_in(Parts all, std::string_view name) {
  return std::find(all.begin(), all.end(), name) != all.end();
}

/// A screen that is shown as a whole or in parts: "exams", "exams.plan".
Result<Scene> scene_in_parts(Scene scene, std::string_view name, Parts parts) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return scene;
  scene.part = name.substr(dot + 1);
  if (is_in(parts, scene.part)) return scene;
  // The whole may stand among its parts, without a name.
  const Parts named = parts.front().empty() ? parts.subspan(1) : parts;
  return fail(fmt::format("there is no screen {}", name), "",
              fmt::format("give {0}, or {0}. and one of {1}", scene.base,
                          fmt::join(named, ", ")));
}

/// Any but those that `scene_in_parts` knows.
bool is_known(const Scene& scene) {
  return scene.studies() || looks_into_decks(scene) || scene.quizzes() ||
         is_in(kOtherScenes, scene.base);
}

}  // namespace

Result<Scene> scene_named(std::string_view name) {
  const std::size_t dot = name.find('.');
  Scene scene{std::string(name.substr(0, dot)), std::nullopt};
  if (shows_exams(scene)) return scene_in_parts(scene, name, exam_scene_parts());
  if (edits(scene)) return scene_in_parts(scene, name, editor_scene_parts());
  if (exchanges(scene))
    return scene_in_parts(scene, name, exchange_scene_parts(scene.base));
  if (shows_class(scene)) return scene_in_parts(scene, name, class_scene_parts());
  if (shows_progress(scene))
    return scene_in_parts(scene, name, progress_scene_parts(scene.base));
  if (dot != std::string_view::npos &&
      is_in(settings_scene_parts(scene.base), name.substr(dot + 1))) {
    scene.part = name.substr(dot + 1);
    return scene;
  }
  if (!is_known(scene))
    return fail(fmt::format("there is no screen {}", scene.base), "",
                fmt::format("give one of {}, exams, editor, browse, import, export, "
                            "progress, handin, class, {}, {}, {}",
                            fmt::join(kOtherScenes, ", "), fmt::join(deck_scenes(), ", "),
                            fmt::join(kStudyScenes, ", "), fmt::join(kQuizScenes, ", ")));
  if (dot == std::string_view::npos) return scene;
  scene.form = form_named(name.substr(dot + 1));
  if (!scene.form)
    return fail(fmt::format("there is no form {}", name.substr(dot + 1)), "",
                "name a kind of card, as in answer.typed");
  return scene;
}

Response near_response(const Prompt& prompt) {
  constexpr std::size_t kLongEnough = 6;
  Response response = right_response(prompt);
  for (std::string& text : response.texts) {
    std::u32string letters = code_points(text);
    std::size_t begin = 0, longest = 0, at = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      if (!is_letter_or_digit(letters[i])) begin = i + 1;
      if (i + 1 - begin <= longest || is_digit(letters[i])) continue;
      longest = i + 1 - begin;
      at = begin + longest / 2;
    }
    if (longest >= kLongEnough) text = to_utf8(letters.erase(at, 1));
  }
  return response;
}

namespace {

/// Walks on through the practice until an answer with a slip is nearly right.
void find_near_miss(Trainer& trainer, Form form) {
  for (int i = 0; i < 500; ++i) {
    find_form(trainer, form);
    if (trainer.asked() == nullptr) return;
    trainer.reveal(near_response(trainer.asked()->prompt));
    const Asked* asked = trainer.asked();
    if (asked->marked && asked->marked->verdict == Verdict::kNearly) return;
    if (!trainer.rate(Rating::kAgain)) return;
  }
}

}  // namespace

void prepare_scene(Shell& shell, StudyScreen& study, const Scene& scene) {
  Trainer& trainer = shell.trainer;
  if (scene.base == "study" && !scene.form) {
    if (study.begin(shell, "")) return;
  }
  const bool nearly = scene.base == "nearly";
  const std::optional<Form> form =
      nearly ? scene.form.value_or(Form::kTyped) : scene.form;
  std::vector<QuestionId> questions = questions_with(trainer, form);
  if (scene.base == "summary" && questions.size() > 12) questions.resize(12);
  if (!study.practise(shell, questions)) return;
  if (scene.base == "summary") {
    answer_some(trainer);
    if (scene.part == "used") study.show_minutes_end(waiting_in_pictures());
    return;
  }
  if (nearly) {
    find_near_miss(trainer, *form);
    return;
  }
  find_form(trainer, form);
  if (trainer.asked() == nullptr) return;
  const Prompt& prompt = trainer.asked()->prompt;
  if (scene.base == "answer" || scene.base == "passage")
    trainer.reveal(right_response(prompt));
  if (scene.base == "wrong") trainer.reveal(wrong_response(prompt));
  if (scene.base == "waiting")
    study.show_waiting(trainer.now() + std::chrono::minutes(3));
  if (scene.base == "passage") study.open_passage();
  if (scene.base == "note") study.open_note(trainer);
  if (scene.base == "info") study.open_info();
}

}  // namespace attache::window
