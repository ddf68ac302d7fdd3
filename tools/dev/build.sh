# Builds the program and the web app. Sourced by main.sh.

# build TARGET…: one build at a time in a checkout, two jobs unless JOBS says more. In a subshell, so that the lock
# ends with the build and is not handed on to a server.
build() (
  mkdir -p build
  exec 9>build/.lock
  flock 9
  [ -f build/release/build.ninja ] || configure
  cmake --build build/release -j"${JOBS:-2}" --target "$@"
)

configure() {
  # Tests need packages that a machine which only serves does not have.
  cmake -S . -B build/release -G Ninja -DCMAKE_BUILD_TYPE=Release -DMOTCUA_TESTS="${MOTCUA_TESTS:-OFF}" >&2
}

# The tests are left out by a first ./dev run; this takes them in.
configure_tests() (
  mkdir -p build
  exec 9>build/.lock
  flock 9
  grep -qs '^MOTCUA_TESTS:BOOL=ON' build/release/CMakeCache.txt || MOTCUA_TESTS=ON configure
)

# The office app, when something it is made of is newer than the last build that went well.
build_web() {
  local stamp=build/web.stamp
  [ -f web/package.json ] || return 0
  install_web
  if [ -f "$stamp" ] && [ -f web/dist/index.html ] && [ -z "$(web_sources -newer "$stamp" -print -quit)" ]; then
    return 0
  fi
  mkdir -p build
  touch "$stamp.began"
  echo "Building the office app" >&2
  npm run --silent build --prefix web >build/web.log 2>&1 || {
    cat build/web.log >&2
    fail "the web app does not build, see above."
  }
  mv "$stamp.began" "$stamp"
}

web_sources() {
  find web data/messages/office.tsv data/design \
    \( -path web/node_modules -o -path web/dist -o -path web/e2e -o -path web/test-results \) -prune -o \
    -type f "$@"
}

require_program() {
  [ -x build/release/motcua ] || fail "there is no build/release/motcua yet: ./dev build makes it."
}
