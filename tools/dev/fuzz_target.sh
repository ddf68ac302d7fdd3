#!/usr/bin/env bash
# fuzz_target.sh TARGET SECONDS: runs one fuzz target; what breaks it is kept, and how to do it again is printed.
set -u
target=$1 seconds=$2 status=0
kept=build/fuzz/$target
mkdir -p "$kept/corpus" "$kept/broken"
options=(-max_len=4096 -timeout=10 -rss_limit_mb=1024 -max_total_time="$seconds" -artifact_prefix="$kept/broken/")
if [ "${MOTCUA_FUZZ_ALONE:-0}" = 0 ]; then
  rm -rf "$kept/corpus"
  mkdir "$kept/corpus"
  options+=(-seed=1)
fi
nice -n 10 "build/asan/fuzz/${target}_fuzz" "${options[@]}" -print_final_stats=1 \
  "$kept/corpus" "fuzz/corpus/$target" >"$kept/log" 2>&1 || status=$?
runs=$(awk '/stat::number_of_executed_units/ { print $2 }' "$kept/log")
if [ "$status" = 0 ]; then
  echo "$target ok: ${runs:-0} inputs in $seconds s"
else
  grep -vE '^(#[0-9]+|INFO|NEW|REDUCE|pulse)' "$kept/log" | tail -n 60
  broken=$(sed -n 's/.*Test unit written to //p' "$kept/log" | tail -n 1)
  echo "$target FAILED; again: build/asan/fuzz/${target}_fuzz ${broken:-$kept/broken/*}"
  exit 1
fi
