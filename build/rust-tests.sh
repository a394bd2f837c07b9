#!/usr/bin/env bash
# Unit tests, use cases and routes. Usage: build/rust-tests.sh FILE [nextest arguments]; writes "passed failed" to FILE.
. "$(dirname "$0")/common.sh"
PATH=$cache/nextest-$nextest_version/bin:$PATH
count=$1
shift
selection=(--workspace --exclude frontend --locked -F app/ssr)
log=$count.log status=0 passed=0 failed=0

number() { sed 's/\x1b\[[0-9;]*m//g' "$log" | { grep -E "$1" || true; } | { grep -oE "[0-9]+ ($2)" || true; } | awk '{ n += $1 } END { print n + 0 }'; }

if cargo nextest --version >/dev/null 2>&1; then
  cargo nextest run "${selection[@]}" --no-fail-fast --status-level fail --final-status-level fail "$@" 2>&1 | tee "$log" || status=1
  passed=$(number '^ *Summary ' 'passed') failed=$(number '^ *Summary ' 'failed|timed out')
else
  # Its own runner picks by name only.
  case "$*" in
    *'-E test(restarts::)') picked=(restarts::) ;;
    *--no-capture*) fail "the long harnesses need cargo-nextest" ;;
    *) picked=(--skip restarts:: --skip small_disk) ;;
  esac
  cargo test "${selection[@]}" --no-fail-fast -- "${picked[@]}" 2>&1 | tee "$log" || status=1
  passed=$(number '^test result' 'passed') failed=$(number '^test result' 'failed')
fi
# A build that fails has no summary; it counts as one failed test.
[ "$status" = 0 ] || [ "$failed" != 0 ] || failed=1
{
  say "$passed $failed"
  sed 's/\x1b\[[0-9;]*m//g' "$log" | { grep -E '^ +(FAIL|TIMEOUT|SIG[A-Z]+) |^test .* FAILED$|^error' || true; } | sort -u
} >"$count"
[ "$failed" = 0 ]
