# ./dev test: everything, ended by one line "N passed, N failed". Sourced by main.sh.
reports=build/reports

test_all() {
  case "${1:-}" in
    '') ;;
    --long) export MOTCUA_LONG=1 ;; # more of what takes chance: kills, seeds, made-up input
    *) fail "./dev test knows only --long." ;;
  esac
  install_packages build test
  configure_tests || fail "CMake stopped, see above."
  build all >&2 || fail "the program or its tests do not build, see above."
  build_web
  rm -rf "$reports"
  mkdir -p "$reports/gtest"

  step checks node tools/check/main.mjs
  step 'checks of the checks' node --test --test-reporter=tap tools/check/check_test.mjs
  GTEST_OUTPUT="json:$PWD/$reports/gtest/" step 'C++' ctest --test-dir build/release --output-on-failure -j2
  step 'C++, addresses watched' instrumented asan
  step fuzz fuzz '' "$([ -n "${MOTCUA_LONG:-}" ] && echo 600 || echo 60)"
  step 'C++, threads watched' instrumented tsan
  step deployment node --test --test-reporter=tap tools/deploy/serve_test.mjs tools/deploy/nginx_test.mjs \
    tools/deploy/systemd_test.mjs
  step 'quick bench' bench/run.sh --quick
  step lint lint
  step 'API drift' api_drift
  step 'web types' npm run --silent check --prefix web
  step 'web units' npm test --silent --prefix web -- --reporter=default --reporter=json \
    --outputFile.json="$PWD/$reports/web_units.json"
  has_script e2e && step 'journeys in a browser' npm run --silent e2e --prefix web
  summary
}

# step NAME COMMAND…: runs it, keeps its words in a log, shows them, and writes how many passed and failed.
step() {
  local name=$1 status=0 log
  shift
  log=$reports/${name//[^A-Za-z]/_}.log
  printf '\n== %s\n' "$name"
  "$@" 2>&1 | tee "$log" || status=$?
  node tools/dev/count.mjs "$name" "$status" "$log" "$reports" | tee -a "$reports/counts"
}

summary() {
  printf '\n'
  node tools/dev/failed.mjs "$reports"
  sed 's/\t/  /' "$reports/counts"
  awk -F'\t' '{ split($2, n, " "); passed += n[1]; failed += n[3] }
    END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 }' "$reports/counts"
}

has_script() {
  node -e 'process.exit(require("./web/package.json").scripts[process.argv[1]] ? 0 : 1)' "$1"
}

# The API document and its TypeScript in the tree are what the program says today.
api_drift() {
  local fresh=build/api
  mkdir -p "$fresh"
  build/release/motcua openapi >"$fresh/openapi.json" || return 1
  npx --prefix web openapi-typescript "$fresh/openapi.json" -o "$fresh/schema.d.ts" >/dev/null || return 1
  diff -u web/src/api/openapi.json "$fresh/openapi.json" | head -n 40 &&
    diff -u web/src/api/schema.d.ts "$fresh/schema.d.ts" | head -n 40 ||
    { echo 'The API has moved on: ./dev api writes web/src/api anew.'; return 1; }
}

api_write() {
  build/release/motcua openapi >web/src/api/openapi.json
  npm run --silent api --prefix web
}

# clang-tidy with a short list, on the folders full of rules, when something there changed: two seconds a file.
lint() {
  local stamp=build/lint.stamp
  local -a folders=(calendar dossier workflow intake)
  if [ -f "$stamp" ] && [ -z "$(find "${folders[@]/#/src/}" -newer "$stamp" -name '*.[ch]*' -print -quit)" ]; then
    echo 'nothing has changed since the last time'
    return 0
  fi
  touch "$stamp.began"
  local checks='-*,bugprone-use-after-move,bugprone-dangling-handle,bugprone-infinite-loop,bugprone-sizeof-expression'
  checks+=',bugprone-undelegated-constructor,bugprone-unused-raii,bugprone-string-constructor,performance-move-const-arg'
  node tools/dev/compile_commands.mjs "${folders[@]}" >build/compile_commands.json
  run-clang-tidy-14 -quiet -j2 -p build -checks="$checks" 2>/dev/null >"$reports/tidy" || {
    grep -E 'warning:|error:' "$reports/tidy" | sort -u
    return 1
  }
  mv "$stamp.began" "$stamp"
}
