#include "classroom/student_file.h"

#include <algorithm>
#include <fstream>
#include <istream>
#include <limits>
#include <streambuf>
#include <unordered_map>
#include <zstd.h>

namespace attache::classroom {

namespace {

/// Fast, and a fifth of the size is left.
constexpr int kLevel = 1;

/// Hands bytes on from a file, and keeps them compressed.
class KeepingInput : public std::streambuf {
 public:
  explicit KeepingInput(std::istream& in)
      : in_(&in), stream_(ZSTD_createCCtx()), piece_(ZSTD_CStreamOutSize(), '\0') {
    ZSTD_CCtx_setParameter(stream_.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(stream_.get(), ZSTD_c_checksumFlag, 1);
  }

  /// All that was read, compressed.
  [[nodiscard]] std::string finish() {
    compress({}, ZSTD_e_end);
    return std::move(kept_);
  }
  [[nodiscard]] bool is_bad() const { return in_->bad(); }

 protected:
  std::streamsize xsgetn(char* to, std::streamsize count) override {
    in_->read(to, count);
    const std::streamsize got = in_->gcount();
    compress({to, static_cast<std::size_t>(got)}, ZSTD_e_continue);
    return got;
  }

 private:
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };

  void compress(std::string_view bytes, ZSTD_EndDirective end) {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    while (true) {
      ZSTD_outBuffer out{piece_.data(), piece_.size(), 0};
      const std::size_t left = ZSTD_compressStream2(stream_.get(), &out, &in, end);
      kept_.append(piece_.data(), out.pos);
      if (ZSTD_isError(left) != 0) return;
      if (end == ZSTD_e_end ? left == 0 : in.pos == in.size) return;
    }
  }

  std::istream* in_;
  std::unique_ptr<ZSTD_CCtx, Free> stream_;
  std::string piece_;
  std::string kept_;
};

/// Counts by question and text.
template <class Count>
class Table {
 public:
  Count& at(std::uint32_t question, std::uint32_t text) {
    return counts_[(std::uint64_t{question} << 32U) | text];
  }
  /// In order; `take(question, text, count)`.
  template <class Take>
  void each(const Take& take) const {
    std::vector<std::pair<std::uint64_t, Count>> sorted(counts_.begin(), counts_.end());
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [key, count] : sorted)
      take(static_cast<std::uint32_t>(key >> 32U),
           static_cast<std::uint32_t>(key & 0xFFFFFFFFU), count);
  }

 private:
  std::unordered_map<std::uint64_t, Count> counts_;
};

/// Whether a form tells what a wrong answer is: one that was picked or typed, and that is
/// wrong whatever it stood beside.
bool tells_wrong_answer(Form form) {
  switch (form) {
    case Form::kChoice:
    case Form::kNearest:
    case Form::kPlace:
    case Form::kCloze:
    case Form::kTyped:
    case Form::kNumber:
    case Form::kDate:
      return true;
    default:
      return false;
  }
}

/// What is counted while a file is read.
class Kettle {
 public:
  explicit Kettle(StudentFile& file) : file_(&file) {}

  void take(const std::string& text) { texts_.push_back(text); }
  void take(const HandInAnswerLine& answer) {
    ++file_->answers;
    const bool right = answer.credit.value_or(0) >= 1;
    if (answer.credit && !right && answer.given.size() == 1 &&
        tells_wrong_answer(answer.form) && !texts_[answer.given.front()].empty())
      ++wrong_.at(answer.question, answer.given.front());
    if (answer.form != Form::kChoice) return;
    for (const std::uint32_t option : answer.options)
      ++options_.at(answer.question, option).shown;
    for (const std::uint32_t picked : answer.given) {
      Picks& picks = options_.at(answer.question, picked);
      ++picks.picked;
      picks.correct = picks.correct || right;
    }
  }
  void pour() {
    wrong_.each([&](std::uint32_t question, std::uint32_t text, int times) {
      file_->wrong.push_back({question, number_of(text), times});
    });
    options_.each([&](std::uint32_t question, std::uint32_t text, const Picks& picks) {
      file_->options.push_back(
          {question, number_of(text), picks.shown, picks.picked, picks.correct});
    });
  }

 private:
  struct Picks {
    int shown = 0, picked = 0;
    bool correct = false;
  };

  /// Of the texts that are kept.
  std::uint32_t number_of(std::uint32_t text) {
    constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
    numbers_.resize(texts_.size(), kNone);
    if (numbers_[text] == kNone) {
      // A file may define one text twice.
      const auto [found, fresh] = known_.try_emplace(
          texts_[text], static_cast<std::uint32_t>(file_->texts.size()));
      if (fresh) file_->texts.push_back(texts_[text]);
      numbers_[text] = found->second;
    }
    return numbers_[text];
  }

  StudentFile* file_;
  std::vector<std::string> texts_;
  Table<int> wrong_;
  Table<Picks> options_;
  std::vector<std::uint32_t> numbers_;
  std::unordered_map<std::string, std::uint32_t> known_;
};

/// What stood under two numbers because its text was defined twice becomes one.
void unite(StudentFile& file) {
  const auto before = [](const auto& a, const auto& b) {
    return std::pair(a.question, a.text) < std::pair(b.question, b.text);
  };
  const auto unite_list = [&](auto& list, const auto& add) {
    std::sort(list.begin(), list.end(), before);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (kept > 0 && list[kept - 1].question == list[i].question &&
          list[kept - 1].text == list[i].text) {
        add(list[kept - 1], list[i]);
      } else {
        list[kept++] = list[i];
      }
    }
    list.resize(kept);
  };
  unite_list(file.wrong, [](auto& to, const auto& from) { to.times += from.times; });
  unite_list(file.options, [](auto& to, const auto& from) {
    to.shown += from.shown;
    to.picked += from.picked;
    to.correct = to.correct || from.correct;
  });
}

}  // namespace

Result<StudentFile> boil_down(const std::filesystem::path& file) {
  std::error_code problem;
  if (!std::filesystem::is_regular_file(file, problem)) {
    auto why = read_hand_in(file, {});
    return why ? fail("this is no file", file.string()) : why.unexpected();
  }
  std::ifstream raw(file, std::ios::binary);
  if (!raw)
    return fail("this file cannot be opened", file.string(), "check who may read it");
  KeepingInput keeping(raw);
  std::istream in(&keeping);
  StudentFile boiled;
  Kettle kettle(boiled);
  HandInReader reader;
  reader.head = [&](const HandInHead& head) {
    boiled.head = head;
    return Result<void>();
  };
  reader.question = [&](const HandInQuestion& question) {
    boiled.questions.push_back(question);
    return Result<void>();
  };
  reader.day = [&](const HandInDay& day) {
    boiled.days.push_back(day);
    return Result<void>();
  };
  reader.exam = [&](const HandInExam& exam) {
    boiled.exams.push_back(exam);
    return Result<void>();
  };
  reader.text = [&](const std::string& text) {
    kettle.take(text);
    return Result<void>();
  };
  reader.answer_line = [&](const HandInAnswerLine& answer) {
    kettle.take(answer);
    return Result<void>();
  };
  if (auto read = read_hand_in(in, file.string(), reader); !read) {
    if (keeping.is_bad())
      return fail("this file could not be read", file.string(),
                  "check the disk, or copy the file");
    return read.unexpected();
  }
  kettle.pour();
  unite(boiled);
  boiled.content = keeping.finish();
  return boiled;
}

Result<std::string> original_of(const std::string& content) {
  const auto damaged = [] {
    return fail("what is kept of this file is damaged", "", "add the file again");
  };
  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  const std::unique_ptr<ZSTD_DCtx, Free> stream(ZSTD_createDCtx());
  std::string piece(ZSTD_DStreamOutSize(), '\0');
  std::string original;
  ZSTD_inBuffer in{content.data(), content.size(), 0};
  std::size_t left = 1;
  while (in.pos < in.size) {
    ZSTD_outBuffer out{piece.data(), piece.size(), 0};
    left = ZSTD_decompressStream(stream.get(), &out, &in);
    if (ZSTD_isError(left) != 0 || original.size() > kMostHandInBytes) return damaged();
    original.append(piece.data(), out.pos);
  }
  if (left != 0) return damaged();
  return original;
}

}  // namespace attache::classroom
