#pragma once
// Taking files that students handed in: choose them, read them on another thread, say
// what became of each.

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "trainer/course.h"
#include "window/background.h"
#include "window/import_files.h"
#include "window/lazy_list.h"
#include "window/shell.h"

namespace attache::window {

/// What is to be done next.
enum class FilesWish { kNothing, kLeave, kShow };

class ClassFiles {
 public:
  explicit ClassFiles(const std::function<void()>& wake) : reading_(wake) {}

  /// Files are to be chosen.
  void begin();
  void close();
  [[nodiscard]] bool open() const { return stage_ != Stage::kNone; }
  /// Files are read into a class on another thread: until that is over nothing else may
  /// touch it.
  [[nodiscard]] bool reading() const { return reading_.busy(); }
  /// Takes what the thread has brought, also while another screen is shown.
  void collect(Shell& shell);

  FilesWish frame(Shell& shell,
                  const Rect& area,
                  const std::string& name,
                  const std::shared_ptr<Course>& course);

  // For pictures of screens.
  void show_choosing(const std::filesystem::path& folder);
  void show_reading(std::size_t done, std::size_t all);
  void show_taken(FilesTaken taken);

 private:
  enum class Stage { kNone, kChoose, kRead, kTaken };
  /// Something to say about a file or several: what was left out and why, or a remark.
  struct Note {
    std::string title;  ///< above the first of its kind; else empty
    std::string name;   ///< of the file; may be empty
    std::string words;
  };
  struct Counts {
    std::atomic<std::size_t> done = 0, all = 0;
  };

  void read(Shell& shell,
            const std::filesystem::path& from,
            const std::shared_ptr<Course>& course);
  FilesWish choose(Shell& shell,
                   const Rect& area,
                   const std::string& name,
                   const std::shared_ptr<Course>& course);
  void read_frame(Shell& shell, const Rect& area, const std::string& name);
  FilesWish taken(Shell& shell, const Rect& area);
  float outcome(Shell& shell, const Column& at, bool draw);
  static float note(Ui& ui, const Note& note, const Column& at, bool draw);
  void stop();

  Stage stage_ = Stage::kNone;
  FileChooser chooser_;
  std::shared_ptr<Counts> counts_ = std::make_shared<Counts>();
  FilesTaken taken_;
  bool stopped_ = false;
  FilesWish wish_ = FilesWish::kNothing;
  std::vector<Note> notes_;
  LazyList list_;  ///< of the notes; what stands above them is its first row
  Background<Result<FilesTaken>> reading_;
};

}  // namespace attache::window
