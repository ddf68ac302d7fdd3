# Puts what is missing on the machine and says nothing when all is there. Sourced by main.sh.

# install_packages SET…: apt packages of these sets of packages.txt.
install_packages() {
  local wanted missing
  wanted=$(awk -v sets=" $* " 'index(sets, " " $1 " ") { print $2 }' tools/dev/packages.txt)
  if ! command -v dpkg-query >/dev/null; then
    echo "dev: this is not Debian; the packages in tools/dev/packages.txt are yours to install." >&2
    return
  fi
  missing=$(missing_of $wanted)
  if ! command -v node >/dev/null; then
    missing+=' nodejs npm'
  elif ! command -v npm >/dev/null; then
    # Debian's npm works with Debian's nodejs only; beside a foreign one apt would remove it.
    if dpkg-query -S "$(readlink -f "$(command -v node)")" >/dev/null 2>&1 &&
      ! dpkg-query -W -f '${Version}' nodejs | grep -q nodesource; then
      missing+=' npm'
    else
      fail "there is a Node.js without npm, and it is not Debian's: install the npm that belongs to it."
    fi
  fi
  [ -n "${missing// /}" ] || return 0
  echo "Installing:" $missing >&2
  as_root apt-get update -q >&2 || fail "apt-get update failed: check the line and the sources of apt."
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2 ||
    fail "apt-get could not install the packages above."
}

missing_of() {
  local have
  have=$(dpkg-query -W -f '${binary:Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
    sed -n 's/\(:[a-z0-9]*\)\{0,1\} installed$//p')
  printf '%s\n' "$@" | grep -vxF -e "$have" || true
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "packages are missing and there is neither root nor sudo: run ./dev install as root once."
  fi
}

# The locked packages of web/, again when the lock file changed.
install_web() {
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 18 ] || fail "Node.js $major is too old: 18 or later is needed."
  [ web/package-lock.json -nt web/node_modules/.package-lock.json ] || return 0
  echo "Installing the packages of web/" >&2
  npm ci --prefix web --no-audit --no-fund --loglevel=error >&2 || fail "npm ci failed in web/: check the line."
}
