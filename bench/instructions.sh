#!/usr/bin/env bash
# bench/instructions.sh [--update]: has the work of a small index and of fixed questions grown?
#
# Builds the release, has callgrind count the instructions of one build and of 30 questions of each
# class, and compares them with bench/instructions.txt. More than 3 % above the baseline fails, and
# the functions that do most of that work are shown. --update writes the counts as the new baseline:
# commit it together with the change that it is due to. Another compiler makes other instructions:
# then nothing is compared. Takes about a minute, and what else the machine does is of no matter.
#
# Exit status: 0 nothing grew, 1 something grew, 77 skipped (another compiler), 2 usage.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly baseline=bench/instructions.txt tolerance_percent=3
readonly work=build/instructions
if (($# > 1)) || { (($# == 1)) && [[ $1 != --update ]]; }; then
  sed -n '2,/^set/s/^# \{0,1\}//p' "bench/${BASH_SOURCE[0]##*/}" >&2
  exit 2
fi
exec </dev/null

tests/install.sh build bench
mkdir -p "$work"
cmake --preset release >"$work/build.log"
cmake --build --preset release --target whensaid_instructions >>"$work/build.log"
readonly program=build/release/bench/whensaid_instructions

compiler=$("$program" compiler)
if [[ ${1:-} != --update && $(sed -n 's/^# compiler: //p' "$baseline") != "$compiler" ]]; then
  echo "skipped: the baseline is of another compiler than $compiler"
  exit 77
fi
"$program" make "$work"

count() {  # count NAME WORD...: instructions of one run
  local name=${1// /-}
  shift
  valgrind --tool=callgrind --callgrind-out-file="$work/$name.callgrind" "$program" "$@" \
    >/dev/null 2>"$work/$name.log" || { cat "$work/$name.log" >&2 && return 1; }
  sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$work/$name.log"
}

{
  echo "# compiler: $compiler"
  echo "# instructions of one build of 12 made episodes; of opening its index; of 30 questions a class"
  printf '%s\t%s\n' build "$(count build build "$work")"
  opening=$(count opening ask "$work")
  printf '%s\t%s\n' opening "$opening"
  while read -r class; do
    printf '%s\t%s\n' "$class" $(($(count "$class" ask "$work" "$class") - opening))
  done < <("$program" classes "$work")
} >"$work/instructions.txt"

if [[ ${1:-} == --update ]]; then
  cp "$work/instructions.txt" "$baseline"
  cat "$baseline"
  exit 0
fi

status=0
while IFS=$'\t' read -r name now; do
  [[ $name != \#* ]] || continue
  before=$(awk -F'\t' -v name="$name" '$1 == name {print $2}' "$baseline")
  if [[ -z $before ]]; then
    printf '%-24s %14d  new: not in the baseline\n' "$name" "$now"
    status=1
    continue
  fi
  grew=no
  if ((now * 100 > before * (100 + tolerance_percent))); then grew=yes; fi
  printf '%-24s %14d  %+.2f %%%s\n' "$name" "$now" \
    "$(awk -v a="$before" -v b="$now" 'BEGIN {print (b / a - 1) * 100}')" \
    "$([[ $grew == no ]] || echo '  GREW')"
  if [[ $grew == yes ]]; then
    status=1
    callgrind_annotate --threshold=60 "$work/${name// /-}.callgrind" 2>/dev/null |
      sed -n '/file:function/,$p' | head -n 14 | cut -c1-150
  fi
done <"$work/instructions.txt"
exit "$status"
