# Instrumented builds, one folder each beside build/release: their tests, and the fuzz targets. Sourced by main.sh.

# What the instrumented build of a kind tests: all programs for addresses; for threads those where threads meet.
tests_of() {
  case "$1" in
    asan) find src -name '*_test.cpp' -printf '%P\n' | sed 's|/.*|_test|' | sort -u && echo motcua_app_test ;;
    tsan) echo store_test http_test motcua_app_test ;;
  esac
}

# build_instrumented asan|tsan TARGET…: under the same lock as every build, out of the way of other work.
build_instrumented() (
  local kind=$1 sanitizer=address
  shift
  [ "$kind" = asan ] || sanitizer=thread
  mkdir -p build
  exec 9>build/.lock
  flock 9
  [ -f "build/$kind/build.ninja" ] ||
    cmake -S . -B "build/$kind" -G Ninja -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_BUILD_TYPE=Release \
      -DMOTCUA_TESTS=ON -DMOTCUA_SANITIZE="$sanitizer" >&2
  nice -n 10 cmake --build "build/$kind" -j"${JOBS:-2}" --target "$@"
)

# instrumented asan|tsan [TEST]: builds and runs them two at a time; a fault is printed with its stack and ends the program.
instrumented() {
  local kind=$1 tests
  tests=${2:-$(tests_of "$kind")}
  install_packages build test
  # shellcheck disable=SC2086
  build_instrumented "$kind" $tests >&2 || fail "the instrumented tests do not build, see above."
  run_instrumented "$kind" $tests
}

run_instrumented() {
  local kind=$1
  local reports=$PWD/build/reports/$kind
  shift
  rm -rf "$reports"
  mkdir -p "$reports"
  export UBSAN_OPTIONS=print_stacktrace=1
  export ASAN_OPTIONS=detect_stack_use_after_return=0:strict_string_checks=1:check_initialization_order=1
  export LSAN_OPTIONS=suppressions=$PWD/tools/dev/leaks.txt:print_suppressions=0
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1:suppressions=$PWD/tools/dev/races.txt
  export ASAN_SYMBOLIZER_PATH=/usr/bin/llvm-symbolizer-14 TSAN_SYMBOLIZER_PATH=/usr/bin/llvm-symbolizer-14
  printf '%s\n' "$@" | xargs -P2 -I{} tools/dev/instrumented_test.sh "$kind" {} "$reports"
}

# fuzz [TARGET] [SECONDS]: every target, or one (./dev fuzz idcard 600), two at a time. Alone, a target keeps what it
# learns in build/fuzz/ and goes on from there; all together they start from the committed corpus, always the same way.
fuzz() {
  local targets=${1:-} seconds=${2:-60}
  install_packages build test
  build_instrumented asan "$([ -n "$targets" ] && echo "${targets}_fuzz" || echo fuzz_targets)" >&2 ||
    fail "the fuzz targets do not build, see above."
  run_fuzz "$seconds" $targets
}

run_fuzz() {
  local seconds=$1
  shift
  export ASAN_SYMBOLIZER_PATH=/usr/bin/llvm-symbolizer-14 UBSAN_OPTIONS=print_stacktrace=1
  export MOTCUA_FUZZ_ALONE=$#
  [ $# -gt 0 ] || set -- $(find fuzz -name '*_fuzz.cpp' -printf '%f\n' | sed 's/_fuzz.cpp$//' | sort)
  printf '%s\n' "$@" | xargs -P2 -I{} tools/dev/fuzz_target.sh {} "$seconds" | tee build/fuzz.log || true
  awk '/ ok: /{ ok++ } / FAILED;/{ bad++ } END { printf "%d passed, %d failed\n", ok, bad; exit bad > 0 }' build/fuzz.log
}
