#!/usr/bin/env bash
# From a bare Debian 12 to a first answer: installs what is missing (as root or with sudo), builds
# the whensaid command, indexes the example show and searches it three times. Asks nothing, and
# writes nowhere but in build/quickstart.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

say() { printf '\n%s\n' "$*"; }
show() {  # show COMMAND-LINE: prints it as one would type it, then runs it
  printf '\n$ %s\n' "$1"
  eval "$1"
}

build() {
  local log=build/quickstart/build.log
  mkdir -p build/quickstart
  if command -v ccache >/dev/null; then export CMAKE_CXX_COMPILER_LAUNCHER=ccache; fi
  say "Building whensaid in build/quickstart ..."
  if ! { cmake -S . -B build/quickstart -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DWHENSAID_BUILD_TESTS=OFF -DWHENSAID_BUILD_EXAMPLES=OFF &&
    cmake --build build/quickstart --parallel "$(nproc)"; } >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "error: the build failed; the whole log is $log" >&2
    exit 1
  fi
}

tests/install.sh build
build
PATH=$PWD/build/quickstart/tools:$PATH

say "Ten episodes of an invented show, in four formats:"
rm -rf build/quickstart/index  # only so that this script shows the same every time
show 'whensaid index --index build/quickstart/index examples/data'

say "A phrase, although it runs over the edge of two captions:"
show "whensaid search --index build/quickstart/index '\"never trust a calm harbour\"'"
say "A chapter, by its title:"
show "whensaid search --index build/quickstart/index --limit 3 'how fog bends sound'"
say "A guest, from the text of a saved podcast page:"
show "whensaid search --index build/quickstart/index --limit 3 'Odile Marchetti'"

say "Try next: build/quickstart/tools/whensaid index --index my-index FOLDER-WITH-TRANSCRIPTS"
echo "          build/quickstart/tools/whensaid --help"
