#!/usr/bin/env bash
# bench/quality.sh OUT [DIR [OPTION...]]: all that whensaid_quality measures, into the folder OUT:
#
#   quality.md .json .svg .tsv   every class, whensaid beside its peers
#   recall.md .json .svg .tsv    what each number of candidates keeps of an exhaustive search
#
# DIR is an evaluation folder (default ../shared/data/eval/dev below the project); options go to both
# runs, such as --sample 300 for minutes instead of half an hour, or --index DIR to keep the indexes
# (2 GB). On a bare Debian 12 it installs what is missing. Exit status: that of whensaid_quality;
# 77 is "skipped, no data".
set -euo pipefail
if (($# == 0)); then
  sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
mkdir -p "$1"
out=$(cd "$1" && pwd)
data=${2:+$(realpath "$2")}
shift $(($# < 2 ? $# : 2))
cd "$(dirname "${BASH_SOURCE[0]}")/.."
data=${data:-../shared/data/eval/dev}

tests/install.sh build bench
cmake --preset release >"$out/build.log"
cmake --build --preset release --target whensaid_quality >>"$out/build.log"

options=("$@")
if [[ " $* " != *" --index "* ]]; then
  index=$(mktemp -d)
  trap 'rm -rf "$index"' EXIT
  options+=(--index "$index")
fi

measure() {  # measure NAME OPTION...
  local name=$1
  shift
  build/release/bench/whensaid_quality "$data" "${options[@]}" "$@" --dump "$out/$name.tsv" \
    --json "$out/$name.json" --svg "$out/$name.svg" | tee "$out/$name.md"
}
measure quality --peers
measure recall --recall
