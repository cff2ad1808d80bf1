#pragma once
// Which key does what, where. The table is what runs and what the keys' page shows.

#include <optional>
#include <span>
#include <string_view>

#include "window/keys.h"

namespace attache::window {

enum class Command {
  kShowKeys,
  kHome,
  kStudy,
  kQuiz,
  kExams,
  kDecks,
  kSettings,
  kTheme,
  kLargerText,
  kSmallerText,
  kNormalText,
  kBack,
  kQuit,
  kStudyDeck,
  kReveal,
  kChoose,
  kMoveUp,
  kMoveDown,
  kNextOption,
  kLastOption,
  kTakeSuggested,
  kOverrule,
  kRate,
  kUndo,
  kRedo,
  kNote,
  kInfo,
  kBury,
  kSuspend,
  kMark,
  kPassage,
  kReadPage,
  kScrollUp,
  kScrollDown,
  kDone,
  kPracticeAgain,
  kQuizKind,
  kStartRound,
  kResumeRound,
  kTakeAndNext,
  kNextQuestion,
  kLastQuestion,
  kFlag,
  kQuestionList,
  kClearAnswer,
  kHandIn,
  kPickLeft,
  kPickRight,
  kRoundAgain,
  kOnlyMissed,
  kSaveReport,
  kDeckView,
  kSearch,
  kNextMatch,
  kLastMatch,
  kZoomIn,
  kZoomOut,
  kZoomFit,
  kStudyExam,
  kNewExam,
  kPastExams,
  kChangeExam,
  kRemoveExam,
  kFewerMinutes,
  kMoreMinutes,
  kAddMinutes,
  kEditorSave,
  kBrowse,
  kImport,
  kExport,
  kExtendDown,
  kExtendUp,
  kWalkDown,
  kWalkUp,
  kToggleRow,
  kSelectAll,
  kOpenInEditor,
  kColumns,
  kSortBy,
  kSaveSearch,
  kSearchHelp,
  kResume,
  kForget,
  kSetDue,
  kSetTags,
  kSetTopic,
  kNewDeck,
  kNewItem,
  kNewPart,
  kDuplicateItem,
  kDoneAndNext,
  kSaveDeck,
  kPublishDeck,
  kFactLine,
  kFindInDeck,
  kNextPane,
  kNextProblem,
  kNextItem,
  kLastItem,
  kRemoveItem,
  kProgress,
  kClass,
  kHandInProgress,
  kNextChart,
  kLastChart,
  kAsTable,
  kCopyChart,
  kSavePicture,
  kSaveCsv,
  kSavePage,
  kSaveWeek,
  kSwitchChart,
  kRange,
  kScope,
  kPractiseWeakest,
  kPractiseConfusions,
  kAddFiles,
  kPracticeDeck,
  kClassPage,
  kNewClass,
  kOpenRow,
  kReverseOrder,
};

/// Where a key holds. `kCard` is a question on the table, asked or answered.
enum class Place {
  kAnywhere,
  kHome,
  kAsking,
  kAnswered,
  kCard,
  kSummary,
  kWriting,
  kQuiz,
  kExam,
  kMatch,
  kTimeline,
  kReport,
  kDeckPage,
  kMap,
  kExams,
  kExamPage,
  kExamForm,
  kBrowser,
  kEditor,
  kProgress,
  kChart,
  kCurve,
  kClasses,
  kClass
};

struct Binding {
  Command command;
  Place place;
  std::string_view caps;  ///< as the keys' page shows them, alternatives apart by " or "
  std::string_view meaning;  ///< empty: another way to do what stands above
  Key key = Key::kNone;
  Chord chord = {};
  std::string_view sign = {};  ///< a sign that is typed, instead of a key
  Key last_key = Key::kNone;   ///< a range of keys, 1 to 9
  bool repeats = false;
};
[[nodiscard]] std::span<const Binding> bindings();

/// What was asked for: the command, and for a range of keys which one (1..9).
struct Order {
  Command command;
  int number = 0;
};
/// The command of this input at a place. A place also has the keys of `kAnywhere`, and
/// asking and answered those of `kCard`; the nearer place wins.
[[nodiscard]] std::optional<Order> order_of(const InputFrame& input, Place place);
[[nodiscard]] std::string_view title_of(Place place);

}  // namespace attache::window
