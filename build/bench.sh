#!/usr/bin/env bash
# One line of JSON per figure: what it is, how much, the target, and whether it holds.
. "$(dirname "$0")/common.sh"

{
  build/tools.sh site
  build/site.sh style
  build/site.sh wasm
  build/site.sh assemble 11
} >&2

figure() { # figure name value unit target: smaller is better
  node -p 'const [name, value, unit, target] = process.argv.slice(1); JSON.stringify({ name, value: +value, unit, target: +target, holds: +value <= +target })' "$@"
}
figure_at_least() { # larger is better
  node -p 'const [name, value, unit, target] = process.argv.slice(1); JSON.stringify({ name, value: +value, unit, target: +target, holds: +value >= +target })' "$@"
}
kilobytes() { cat "$@" | wc -c | awk '{ printf "%.1f", $1 / 1000 }'; }

figure wasm_br_kb "$(kilobytes "$target"/site/pkg/*.wasm.br)" kB 450
figure js_br_kb "$(kilobytes "$target"/site/pkg/*.js.br)" kB 20
figure css_br_kb "$(kilobytes "$target"/site/pkg/*.css.br)" kB 20
figure font_latin_kb "$(kilobytes "$target"/site/fonts/noto-sans-latin.woff2)" kB 40
# Flesch reading ease, Amstad's form for German: from 60 on a text is plain.
figure_at_least step_texts_de_ease "$(node build/readability.mjs)" points 60
