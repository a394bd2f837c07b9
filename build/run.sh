#!/usr/bin/env bash
# From a fresh clone to the running demonstration. Everything after the first time takes seconds.
. "$(dirname "$0")/common.sh"

say "[1/5] Tools, about 4 min the first time"
build/tools.sh site
say "[2/5] Style sheet and fonts, about 1 min the first time"
build/site.sh style
say "[3/5] Browser part, about 6 min the first time"
build/site.sh wasm
build/site.sh assemble 11
say "[4/5] Server, about 9 min the first time"
cargo build --release --locked -p server
say "[5/5] Starting. Stop with Ctrl+C"
export_site
exec "$target/release/$name" "${@:-demo}"
