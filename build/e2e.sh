#!/usr/bin/env bash
# Journeys in a real browser against the real program. Usage: build/e2e.sh [Playwright arguments]
. "$(dirname "$0")/common.sh"

build/tools.sh site browser
npm_install end2end
build/site.sh style
build/site.sh wasm
build/site.sh assemble 5
cargo build --locked -p server

export_site
export WELCOME_OFFICE=${WELCOME_OFFICE:-$target/debug/$name} CHROMIUM=${CHROMIUM:-/usr/bin/chromium} PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
report=$root/end2end/results/report.json
rm -f "$report"
status=0
(cd end2end && npx --no-install playwright test --pass-with-no-tests "$@") || status=$?
if [ -n "${COUNT:-}" ]; then
  node -p 'const { stats } = JSON.parse(fs.readFileSync(process.argv[1])); const bad = stats.unexpected + stats.flaky; `${stats.expected} ${bad || +(process.argv[2] !== "0")}`' \
    "$report" "$status" >"$COUNT"
fi
exit $status
