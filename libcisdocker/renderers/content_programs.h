/* Made by scripts/make-content-programs from the files in programs/; do not edit. */
#ifndef CISD_RENDERERS_CONTENT_PROGRAMS_H
#define CISD_RENDERERS_CONTENT_PROGRAMS_H

/* command.sh */
#define CONTENT_COMMAND \
    "PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/snap/bin;\n" \
    "export PATH;\n" \
    "{\n" \
    "  cisdocker check 5.4 --profile @PROFILE@ --color never --progress never 2>&1;\n" \
    "  echo $?;\n" \
    "} | awk '\n" \
    "  { line[NR] = $0; }\n" \
    "  END {\n" \
    "    verdict[\"0\"] = \"pass\"; verdict[\"1\"] = \"fail\";\n" \
    "    print \"verdict: \" (line[NR] in verdict ? verdict[line[NR]] : \"unknown\");\n" \
    "    for (i = 1; (i + 1) in line; i++) print \"  \" line[i];\n" \
    "  }'"

/* docker.sh */
#define CONTENT_DOCKER \
    "PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/snap/bin;\n" \
    "LC_ALL=C;\n" \
    "export PATH LC_ALL;\n" \
    "container='{{$h := index . `HostConfig`}}\n" \
    "  {{println `begin container` (printf `%+q` (print (index . `Id`)))}}\n" \
    "  {{println `name` (printf `%T %+q` (index . `Name`) (print (index . `Name`)))}}\n" \
    "  {{println `platform` (printf `%T %+q` (index . `Platform`) (print (index . `Platform`)))}}\n" \
    "  {{println `privileged` (printf `%T %+q` (index $h `Privileged`) (print (index $h `Privileged`)))}}\n" \
    "  {{println `exact` (printf `%T` (index $h `Capabilities`))}}\n" \
    "  {{println `list` (printf `%T` (index $h `CapAdd`))}}\n" \
    "  {{println `list` (printf `%T` (index $h `CapDrop`))}}\n" \
    "  {{with index $h `CapAdd`}}{{range .}}\n" \
    "    {{println `add` (printf `%T %+q` . (print .))}}{{end}}{{end}}\n" \
    "  {{with index $h `CapDrop`}}{{range .}}\n" \
    "    {{println `drop` (printf `%T %+q` . (print .))}}{{end}}{{end}}\n" \
    "  {{println `end`}}';\n" \
    "service='{{println `begin service` (printf `%+q` .ID)}}\n" \
    "  {{println `name` (printf `%T %+q` .Spec.Name .Spec.Name)}}\n" \
    "  {{range .Spec.TaskTemplate.ContainerSpec.CapabilityAdd}}\n" \
    "    {{println `add` (printf `%T %+q` . .)}}{{end}}\n" \
    "  {{range .Spec.TaskTemplate.ContainerSpec.CapabilityDrop}}\n" \
    "    {{println `drop` (printf `%T %+q` . .)}}{{end}}\n" \
    "  {{println `end`}}';\n" \
    "gather() {\n" \
    "  if ids=$(docker $2 2>/dev/null); then\n" \
    "    for id in $ids; do echo listed $1 $id; done;\n" \
    "    test -z \"$ids\" || echo \"$ids\" | xargs docker $1 inspect --format \"$3\" 2>/dev/null;\n" \
    "    if ids=$(docker $2 2>/dev/null); then\n" \
    "      for id in $ids; do echo still $1 $id; done;\n" \
    "      echo whole $1;\n" \
    "    fi;\n" \
    "  fi;\n" \
    "};\n" \
    "{\n" \
    "  if docker version 2>/dev/null | grep -i podman >/dev/null; then echo podman; fi;\n" \
    "  echo wanted container;\n" \
    "  gather container 'ps --all --quiet --no-trunc' \"$container\";\n" \
    "  if manager=$(docker info --format '{{.Swarm.ControlAvailable}}' 2>/dev/null); then\n" \
    "    if test \"$manager\" = true; then\n" \
    "      echo wanted service;\n" \
    "      gather service 'service ls --quiet' \"$service\";\n" \
    "    fi;\n" \
    "  else\n" \
    "    echo wanted service;\n" \
    "  fi;\n" \
    "} | awk '\n" \
    "  function value(at) {\n" \
    "    at = index($0, quote);\n" \
    "    return at == 0 ? \"\" : substr($0, at + 1, length($0) - at - 1);\n" \
    "  }\n" \
    "  function bare(text) {\n" \
    "    return substr(text, 1, 1) == \"/\" ? substr(text, 2) : text;\n" \
    "  }\n" \
    "  function canonical(text) {\n" \
    "    text = toupper(text);\n" \
    "    return substr(text, 1, 4) == \"CAP_\" ? substr(text, 5) : text;\n" \
    "  }\n" \
    "  function is_nil(type) {\n" \
    "    return type ~ /^.nil.$/;\n" \
    "  }\n" \
    "  function is_list(type) {\n" \
    "    return substr(type, 1, 2) == \"[]\";\n" \
    "  }\n" \
    "  function set(text, into, words, i) {\n" \
    "    split(text, words, \" \");\n" \
    "    for (i = 1; i in words; i++) into[words[i]] = 1;\n" \
    "  }\n" \
    "  function doubt_unless(good, what) {\n" \
    "    if (! good && doubts == \"\") doubts = what \" is of the wrong type\";\n" \
    "  }\n" \
    "  function because(code, detail) {\n" \
    "    reasons = reasons (reasons == \"\" ? \"\" : \", \") code (detail == \"\" ? \"\" : \" (\" detail \")\");\n" \
    "  }\n" \
    "  function say(verdict) {\n" \
    "    count[verdict]++;\n" \
    "    line[verdict, count[verdict]] = verdict \" \" kind \" \" name \" \" substr(id, 1, 12) \": \" reasons;\n" \
    "  }\n" \
    "  function show(verdict, i) {\n" \
    "    for (i = 1; (verdict, i) in line; i++) print line[verdict, i];\n" \
    "  }\n" \
    "  function begin() {\n" \
    "    kind = $2; id = value(); name = \"-\"; platform = lists = \"\";\n" \
    "    reasons = doubts = strange = required = \"\";\n" \
    "    privileged = exact = adds_all = drops_all = 0;\n" \
    "    split(\"\", adds); split(\"\", drops);\n" \
    "  }\n" \
    "  function add(text) {\n" \
    "    if (toupper(text) == \"ALL\") adds_all = 1;\n" \
    "    else if (canonical(text) in number) adds[canonical(text)] = 1;\n" \
    "    else strange = strange \" \" text;\n" \
    "  }\n" \
    "  function granted(cap) {\n" \
    "    return cap in adds || (! drops_all && cap in standard && ! (cap in drops));\n" \
    "  }\n" \
    "  function judge_lists(i, cap, beyond, raw, kept) {\n" \
    "    for (i = 1; i in known; i++) {\n" \
    "      cap = known[i];\n" \
    "      if (! granted(cap) || cap in tolerated) continue;\n" \
    "      if (cap in allowed) required = required \" \" cap;\n" \
    "      else if (cap == \"NET_RAW\") raw = (cap in adds) ? \"net-raw-added\" : \"net-raw-default\";\n" \
    "      else if (cap in standard) kept = kept \" \" cap;\n" \
    "      else beyond = beyond \" \" cap;\n" \
    "    }\n" \
    "    if (beyond != \"\") because(\"added-beyond-default\", substr(beyond, 2));\n" \
    "    if (raw != \"\") because(raw);\n" \
    "    if (kept != \"\") because(\"default-retained\", substr(kept, 2));\n" \
    "  }\n" \
    "  function judge() {\n" \
    "    if (privileged) because(\"privileged\");\n" \
    "    else {\n" \
    "      if (adds_all) because(\"add-all\");\n" \
    "      if (strange != \"\") because(\"unknown-capability\", substr(strange, 2));\n" \
    "      if (! adds_all) judge_lists();\n" \
    "    }\n" \
    "    if (reasons != \"\") return \"fail\";\n" \
    "    if (required != \"\") because(\"required-by-policy\", substr(required, 2));\n" \
    "    if (drops_all) because(\"all-dropped\");\n" \
    "    else if (! granted(\"NET_RAW\")) because(\"net-raw-dropped\");\n" \
    "    return \"pass\";\n" \
    "  }\n" \
    "  function evidence() {\n" \
    "    return \"; told: \" (privileged ? \"privileged\" : \"not privileged\") lists;\n" \
    "  }\n" \
    "  function decide(verdict) {\n" \
    "    if (doubts != \"\") { because(\"evidence-malformed\", doubts evidence()); return \"unknown\"; }\n" \
    "    if (platform == \"windows\") { because(\"not-linux\"); return \"notapplicable\"; }\n" \
    "    verdict = judge();\n" \
    "    if (! podman && (! exact || privileged)) return verdict;\n" \
    "    reasons = \"HostConfig.Capabilities is set, which Docker 19.03 alone goes by\";\n" \
    "    if (podman) reasons = \"the lists of Podman do not tell what it grants\";\n" \
    "    reasons = reasons evidence();\n" \
    "    return \"unknown\";\n" \
    "  }\n" \
    "  function finish(i, part) {\n" \
    "    for (i = 1; i in listed; i++) {\n" \
    "      if (listed[i] in read) continue;\n" \
    "      split(listed[i], part, \" \");\n" \
    "      kind = part[1]; id = part[2]; name = \"-\";\n" \
    "      reasons = listed[i] in still || ! (kind in whole) ? \"evidence-unreadable\" : \"vanished\";\n" \
    "      say(reasons == \"vanished\" ? \"notapplicable\" : \"unknown\");\n" \
    "    }\n" \
    "    for (kind in wanted) {\n" \
    "      if (kind in whole) continue;\n" \
    "      id = name = \"-\"; reasons = \"evidence-unreadable (who there is could not be told)\";\n" \
    "      say(\"unknown\");\n" \
    "    }\n" \
    "  }\n" \
    "  BEGIN {\n" \
    "    quote = sprintf(\"%c\", 34);\n" \
    "    split(\"@KNOWN@\", known, \" \"); set(\"@KNOWN@\", number);\n" \
    "    set(\"@STANDARD@\", standard); set(\"@TOLERATED@\", tolerated); set(\"@ALLOWED@\", allowed);\n" \
    "  }\n" \
    "  $1 == \"podman\" { podman = 1; }\n" \
    "  $1 == \"wanted\" { wanted[$2] = 1; }\n" \
    "  $1 == \"listed\" { listed[++listed_count] = $2 \" \" $3; }\n" \
    "  $1 == \"still\" { still[$2 \" \" $3] = 1; }\n" \
    "  $1 == \"whole\" { whole[$2] = 1; }\n" \
    "  $1 == \"begin\" { begin(); }\n" \
    "  $1 == \"name\" {\n" \
    "    doubt_unless($2 == \"string\" || is_nil($2), \"the name\");\n" \
    "    if ($2 == \"string\") name = quote bare(value()) quote;\n" \
    "  }\n" \
    "  $1 == \"platform\" {\n" \
    "    doubt_unless($2 == \"string\" || is_nil($2), \"Platform\");\n" \
    "    platform = tolower(value());\n" \
    "  }\n" \
    "  $1 == \"privileged\" {\n" \
    "    doubt_unless($2 == \"bool\" || is_nil($2), \"Privileged\");\n" \
    "    privileged = value() == \"true\";\n" \
    "  }\n" \
    "  $1 == \"exact\" {\n" \
    "    doubt_unless(is_list($2) || is_nil($2), \"Capabilities\");\n" \
    "    exact = ! is_nil($2);\n" \
    "  }\n" \
    "  $1 == \"list\" { doubt_unless(is_list($2) || is_nil($2), \"a list\"); }\n" \
    "  $1 == \"add\" || $1 == \"drop\" { doubt_unless($2 == \"string\", \"a capability\"); }\n" \
    "  $1 == \"add\" || $1 == \"drop\" { lists = lists \" \" $1 \":\" value(); }\n" \
    "  $1 == \"add\" { add(value()); }\n" \
    "  $1 == \"drop\" {\n" \
    "    if (toupper(value()) == \"ALL\") drops_all = 1;\n" \
    "    else drops[canonical(value())] = 1;\n" \
    "  }\n" \
    "  $1 == \"end\" {\n" \
    "    say(decide());\n" \
    "    read[kind \" \" id] = read[kind \" \" substr(id, 1, 12)] = 1;\n" \
    "  }\n" \
    "  END {\n" \
    "    finish();\n" \
    "    print \"verdict: \" (count[\"fail\"] ? \"fail\" : count[\"unknown\"] ? \"unknown\" : \"pass\");\n" \
    "    print count[\"fail\"] + 0 \" fail, \" count[\"unknown\"] + 0 \" unknown, \" count[\"notapplicable\"] + 0,\n" \
    "      \"notapplicable, \" count[\"pass\"] + 0 \" pass\";\n" \
    "    show(\"fail\"); show(\"unknown\"); show(\"notapplicable\"); show(\"pass\");\n" \
    "  }'"

#endif
