#pragma once
// Which form to put a question in: recognising first, recalling once it is well known.

#include "cards/question.h"
#include "memory/scheduler.h"

namespace attache {

/// The form for a question at its strength: the easiest of its forms while it is new,
/// being (re)learned or of a stability under 4 days; the hardest from 21 days on (Anki's
/// "mature"); the middle one between.
[[nodiscard]] Form form_for(const Question& question, const Schedule& schedule);

}  // namespace attache
