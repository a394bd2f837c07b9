#!/usr/bin/env bash
# Takes away the rules of access, one at a time, and fails if no test notices. Two kinds, each built into one program:
# conditions of queries and capabilities (filters.mjs), and whatever cargo-mutants changes in code (changes.mjs).
# Usage: build/mutants.sh [conditions|changes [number...]] or build/mutants.sh prepare|try conditions|changes [number...]
. "$(dirname "$0")/common.sh"
build/tools.sh test mutants
PATH=$cache/nextest-$nextest_version/bin:$cache/cargo-mutants-$mutants_version/bin:$PATH

# What decides who reads and changes what.
rules=(backend/src/actor.rs backend/src/acting.rs backend/src/case/visibility.rs 'backend/src/**/scope.rs'
  backend/src/journey/access.rs backend/src/journey/share.rs backend/src/session.rs backend/src/session/remembered.rs
  backend/src/sheet/open.rs backend/src/account/sign_in.rs backend/src/hires/hire.rs domain/src/plan/views.rs
  app/src/gate.rs app/src/routes.rs server/src/origin.rs)
selection=(--workspace --exclude frontend --locked -F app/ssr)

kind() {
  out=$target/mutants/$1
  # Not below this folder, whose settings for Cargo would count twice.
  tree=${TMPDIR:-/tmp}/$name-$1
  mkdir -p "$out"
}

conditions() { node build/filters.mjs "$tree"; }

changes() {
  local file arguments=()
  for file in "${rules[@]}"; do arguments+=(-f "$file"); done
  # Of what an employer sees of a hire, only what is kept from it; and not whether a question is asked that finds nobody.
  cargo mutants --list --json "${arguments[@]}" \
    --exclude-re 'hires/hire\.rs.*[ :](cohort_names|task|tasks_of|line|entered|is_fixed|sources|own_steps)( |$)' \
    --exclude-re 'replace && with .* in Acting<Employer>::shared_among' >"$out/list.json"
  # Values that our types cannot have take most of the time: each round leaves out what the compiler tells.
  node build/changes.mjs "$tree" "$out/list.json" cargo check "${selection[@]}" --message-format json 2>"$out/impossible.txt" ||
    { tail -n 40 "$out/impossible.txt" >&2; return 1; }
}

# One program with everything of a kind.
prepare() {
  kind "$1"
  copy_tree "$tree"
  export CARGO_TARGET_DIR=$target
  "$1" >"$out/all.txt"
  say "$1: $(wc -l <"$out/all.txt"); building them (about 5 min)"
  (cd "$tree" &&
    cargo nextest list "${selection[@]}" --list-type binaries-only --message-format json >"$out/binaries.json" 2>"$out/build.log" &&
    cargo metadata --format-version 1 --locked >"$out/metadata.json") || { tail -n 40 "$out/build.log"; fail "the changed program does not build"; }
  # What is built next in the same place has the same names.
  rm -rf "$out/target"
  mkdir -p "$out/target/debug/deps"
  node -p 'Object.values(JSON.parse(fs.readFileSync(process.argv[1]))["rust-binaries"]).map((binary) => binary["binary-path"]).join("\n")' \
    "$out/binaries.json" | xargs cp -t "$out/target/debug/deps"
}

try() {
  local kind=$1 number place survived=() killed=0 numbers=("${@:2}")
  kind "$kind"
  passes '' || fail "the tests fail without any change: $out/test.log"
  while IFS=$'\t' read -r number place <&3; do
    [ ${#numbers[@]} = 0 ] || [[ " ${numbers[*]} " == *" $number "* ]] || continue
    if MUTANT=$number passes "${place%%[/.]*}"; then
      survived+=("$number")
      say "  nobody notices $number: $place"
    else
      killed=$((killed + 1))
    fi
  done 3<"$out/all.txt"
  say "$kind: $killed noticed, ${#survived[@]} not"
  [ ${#survived[@]} = 0 ]
}

# Runs the tests that are about access: those beside the rule, then the quick ones, then the routes; of the door and the
# routes themselves only the last. Who waits for ever has noticed, too. Tests of times notice nothing about access and may
# fail beside other work.
passes() {
  local tests status groups=()
  case $1 in
    gate | routes | origin) ;;
    *) groups=(
      "package(backend) & test(/^$1::/)"
      'package(domain)'
      'package(backend) & (test(casework::) + test(hires::) + test(journey::) + test(account::))'
      'package(backend) & (test(import::tests) + test(sheet::) + test(invitation::) + test(notice::) + test(consultation::) + test(desk::) + test(referral::) + test(question::) + test(session) + test(case::) + test(barrier::) + test(release::) + test(verify::))'
    ) ;;
  esac
  groups+=('package(server) & (test(access::) + test(canary::) + test(guard::))'
    'package(server) - binary(faults) - test(guessing::) - test(live::) - test(access::) - test(canary::) - test(guard::)')
  for tests in "${groups[@]}"; do
    (cd "$tree" && timeout 900 cargo nextest run --binaries-metadata "$out/binaries.json" --cargo-metadata "$out/metadata.json" \
      --target-dir-remap "$out/target" --status-level fail --no-tests=pass -E "$tests") </dev/null >"$out/test.log" 2>&1 || {
      status=$?
      # What the runner says of tests that fail, and `timeout` of those that do not end.
      [ $status = 100 ] || [ $status = 124 ] || fail "the tests do not run: $out/test.log"
      return 1
    }
  done
}

case ${1:-all} in
  prepare | try) "$1" "${@:2}" ;;
  conditions | changes) prepare "$1"; try "$@" ;;
  all)
    prepare conditions
    prepare changes
    failed=()
    for each in conditions changes; do try "$each" || failed+=("$each"); done
    [ ${#failed[@]} = 0 ]
    ;;
  *) fail "mutants.sh knows no $1" ;;
esac
