# ./dev eval: the questions of eval/ put to our search and, in the same run, to three others.

evaluate() {
  install_packages build test
  install_web
  configure_tests
  build motcua_eval >&2
  exec node eval/compare.mjs "$@"
}
