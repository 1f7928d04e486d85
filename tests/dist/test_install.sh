#!/bin/sh
# What is installed can be used: a program is compiled and linked by what pkg-config says, with the
# shared and with the static library, and runs.
set -eu

command -v pkg-config >/dev/null || {
    echo "there is no pkg-config"
    exit 77
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A make that is started by make would take its options, such as a list of tests.
env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s install DESTDIR="$folder" >"$folder/log" 2>&1 ||
    { cat "$folder/log"; exit 1; }
pc=$(find "$folder" -name libcisdocker.pc)
[ -n "$pc" ] || { echo "no libcisdocker.pc is installed"; exit 1; }

cat > "$folder/program.c" <<'END'
#include <stdio.h>
#include <cisdocker/cisdocker.h>
int main(void)
{
    cisd_audit *audit = NULL;
    cisd_report *report = NULL;
    if (cisd_audit_new("5.4", NULL, &audit, NULL) != CISD_OK ||
        cisd_audit_add_command(audit, "docker run nginx", NULL) != CISD_OK ||
        cisd_audit_collect(audit, &report, NULL) != CISD_OK)
        return 1;
    (void)printf("%s %lu\n", cisd_version(), (unsigned long)cisd_report_count(report, CISD_FAIL));
    cisd_report_unref(report);
    cisd_audit_free(audit);
    return 0;
}
END
PKG_CONFIG_PATH=$(dirname "$pc")
# Only ours is beneath the folder: what it needs is the system's.
libdir=$(dirname "$PKG_CONFIG_PATH")
includedir=$(dirname "$(dirname "$(find "$folder" -name cisdocker.h)")")
export PKG_CONFIG_PATH

# flags WHAT...: what pkg-config says, of the folder in which it was installed
flags() {
    pkg-config --define-variable=libdir="$libdir" --define-variable=includedir="$includedir" \
        "$@" libcisdocker
}

# builds NAME FLAGS...: the program, which must find one failure
builds() {
    name=$1
    shift
    # shellcheck disable=SC2046,SC2086 # flags are words
    ${CC:-cc} ${OWN_LDFLAGS:-} -o "$folder/program" "$folder/program.c" $(flags --cflags) "$@"
    said=$(LD_LIBRARY_PATH="$libdir" "$folder/program")
    if [ "$said" != "$(pkg-config --modversion libcisdocker) 1" ]; then
        echo "$name: the program says '$said'"
        exit 1
    fi
    echo "$name: good"
}

# The words of a line of libcisdocker.pc.
words() {
    sed -n "s/^$1: *//p" "$pc"
}

# What libcurl itself would need to be linked statically is seldom there: of it, the shared one.
# shellcheck disable=SC2046 # flags are words
[ ! -e "$libdir/libcisdocker.so" ] || builds "shared library" $(flags --libs)
# shellcheck disable=SC2046
[ ! -e "$libdir/libcisdocker.a" ] ||
    builds "static library" "$libdir/libcisdocker.a" $(pkg-config --libs $(words Requires.private)) \
        $(words Libs.private)
