#!/usr/bin/env bash
# Sends the readers of the import whatever libFuzzer thinks of, and keeps what reaches more of them in backend/fuzz/corpus.
# Usage: build/fuzz.sh [seconds for each] [file text workbook open_document cells]
. "$(dirname "$0")/common.sh"
seconds=${1:-600}
targets=("${@:2}")
[ ${#targets[@]} != 0 ] || targets=(file text workbook open_document cells)
folder=$root/backend/fuzz
host=$(rustc -vV | sed -n 's/^host: //p')
out=$target/fuzz
command -v c++ >/dev/null || apt_install "A C++ compiler (for libFuzzer)" g++

# The program's own versions; Cargo adds libFuzzer's.
cp Cargo.lock "$folder/Cargo.lock"
flags=(--cfg fuzzing -Cpasses=sancov-module)
for pass in level=4 inline-8bit-counters pc-table trace-compares; do flags+=("-Cllvm-args=-sanitizer-coverage-$pass"); done
say "Building the fuzzers (about 2 min the first time)"
CARGO_TARGET_DIR=$out RUSTFLAGS="${flags[*]}" cargo build --quiet --release --bins --target "$host" --manifest-path "$folder/Cargo.toml"
[ "$seconds" != 0 ] || exit 0

failed=()
for fuzzed in "${targets[@]}"; do
  kept=$folder/corpus/$fuzzed work=$out/corpus/$fuzzed found=$out/found/$fuzzed-
  mkdir -p "$kept" "$work" "$out/found"
  case $fuzzed in file) most=65536 ;; cells) most=400 ;; *) most=4096 ;; esac
  say "$fuzzed: $seconds s"
  fuzzer=$out/$host/release/$fuzzed
  "$fuzzer" "$work" "$kept" -max_total_time="$seconds" -rss_limit_mb=256 -timeout=20 -max_len=$most \
    -artifact_prefix="$found" -print_final_stats=1 >"$out/$fuzzed.log" 2>&1 ||
    { failed+=("$fuzzed"); grep -aE "^==|panicked|SUMMARY|Test unit written" "$out/$fuzzed.log" | tail -n 6; }
  grep -aE "^stat::|cov:" "$out/$fuzzed.log" | tail -n 6
  # The fewest that reach every place that was reached.
  rm -rf "$out/fewest"
  mkdir "$out/fewest"
  "$fuzzer" -set_cover_merge=1 -use_counters=0 -max_len=$most -rss_limit_mb=1024 "$out/fewest" "$kept" "$work" >"$out/$fuzzed.merge.log" 2>&1
  rm -rf "$kept"
  mv "$out/fewest" "$kept"
  say "  kept: $(ls "$kept" | wc -l) files, $(du -sk "$kept" | cut -f1) kB"
done
[ ${#failed[@]} = 0 ] || fail "what ${failed[*]} found lies in $out/found"
