#!/usr/bin/env bash
# Everything that can be judged without running the program. Usage: build/check.sh [name of one check]
. "$(dirname "$0")/common.sh"

format() { cargo fmt --all --check -- --color never; }

# Never with all features, never frontend and server in one build: Cargo would mix server and browser code.
lints_server() { cargo clippy --quiet --locked --workspace --exclude frontend --all-targets -F app/ssr -- -D warnings; }
lints_browser() { wasm_cargo clippy --quiet --locked -p frontend -- -D warnings; }
rules_in_browser() { wasm_cargo check --quiet --locked -p domain; }

boundary() {
  local tree found
  tree=$(cargo tree --locked -p frontend --target $wasm_target -e normal,no-proc-macro --prefix none)
  found=$(grep -E '^(sea-orm|sqlx|axum|tokio|backend|migrations|lettre) ' <<<"$tree" | sort -u) || return 0
  say "the browser part must not contain:" "$found"
  return 1
}

# Two versions of one of these compile, and fail at run time.
one_version_each() {
  local crate count bad=0
  for crate in sqlx leptos leptos-use gloo-net reactive_graph sea-orm axum; do
    count=$(grep -cx "name = \"$crate\"" Cargo.lock) || true
    [ "$count" -le 1 ] || { say "$crate is in Cargo.lock in $count versions"; bad=1; }
  done
  return $bad
}

styles() { npm_install style && (cd style && npx --no-install stylelint 'app/*.css'); }

class_names() {
  local unknown
  # Whole words in string literals that look like a class of ours, without a rule of that name.
  unknown=$(comm -23 \
    <(grep -rhoE '(^|[" ])wo-[a-z0-9]+[a-z0-9_-]*' app/src --include='*.rs' | tr -d '" ' | sort -u) \
    <({ grep -hoE '\.wo-[a-z0-9_-]+' style/app/*.css | tr -d .; cat style/names-without-rules.txt; } | sort -u))
  [ -z "$unknown" ] || { say "no rule in style/app for:" "$unknown"; return 1; }
}

file_length() {
  local long
  long=$(git ls-files -z '*.rs' | xargs -0 wc -l | awk '$2 != "total" && $1 > 400')
  [ -z "$long" ] || { say "longer than 400 lines:" "$long"; return 1; }
}

portable() {
  ! git grep -nIE '(^|[^A-Za-z0-9_.~/-])/(root|home/[a-z]+|Users|work/main|tmp/wt)/|"resolved": *"http' -- . ':!build/check.sh'
}

scripts() { local script; for script in build/*.sh .ci/run; do bash -n "$script" || return 1; done; }

all=(format file_length portable scripts class_names styles one_version_each boundary rules_in_browser lints_browser lints_server)
build/tools.sh wasm
[ $# = 0 ] || all=("$@")
mkdir -p "$target"
log=$target/check.log
passed=0 failed=0 names=()
for check in "${all[@]}"; do
  printf '  %-18s' "$check"
  start=$SECONDS
  if (set -e; "$check") >"$log" 2>&1; then
    passed=$((passed + 1)); say "ok ($((SECONDS - start)) s)"
  else
    failed=$((failed + 1)) names+=("$check"); say "FAILED"; sed 's/^/      /' "$log"
  fi
done
[ -z "${COUNT:-}" ] || say "$passed $failed" "${names[@]}" >"$COUNT"
say "Checks: $passed passed, $failed failed"
[ "$failed" = 0 ]
