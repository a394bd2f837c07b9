#!/usr/bin/env bash
# Rebuilds and restarts while you edit. With cargo-leptos on the PATH it does the work; otherwise this loop does.
. "$(dirname "$0")/common.sh"

build/tools.sh site
build/site.sh style
export_site
export WASM_PROFILE=dev
export PATH=$(dirname "$(bindgen)"):$(dirname "$(wasm_opt)"):$PATH

if command -v cargo-leptos >/dev/null && ! uses_debian_wasm; then
  exec cargo leptos watch -- "${@:-demo}"
fi

server=
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || true; server=; }
trap stop EXIT
trap 'exit 130' INT TERM

# The newest change among what makes the program.
newest() { find app backend domain frontend migrations server style -path '*/node_modules' -prune -o -type f -printf '%T@ %p\n' | sort -n | tail -n 1; }

seen=
while sleep 0.5; do
  now=$(newest)
  [ "$now" != "$seen" ] || continue
  seen=$now
  say "Building"
  if build/site.sh style && build/site.sh wasm && build/site.sh assemble 1 && cargo build -p server; then
    stop
    "$target/debug/$name" "${@:-demo}" &
    server=$!
    say "Running; reload the page"
  else
    say "The build failed; the program from before goes on"
  fi
done
