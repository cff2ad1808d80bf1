// Typing into a text of 10,000 words, from the key to the finished draw list, against
// laying out the whole text anew. Needs no display.

#include <array>
#include <benchmark/benchmark.h>
#include <string>

#include "window/text_area.h"

namespace {

using namespace attache::window;

constexpr int kWords = 10'000;
constexpr float kWidth = 700;

/// Prose with so many words a paragraph, some of them wrong.
std::string prose(int paragraph) {
  constexpr std::array<std::string_view, 16> kVocabulary{
      "the",    "alliance",   "command", "of",         "a",        "deterrence",
      "treaty", "government", "which",   "signed",     "minister", "tretay",
      "since",  "and",        "to",      "cooperation"};
  std::string text;
  std::uint32_t dice = 11;
  for (int i = 1; i <= kWords; ++i) {
    dice = dice * 1664525U + 1013904223U;
    text += kVocabulary[(dice >> 16U) % kVocabulary.size()];
    text += i % paragraph == 0 ? '\n' : ' ';
  }
  return text;
}

/// A frame of the window without the window.
class Desk {
 public:
  Desk() : context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {1280, 800};
    io.DeltaTime = 1.0F / 60;
    io.IniFilename = nullptr;
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  }
  ~Desk() { ImGui::DestroyContext(context_); }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  Desk(Desk&&) = delete;
  Desk& operator=(Desk&&) = delete;

  void frame(TextArea& area,
             const AreaLook& look,
             const InputFrame& input = {},
             float width = kWidth) {
    ImGui::NewFrame();
    ui_.begin_frame(input, Theme(false, 100), false, true);
    const float height = area_height(ui_, area, look, width);
    benchmark::DoNotOptimize(text_area(ui_, {20, 20, width, height}, area, look).changed);
    ui_.end_frame();
    ImGui::EndFrame();
  }
  Ui& ui() { return ui_; }

 private:
  ImGuiContext* context_;
  Typesetter typesetter_;
  Ui ui_{typesetter_};
};

void key_to_drawn(benchmark::State& state) {
  Desk desk;
  const Spelling spelling("en-US");
  const AreaLook look{.name = "text", .spelling = &spelling, .max_lines = 24};
  TextArea area(prose(static_cast<int>(state.range(0))));
  area.edit.move_to(area.text().size() / 2, false);
  area.caret_moved = true;
  desk.ui().focus().give(area_id(look), false);
  for (int i = 0; i < 3; ++i)
    desk.frame(area, look);
  int typed = 0;
  for (auto _ : state) {
    InputFrame input;
    input.text = ++typed % 6 == 0 ? " " : "x";
    desk.frame(area, look, input);
  }
  if (area.text().size() < static_cast<std::size_t>(typed)) state.SkipWithError("lost");
}

void whole_text_laid_out_anew(benchmark::State& state) {
  Desk desk;
  Typesetter typesetter;
  TextRun run;
  run.text = prose(static_cast<int>(state.range(0)));
  run.size = 16;
  ParagraphStyle style;
  style.width = kWidth - 38;
  std::size_t at = run.text.size() / 2;
  int typed = 0;
  for (auto _ : state) {
    run.text.insert(at++, ++typed % 6 == 0 ? " " : "x");
    benchmark::DoNotOptimize(typesetter.lay_out(run, style).size);
    // What nobody asks for any more is forgotten after a while, not at once.
    typesetter.end_frame();
  }
}

void opening_it(benchmark::State& state) {
  Desk desk;
  const Spelling spelling("en-US");
  const AreaLook look{.name = "text", .spelling = &spelling, .max_lines = 24};
  const std::string text = prose(static_cast<int>(state.range(0)));
  desk.ui().focus().give(area_id(look), false);
  float width = kWidth;
  for (auto _ : state) {
    TextArea area(text);
    area.caret_moved = true;  // at the end of the text
    // A width that was not there yet, so that nothing is remembered.
    desk.frame(area, look, {}, width += 0.25F);
  }
}

// Words a paragraph: an article, and all of it in one.
BENCHMARK(whole_text_laid_out_anew)->Arg(80)->Arg(kWords)->Unit(benchmark::kMillisecond);
BENCHMARK(key_to_drawn)->Arg(80)->Arg(kWords)->Unit(benchmark::kMillisecond);
BENCHMARK(opening_it)->Arg(80)->Arg(kWords)->Unit(benchmark::kMillisecond);

}  // namespace
