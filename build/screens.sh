#!/usr/bin/env bash
# Every main screen in every state into TARGET/screens/index.html; fails if one is wider than its screen.
# Usage: build/screens.sh [part of a screen's name...]
. "$(dirname "$0")/common.sh"

build/tools.sh browser
program_under_test
status=0
node end2end/screens.mjs "$target/screens" "$@" || status=$?
say "See $target/screens/index.html"
exit $status
