#!/usr/bin/env bash
# What ./dev calls; the current directory is the repository's root.
set -euo pipefail

fail() {
  echo "dev: $*" >&2
  exit 1
}

for part in install build run sanitize test eval; do . "tools/dev/$part.sh"; done

help() {
  cat <<'TEXT'
./dev run      install what is missing, build, serve the demo on http://127.0.0.1:8080
               [--listen ADDRESS:PORT] [--data DIR] [--database URL]
./dev test     install, build and run every test; ends with "N passed, N failed"
               [--long] more of what takes chance: kills, seeds, made-up input
./dev build    the web app and the program: build/release/motcua
./dev check    format, direction, sizes, names, messages, documents; seconds, without building
./dev fmt      lay out the C++ files as clang-format says
./dev demo     play one life cycle against a running server [--url http://127.0.0.1:8080]
./dev asan     run the tests with the address and undefined behaviour sanitizers: ./dev asan [TEST]
./dev tsan     run the server's tests with the thread sanitizer: ./dev tsan [TEST]
./dev fuzz     feed the parsers of outside input with made-up input: ./dev fuzz [TARGET] [SECONDS]
./dev sim      live a month of a made-up province, 50 times, and check every act: [--seed N] [--until ACT] [--long]
./dev bench    measure the program through HTTP beside floors [--quick] [--engine E] [--size N,N] [--only NAME,NAME]
./dev eval     put the questions of eval/ to the search, beside FTS5, FlexSearch and MiniSearch [--records FILE]
./dev api      write web/src/api anew from the program's routes
./dev ninja T  build one target, with its tests: ./dev ninja calendar_test
./dev install  packages of Debian and of web/, nothing else
./dev clean    remove build/ and web/dist/; data in var/ stays
./dev help     this page
TEXT
}

command=${1:-help}
shift || true
case "$command" in
  run) run "$@" ;;
  test) test_all "$@" ;;
  build)
    install_packages build
    build_web
    build motcua
    ;;
  check)
    command -v node >/dev/null && command -v clang-format-14 >/dev/null || install_packages test
    exec node tools/check/main.mjs "$@"
    ;;
  fmt)
    command -v clang-format-14 >/dev/null || install_packages test
    find src apps bench fuzz sim -name '*.cpp' -o -name '*.h' | xargs clang-format-14 -i
    ;;
  demo)
    exec node tools/demo/play.mjs "$@"
    ;;
  sim)
    install_packages build test
    configure_tests
    build motcua_sim >&2
    exec build/release/motcua_sim "$@"
    ;;
  bench)
    install_packages build test
    exec bench/run.sh "$@"
    ;;
  eval) evaluate "$@" ;;
  asan | tsan) instrumented "$command" "$@" ;;
  fuzz) fuzz "$@" ;;
  api)
    require_program
    api_write
    ;;
  ninja)
    configure_tests
    build "$@"
    ;;
  install)
    install_packages build test
    install_web
    ;;
  clean) rm -rf build web/dist ;;
  help | -h | --help) help ;;
  *)
    help >&2
    fail "there is no ./dev $command."
    ;;
esac
