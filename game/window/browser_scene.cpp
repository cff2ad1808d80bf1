#include "window/browser_scene.h"

#include <algorithm>
#include <array>
#include <utility>

namespace attache::window {

namespace {

constexpr std::array<std::string_view, 10> kBrowse{
    "empty", "wrong", "selected", "columns", "help",
    "saved", "due",   "tags",     "topic",   "forget"};
constexpr std::array<std::string_view, 7> kImport{
    "table", "preview", "losses", "progress", "column", "done", "error"};
constexpr std::array<std::string_view, 1> kExport{"done"};

void choose_some(BrowserScreen& browser) {
  browser.selection().go_to(1);
  browser.selection().extend_to(4);
  browser.selection().toggle(6);
}

void browse_scene(Shell& shell, BrowserScreen& browser, std::string_view part) {
  if (part == "empty") browser.search("zeppelin");
  if (part == "wrong") {
    browser.search("japan");
    browser.look_for(shell);
    browser.search("prop:stability>soon");
  }
  if (part == "saved") {
    browser.saved().show({{"Due today", "is:due"},
                          {"Leeches", "is:leech"},
                          {"New in the alliance deck", "deck:japan* is:new"},
                          {"日米同盟", "同盟"}});
    browser.search("deck:japan* is:new");
  }
  browser.look_for(shell);
  const bool bulk =
      part == "due" || part == "tags" || part == "topic" || part == "forget";
  if (part == "selected" || bulk) choose_some(browser);
  if (part == "columns") browser.show_columns();
  if (part == "help") browser.help().open();
  if (part == "due") browser.carry_out(shell, {Command::kSetDue});
  if (part == "tags") browser.carry_out(shell, {Command::kSetTags});
  if (part == "topic") browser.carry_out(shell, {Command::kSetTopic});
  if (part == "forget") browser.carry_out(shell, {Command::kForget});
}

ImportPlan sample_plan() {
  ImportPlan plan;
  plan.format = "Anki package";
  ImportDeckPlan one;
  one.id = "capitals-of-the-indo-pacific";
  one.title = "Capitals of the Indo-Pacific";
  one.file = "capitals-of-the-indo-pacific.xml";
  one.exists = true;
  one.added = 12;
  one.changed = 2;
  one.same = 340;
  one.only_here = 1;
  one.pictures = 24;
  using What = ImportLine::What;
  one.lines = {{What::kAdded, "a", "What is the capital of Timor-Leste?", ""},
               {What::kAdded, "b", "What is the capital of Palau?", ""},
               {What::kChanged, "c", "What is the capital of Indonesia?", "Jakarta"},
               {What::kChanged, "d", "ミャンマーの首都はどこですか。", "ヤンゴン"},
               {What::kOnlyHere, "e", "What is the capital of Burma?", ""}};
  for (int i = 0; i < 10; ++i)
    one.lines.push_back({What::kAdded, "f",
                         "Which of these ministries answers for the coast guard, and to "
                         "whom does its commandant report in war?",
                         ""});
  ImportDeckPlan two;
  two.id = "two-plus-two";
  two.title = "日米安全保障協議委員会（２プラス２）";
  two.file = "two-plus-two.xml";
  two.added = 45;
  two.lines = {{What::kAdded, "a", "２０２４年７月の会合はどこで開かれましたか。", ""}};
  plan.decks = {one, two};
  plan.answers = 12345;
  plan.new_answers = 12001;
  plan.suspended = 7;
  plan.has_weights = true;
  return plan;
}

std::vector<ImportLoss> sample_losses() {
  return {{"note 17", "the sound bonjour.mp3 is left out", 1},
          {"", "the style sheet of the cards is left out", 3},
          {"card “Capitals”", "a script is left out", 412},
          {"note 44",
           "the picture harbour.svg is left out, because pictures are PNG or JPEG", 1}};
}

LookedAt sample_table() {
  TableLook look;
  look.guess = {',', true, false, {"question", "answer", "tags", "ignore"}};
  look.rows = {
      {"Front", "Back", "Tags", "Added"},
      {"Who commands U.S. Forces Japan?", "A lieutenant general", "command",
       "2024-07-01"},
      {"在日米軍司令部はどこにありますか。", "横田基地", "command bases", "2024-07-02"},
      {"Which treaty is it founded on, and when was that signed?",
       "The Treaty of Mutual Cooperation and Security, 1960", "treaty", "2024-07-02"}};
  ImportPlan plan = sample_plan();
  plan.format = "Table (CSV, TSV)";
  for (const FormatName& format : import_formats())
    if (format.name == "table") plan.format = format.title;
  plan.decks.erase(plan.decks.begin());
  plan.answers = plan.new_answers = plan.suspended = 0;
  plan.has_weights = false;
  return {std::move(look), std::move(plan)};
}

void import_scene(ImportScreen& import, std::string_view part) {
  ImportRequest request;
  const bool table = part == "table" || part == "column";
  request.file = table ? "/home/student/alliance.csv" : "/home/student/Capitals.apkg";
  if (part == "error") {
    request.file = "/home/student/Holiday pictures.zip";
    import.show_request(request);
    import.show({std::nullopt,
                 Result<ImportPlan>(fail("It cannot be told what this file is",
                                         "Holiday pictures.zip",
                                         "choose its format above, or another file"))});
    return;
  }
  if (part.empty()) return;
  import.show_request(request);
  if (part == "progress") import.show_progress(0.4);
  if (table) import.show(sample_table());
  if (part == "column") import.choose_column(1);
  if (part == "preview") import.show({std::nullopt, sample_plan()});
  if (part == "losses") {
    ImportPlan plan = sample_plan();
    plan.decks.erase(plan.decks.begin());
    plan.losses = sample_losses();
    import.show({std::nullopt, std::move(plan)});
  }
  if (part == "done") import.show_done({2, 57, 2, 12001});
}

}  // namespace

std::span<const std::string_view> exchange_scene_parts(std::string_view base) {
  if (base == "browse") return kBrowse;
  if (base == "import") return kImport;
  if (base == "export") return kExport;
  return {};
}

bool exchanges(const Scene& scene) {
  return !exchange_scene_parts(scene.base).empty();
}

ScreenName prepare_exchange_scene(Shell& shell,
                                  const ExchangeScreens& screens,
                                  const Scene& scene) {
  if (scene.base == "browse") {
    browse_scene(shell, screens.browser, scene.part);
    return ScreenName::kBrowse;
  }
  if (scene.base == "import") {
    import_scene(screens.import, scene.part);
    return ScreenName::kImport;
  }
  screens.hand_out.open("");
  if (scene.part == "done")
    screens.hand_out.show_done("/home/student/Documents/japan-us-2plus2-2024.txt",
                               sample_losses());
  return ScreenName::kExport;
}

}  // namespace attache::window
