#!/usr/bin/env bash
# What a delivery costs, seen from outside: the floor and the server in turn, the same sessions, rate and bytes.
#
#     docs/performance/outside.sh SESSIONS RATE [switch=value]…      from the repository's folder, after a build
#
# Each set of switches after the first two words, separated by --, is a server of its own in every round:
#
#     docs/performance/outside.sh 2000 20 gateway.write=uring -- gateway.write=send -- gateway.write=netty
#
# ROUNDS=3 SECONDS_MEASURED=10 WARMUP=25 (so that a server is compiled). Needs gcc. Prints a line a measurement, then
# medians of the ratios to the floor of the same round, lowest and highest.
set -euo pipefail

sessions=$1 rate=$2
shift 2
rounds=${ROUNDS:-3} measured=${SECONDS_MEASURED:-10} warmup=${WARMUP:-25}
here=$(dirname "$0")
work=$(mktemp -d)
running=
trap '[ -z "$running" ] || kill "$running" 2>/dev/null; rm -rf "$work"' EXIT
gcc -O2 -o "$work/outside" "$here/outside.c"
length=400

free_port() { # one that nobody has, most likely
  echo $((20000 + RANDOM % 10000))
}

load() { # PORT PID what else
  "$work/outside" load --port "$1" --pid "$2" --sessions "$sessions" --rate "$rate" --seconds "$measured" "${@:3}"
}

figure() { # NAME LINE
  tr ' ' '\n' <<<"$2" | sed -n "s/^$1=//p"
}

stopped() {
  kill "$running"
  wait "$running" 2>/dev/null || true
  running=
}

measure_floor() { # payload bytes
  local port
  port=$(free_port)
  "$work/outside" floor "$port" >/dev/null &
  running=$!
  sleep 0.3
  load "$port" "$running" --raw --warmup 3 --length "$1"
  stopped
}

measure_server() { # switches
  local port data sets=()
  port=$(free_port)
  data=$(mktemp -d "$work/data.XXXX")
  for each in "$@"; do sets+=(--set "$each"); done
  ./guildstorm serve --demo --demo-users "$sessions" --port "$port" --data "$data" --demo-file "$data/demo.json" \
    --set access.send-limit=off --set access.route-limit=off --set access.global-limit=off \
    --set access.identify-limit=off --set access.identify-concurrency=off \
    "${sets[@]}" >"$data/out.txt" 2>&1 &
  running=$!
  until grep -qs '^ready' "$data/out.txt"; do
    kill -0 "$running" || { cat "$data/out.txt" >&2; exit 1; }
    sleep 0.2
  done
  grep -o '"token" *: *"[^"]*"' "$data/demo.json" | sed 's/.*: *"//; s/"$//' >"$data/tokens"
  local channel
  channel=$(tr -d '\n' <"$data/demo.json" | sed 's/.*"channels"[^[]*\[[^]]*"id" *: *"\([0-9]*\)".*/\1/')
  load "$port" "$running" --tokens "$data/tokens" --channel "$channel" --warmup "$warmup" --length "$length" \
    --rehearse 3000
  stopped
}

names=() each=""
for word in "$@" --; do
  if [ "$word" = -- ]; then names+=("${each# }"); each=""; else each="$each $word"; fi
done

payload=926
for round in $(seq "$rounds"); do
  line=$(measure_floor "$payload")
  echo "round $round  floor                    $line"
  base=$(figure us_per_delivery "$line")
  for i in "${!names[@]}"; do
    # shellcheck disable=SC2086 -- switches are words
    line=$(measure_server ${names[$i]})
    printf 'round %d  %-24s %s\n' "$round" "${names[$i]:-as it is}" "$line"
    payload=$(figure payload_bytes "$line") # the floor's next frames are as long as the server's
    awk -v a="$(figure us_per_delivery "$line")" -v b="$base" 'BEGIN { printf "%.3f\n", a / b }' >>"$work/ratios.$i"
  done
done
for i in "${!names[@]}"; do
  sort -n "$work/ratios.$i" | awk -v name="${names[$i]:-as it is}" '
    { v[NR] = $1 }
    END { m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
          printf "%-24s %.2f × the floor (%.2f to %.2f)\n", name, m, v[1], v[NR] }'
done
