#!/bin/sh
# Format and lint, as CI does it.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
"$top/game/install_packages.sh" "$top/game/packages.txt" "$top/tests/packages.txt" "$top/tests/style_packages.txt"
cd "$top"
tests/format.sh --check
shellcheck -x game/*.sh tests/*.sh tests/window/*.sh .ci/run
build=$top/build/tests
cmake -G Ninja -S "$top" -B "$build" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-g1 >/dev/null
cmake --build "$build"
tests/lint.sh "$build"
echo "Format and lint: all well."
