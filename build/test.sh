#!/usr/bin/env bash
# The whole suite. Every part runs even when an earlier one failed; the last line counts them all.
. "$(dirname "$0")/common.sh"
results=$target/test-results
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 lines=()

# count "name" file: the file holds "passed failed", and in the lines after it the names of what failed;
# without it the part did not come that far.
count() {
  local ok=0 bad=1
  [ ! -s "$results/$2" ] || read -r ok bad <"$results/$2"
  passed=$((passed + ok)) failed=$((failed + bad))
  lines+=("$(printf '  %-28s %5d passed %5d failed' "$1" "$ok" "$bad")")
  if [ "$bad" != 0 ]; then lines+=("$(sed '1d; s/^/      /' "$results/$2" 2>/dev/null || echo '      did not come that far')"); fi
}

say "[1/5] Tools, about 6 min the first time"
build/tools.sh test postgres browser site
say "[2/5] Checks, about 8 min the first time"
COUNT=$results/checks build/check.sh || true
say "[3/5] Rules, use cases and routes on SQLite, about 10 min the first time"
env -u TEST_POSTGRES_URL build/rust-tests.sh "$results/sqlite" || true
say "[4/5] The same use cases on PostgreSQL, about 1 min"
build/postgres.sh build/rust-tests.sh "$results/postgres" -E '(package(backend) + package(server) + package(migrations)) - binary(faults)' || true
DURABLE=1 build/postgres.sh build/rust-tests.sh "$results/restarts" --ignore-default-filter -E 'test(restarts::)' || true
say "[5/5] Journeys in a browser, about 12 min the first time"
COUNT=$results/browser build/e2e.sh || true

count "Checks" checks
count "Rust, on SQLite" sqlite
count "Rust, on PostgreSQL" postgres
count "PostgreSQL that restarts" restarts
count "Browser journeys" browser
count "Main journey in Firefox" browser-firefox
say "" "${lines[@]}"
say "Total: $passed passed, $failed failed ($((SECONDS / 60)) min)"
[ "$failed" = 0 ]
