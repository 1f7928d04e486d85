#!/bin/sh
# The public header compiles alone: strict C89, C11 and C++, with each compiler there is.
set -eu

srcdir=${srcdir:-$(dirname "$0")/../..}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

cat >"$work/alone.c" <<'C'
#include <cisdocker/cisdocker.h>
#include <cisdocker/cisdocker.h>
const char *version_of_library(void);
const char *version_of_library(void)
{
    return cisd_version();
}
C
cp "$work/alone.c" "$work/alone.cc"

# compiles COMPILER STANDARD SOURCE
compiles() {
    if ! "$1" "-std=$2" -pedantic-errors -Wall -Wextra -Werror -I"$srcdir/include" \
        -c "$work/$3" -o "$work/alone.o"; then
        echo "$1 -std=$2: the header does not compile alone"
        exit 1
    fi
    echo "$1 -std=$2: good"
}

# any COMPILER...: those that are installed
any() {
    for compiler; do
        if command -v "$compiler" >/dev/null 2>&1; then echo "$compiler"; fi
    done
}

c_compilers=$(any gcc clang)
cxx_compilers=$(any g++ clang++)
if [ -z "$c_compilers" ]; then
    echo "neither gcc nor clang is installed"
    exit 77
fi
for compiler in $c_compilers; do
    compiles "$compiler" c89 alone.c
    compiles "$compiler" c11 alone.c
done
works=0
for compiler in $cxx_compilers; do
    # clang++ without a C++ library cannot compile anything
    if ! echo '#include <cstddef>' | "$compiler" -x c++ -fsyntax-only - 2>/dev/null; then
        echo "$compiler: cannot compile C++ at all"
        continue
    fi
    works=1
    compiles "$compiler" c++98 alone.cc
    compiles "$compiler" c++17 alone.cc
    if ! nm -u "$work/alone.o" | grep -qw cisd_version; then
        echo "$compiler: the header's functions are not extern \"C\""
        exit 1
    fi
done
if [ "$works" = 0 ]; then
    echo "no C++ compiler: the header was not compiled as C++"
    exit 77
fi
