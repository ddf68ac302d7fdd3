# ./dev run [--listen ADDRESS:PORT] [--data DIR] [more for motcua serve]: sourced by main.sh.
run() {
  local listen=127.0.0.1:8080 data=var/demo
  local -a more=() database=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --listen) listen=${2:?--listen needs ADDRESS:PORT}; shift 2 ;;
      --data) data=${2:?--data needs a directory}; shift 2 ;;
      --database) database=(--database "${2:?--database needs a URL}"); shift 2 ;;
      *) more+=("$1"); shift ;;
    esac
  done
  install_packages build
  build_web
  build motcua >&2 || fail "the program does not build, see above."
  # A start that was broken off leaves half a demo, which says so; it is made anew.
  if [ -e "$data/init-unfinished" ]; then rm -rf "$data"; fi
  if [ ! -d "$data" ]; then
    mkdir -p "$(dirname "$data")"
    build/release/motcua init --data "$data" "${database[@]}" --demo dienbien || fail "the demo could not be made, see above."
  elif [ -f "$data/demo-accounts.txt" ]; then
    cat "$data/demo-accounts.txt"
  fi
  # A terminal wants faults, not a line for each request.
  [[ " ${more[*]} " == *' --log-level '* ]] || more+=(--log-level warn)
  echo "Serving $data on http://$listen  (Ctrl-C stops it)"
  exec build/release/motcua serve --data "$data" "${database[@]}" --listen "$listen" "${more[@]}"
}
