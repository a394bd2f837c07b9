#!/usr/bin/env bash
# Journeys in a real browser against the real program, and the main one in Firefox.
# Usage: build/e2e.sh [Playwright arguments, for some journeys in Chromium only]
. "$(dirname "$0")/common.sh"

build/tools.sh browser
program_under_test
export CHROMIUM=${CHROMIUM:-/usr/bin/chromium} PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
report=$root/end2end/results/report.json
rm -f "$report"
status=0
(cd end2end && npx --no-install playwright test --pass-with-no-tests "$@") || status=$?
if [ $# = 0 ] && ! node end2end/statement.mjs; then
  statement=1
  status=1
fi
[ -z "${COUNT:-}" ] || node end2end/count.mjs "$report" "$status" "${statement:-0}" >"$COUNT"
if [ $# = 0 ]; then
  COUNT=${COUNT:+$COUNT-firefox} build/engines.sh firefox || status=$?
fi
exit $status
