#!/bin/sh
# Decides 5.4 for the containers of the engine that the docker command of this machine talks to, and
# for the services of its Swarm if it manages one. The first line says "verdict: pass", "verdict:
# fail" or "verdict: unknown", the others who is why what.
#
# This is the program in cisdocker-5.4-docker*.audit, and what cisdocker-5.4-sce.sh asks where there
# is no cisdocker: scripts/make-content-programs brings it into the library without the lines that
# are comments, and content_program.c fills in the @LISTS@. What is @ALLOWED@ is as if a policy
# required it of all; what is @TOLERATED@ is not even mentioned.
# Which ways a scanner hands it over is not known. Therefore it has no backslash, no other '@', no
# line that begins with '#', no '<', means the same with blanks in place of the line ends, and never
# exits.
#
# Engines are asked in Go's templates. For containers, 'index' makes the docker command use the
# engine's own answer instead of what it knows of it itself; %+q leaves nothing of a text that could
# end a line or act on a terminal; %T is its type: what is not of the type it must be is evidence of
# nothing.
# shellcheck disable=SC2016,SC2086

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

# Of services the command shows what it knows itself: one before 20.10 fails here.
service='{{println `begin service` (printf `%+q` .ID)}}
  {{println `name` (printf `%T %+q` .Spec.Name .Spec.Name)}}
  {{range .Spec.TaskTemplate.ContainerSpec.CapabilityAdd}}
    {{println `add` (printf `%T %+q` . .)}}{{end}}
  {{range .Spec.TaskTemplate.ContainerSpec.CapabilityDrop}}
    {{println `drop` (printf `%T %+q` . .)}}{{end}}
  {{println `end`}}';

# What is listed before and after tells who could not be read from who is gone meanwhile.
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
    split("@KNOWN@", known, " "); set("@KNOWN@", number);
    set("@STANDARD@", standard); set("@TOLERATED@", tolerated); set("@ALLOWED@", allowed);
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
