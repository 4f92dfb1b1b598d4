#!/usr/bin/env bash
# What sessions that do nothing take of the server's memory.
#
#     docs/performance/idle.sh SESSIONS      from the repository's folder, after a build
#
# SECONDS_IDLE=150: an idle server gives memory back after a minute. Needs gcc.
set -euo pipefail

sessions=$1
idle=${SECONDS_IDLE:-150}
here=$(dirname "$0")
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
gcc -O2 -o "$work/outside" "$here/outside.c"
port=$((20000 + RANDOM % 10000))

resident() { # KB
  sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$server/status"
}

./guildstorm serve --demo --demo-users "$sessions" --port "$port" --data "$work/data" --demo-file "$work/demo.json" \
  --set access.identify-limit=off --set access.identify-concurrency=off >"$work/out.txt" 2>&1 &
server=$!
until grep -qs '^ready' "$work/out.txt"; do
  kill -0 "$server" || { cat "$work/out.txt" >&2; exit 1; }
  sleep 0.2
done
grep -o '"token" *: *"[^"]*"' "$work/demo.json" | sed 's/.*: *"//; s/"$//' >"$work/tokens"
sleep 5
before=$(resident)
"$work/outside" load --port "$port" --pid "$server" --sessions "$sessions" --tokens "$work/tokens" --channel 0 \
  --hold "$idle" >"$work/held.txt" &
load=$!
for _ in $(seq $((idle / 10))); do
  sleep 10
  kill -0 "$load" 2>/dev/null && after=$(resident)
done
wait "$load"
cat "$work/held.txt"
echo "resident before: $before kB, with $sessions idle sessions: $after kB," \
  "a session: $(((after - before) * 1024 / sessions)) bytes"
kill "$server"
wait "$server" 2>/dev/null || true
server=
