#!/usr/bin/env bash
# ./dev bench [--date YYYY-MM-DD] [--seconds N] [--rounds N] [--connections N] [--quick]
# Measures the program as built by ./dev build and writes bench/results/<date>.md. Stops by itself.
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
exec build/release/motcua_bench --program build/release/motcua --scratch build/bench \
  --date "$date" --revision "$revision" --out "bench/results/$date.md" "$@"
