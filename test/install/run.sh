#!/usr/bin/env bash
# Installs a build, moves the tree, builds examples/cmake with it, and checks
# that editing an imported module builds the program again and nothing else does.
#   run.sh <source> <build>
set -euo pipefail
source=$1
build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "install: $*" >&2
  exit 1
}

cmake --install "$build" --prefix "$work/first" >/dev/null
mv "$work/first" "$work/moved"
cp -r "$source/examples/cmake" "$work/example"

"$work/moved/bin/dxpy" info | grep -q "$work/moved/lib/dxpy" || fail "dxpy does not find its tree"
cmake -G Ninja -S "$work/example" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/moved" >/dev/null
cmake --build "$work/build" >"$work/log" || { cat "$work/log"; fail "the example does not build"; }
(cd "$work/build" && ctest --output-on-failure >"$work/log") || { cat "$work/log"; fail "the example's test fails"; }

cmake --build "$work/build" | grep -q "no work to do" || fail "a second build does something"
[ -s "$work/build/dxpy/farewell.dpm" ] || fail "the module was not compiled by itself"
sed -i 's/Goodbye/Farewell/' "$work/example/extra/farewell.py"
cmake --build "$work/build" >/dev/null
"$work/build/dxpy/greeter" Ada | grep -q "Farewell, Ada" ||
  fail "editing a module that is compiled by itself did not build the program again"
sed -i 's/Hello/Good morning/' "$work/example/greetings/__init__.py"
cmake --build "$work/build" >/dev/null
[ "$("$work/build/dxpy/greeter" Ada | head -n 1)" = "Good morning, Ada" ] ||
  fail "editing an imported module did not build the program again"
