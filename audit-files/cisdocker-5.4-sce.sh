#!/bin/sh
# CIS Docker Benchmark 5.4: Ensure that Linux kernel capabilities are restricted within containers
# Written by cisdocker 0.1.0.

# OpenSCAP runs this with an environment of its own: the values of the benchmark come as
# XCCDF_VALUE_<name>, the exit statuses that mean something as XCCDF_RESULT_<result>. What it prints
# goes into the results, and must be plain text. Nothing is changed on the target.
# shellcheck shell=sh disable=SC2154,SC2016,SC2086

# Of what the engine grants unasked, what the profile cis tolerates.
tolerated='CHOWN DAC_OVERRIDE FOWNER FSETID KILL SETGID SETUID SETPCAP NET_BIND_SERVICE SYS_CHROOT MKNOD AUDIT_WRITE SETFCAP'

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
PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/snap/bin;
LC_ALL=C;
export PATH LC_ALL;
container='{{$h := index . `HostConfig`}}
  {{println `begin container` (printf `%+q` (print (index . `Id`)))}}
  {{println `name` (printf `%T %+q` (index . `Name`) (print (index . `Name`)))}}
  {{println `platform` (printf `%T %+q` (index . `Platform`) (print (index . `Platform`)))}}
  {{println `privileged` (printf `%T %+q` (index $h `Privileged`) (print (index $h `Privileged`)))}}
  {{println `exact` (printf `%T` (index $h `Capabilities`))}}
  {{println `list` (printf `%T` (index $h `CapAdd`))}}
  {{println `list` (printf `%T` (index $h `CapDrop`))}}
  {{with index $h `CapAdd`}}{{range .}}
    {{println `add` (printf `%T %+q` . (print .))}}{{end}}{{end}}
  {{with index $h `CapDrop`}}{{range .}}
    {{println `drop` (printf `%T %+q` . (print .))}}{{end}}{{end}}
  {{println `end`}}';
service='{{println `begin service` (printf `%+q` .ID)}}
  {{println `name` (printf `%T %+q` .Spec.Name .Spec.Name)}}
  {{range .Spec.TaskTemplate.ContainerSpec.CapabilityAdd}}
    {{println `add` (printf `%T %+q` . .)}}{{end}}
  {{range .Spec.TaskTemplate.ContainerSpec.CapabilityDrop}}
    {{println `drop` (printf `%T %+q` . .)}}{{end}}
  {{println `end`}}';
gather() {
  if ids=$(docker $2 2>/dev/null); then
    for id in $ids; do echo listed $1 $id; done;
    test -z "$ids" || echo "$ids" | xargs docker $1 inspect --format "$3" 2>/dev/null;
    if ids=$(docker $2 2>/dev/null); then
      for id in $ids; do echo still $1 $id; done;
      echo whole $1;
    fi;
  fi;
};
{
  if docker version 2>/dev/null | grep -i podman >/dev/null; then echo podman; fi;
  echo wanted container;
  gather container 'ps --all --quiet --no-trunc' "$container";
  if manager=$(docker info --format '{{.Swarm.ControlAvailable}}' 2>/dev/null); then
    if test "$manager" = true; then
      echo wanted service;
      gather service 'service ls --quiet' "$service";
    fi;
  else
    echo wanted service;
  fi;
} | awk '
  function value(at) {
    at = index($0, quote);
    return at == 0 ? "" : substr($0, at + 1, length($0) - at - 1);
  }
  function bare(text) {
    return substr(text, 1, 1) == "/" ? substr(text, 2) : text;
  }
  function canonical(text) {
    text = toupper(text);
    return substr(text, 1, 4) == "CAP_" ? substr(text, 5) : text;
  }
  function is_nil(type) {
    return type ~ /^.nil.$/;
  }
  function is_list(type) {
    return substr(type, 1, 2) == "[]";
  }
  function set(text, into, words, i) {
    split(text, words, " ");
    for (i = 1; i in words; i++) into[words[i]] = 1;
  }
  function doubt_unless(good, what) {
    if (! good && doubts == "") doubts = what " is of the wrong type";
  }
  function because(code, detail) {
    reasons = reasons (reasons == "" ? "" : ", ") code (detail == "" ? "" : " (" detail ")");
  }
  function say(verdict) {
    count[verdict]++;
    line[verdict, count[verdict]] = verdict " " kind " " name " " substr(id, 1, 12) ": " reasons;
  }
  function show(verdict, i) {
    for (i = 1; (verdict, i) in line; i++) print line[verdict, i];
  }
  function begin() {
    kind = $2; id = value(); name = "-"; platform = lists = "";
    reasons = doubts = strange = required = "";
    privileged = exact = adds_all = drops_all = 0;
    split("", adds); split("", drops);
  }
  function add(text) {
    if (toupper(text) == "ALL") adds_all = 1;
    else if (canonical(text) in number) adds[canonical(text)] = 1;
    else strange = strange " " text;
  }
  function granted(cap) {
    return cap in adds || (! drops_all && cap in standard && ! (cap in drops));
  }
  function judge_lists(i, cap, beyond, raw, kept) {
    for (i = 1; i in known; i++) {
      cap = known[i];
      if (! granted(cap) || cap in tolerated) continue;
      if (cap in allowed) required = required " " cap;
      else if (cap == "NET_RAW") raw = (cap in adds) ? "net-raw-added" : "net-raw-default";
      else if (cap in standard) kept = kept " " cap;
      else beyond = beyond " " cap;
    }
    if (beyond != "") because("added-beyond-default", substr(beyond, 2));
    if (raw != "") because(raw);
    if (kept != "") because("default-retained", substr(kept, 2));
  }
  function judge() {
    if (privileged) because("privileged");
    else {
      if (adds_all) because("add-all");
      if (strange != "") because("unknown-capability", substr(strange, 2));
      if (! adds_all) judge_lists();
    }
    if (reasons != "") return "fail";
    if (required != "") because("required-by-policy", substr(required, 2));
    if (drops_all) because("all-dropped");
    else if (! granted("NET_RAW")) because("net-raw-dropped");
    return "pass";
  }
  function evidence() {
    return "; told: " (privileged ? "privileged" : "not privileged") lists;
  }
  function decide(verdict) {
    if (doubts != "") { because("evidence-malformed", doubts evidence()); return "unknown"; }
    if (platform == "windows") { because("not-linux"); return "notapplicable"; }
    verdict = judge();
    if (! podman && (! exact || privileged)) return verdict;
    reasons = "HostConfig.Capabilities is set, which Docker 19.03 alone goes by";
    if (podman) reasons = "the lists of Podman do not tell what it grants";
    reasons = reasons evidence();
    return "unknown";
  }
  function finish(i, part) {
    for (i = 1; i in listed; i++) {
      if (listed[i] in read) continue;
      split(listed[i], part, " ");
      kind = part[1]; id = part[2]; name = "-";
      reasons = listed[i] in still || ! (kind in whole) ? "evidence-unreadable" : "vanished";
      say(reasons == "vanished" ? "notapplicable" : "unknown");
    }
    for (kind in wanted) {
      if (kind in whole) continue;
      id = name = "-"; reasons = "evidence-unreadable (who there is could not be told)";
      say("unknown");
    }
  }
  BEGIN {
    quote = sprintf("%c", 34);
    split("CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE", known, " "); set("CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE", number);
    set("CHOWN DAC_OVERRIDE FOWNER FSETID KILL SETGID SETUID SETPCAP NET_BIND_SERVICE NET_RAW SYS_CHROOT MKNOD AUDIT_WRITE SETFCAP", standard); set("'"$tolerated"'", tolerated); set("'"$allowed"'", allowed);
  }
  $1 == "podman" { podman = 1; }
  $1 == "wanted" { wanted[$2] = 1; }
  $1 == "listed" { listed[++listed_count] = $2 " " $3; }
  $1 == "still" { still[$2 " " $3] = 1; }
  $1 == "whole" { whole[$2] = 1; }
  $1 == "begin" { begin(); }
  $1 == "name" {
    doubt_unless($2 == "string" || is_nil($2), "the name");
    if ($2 == "string") name = quote bare(value()) quote;
  }
  $1 == "platform" {
    doubt_unless($2 == "string" || is_nil($2), "Platform");
    platform = tolower(value());
  }
  $1 == "privileged" {
    doubt_unless($2 == "bool" || is_nil($2), "Privileged");
    privileged = value() == "true";
  }
  $1 == "exact" {
    doubt_unless(is_list($2) || is_nil($2), "Capabilities");
    exact = ! is_nil($2);
  }
  $1 == "list" { doubt_unless(is_list($2) || is_nil($2), "a list"); }
  $1 == "add" || $1 == "drop" { doubt_unless($2 == "string", "a capability"); }
  $1 == "add" || $1 == "drop" { lists = lists " " $1 ":" value(); }
  $1 == "add" { add(value()); }
  $1 == "drop" {
    if (toupper(value()) == "ALL") drops_all = 1;
    else drops[canonical(value())] = 1;
  }
  $1 == "end" {
    say(decide());
    read[kind " " id] = read[kind " " substr(id, 1, 12)] = 1;
  }
  END {
    finish();
    print "verdict: " (count["fail"] ? "fail" : count["unknown"] ? "unknown" : "pass");
    print count["fail"] + 0 " fail, " count["unknown"] + 0 " unknown, " count["notapplicable"] + 0,
      "notapplicable, " count["pass"] + 0 " pass";
    show("fail"); show("unknown"); show("notapplicable"); show("pass");
  }'
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
