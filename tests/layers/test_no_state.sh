#!/bin/sh
# The built library has no variable that can change: no symbol of its objects is in .data or .bss.
set -eu

archive=${1:-.libs/libcisdocker.a}
if [ ! -f "$archive" ]; then
    echo "$archive is not built (configured with --disable-static?)"
    exit 77
fi
if ! command -v objdump >/dev/null 2>&1; then
    echo "objdump is not installed (Debian: binutils)"
    exit 77
fi
if nm "$archive" | grep -Eq '__asan_|__ubsan_|__gcov_'; then
    echo "built with a sanitizer or for coverage, which add variables of their own"
    exit 77
fi

symbols=$(mktemp)
trap 'rm -f "$symbols"' EXIT
objdump --syms "$archive" >"$symbols"
functions=$(grep -c ' F \.text' "$symbols")
if [ "$functions" -lt 100 ]; then
    echo "$archive: only $functions functions: the symbol table is not read rightly"
    exit 1
fi
# columns: value, seven flags (the sixth is d for a section), section, size, name; tables of
# constant addresses are in .data.rel.ro
if grep -E '^[0-9a-f]+ .{5} . (\.t?data|\.t?bss|\*COM\*|\.data\.rel(\.local)?)[[:space:]]' "$symbols"
then
    echo "$archive: the variables above can change"
    exit 1
fi
