#!/usr/bin/env bash
# Builds what browsers fetch into TARGET/site. Usage: build/site.sh style|wasm|assemble [quality of Brotli]
# `build/site.sh weigh` says what of it weighs how much, `build/site.sh audiences` what each audience alone would load.
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
    --hashes "$target/served" --hashes "$target/release" --hashes "$target/debug"
}

# In a folder of its own, with names that also tell what a generic function is made for.
# `build/site.sh weigh public` weighs what that audience alone would load.
weigh() {
  (
    [ $# = 0 ] || { alone "$1" "${TMPDIR:-/tmp}/$name-named"; cd "${TMPDIR:-/tmp}/$name-named"; }
    export RUSTFLAGS=-Csymbol-mangling-version=v0 CARGO_TARGET_DIR=$target/named
    wasm_cargo build -p frontend --lib --profile wasm-release --locked
  )
  local named
  named=$(node build/assemble.mjs --names --wasm "$target/named/$wasm_target/wasm-release/frontend.wasm" \
    --work "$target/named/site-work" --bindgen "$(bindgen)" --opt "$(wasm_opt)")
  node bench/weight.mjs "$named"
}

alone() { # alone audience folder: the sources with its pages only, and what nothing names any more
  local others
  case $1 in
    everybody) others=none ;;
    public) others='newcomer|employer|staff|account::(own|sheets)' ;;
    newcomers) others='employer|staff' ;;
    employers) others='newcomer|staff' ;;
    staff) others='newcomer|employer' ;;
    *) fail "no audience is called $1" ;;
  esac
  copy_tree "$2"
  sed -i -E "/ view=pages::($others)::/d" "$2/app/src/routes.rs"
}

# A program for each audience, estimated. In a folder of its own: the file has the same name whatever it was made from.
audiences() {
  local tree=${TMPDIR:-/tmp}/$name-audiences out=$target/audiences who sizes
  mkdir -p "$out"
  for who in everybody public newcomers employers staff; do
    alone "$who" "$tree"
    (cd "$tree" && export CARGO_TARGET_DIR=$out && wasm_cargo build -p frontend --lib --profile wasm-release --locked 2>"$out/build.log") ||
      { tail -n 20 "$out/build.log" >&2; return 1; }
    sizes=$(node build/assemble.mjs --wasm "$out/$wasm_target/wasm-release/frontend.wasm" --css "$target/css" --site "$out/site" \
      --work "$out/work" --bindgen "$(bindgen)" --opt "$(wasm_opt)" --quality 11 --hashes "$out/work")
    say "$who: $(grep -c ' view=pages::' "$tree/app/src/routes.rs") pages, $sizes"
  done
}

"$@"
