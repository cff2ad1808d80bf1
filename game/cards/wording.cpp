#include "cards/wording.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"

namespace attache {

namespace {

constexpr std::string_view kSubject = "{subject}";
constexpr std::string_view kObject = "{object}";

bool ends_with_s(std::string_view name) {
  return name.ends_with('s') || name.ends_with('S');
}

/// Appends what follows a name in a template, mending what grammar asks for at the seam.
void append_after_name(std::string& sentence, std::string_view rest) {
  if (sentence.ends_with('.') && rest.starts_with('.')) rest.remove_prefix(1);
  for (const std::string_view apostrophe : {"'", "’"}) {
    const bool possessive =
        rest.starts_with(apostrophe) && rest.substr(apostrophe.size()).starts_with('s');
    if (!possessive || !ends_with_s(sentence)) continue;
    sentence += apostrophe;
    rest.remove_prefix(apostrophe.size() + 1);
    break;
  }
  sentence += rest;
}

/// The words in capitals that are read letter by letter with a vowel first: "an SDF
/// unit".
bool spelled_with_vowel(std::string_view word) {
  return std::string_view("AEFHILMNORSX").find(word.front()) != std::string_view::npos;
}

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_capital_letter(char c) {
  return c >= 'A' && c <= 'Z';
}

/// Puts "a" or "an" right at the end of `text`, before `name`.
void mend_article(std::string& text, std::string_view name) {
  const auto stands_at_end = [&](std::string_view article) {
    if (!text.ends_with(article)) return false;
    const std::size_t before = text.size() - article.size();
    return before == 0 || text[before - 1] == ' ';
  };
  const bool an = takes_an(name);
  for (const std::string_view article : {"a ", "A "})
    if (an && stands_at_end(article)) {
      text.insert(text.size() - 1, "n");
      return;
    }
  for (const std::string_view article : {"an ", "An "})
    if (!an && stands_at_end(article)) {
      text.erase(text.size() - 2, 1);
      return;
    }
}

constexpr std::array<std::string_view, 3> kArticles{"the ", "a ", "an "};

bool ends_with_article(std::string_view text) {
  const auto is_last_word = [&](std::string_view article) {
    if (text.size() < article.size()) return false;
    const std::string_view end = text.substr(text.size() - article.size());
    const bool same =
        small(end.front()) == article.front() && end.substr(1) == article.substr(1);
    return same && (text.size() == article.size() ||
                    text[text.size() - article.size() - 1] == ' ');
  };
  return std::any_of(kArticles.begin(), kArticles.end(), is_last_word);
}

/// How long the article is that a name begins with; 0 without one.
std::size_t article_length(std::string_view name) {
  for (const std::string_view article : kArticles)
    if (name.starts_with(article) && name.size() > article.size()) return article.size();
  return 0;
}

/// A filled template, and where the names end that were put in first.
struct FilledIn {
  std::string text;
  std::size_t subject_end = 0;
  std::size_t object_end = 0;
};

/// Fills one template from left to right.
class Filling {
 public:
  Filling(const Phrase& subject, const Phrase& object)
      : subject_(subject), object_(object) {}

  FilledIn fill(std::string_view sentence) {
    while (!sentence.empty()) {
      const std::size_t brace = sentence.find('{');
      add(sentence.substr(0, brace));
      if (brace == std::string_view::npos) break;
      sentence.remove_prefix(brace);
      const std::size_t end = sentence.find('}');
      if (end == std::string_view::npos) {
        add(sentence);
        break;
      }
      put_in(sentence.substr(0, end + 1), sentence.substr(end + 1));
      sentence.remove_prefix(end + 1);
    }
    return std::move(filled_);
  }

 private:
  void add(std::string_view piece) {
    if (piece.empty()) return;
    if (after_name_) {
      append_after_name(filled_.text, piece);
    } else {
      filled_.text += piece;
    }
    after_name_ = false;
  }

  void put_in(std::string_view placeholder, std::string_view rest) {
    const std::size_t bar = placeholder.find('|');
    if (placeholder == kSubject || placeholder == kObject) {
      put_name(placeholder == kSubject);
    } else if (bar != std::string_view::npos) {
      const bool many = last_ != nullptr ? last_->plural : next_is_plural(rest);
      add(many ? placeholder.substr(bar + 1, placeholder.size() - bar - 2)
               : placeholder.substr(1, bar - 1));
    } else {
      add(placeholder);
    }
  }

  void put_name(bool is_subject) {
    const Phrase& name = is_subject ? subject_ : object_;
    std::string_view text = name.text;
    // One article is enough: the template's.
    if (ends_with_article(filled_.text)) text.remove_prefix(article_length(text));
    mend_article(filled_.text, text);
    filled_.text += text;
    std::size_t& end = is_subject ? filled_.subject_end : filled_.object_end;
    if (end == 0) end = filled_.text.size();
    after_name_ = true;
    last_ = &name;
  }

  [[nodiscard]] bool next_is_plural(std::string_view rest) const {
    const std::size_t subject = rest.find(kSubject);
    const std::size_t object = rest.find(kObject);
    return subject < object ? subject_.plural
                            : object != std::string_view::npos && object_.plural;
  }

  const Phrase& subject_;
  const Phrase& object_;
  FilledIn filled_;
  bool after_name_ = false;
  const Phrase* last_ = nullptr;
};

FilledIn filled_in(std::string_view sentence,
                   const Phrase& subject,
                   const Phrase& object) {
  return Filling(subject, object).fill(sentence);
}

}  // namespace

std::string in_sentence(const Entity& entity) {
  if (entity.article.empty()) return entity.name;
  std::string text = entity.article + " ";
  mend_article(text, entity.name);
  return text + entity.name;
}

std::string value_text(const Value& value,
                       ValueType type,
                       std::string_view unit,
                       const std::string& language) {
  if (type == ValueType::kDate) {
    const auto date = PartialDate::parse(value.text);
    return date ? date->text_in(language) : value.text;
  }
  if (type == ValueType::kNumber && !unit.empty())
    return fmt::format("{} {}", value.text, unit);
  return value.text;
}

bool takes_an(std::string_view name) {
  if (name.empty()) return false;
  const std::string_view word = name.substr(0, name.find_first_of(" .-,"));
  const bool letters =
      !word.empty() && std::all_of(word.begin(), word.end(), is_capital_letter);
  if (letters) {
    // "NATO" and "UNESCO" are read as words, but only what begins with N, U or a like
    // letter differs: names of four letters and more that hold a vowel are words.
    const bool vowel = word.find_first_of("AEIOU", 1) != std::string_view::npos;
    if (word.size() < 4 || !vowel) return !word.empty() && spelled_with_vowel(word);
  }
  std::string begin;
  for (const char c : word)
    begin += small(c);
  for (const std::string_view silent : {"hour", "honest", "honour", "honor", "heir"})
    if (begin.starts_with(silent)) return true;
  for (const std::string_view like_you :
       {"eu", "uni", "use", "usa", "uk", "ut", "one", "once", "ukr"})
    if (begin.starts_with(like_you))
      return begin.starts_with("unin") || begin.starts_with("unim") ||
             begin.starts_with("utt");
  return std::string_view("aeiou").find(begin.empty() ? ' ' : begin.front()) !=
         std::string_view::npos;
}

std::string sentence_from(std::string_view sentence,
                          const Phrase& subject,
                          const Phrase& object) {
  return with_capital(filled_in(sentence, subject, object).text);
}

AroundName sentence_around(std::string_view sentence,
                           const Phrase& subject,
                           const Phrase& object,
                           Direction hidden,
                           std::string_view name) {
  const FilledIn filled = filled_in(sentence, subject, object);
  const std::size_t end =
      hidden == Direction::kSubject ? filled.subject_end : filled.object_end;
  return {with_capital(filled.text.substr(0, end - name.size())),
          filled.text.substr(end)};
}

}  // namespace attache
