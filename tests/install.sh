#!/usr/bin/env bash
# tests/install.sh GROUP...: installs what packages.txt names for these groups and this system lacks.
# As root or through sudo; where nothing is missing it touches nothing and needs neither.
set -euo pipefail
list=$(dirname "${BASH_SOURCE[0]}")/packages.txt

missing=()
for group in "$@"; do
  while read -r in package; do
    [[ $in == "$group" ]] || continue
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $state == installed ]] || missing+=("$package")
  done <"$list"
done
((${#missing[@]})) || exit 0

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "error: these Debian packages are missing, and without root or sudo they cannot be" \
      "installed: ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "Installing from Debian: ${missing[*]}"
as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes
  -o Dpkg::Use-Pty=0 -o Acquire::Retries=3)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! "${as_root[@]}" update >"$log" 2>&1 ||
  ! "${as_root[@]}" install --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
  tail -n 40 "$log" >&2
  echo "error: apt-get could not install: ${missing[*]}" >&2
  exit 1
fi
