#!/bin/sh
# Installs what is missing, builds everything and runs all tests, window tests on a screen of their own.
# Arguments go to ctest: tests/run.sh -R store
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
"$top/game/install_packages.sh" "$top/game/packages.txt" "$top/tests/packages.txt"
build=$top/build/tests
# Most tests write to disks and wait for them; in memory they take seconds instead of minutes.
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm
# A failed test needs line numbers, and no more compiles in two thirds of the time.
cmake -G Ninja -S "$top" -B "$build" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-g1
cmake --build "$build"
exec ctest --test-dir "$build" --output-on-failure --timeout 600 -j "$(nproc)" "$@"
