#!/bin/sh
# Starts a PostgreSQL server of its own in a temporary folder, on a socket there and on no port,
# and runs a program with ATTACHE_POSTGRES_URL set to it: postgres.sh PROGRAM [ARGUMENTS]
# Ends with 77 where PostgreSQL is not installed.
# shellcheck disable=SC2012,SC2016,SC2086,SC2317  # plain names; quoted for the inner shell; words; traps
set -eu

bin=
for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V); do
  [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] && bin=$folder
done
[ -n "$bin" ] || {
  echo "Skipped: PostgreSQL is not installed (the package postgresql)."
  exit 77
}

# A socket's path must be short, so this is not below the build folder.
base=${TMPDIR:-/tmp}
[ ${#base} -le 40 ] || base=/tmp
top=$(mktemp -d "$base/attache-postgres.XXXXXX")
chmod 711 "$top"
server=$top/server
mkdir "$server"

# The server refuses to run as root.
as=
if [ "$(id -u)" = 0 ]; then
  user=nobody
  id postgres >/dev/null 2>&1 && user=postgres
  chown "$user" "$server"
  as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
fi

pg() {
  (cd "$server" && env -i PATH="$bin:/usr/bin:/bin" HOME="$server" LC_ALL=C.UTF-8 $as "$@")
}
end() {
  pg "$bin/pg_ctl" -D "$server/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$top"
}
trap end EXIT
trap 'exit 1' HUP INT TERM

pg "$bin/initdb" -D "$server/data" -U attache -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$top/log" 2>&1 || {
  cat "$top/log" >&2
  exit 1
}
# One user needs a password, and one may not come at all.
pg sh -c 'cat >"$1/pg_hba.conf"' sh "$server/data" <<'HBA'
local all locked scram-sha-256
local all barred reject
local all all trust
HBA
pg sh -c 'cat >>"$1/postgresql.conf"' sh "$server/data" <<CONF
listen_addresses = ''
unix_socket_directories = '$server'
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
logging_collector = off
${ATTACHE_POSTGRES_SETTINGS:-}
CONF
pg "$bin/pg_ctl" -D "$server/data" -l "$server/log" -w -t 60 start >"$top/log" 2>&1 || {
  cat "$top/log" "$server/log" >&2
  exit 1
}

export ATTACHE_POSTGRES_URL="postgresql://attache@/postgres?host=$server"
result=0
"$@" || result=$?
exit "$result"
