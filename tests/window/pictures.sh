#!/bin/bash
# Every screen as a picture, compared pixel by pixel with references that a person has looked at.
#   pictures.sh PROGRAM FOLDER            compares; differences land in FOLDER/differs
#   pictures.sh PROGRAM FOLDER --update   writes the references anew: look at each before you commit it
# Letters differ between versions of fonts and libraries, so elsewhere than on the machine that the references
# were made for, it says so and is skipped (77).
export ATTACHE=$1 WORK=$2 update=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/window/on_a_screen.sh
. "$here/on_a_screen.sh"
references=$here/pictures

versions() {
  dpkg-query -W -f '${Package} ${Version}\n' fonts-inter fonts-noto-core fonts-noto-cjk \
    fonts-material-design-icons-iconfont libfreetype6 libharfbuzz0b libgl1-mesa-dri libimgui-dev 2>/dev/null | sort
}
if [ "$update" = --update ]; then
  mkdir -p "$references" && rm -f "$references"/*.png
  versions >"$references/made_with.txt"
elif ! diff <(versions) "$references/made_with.txt" >/dev/null; then
  echo "Skipped: the pictures were made with other versions of fonts or libraries (see pictures/made_with.txt)."
  exit 77
fi

start_screen 2560x1440
compared=0 differ=0
# picture NAME SCREEN WIDTH HEIGHT
# MAY_DIFFER=PIXELS allows for the last digits of a plan, which depend on the processor.
picture() {
  attache window --picture "$WORK/$1.png" --screen "$2" --width "$3" --height "$4" || fail "no picture of $1"
  compared=$((compared + 1))
  if [ "$update" = --update ]; then
    convert "$WORK/$1.png" -strip -define png:compression-level=9 -define png:compression-filter=5 "$references/$1.png"
  elif ! compare -metric AE "$WORK/$1.png" "$references/$1.png" "$WORK/diff.png" 2>&1 |
    awk -v most="${MAY_DIFFER:-0}" '{ exit !($1 ~ /^[0-9]/ && $1 + 0 <= most) }'; then
    differ=$((differ + 1))
    mkdir -p "$WORK/differs" && cp "$WORK/$1.png" "$WORK/differs/"
    echo "differs: $1"
  fi
}

for theme in light dark; do
  attache set theme "$theme" >"$WORK/set.log"
  for screen in home empty "done" study answer wrong waiting passage summary settings keys note info failure; do
    picture "$screen-$theme" "$screen" 1280 800
  done
  for screen in quiz quiz-exam exam exam-list exam-late exam-report match match-done timeline timeline-done; do
    picture "$screen-$theme" "$screen" 1280 800
  done
  for screen in decks passages map changes; do picture "$screen-$theme" "$screen" 1280 800; done
  for screen in exams exams.plan exams.short exams.form exams.end settings.cost settings.fitted home.minutes; do
    MAY_DIFFER=2000 picture "${screen/./-}-$theme" "$screen" 1280 800
  done
  for screen in browse import.preview export editor.card editor.fact; do
    picture "${screen/./-}-$theme" "$screen" 1280 800
  done
done
# Every form, asked in light and answered in dark. The examples have those that the bundled decks lack.
forms='choice true-false before-after nearest place select match order cloze set typed number date recall'
attache set theme light >"$WORK/set.log"
for form in $forms; do DECKS='decks decks/examples' picture "asked-$form" "study.$form" 1280 800; done
for form in choice typed; do DECKS=decks/examples/image.xml picture "asked-image-$form" "study.$form" 1280 800; done
attache set theme dark >"$WORK/set.log"
for form in $forms; do DECKS='decks decks/examples' picture "answer-$form" "answer.$form" 1280 800; done
for form in choice typed; do DECKS=decks/examples/image.xml picture "answer-image-$form" "answer.$form" 1280 800; done
for form in true-false set cloze typed; do DECKS='decks decks/examples' picture "wrong-$form" "wrong.$form" 1280 800; done
DECKS='decks decks/examples' picture nearly-typed nearly.typed 1280 800
attache set theme light >"$WORK/set.log"
attache set text-percent 150 >"$WORK/set.log"
for screen in home answer passage settings; do picture "$screen-150" "$screen" 1280 800; done
attache set text-percent 200 >"$WORK/set.log"
for screen in home study wrong summary exam exam-report match timeline-done passages map changes; do
  picture "$screen-200-small" "$screen" 1024 700
done
for screen in exams exams.plan exams.form settings.cost home.minutes; do
  MAY_DIFFER=2000 picture "${screen/./-}-200-small" "$screen" 1024 700
done
for screen in browse.selected import.table editor.card editor.publish; do
  picture "${screen/./-}-200-small" "$screen" 1024 700
done
picture exams-empty exams.empty 1280 800
MAY_DIFFER=2000 picture exams-plan-large exams.plan 2560 1440
attache set text-percent 100 >"$WORK/set.log"
for screen in home study passage; do picture "$screen-large" "$screen" 2560 1440; done
for screen in browse.help browse.wrong import import.losses import.done editor.new editor.line editor.problems editor.bulk editor.find editor.publish; do
  picture "${screen/./-}" "$screen" 1280 800
done
picture editor-large editor 1920 1080
picture progress-empty progress 1280 800
picture handin handin 1280 800
# Progress, of a student with a year of answers, and of one with a week.
year=${YEAR_OF_ANSWERS:-$(dirname "$1")/../tests/year_of_answers}
"$year" "$WORK/year" decks || fail "no year of answers"
"$year" "$WORK/week" decks 7 || fail "no week of answers"
DATA=$WORK/week picture progress-small progress.month 1280 800
export DATA=$WORK/year
attache exam add --title Midterm --at 2024-09-13T09:00 >"$WORK/set.log"
for theme in light dark; do
  attache set theme "$theme" >"$WORK/set.log"
  for screen in progress progress.known progress.weak progress.did progress.comes progress.chart progress.curve; do
    picture "${screen/./-}-$theme" "$screen" 1280 800
  done
done
attache set theme light >"$WORK/set.log"
for screen in table calendar scope wrong; do picture "progress-$screen" "progress.$screen" 1280 800; done
for screen in history topics "done"; do picture "handin-$screen" "handin.$screen" 1280 800; done
attache set text-percent 200 >"$WORK/set.log"
for screen in progress progress.known progress.weak progress.did progress.chart progress.curve handin.chosen; do
  picture "${screen/./-}-200-small" "$screen" 1024 700
done
attache set text-percent 100 >"$WORK/set.log"
picture progress-large progress.did 2560 1440
unset DATA
# A class that is made up.
for theme in light dark; do
  attache set theme "$theme" >"$WORK/set.log"
  for screen in class class.students class.student class.topics class.question class.item; do
    picture "${screen/./-}-$theme" "$screen" 1280 800
  done
done
attache set theme light >"$WORK/set.log"
for screen in empty list new none choose adding refused questions exams practice saved remove totals large; do
  picture "class-$screen" "class.$screen" 1280 800
done
attache set text-percent 150 >"$WORK/set.log"
for screen in class class.exams; do picture "${screen/./-}-150" "$screen" 1280 800; done
attache set text-percent 200 >"$WORK/set.log"
for screen in class class.empty class.students class.student class.topics class.question class.item; do
  picture "${screen/./-}-200-small" "$screen" 1024 700
done
attache set text-percent 100 >"$WORK/set.log"
picture class-topics-large class.topics 2560 1440
if [ "$update" = --update ]; then
  echo "$compared pictures written. Look at each of them."
else
  echo "$compared pictures compared, $differ differ."
  [ "$differ" = 0 ]
fi
