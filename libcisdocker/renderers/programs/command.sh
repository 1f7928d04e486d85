#!/bin/sh
# Runs 'cisdocker check 5.4' and says its verdict first, as docker.sh does. The exit status comes
# last in the stream, where nothing that is written before can be taken for it; what is written is
# indented, so that no line of it can be taken for the verdict. See docker.sh for what may stand
# here.
PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/snap/bin;
export PATH;
{
  cisdocker check 5.4 --profile @PROFILE@ --color never --progress never 2>&1;
  echo $?;
} | awk '
  { line[NR] = $0; }
  END {
    verdict["0"] = "pass"; verdict["1"] = "fail";
    print "verdict: " (line[NR] in verdict ? verdict[line[NR]] : "unknown");
    for (i = 1; (i + 1) in line; i++) print "  " line[i];
  }'
