#include "window/commands.h"

#include <array>

namespace attache::window {

namespace {

using P = Place;
using C = Command;

constexpr std::array kBindings{
    // Asking.
    Binding{C::kReveal, P::kAsking, "Space or Enter", "Show or check the answer",
            Key::kSpace},
    Binding{C::kReveal, P::kAsking, "", "", Key::kEnter},
    Binding{
        C::kChoose, P::kAsking, "1 – 9", "Choose an answer", Key::k1, {}, {}, Key::k9},
    Binding{C::kNextOption,
            P::kAsking,
            "↓ ↑",
            "Go to the next or previous answer",
            Key::kDown,
            {},
            {},
            Key::kNone,
            true},
    Binding{C::kLastOption, P::kAsking, "", "", Key::kUp, {}, {}, Key::kNone, true},
    Binding{C::kMoveUp,
            P::kAsking,
            "Alt+↑ ↓",
            "Move an item to put things in order",
            Key::kUp,
            kAlt,
            {},
            Key::kNone,
            true},
    Binding{C::kMoveDown, P::kAsking, "", "", Key::kDown, kAlt, {}, Key::kNone, true},
    // Answered.
    Binding{C::kTakeSuggested, P::kAnswered, "Space or Enter",
            "Take the suggested rating", Key::kSpace},
    Binding{C::kTakeSuggested, P::kAnswered, "", "", Key::kEnter},
    Binding{C::kRate,
            P::kAnswered,
            "1 – 4",
            "Again, Hard, Good, Easy",
            Key::k1,
            {},
            {},
            Key::k4},
    Binding{C::kOverrule, P::kAnswered, "o", "Count it as right after all, or as wrong",
            Key::kO},
    Binding{C::kScrollDown,
            P::kAnswered,
            "↓ ↑",
            "Scroll a long card",
            Key::kDown,
            {},
            {},
            Key::kNone,
            true},
    Binding{C::kScrollUp, P::kAnswered, "", "", Key::kUp, {}, {}, Key::kNone, true},
    // A question on the table.
    Binding{C::kUndo, P::kCard, "u or Ctrl+Z", "Take back the last answer", Key::kU},
    Binding{C::kUndo, P::kCard, "", "", Key::kZ, kCtrl},
    Binding{C::kRedo, P::kCard, "Ctrl+Shift+Z", "Do it again after all", Key::kZ,
            kCtrlShift},
    Binding{C::kRedo, P::kCard, "", "", Key::kY, kCtrl},
    Binding{C::kPassage, P::kCard, "p", "Open the passage behind it", Key::kP},
    Binding{C::kReadPage, P::kCard, "Shift+p", "Read it among the other passages",
            Key::kP, kShift},
    Binding{C::kNote, P::kCard, "e", "Edit your note", Key::kE},
    Binding{C::kOpenInEditor, P::kCard, "Shift+e", "Open the question in the editor",
            Key::kE, kShift},
    Binding{C::kMark, P::kCard, "*", "Mark with a star", Key::kNone, {}, "*"},
    Binding{C::kBury, P::kCard, "-", "Not today", Key::kNone, {}, "-"},
    Binding{C::kSuspend, P::kCard, "@", "Do not ask any more", Key::kNone, {}, "@"},
    Binding{C::kInfo, P::kCard, "i", "About this question", Key::kI},
    // After a sitting.
    Binding{C::kDone, P::kSummary, "Space or Enter", "Done, back to Home", Key::kEnter},
    Binding{C::kDone, P::kSummary, "", "", Key::kSpace},
    Binding{C::kPracticeAgain, P::kSummary, "r", "Practise what was missed", Key::kR},
    Binding{C::kAddMinutes, P::kSummary, "m", "10 more minutes, where they were limited",
            Key::kM},
    Binding{C::kUndo, P::kSummary, "u or Ctrl+Z", "Take back the last answer", Key::kU},
    Binding{C::kUndo, P::kSummary, "", "", Key::kZ, kCtrl},
    // Setting up a round.
    Binding{C::kQuizKind,
            P::kQuiz,
            "1 – 4",
            "Quick quiz, mock exam, match, timeline",
            Key::k1,
            {},
            {},
            Key::k4},
    Binding{C::kStartRound, P::kQuiz, "Enter", "Start", Key::kEnter},
    Binding{C::kResumeRound, P::kQuiz, "g", "Go on with the round that was left",
            Key::kG},
    // A mock exam.
    Binding{C::kTakeAndNext, P::kExam, "Enter", "Take the answer and go on", Key::kEnter},
    Binding{C::kNextQuestion, P::kExam, "n or →", "Next question", Key::kN},
    Binding{C::kNextQuestion, P::kExam, "", "", Key::kRight},
    Binding{C::kLastQuestion, P::kExam, "b or ←", "Previous question", Key::kB},
    Binding{C::kLastQuestion, P::kExam, "", "", Key::kLeft},
    Binding{C::kNextQuestion, P::kExam, "Ctrl+Page ↓ ↑",
            "Next or previous question, also while you write", Key::kPageDown, kCtrl},
    Binding{C::kLastQuestion, P::kExam, "", "", Key::kPageUp, kCtrl},
    Binding{C::kFlag, P::kExam, "f or Ctrl+F", "Flag it, to come back to", Key::kF},
    Binding{C::kFlag, P::kExam, "", "", Key::kF, kCtrl},
    Binding{C::kQuestionList, P::kExam, "l", "List of all questions", Key::kL},
    Binding{C::kChoose, P::kExam, "1 – 9", "Choose an answer", Key::k1, {}, {}, Key::k9},
    Binding{C::kNextOption,
            P::kExam,
            "↓ ↑",
            "Go to the next or previous answer",
            Key::kDown,
            {},
            {},
            Key::kNone,
            true},
    Binding{C::kLastOption, P::kExam, "", "", Key::kUp, {}, {}, Key::kNone, true},
    Binding{C::kMoveUp,
            P::kExam,
            "Alt+↑ ↓",
            "Move an item to put things in order",
            Key::kUp,
            kAlt,
            {},
            Key::kNone,
            true},
    Binding{C::kMoveDown, P::kExam, "", "", Key::kDown, kAlt, {}, Key::kNone, true},
    Binding{C::kClearAnswer, P::kExam, "Delete", "Take the answer back", Key::kDelete},
    Binding{C::kHandIn, P::kExam, "Ctrl+Enter", "Hand in", Key::kEnter, kCtrl},
    // A match.
    Binding{
        C::kPickLeft, P::kMatch, "A – J", "Pick on the left", Key::kA, {}, {}, Key::kJ},
    Binding{C::kPickRight,
            P::kMatch,
            "1 – 9 or 0",
            "Pick what goes with it on the right",
            Key::k1,
            {},
            {},
            Key::k9},
    Binding{C::kPickRight, P::kMatch, "", "", Key::k0},
    // A timeline.
    Binding{C::kNextOption,
            P::kTimeline,
            "↓ ↑",
            "Go to the next or previous event",
            Key::kDown,
            {},
            {},
            Key::kNone,
            true},
    Binding{C::kLastOption, P::kTimeline, "", "", Key::kUp, {}, {}, Key::kNone, true},
    Binding{C::kMoveUp,
            P::kTimeline,
            "Alt+↑ ↓",
            "Move it earlier or later",
            Key::kUp,
            kAlt,
            {},
            Key::kNone,
            true},
    Binding{C::kMoveDown, P::kTimeline, "", "", Key::kDown, kAlt, {}, Key::kNone, true},
    Binding{C::kChoose,
            P::kTimeline,
            "1 – 9",
            "Take hold of an event",
            Key::k1,
            {},
            {},
            Key::k9},
    Binding{C::kHandIn, P::kTimeline, "Enter or Ctrl+Enter", "Hand in", Key::kEnter},
    Binding{C::kHandIn, P::kTimeline, "", "", Key::kEnter, kCtrl},
    // What came of a round.
    Binding{C::kDone, P::kReport, "Enter", "Done, back to Quiz", Key::kEnter},
    Binding{C::kPracticeAgain, P::kReport, "r", "Practise what was missed", Key::kR},
    Binding{C::kRoundAgain, P::kReport, "a", "Another round like this", Key::kA},
    Binding{C::kOnlyMissed, P::kReport, "w", "Only what was wrong, or all", Key::kW},
    Binding{C::kPassage, P::kReport, "p", "Show or hide the passages", Key::kP},
    Binding{C::kSaveReport, P::kReport, "h or Ctrl+S", "Save as HTML", Key::kH},
    Binding{C::kSaveReport, P::kReport, "", "", Key::kS, kCtrl},
    // Home.
    Binding{C::kStudy, P::kHome, "Space or Enter", "Study", Key::kEnter},
    Binding{C::kStudy, P::kHome, "", "", Key::kSpace},
    Binding{C::kStudyDeck, P::kHome, "1 – 9", "Study one deck", Key::k1, {}, {}, Key::k9},
    Binding{C::kStudyExam, P::kHome, "e", "Study for the next exam", Key::kE},
    Binding{C::kAddMinutes, P::kHome, "m", "10 more minutes, once today's are used",
            Key::kM},
    // Exams.
    Binding{C::kStudyExam, P::kExams, "Enter", "Study for the next exam", Key::kEnter},
    Binding{C::kStudyExam,
            P::kExams,
            "1 – 9",
            "Study for one of the exams",
            Key::k1,
            {},
            {},
            Key::k9},
    Binding{C::kNextOption,
            P::kExams,
            "↓ ↑",
            "Go to an exam; Enter opens its plan",
            Key::kDown,
            {},
            {},
            Key::kNone,
            true},
    Binding{C::kLastOption, P::kExams, "", "", Key::kUp, {}, {}, Key::kNone, true},
    Binding{C::kNewExam, P::kExams, "n", "New exam", Key::kN},
    Binding{C::kPastExams, P::kExams, "p", "Show or hide past exams", Key::kP},
    // The plan of an exam.
    Binding{C::kStudyExam, P::kExamPage, "Enter",
            "Study, or set the minutes that are tried out", Key::kEnter},
    Binding{C::kFewerMinutes,
            P::kExamPage,
            "← →",
            "Try out fewer or more minutes a day",
            Key::kLeft,
            {},
            {},
            Key::kNone,
            true},
    Binding{C::kMoreMinutes, P::kExamPage, "", "", Key::kRight, {}, {}, Key::kNone, true},
    Binding{C::kChangeExam, P::kExamPage, "e", "Change it", Key::kE},
    Binding{C::kRemoveExam, P::kExamPage, "Delete", "Remove it", Key::kDelete},
    // Writing down an exam.
    Binding{C::kEditorSave, P::kExamForm, "Ctrl+Enter", "Save", Key::kEnter, kCtrl},
    // Looking into a deck.
    Binding{C::kDeckView,
            P::kDeckPage,
            "1 – 3",
            "Read, Map, Changes",
            Key::k1,
            {},
            {},
            Key::k3},
    Binding{C::kOpenInEditor, P::kDeckPage, "e", "Open it in the editor", Key::kE},
    Binding{C::kSearch, P::kDeckPage, "/", "Search", Key::kNone, {}, "/"},
    Binding{C::kNextMatch, P::kDeckPage, "n", "Next place found", Key::kN},
    Binding{C::kLastMatch, P::kDeckPage, "Shift+n", "Previous place found", Key::kN,
            kShift},
    Binding{C::kZoomIn, P::kMap, "+", "Larger", Key::kNone, {}, "+"},
    Binding{C::kZoomIn, P::kMap, "", "", Key::kNone, {}, "="},
    Binding{C::kZoomOut, P::kMap, "-", "Smaller", Key::kNone, {}, "-"},
    Binding{C::kZoomFit, P::kMap, "0", "All of it", Key::kNone, {}, "0"},
    // Browsing.
    Binding{C::kSearch, P::kBrowser, "/ or Ctrl+F", "Search", Key::kNone, {}, "/"},
    Binding{C::kSearch, P::kBrowser, "", "", Key::kF, kCtrl},
    Binding{C::kSearchHelp, P::kBrowser, "F1", "How to search", Key::kF1},
    Binding{C::kSaveSearch, P::kBrowser, "Ctrl+S", "Save this search", Key::kS, kCtrl},
    Binding{C::kNextOption,
            P::kBrowser,
            "↓ ↑",
            "Go to the next or previous question",
            Key::kDown,
            {},
            {},
            Key::kNone,
            true},
    Binding{C::kLastOption, P::kBrowser, "", "", Key::kUp, {}, {}, Key::kNone, true},
    Binding{C::kExtendDown,
            P::kBrowser,
            "Shift+↓ ↑",
            "Choose several",
            Key::kDown,
            kShift,
            {},
            Key::kNone,
            true},
    Binding{C::kExtendUp, P::kBrowser, "", "", Key::kUp, kShift, {}, Key::kNone, true},
    Binding{C::kWalkDown,
            P::kBrowser,
            "Ctrl+↓ ↑",
            "Walk without choosing; Space chooses",
            Key::kDown,
            kCtrl,
            {},
            Key::kNone,
            true},
    Binding{C::kWalkUp, P::kBrowser, "", "", Key::kUp, kCtrl, {}, Key::kNone, true},
    Binding{C::kToggleRow, P::kBrowser, "Space", "Choose it as well, or not any more",
            Key::kSpace},
    Binding{C::kSelectAll, P::kBrowser, "Ctrl+A", "Choose all", Key::kA, kCtrl},
    Binding{C::kOpenInEditor, P::kBrowser, "Enter or e", "Open it in the editor",
            Key::kEnter},
    Binding{C::kOpenInEditor, P::kBrowser, "", "", Key::kE},
    Binding{C::kInfo, P::kBrowser, "i", "Show or hide the question", Key::kI},
    Binding{C::kColumns, P::kBrowser, "c", "Columns", Key::kC},
    Binding{C::kSortBy,
            P::kBrowser,
            "1 – 9",
            "Sort by a column, once more the other way round",
            Key::k1,
            {},
            {},
            Key::k9},
    Binding{C::kSuspend, P::kBrowser, "@", "Do not ask any more", Key::kNone, {}, "@"},
    Binding{C::kResume, P::kBrowser, "Shift+r", "Ask again", Key::kR, kShift},
    Binding{C::kMark,
            P::kBrowser,
            "*",
            "Mark with a star, or take it off",
            Key::kNone,
            {},
            "*"},
    Binding{C::kBury, P::kBrowser, "-", "Not today", Key::kNone, {}, "-"},
    Binding{C::kForget, P::kBrowser, "Shift+f", "Forget what was learned", Key::kF,
            kShift},
    Binding{C::kSetDue, P::kBrowser, "Shift+d", "Set the day", Key::kD, kShift},
    Binding{C::kSetTags, P::kBrowser, "Shift+t", "Add or remove tags", Key::kT, kShift},
    Binding{C::kSetTopic, P::kBrowser, "Shift+m", "Move to another topic", Key::kM,
            kShift},
    Binding{C::kUndo, P::kBrowser, "u or Ctrl+Z", "Take it back", Key::kU},
    Binding{C::kUndo, P::kBrowser, "", "", Key::kZ, kCtrl},
    // Writing a deck.
    Binding{C::kNewItem, P::kEditor, "Ctrl+N", "New part of the kind in the list",
            Key::kN, kCtrl},
    Binding{C::kNewPart, P::kEditor, "Ctrl+Shift+N", "New part of any kind", Key::kN,
            kCtrlShift},
    Binding{C::kFactLine, P::kEditor, "Ctrl+L", "A fact in one line", Key::kL, kCtrl},
    Binding{C::kDoneAndNext, P::kEditor, "Ctrl+Enter",
            "Done with this part, on to the next", Key::kEnter, kCtrl},
    Binding{C::kNextItem,
            P::kEditor,
            "Ctrl+Page ↓ ↑",
            "Next or previous part",
            Key::kPageDown,
            kCtrl,
            {},
            Key::kNone,
            true},
    Binding{C::kLastItem, P::kEditor, "", "", Key::kPageUp, kCtrl, {}, Key::kNone, true},
    Binding{C::kDuplicateItem, P::kEditor, "Ctrl+D", "Duplicate it", Key::kD, kCtrl},
    Binding{C::kMoveUp,
            P::kEditor,
            "Alt+↑ ↓",
            "Move it up or down",
            Key::kUp,
            kAlt,
            {},
            Key::kNone,
            true},
    Binding{C::kMoveDown, P::kEditor, "", "", Key::kDown, kAlt, {}, Key::kNone, true},
    Binding{C::kRemoveItem, P::kEditor, "Delete", "Remove what is chosen in the list",
            Key::kDelete},
    Binding{C::kFindInDeck, P::kEditor, "Ctrl+F", "Find and replace in the deck", Key::kF,
            kCtrl},
    Binding{C::kNextPane, P::kEditor, "F6", "To the list, the form, the preview",
            Key::kF6},
    Binding{C::kNextProblem, P::kEditor, "F8", "Next part with something to mend",
            Key::kF8},
    Binding{C::kUndo, P::kEditor, "Ctrl+Z", "Undo", Key::kZ, kCtrl, {}, Key::kNone, true},
    Binding{C::kRedo,
            P::kEditor,
            "Ctrl+Shift+Z",
            "Do it again after all",
            Key::kZ,
            kCtrlShift,
            {},
            Key::kNone,
            true},
    Binding{C::kRedo, P::kEditor, "", "", Key::kY, kCtrl, {}, Key::kNone, true},
    Binding{C::kSaveDeck, P::kEditor, "Ctrl+S", "Save", Key::kS, kCtrl},
    Binding{C::kPublishDeck, P::kEditor, "Ctrl+Shift+S", "Publish a new edition", Key::kS,
            kCtrlShift},
    // Looking at progress.
    Binding{C::kScope, P::kProgress, "/", "Which questions", Key::kNone, {}, "/"},
    Binding{C::kRange,
            P::kProgress,
            "1 – 4",
            "A month, three months, a year, all",
            Key::k1,
            {},
            {},
            Key::k4},
    Binding{C::kPractiseWeakest, P::kProgress, "w", "Practise the weakest", Key::kW},
    Binding{C::kPractiseConfusions, P::kProgress, "c", "Practise what is mixed up",
            Key::kC},
    Binding{C::kSavePage, P::kProgress, "h or Ctrl+S", "Save as a page to print",
            Key::kH},
    Binding{C::kSavePage, P::kProgress, "", "", Key::kS, kCtrl},
    Binding{C::kSaveWeek, P::kProgress, "Shift+w", "Save this week as a page", Key::kW,
            kShift},
    Binding{C::kHandInProgress, P::kProgress, "Shift+h", "Hand in to a class", Key::kH,
            kShift},
    // A chart alone.
    Binding{C::kAsTable, P::kChart, "v", "As a table, or as a drawing", Key::kV},
    Binding{C::kCopyChart, P::kChart, "c or Ctrl+C", "Copy its figures", Key::kC},
    Binding{C::kCopyChart, P::kChart, "", "", Key::kC, kCtrl},
    Binding{C::kSavePicture, P::kChart, "s", "Save as a picture", Key::kS},
    Binding{C::kSaveCsv, P::kChart, "Shift+s", "Save its figures as CSV", Key::kS,
            kShift},
    Binding{C::kSwitchChart, P::kChart, "m", "Time or answers, with what is overdue",
            Key::kM},
    Binding{C::kNextChart, P::kChart, "n or Page ↓", "Next chart", Key::kN},
    Binding{C::kNextChart, P::kChart, "", "", Key::kPageDown},
    Binding{C::kLastChart, P::kChart, "Shift+n or Page ↑", "Previous chart", Key::kN,
            kShift},
    Binding{C::kLastChart, P::kChart, "", "", Key::kPageUp},
    // How one question is remembered.
    Binding{C::kBrowse, P::kCurve, "b", "Show it among all questions", Key::kB},
    Binding{C::kOpenInEditor, P::kCurve, "e", "Open it in the editor", Key::kE},
    Binding{C::kPassage, P::kCurve, "p", "Read the passage behind it", Key::kP},
    // Classes, and one of them.
    Binding{C::kNewClass, P::kClasses, "n", "New class", Key::kN},
    Binding{C::kChoose, P::kClasses, "1 – 9", "Open a class", Key::k1, {}, {}, Key::k9},
    Binding{C::kNextOption,
            P::kClasses,
            "↓ ↑",
            "Go to a class; Enter opens it",
            Key::kDown,
            {},
            {},
            Key::kNone,
            true},
    Binding{C::kLastOption, P::kClasses, "", "", Key::kUp, {}, {}, Key::kNone, true},
    Binding{C::kOpenRow, P::kClasses, "", "", Key::kEnter},
    Binding{C::kRemoveItem, P::kClasses, "Delete", "Remove the class", Key::kDelete},
    Binding{C::kClassPage,
            P::kClass,
            "1 – 5",
            "Overview, students, topics, questions, exams",
            Key::k1,
            {},
            {},
            Key::k5},
    Binding{C::kAddFiles, P::kClass, "a", "Add files that students handed in", Key::kA},
    Binding{C::kScope, P::kClass, "/", "One deck, or all", Key::kNone, {}, "/"},
    Binding{C::kNextOption,
            P::kClass,
            "↓ ↑",
            "Go to a row",
            Key::kDown,
            {},
            {},
            Key::kNone,
            true},
    Binding{C::kLastOption, P::kClass, "", "", Key::kUp, {}, {}, Key::kNone, true},
    Binding{C::kOpenRow, P::kClass, "Enter", "Open the row, or fold it", Key::kEnter},
    Binding{C::kNextItem,
            P::kClass,
            "→ ←",
            "Next or previous student, or paper",
            Key::kRight,
            {},
            {},
            Key::kNone,
            true},
    Binding{C::kLastItem, P::kClass, "", "", Key::kLeft, {}, {}, Key::kNone, true},
    Binding{C::kSortBy, P::kClass, "o", "Sort by the next column", Key::kO},
    Binding{C::kReverseOrder, P::kClass, "Shift+o", "Sort the other way round", Key::kO,
            kShift},
    Binding{C::kOpenInEditor, P::kClass, "e", "Open the question in the editor", Key::kE},
    Binding{C::kPracticeDeck, P::kClass, "p", "A practice deck of what is hardest",
            Key::kP},
    Binding{C::kSavePage, P::kClass, "h or Ctrl+S", "Save as a page to print", Key::kH},
    Binding{C::kSavePage, P::kClass, "", "", Key::kS, kCtrl},
    Binding{C::kSaveCsv, P::kClass, "Shift+s", "Save what is shown as CSV", Key::kS,
            kShift},
    Binding{C::kRemoveItem, P::kClass, "Delete", "Remove a student", Key::kDelete},
    // Writing.
    Binding{C::kEditorSave, P::kWriting, "Ctrl+Enter", "Save", Key::kEnter, kCtrl},
    // Anywhere.
    Binding{
        C::kShowKeys, P::kAnywhere, "? or F1", "Show these keys", Key::kNone, {}, "?"},
    Binding{C::kShowKeys, P::kAnywhere, "", "", Key::kF1},
    Binding{C::kHome, P::kAnywhere, "d", "Home and the decks", Key::kD},
    Binding{C::kStudy, P::kAnywhere, "s", "Study", Key::kS},
    Binding{C::kQuiz, P::kAnywhere, "q", "Quiz", Key::kQ},
    Binding{C::kExams, P::kAnywhere, "x", "Exams", Key::kX},
    Binding{C::kDecks, P::kAnywhere, "r", "Read and look into the decks", Key::kR},
    Binding{C::kBrowse, P::kAnywhere, "b", "Browse all questions", Key::kB},
    Binding{C::kProgress, P::kAnywhere, "t", "How far you have come", Key::kT},
    Binding{C::kClass, P::kAnywhere, "Shift+T", "A class that you teach", Key::kT,
            kShift},
    Binding{C::kImport, P::kAnywhere, "Ctrl+Shift+I", "Bring in a file", Key::kI,
            kCtrlShift},
    Binding{C::kExport, P::kAnywhere, "Ctrl+E", "Hand out a deck", Key::kE, kCtrl},
    Binding{C::kSettings, P::kAnywhere, "Ctrl+,", "Settings", Key::kComma, kCtrl},
    Binding{C::kTheme, P::kAnywhere, "Ctrl+D", "Light or dark", Key::kD, kCtrl},
    Binding{C::kLargerText, P::kAnywhere, "Ctrl++", "Larger text", Key::kEqual, kCtrl},
    Binding{C::kLargerText, P::kAnywhere, "", "", Key::kEqual, kCtrlShift},
    Binding{C::kSmallerText, P::kAnywhere, "Ctrl+−", "Smaller text", Key::kMinus, kCtrl},
    Binding{C::kNormalText, P::kAnywhere, "Ctrl+0", "Text at 100 %", Key::k0, kCtrl},
    Binding{C::kBack, P::kAnywhere, "Esc", "Close, or back to Home", Key::kEscape},
    Binding{C::kNewDeck, P::kAnywhere, "Ctrl+N", "New deck", Key::kN, kCtrl},
    Binding{C::kQuit, P::kAnywhere, "Ctrl+Q", "Quit; everything is saved", Key::kQ,
            kCtrl},
};

std::optional<Order> match(const Binding& binding, const InputFrame& input) {
  if (!binding.sign.empty()) {
    if (!input.typed(binding.sign)) return std::nullopt;
    return Order{binding.command};
  }
  if (binding.last_key == Key::kNone) {
    if (!input.pressed(binding.key, binding.chord, binding.repeats)) return std::nullopt;
    return Order{binding.command};
  }
  const int number = static_cast<int>(input.key) - static_cast<int>(binding.key) + 1;
  const bool within = number >= 1 && input.key <= binding.last_key;
  if (!within || !input.pressed(input.key, binding.chord)) return std::nullopt;
  return Order{binding.command, number};
}

std::optional<Order> order_at(const InputFrame& input, Place place) {
  for (const Binding& binding : kBindings)
    if (binding.place == place)
      if (const auto order = match(binding, input)) return order;
  return std::nullopt;
}

}  // namespace

std::span<const Binding> bindings() {
  return kBindings;
}

std::optional<Order> order_of(const InputFrame& input, Place place) {
  if (const auto order = order_at(input, place)) return order;
  if (place == Place::kAsking || place == Place::kAnswered)
    if (const auto order = order_at(input, Place::kCard)) return order;
  if (place == Place::kMap)
    if (const auto order = order_at(input, Place::kDeckPage)) return order;
  // Where much is written, a letter that lands beside a field must not lead away.
  const bool is_writing_room = place == Place::kEditor || place == Place::kBrowser;
  const bool plain_letter =
      input.key >= Key::kA && input.key <= Key::kZ && !input.held.ctrl && !input.held.alt;
  if (is_writing_room && plain_letter) return std::nullopt;
  return place == Place::kAnywhere ? std::nullopt : order_at(input, Place::kAnywhere);
}

std::string_view title_of(Place place) {
  switch (place) {
    case Place::kAnywhere:
      return "Anywhere";
    case Place::kHome:
      return "Home";
    case Place::kAsking:
      return "Before the answer";
    case Place::kAnswered:
      return "After the answer";
    case Place::kCard:
      return "With a question";
    case Place::kSummary:
      return "After a sitting";
    case Place::kWriting:
      return "Writing a note";
    case Place::kQuiz:
      return "Setting up a quiz";
    case Place::kExam:
      return "In a mock exam";
    case Place::kMatch:
      return "In a match";
    case Place::kTimeline:
      return "In a timeline";
    case Place::kReport:
      return "After a round";
    case Place::kDeckPage:
      return "Looking into a deck";
    case Place::kMap:
      return "On its map";
    case Place::kExams:
      return "Exams";
    case Place::kExamPage:
      return "The plan of an exam";
    case Place::kExamForm:
      return "Writing down an exam";
    case Place::kEditor:
      return "Writing a deck";
    case Place::kBrowser:
      return "Browsing";
    case Place::kProgress:
      return "Looking at progress";
    case Place::kChart:
      return "A chart, opened";
    case Place::kCurve:
      return "How a question is remembered";
    case Place::kClasses:
      return "Classes";
    case Place::kClass:
      return "Looking at a class";
  }
  return "";
}

}  // namespace attache::window
