#!/bin/sh
# Installs what is missing, builds Attaché and starts it. Arguments go to attache.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
"$top/game/install_packages.sh" "$top/game/packages.txt"
build=$top/build/run
mkdir -p "$top/build"
{
  cmake -G Ninja -S "$top" -B "$build" -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF -DATTACHE_WERROR=OFF
  cmake --build "$build"
} >"$build.log" 2>&1 || {
  tail -n 40 "$build.log" >&2
  echo "The build failed; all of its output is in $build.log." >&2
  exit 1
}
exec "$build/game/attache" "$@"
