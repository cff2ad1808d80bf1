#!/bin/sh
# Runs clang-tidy over all of game/, leaving out what it found well before: a file whose own text, whose headers of
# ours, and whose surroundings (packages, checks, build settings) are the same. Needs a finished build, where it looks
# which headers each file has. Arguments: the build folder.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
build=$1
cd "$top"
kept=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/attache/lint
mkdir -p "$kept"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

surroundings=$({ clang-tidy --version; dpkg-query -W '*-dev' 'clang*' 'libstdc++*'; cat .clang-tidy; } | sha256sum)
# One line a source: its name, then how it is compiled.
sed "s|$build/||g; s|$build||g; s|$top/||g" "$build/compile_commands.json" |
  awk '/"command":/ { command = $0 } /"file":/ { gsub(/[",]/, "", $2); print $2, command }' > "$work/commands"
find game -name '*.h' -o -name '*.cpp' | sort | xargs sha256sum > "$work/files"
ninja -C "$build" -t deps > "$work/deps"
# One line a source: its name, then the hashes of all files of ours that go into it.
awk '
  FNR == NR { hash[$2] = $1; next }
  /^[^ ]/ { if (source != "") print source, all; source = ""; all = "" }
  /^    / {
    name = $1
    # ccache may have made the path a relative one.
    if (!sub(/^.*\/game\//, "game/", name) || !(name in hash)) next
    if (name ~ /[.]cpp$/) source = name
    all = all " " hash[name]
  }
  END { if (source != "") print source, all }' "$work/files" "$work/deps" | sort -u > "$work/sources"

find game -name '*.cpp' | sort | while read -r source; do
  line=$(grep "^$source " "$work/sources" || true)
  key=$(printf '%s' "$surroundings $line $(grep "^$source " "$work/commands")" | sha256sum | cut -d' ' -f1)
  if [ -n "$line" ] && [ -e "$kept/$key" ]; then
    touch "$kept/$key"
  else
    echo "$source${line:+ $kept/$key}"
  fi
done > "$work/wanted"
echo "Lint: $(wc -l < "$work/wanted") of $(find game -name '*.cpp' | wc -l) files have changed since they were found well."
# shellcheck disable=SC2016  # for the inner shell
xargs -P "$(nproc)" -L 1 sh -c 'clang-tidy --quiet -p "$0" "$1" && { [ -z "${2:-}" ] || : > "$2"; }' "$build" < "$work/wanted"
find "$kept" -type f -mtime +30 -delete
