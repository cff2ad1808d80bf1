#!/bin/bash
# The window driven through real X events: five questions answered by key, one by mouse, one undone, the window
# closed and opened again. Then the store holds exactly what was answered: the same rows as when the terminal
# trainer is given the same answers. Arguments: the program, a folder to work in.
export ATTACHE=$1 WORK=$2
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/window/on_a_screen.sh
. "$here/on_a_screen.sh"

rows() {  # what was answered, without what differs from run to run
  sqlite3 "$1/progress.db" "SELECT sequence, kind, question, form, response, rating FROM review ORDER BY sequence"
}

# What the terminal trainer writes for the same answers.
# Option 1 and "good", five times; the answer shown and "good"; undone; left.
printf '1\n3\n1\n3\n1\n3\n1\n3\n1\n3\n\n3\n:u\n:q\n' | attache study >"$WORK/study.txt"
mv "$WORK/data" "$WORK/by_terminal"

start_screen 1280x800
open_window window
press Return
for _ in 1 2 3 4 5; do press 1 3; done
# The mouse: "Show answer", then "Good".
click 640 740
click 748 740
press u
press ctrl+q
expect_end
rows "$WORK/by_terminal" >"$WORK/expected"
rows "$WORK/data" >"$WORK/found"
diff -u "$WORK/expected" "$WORK/found" || fail "the store does not hold what was answered"
[ "$(grep -c . "$WORK/found")" = 7 ] || fail "seven rows are wanted: six answers and one that voids the last"

# Opened again, it goes on where it was: the question that was undone is on the table.
open_window window
press Return space 3 ctrl+q
expect_end
last=$(sqlite3 "$WORK/data/progress.db" "SELECT question FROM review WHERE sequence = 8")
undone=$(sqlite3 "$WORK/data/progress.db" "SELECT question FROM review WHERE sequence = 6")
[ "$last" = "$undone" ] || fail "after reopening $last was asked, not $undone"

# A second window on the same folder is refused, and says so.
open_window window
if "$ATTACHE" --data "$WORK/data" --decks decks window >"$WORK/second.log" 2>&1; then fail "a second window opened"; fi
grep -q "already open" "$WORK/second.log" || fail "the second window said: $(cat "$WORK/second.log")"

# Nothing happens, nothing is spent: no CPU time in two seconds of rest.
before=$(awk '{print $14 + $15}' "/proc/$program_pid/stat")
sleep 2
after=$(awk '{print $14 + $15}' "/proc/$program_pid/stat")
[ "$after" = "$before" ] || fail "an idle window used $((after - before)) clock ticks in two seconds"
press ctrl+q
expect_end
echo "The window does what was asked of it."
