#include "window/app.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <sstream>

#include "trainer/deck_watch.h"
#include "window/browser.h"
#include "window/browser_scene.h"
#include "window/class.h"
#include "window/class_scene.h"
#include "window/day_words.h"
#include "window/deck_scene.h"
#include "window/decks.h"
#include "window/editor.h"
#include "window/editor_scene.h"
#include "window/exams.h"
#include "window/exams_scene.h"
#include "window/export.h"
#include "window/hand_in.h"
#include "window/home.h"
#include "window/import.h"
#include "window/keys_overlay.h"
#include "window/platform.h"
#include "window/progress.h"
#include "window/progress_files.h"
#include "window/progress_scene.h"
#include "window/quiz.h"
#include "window/quiz_scene.h"
#include "window/round_file.h"
#include "window/scene.h"
#include "window/settings_scene.h"
#include "window/settings_screen.h"
#include "window/study.h"
#include "window/top_bar.h"

namespace attache::window {

namespace {

constexpr std::string_view kPlaceKey = "window.place";

std::string place_text(const WindowPlace& place) {
  return fmt::format("{} {} {} {}", place.x, place.y, place.width, place.height);
}

WindowPlace place_from(const std::optional<std::string>& text) {
  WindowPlace place;
  if (!text) return place;
  std::istringstream words(*text);
  WindowPlace read;
  if (words >> read.x >> read.y >> read.width >> read.height && read.width >= 640 &&
      read.height >= 480)
    place = read;
  return place;
}

/// Screens on which one goes on after looking at a question elsewhere.
bool leads_back(ScreenName screen) {
  return screen == ScreenName::kClass || screen == ScreenName::kProgress;
}

class App {
 public:
  App(Trainer& trainer, const WindowOptions& options, Platform& platform)
      : trainer_(trainer),
        options_(options),
        platform_(platform),
        ui_(typesetter_),
        shell_{trainer, ui_},
        outlooks_([&platform] { platform.wake(); }),
        settings_([&platform] { platform.wake(); }),
        import_([&platform] { platform.wake(); }),
        class_([&platform] { platform.wake(); }),
        decks_revision_(trainer.decks_revision()) {
    system_dark_ = desktop_is_dark();
    // Of a folder that is not there nothing can be told.
    if (!options.picture) static_cast<void>(trainer.own_decks_folder().has_value());
    watch_.emplace(trainer.import_ground().deck_paths);
    platform.watch(watch_->descriptor());
  }

  FrameOutcome frame();
  FrameOutcome carrying_frame();
  void show(const Scene& scene);

 private:
  [[nodiscard]] Theme theme() const;
  void screen(const Rect& area);
  void home(const Rect& area);
  float error_banner(const Rect& area);
  void carry_out(const Order& order);
  bool asks_before(const Order& order);
  void go(ScreenName screen);
  void change_text(int percent);
  void toggle_theme();
  void study(const std::string& deck);
  void study_exam(const ShownExam& exam);
  void practise_deck(const std::string& deck);
  void practise(const std::vector<QuestionId>& questions);
  void import(const Rect& area);
  void follow_wishes();
  void keep_picture(const PictureWish& wish);
  void follow_decks();
  void show_sitting(ScreenName from, bool quiz);
  void show_toast();

  Trainer& trainer_;
  const WindowOptions& options_;
  Platform& platform_;
  Typesetter typesetter_;
  Ui ui_;
  Shell shell_;
  ScreenName current_ = ScreenName::kHome;
  HomeScreen home_;
  StudyScreen study_;
  QuizScreen quiz_;
  ExamOutlooks outlooks_;
  ExamsScreen exams_;
  DecksScreen decks_;
  EditorScreen editor_;
  SettingsScreen settings_;
  BrowserScreen browser_;
  ImportScreen import_;
  ExportScreen export_;
  ProgressScreen progress_;
  HandInScreen hand_in_;
  ClassScreen class_;
  std::optional<Theme> last_theme_;
  std::optional<DeckWatch> watch_;
  std::uint64_t decks_revision_;
  KeysOverlay keys_;
  bool system_dark_ = false;
  bool quit_ = false;
};

Theme App::theme() const {
  const Settings& settings = trainer_.settings();
  const ThemeChoice choice = settings.theme;
  const bool dark =
      choice == ThemeChoice::kDark || (choice == ThemeChoice::kSystem && system_dark_);
  return {dark, settings.text_percent};
}

void App::change_text(int percent) {
  Settings settings = trainer_.settings();
  settings.text_percent = std::clamp(percent, 100, 200);
  shell_.report(trainer_.change_settings(settings));
}

void App::toggle_theme() {
  Settings settings = trainer_.settings();
  settings.theme = ui_.theme().dark() ? ThemeChoice::kLight : ThemeChoice::kDark;
  shell_.report(trainer_.change_settings(settings));
}

void App::go(ScreenName screen) {
  if (current_ == ScreenName::kEditor && screen != ScreenName::kEditor)
    editor_.leave(shell_);
  if (screen == ScreenName::kHome) home_.refresh();
  if (screen == ScreenName::kQuiz) quiz_.refresh();
  if (screen == ScreenName::kExams) exams_.refresh();
  // Nobody waits for it any more.
  if (screen != ScreenName::kExams) outlooks_.cancel();
  if (screen != ScreenName::kSettings) settings_.leave();
  if (screen == ScreenName::kBrowse) browser_.refresh();
  if (screen == ScreenName::kImport) import_.refresh();
  if (screen != ScreenName::kImport) import_.leave();
  if (screen == ScreenName::kProgress) progress_.refresh();
  if (screen == ScreenName::kHandIn) hand_in_.refresh();
  if (screen == ScreenName::kClass) class_.refresh();
  current_ = screen;
  ui_.focus().clear();
}

void App::study(const std::string& deck) {
  if (study_.begin(shell_, deck))
    go(ScreenName::kStudy);
  else
    home_.refresh();
}

/// Studies for an exam; a sitting for it that runs already goes on. On the way back its
/// page shows.
void App::study_exam(const ShownExam& exam) {
  const bool goes_on = trainer_.sitting() && study_.exam() == exam.exam.id;
  if (!goes_on) {
    std::optional<ExamPlan> plan = outlooks_.plan_of(exam);
    outlooks_.cancel();
    if (!shell_.report(trainer_.begin_exam_sitting(exam.exam.id, std::move(plan))))
      return;
    study_.show_exam(shell_, exam, outlooks_);
  }
  exams_.open(exam.exam.id);
  go(ScreenName::kStudy);
}

/// Shows a sitting that another screen has begun.
void App::show_sitting(ScreenName from, bool quiz) {
  study_.show_begun(shell_, from, quiz);
  go(ScreenName::kStudy);
}

/// Practises what a screen asks for; on the way back that screen shows.
void App::practise(const std::vector<QuestionId>& questions) {
  const ScreenName from = current_;
  if (study_.practise(shell_, questions, from)) go(ScreenName::kStudy);
}

void App::practise_deck(const std::string& deck) {
  std::vector<QuestionId> questions;
  for (const DeckBook& book : trainer_.decks())
    if (book.deck().id == deck)
      for (const Question& question : book.questions())
        questions.push_back(question.id);
  if (study_.practise(shell_, questions)) go(ScreenName::kStudy);
}

/// Whether the running round wants to be asked whether to be left; then the order waits.
bool App::asks_before(const Order& order) {
  if (current_ == ScreenName::kStudy && study_.asks_before(trainer_, order)) return true;
  if (current_ == ScreenName::kExams && exams_.asks_before(order)) return true;
  return quiz_.asks_before(shell_, order);
}

void App::carry_out(const Order& order) {
  switch (order.command) {
    case Command::kShowKeys:
      keys_ = {true, {}};
      break;
    case Command::kHome:
      go(ScreenName::kHome);
      break;
    case Command::kStudy:
      if (current_ == ScreenName::kStudy) break;
      if (trainer_.sitting() && study_.begun_elsewhere())
        go(ScreenName::kStudy);
      else
        study(trainer_.sitting() ? study_.scope() : "");
      break;
    case Command::kQuiz:
      go(ScreenName::kQuiz);
      break;
    case Command::kExams:
      go(ScreenName::kExams);
      break;
    case Command::kDecks:
      go(ScreenName::kDecks);
      break;
    case Command::kBrowse:
      browser_.came_from(ScreenName::kDecks);
      go(ScreenName::kBrowse);
      break;
    case Command::kProgress:
      go(ScreenName::kProgress);
      break;
    case Command::kClass:
      go(ScreenName::kClass);
      break;
    case Command::kImport:
      go(ScreenName::kImport);
      break;
    case Command::kExport:
      shell_.hand_out = "";
      break;
    case Command::kSettings:
      go(ScreenName::kSettings);
      break;
    case Command::kNewDeck:
      editor_.begin_new(shell_);
      go(ScreenName::kEditor);
      break;
    case Command::kTheme:
      toggle_theme();
      break;
    case Command::kLargerText:
      change_text(trainer_.settings().text_percent + 10);
      break;
    case Command::kSmallerText:
      change_text(trainer_.settings().text_percent - 10);
      break;
    case Command::kNormalText:
      change_text(100);
      break;
    case Command::kQuit:
      quit_ = true;
      break;
    default:
      break;
  }
}

float App::error_banner(const Rect& area) {
  if (!shell_.error) return 0;
  const Error& error = *shell_.error;
  Banner spec{.name = "error",
              .kind = BannerKind::kError,
              .title = error.what + ".",
              .closable = true};
  if (!error.where.empty()) spec.lines.push_back(error.where);
  std::string remedy = error.remedy;
  if (!remedy.empty())
    remedy.front() =
        static_cast<char>(std::toupper(static_cast<unsigned char>(remedy.front())));
  spec.remedy = remedy.empty() ? "" : remedy + ".";
  const float side = ui_.gap(24);
  const float width = std::round(std::min(area.w - 2 * side, 860 * ui_.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  bool closed = false;
  const float height =
      banner(ui_, x, std::round(area.y + ui_.gap(14)), width, spec, closed);
  if (closed) shell_.error.reset();
  return height + ui_.gap(14);
}

void App::home(const Rect& area) {
  const HomeWish wish = home_.frame(shell_, area, options_.deck_folder);
  if (wish.study) study(*wish.study);
  if (wish.practise) practise_deck(*wish.practise);
  if (wish.more_time) {
    trainer_.add_time(kMoreTime);
    study("");
  }
  if (wish.study_exam) study_exam(*wish.study_exam);
  if (wish.exam) {
    exams_.open(*wish.exam);
    go(ScreenName::kExams);
  }
  if (wish.changes) {
    decks_.open(trainer_, *wish.changes, DeckView::kChanges);
    go(ScreenName::kDecks);
  }
}

void App::import(const Rect& area) {
  const ImportWish wish = import_.frame(shell_, area);
  if (wish.study) study(*wish.study);
}

/// Reads decks again that were written outside, and lets every screen look anew.
void App::follow_decks() {
  const bool outside = watch_->changed() && trainer_.decks_changed_on_disk();
  if (outside && shell_.report(trainer_.reload_decks())) {
    const auto failures = trainer_.home().failures.size();
    shell_.tell(failures == 0 ? "The decks were read again" : "A deck has an error now",
                failures == 0 ? "" : "It stays as it was; Home says what is wrong.");
  }
  if (trainer_.decks_revision() == decks_revision_) return;
  decks_revision_ = trainer_.decks_revision();
  decks_.follow_decks(trainer_);
  home_.refresh();
  quiz_.refresh();
  exams_.refresh();
  browser_.refresh();
  progress_.refresh();
  class_.refresh();
}

/// What a screen wished that another one does.
void App::follow_wishes() {
  if (shell_.edit) {
    editor_.open(shell_, *shell_.edit);
    if (leads_back(current_)) editor_.came_from(current_);
    go(ScreenName::kEditor);
  }
  if (shell_.practise) practise(*shell_.practise);
  if (shell_.map) {
    const ScreenName from = current_;
    decks_.open(trainer_, *shell_.map, DeckView::kMap);
    decks_.came_from(from);
    go(ScreenName::kDecks);
  }
  if (shell_.browse) {
    browser_.search(*shell_.browse);
    browser_.came_from(leads_back(current_) ? current_ : ScreenName::kDecks);
    go(ScreenName::kBrowse);
  }
  if (shell_.hand_out) {
    export_.open(*shell_.hand_out);
    go(ScreenName::kExport);
  }
}

void App::screen(const Rect& area) {
  switch (current_) {
    case ScreenName::kHome:
      home(area);
      break;
    case ScreenName::kStudy:
      study_.frame(shell_, area);
      break;
    case ScreenName::kQuiz: {
      quiz_.setup().offer(study_.running_quiz(trainer_));
      const QuizWish wish = quiz_.frame(shell_, area);
      if (wish.study) show_sitting(ScreenName::kQuiz, wish.quiz);
      if (wish.go_on) {
        shell_.toast.reset();
        go(ScreenName::kStudy);
      }
      break;
    }
    case ScreenName::kExams:
      if (const ExamsWish wish = exams_.frame(shell_, area, outlooks_); wish.study)
        study_exam(*wish.study);
      break;
    case ScreenName::kDecks:
      if (decks_.frame(shell_, area).study) show_sitting(ScreenName::kDecks, false);
      break;
    case ScreenName::kBrowse:
      browser_.frame(shell_, area);
      break;
    case ScreenName::kImport:
      import(area);
      break;
    case ScreenName::kExport:
      export_.frame(shell_, area);
      break;
    case ScreenName::kEditor:
      editor_.frame(shell_, area);
      break;
    case ScreenName::kProgress:
      progress_.frame(shell_, area);
      break;
    case ScreenName::kHandIn:
      hand_in_.frame(shell_, area);
      break;
    case ScreenName::kClass:
      class_.frame(shell_, area);
      break;
    case ScreenName::kSettings:
      settings_.frame(shell_, area);
      break;
  }
}

void App::show_toast() {
  if (!shell_.toast) return;
  const double left = shell_.toast->until - ui_.seconds();
  if (left <= 0 && !ui_.still()) {
    shell_.toast.reset();
    return;
  }
  toast(ui_, top_bar_height(ui_) + ui_.gap(8), shell_.toast->text, shell_.toast->hint);
  shell_.wake_by(static_cast<int>(left * 1000) + 20);
}

/// A frame while an import is carried out on its own thread: until it is over nothing
/// here looks at the trainer.
FrameOutcome App::carrying_frame() {
  ui_.begin_frame(platform_.input(), *last_theme_, false, platform_.caret_visible());
  ui_.fill(ui_.screen(), ui_.colours().ground);
  top_bar(ui_, {0, 0, ui_.screen().w, top_bar_height(ui_)}, current_);
  FrameOutcome outcome;
  if (platform_.close_requested()) {
    import_.stop_carrying();
    outcome.stay_open = true;
  }
  if (import_.carry_frame(shell_)) {
    outcome.animating = true;
  }
  ui_.end_frame();
  return outcome;
}

FrameOutcome App::frame() {
  import_.begin_carrying(trainer_);
  if (import_.carrying()) return carrying_frame();
  follow_decks();
  last_theme_ = theme();
  ui_.begin_frame(platform_.input(), *last_theme_, options_.picture.has_value(),
                  platform_.caret_visible());
  shell_.wake_in_ms.reset();
  shell_.go.reset();
  shell_.read.reset();
  shell_.edit.reset();
  shell_.browse.reset();
  shell_.hand_out.reset();
  shell_.practise.reset();
  shell_.map.reset();
  shell_.picture.reset();
  shell_.passed_on.reset();
  platform_.set_clear_colour(ui_.colours().ground);
  ui_.fill(ui_.screen(), ui_.colours().ground);
  const float bar = top_bar_height(ui_);
  const auto pressed = top_bar(ui_, {0, 0, ui_.screen().w, bar}, current_);
  Rect area{0, bar, ui_.screen().w, ui_.screen().h - bar};
  // Not while a question is on the table: its due days would move under the eyes.
  if (current_ != ScreenName::kStudy)
    settings_.collect(shell_, current_ == ScreenName::kSettings);
  const float banner = error_banner(area);
  area.y += banner;
  area.h -= banner;
  screen(area);
  if (keys_.open) keys_overlay(shell_, keys_);
  show_toast();
  if (shell_.read) {
    decks_.read(trainer_, *shell_.read);
    go(ScreenName::kDecks);
  }
  if (shell_.go) go(*shell_.go);
  if (shell_.passed_on) carry_out(*shell_.passed_on);
  if (pressed && !asks_before({*pressed})) carry_out({*pressed});
  follow_wishes();
  ui_.end_frame();
  FrameOutcome outcome;
  if (platform_.close_requested()) study_.keep_note(shell_);
  if (platform_.close_requested() || quit_) editor_.leave(shell_);
  if (platform_.close_requested() || quit_) quiz_.close(shell_);
  outcome.quit = quit_;
  outcome.caret = ui_.caret();
  outcome.wake_in_ms = shell_.wake_in_ms;
  if (shell_.picture)
    outcome.afterwards = [this, wish = *shell_.picture] { keep_picture(wish); };
  return outcome;
}

void App::keep_picture(const PictureWish& wish) {
  const Theme look(last_theme_->dark(), wish.text_percent);
  const auto draw = [&] {
    // Of its own, so that nothing on the screen is touched.
    Ui paper(typesetter_);
    paper.begin_frame({}, look, true, false);
    paper.fill(paper.screen(), paper.colours().card);
    wish.draw(paper, paper.screen());
    paper.end_frame();
  };
  const Result<void> kept = platform_.draw_beside(
      {wish.width, wish.height, look.colours().card, draw}, wish.file);
  if (shell_.report(kept))
    shell_.tell("Saved as a picture", told_path(environment_value, wish.file));
}

void App::show(const Scene& scene) {
  if (scene.base == "settings") {
    prepare_settings_scene(trainer_, settings_, scene.part);
    current_ = ScreenName::kSettings;
  }
  if (scene.base == "home") prepare_home_scene(trainer_, home_, scene.part);
  if (scene.base == "keys") keys_.open = true;
  if (scene.base == "empty") home_.show({});
  if (scene.base == "done") {
    Home home = trainer_.home();
    home.due = {};
    for (DeckSummary& deck : home.decks)
      deck.due = {};
    home.next_due = trainer_.now() + std::chrono::hours(5);
    home_.show(std::move(home));
  }
  if (scene.base == "failure")
    shell_.error = Error{"The answer could not be saved: the disk is full", "progress.db",
                         "free some space, then answer again"};
  if (scene.quizzes()) {
    prepare_quiz_scene(shell_, quiz_, scene);
    current_ = ScreenName::kQuiz;
  }
  if (shows_exams(scene)) {
    current_ = prepare_exam_scene(shell_, {exams_, outlooks_, home_, study_}, scene);
    return;
  }
  if (exchanges(scene)) {
    current_ = prepare_exchange_scene(shell_, {browser_, import_, export_}, scene);
    return;
  }
  if (shows_class(scene)) {
    prepare_class_scene(shell_, class_, scene);
    current_ = ScreenName::kClass;
    return;
  }
  if (shows_progress(scene)) {
    current_ = prepare_progress_scene(shell_, {progress_, hand_in_}, scene);
    return;
  }
  if (edits(scene)) {
    prepare_editor_scene(shell_, editor_, scene);
    current_ = ScreenName::kEditor;
  }
  if (looks_into_decks(scene)) {
    prepare_deck_scene(shell_, decks_, scene);
    current_ = ScreenName::kDecks;
  }
  if (!scene.studies()) return;
  prepare_scene(shell_, study_, scene);
  current_ = ScreenName::kStudy;
}

}  // namespace

Result<void> run_window(Trainer& trainer, const WindowOptions& options) {
  const Result<Scene> scene = scene_named(options.screen);
  if (!scene) return scene.unexpected();
  PlatformSetup setup;
  setup.fixed_time = options.picture.has_value();
  if (!options.picture) setup.place = place_from(trainer.remembered(kPlaceKey));
  if (options.width > 0) setup.place.width = options.width;
  if (options.height > 0) setup.place.height = options.height;
  if (options.picture && setup.place.x < 0) setup.place.x = setup.place.y = 0;
  auto platform = Platform::open(setup);
  if (!platform) return platform.unexpected();
  App app(trainer, options, **platform);
  app.show(*scene);
  constexpr int kFrames = 8;
  const auto frame = [&app] { return app.frame(); };
  if (options.picture) return (*platform)->picture(frame, kFrames, *options.picture);
  (*platform)->run(frame);
  return trainer.remember(kPlaceKey, place_text((*platform)->place()));
}

}  // namespace attache::window
