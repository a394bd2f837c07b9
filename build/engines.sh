#!/usr/bin/env bash
# The main journey in a browser with another engine. Usage: build/engines.sh firefox|webkit
. "$(dirname "$0")/common.sh"

engine=${1:-}
case $engine in firefox | webkit) ;; *) fail "which engine: firefox or webkit?" ;; esac
build/tools.sh "$engine"
program_under_test

screen=()
if [ "$engine" = webkit ]; then
  export WEBKIT=${WEBKIT:-$(webkit_browser)}
  # Larger than every window.
  screen=(xvfb-run -a --server-args="-screen 0 1600x1200x24")
fi
exec "${screen[@]}" node end2end/engines/run.mjs "$engine"
