#!/bin/sh
# Measures how much of the code the tests run, by lines and branches: tests/coverage.sh [LAYER...]
# Branches that only exceptions take are left out, because nothing of ours throws, and so are
# comparisons that the compiler writes (operator== = default) and what an assert refuses.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
"$top/game/install_packages.sh" "$top/game/packages.txt" "$top/tests/packages.txt" "$top/tests/coverage_packages.txt"
[ $# -gt 0 ] || set -- base cards memory deckfile study store trainer cli
build=$top/build/coverage
cmake -G Ninja -S "$top" -B "$build" -DCMAKE_BUILD_TYPE=Debug -DATTACHE_COVERAGE=ON >/dev/null
cmake --build "$build"
find "$build" -name '*.gcda' -delete
ctest --test-dir "$build" --output-on-failure -LE window >/dev/null
for layer in "$@"; do
  echo "== $layer"
  gcovr --root "$top" --filter "$top/game/$layer/" --exclude-throw-branches --exclude-unreachable-branches \
    --exclude-lines-by-pattern '.*operator(==|<=>).*= default;.*|.*\bassert\(.*' \
    --branches "$build" | sed -n '/^File/,$p'
done
