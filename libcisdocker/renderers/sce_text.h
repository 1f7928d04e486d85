/* Made by scripts/make-sce-text from sce/check.sh; do not edit. */
#ifndef CISD_RENDERERS_SCE_TEXT_H
#define CISD_RENDERERS_SCE_TEXT_H

#define SCE_TEXT \
    "# OpenSCAP runs this with an environment of its own: the values of the benchmark come as\n" \
    "# XCCDF_VALUE_<name>, the exit statuses that mean something as XCCDF_RESULT_<result>. What it prints\n" \
    "# goes into the results, and must be plain text. Nothing is changed on the target.\n" \
    "# shellcheck shell=sh disable=SC2154\n" \
    "\n" \
    "host=${XCCDF_VALUE_docker_host:-unix:///var/run/docker.sock}\n" \
    "profile=${XCCDF_VALUE_profile:-cis}\n" \
    "allowed=$(printf '%s' \"${XCCDF_VALUE_allowed_capabilities:-none}\" | tr '[:lower:]' '[:upper:]' | tr '|; \\t' ',,,,')\n" \
    "\n" \
    "HOME=${HOME:-/nonexistent}\n" \
    "LC_ALL=C\n" \
    "export HOME LC_ALL\n" \
    "set -f\n" \
    "\n" \
    "# finish RESULT TEXT: the exit status that OpenSCAP takes for a result.\n" \
    "finish() {\n" \
    "    echo \"$2\"\n" \
    "    case $1 in\n" \
    "    pass) exit \"${XCCDF_RESULT_PASS:-101}\" ;;\n" \
    "    fail) exit \"${XCCDF_RESULT_FAIL:-102}\" ;;\n" \
    "    notapplicable) exit \"${XCCDF_RESULT_NOT_APPLICABLE:-105}\" ;;\n" \
    "    notchecked) exit \"${XCCDF_RESULT_NOT_CHECKED:-106}\" ;;\n" \
    "    informational) exit \"${XCCDF_RESULT_INFORMATIONAL:-108}\" ;;\n" \
    "    unknown) exit \"${XCCDF_RESULT_UNKNOWN:-104}\" ;;\n" \
    "    *) exit \"${XCCDF_RESULT_ERROR:-103}\" ;;\n" \
    "    esac\n" \
    "}\n" \
    "\n" \
    "# Whether a list joined by commas has a word.\n" \
    "has() {\n" \
    "    case ,$1, in\n" \
    "    *,\"$2\",*) return 0 ;;\n" \
    "    esac\n" \
    "    return 1\n" \
    "}\n" \
    "\n" \
    "# Whether a list has a capability, with CAP_ or without.\n" \
    "names() {\n" \
    "    has \"$1\" \"$2\" || has \"$1\" \"CAP_$2\"\n" \
    "}\n" \
    "\n" \
    "plain() {\n" \
    "    tr -cd '\\11\\12\\40-\\176'\n" \
    "}\n" \
    "\n" \
    "# An engine on another machine is taken to be there.\n" \
    "engine_is_here() {\n" \
    "    case $host in\n" \
    "    unix://*) [ -S \"${host#unix://}\" ] || command -v dockerd >/dev/null 2>&1 ;;\n" \
    "    esac\n" \
    "}\n" \
    "\n" \
    "# ---- with cisdocker: its verdict is the result\n" \
    "\n" \
    "write_policy() {\n" \
    "    list=\n" \
    "    for name in $(printf '%s' \"$allowed\" | tr , ' '); do\n" \
    "        if [ \"$name\" != NONE ]; then\n" \
    "            list=\"$list${list:+, }\\\"$name\\\"\"\n" \
    "        fi\n" \
    "    done\n" \
    "    if [ -n \"$list\" ]; then\n" \
    "        printf '{\"required\": [{\"name\": \"*\", \"capabilities\": [%s], \"reason\": \"%s\"}]}\\n' \\\n" \
    "            \"$list\" 'allowed by a value of the benchmark' >\"$folder/policy.yaml\"\n" \
    "    else\n" \
    "        printf '{}\\n' >\"$folder/policy.yaml\"\n" \
    "    fi\n" \
    "}\n" \
    "\n" \
    "check_with_cisdocker() {\n" \
    "    folder=$(mktemp -d) || finish error 'no temporary folder can be made'\n" \
    "    trap 'rm -rf \"$folder\"' EXIT\n" \
    "    write_policy\n" \
    "    cisdocker check 5.4 --host \"$host\" --profile \"$profile\" --policy \"$folder/policy.yaml\" \\\n" \
    "        --exit-zero --color never --progress never --format text --output \"$folder/text\" \\\n" \
    "        --format xccdf --output \"$folder/xccdf\" 2>\"$folder/trouble\"\n" \
    "    plain <\"$folder/trouble\" >&2\n" \
    "    [ -s \"$folder/xccdf\" ] || finish error 'cisdocker could not check'\n" \
    "    plain <\"$folder/text\"\n" \
    "    result=$(sed -n 's/^ *<result>\\([a-z]*\\)<.*/\\1/p' \"$folder/xccdf\" | head -n 1)\n" \
    "    finish \"${result:-error}\" \"decided by $(cisdocker --version | head -n 1)\"\n" \
    "}\n" \
    "\n" \
    "# ---- without: the same rules for containers, as far as a shell goes\n" \
    "\n" \
    "# excess ADDED DROPPED: the capabilities of a container that are too much.\n" \
    "excess() {\n" \
    "    for name in $(printf '%s' \"$1\" | tr ', ' ' ?'); do\n" \
    "        bare=${name#CAP_}\n" \
    "        if names \"$known\" \"$bare\" && names \"$allowed\" \"$bare\"; then\n" \
    "            continue\n" \
    "        fi\n" \
    "        if [ \"$profile\" = cis ] && [ \"$bare\" != NET_RAW ] && names \"$default\" \"$bare\"; then\n" \
    "            continue\n" \
    "        fi\n" \
    "        printf ' added:%s' \"$name\"\n" \
    "    done\n" \
    "    if has \"$2\" ALL; then\n" \
    "        return\n" \
    "    fi\n" \
    "    for name in $(printf '%s' \"$default\" | tr , ' '); do\n" \
    "        if names \"$2\" \"$name\" || names \"$allowed\" \"$name\"; then\n" \
    "            continue\n" \
    "        fi\n" \
    "        if [ \"$profile\" = strict ] || [ \"$name\" = NET_RAW ]; then\n" \
    "            printf ' kept:%s' \"$name\"\n" \
    "        fi\n" \
    "    done\n" \
    "}\n" \
    "\n" \
    "# The words of a JSON list, joined by commas; a comma in a word becomes a question mark.\n" \
    "words() {\n" \
    "    if [ \"$1\" != null ]; then\n" \
    "        printf '%s' \"$1\" | tr '|' '?' | sed 's/\",\"/|/g' | tr ',|' '?,' | tr -d '[]\"' |\n" \
    "            tr '[:lower:]' '[:upper:]' | plain\n" \
    "    fi\n" \
    "}\n" \
    "\n" \
    "# Judges what stands in $name, $privileged, $added and $dropped.\n" \
    "judge() {\n" \
    "    found=$(excess \"$(words \"$added\")\" \"$(words \"$dropped\")\")\n" \
    "    if [ \"$privileged\" != false ]; then\n" \
    "        found=\" privileged$found\"\n" \
    "    fi\n" \
    "    evidence=\"${name#/} (privileged $privileged, added $added, dropped $dropped)\"\n" \
    "    if [ \"$profile\" = manual ]; then\n" \
    "        printf 'seen %s\\n' \"$evidence\" | plain\n" \
    "    elif [ -n \"$found\" ]; then\n" \
    "        printf 'fail %s:%s\\n' \"$evidence\" \"$found\" | plain\n" \
    "        failed=$((failed + 1))\n" \
    "    else\n" \
    "        printf 'pass %s\\n' \"$evidence\" | plain\n" \
    "    fi\n" \
    "}\n" \
    "\n" \
    "check_container() {\n" \
    "    answer=$(docker inspect --type container --format '{{.Name}}\n" \
    "{{json .HostConfig.Privileged}}\n" \
    "{{json .HostConfig.CapAdd}}\n" \
    "{{json .HostConfig.CapDrop}}' \"$1\" 2>/dev/null)\n" \
    "    if [ -z \"$answer\" ]; then\n" \
    "        if docker ps --all --quiet --no-trunc | grep -q \"$1\"; then\n" \
    "            echo \"error $1: its configuration cannot be read\"\n" \
    "            unread=$((unread + 1))\n" \
    "        fi\n" \
    "        return 0\n" \
    "    fi\n" \
    "    {\n" \
    "        read -r name\n" \
    "        read -r privileged\n" \
    "        read -r added\n" \
    "        read -r dropped\n" \
    "    } <<END\n" \
    "$answer\n" \
    "END\n" \
    "    count=$((count + 1))\n" \
    "    judge\n" \
    "}\n" \
    "\n" \
    "check_with_docker() {\n" \
    "    command -v docker >/dev/null 2>&1 ||\n" \
    "        finish error 'neither cisdocker nor the docker command is installed here'\n" \
    "    DOCKER_HOST=$host\n" \
    "    export DOCKER_HOST\n" \
    "    system=$(docker version --format '{{.Server.Os}}' 2>&1) ||\n" \
    "        finish error \"the engine does not answer: $(printf '%s' \"$system\" | plain | tail -n 1)\"\n" \
    "    [ \"$system\" = linux ] || finish notapplicable \"containers of the system '$system'\"\n" \
    "    if docker version 2>/dev/null | grep -qi podman; then\n" \
    "        finish unknown 'Podman answers, whose lists do not tell what it grants; cisdocker knows'\n" \
    "    fi\n" \
    "    ids=$(docker ps --all --quiet --no-trunc) || finish error 'the containers cannot be listed'\n" \
    "    count=0 failed=0 unread=0\n" \
    "    for id in $ids; do\n" \
    "        check_container \"$id\"\n" \
    "    done\n" \
    "    how='decided by the shell, with the docker command: containers alone, and no second witness'\n" \
    "    [ \"$failed\" -eq 0 ] || finish fail \"$failed of $count fail; $how\"\n" \
    "    [ \"$unread\" -eq 0 ] || finish error \"$unread cannot be read; $how\"\n" \
    "    [ \"$count\" -gt 0 ] || finish notapplicable 'there is no container'\n" \
    "    [ \"$profile\" != manual ] || finish notchecked \"$count for a person to judge\"\n" \
    "    finish pass \"all $count pass; $how\"\n" \
    "}\n" \
    "\n" \
    "case $profile in\n" \
    "cis | strict | manual) ;;\n" \
    "*) finish error \"the value of profile is none of cis, strict and manual: '$profile'\" ;;\n" \
    "esac\n" \
    "engine_is_here || finish notapplicable \"no Docker Engine: nothing at ${host#unix://}, no dockerd\"\n" \
    "if command -v cisdocker >/dev/null 2>&1; then\n" \
    "    check_with_cisdocker\n" \
    "else\n" \
    "    check_with_docker\n" \
    "fi\n"

#endif
