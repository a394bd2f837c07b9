#!/usr/bin/env bash
# Runs a command with a PostgreSQL of its own, which is gone afterwards. Usage: [DURABLE=1] build/postgres.sh command...
# DURABLE=1: as in service, what is committed is on the disk.
. "$(dirname "$0")/common.sh"

binaries=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1) || fail "PostgreSQL is missing. Please run: build/tools.sh postgres"
folder=$(mktemp -d "${TMPDIR:-/tmp}/welcome-office-postgres.XXXXXX")
as=()
if [ "$(id -u)" = 0 ]; then
  # PostgreSQL refuses to run as root.
  id postgres >/dev/null 2>&1 || fail "PostgreSQL does not run as root, and there is no user postgres"
  chown postgres "$folder"
  as=(runuser -u postgres --)
fi
stop() {
  (cd / && "${as[@]}" "$binaries/pg_ctl" -D "$folder/data" -m immediate -w stop) >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

# Nothing here outlives the tests: durability is switched off unless it is what is tested.
swift="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
[ -z "${DURABLE:-}" ] || swift=""
cat >"$folder/restart" <<END
#!/usr/bin/env bash
# As after a crash.
cd / && exec ${as[*]} "$binaries/pg_ctl" -D "$folder/data" -m immediate -w -t 60 -l "$folder/log" restart >/dev/null
END
chmod 755 "$folder/restart"

(
  cd /
  "${as[@]}" "$binaries/initdb" -D "$folder/data" -U welcome -A trust -E UTF8 --locale=C.UTF-8 --no-sync
  # Only the socket in our folder listens.
  "${as[@]}" "$binaries/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' $swift -c max_connections=300" start
) >"$folder/start.log" 2>&1 || { cat "$folder/start.log" "$folder/log" >&2 2>/dev/null; fail "PostgreSQL did not start"; }
chmod 711 "$folder"

export TEST_POSTGRES_URL="postgres://welcome@localhost/postgres?host=$folder" TEST_POSTGRES_RESTART=$folder/restart
status=0
"$@" || status=$?
exit $status
