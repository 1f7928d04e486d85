# Installs Debian packages that are missing. Sourced by the scripts beside it.
# shellcheck shell=bash disable=SC2034

# What building needs, and beyond it what all tests need.
build_packages=(autoconf automake gcc libc6-dev libcurl4-openssl-dev libtool libxml2-dev libyajl-dev
    libyaml-dev make pkg-config)
test_packages=(busybox-static chromium clang docker-compose docker.io g++ gawk iproute2 libc6-dbg
    libcmocka-dev libopenscap-dev mandoc openscap-scanner openssh-server openssl original-awk podman
    python3 runc shellcheck uidmap valgrind xz-utils)

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "root is needed for: $*" >&2
        return 1
    fi
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# The sanitizers of the clang that is installed: the package's name has the version in it.
clang_runtime() {
    dpkg-query -W -f '${Depends}' clang 2>/dev/null |
        sed -n 's/.*\<clang-\([0-9]*\).*/libclang-rt-\1-dev/p'
}

# Packages bring services that start at once, unless this says no. An administrator's own stays.
forbid_services() {
    if [ -e /usr/sbin/policy-rc.d ]; then
        return 1
    fi
    printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
    as_root chmod 755 /usr/sbin/policy-rc.d
}

apt_install() {
    local status=0 ours=no

    as_root apt-get -o DPkg::Lock::Timeout=900 update || return
    if forbid_services; then
        ours=yes
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=900 install -y \
        --no-install-recommends "$@" </dev/null || status=$?
    if [ "$ours" = yes ]; then
        as_root rm -f /usr/sbin/policy-rc.d
    fi
    return "$status"
}

# Installs those of the packages that are missing. Elsewhere than on Debian it hopes for the best.
install_missing() {
    local package missing=()

    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "no apt here: these packages of Debian, or their like, are needed: $*"
        return 0
    fi
    for package; do
        is_installed "$package" || missing+=("$package")
    done
    if [ "${#missing[@]}" -eq 0 ]; then
        echo "nothing is missing"
        return 0
    fi
    echo "missing: ${missing[*]}"
    apt_install "${missing[@]}"
}
