#!/usr/bin/env bash
# One line of JSON per figure: what it is, how much, the target, and whether it holds. Kept in bench/results, below a line
# that tells commit, machine and load.
. "$(dirname "$0")/common.sh"

bench=$target/bench
# What the databases to measure with are made of: today's date, and the program that made them.
made=$(date +%F)-$(cat "$root"/migrations/src/*.rs "$root"/backend/src/seed/*.rs | sha256sum | head -c 8)
# The backend without the server around it, built with the same features. The databases it makes lie on the disk, not in
# memory.
in_backend() { TMPDIR=$bench env -u TEST_POSTGRES_URL cargo bench --locked --quiet --profile served -p backend -p server --features backend/testing "$@"; }

{
  build/tools.sh site
  build/site.sh style
  build/site.sh wasm
  build/site.sh assemble 11
  say "Building the program as a city runs it, about 20 min the first time"
  cargo build --locked --profile served -p server
  mkdir -p "$bench"
  cp "$target/served/$name" "$target/served/hash.txt" "$bench/"
  in_backend --no-run --bench case_list --bench durable_writes
  cargo build --locked --release --manifest-path bench/floor/Cargo.toml --target-dir "$target/floor"
} >&2
export_site
export WELCOME_OFFICE=$bench/$name

# The demo city and so many cases like its own, dated from today; made once.
crowd() { # crowd file cases
  [ -e "$1" ] || {
    say "Making $2 cases" >&2
    rm -f "$bench/making.db"*
    WO__DATABASE__URL=sqlite://$bench/making.db "$WELCOME_OFFICE" seed --crowd "$2" --seed 7 >&2
    mv "$bench/making.db" "$1"
  }
}

figure() { # figure name value unit target: smaller is better
  node -p 'const [name, value, unit, target] = process.argv.slice(1); JSON.stringify({ name, value: +value, unit, target: +target, holds: +value <= +target })' "$@"
}
figure_at_least() { # larger is better
  node -p 'const [name, value, unit, target] = process.argv.slice(1); JSON.stringify({ name, value: +value, unit, target: +target, holds: +value >= +target })' "$@"
}
kilobytes() { cat "$@" | wc -c | awk '{ printf "%.1f", $1 / 1000 }'; }

machine() {
  node -p 'const os = require("os"); JSON.stringify({ commit: process.argv[1], at: new Date().toISOString(), cores: os.cpus().length, processor: os.cpus()[0].model, load: +os.loadavg()[0].toFixed(2) })' \
    "$(git describe --always --dirty --abbrev=10)"
}

measured() {
  figure wasm_br_kb "$(kilobytes "$target"/site/pkg/*.wasm.br)" kB 450
  figure js_br_kb "$(kilobytes "$target"/site/pkg/*.js.br)" kB 20
  figure css_br_kb "$(kilobytes "$target"/site/pkg/*.css.br)" kB 20
  figure font_latin_kb "$(kilobytes "$target"/site/fonts/noto-sans-latin.woff2)" kB 40
  # Flesch reading ease, Amstad's form for German: from 60 on a text is plain.
  figure_at_least step_texts_de_ease "$(node build/readability.mjs)" points 60
  find "$bench" -name '*.db*' ! -name "*-$made.db*" -delete
  crowd "$bench/small-$made.db" 1000
  crowd "$bench/large-$made.db" 100000
  node bench/first_paint.mjs "$bench/small-$made.db"
  node bench/pages.mjs "$bench/small-$made.db" "$bench/large-$made.db"
  CASE_LIST_DATABASE=$bench/large-$made.db CASE_LIST_FLOOR=$target/floor/release/floor in_backend --bench case_list
  in_backend --bench durable_writes
  # A browser beside the office, both on this machine: nothing else should run.
  npm_install end2end >&2
  build/tools.sh browser >&2
  node bench/starts.mjs "$bench/small-$made.db"
  # These write: on a copy, so that the next run finds what this one found.
  for writing in live import; do
    rm -f "$bench/written.db"*
    cp "$bench/small-$made.db" "$bench/written.db"
    node "bench/$writing.mjs" "$bench/written.db"
  done
}

mkdir -p bench/results
machine >"$bench/figures.jsonl"
measured | tee -a "$bench/figures.jsonl"
cp "$bench/figures.jsonl" "bench/results/$(date -u +%Y-%m-%dT%H%M)-$(git describe --always --dirty --abbrev=10).jsonl"
