#!/usr/bin/env bash
# The test command. On a bare Debian 12 it installs what is missing, then builds and checks:
#
#   tests/run.sh             what every change must pass: format, layering, GCC, consumers, sanitizers
#   tests/run.sh full        that, the fuzzers and clang-tidy
#   tests/run.sh quick       one debug build and its tests
#   tests/run.sh STAGE...    some of: format layering gcc consumer asan tsan fuzz tidy
#
# Needs no terminal and may be called from anywhere. Logs are in build/logs. Its last line counts
# what passed and what failed; the exit status is 0 only when nothing failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

readonly logs=build/logs
readonly default_stages=(format layering gcc consumer asan tsan)
readonly all_stages=("${default_stages[@]}" fuzz tidy)
jobs=${JOBS:-$(nproc)}
fuzz_seconds=${FUZZ_SECONDS:-20}
precompile=OFF  # in the builds with sanitizers only: the others show what is not included
passed=0
failed=0

say() { printf '%s\n' "$*"; }

# check NAME COMMAND...: one line for people, everything else into a log that is shown on failure.
check() {
  local name=$1 started=$SECONDS
  local log=$logs/${name//[^a-z0-9]/-}.log
  shift
  if "$@" >"$log" 2>&1; then
    passed=$((passed + 1))
    say "  ok      $name ($((SECONDS - started)) s)"
  else
    failed=$((failed + 1))
    say "  FAILED  $name ($((SECONDS - started)) s); the end of $log:"
    tail -n 60 "$log" | sed 's/^/    /'
    return 1
  fi
}

build() {  # build PRESET [TARGET...]
  local preset=$1 options=()
  shift
  case $preset in asan | tsan) options=("-DWHENSAID_PRECOMPILE=$precompile") ;; esac
  check "configure $preset" cmake --preset "$preset" "${options[@]}" &&
    check "build $preset" cmake --build --preset "$preset" --parallel "$jobs" ${1:+--target "$@"}
}

# Every CTest test counts by itself; the suites' own numbers of cases are said in passing.
run_ctest() {  # run_ctest NAME PRESET [CTEST ARGUMENT...]
  local name=$1 preset=$2 started=$SECONDS
  local log=$logs/test-$name.log
  shift 2
  ctest --preset "$preset" --parallel "$jobs" "$@" >"$log" 2>&1 || true
  local summary
  summary=$(grep -E '^[0-9]+% tests passed, [0-9]+ tests? failed out of [0-9]+$' "$log" || true)
  if [[ ! $summary =~ ([0-9]+)' '(test|tests)' failed out of '([0-9]+)$ ]]; then
    failed=$((failed + 1))
    say "  FAILED  test $name: no tests were run; the end of $log:"
    tail -n 30 "$log" | sed 's/^/    /'
    return 1
  fi
  local bad=${BASH_REMATCH[1]} total=${BASH_REMATCH[3]}
  passed=$((passed + total - bad))
  failed=$((failed + bad))
  local cases
  cases=$(sed -nE 's/.*[^0-9]([0-9]+) test cases? out of [0-9]+ passed.*/\1/p' \
    "build/$preset/Testing/Temporary/LastTest.log" | awk '{n += $1} END {print n + 0}')
  if ((bad == 0)); then
    say "  ok      test $name: $total tests, $cases unit test cases ($((SECONDS - started)) s)"
  else
    say "  FAILED  test $name: $bad of $total tests; from $log:"
    grep -vE 'Passed +[0-9.]+ sec|^ +Start +[0-9]+:' "$log" | tail -n 120 | sed 's/^/    /'
  fi
  say "          $summary"
  return $((bad != 0))
}

our_sources() { find include lib tools tests bench examples -name '*.[ch]pp' -print0; }
check_format() { our_sources | xargs -0 clang-format --dry-run -Werror; }

stage_format() { check "clang-format" check_format; }
stage_layering() { check "layering" cmake -P tests/layering.cmake; }
stage_gcc() { build release && run_ctest gcc release --label-exclude consumer; }
stage_consumer() { build release && run_ctest consumer release --label-regex consumer; }
stage_asan() { build asan && run_ctest asan asan --label-exclude consumer; }
stage_tsan() { build tsan whensaid_tests && run_ctest tsan tsan; }

stage_fuzz() {
  build fuzz fuzzers || return
  local status=0 target name
  for target in build/fuzz/tests/fuzz/*_fuzz; do
    name=${target##*/}
    mkdir -p "build/corpus/$name"
    check "fuzz ${name%_fuzz} for $fuzz_seconds s" "$target" -max_total_time="$fuzz_seconds" \
      -timeout=10 -rss_limit_mb=2048 -artifact_prefix="$logs/$name-" "build/corpus/$name" || status=1
  done
  return $status
}

# A Clang build's database: clang-tidy knows its flags. Headers are seen through the sources.
stage_tidy() {
  check "configure clang" cmake --preset clang &&
    check "clang-tidy" run-clang-tidy -quiet -j "$jobs" -p build/clang "^$PWD/(lib|tools)/.*\.cpp$"
}

stage_quick() { build dev && run_ctest quick dev --label-exclude consumer; }

main() {
  local stages=("$@") stage
  ((${#stages[@]})) || stages=("${default_stages[@]}")
  [[ ${stages[*]} != full ]] || stages=("${all_stages[@]}")
  for stage in "${stages[@]}"; do
    if ! declare -F "stage_$stage" >/dev/null; then
      say "error: no stage is called '$stage'; there are: quick full ${all_stages[*]}" >&2
      exit 2
    fi
  done
  if [[ ${stages[*]} == quick ]]; then
    tests/install.sh build test
  else
    tests/install.sh build test check
  fi
  if command -v ccache >/dev/null; then export CMAKE_CXX_COMPILER_LAUNCHER=ccache; fi
  # A cache does not keep what was compiled with precompiled headers.
  if [[ -z ${CMAKE_CXX_COMPILER_LAUNCHER:-} ]]; then precompile=ON; fi
  mkdir -p "$logs"
  for stage in "${stages[@]}"; do
    say "$stage"
    "stage_$stage" || true
  done
  say
  say "$SECONDS s in all"
  say "$passed passed, $failed failed"
  ((failed == 0))
}

main "$@"
