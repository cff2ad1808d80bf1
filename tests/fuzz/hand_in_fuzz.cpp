// Throws bytes at the reader of progress files: as they are, and with the checksum that
// belongs to them, so that they get past it. What is read must survive being written and
// read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "classroom/checksum.h"
#include "classroom/hand_in.h"

namespace {

using namespace attache;
using namespace attache::classroom;

struct All {
  HandInHead head;
  std::vector<HandInQuestion> questions;
  std::vector<HandInDay> days;
  std::vector<HandInAnswer> answers;
  std::vector<HandInExam> exams;
  bool operator==(const All&) const = default;
};

template <class T>
auto into(std::vector<T>& list) {
  return [&list](const T& each) {
    list.push_back(each);
    return Result<void>();
  };
}

Result<All> read(const std::string& text) {
  All all;
  HandInReader reader;
  reader.head = [&](const HandInHead& head) {
    all.head = head;
    return Result<void>();
  };
  reader.question = into(all.questions);
  reader.day = into(all.days);
  reader.answer = into(all.answers);
  reader.exam = into(all.exams);
  std::istringstream in(text);
  if (auto done = read_hand_in(in, "fuzz", reader); !done) {
    // A file that is refused has to say why.
    if (done.error().what.empty()) std::abort();
    return done.unexpected();
  }
  return all;
}

std::string written(const All& all) {
  std::ostringstream out;
  HandInWriter writer(out, all.head);
  for (const auto& each : all.questions)
    writer.question(each);
  for (const auto& each : all.days)
    writer.day(each);
  for (const auto& each : all.answers)
    writer.answer(each);
  for (const auto& each : all.exams)
    writer.exam(each);
  writer.finish();
  return out.str();
}

void check(const std::string& text) {
  const auto all = read(text);
  if (!all) return;
  const auto again = read(written(*all));
  if (!again || !(*again == *all)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(bytes), size);
  check(text);
  // An input that ends with a checksum is sealed anew.
  if (const auto old = text.rfind("\n{\"checksum\""); old != std::string::npos)
    text.resize(old + 1);
  if (text.empty() || text.back() != '\n') text += '\n';
  check(text + "{\"checksum\":\"xxh128:" + checksum_of(text) + "\"}\n");
  return 0;
}
