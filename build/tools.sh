#!/usr/bin/env bash
# Installs what is missing, once, and says what and how long. Usage: build/tools.sh site|test|mutants|browser|firefox|webkit|postgres...
. "$(dirname "$0")/common.sh"

base() {
  command -v cargo >/dev/null || fail "Rust is missing. Please install rustup (Debian: apt-get install rustup), then run: rustup default stable"
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js is missing. Please install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm)"
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "Node.js $major is too old. Please install Node.js 20 or newer"
  command -v cc >/dev/null || apt_install "A C compiler (for SQLite)" gcc libc6-dev
}

wasm_compiler() {
  if [ "${WASM:-}" != debian ]; then
    has_rustup_wasm && return
    if command -v rustup >/dev/null; then
      say "      WebAssembly target: rustup target add (seconds)"
      rustup -q target add $wasm_target >"$cache/rustup.log" 2>&1 && has_rustup_wasm && return
      say "      rustup cannot fetch it here; taking Debian's compiler for the browser part"
    fi
  fi
  if ! command -v wasm-ld >/dev/null || ! [ -x /usr/bin/rustc ] || ! [ -d "$(/usr/bin/rustc --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library" ]; then
    apt_install "WebAssembly compiler" rustc-web rust-web-src lld
  fi
  touch "$cache/wasm-from-debian"
}

wasm_bindgen() {
  [ -x "$(bindgen)" ] && return
  local version
  version=$(locked_version wasm-bindgen)
  say "      wasm-bindgen $version: building (about 3 min)"
  # Without --locked: its own lock file names a version that the registry withdrew. Built for speed of building.
  env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo install --quiet wasm-bindgen-cli --version "=$version" --root "$(bindgen_root)" >"$cache/wasm-bindgen.log" 2>&1 ||
    { tail -n 5 "$cache/wasm-bindgen.log" >&2; fail "wasm-bindgen $version could not be built. Please run: cargo install wasm-bindgen-cli --version $version"; }
}

binaryen() {
  [ -e "$(wasm_opt)" ] && return
  say "      wasm-opt $binaryen_version: fetching (about 20 s)"
  local folder=$cache/binaryen-$binaryen_version
  mkdir -p "$folder"
  npm install --silent --prefix "$folder" --no-save --no-package-lock "binaryen@$binaryen_version" >"$cache/binaryen.log" 2>&1 ||
    { rm -rf "$folder"; tail -n 5 "$cache/binaryen.log" >&2; fail "binaryen could not be fetched; is the npm registry reachable?"; }
}

# Without it the tests run with plain cargo test, in one process each.
nextest() {
  cargo nextest --version >/dev/null 2>&1 && return
  local folder=$cache/nextest-$nextest_version
  [ -x "$folder/bin/cargo-nextest" ] && return
  say "      cargo-nextest $nextest_version: building (about 5 min)"
  env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo install --quiet --locked cargo-nextest --version "=$nextest_version" --root "$folder" >"$cache/nextest.log" 2>&1 ||
    say "      cargo-nextest could not be built here; using cargo test"
}

# Writes down what the program does to its files, and keeps the disk from it.
tracer() { command -v strace >/dev/null || apt_install "strace" strace; }

# Changes code and looks whether a test notices.
mutants() {
  local folder=$cache/cargo-mutants-$mutants_version
  [ -x "$folder/bin/cargo-mutants" ] && return
  say "      cargo-mutants $mutants_version: building (about 2 min)"
  env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo install --quiet --locked cargo-mutants --version "=$mutants_version" --root "$folder" >"$cache/mutants.log" 2>&1 ||
    { tail -n 5 "$cache/mutants.log" >&2; fail "cargo-mutants could not be built. Please run: cargo install cargo-mutants --version $mutants_version"; }
}

browser() {
  local chromium=${CHROMIUM:-/usr/bin/chromium}
  [ -x "$chromium" ] || apt_install "Chromium" chromium fonts-liberation
}

firefox() {
  local firefox=${FIREFOX:-/usr/bin/firefox-esr}
  [ -x "$firefox" ] || apt_install "Firefox" firefox-esr fonts-liberation
}

# WebKit needs a screen, even if nobody looks at it.
webkit() {
  { command -v WebKitWebDriver && command -v xvfb-run && command -v xauth && webkit_browser; } >/dev/null ||
    apt_install "WebKit" webkit2gtk-driver xvfb xauth fonts-liberation
}

postgres() {
  compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' >/dev/null || apt_install "PostgreSQL" postgresql
}

once
base
for piece in "$@"; do
  case $piece in
    site) wasm_compiler; wasm_bindgen; binaryen ;;
    wasm) wasm_compiler ;;
    test) nextest; tracer ;;
    mutants) mutants ;;
    browser) browser ;;
    firefox) firefox ;;
    webkit) webkit ;;
    postgres) postgres ;;
    *) fail "tools.sh knows no $piece" ;;
  esac
done
