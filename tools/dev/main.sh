#!/usr/bin/env bash
set -euo pipefail
cmd=${1:-help}; shift || true
case "$cmd" in
  ninja)
    mkdir -p build
    exec 9>build/.lock; flock 9
    [ -f build/release/build.ninja ] || cmake -S . -B build/release -G Ninja -DCMAKE_BUILD_TYPE=Release >&2
    exec cmake --build build/release -j2 --target "$@" ;;
esac
