#!/bin/sh
# What is installed can be used: a program that includes the header compiles by what pkg-config says.
set -eu

command -v pkg-config >/dev/null || {
    echo "there is no pkg-config"
    exit 77
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A make that is started by make would take its options, such as a list of tests.
env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s install-data DESTDIR="$folder" >"$folder/log" 2>&1 ||
    { cat "$folder/log"; exit 1; }
pc=$(find "$folder" -name libcisdocker.pc)
[ -n "$pc" ] || { echo "no libcisdocker.pc is installed"; exit 1; }

cat > "$folder/program.c" <<'END'
#include <cisdocker/cisdocker.h>
int main(void) { return cisd_version() == 0; }
END
PKG_CONFIG_PATH=$(dirname "$pc") PKG_CONFIG_SYSROOT_DIR=$folder
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
# shellcheck disable=SC2046 # flags are words
${CC:-cc} -fsyntax-only $(pkg-config --cflags libcisdocker) "$folder/program.c"
