#!/bin/sh
# Formats all C++ of the project in place; with --check only tells what is not formatted.
set -eu
cd "$(dirname "$0")/.."
mode=-i
[ "${1:-}" != --check ] || mode='--dry-run --Werror'
# shellcheck disable=SC2086  # two options
find game tests -name '*.h' -o -name '*.cpp' | sort | xargs clang-format $mode
