#!/usr/bin/env bash
# ./dev bench [--date YYYY-MM-DD] [--quick] [--engine sqlite|postgres|both] [--size N,N] [--only NAME,NAME] [--report]
# Measures the program as built by ./dev build and writes bench/results/<date>.md from all that was measured that day.
# Stops by itself; what it fills stays in build/bench/ for the next time.
set -euo pipefail
cd "$(dirname "$0")/.."

./dev ninja motcua motcua_bench
date=$(date +%F)
if [ "${1:-}" = --date ]; then
  date=${2:?--date wants YYYY-MM-DD}
  shift 2
fi
revision=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
git diff --quiet HEAD -- src apps bench 2>/dev/null || revision="$revision with changes"
mkdir -p build/bench bench/results
out=(--out "bench/results/$date.md")
case " $* " in *' --quick '*) out=(--out "build/bench/quick.md") ;; esac
exec build/release/motcua_bench --program build/release/motcua --scratch build/bench \
  --date "$date" --revision "$revision" "${out[@]}" "$@"
