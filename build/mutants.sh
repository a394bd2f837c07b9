#!/usr/bin/env bash
# Takes away the rules of access, one at a time, and fails if no test notices. Two kinds: conditions of queries and
# capabilities, all in one build (seconds each), and whatever cargo-mutants changes in code (a build each).
# Usage: build/mutants.sh [filters [number...] | prepare | try [number...] | code [cargo-mutants arguments]]; filters is
# prepare and try.
. "$(dirname "$0")/common.sh"
build/tools.sh test mutants
PATH=$cache/nextest-$nextest_version/bin:$cache/cargo-mutants-$mutants_version/bin:$PATH
out=$target/mutants
# Not below this folder, whose settings for Cargo would count twice.
tree=${TMPDIR:-/tmp}/$name-mutants
mkdir -p "$out"

# What decides who reads and changes what.
rules=(backend/src/actor.rs backend/src/acting.rs backend/src/case/visibility.rs 'backend/src/**/scope.rs'
  backend/src/journey/access.rs backend/src/journey/share.rs backend/src/session.rs backend/src/session/remembered.rs
  backend/src/sheet/open.rs backend/src/account/sign_in.rs)
# Values that types of ours cannot have; every one of them only costs the time in which it does not compile.
impossible='with (Ok\()?(Packed|Permit|Select|MutexGuard)::|<Entity>|Box::leak|DatabaseTransaction|Write<|CaseFile|::Model|Acting<R>::admit|(Role for \w+|Permit<C>)>?::'

# One program with every condition that can be taken away.
prepare() {
  rm -rf "$tree"
  mkdir -p "$tree"
  git ls-files -z --cached --others --exclude-standard | grep -zvxFf <(git ls-files --deleted) | xargs -0 cp --parents -t "$tree"
  node build/filters.mjs "$tree" >"$out/filters.txt"
  say "$(wc -l <"$out/filters.txt") conditions; building them (about 5 min)"
  local selection=(--workspace --exclude frontend --locked -F app/ssr)
  (cd "$tree" && export CARGO_TARGET_DIR=$target &&
    cargo nextest list "${selection[@]}" --list-type binaries-only --message-format json >"$out/binaries.json" 2>"$out/build.log" &&
    cargo metadata --format-version 1 --locked >"$out/metadata.json") || { tail -n 40 "$out/build.log"; fail "the changed program does not build"; }
}

filters() {
  local number name survived=() killed=0 numbers=("$@")
  passes || fail "the tests fail without any change: $out/test.log"
  while IFS=$'\t' read -r number name <&3; do
    [ ${#numbers[@]} = 0 ] || [[ " ${numbers[*]} " == *" $number "* ]] || continue
    if MUTANT=$number passes; then
      survived+=("$number $name")
      say "  nobody notices $number: $name"
    else
      killed=$((killed + 1))
    fi
  done 3<"$out/filters.txt"
  say "Conditions: $killed noticed, ${#survived[@]} not"
  [ ${#survived[@]} = 0 ]
}

# Runs the tests that are about access, the quick ones first.
passes() {
  local tests
  for tests in 'package(backend) & (test(casework::) + test(hires::) + test(journey::) + test(account::))' \
    'package(backend) & (test(import::tests) + test(sheet::) + test(invitation::) + test(notice::) + test(consultation::) + test(desk::) + test(referral::) + test(question::) + test(session) + test(case::) + test(barrier::) + test(release::) + test(verify::))' \
    'package(server) & (test(access::) + test(canary::) + test(paper::) + test(import::) + test(numbers::))'; do
    (cd "$tree" && cargo nextest run --binaries-metadata "$out/binaries.json" --cargo-metadata "$out/metadata.json" \
      --status-level fail --no-tests=pass -E "$tests") </dev/null >"$out/test.log" 2>&1 || return 1
  done
}

# change FOLDER PACKAGE-OF-TESTS arguments...: what cargo-mutants finds is in FOLDER/mutants.out.
change() {
  CARGO_TARGET_DIR=$out/target cargo mutants --exclude-re "$impossible" --test-tool nextest --no-shuffle \
    --output "$1" --test-package "$2" "${@:3}" || [ $? = 2 ]
}

# Rules of the backend against its own tests, and what those miss against the routes; the gate against the routes.
code() {
  local file name arguments=() again=()
  for file in "${rules[@]}"; do arguments+=(-f "$file"); done
  change "$out/backend" backend "${arguments[@]}" "$@"
  while read -r name; do again+=(--re "^$(sed 's/[][\.*^$+?(){}|]/\\&/g' <<<"$name")\$"); done <"$out/backend/mutants.out/missed.txt"
  rm -rf "$out/routes" "$out/gate"
  [ ${#again[@]} = 0 ] || change "$out/routes" server "${arguments[@]}" "${again[@]}"
  [ $# != 0 ] || change "$out/gate" server -f app/src/gate.rs
  local missed
  missed=$(cat "$out"/{routes,gate}/mutants.out/missed.txt 2>/dev/null) || true
  [ -z "$missed" ] || { say "nobody notices:" "$missed"; return 1; }
}

case ${1:-all} in
  prepare) prepare ;;
  try) filters "${@:2}" ;;
  filters) prepare; filters "${@:2}" ;;
  code) code "${@:2}" ;;
  all) prepare; filters; code ;;
  *) fail "mutants.sh knows no $1" ;;
esac
