#!/usr/bin/env bash
# consumer.sh static|shared SOURCE BUILD SCRATCH COMPILER: installs the library into an empty prefix
# and builds a stranger's project against it, by find_package and by pkg-config, and the README's
# program. The static library is that of the build whose test this is; the shared one is built here.
# Each public header must compile alone, and a shared library must export whensaid's public names
# and nothing else.
set -euo pipefail
linkage=$1 source=$2 build=$3 scratch=$4/$1 compiler=$5
prefix=$scratch/prefix
rm -rf "$prefix" "$scratch/by-cmake" "$scratch/by-pkg-config" "$scratch"/index-*

if [[ $linkage == shared ]]; then
  build=$scratch/library
  precompile=ON
  if [[ -n ${CMAKE_CXX_COMPILER_LAUNCHER:-} ]]; then precompile=OFF; fi  # as in run.sh
  cmake -S "$source" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" \
    -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DBUILD_SHARED_LIBS=ON \
    -DWHENSAID_PRECOMPILE=$precompile -DWHENSAID_BUILD_{TOOLS,TESTS,EXAMPLES,BENCH}=OFF
  cmake --build "$build" --target whensaid whensaid_verify_interface_header_sets
fi
cmake --install "$build" --prefix "$prefix"

expect() {  # expect OUTPUT PROGRAM [ARGUMENT...]
  local expected=$1 found
  shift
  found=$("$@")
  [[ $found == "$expected" ]] && return
  printf 'error: %s printed:\n%s\nexpected:\n%s\n' "$*" "$found" "$expected" >&2
  return 1
}
consumer_prints=$'ferry 2000 Ines\nnot_found'

cmake -S "$source/tests/consumer" -B "$scratch/by-cmake" -G Ninja \
  -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$prefix"
cmake --build "$scratch/by-cmake"
expect "$consumer_prints" "$scratch/by-cmake/consumer" "$scratch/index-by-cmake"

mkdir "$scratch/by-pkg-config"
pc_dir=$(dirname "$(find "$prefix" -name whensaid.pc)")
static=()
[[ $linkage == static ]] && static=(--static)
flags=$(PKG_CONFIG_PATH=$pc_dir pkg-config "${static[@]}" --cflags --libs whensaid)
compile() {  # compile SOURCE PROGRAM
  # shellcheck disable=SC2086  # the flags are words
  "$compiler" ${CXXFLAGS:-} -std=c++20 "$1" -o "$2" -Wl,-rpath,"$(dirname "$pc_dir")" $flags
}
compile "$source/tests/consumer/main.cpp" "$scratch/by-pkg-config/consumer"
expect "$consumer_prints" "$scratch/by-pkg-config/consumer" "$scratch/index-by-pkg-config"

cd "$scratch/by-pkg-config"
sed -n '/^```cpp$/,/^```$/{/^```/d;p}' "$source/README.md" >readme.cpp
compile readme.cpp readme
expect 'The first ferry at 2500 ms: At five the engine is still warm from the night before.' ./readme

if [[ $linkage == shared ]]; then
  library=$(find "$prefix" -name 'libwhensaid.so')
  exported=$(nm --dynamic --defined-only --demangle "$library" | cut -d ' ' -f 3-)
  [[ $exported == *whensaid::Searcher::search* ]] || { echo "error: nm shows nothing" >&2; exit 1; }
  strangers=$(grep -vE '^((vtable|typeinfo|typeinfo name) for )?whensaid::[A-Za-z_]+(==|\[abi:cxx11\])?(::|\(|$)' \
    <<<"$exported" || true)
  inner=$(grep -E 'whensaid::((text|source|timeline|index|query)::|[A-Za-z]+::Impl::)' <<<"$exported" || true)
  if [[ -n $strangers$inner ]]; then
    printf 'error: the shared library exports more than its public face:\n%s\n%s\n' \
      "$strangers" "$inner" >&2
    exit 1
  fi
fi
echo "$linkage: both consumers were built and ran"
