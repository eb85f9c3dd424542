#!/usr/bin/env bash
# The two commands of the README, in a bare Debian 12 that has nothing but its minimal base, on a
# clone of what is committed here. Needs root and debootstrap; leaves nothing behind.
#
#   tests/fresh.sh               examples/quickstart.sh, then tests/run.sh
#   tests/fresh.sh STAGE...      the same with tests/run.sh STAGE...
#   MIRROR=URL tests/fresh.sh    from another Debian mirror
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mirror=${MIRROR:-http://deb.debian.org/debian}

if ((EUID != 0)) || ! command -v debootstrap >/dev/null; then
  echo "error: tests/fresh.sh needs root and the Debian package debootstrap" >&2
  exit 2
fi
if [[ -n $(git status --porcelain) ]]; then
  echo "note: what is not committed is not tested" >&2
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/whensaid-fresh.XXXXXX")
root=$work/root
clean_up() {
  if mountpoint --quiet "$root/proc"; then umount --lazy "$root/proc"; fi
  rm -rf --one-file-system "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

timed() {  # timed NAME COMMAND...
  local name=$1 started=$SECONDS status=0
  shift
  echo "== $name"
  "$@" || status=$?
  times+=("$name: $((SECONDS - started)) s, exit status $status")
  return $status
}

make_base() {
  debootstrap --variant=minbase bookworm "$root" "$mirror" >"$work/debootstrap.log" 2>&1 || {
    tail -n 20 "$work/debootstrap.log" >&2
    return 1
  }
  # How this machine reaches the network (resolver, proxy, certificates) is all that it shares.
  cp --dereference /etc/resolv.conf "$root/etc/resolv.conf"
  local settings
  for settings in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    if grep -qs '^ *Acquire' "$settings"; then cp "$settings" "$root/etc/apt/apt.conf.d/"; fi
  done
  if [[ -e /etc/ssl/certs/ca-certificates.crt ]]; then
    install -D --mode=644 /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
  fi
  mount -t proc proc "$root/proc"
}

inside() {  # inside COMMAND...: in the clone, with a clean environment and no terminal
  chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    ${http_proxy:+http_proxy="$http_proxy"} bash -c 'cd /root/whensaid && "$@"' - "$@" </dev/null
}

times=()
status=0
timed "a bare Debian 12" make_base
git clone --quiet --no-hardlinks . "$root/root/whensaid"
timed "examples/quickstart.sh" inside examples/quickstart.sh || status=1
timed "tests/run.sh $*" inside tests/run.sh "$@" || status=1

echo
printf '%s\n' "${times[@]}"
exit $status
