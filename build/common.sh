# Shared by the scripts beside it: where things lie, how they speak, how a missing thing is installed.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
target=${CARGO_TARGET_DIR:-$root/target}
case $target in /*) ;; *) target=$root/$target ;; esac
cache=${XDG_CACHE_HOME:-$HOME/.cache}/welcome-office
name=welcome-office
wasm_target=wasm32-unknown-unknown
binaryen_version=132.0.0
nextest_version=0.9.143
mutants_version=27.1.0

export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}
export npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false

say() { printf '%s\n' "$@"; }
fail() { printf 'Stopped: %s\n' "$*" >&2; exit 1; }

# The tools below are fetched once, even when two builds start together.
once() {
  mkdir -p "$cache"
  exec 9>"$cache/.lock"
  flock 9
}

# apt_install "why" package...
apt_install() {
  local why=$1 as=()
  shift
  command -v apt-get >/dev/null || fail "$why is missing, and this system has no apt-get. Please install: $*"
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || fail "$why is missing and needs an administrator. Please run: sudo apt-get install $*"
    as=(sudo -n)
  fi
  say "      $why: installing $* (about 1 min)"
  mkdir -p "$cache"
  local apt=("${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=900)
  { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$@"; } >"$cache/apt.log" 2>&1 ||
    { tail -n 5 "$cache/apt.log" >&2; fail "$why could not be installed. Please run: sudo apt-get install $*"; }
}

# The version Cargo.lock holds of a crate.
locked_version() { awk -v crate="$1" '$0 == "name = \"" crate "\"" { getline; gsub(/"/, "", $3); print $3; exit }' Cargo.lock; }

bindgen_root() { say "$cache/wasm-bindgen-$(locked_version wasm-bindgen)"; }

bindgen() {
  local wanted found
  wanted=$(locked_version wasm-bindgen)
  found=$(wasm-bindgen --version 2>/dev/null | cut -d' ' -f2) || true
  if [ "$found" = "$wanted" ]; then command -v wasm-bindgen; else say "$(bindgen_root)/bin/wasm-bindgen"; fi
}

wasm_opt() { say "$cache/binaryen-$binaryen_version/node_modules/binaryen/bin/wasm-opt"; }

has_rustup_wasm() { [ -d "$(rustc --print target-libdir --target $wasm_target 2>/dev/null)" ]; }

# Debian's compiler builds the standard library for the browser itself; used where rustup cannot.
uses_debian_wasm() { [ "${WASM:-}" = debian ] || { ! has_rustup_wasm && [ -e "$cache/wasm-from-debian" ]; }; }

# wasm_cargo build|check|clippy arguments...
wasm_cargo() {
  local command=$1
  shift
  if uses_debian_wasm; then
    # Debian's compiler comes without clippy.
    [ "$command" != clippy ] || command=check
    RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld \
      cargo --config 'build.rustc="/usr/bin/rustc"' "$command" --target $wasm_target -Zbuild-std=std,panic_abort "$@"
  else
    cargo "$command" --target $wasm_target "$@"
  fi
}

# copy_tree folder: the sources as they are now, new ones too, in a folder that is emptied first.
copy_tree() {
  rm -rf "$1"
  mkdir -p "$1"
  git ls-files -z --cached --others --exclude-standard | grep -zvxFf <(git ls-files --deleted) | xargs -0 cp --parents -t "$1"
}

# npm_install folder: exactly what its lock file says, only when that changed.
npm_install() {
  local folder=$1 stamp
  stamp=$(sha256sum "$folder/package-lock.json" | cut -c1-32)
  [ "$(cat "$folder/node_modules/.installed" 2>/dev/null)" = "$stamp" ] && return
  (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent --no-fund --no-audit) >"$folder/.npm.log" 2>&1 ||
    { tail -n 5 "$folder/.npm.log" >&2; fail "the packages of $folder could not be fetched; is the npm registry reachable?"; }
  rm -f "$folder/.npm.log"
  say "$stamp" >"$folder/node_modules/.installed"
}

# WebKit's small browser, which the driver starts. The folder carries the version of WebKit's interface.
webkit_browser() { compgen -G '/usr/lib/*/webkit2gtk-4.*/MiniBrowser' | tail -n 1; }

# Where the program finds its site, also when the target folder lies elsewhere.
export_site() { export WO__SERVER__SITE=$target/site; }

# Builds what browsers are pointed at. WELCOME_OFFICE=program (and WO__SERVER__SITE=folder) names one that is built.
program_under_test() {
  npm_install end2end
  [ -z "${WELCOME_OFFICE:-}" ] || { export WELCOME_OFFICE WO__SERVER__SITE=${WO__SERVER__SITE:-$target/site}; return; }
  build/tools.sh site
  build/site.sh style
  build/site.sh wasm
  build/site.sh assemble 5
  cargo build --locked -p server
  export_site
  export WELCOME_OFFICE=$target/debug/$name
}
