#!/usr/bin/env bash
# The harnesses of `make test` that go round and round, in full, and a small disk that fills up, for which one has to be an
# administrator. Usage: build/storm.sh [rounds]
. "$(dirname "$0")/common.sh"
build/tools.sh test postgres
mkdir -p "$target"
export STORM_ROUNDS=${1:-200}
failed=()
say "$STORM_ROUNDS rounds of each harness, about an hour"
build/rust-tests.sh "$target/storm.txt" --ignore-default-filter -E 'binary(faults) + test(guessing::) + test(live::) - test(restarts::) - test(flood::)' --no-capture || failed+=(kills)
cargo build --release --locked -p server
WELCOME_OFFICE=$target/release/$name build/rust-tests.sh "$target/storm.txt" -E 'test(flood::)' --no-capture || failed+=(flood)
DURABLE=1 build/postgres.sh build/rust-tests.sh "$target/storm.txt" --ignore-default-filter -E 'test(restarts::)' --no-capture || failed+=(restarts)
[ ${#failed[@]} = 0 ] || fail "failed: ${failed[*]}"
