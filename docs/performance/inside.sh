#!/usr/bin/env bash
# What a delivery costs, by the instrument that is built in: `run hot-channel` for each set of switches in turn.
#
#     docs/performance/inside.sh SESSIONS RATE [switch=value]… [-- [switch=value]…]…
#
#     docs/performance/inside.sh 2000 20 gateway.write=uring -- gateway.write=send
#
# ROUNDS=3 WARMUP=20 SECONDS_MEASURED=15. Each run measures its own floor just before. Prints a line a run, then medians,
# lowest and highest. The runs stay in runs/inside-*.
set -euo pipefail

sessions=$1 rate=$2
shift 2
rounds=${ROUNDS:-3} warmup=${WARMUP:-20} measured=${SECONDS_MEASURED:-15}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# FILE BLOCK FIELD: a number of run.json, in the first block of that name
figure() {
  tr -d '\n ' <"$1" | sed -n "s/.*\"$2\":{\([^}]*\)}.*/\1/p" | tr ',' '\n' | sed -n "s/^\"$3\"://p" | head -n 1
}

names=() each=""
for word in "$@" --; do
  if [ "$word" = -- ]; then names+=("${each# }"); each=""; else each="$each $word"; fi
done

stamp=$(date +%Y%m%dT%H%M%S)
for round in $(seq "$rounds"); do
  for i in "${!names[@]}"; do
    sets=()
    for each in ${names[$i]}; do sets+=(--set "$each"); done
    out=runs/inside-$stamp-$sessions-$round-$i
    verdict=0
    ./guildstorm run hot-channel --sessions "$sessions" --rate "$rate" --burst none \
      --warmup "${warmup}s" --duration "${measured}s" --out "$out" "${sets[@]}" >"$work/out.txt" 2>&1 || verdict=$?
    [ "$verdict" -le 1 ] || { cat "$work/out.txt" >&2; exit "$verdict"; }
    ratio=$(figure "$out/run.json" cost relative_to_bare_send)
    us=$(figure "$out/run.json" cost server_cpu_us_per_delivery)
    p99=$(figure "$out/run.json" delivery p99_ms)
    printf 'round %d  %-24s us_per_delivery=%.2f relative=%.3f p99_ms=%.1f exit=%d\n' \
      "$round" "${names[$i]:-as it is}" "$us" "$ratio" "$p99" "$verdict"
    echo "$ratio" >>"$work/ratios.$i"
    echo "$us" >>"$work/us.$i"
    echo "$p99" >>"$work/p99.$i"
  done
done

spread() { # FILE: median (lowest to highest)
  sort -n "$1" | awk '{ v[NR] = $1 }
    END { m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2; printf "%.2f (%.2f to %.2f)", m, v[1], v[NR] }'
}

for i in "${!names[@]}"; do
  printf '%-24s %s × the floor · %s µs · p99 %s ms\n' "${names[$i]:-as it is}" \
    "$(spread "$work/ratios.$i")" "$(spread "$work/us.$i")" "$(spread "$work/p99.$i")"
done
