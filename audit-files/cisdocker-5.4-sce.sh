#!/bin/sh
# CIS Docker Benchmark 5.4: Ensure that Linux kernel capabilities are restricted within containers
# Written by cisdocker 0.1.0.

# The capabilities there are, and those that the engine grants unasked.
known=CHOWN,DAC_OVERRIDE,DAC_READ_SEARCH,FOWNER,FSETID,KILL,SETGID,SETUID,SETPCAP,LINUX_IMMUTABLE,NET_BIND_SERVICE,NET_BROADCAST,NET_ADMIN,NET_RAW,IPC_LOCK,IPC_OWNER,SYS_MODULE,SYS_RAWIO,SYS_CHROOT,SYS_PTRACE,SYS_PACCT,SYS_ADMIN,SYS_BOOT,SYS_NICE,SYS_RESOURCE,SYS_TIME,SYS_TTY_CONFIG,MKNOD,LEASE,AUDIT_WRITE,AUDIT_CONTROL,SETFCAP,MAC_OVERRIDE,MAC_ADMIN,SYSLOG,WAKE_ALARM,BLOCK_SUSPEND,AUDIT_READ,PERFMON,BPF,CHECKPOINT_RESTORE
default=CHOWN,DAC_OVERRIDE,FOWNER,FSETID,KILL,SETGID,SETUID,SETPCAP,NET_BIND_SERVICE,NET_RAW,SYS_CHROOT,MKNOD,AUDIT_WRITE,SETFCAP

# OpenSCAP runs this with an environment of its own: the values of the benchmark come as
# XCCDF_VALUE_<name>, the exit statuses that mean something as XCCDF_RESULT_<result>. What it prints
# goes into the results, and must be plain text. Nothing is changed on the target.
# shellcheck shell=sh disable=SC2154

host=${XCCDF_VALUE_docker_host:-unix:///var/run/docker.sock}
profile=${XCCDF_VALUE_profile:-cis}
allowed=$(printf '%s' "${XCCDF_VALUE_allowed_capabilities:-none}" | tr '[:lower:]' '[:upper:]' | tr '|; \t' ',,,,')

HOME=${HOME:-/nonexistent}
LC_ALL=C
export HOME LC_ALL
set -f

# finish RESULT TEXT: the exit status that OpenSCAP takes for a result.
finish() {
    echo "$2"
    case $1 in
    pass) exit "${XCCDF_RESULT_PASS:-101}" ;;
    fail) exit "${XCCDF_RESULT_FAIL:-102}" ;;
    notapplicable) exit "${XCCDF_RESULT_NOT_APPLICABLE:-105}" ;;
    notchecked) exit "${XCCDF_RESULT_NOT_CHECKED:-106}" ;;
    informational) exit "${XCCDF_RESULT_INFORMATIONAL:-108}" ;;
    unknown) exit "${XCCDF_RESULT_UNKNOWN:-104}" ;;
    *) exit "${XCCDF_RESULT_ERROR:-103}" ;;
    esac
}

# Whether a list joined by commas has a word.
has() {
    case ,$1, in
    *,"$2",*) return 0 ;;
    esac
    return 1
}

# Whether a list has a capability, with CAP_ or without.
names() {
    has "$1" "$2" || has "$1" "CAP_$2"
}

plain() {
    tr -cd '\11\12\40-\176'
}

# An engine on another machine is taken to be there.
engine_is_here() {
    case $host in
    unix://*) [ -S "${host#unix://}" ] || command -v dockerd >/dev/null 2>&1 ;;
    esac
}

# ---- with cisdocker: its verdict is the result

write_policy() {
    list=
    for name in $(printf '%s' "$allowed" | tr , ' '); do
        if [ "$name" != NONE ]; then
            list="$list${list:+, }\"$name\""
        fi
    done
    if [ -n "$list" ]; then
        printf '{"required": [{"name": "*", "capabilities": [%s], "reason": "%s"}]}\n' \
            "$list" 'allowed by a value of the benchmark' >"$folder/policy.yaml"
    else
        printf '{}\n' >"$folder/policy.yaml"
    fi
}

check_with_cisdocker() {
    folder=$(mktemp -d) || finish error 'no temporary folder can be made'
    trap 'rm -rf "$folder"' EXIT
    write_policy
    cisdocker check 5.4 --host "$host" --profile "$profile" --policy "$folder/policy.yaml" \
        --exit-zero --color never --progress never --format text --output "$folder/text" \
        --format xccdf --output "$folder/xccdf" 2>"$folder/trouble"
    plain <"$folder/trouble" >&2
    [ -s "$folder/xccdf" ] || finish error 'cisdocker could not check'
    plain <"$folder/text"
    result=$(sed -n 's/^ *<result>\([a-z]*\)<.*/\1/p' "$folder/xccdf" | head -n 1)
    finish "${result:-error}" "decided by $(cisdocker --version | head -n 1)"
}

# ---- without: the same rules for containers, as far as a shell goes

# excess ADDED DROPPED: the capabilities of a container that are too much.
excess() {
    for name in $(printf '%s' "$1" | tr ', ' ' ?'); do
        bare=${name#CAP_}
        if names "$known" "$bare" && names "$allowed" "$bare"; then
            continue
        fi
        if [ "$profile" = cis ] && [ "$bare" != NET_RAW ] && names "$default" "$bare"; then
            continue
        fi
        printf ' added:%s' "$name"
    done
    if has "$2" ALL; then
        return
    fi
    for name in $(printf '%s' "$default" | tr , ' '); do
        if names "$2" "$name" || names "$allowed" "$name"; then
            continue
        fi
        if [ "$profile" = strict ] || [ "$name" = NET_RAW ]; then
            printf ' kept:%s' "$name"
        fi
    done
}

# The words of a JSON list, joined by commas; a comma in a word becomes a question mark.
words() {
    if [ "$1" != null ]; then
        printf '%s' "$1" | tr '|' '?' | sed 's/","/|/g' | tr ',|' '?,' | tr -d '[]"' |
            tr '[:lower:]' '[:upper:]' | plain
    fi
}

# Judges what stands in $name, $privileged, $added and $dropped.
judge() {
    found=$(excess "$(words "$added")" "$(words "$dropped")")
    if [ "$privileged" != false ]; then
        found=" privileged$found"
    fi
    evidence="${name#/} (privileged $privileged, added $added, dropped $dropped)"
    if [ "$profile" = manual ]; then
        printf 'seen %s\n' "$evidence" | plain
    elif [ -n "$found" ]; then
        printf 'fail %s:%s\n' "$evidence" "$found" | plain
        failed=$((failed + 1))
    else
        printf 'pass %s\n' "$evidence" | plain
    fi
}

check_container() {
    answer=$(docker inspect --type container --format '{{.Name}}
{{json .HostConfig.Privileged}}
{{json .HostConfig.CapAdd}}
{{json .HostConfig.CapDrop}}' "$1" 2>/dev/null)
    if [ -z "$answer" ]; then
        if docker ps --all --quiet --no-trunc | grep -q "$1"; then
            echo "error $1: its configuration cannot be read"
            unread=$((unread + 1))
        fi
        return 0
    fi
    {
        read -r name
        read -r privileged
        read -r added
        read -r dropped
    } <<END
$answer
END
    count=$((count + 1))
    judge
}

check_with_docker() {
    command -v docker >/dev/null 2>&1 ||
        finish error 'neither cisdocker nor the docker command is installed here'
    DOCKER_HOST=$host
    export DOCKER_HOST
    system=$(docker version --format '{{.Server.Os}}' 2>&1) ||
        finish error "the engine does not answer: $(printf '%s' "$system" | plain | tail -n 1)"
    [ "$system" = linux ] || finish notapplicable "containers of the system '$system'"
    if docker version 2>/dev/null | grep -qi podman; then
        finish unknown 'Podman answers, whose lists do not tell what it grants; cisdocker knows'
    fi
    ids=$(docker ps --all --quiet --no-trunc) || finish error 'the containers cannot be listed'
    count=0 failed=0 unread=0
    for id in $ids; do
        check_container "$id"
    done
    how='decided by the shell, with the docker command: containers alone, and no second witness'
    [ "$failed" -eq 0 ] || finish fail "$failed of $count fail; $how"
    [ "$unread" -eq 0 ] || finish error "$unread cannot be read; $how"
    [ "$count" -gt 0 ] || finish notapplicable 'there is no container'
    [ "$profile" != manual ] || finish notchecked "$count for a person to judge"
    finish pass "all $count pass; $how"
}

case $profile in
cis | strict | manual) ;;
*) finish error "the value of profile is none of cis, strict and manual: '$profile'" ;;
esac
engine_is_here || finish notapplicable "no Docker Engine: nothing at ${host#unix://}, no dockerd"
if command -v cisdocker >/dev/null 2>&1; then
    check_with_cisdocker
else
    check_with_docker
fi
