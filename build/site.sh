#!/usr/bin/env bash
# Builds what browsers fetch into TARGET/site. Usage: build/site.sh style|wasm|assemble [quality of Brotli]
# `build/site.sh weigh` says what of it weighs how much.
. "$(dirname "$0")/common.sh"

style() {
  npm_install style
  local inputs stamp=$target/css/.inputs
  # The names of classes in pages decide which of KERN's rules stay.
  inputs=$(cat style/*.mjs style/*.scss style/*.svg style/package-lock.json style/app/*.css \
    <(grep -rhoE 'kern-[a-z0-9_-]+|<[a-z]+' app/src --include='*.rs' | sort -u) | sha256sum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ] && return
  node style/build.mjs "$target/css"
  say "$inputs" >"$stamp"
}

# Quick to build instead of quick to load: WASM_PROFILE=dev (make watch).
profile=${WASM_PROFILE:-wasm-release}
folder=$profile
[ "$profile" != dev ] || folder=debug

wasm() { wasm_cargo build -p frontend --lib --profile "$profile" --locked; }

assemble() {
  local opt=()
  [ "$profile" = dev ] || opt=(--opt "$(wasm_opt)")
  node build/assemble.mjs --wasm "$target/$wasm_target/$folder/frontend.wasm" --css "$target/css" --site "$target/site" \
    --work "$target/site-work" --bindgen "$(bindgen)" "${opt[@]}" --quality "${1:-11}" \
    --hashes "$target/release" --hashes "$target/debug"
}

# In a folder of its own, with names that also tell what a generic function is made for.
weigh() {
  (
    export RUSTFLAGS=-Csymbol-mangling-version=v0 CARGO_TARGET_DIR=$target/named
    wasm_cargo build -p frontend --lib --profile wasm-release --locked
  )
  node bench/weight.mjs "$(node build/assemble.mjs --names --wasm "$target/named/$wasm_target/wasm-release/frontend.wasm" \
    --work "$target/named/site-work" --bindgen "$(bindgen)" --opt "$(wasm_opt)")"
}

"$@"
