# shellcheck shell=bash
# Sourced by the window tests: a screen of our own, the program on it, keys and mouse through real X events.
# Needs $ATTACHE (the program) and $WORK (a folder to work in, made anew).

set -eu
export LIBGL_ALWAYS_SOFTWARE=1 GALLIUM_DRIVER=llvmpipe LANG=C.UTF-8 HOME=$WORK/home XDG_DATA_HOME=$WORK/home/share
unset WAYLAND_DISPLAY XAUTHORITY GTK_THEME || true
rm -rf "$WORK" && mkdir -p "$HOME"
: "${REPO:=$(cd "$(dirname "$0")/../.." && pwd)}"
# Decks by a path that is the same everywhere, because a screen may show it.
ln -s "$REPO/decks" "$WORK/decks"
cd "$WORK"
screen_pid='' program_pid='' window=''

fail() { echo "FAILED: $*" >&2; exit 1; }

stop_program() { [ -z "$program_pid" ] || { kill "$program_pid" 2>/dev/null; wait "$program_pid" 2>/dev/null; }; program_pid=''; }
finish() { stop_program || true; [ -z "$screen_pid" ] || kill "$screen_pid" 2>/dev/null || true; }
trap finish EXIT

# start_screen WIDTHxHEIGHT: Xvfb takes the first free display and tells its number.
start_screen() {
  Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp -dpi 96 +extension GLX -noreset 3>"$WORK/display" >"$WORK/xvfb.log" 2>&1 &
  screen_pid=$!
  for _ in $(seq 200); do [ -s "$WORK/display" ] && break; sleep 0.05; done
  [ -s "$WORK/display" ] || fail "no screen: $(tail -1 "$WORK/xvfb.log")"
  DISPLAY=:$(tr -d '[:space:]' <"$WORK/display")
  export DISPLAY
}

# attache ARGUMENTS: the program on fixed data at a fixed time, so that every run is the same.
# $DECKS: other decks than the bundled ones, blanks between. $DATA: another learner's folder.
attache() {
  # shellcheck disable=SC2046,SC2086 # each path is a word of its own
  "$ATTACHE" --data "${DATA:-$WORK/data}" $(printf -- '--decks %s ' ${DECKS:-decks}) --now "${NOW:-2024-08-01T09:00:00Z}" --zone UTC --seed 1 "$@"
}

# open_window ARGUMENTS: starts it and waits until it stands still.
open_window() {
  "$ATTACHE" --data "$WORK/data" --decks decks --now "${NOW:-2024-08-01T09:00:00Z}" --zone UTC --seed 1 "$@" \
    >"$WORK/program.log" 2>&1 &
  program_pid=$!
  for _ in $(seq 200); do
    window=$(xdotool search --onlyvisible --name '^Attach' 2>/dev/null | tail -1 || true)
    [ -n "$window" ] && break
    kill -0 "$program_pid" 2>/dev/null || fail "the program ended: $(cat "$WORK/program.log")"
    sleep 0.05
  done
  [ -n "$window" ] || fail "no window"
  xdotool windowfocus --sync "$window"
  settle
}

# Waits until two looks at the window a moment apart are the same.
settle() {
  local last='' now='' same=0
  for _ in $(seq 100); do
    now=$(xwd -silent -id "$window" 2>/dev/null | md5sum)
    if [ "$now" = "$last" ]; then same=$((same + 1)); else same=0; fi
    [ $same -ge 2 ] && return 0
    last=$now
    sleep 0.05
  done
  fail "the window does not come to rest"
}

press() { local key; for key in "$@"; do xdotool key --clearmodifiers "$key"; settle; done; }
click() { xdotool mousemove --window "$window" "$1" "$2"; sleep 0.05; xdotool click 1; settle; }

# The window ends by itself, well, within five seconds.
expect_end() {
  for _ in $(seq 100); do
    if ! kill -0 "$program_pid" 2>/dev/null; then
      wait "$program_pid" || fail "it ended with $?"
      program_pid=''
      return 0
    fi
    sleep 0.05
  done
  fail "it is still running"
}
