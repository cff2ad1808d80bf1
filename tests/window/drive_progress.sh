#!/bin/bash
# Progress through real X events: a student with some weeks of answers opens the page and a chart, walks it, copies
# it, saves it as a picture and as CSV, saves pages, practises what is weak, and hands in.
# Arguments: the program, a folder to work in. $YEAR_OF_ANSWERS writes the learner's file.
export ATTACHE=$1 WORK=$2
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/window/on_a_screen.sh
. "$here/on_a_screen.sh"
year=${YEAR_OF_ANSWERS:-$(dirname "$1")/../tests/year_of_answers}
"$year" "$WORK/data" decks 20 || fail "no answers"
mkdir "$HOME/Documents"
saved() { echo "$HOME/Documents/attache-$1"; }
# A file is written after the frame in which it was asked for.
await() {
  for _ in $(seq 60); do [ -s "$1" ] && return 0; sleep 0.05; done
  fail "there is no $(basename "$1")"
}
reviews() {
  rm -rf "$WORK/copy" && mkdir "$WORK/copy" && cp "$WORK"/data/progress.db* "$WORK/copy/"
  sqlite3 "$WORK/copy/progress.db" "SELECT count(*) FROM review"
}

start_screen 1280x800
open_window window
press t
# A click on the first chart opens it; all else is done by key.
click 330 760
press s
file=$(saved knowledge-2024-08-01.png)
await "$file"
[ "$(identify -format '%wx%h' "$file")" = 1600x960 ] || fail "the picture has another size"
[ "$(identify -format '%k' "$file")" -gt 50 ] || fail "nothing is drawn in the picture"
press s
await "$(saved knowledge-2024-08-01-2.png)"
press Right Left Home End v shift+s
await "$(saved knowledge-2024-08-01.csv)"
grep -q '^Day' "$(saved knowledge-2024-08-01.csv)" || fail "the figures were not saved as CSV"
press c
# The window rests, and nobody touches it: it must answer all the same.
sleep 6
timeout 2 xclip -selection clipboard -o | grep -q '^Day' || fail "the figures were not copied"
# Whoever asks and is gone before the answer does not end it.
for patience in 0.002 0.003 0.004 0.006 0.008; do
  timeout "$patience" xclip -selection clipboard -o >"$WORK/pasted" 2>&1 || true
done
xdotool mousemove --window "$window" 640 400
settle
kill -0 "$program_pid" || fail "it ended with a paste: $(cat "$WORK/program.log")"
press n shift+s
await "$(saved calibration-2024-08-01.csv)"
press Escape

press h shift+w
await "$(saved week-2024-08-01.html)"
grep -q '</html>' "$(saved progress-2024-08-01.html)" || fail "no page"
grep -q '</html>' "$(saved week-2024-08-01.html)" || fail "no page of the week"

# A practice leads back here, and is not written.
before=$(reviews)
press w space space Escape
press Return
[ "$(reviews)" = "$before" ] || fail "a practice was written"

press t shift+h
# A click ticks the first deck.
click 200 217
press ctrl+Return
[ "$(find "$HOME/Documents" -name '*.progress' | wc -l)" = 1 ] || fail "nothing was handed in"
press Return ctrl+q
expect_end
echo "Progress does what was asked of it."
