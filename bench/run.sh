#!/usr/bin/env bash
# bench/run.sh [MODE [OUT [EPISODES.jsonl]]]: whensaid beside its peers, in one run on this machine.
#
#   quick    (default) some minutes: 20 questions a class, 3 rounds
#   full     the numbers of bench/README.md: 100 questions a class, 7 rounds; half an hour
#   growth   the same at 1, 10 and 100 times the episodes (peers: up to 10); hours, and 10 GB of disk
#
# OUT (default build/bench) receives speed.md, speed-details.md, speed.json and speed.svg, or
# growth.md, growth.json and growth.svg. Episodes
# are those of ../shared/data/eval/dev below the project where it is there, else made from a seed.
# On a bare Debian 12 it installs what is missing; a peer that cannot be installed is named and left
# out. Nothing else should run meanwhile. Exit status: that of the program that measures.
set -euo pipefail
usage() {
  sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}
mode=${1:-quick}
mkdir -p "${2:-$(dirname "${BASH_SOURCE[0]}")/../build/bench}"
out=$(cd "${2:-$(dirname "${BASH_SOURCE[0]}")/../build/bench}" && pwd)
episodes=${3:+$(realpath "$3")}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

readonly data=../shared/data/eval/dev/episodes.jsonl
if [[ -z $episodes && -e $data ]]; then episodes=$data; fi

build() {  # build TARGET
  tests/install.sh build bench
  tests/install.sh peers || echo "Peers that are missing will be left out." >&2
  cmake --preset release >"$out/build.log"
  cmake --build --preset release --target "$1" >>"$out/build.log"
}

# measure NAME SIZE PROGRAM OPTION...: SIZE of made episodes, where there are no others.
measure() {
  local name=$1 size=$2 program=$3
  shift 3
  build "$program"
  local source=(--size "$size")
  if [[ -n $episodes ]]; then source=("$episodes"); fi
  "build/release/bench/$program" "${source[@]}" "$@" \
    --label "$(git describe --always --dirty 2>/dev/null || echo unknown), $(date -u +%F)" \
    --json "$out/$name.json" --svg "$out/$name.svg" | tee "$out/$name.md"
}

details=(--details "$out/speed-details.md")
case $mode in
  quick) measure speed medium whensaid_macro --queries 20 --rounds 3 "${details[@]}" ;;
  full) measure speed large whensaid_macro --queries 100 --rounds 7 "${details[@]}" ;;
  growth) measure growth medium whensaid_growth ;;
  *) usage ;;
esac
