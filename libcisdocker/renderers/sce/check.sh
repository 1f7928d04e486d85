# OpenSCAP runs this with an environment of its own: the values of the benchmark come as
# XCCDF_VALUE_<name>, the exit statuses that mean something as XCCDF_RESULT_<result>. What it prints
# goes into the results, and must be plain text. Nothing is changed on the target.
# shellcheck shell=sh disable=SC2154,SC2016,SC2086

# Of what the engine grants unasked, what the profile cis tolerates.
tolerated='@TOLERATED@'

HOME=${HOME:-/nonexistent}
LC_ALL=C
export HOME LC_ALL
set -f

host=${XCCDF_VALUE_docker_host:-unix:///var/run/docker.sock}
profile=${XCCDF_VALUE_profile:-cis}

# The names of the value, parted by blanks. What can be in no name stays, as a question mark: what is
# around it must not be taken for a name.
names=$(printf '%s' "${XCCDF_VALUE_allowed_capabilities:-none}" | tr ',\t' '  ' |
    tr '[:lower:]' '[:upper:]' | tr -c 'A-Z0-9_ ' '?')
allowed=
for name in $names; do
    [ "$name" = NONE ] || allowed="$allowed ${name#CAP_}"
done

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
    for name in $allowed; do
        list="$list${list:+, }\"$name\""
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

# ---- without: the same rules, as far as the docker command tells

# Prints "verdict: pass", "verdict: fail" or "verdict: unknown", the counts, and who is why what.
decide() {
    [ "$profile" = cis ] || tolerated=
@PROGRAM@
}

show() {
    ids=$(docker ps --all --quiet --no-trunc 2>&1) ||
        finish error "the containers cannot be listed: $(printf '%s' "$ids" | plain | tail -n 1)"
    [ -n "$ids" ] || finish notapplicable 'there is no container'
    printf '%s\n' "$ids" | xargs docker container inspect --format \
        '{{.Name}} (privileged {{json .HostConfig.Privileged}}, added {{json .HostConfig.CapAdd}}, dropped {{json .HostConfig.CapDrop}})' \
        2>&1 | plain | sed 's,^/,seen ,'
    finish notchecked 'for a person to judge'
}

check_with_docker() {
    how='decided by the shell, with the docker command: no second witness'
    command -v docker >/dev/null 2>&1 ||
        finish error 'neither cisdocker nor the docker command is installed here'
    DOCKER_HOST=$host
    export DOCKER_HOST
    trouble=$(docker version 2>&1 >/dev/null) ||
        finish error "the engine does not answer: $(printf '%s' "$trouble" | plain | tail -n 1)"
    [ "$profile" != manual ] || show
    said=$(decide)
    printf '%s\n' "$said" | plain
    case $(printf '%s\n' "$said" | head -n 2 | tr '\n' ' ') in
    'verdict: fail '*) finish fail "$how" ;;
    'verdict: unknown '*) finish unknown "$how" ;;
    'verdict: pass '*' 0 pass ') finish notapplicable 'there is no container of Linux' ;;
    'verdict: pass '*) finish pass "$how" ;;
    *) finish error 'the tools of the shell are not what they should be' ;;
    esac
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
