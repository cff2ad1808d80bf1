#include "trainer/course.h"

#include <fmt/format.h>

#include "base/text.h"
#include "classroom/collecting.h"
#include "classroom/collection.h"
#include "trainer/course_figures.h"
#include "trainer/course_words.h"

namespace attache {

namespace {

classroom::CollectionPlace place_of(const CourseStore& store) {
  return {store.folder, store.url};
}

/// Why a file was left out, in one line: where in the file, what, and what to do.
std::string why_of(const Error& error) {
  const auto colon = error.where.rfind(':');
  const std::string line =
      colon == std::string::npos ||
              error.where.find_first_not_of("0123456789", colon + 1) != std::string::npos
          ? ""
          : fmt::format("line {}: ", error.where.substr(colon + 1));
  return line + Error{error.what, "", error.remedy}.text();
}

/// What may not be meant by files that were taken for a class called `name`.
std::vector<std::string> remarks_on(const classroom::Collected& collected,
                                    const std::string& name) {
  std::vector<std::string> remarks;
  for (const auto& [name_of, decks] : collected.less)
    remarks.push_back(fmt::format("{}’s later file tells less: {} {} no longer in it.",
                                  name_of, fmt::join(decks, ", "),
                                  decks.size() == 1 ? "is" : "are"));
  for (const auto& [course, files] : collected.courses) {
    if (fold(course) == fold(name)) continue;
    remarks.push_back(
        files.files == 1
            ? fmt::format("{}’s file was made for {}, not for {}.", files.name, course,
                          name)
            : fmt::format("{} files were made for {}, not for {}; {}’s is the first.",
                          files.files, course, name, files.name));
  }
  return remarks;
}

}  // namespace

struct Course::State {
  std::string name;
  std::unique_ptr<classroom::Collection> collection;
};

Course::Course(std::unique_ptr<State> state) : state_(std::move(state)) {}
Course::~Course() = default;

Result<std::vector<CourseEntry>> Course::list(const CourseStore& store) {
  const auto entries = classroom::list_collections(place_of(store));
  if (!entries) return entries.unexpected();
  std::vector<CourseEntry> courses;
  for (const classroom::CollectionEntry& entry : *entries)
    courses.push_back({entry.course, entry.students, entry.newest});
  return courses;
}

Result<std::unique_ptr<Course>> Course::open(const CourseStore& store,
                                             const std::string& name) {
  auto checked = classroom::checked_course(name);
  if (!checked) return checked.unexpected();
  auto collection = classroom::open_collection(place_of(store), *checked);
  if (!collection) return collection.unexpected();
  auto state = std::make_unique<State>();
  state->name = *std::move(checked);
  state->collection = *std::move(collection);
  return std::unique_ptr<Course>(new Course(std::move(state)));
}

Result<void> Course::remove(const CourseStore& store, const std::string& name) {
  return classroom::remove_collection(place_of(store), name);
}

Result<FilesTaken> Course::add(std::span<const std::filesystem::path> files,
                               Instant now,
                               const FilesProgress& progress) {
  auto collected = classroom::collect(*state_->collection, {files.begin(), files.end()},
                                      now, progress);
  if (!collected) return collected.unexpected();
  FilesTaken taken;
  taken.students_new = collected->fresh;
  taken.students_renewed = collected->renewed;
  taken.same = collected->same;
  for (const auto& refused : collected->refused)
    taken.refused.push_back({refused.file, why_of(refused.why)});
  taken.remarks = remarks_on(*collected, state_->name);
  return taken;
}

Result<void> Course::remove_student(const std::string& student) {
  return state_->collection->remove_student(student);
}

Result<ClassShown> Course::shown(std::span<const DeckBook> decks,
                                 const std::string& deck) const {
  auto shown = class_figures(*state_->collection, deck);
  if (!shown) return shown;
  shown->name = state_->name;
  add_deck_words(*shown, decks);
  add_advice(*shown);
  return shown;
}

Result<ClassStudent> Course::student(std::span<const DeckBook> decks,
                                     const std::string& id) const {
  auto shown = student_figures(*state_->collection, id);
  if (!shown) return shown.unexpected();
  add_deck_words(*shown, decks);
  return shown->students.front();
}

}  // namespace attache
