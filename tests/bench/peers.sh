#!/bin/sh
# Attaché against fsrs-rs (through its npm binding) on review logs in CSV: how long a fit
# takes, and how well either's weights, fitted to the first 80 % of a log, foretell the
# last 20 %. Both are judged by 'attache evaluate'.
#
#   tests/bench/peers.sh ATTACHE LOG.csv ...
#
# ATTACHE is the program, built for release. Needs node and npm, and the network once: the
# binding is installed into a temporary folder. Runs of each fit: RUNS (3); the quickest
# counts. Let the machine be quiet.
set -eu

if [ $# -lt 2 ]; then
  echo "usage: $0 ATTACHE LOG.csv ..." >&2
  exit 2
fi
attache=$1
shift
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
runs=${RUNS:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm init -y > npm.log 2>&1 &&
  npm install --no-audit --no-fund @open-spaced-repetition/binding@0.5.0 >> npm.log 2>&1) || {
  cat "$work/npm.log" >&2
  exit 1
}

# field FILE NAME: a number out of an object of JSON.
field() {
  node -e 'const o = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))
           process.stdout.write(String(o[process.argv[2]] ?? 0))' "$1" "$2"
}

# quickest COMMAND ...: runs it RUNS times, keeps the last output in $work/out and the
# least fit_ms in $quickest.
quickest() {
  quickest=
  i=0
  while [ "$i" -lt "$runs" ]; do
    "$@" > "$work/out"
    now=$(field "$work/out" fit_ms)
    quickest=$(node -p "Math.min($now, ${quickest:-Infinity})")
    i=$((i + 1))
  done
}

# judged FILE LOG: log loss and RMSE(bins) of the tail with the weights in FILE.
judged() {
  "$attache" evaluate --log "$2" --weights "$1" --last 0.2 --json > "$work/judged"
  printf '%s %s' "$(field "$work/judged" log_loss)" "$(field "$work/judged" rmse_bins)"
}

printf '%-24s %-8s %10s %10s %10s %10s %12s %12s\n' log who 'fit ms' '80 % ms' \
  'log loss' 'RMSE bins' 'replay/s' 'next/s'
for log in "$@"; do
  name=$(basename "$log" .csv)

  quickest "$attache" optimize --log "$log" --json
  our_whole=$quickest
  quickest "$attache" optimize --log "$log" --first 0.8 --json
  our_part=$quickest
  cp "$work/out" "$work/ours.json"
  our_scores=$(judged "$work/ours.json" "$log")

  quickest node "$here/peers.mjs" "$work" "$log" 1
  their_whole=$quickest
  quickest node "$here/peers.mjs" "$work" "$log" 0.8
  their_part=$quickest
  replay=$(field "$work/out" replay_rate)
  next=$(field "$work/out" next_rate)
  node -e 'const o = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))
           console.log(JSON.stringify({model: "fsrs-6", weights: o.weights}))' \
    "$work/out" > "$work/theirs.json"
  their_scores=$(judged "$work/theirs.json" "$log")

  # shellcheck disable=SC2086 # two numbers each
  printf '%-24s %-8s %10.2f %10.2f %10.5f %10.5f %12s %12s\n' "$name" attache \
    "$our_whole" "$our_part" $our_scores '(bench)' '(bench)'
  # shellcheck disable=SC2086
  printf '%-24s %-8s %10.2f %10.2f %10.5f %10.5f %12.0f %12.0f\n' "$name" fsrs-rs \
    "$their_whole" "$their_part" $their_scores "$replay" "$next"
  node -p "'$name ratio: fit ' + ($their_whole / $our_whole).toFixed(1) + ', log loss ' +
    (Number('$our_scores'.split(' ')[0]) - Number('$their_scores'.split(' ')[0])).toFixed(5)"
done
