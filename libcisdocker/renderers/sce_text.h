/* Made by scripts/make-sce-text from sce/check.sh; do not edit. */
#ifndef CISD_RENDERERS_SCE_TEXT_H
#define CISD_RENDERERS_SCE_TEXT_H

#define SCE_TEXT \
    "# OpenSCAP runs this with an environment of its own: the values of the benchmark come as\n" \
    "# XCCDF_VALUE_<name>, the exit statuses that mean something as XCCDF_RESULT_<result>. What it prints\n" \
    "# goes into the results, and must be plain text. Nothing is changed on the target.\n" \
    "# shellcheck shell=sh disable=SC2154,SC2016,SC2086\n" \
    "\n" \
    "# Of what the engine grants unasked, what the profile cis tolerates.\n" \
    "tolerated='@TOLERATED@'\n" \
    "\n" \
    "HOME=${HOME:-/nonexistent}\n" \
    "LC_ALL=C\n" \
    "export HOME LC_ALL\n" \
    "set -f\n" \
    "\n" \
    "host=${XCCDF_VALUE_docker_host:-unix:///var/run/docker.sock}\n" \
    "profile=${XCCDF_VALUE_profile:-cis}\n" \
    "\n" \
    "# The names of the value, parted by blanks. What can be in no name stays, as a question mark: what is\n" \
    "# around it must not be taken for a name.\n" \
    "names=$(printf '%s' \"${XCCDF_VALUE_allowed_capabilities:-none}\" | tr ',\\t' '  ' |\n" \
    "    tr '[:lower:]' '[:upper:]' | tr -c 'A-Z0-9_ ' '?')\n" \
    "allowed=\n" \
    "for name in $names; do\n" \
    "    [ \"$name\" = NONE ] || allowed=\"$allowed ${name#CAP_}\"\n" \
    "done\n" \
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
    "    for name in $allowed; do\n" \
    "        list=\"$list${list:+, }\\\"$name\\\"\"\n" \
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
    "# ---- without: the same rules, as far as the docker command tells\n" \
    "\n" \
    "# Prints \"verdict: pass\", \"verdict: fail\" or \"verdict: unknown\", the counts, and who is why what.\n" \
    "decide() {\n" \
    "    [ \"$profile\" = cis ] || tolerated=\n" \
    "@PROGRAM@\n" \
    "}\n" \
    "\n" \
    "show() {\n" \
    "    ids=$(docker ps --all --quiet --no-trunc 2>&1) ||\n" \
    "        finish error \"the containers cannot be listed: $(printf '%s' \"$ids\" | plain | tail -n 1)\"\n" \
    "    [ -n \"$ids\" ] || finish notapplicable 'there is no container'\n" \
    "    printf '%s\\n' \"$ids\" | xargs docker container inspect --format \\\n" \
    "        '{{.Name}} (privileged {{json .HostConfig.Privileged}}, added {{json .HostConfig.CapAdd}}, dropped {{json .HostConfig.CapDrop}})' \\\n" \
    "        2>&1 | plain | sed 's,^/,seen ,'\n" \
    "    finish notchecked 'for a person to judge'\n" \
    "}\n" \
    "\n" \
    "check_with_docker() {\n" \
    "    how='decided by the shell, with the docker command: no second witness'\n" \
    "    command -v docker >/dev/null 2>&1 ||\n" \
    "        finish error 'neither cisdocker nor the docker command is installed here'\n" \
    "    DOCKER_HOST=$host\n" \
    "    export DOCKER_HOST\n" \
    "    trouble=$(docker version 2>&1 >/dev/null) ||\n" \
    "        finish error \"the engine does not answer: $(printf '%s' \"$trouble\" | plain | tail -n 1)\"\n" \
    "    [ \"$profile\" != manual ] || show\n" \
    "    said=$(decide)\n" \
    "    printf '%s\\n' \"$said\" | plain\n" \
    "    case $(printf '%s\\n' \"$said\" | head -n 2 | tr '\\n' ' ') in\n" \
    "    'verdict: fail '*) finish fail \"$how\" ;;\n" \
    "    'verdict: unknown '*) finish unknown \"$how\" ;;\n" \
    "    'verdict: pass '*' 0 pass ') finish notapplicable 'there is no container of Linux' ;;\n" \
    "    'verdict: pass '*) finish pass \"$how\" ;;\n" \
    "    *) finish error 'the tools of the shell are not what they should be' ;;\n" \
    "    esac\n" \
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
