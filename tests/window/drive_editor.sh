#!/bin/bash
# A deck written through real X events: begun, two facts in one line each, a card, a slip undone, saved, killed in
# the middle of a word and taken up again, published. Then the file is what a person would have written by hand, the
# checker has nothing to say, and the deck can be studied. Arguments: the program, a folder to work in.
export ATTACHE=$1 WORK=$2
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/window/on_a_screen.sh
. "$here/on_a_screen.sh"

# With a pause before each look: on a busy machine a frame of the editor takes its time.
write() { xdotool type --clearmodifiers --delay 60 -- "$1"; sleep 0.3; settle; }
press() { local key; for key in "$@"; do xdotool key --clearmodifiers "$key"; sleep 0.3; settle; done; }

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
draft=$(find "$WORK/data/drafts" -name '*.xml' | head -1)
[ -n "$draft" ] || fail "no draft was kept"
grep -q "What is" "$draft" || fail "the draft has not what was written last"

# Opened from the list of questions it is taken up; published with the rest of the card.
open_window --decks "$WORK/data/decks" window
press b ctrl+f
write "deck:who-commands-whom joint"
press Return Return
sleep 1
press ctrl+f
write "What is"
press Return Escape F6 F6
press End
write " a fleet?"
press Tab
write "Ships under one commander"
press ctrl+shift+s ctrl+Return
[ "$(find "$WORK/data/drafts" -name '*.xml' | wc -l)" = 0 ] || fail "the draft is still there"
press ctrl+q
expect_end
attache check "$file" >"$WORK/check.log" || fail "the checker says: $(cat "$WORK/check.log")"
cat >"$WORK/expected.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<deck format="1" id="who-commands-whom" edition="1" lang="en">
  <title>Who commands whom</title>

  <entity id="usfj" type="organisation"><name>USFJ</name></entity>
  <entity id="indopacom" type="organisation"><name>INDOPACOM</name></entity>
  <entity id="fifth-air-force" type="organisation"><name>Fifth Air Force</name></entity>

  <relation id="reports-to">
    <says>{subject} reports to {object}.</says>
    <asks for="object">{subject} reports to which organisation?</asks>
    <asks for="subject">Which organisation reports to {object}?</asks>
  </relation>

  <fact id="usfj-reports-to-indopacom" relation="reports-to" subject="usfj" object="indopacom"/>
  <fact id="fifth-air-force-reports-to-usfj" relation="reports-to" subject="fifth-air-force"
        object="usfj"/>

  <card id="who-leads-a-joint-command" kind="recall">
    <ask>Who leads a joint command?</ask>
    <answer>One commander</answer>
  </card>

  <card id="what-is-a-fleet" kind="recall">
    <ask>What is a fleet?</ask>
    <answer>Ships under one commander</answer>
  </card>
</deck>
XML
diff -u "$WORK/expected.xml" "$file" || fail "the file is not what was written"
echo "The deck editor does what was asked of it."
