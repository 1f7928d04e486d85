#!/bin/sh
# The shared library exports what the map lists and the header declares, and nothing else.
set -eu

srcdir=${srcdir:-$(dirname "$0")/../..}
libraries=${1:-.libs}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# same NAME: the list of that name is that of the header
same() {
    if ! diff -u "$work/header" "$work/$1" >"$work/difference"; then
        echo "$2 differs from the header:"
        sed -n '3,$p' "$work/difference"
        exit 1
    fi
    echo "$2: $(wc -l <"$work/$1") names, as in the header"
}

grep '^CISD_API ' "$srcdir/include/cisdocker/cisdocker.h" | grep -o 'cisd_[a-z0-9_]*(' |
    tr -d '(' | LC_ALL=C sort >"$work/header"
if [ "$(wc -l <"$work/header")" -lt 50 ]; then
    echo "the header is not read rightly"
    exit 1
fi

sed -n '/global:/,/local:/p' "$srcdir/libcisdocker/libcisdocker.map" |
    grep -o '[A-Za-z0-9_*?]*;' | tr -d ';' | grep -vx '\*' | LC_ALL=C sort >"$work/map"
same map "the map"

shared=$libraries/libcisdocker.so
static=$libraries/libcisdocker.a
if [ ! -f "$shared" ] && [ ! -f "$static" ]; then
    echo "no library in $libraries"
    exit 1
fi
if [ -f "$shared" ]; then
    # the version's own name is an absolute symbol (A)
    nm -D --defined-only "$shared" | awk '$2 != "A" {sub(/@.*/, "", $3); print $3}' |
        LC_ALL=C sort >"$work/shared"
    same shared "the shared library"
fi
if [ -f "$static" ]; then
    nm -g --defined-only "$static" | awk '$2 == "T" {print $3}' | LC_ALL=C sort -u |
        LC_ALL=C comm -12 - "$work/header" >"$work/static"
    same static "the static library"
fi
