#!/bin/bash
# A mock exam through real X events: set up, begun, answered, flagged; the program killed in the middle, opened again
# and gone on with; handed in. Then the store holds one finished exam and, as it counts, one review for each question
# that was answered. After it a match and a timeline. Arguments: the program, a folder to work in.
export ATTACHE=$1 WORK=$2
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/window/on_a_screen.sh
. "$here/on_a_screen.sh"

# The program holds its file for itself: a copy is asked.
ask() {
  rm -rf "$WORK/copy" && mkdir "$WORK/copy" && cp "$WORK"/data/progress.db* "$WORK/copy/"
  sqlite3 "$WORK/copy/progress.db" "$1"
}
state() { ask "SELECT state FROM round WHERE ended_at IS NULL"; }
count_of() { state | grep -o "$1" | wc -l; }
marks() { ask "SELECT count(*) FROM flag WHERE marked = 1"; }
# A key without waiting until all stands still: the clock of a round runs.
tap() { local key; for key in "$@"; do xdotool key --clearmodifiers "$key"; sleep 0.2; done; }

start_screen 1280x800
open_window window
tap q 2 Return
[ "$(ask "SELECT count(*) FROM round WHERE kind = 'exam' AND ended_at IS NULL")" = 1 ] || fail "no exam was begun"
# Answered with Enter or a digit, whatever the form; every third is flagged.
for number in 1 2 3 4 5 6; do
  tap 1 ctrl+f ctrl+Next
done
[ "$(count_of '"flagged":true')" = 6 ] || fail "six questions should be flagged"
before=$(state)

# Killed: nothing is lost.
kill -9 "$program_pid"
wait "$program_pid" 2>/dev/null || true
[ "$(state)" = "$before" ] || fail "the exam on the disk changed by itself"
open_window window
tap q g
tap ctrl+f
[ "$(count_of '"flagged":true')" = 7 ] || fail "the exam did not go on at the seventh question"

# Leaving asks once, and keeps it.
tap Escape Return
[ "$(ask "SELECT count(*) FROM round WHERE ended_at IS NULL")" = 1 ] || fail "leaving lost the exam"
tap g ctrl+Return Escape
[ "$(ask "SELECT count(*) FROM round WHERE ended_at IS NULL")" = 1 ] || fail "Escape handed it in"
tap ctrl+Return Return
[ "$(ask "SELECT count(*) FROM round WHERE kind = 'exam' AND ended_at IS NOT NULL")" = 1 ] || fail "it was not handed in"
[ "$(ask "SELECT count(*) FROM review")" = 6 ] || fail "six reviews are wanted, there are $(ask "SELECT count(*) FROM review")"

# The report: saved as a page, then back.
tap h
[ "$(find "$WORK/home" -name 'attache-mock-exam-*.html' | wc -l)" = 1 ] || fail "no page was saved"
tap Return

# A timeline, moved by key.
tap 4 Return Down alt+Down Return Return
[ "$(ask "SELECT count(*) FROM round WHERE kind = 'timeline' AND ended_at IS NOT NULL")" = 1 ] || fail "no timeline"
tap Return

# A match: every number is tried for each on the left until all pairs are found.
tap 3 Return
done_matches() { ask "SELECT count(*) FROM round WHERE kind = 'match' AND ended_at IS NOT NULL"; }
for letter in a b c d e f; do
  for number in 1 2 3 4 5 6; do
    [ "$(done_matches)" = 0 ] && tap "$letter" "$number"
  done
done
[ "$(done_matches)" = 1 ] || fail "the match is not done"
[ "$(ask "SELECT count(*) FROM review")" = 6 ] || fail "a match does not count unless it is said so"

# A quick quiz asks before it is left, and waits on the Quiz screen. A mark shows whether its question is on the table.
tap Return 1 Return
tap asterisk
[ "$(marks)" = 1 ] || fail "no question of the quick quiz is on the table"
tap Escape asterisk
[ "$(marks)" = 1 ] || fail "leaving the quick quiz did not ask"
tap Return asterisk
[ "$(marks)" = 1 ] || fail "the quick quiz was not left"
tap g asterisk
[ "$(marks)" = 0 ] || fail "the quick quiz did not go on"
tap ctrl+q
expect_end
echo "The quiz does what was asked of it."
