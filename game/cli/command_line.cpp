#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <memory>
#include <string_view>

#include "base/text.h"
#include "study/round.h"

namespace attache::cli {

namespace {

// The pages of help are made like manual pages: name, synopsis, description, options, and
// what else there is to say. Lines have at most 80 characters.

constexpr const char* kAbout =
    R"(a quiz and flashcard trainer for students of policy

Without a command Attaché opens its window on your decks. Where there is no
display, it studies in the terminal; where there is no terminal either, it
says what is due.)";

constexpr const char* kMore = R"(
FILES
  $XDG_DATA_HOME/attache, or else ~/.local/share/attache
      Your progress, its backups, and a folder decks for decks of your own. They
      are read beside those that come with the program.

EXIT STATUS
  0  all went well
  1  it did not, and a message says what, where and what to do; or a deck that
     was checked has errors
  2  the command line was not understood

EXAMPLES
  attache                                study in the window
  attache study --deck uk-bill-to-act    study one deck in the terminal
  attache check my-deck.xml              see what is wrong with a deck
  attache due --json                     what waits today, for a script

'attache COMMAND --help' explains a command.
)";

constexpr const char* kWindow = R"(study in the window (this is the default)

Opens the window. In it, the key ? lists all keys.)";
constexpr const char* kWindowMore = R"(
PICTURES
  With --picture one screen is written to a file and no window stays open. The
  screens are home, study, quiz, decks, settings and many more: a name that is
  not known lists them all. answer.typed asks for a form.
  The same progress, --now and --seed give the same picture.
)";

constexpr const char* kStudy = R"(study in the terminal

Asks what is due today, one question after another, in plain lines that a
screen reader can follow. Every answer is on the disk before the next question
shows; leave at any time. With minutes a day (attache set minutes-a-day 20)
it asks what gives most for the time first, and ends when they are used; what
was begun is finished, and what is left waits for other days. With --weakest
or --confusions it is a practice over what 'attache stats' finds: every
question once, and nothing is scheduled by it.)";
constexpr const char* kStudyMore = R"(
INPUT (each line ends with Enter)
  Before the answer shows:
    3            choose option 3
    1 3          choose several options, or give an order or pairs
    any text     answer a question that wants to be typed
    nothing      show the answer
  After it:
    nothing      take the rating that is suggested
    1 2 3 4      again, hard, good, easy
  At any time:
    :p  open the passage        :u  undo           :r  redo
    :b  bury until tomorrow     :s  suspend        :m  mark, or remove the mark
    :n TEXT  keep a note        :i  information    :q  leave        :h  help

NOT AT A TERMINAL
  Reads the same lines from a pipe and prints neither prompts nor colours. At
  the end of the input it leaves. After an error it leaves too, with status 1.
)";

constexpr const char* kQuiz = R"(play a quiz round, or read its report

A quick quiz of mixed questions, a mock exam against the clock, pairs to
match, or events to put in order. A mock exam counts as evidence for memory
and the others do not, unless you say otherwise. A mock exam, a match or a
timeline that was left, or cut short by a crash, can be taken up again: every
answer is on the disk at once, and the clock stands still meanwhile. A quick
quiz cannot, and it has no report; of what counts the answers are kept.)";
constexpr const char* kProgress = R"(hand in your progress to a class

Writes a file for your instructor. You choose what it tells: which decks and
topics, your name or a pseudonym, totals or every answer. Nothing is sent.)";
constexpr const char* kProgressMore = R"(
WHAT IS TOLD
  --preview tells it in words and shows the first lines. The file is plain text
  with a checksum; PROGRESS-FILES.md beside the decks describes every line.
  In another course you have another pseudonym, and no id that leads from one to
  the other; what you answered is the same in both, so tell a course only what
  it needs. A later file for the same course takes the place of an earlier one.

EXAMPLES
  attache progress export --deck uk-bill-to-act --preview
  attache progress export . --deck uk-bill-to-act --course "Policy 101"
  attache progress export mine.progress --deck uk-bill-to-act --name "Ann Lee" --history
)";

constexpr const char* kClass = R"(see what a class has understood

Takes the progress files that students hand in, and shows who has studied, what
is known, which questions are hard, and what the mock exams say of them.)";
constexpr const char* kClassMore = R"(
ACTIONS
  list                     all classes
  add NAME FILES           take files, and those in folders (*.progress); of a
                           student the latest counts; broken ones are named
  show NAME                an overview, or one part of it
  report NAME FILE.html    all of it as a page that can be printed
  practice NAME FILE.xml   a deck of what the class misses most
  remove NAME              the class, or with --student one student

TABLES
  Of students with one name, the beginning of their ids tells them apart. The
  table of --topics has numbers for heads, explained below it; on a terminal it
  comes in blocks that fit, in a file or a pipe in one.

FIGURES
  Known is the mean chance of recall on the day of each file, what was never
  asked counting as 0. Facility is the mean credit of first answers. For mock
  exams see "Quiz statistics calculations" of Moodle: the definitions are the
  same. Students sit the same paper with 'attache quiz --kind exam --paper CODE'.

EXAMPLES
  attache class add "Policy 101" handed-in/
  attache class show "Policy 101" --answers
  attache class show "Policy 101" --students --csv > students.csv
)";

constexpr const char* kQuizMore = R"(
INPUT (each line ends with Enter)
  Quick quiz
      As in 'attache study'. :q asks once, for it cannot be taken up again.
  Mock exam
      An answer as there; it goes on to the next question. Nothing is marked
      before the end. :7 goes to question 7, :f flags it, :x takes the answer
      back, :l lists all, :d hands in (and asks once if something has no
      answer), :q leaves.
  Match
      A number and a letter, 2 c. A wrong try costs 5 seconds.
  Timeline
      All numbers, the earliest event first, 2 1 3; nothing hands it in.

MARKS
  A question is worth one mark; part of it for an answer that is partly right.
  With --negative a wrong pick of one of n options costs 1/(n-1), so that
  guessing gains nothing; no answer costs nothing. A total below 0 counts as 0.
  An event of a timeline earns its part for every other one that it stands on the
  right side of, and loses as much for every one that it does not.
  A question that was left empty says nothing of your memory: it is never
  evidence, only its marks are missing.

WHEN A DECK CHANGES
  An answer stays, with the options as they were shown, unless the author says
  that the question means something else now, or took it out. If a deck is
  missing or has errors, a round waits for it.

TOPICS
  A topic is named deck/topic, with the topics below it; a deck by its id.
  Without any the round is about everything. --weight gives a topic its share
  of the questions in percent; what is left goes to the other topics.

OUTPUT WITH --json
  With --list one object: unfinished (id, kind, began, questions, answered,
  seconds_left) and finished (id, kind, ended, questions, marks, possible,
  seconds, counts). With --report one object: the plan, times, marks, topics,
  and every question with its options, your answer, the right one, its marks
  and its passage.

NOT AT A TERMINAL
  Reads the same lines from a pipe. At the end of the input it leaves. Without
  any input it says what a round can be about.

EXAMPLES
  attache quiz --topic uk-bill-to-act/stages
  attache quiz --kind exam --questions 30 --minutes 45 --html report.html
  attache quiz --resume
  attache quiz --report last --html report.html
)";

constexpr const char* kDue = R"(say what is due today

Says for each deck how many learning steps, reviews and new questions are left
today, and about how long all of them take. When nothing is due it says when
the next question is. With minutes a day it says what fits into them, and how
many more wait for other days.)";
constexpr const char* kDueMore = R"(
OUTPUT WITH --json
  One object:
    day             the study day, "2024-07-28"
    learning        questions in a learning step, today
    review          questions due for review, today
    new             new questions, within what is left of today's limit
    minutes         about how long this takes
    waiting         reviews that do not fit into today's minutes
    minutes_a_day   today's minutes, or null without a limit
    minutes_left    what is left of them, or null
    days_to_recover in about how many days none has to wait any more, or null
    next_due        when something comes due after now, in UTC, or null
    answered_today  answers given today
    decks           for each deck: id, title, learning, review, new, waiting,
                    questions, started, suspended, and known, the share that
                    would be known today (0 to 1)
    exams           for each exam ahead: id, title, at, days_left, minutes_today
                    and minutes_left, of today's
    failures        for each deck that was not loaded: file, problems
    notices         what you should know about your progress file
)";

constexpr const char* kStats = R"(say how it is going

Answers and time of today, of the last 7 days and of a range. How many
questions are new, in learning, young (with an interval of less than 21 days),
mature or suspended. The share that you would know today of what you have
started and of all questions; and of what your next exam asks, on its day,
without more study. True retention: how often you knew the answer to a
question in review, by the first answer of each day. What is weakest, which
wrong answers come again, and what comes due in the next 7 days. Every chart
of the window is here as a table.)";
constexpr const char* kStatsMore = R"(
EXAMPLES
  attache stats --scope topic:command --range year
  attache stats --chart retention
  attache stats --chart reviews --range all --csv > reviews.csv
  attache stats --html progress.html
  attache stats --week

OUTPUT WITH --json
  One object:
    day, scope, range       the study day, and what it is about
    today, last_7_days, last_30_days, in_range
                            each with answers, again, seconds
    days_in_range           days on which anything was answered
    questions               new, learning, young, mature, suspended
    known                   expected share known today, 0 to 1
    exam                    id, title, day, known; or null
    true_retention_30_days, true_retention
                            young and mature, each with asked and recalled
    forecast                questions due today and on each of the next 6 days
    week                    as with --week
    topics, passages        deck, id, title, questions, started, known,
                            known_on_exam
    weakest                 id, question, answer, recall, reviews, lapses,
                            seconds
    confusions              id, question, answer, given, times, last
  With --chart: id, title, sentence, at (where each place begins, or its name),
  width, and series, each with name and values. With --question: id, question,
  answer, facts and the chart. With --week: first, last, done, before, days,
  new, true_retention, known_then, known_now and words.
)";

constexpr const char* kCheck = R"(find what is wrong with decks

Reads decks and prints every problem as FILE:LINE:COLUMN: what is wrong — how
to mend it. Warnings are advice. A deck with an error is not loaded for
study. With --watch the decks are checked again whenever one is saved, until
Ctrl+C. - checks what comes from standard input.)";
constexpr const char* kCheckMore = R"(
OUTPUT WITH --json
  An array with one object a problem: severity ("error" or "warning"), code,
  file, line, column, what, remedy. Lines and columns count from 1; 0 is not
  known.

EXIT STATUS
  0  no errors
  1  at least one error
  2  the command line was not understood
)";

constexpr const char* kNew = R"(write a new deck to begin with

Writes a small deck with an example of each part, to be changed in a text
editor of your own. A file that exists is never overwritten. The deck's id
and title are made from the file's name unless they are given; the id is for
ever. - writes to standard output.)";
constexpr const char* kNewMore = R"(
EXIT STATUS
  0  written
  1  there is a file already, or it could not be written
  2  the command line was not understood
)";

constexpr const char* kFormat = R"(lay decks out in one way

Lays the text of decks out as the editor writes it: one layout for all, so that
changing a fact changes only its lines. Comments and the order of the parts
stay. A deck that is not well-formed is left as it is. - reads a deck from
standard input and writes it to standard output.)";
constexpr const char* kFormatMore = R"(
EXIT STATUS
  0  all well; with --check, nothing would change
  1  a deck cannot be read; with --check, or one would change
  2  the command line was not understood
)";

constexpr const char* kDiff = R"(say what is other in a deck than in another

Compares two editions of a deck, question by question: added, put in other
words, with a new answer, removed.)";
constexpr const char* kDiffMore = R"(
OUTPUT WITH --json
  As 'attache changes --json'.

EXIT STATUS
  0  no question is other
  1  some are
  2  a deck cannot be read, or the command line was not understood
)";

constexpr const char* kImport = R"(bring in other programs' files

Reads decks, cards and, where the file has them, the whole history of answers
from files of other programs, and says first what would be added, changed and
left out. Asks before it writes; where nobody can be asked, --yes is needed. It
is all or nothing, and a backup is made before. Importing a file again brings
its deck up to date: nothing is removed, and no progress is overwritten.
- reads standard input.)";
constexpr const char* kImportMore = R"(
FORMATS
  anki              Anki packages (.apkg, .colpkg), with media and history
  table             CSV and TSV, with Anki's header lines if there are any
  quizlet           text copied from Quizlet
  mnemosyne         Mnemosyne cards (.cards); also mnemosyne-xml, mnemosyne-text
  hashcards         Markdown with Q:, A: and C:
  gift, moodle      Moodle's questions (GIFT, Moodle XML)
  aiken             choices, with an ANSWER line
  deck              a deck of our own
  Which one a file is, is guessed unless --format says it.

COLUMNS OF A TABLE
  --columns question,answer,tags names them in their order: question, answer,
  tags, topic, explain, id, accept, ignore.

OUTPUT WITH --json
  An array with an object a file: format, decks (id, title, file, exists, added,
  changed, same, only_here, pictures, lines), answers, new_answers, suspended,
  has_weights, left_out (where, what, count), and imported if it was.

EXIT STATUS
  0  all well
  1  a file was not imported: it could not be, or nobody could be asked
  2  the command line was not understood
)";

constexpr const char* kExport = R"(hand a deck out in another format

Writes a deck as an Anki package, a table, GIFT, Moodle XML, or as a page to be
printed: its cards, a quiz with its answers, or the reading. What the format
cannot hold is listed. The format follows from the file's ending unless
--format says it.)";
constexpr const char* kExportMore = R"(
FORMATS
  anki (.apkg), table (.txt), gift (.gift), moodle (.xml), and the pages
  (.html) cards-html, quiz-html, reading-html

OUTPUT WITH --json
  An object: file, format, bytes, left_out (where, what, count).

EXIT STATUS
  0  written
  1  the deck could not be written
  2  the command line was not understood
)";

constexpr const char* kQuestions = R"(print all questions of a deck

Prints every question that a deck makes, in each form in which it can be
asked, for proofreading, with all that is accepted in a blank and its hint
after ::, with tolerances, and with what is said of wrong options. A star
stands before right options. --seed deals other wrong options.)";
constexpr const char* kQuestionsMore = R"(
OUTPUT WITH --json
  An array with one object a question: id, and lines, an array with one text a
  form.
)";

constexpr const char* kSearch = R"(find questions in all decks

Finds questions by their words, their decks and where you stand with them, and
prints a line for each, its columns separated by tabs. Instead it can do one
thing to all that were found. A search that begins with a minus goes behind
two: attache search -- -is:new)";
constexpr const char* kSearchMore = R"(
SEARCHES
  usfj base            both words, in question, answer or tags
  usfj or aomori       one of them; ( ) keep terms together
  -base                not this word
  "air base"           these words one after the other
  y*a  m_sawa          * stands for any letters, _ for one; a backslash
                       before a sign makes it plain
  w:dog                the whole word
  question:*usfj*      this field as a whole; answer: and note: too
  deck:japan*          by id or title
  tag:place            with tags below it (place::air); tag:none
  topic:command        with topics below it; topic:none
  is:due               or new, learn, review, suspended, buried, leech, marked
  prop:stability>30    or difficulty, retrievability (0 to 1), interval, due
                       (days from today), reviews, lapses; with = != < > <= >=
  added:7              first seen in the last seven days
  rated:7  rated:7:1   answered in them; answered with Again (1 to 4)
  kind:typed form:choice id:deck/card passage:p8
  Case and accents do not count.

COLUMNS
  question, answer, deck, topic, tags, kind, due, interval, stability,
  difficulty, retrievability, reviews, lapses, state, id

OUTPUT WITH --json
  An array with one object a question, with all columns or those that were
  chosen; null where a question has nothing there.

EXIT STATUS
  0 also where nothing was found; 2 where the search was not understood

EXAMPLES
  attache search is:leech --suspend
  attache search deck:japan* prop:due=1 --columns id,question,due --sort due
  attache search tag:exam --due 2024-07-28
  attache search is:due --save "due now"
)";

constexpr const char* kChanges = R"(say what changed in your decks

Says for each deck what is other in it since you looked last: questions that
were added, put in other words, have a new answer, or were removed. It is told
until --seen, or until you have looked at it in the window. Progress, history
and notes stay; a question with a new answer is learned anew.)";
constexpr const char* kChangesMore = R"(
OUTPUT WITH --json
  An array with one object a changed deck:
    id, title, edition_before, edition_now
    added, reworded, new_answer, removed
                    how many questions
    changes         for each question: kind ("added", "reworded", "new-answer"
                    or "removed"), id, before and now, each null or with
                    meaning, question, answer, sentence
)";

constexpr const char* kPassages = R"(print the passages of a deck

Prints the reading behind the questions by topic, each passage with its source
and the number of questions that lean on it. What may be out of date by now is
said. With --search only passages with all these words are printed.)";

constexpr const char* kOverrulings = R"(list the marks that you overruled

Prints for each question what you typed and counted as right although the
program did not, or the other way round, for the author of the deck: a text
that is right may be missing among the aliases.)";
constexpr const char* kOverrulingsMore = R"(
OUTPUT WITH --json
  An array with one object a text: id, question, answer, text, counted_as
  ("right" or "wrong"), times
)";

constexpr const char* kExam = R"(plan and study for an exam

Say when the exam is, what it asks and how many minutes a day you have. On
each day the questions that raise the expected score most are asked within
these minutes, and never more: what does not fit is planned anew, there is no
backlog. Skipped days only change the plan.)";
constexpr const char* kExamMore = R"(
ACTIONS
  list      all exams, the soonest first (also without an action)
  add       a new exam; it needs --title and --at
  change    other values for those options that are given
  remove    take an exam away; all answers stay
  plan      what score to expect, and what more or fewer minutes would do
  study     study today's part in the terminal, as 'attache study' does
  EXAM is the beginning of its id or title. It can be left out where there is
  only one.

WHAT IT ASKS
  Decks and topics, the topics below them included; without any, all decks.
  --weight gives a topic its share of the exam in percent; what is left goes to
  all others. With 100 % nothing else is asked.

MINUTES
  20 for every day, or by weekday: "mon=20 sat=45 sun=0" ("20 sun=0" for 20 but
  on Sundays). With 'change' days that are not named stay as they are. --off
  takes days out, 2024-08-10 or 2024-08-10..2024-08-12. 'none' empties --deck,
  --topic, --off and --weight, and what is given takes the place of all that
  was there; --target 0 takes the target away.

BESIDE ORDINARY STUDY
  Until its day the questions of an exam are studied in its minutes: 'attache
  due' and 'attache study' leave them out. 'attache study --deck' asks them all
  the same; time spent on them anywhere is time of the exam. A question of two
  exams belongs to the one that comes first. After its day an exam is past, and
  its questions are studied like all others.

THE FORECAST
  Plays the days that are left a hundred times. In nine of ten cases the score
  lies in the range that is told. It is wide as long as the memory model has
  not been fitted to your own answers.

OUTPUT WITH --json
  With list an array with one object an exam:
    id, title, at, stage ("ahead", "today" or "past"), day, days_left
    minutes         seven numbers, Monday first
    days_off, scope, weights, target (0 to 1, or null)
    minutes_today, seconds_used_today, steps_today (learning steps to finish)
    questions, seen, suspended
    known           the share that would be right today (0 to 1)
    shared          questions that an earlier exam plans until its day
    missing         decks and topics that are not there
    forecast        the last one: day, score, low, high; or null
  With plan one object:
    exam            as above
    fitted          whether the model was fitted to your answers
    score, low, high, without_study, bound
                    shares (0 to 1): expected, from, to, if nothing is studied,
                    and what no schedule can exceed; null without questions
    verdict         on the target: "none", "reached", "within-reach" or
                    "out-of-reach"; minutes_needed: a day, where within reach
    minutes_left, minutes_planned, ample, only_new, never_seen
    curve           for each number of minutes a day: minutes, score, bound
    topics          for each: id, name, questions, new, share, minutes,
                    without_study, score, gain, left_alone
    words           what is said of it, a sentence each

EXAMPLES
  attache exam add --title Midterm --at 2024-08-20T09:00 --deck uk-bill-to-act
      --minutes "20 sun=0" --target 80
  attache exam plan
  attache exam study
)";

constexpr const char* kAdvise = R"(say what it costs to know more

For each desired retention, how many minutes a day it takes and how many
questions you would know at the end, worked out with your own memory and your
own pace.)";
constexpr const char* kAdviseMore = R"(
OUTPUT WITH --json
  One object:
    questions, days
    cheapest        the retention at which what you know costs least time
    curve           array of: retention, minutes_a_day, reviews_a_day,
                    known_at_end, minutes_per_known
)";

constexpr const char* kOptimize = R"(fit the memory model to your answers

Works out from your own answers how your memory behaves, and takes what it finds
only if it predicts your latest answers better than what is in use. With --log it
fits to a file instead and prints the weights; your own data are left alone.)";
constexpr const char* kOptimizeMore = R"(
YOUR OWN ANSWERS
  Weights are fitted to the first 80 % of your answers and tried on the last 20 %,
  for each memory model. If the best of them beats those in use, it is fitted
  to all answers and taken, and all due days are set anew. --reset goes back.

A LOG
  CSV as 'attache evaluate' reads it. Nothing is held out; --first does that.

OUTPUT WITH --json
  Own answers, one object:
    better, taken, model, weights, answers, held_out, log_loss_in_use,
    log_loss_fitted
  A log, one object:
    model, weights, reviews (that count), fit_ms, log_loss, log_loss_before
)";

constexpr const char* kEvaluate = R"(say how well a memory model foretells a log

Reads a log of reviews and compares the chances of recall that a model
foretells with what happened. A review counts when it comes a study day or
more after the one before: not the first of a card, and one a day. Reviews in
between still change the memory.)";
constexpr const char* kEvaluateMore = R"(
THE LOG
  CSV with a header row and the columns card_id, review_time (milliseconds since
  1970), review_rating (1 to 4), review_state (0 new, 1 learning, 2 review, 3
  relearning) and review_duration (milliseconds), in any order. Study days begin
  at 04:00 in UTC, so that figures are the same everywhere, or in --zone.

MODELS
  fsrs-6, fsrs-7   with --weights, or else with their defaults
  sm-2             for comparison: 0.9 when its interval is over
  constant         the mean recall of the answers before --last, or of all
  all              each of these

WEIGHTS
  Numbers with commas between, after the model and a colon unless they are for
  FSRS-6; or a file with them, or with what 'attache optimize --json' prints.

FIGURES
  log loss     mean of -ln of the chance given to what happened; less is better
  RMSE(bins)   how far the mean chance lies from the share recalled, over groups
               of alike reviews; less is better
  AUC          how often a recalled review had a greater chance than a forgotten
               one; 0.5 for chance alone, 1 at best

SPLITS
  --splits 5 cuts the reviews that count by time into 6 parts, fits weights to
  what is before each but the first, and scores the parts together.

OUTPUT WITH --json
  One object, with --model all an array of such:
    model, weights  the weights used, or null
    reviews         rows of the log
    scored          reviews that count
    log_loss, rmse_bins, auc
                    auc is null where all or none was recalled
    predicted       mean chance
    recalled        share
    calibration     ten groups from small chances to great ones: predicted,
                    recalled, reviews
)";

constexpr const char* kSimulate = R"(write the log of a student who does not exist

Plays a student whose true memory is known, as the scheduler would ask, and
writes the answers as a log. It is for trying 'attache evaluate' and 'attache
optimize', and to compare programs.)";
constexpr const char* kSimulateMore = R"(
THE STUDENT
  --truth fsrs-6 or fsrs-7 has weights drawn by chance around the defaults, or
  those of --weights. misspecified fits no model: cards have a pace of their
  own, there are good and bad days, guesses, slips, and "hard" for "again".
  The student skips days and weekends, comes early and late, and leaves steps
  for the next day, all now and then; with --faithful never.

THE LOG
  As 'attache evaluate' reads it. Study days begin at 04:00 in UTC. --seed gives
  the same log again.

OUTPUT WITH --json, beside --out
  One object: reviews, cards, days, minutes (all together), truth, model,
  weights (the true ones), scored (reviews that count), log_loss (of the true
  chances: nothing foretells better), seed, file.

EXAMPLES
  attache simulate --reviews 10000 --seed 1 --out log.csv
  attache evaluate --log log.csv --model all
)";

constexpr const char* kSet = R"(show or change settings

Without arguments it lists all settings, with SETTING it shows one, and with
VALUE too it changes that one. A change is kept.)";
constexpr const char* kSetMore = R"(
SETTINGS
  new-per-day            how many new questions a day, 0 to 9999
  minutes-a-day          for how long you want to study on a day, 0 to 600; 0
                         for no limit. What gives most for the time is asked
                         first, and what does not fit waits for other days
  easy-days              days of the week with less work, in percent of the
                         usual, for minutes, new questions and due days:
                         "sat=50 sun=0", or none
  balance-days           yes to choose due days so that all days get about the
                         same work, or no
  desired-retention      how likely you want to know an answer when it comes
                         due, 0.70 to 0.97; a change moves the days on which
                         questions are due
  day-start-hour         the hour at which a study day begins, 0 to 23
  maximum-interval-days  the longest wait between two reviews, 1 to 36500
  forms                  how questions are put: by-strength (recognition first,
                         recall once it is well known), recognition, completion
                         or recall
  weights                of the memory model: default, fsrs-7, or numbers as
                         'attache optimize' finds them
  text-percent           size of the text in the window, 100 to 200
  theme                  colours of the window: system, light or dark

EXAMPLES
  attache set                   list all
  attache set new-per-day 10    change one
)";

/// Lays out help like a manual page.
class ManualPage : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app,
                        std::string /*name*/,
                        CLI::AppFormatMode /*mode*/) const override {
    const std::string about = app->get_description();
    const std::size_t line_end = about.find('\n');
    std::string page = fmt::format("NAME\n  {} - {}\n\nSYNOPSIS\n  {}\n", title(*app),
                                   about.substr(0, line_end), synopsis(*app));
    if (line_end != std::string::npos)
      page += "\nDESCRIPTION" + indented(about.substr(line_end + 1)) + "\n";
    page += options(*app) + commands(*app);
    if (app->get_parent() != nullptr)
      page += "\nThe options of 'attache --help' may be given too.\n";
    return page + app->get_footer();
  }

 private:
  static std::string title(const CLI::App& app) {
    return app.get_parent() == nullptr ? "attache" : "attache " + app.get_name();
  }

  /// "\n  line\n  line".
  static std::string indented(std::string_view text) {
    std::string lines;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (end > 0) lines += "\n  " + std::string(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
  }

  static std::string synopsis(const CLI::App& app) {
    if (app.get_parent() == nullptr) return "attache [OPTION]... [COMMAND [ARGUMENT]...]";
    std::string line = title(app);
    std::size_t line_begin = 0;
    for (const CLI::Option* option : app.get_options()) {
      if (option == app.get_help_ptr()) continue;
      std::string part =
          option->get_positional() ? value_name(*option) : long_name(*option);
      if (option->get_positional() && option->get_expected_max() > 1) part += "...";
      if (!option->get_required()) part = fmt::format("[{}]", part);
      if (line.size() - line_begin + 1 + part.size() > 76) {
        line_begin = line.size();
        line += "\n         ";
      }
      line += ' ';
      line += part;
    }
    return line;
  }

  /// "FILE"; CLI11 adds what is checked after a colon.
  static std::string value_name(const CLI::Option& option) {
    const std::string name = option.get_type_name();
    return name.substr(0, name.find(':'));
  }

  static std::string long_name(const CLI::Option& option) {
    const std::string value = value_name(option);
    return "--" + option.get_lnames().front() + (value.empty() ? "" : " " + value);
  }

  static std::string options(const CLI::App& app) {
    std::string list = "\nOPTIONS";
    for (const CLI::Option* option : app.get_options()) {
      const bool positional = option->get_positional();
      std::string name = positional ? value_name(*option) : long_name(*option);
      if (!positional && !option->get_snames().empty())
        name.insert(0, fmt::format("-{}, ", option->get_snames().front()));
      list += fmt::format("\n  {}\n      {}", name, option->get_description());
      if (!option->get_default_str().empty())
        list += fmt::format(" (otherwise {})", option->get_default_str());
    }
    return list + "\n";
  }

  static std::string commands(const CLI::App& app) {
    std::string list;
    for (const CLI::App* command : app.get_subcommands({})) {
      const std::string about = command->get_description();
      list += fmt::format("\n  {:<12}{}", command->get_name(),
                          about.substr(0, about.find('\n')));
    }
    return list.empty() ? "" : "\nCOMMANDS" + list + "\n";
  }
};

/// What somebody meant who wrote a word that is not known: a command, or an option.
std::optional<std::string> meant_by(const std::string& word, const CLI::App& app) {
  const auto given = app.get_subcommands();
  const CLI::App& command = given.empty() ? app : *given.front();
  std::vector<std::string> names;
  if (word.front() == '-') {
    for (const CLI::App* from : {&command, &app})
      for (const CLI::Option* option : from->get_options())
        if (!option->get_positional())
          names.push_back("--" + option->get_lnames().front());
  } else if (given.empty()) {
    for (const CLI::App* each : app.get_subcommands({}))
      names.push_back(each->get_name());
  }
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const auto meant = closest(word, candidates);
  return meant ? std::optional<std::string>(*meant) : std::nullopt;
}

/// Says what is wrong with the command line.
Parting refusal(const CLI::ParseError& error, const CLI::App& app) {
  const auto given = app.get_subcommands();
  const std::string page = given.empty()
                               ? "attache --help"
                               : "attache " + given.front()->get_name() + " --help";
  std::string what = error.what();
  std::string remedy = fmt::format("'{}' tells more", page);
  const std::vector<std::string> unknown = app.remaining(true);
  const bool extra = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  if (extra && !unknown.empty() && !unknown.front().empty()) {
    const std::string& word = unknown.front();
    const char* kind = word.front() == '-' ? "option"
                       : given.empty()     ? "command"
                                           : "argument";
    what = fmt::format("there is no {} {}", kind, word);
    if (const auto meant = meant_by(word, app))
      remedy = fmt::format("did you mean {}?", *meant);
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr &&
             what.find("At Most 1") != std::string::npos) {
    what = fmt::format("{} was given more than once", what.substr(0, what.find(':')));
  } else if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
    what = "a value does not fit: " + what.substr(what.find(':') + 2);
  }
  return {fmt::format("attache: {} — {}\n", what, remedy), 2};
}

void add_quiz_options(CLI::App& app, QuizCommand& quiz) {
  app.add_option("--kind", quiz.kind, "quick, exam, match or timeline")
      ->check([](const std::string& text) {
        return std::string(
            round_kind_named(text) ? "" : "choose from quick, exam, match and timeline");
      })
      ->type_name("KIND")
      ->capture_default_str();
  app.add_option("--topic", quiz.topics, "Only this topic or deck; may be repeated")
      ->type_name("DECK/TOPIC")
      ->allow_extra_args(false);
  app.add_option("--questions", quiz.questions, "How many questions, pairs or events")
      ->type_name("N");
  app.add_option("--minutes", quiz.minutes, "Time limit of a mock exam; 0 for none")
      ->check(CLI::Range(0, 600))
      ->type_name("N");
  app.add_option("--weight", quiz.weights,
                 "A topic's share of the questions in percent; may be repeated")
      ->type_name("DECK/TOPIC=PERCENT")
      ->allow_extra_args(false);
  app.add_flag("--negative", quiz.negative, "A wrong pick in a mock exam costs marks");
  app.add_option("--paper", quiz.paper,
                 "The same mock exam for all who give this code, with the same topics, "
                 "number\n      of questions and edition of the decks")
      ->type_name("CODE");
  CLI::Option* counts =
      app.add_flag("--counts", quiz.counts, "Answers count as evidence for memory");
  app.add_flag("--does-not-count", quiz.does_not_count, "Answers do not count")
      ->excludes(counts);
  app.add_option("--html", quiz.html, "Write the report as a page that can be printed")
      ->type_name("FILE");
  app.add_flag("--resume", quiz.resume, "Take up the newest round that is not finished");
  app.add_flag("--abandon", quiz.abandon,
               "Throw the newest round that is not finished away; it asks once");
  app.add_flag("--list", quiz.list, "List all rounds");
  app.add_option("--report", quiz.report, "Read the report of a round; last for the last")
      ->type_name("ID");
  app.add_flag("--json", quiz.json, "With --list or --report: print JSON, for scripts");
}

void add_progress_options(CLI::App& app, ProgressCommand& progress) {
  app.add_option("ACTION", progress.action, "export")
      ->required()
      ->check([](const std::string& text) {
        return std::string(text == "export" ? "" : "the action is export");
      })
      ->type_name("ACTION");
  app.add_option("FILE", progress.file,
                 "The file to be written, a folder for it, or - for standard output")
      ->type_name("FILE");
  app.add_option("--deck", progress.decks, "Tell of this deck; may be repeated")
      ->required()
      ->type_name("ID")
      ->allow_extra_args(false);
  app.add_option("--topic", progress.topics,
                 "Tell of this topic, and those below it, alone; may be repeated")
      ->type_name("DECK/TOPIC")
      ->allow_extra_args(false);
  app.add_option("--name", progress.name, "Your name, instead of a pseudonym")
      ->type_name("NAME");
  app.add_option("--course", progress.course, "The class that it is for")
      ->type_name("NAME");
  app.add_flag("--history", progress.history,
               "Tell each answer too, not only how often and how well");
  app.add_flag("--no-exams", progress.no_exams, "Leave mock exams out");
  app.add_flag("--preview", progress.preview, "Tell what would be told, write nothing");
}

void add_class_options(CLI::App& app, ClassCommand& wish) {
  app.add_option("ACTION", wish.action, "list, add, show, report, practice or remove")
      ->check([](const std::string& text) {
        constexpr std::array<std::string_view, 6> kActions{
            "list", "add", "show", "report", "practice", "remove"};
        const bool known =
            std::find(kActions.begin(), kActions.end(), text) != kActions.end();
        return std::string(
            known ? "" : "choose from list, add, show, report, practice and remove");
      })
      ->type_name("ACTION");
  app.add_option("NAME", wish.name, "The class")->type_name("NAME");
  app.add_option("FILES", wish.files, "Progress files and folders, or the file to write")
      ->type_name("FILES");
  std::vector<CLI::Option*> parts;
  const auto part = [&](const char* flag, const char* name, const char* about) {
    CLI::Option* option = app.add_flag_callback(
        flag, [&wish, name] { wish.part = name; }, about);
    for (CLI::Option* other : parts)
      option->excludes(other);
    parts.push_back(option);
  };
  part("--students", "students", "Show who has studied when and how much");
  part("--topics", "topics", "Show what is known, by student and topic");
  part("--hardest", "hardest", "Show all questions, the hardest first");
  part("--answers", "answers", "The same with wrong answers and options");
  part("--exams", "exams", "Show mock exams with their item analysis");
  part("--days", "days", "Show when the class studies");
  app.add_option("--deck", wish.deck, "Only this deck, by its id")->type_name("ID");
  CLI::Option* json = app.add_flag("--json", wish.json, "Print JSON, for scripts");
  app.add_flag("--csv", wish.csv, "Print CSV, for spreadsheets")->excludes(json);
  app.add_option("--most", wish.most, "Practice: at most so many questions, 1 to 1000")
      ->check(CLI::Range(1, 1000))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--student", wish.student,
                 "Remove: only this student, by id, its beginning, or name")
      ->type_name("ID");
  app.add_flag("--yes", wish.yes, "Remove without asking");
  app.add_option("--store", wish.store,
                 "Where classes are kept: a folder, or postgresql://…")
      ->type_name("PLACE");
}

void add_exam_options(CLI::App& app, ExamCommand& exam) {
  app.add_option("ACTION", exam.action, "list, add, change, remove, plan or study")
      ->check([](const std::string& text) {
        constexpr std::array<std::string_view, 6> kActions{"list",   "add",  "change",
                                                           "remove", "plan", "study"};
        const bool known =
            std::find(kActions.begin(), kActions.end(), text) != kActions.end();
        return std::string(known ? ""
                                 : "choose from list, add, change, remove, plan and "
                                   "study");
      })
      ->type_name("ACTION");
  app.add_option("EXAM", exam.exam, "Which exam: the beginning of its id or title")
      ->type_name("EXAM");
  app.add_option("--title", exam.title, "What it is called")->type_name("TEXT");
  app.add_option("--at", exam.at,
                 "Local day and time, 2024-08-20T09:00; without a time nine o'clock")
      ->type_name("TIME");
  app.add_option("--deck", exam.decks, "A deck that it asks, by its id; may be repeated")
      ->type_name("ID")
      ->allow_extra_args(false);
  app.add_option("--topic", exam.topics, "A topic that it asks; may be repeated")
      ->type_name("DECK/TOPIC")
      ->allow_extra_args(false);
  app.add_option("--minutes", exam.minutes, "Minutes a day, or by weekday (otherwise 20)")
      ->type_name("MINUTES");
  app.add_option("--off", exam.off, "A day without study, or several; may be repeated")
      ->type_name("DAY")
      ->allow_extra_args(false);
  app.add_option("--target", exam.target, "The score that you wish for, in percent")
      ->check([](const std::string& text) {
        double percent = -1;
        const auto read =
            std::from_chars(text.data(), text.data() + text.size(), percent);
        const bool is_percent = read.ec == std::errc() &&
                                read.ptr == text.data() + text.size() &&
                                (percent == 0 || (percent >= 1 && percent <= 100));
        return std::string(is_percent ? "" : "give a percentage, 1 to 100; 0 for none");
      })
      ->type_name("PERCENT");
  app.add_option("--weight", exam.weights,
                 "A topic's share of the exam in percent; may be repeated")
      ->type_name("DECK/TOPIC=PERCENT")
      ->allow_extra_args(false);
  app.add_flag("--end", exam.end, "With change: end it before its day");
  app.add_flag("--json", exam.json, "With list or plan: print JSON, for scripts");
}

void add_advise_options(CLI::App& app, AdviseCommand& advise) {
  app.add_option("--days", advise.days, "Days to look ahead, 7 to 1000; otherwise 365")
      ->check(CLI::Range(7, 1000))
      ->type_name("N");
  app.add_option("--questions", advise.questions,
                 "Questions to learn; otherwise those of your decks")
      ->check(CLI::Range(1, 100'000))
      ->type_name("N");
  app.add_option("--minutes", advise.minutes,
                 "New questions as these minutes a day allow, 1 to 600;\n      otherwise "
                 "as many as the settings have")
      ->check(CLI::Range(1, 600))
      ->type_name("N");
  app.add_flag("--json", advise.json, "Print JSON, for scripts");
}

void add_search_options(CLI::App& app, SearchCommand& search) {
  app.add_option("QUERY", search.words, "What to look for; nothing finds all")
      ->type_name("QUERY");
  app.add_option("--use", search.use, "Search among what this saved search finds")
      ->type_name("NAME");
  app.add_option("--sort", search.sort, "Sort by this column; otherwise as in the decks")
      ->type_name("COLUMN");
  app.add_flag("--descending", search.descending, "The last first");
  app.add_option("--columns", search.columns, "What to print, as in id,question,due")
      ->delimiter(',')
      ->type_name("COLUMNS");
  app.add_flag("--json", search.json, "Print JSON, for scripts");
  app.add_flag("--suspend", search.suspend, "Do not ask what was found any more");
  app.add_flag("--resume", search.resume, "Ask it again");
  app.add_flag("--mark", search.mark, "Mark it");
  app.add_flag("--unmark", search.unmark, "Remove the marks");
  app.add_flag("--bury", search.bury, "Put it off until tomorrow");
  app.add_flag("--forget", search.forget, "Make it new again; its history stays");
  app.add_option("--due", search.due,
                 "Ask it on this day: 2024-07-28, or days from today")
      ->type_name("DAY");
  app.add_option("--tag", search.tags, "Add this tag in the deck files")
      ->allow_extra_args(false)
      ->type_name("TAG");
  app.add_option("--untag", search.untags, "Remove this tag in the deck files")
      ->allow_extra_args(false)
      ->type_name("TAG");
  app.add_option("--topic", search.topic,
                 "Move it to this topic in the deck files, by id")
      ->type_name("TOPIC");
  app.add_option("--save", search.save, "Keep the search under this name")
      ->type_name("NAME");
  app.add_flag("--saved", search.saved, "List the searches that are kept");
}

void add_optimize_options(CLI::App& app, OptimizeCommand& optimize) {
  CLI::Option* log =
      app.add_option("--log", optimize.log, "Fit to this log, in CSV")->type_name("FILE");
  app.add_option("--model", optimize.model,
                 "fsrs-6 or fsrs-7; otherwise fsrs-6 for a log,\n      and for your own "
                 "answers the better one")
      ->check(CLI::IsMember({"fsrs-6", "fsrs-7"}))
      ->type_name("MODEL");
  app.add_option("--first", optimize.first,
                 "Only this share of the log, the oldest; 0 to 1")
      ->check(CLI::Range(0.0, 1.0))
      ->needs(log)
      ->type_name("SHARE");
  app.add_option("--threads", optimize.threads, "Cores to use for a log, 1 to 64")
      ->check(CLI::Range(1, 64))
      ->needs(log)
      ->type_name("N")
      ->capture_default_str();
  CLI::Option* look =
      app.add_flag("--look", optimize.look_only, "Say what would change, change nothing")
          ->excludes(log);
  app.add_flag("--reset", optimize.reset, "Go back to the usual weights")
      ->excludes(log)
      ->excludes(look);
  app.add_flag("--json", optimize.json, "Print JSON, for scripts");
}

void add_import_options(CLI::App& app, ImportCommand& wish) {
  app.add_option("FILE", wish.files, "A file, or -")->required()->type_name("FILE");
  app.add_option("--format", wish.format, "Its format")->type_name("FORMAT");
  app.add_option("--id", wish.id, "The id of the deck that is made")->type_name("ID");
  app.add_option("--columns", wish.columns, "What the columns of a table are")
      ->delimiter(',')
      ->type_name("NAMES");
  app.add_option("--separator", wish.separator,
                 "What stands between the columns: a sign, or tab")
      ->type_name("SIGN");
  CLI::Option* header = app.add_flag("--header", wish.header, "The first row has names");
  app.add_flag("--no-header", wish.no_header, "The first row is a card")
      ->excludes(header);
  app.add_flag("--html", wish.html, "The cells of a table are HTML");
  app.add_flag("--no-history", wish.no_history, "Leave answers and flags out");
  app.add_flag("--take-weights", wish.take_weights,
               "Use the weights that the other program has fitted");
  CLI::Option* yes = app.add_flag("--yes", wish.yes, "Import without asking");
  app.add_flag("--dry-run", wish.dry_run, "Only say what would happen")->excludes(yes);
  app.add_flag("--json", wish.json, "Print JSON, for scripts");
}

void add_export_options(CLI::App& app, ExportCommand& wish) {
  app.add_option("DECK", wish.deck, "A deck, by its id ('attache due' tells)")
      ->required()
      ->type_name("ID");
  app.add_option("FILE", wish.file, "Where to write it, or -; the deck's id if left out")
      ->type_name("FILE");
  app.add_option("--format", wish.format, "In which format")->type_name("FORMAT");
  app.add_option("--questions", wish.questions, "How many questions a printed quiz has")
      ->check(CLI::Range(1, 10000))
      ->type_name("N");
  app.add_flag("--with-progress", wish.with_progress,
               "With where you stand, in an Anki package");
  app.add_flag("--force", wish.force, "Write over a file that is there");
  app.add_flag("--json", wish.json, "Say in JSON what was written and left out");
}

void add_evaluate_options(CLI::App& app, EvaluateCommand& evaluate) {
  app.add_option("--log", evaluate.log, "The log, in CSV")->required()->type_name("FILE");
  app.add_option("--weights", evaluate.weights, "Weights, or a file with them")
      ->type_name("WEIGHTS");
  app.add_option("--model", evaluate.model,
                 "fsrs-6, fsrs-7, sm-2, constant or all;\n      otherwise that of the "
                 "weights")
      ->check([](const std::string& text) {
        return std::string(can_be_evaluated(text)
                               ? ""
                               : "choose from fsrs-6, fsrs-7, sm-2, constant and all");
      })
      ->type_name("MODEL");
  CLI::Option* last =
      app.add_option("--last", evaluate.last,
                     "Score only this share of the log, the newest; 0 to 1")
          ->check(CLI::Range(0.0, 1.0))
          ->type_name("SHARE");
  app.add_option("--splits", evaluate.splits,
                 "Fit to what is before each of so many parts, 1 to 50")
      ->check(CLI::Range(1, 50))
      ->excludes(last)
      ->excludes("--weights")
      ->type_name("N");
  app.add_flag("--recency", evaluate.recency, "Newer reviews count more");
  app.add_flag("--json", evaluate.json, "Print JSON, for scripts");
}

/// A practice schedules nothing, so it goes with none of a sitting's options.
void add_practice_options(CLI::App& app, StudyCommand& study) {
  CLI::Option* weakest =
      app.add_flag("--weakest", study.weakest,
                   "Practise the weakest questions instead; nothing is scheduled by it");
  CLI::Option* confusions =
      app.add_flag("--confusions", study.confusions,
                   "Practise what you take for one another; nothing is scheduled by it");
  weakest->excludes(confusions)->excludes("--deck")->excludes("--more");
  confusions->excludes("--deck")->excludes("--more");
  app.add_option("--scope", study.scope,
                 "With --weakest or --confusions: only what this search finds")
      ->type_name("QUERY");
}

void add_stats_options(CLI::App& app, StatsCommand& stats) {
  app.add_option("--scope", stats.scope,
                 "Only what this search finds, as in attache search")
      ->type_name("QUERY");
  app.add_option("--range", stats.range, "month, 3-months, year or all")
      ->capture_default_str()
      ->type_name("RANGE");
  app.add_option("--chart", stats.chart, "Print one chart as a table")->type_name("ID");
  app.add_flag("--list", stats.list, "List the charts with their ids");
  app.add_option("--question", stats.question,
                 "The forgetting curve of one question, by its id")
      ->type_name("ID");
  app.add_flag("--week", stats.week, "The last seven days in words");
  app.add_flag("--time", stats.time, "In the chart of reviews: time, not answers");
  app.add_flag("--no-backlog", stats.no_backlog,
               "In the chart of what is due: without what is overdue");
  app.add_option("--html", stats.html, "Write a page to print; with --week of the week")
      ->type_name("FILE");
  app.add_flag("--csv", stats.csv, "With --chart or --question: as CSV");
  app.add_flag("--json", stats.json, "Print JSON, for scripts");
}

void add_simulate_options(CLI::App& app, SimulateCommand& simulate) {
  app.add_option("--reviews", simulate.reviews, "End after so many answers")
      ->check(CLI::Range(1, 100'000'000))
      ->type_name("N");
  app.add_option("--days", simulate.days,
                 "End after so many days; otherwise 365, or with --reviews any")
      ->check(CLI::Range(1, 36500))
      ->type_name("N");
  app.add_option("--cards", simulate.cards,
                 "Cards in all; otherwise 1000, or one for 9 of --reviews")
      ->check(CLI::Range(1, 100'000'000))
      ->type_name("N");
  app.add_option("--new", simulate.new_a_day,
                 "New cards a day; otherwise 10, or all within a year if more")
      ->check(CLI::Range(1, 100'000'000))
      ->type_name("N");
  app.add_option("--truth", simulate.truth, "fsrs-6, fsrs-7 or misspecified")
      ->check([](const std::string& text) {
        return std::string(
            can_be_simulated(text) ? "" : "choose from fsrs-6, fsrs-7 and misspecified");
      })
      ->type_name("TRUTH")
      ->capture_default_str();
  app.add_option("--weights", simulate.weights,
                 "The true weights, or a file with them; otherwise drawn")
      ->type_name("WEIGHTS");
  app.add_option("--believed", simulate.believed,
                 "The weights that schedule; otherwise FSRS-6's defaults")
      ->type_name("WEIGHTS");
  app.add_option("--retention", simulate.retention, "Desired retention, 0.70 to 0.99")
      ->check(CLI::Range(0.7, 0.99))
      ->type_name("R")
      ->capture_default_str();
  app.add_option("--minutes", simulate.minutes,
                 "No answer begins after these minutes of a day; 0 for none")
      ->check(CLI::Range(0.0, 1440.0))
      ->type_name("N");
  app.add_flag("--faithful", simulate.faithful, "Never skips, early, late or unfinished");
  app.add_option("--out", simulate.out, "Write the log here; otherwise it is printed")
      ->type_name("FILE");
  app.add_flag("--json", simulate.json, "With --out: say in JSON what is true of it");
}

}  // namespace

std::variant<Invocation, Parting> parse(int argc, const char* const* argv) {
  Invocation invocation;
  CLI::App app(kAbout, "attache");
  app.formatter(std::make_shared<ManualPage>());
  app.footer(kMore);
  app.set_version_flag("--version,-V", "attache " ATTACHE_VERSION, "Print the version");
  app.set_help_flag("--help,-h", "Print this help");
  app.require_subcommand(0, 1);
  app.add_option("--data", invocation.data, "Keep your progress in this folder")
      ->type_name("DIR");
  app.add_option("--decks", invocation.decks,
                 "Read this deck, or the decks in this folder, instead of the usual "
                 "ones;\n      may be repeated")
      ->type_name("PATH")
      ->allow_extra_args(false);
  app.add_option("--seed", invocation.seed, "Make chance repeatable")
      ->type_name("N")
      ->check([](const std::string& text) {
        const bool whole = text.find_first_not_of("0123456789") == std::string::npos;
        return std::string(whole ? "" : "give a whole number from 0 on");
      });
  app.add_option("--zone", invocation.zone,
                 "Time zone, such as Asia/Tokyo; otherwise that of this machine")
      ->type_name("ZONE");
  app.add_option("--now", invocation.now,
                 "For tests: pretend that it is this instant, 2024-07-28T09:00:00Z")
      ->type_name("INSTANT");

  const auto command = [&](const char* name, const char* about, const char* more = "") {
    return app.add_subcommand(name, about)->footer(more)->fallthrough();
  };

  WindowCommand window;
  CLI::App* window_app = command("window", kWindow, kWindowMore);
  window_app
      ->add_option("--picture", window.picture, "Write a picture of a screen and leave")
      ->type_name("FILE");
  window_app->add_option("--screen", window.screen, "Which screen to picture")
      ->type_name("SCREEN")
      ->capture_default_str();
  window_app->add_option("--width", window.width, "Width of the picture, 800 to 7680")
      ->check(CLI::Range(800, 7680))
      ->type_name("N")
      ->capture_default_str();
  window_app->add_option("--height", window.height, "Height of the picture, 600 to 4320")
      ->check(CLI::Range(600, 4320))
      ->type_name("N")
      ->capture_default_str();

  StudyCommand study;
  CLI::App* study_app = command("study", kStudy, kStudyMore);
  study_app
      ->add_option("--deck", study.deck,
                   "Only this deck, by its id ('attache due' tells)")
      ->type_name("ID");
  study_app
      ->add_option("--more", study.more,
                   "So many minutes more than today's, 1 to 600, if there is a limit")
      ->check(CLI::Range(1, 600))
      ->type_name("MINUTES");
  add_practice_options(*study_app, study);

  QuizCommand quiz;
  CLI::App* quiz_app = command("quiz", kQuiz, kQuizMore);
  add_quiz_options(*quiz_app, quiz);

  DueCommand due;
  CLI::App* due_app = command("due", kDue, kDueMore);
  due_app->add_flag("--json", due.json, "Print JSON, for scripts");

  StatsCommand stats;
  CLI::App* stats_app = command("stats", kStats, kStatsMore);
  add_stats_options(*stats_app, stats);

  CheckCommand check;
  CLI::App* check_app = command("check", kCheck, kCheckMore);
  check_app->add_option("DECK", check.decks, "A deck file")
      ->required()
      ->type_name("DECK");
  check_app->add_flag("--json", check.json, "Print JSON, for editors");

  check_app->add_flag("--watch", check.watch, "Check again whenever a deck is saved");

  NewCommand make;
  CLI::App* make_app = command("new", kNew, kNewMore);
  make_app->add_option("FILE", make.file, "The deck file to be written")
      ->required()
      ->type_name("FILE");
  make_app->add_option("--title", make.title, "Its title")->type_name("TITLE");
  make_app->add_option("--id", make.id, "Its id")->type_name("ID");
  make_app->add_option("--lang", make.lang, "Its language, as en, en-GB or ja")
      ->type_name("LANGUAGE");
  make_app->add_flag("--bare", make.bare, "Without examples");

  FormatCommand format;
  CLI::App* format_app = command("format", kFormat, kFormatMore);
  format_app->add_option("DECK", format.decks, "A deck file, or -")
      ->required()
      ->type_name("DECK");
  format_app->add_flag("--check", format.check, "Change nothing, only tell");

  DiffCommand diff;
  CLI::App* diff_app = command("diff", kDiff, kDiffMore);
  diff_app->add_option("OLD", diff.before, "The deck as it was")
      ->required()
      ->type_name("OLD");
  diff_app->add_option("NEW", diff.now, "The deck as it is")
      ->required()
      ->type_name("NEW");
  diff_app->add_flag("--json", diff.json, "Print JSON, for scripts");

  ImportCommand import_wish;
  CLI::App* import_app = command("import", kImport, kImportMore);
  add_import_options(*import_app, import_wish);

  ExportCommand export_wish;
  CLI::App* export_app = command("export", kExport, kExportMore);
  add_export_options(*export_app, export_wish);

  ProgressCommand progress;
  CLI::App* progress_app = command("progress", kProgress, kProgressMore);
  add_progress_options(*progress_app, progress);

  ClassCommand class_wish;
  CLI::App* class_app = command("class", kClass, kClassMore);
  add_class_options(*class_app, class_wish);

  QuestionsCommand questions;
  CLI::App* questions_app = command("questions", kQuestions, kQuestionsMore);
  questions_app->add_option("DECK", questions.deck, "A deck file, or the id of a deck")
      ->required()
      ->type_name("DECK");
  questions_app->add_flag("--json", questions.json, "Print JSON, for scripts");

  SearchCommand search;
  CLI::App* search_app = command("search", kSearch, kSearchMore);
  add_search_options(*search_app, search);

  ChangesCommand changes;
  CLI::App* changes_app = command("changes", kChanges, kChangesMore);
  changes_app->add_option("DECK", changes.deck, "Only this deck, by its id")
      ->type_name("ID");
  changes_app->add_flag("--json", changes.json, "Print JSON, for scripts");
  changes_app->add_flag("--seen", changes.seen, "Do not tell these changes again");

  OverrulingsCommand overrulings;
  CLI::App* overrulings_app = command("overrulings", kOverrulings, kOverrulingsMore);
  overrulings_app->add_option("DECK", overrulings.deck, "Only this deck, by its id")
      ->type_name("ID");
  overrulings_app->add_flag("--json", overrulings.json, "Print JSON, for scripts");

  PassagesCommand passages;
  CLI::App* passages_app = command("passages", kPassages);
  passages_app
      ->add_option("DECK", passages.deck, "A deck, by its id ('attache due' tells)")
      ->required()
      ->type_name("ID");
  passages_app
      ->add_option("--search", passages.search, "Only passages with all these words")
      ->type_name("WORDS");

  ExamCommand exam;
  CLI::App* exam_app = command("exam", kExam, kExamMore);
  add_exam_options(*exam_app, exam);

  AdviseCommand advise;
  CLI::App* advise_app = command("advise", kAdvise, kAdviseMore);
  add_advise_options(*advise_app, advise);

  OptimizeCommand optimize;
  CLI::App* optimize_app = command("optimize", kOptimize, kOptimizeMore);
  add_optimize_options(*optimize_app, optimize);

  EvaluateCommand evaluate;
  CLI::App* evaluate_app = command("evaluate", kEvaluate, kEvaluateMore);
  add_evaluate_options(*evaluate_app, evaluate);

  SimulateCommand simulate;
  CLI::App* simulate_app = command("simulate", kSimulate, kSimulateMore);
  add_simulate_options(*simulate_app, simulate);

  SetCommand set;
  CLI::App* set_app = command("set", kSet, kSetMore);
  set_app->add_option("SETTING", set.key, "Which setting")->type_name("SETTING");
  set_app->add_option("VALUE", set.value, "Its new value")->type_name("VALUE");

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return Parting{app.help(), 0};
  } catch (const CLI::CallForVersion& version) {
    return Parting{std::string(version.what()) + "\n", 0};
  } catch (const CLI::ParseError& error) {
    return refusal(error, app);
  }
  invocation.command_named = !app.get_subcommands().empty();
  const auto take = [&](const CLI::App* chosen, auto& options) {
    if (chosen->parsed()) invocation.command = std::move(options);
  };
  take(window_app, window);
  take(study_app, study);
  take(quiz_app, quiz);
  take(due_app, due);
  take(stats_app, stats);
  take(check_app, check);
  take(make_app, make);
  take(format_app, format);
  take(diff_app, diff);
  take(import_app, import_wish);
  take(export_app, export_wish);
  take(progress_app, progress);
  take(class_app, class_wish);
  take(questions_app, questions);
  take(search_app, search);
  take(overrulings_app, overrulings);
  take(changes_app, changes);
  take(passages_app, passages);
  take(exam_app, exam);
  take(optimize_app, optimize);
  take(advise_app, advise);
  take(evaluate_app, evaluate);
  take(simulate_app, simulate);
  take(set_app, set);
  return invocation;
}

}  // namespace attache::cli
