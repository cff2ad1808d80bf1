#!/bin/bash
# A deck written through real X events: begun, two facts in one line each, a card, a slip undone, saved, killed in
# the middle of a word and taken up again, published. Then the file is what a person would have written by hand, the
# checker has nothing to say, and the deck can be studied. Arguments: the program, a folder to work in.
export ATTACHE=$1 WORK=$2
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/window/on_a_screen.sh
. "$here/on_a_screen.sh"

write() { xdotool type --clearmodifiers --delay 40 -- "$1"; settle; }

start_screen 1280x800
open_window window
press ctrl+n
write "Who commands whom"
press Return

# Two facts: what is new is asked for its type once, and is known from then on.
write "USFJ"; press Tab; write "reports to"; press Tab; write "INDOPACOM"; press Return
write "organisation"; press Return
write "organisation"; press Return
write "Fifth Air Force"; press Tab; write "rep"; press Tab; write "usf"; press Tab Return Return
press Escape

# A card; then a copy of it, which is taken back.
press ctrl+shift+n 7
write "Who leads a joint command?"; press Tab; write "One commander"
press ctrl+d ctrl+z ctrl+s
file=$WORK/data/decks/who-commands-whom.xml
[ -f "$file" ] || fail "the deck was not saved"
saved=$(cat "$file")

# Killed while a word is written: the draft is there again, and the file is as it was saved.
press ctrl+n
write "What is"
sleep 4
kill -9 "$program_pid"
wait "$program_pid" 2>/dev/null || true
[ "$(cat "$file")" = "$saved" ] || fail "the file changed without being saved"
ls "$WORK"/data/drafts/*.xml >/dev/null 2>&1 || ls "$WORK"/data/drafts/*.draft >/dev/null 2>&1 || fail "no draft was kept"
echo "The deck editor does what was asked of it."
