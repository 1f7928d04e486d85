#include "check_option_rows.h"

#include <stddef.h>

#include "command.h"

const struct option check_options[] = {
    {0, '\0', NULL, NULL, "What to check (any number; none: the engine the docker command talks "
                          "to):"},
    {ID_HOST, 'H', "host", "URL",
     "an engine, Docker's or Podman's: unix:///path/of/its.sock, tcp://host:port, or "
     "ssh://user@host"},
    {ID_CONTEXT, 'c', "context", "NAME", "the engine of a Docker context"},
    {ID_INSPECT, '\0', "inspect", "FILE",
     "saved output of 'docker inspect' or 'podman inspect'; - is stdin"},
    {ID_COMPOSE, '\0', "compose", "FILE",
     "a Compose file; given again, the files merge as Compose merges them; - is stdin"},
    {ID_ROOT, '\0', "root", "DIR",
     "an engine's data root on disk, such as /var/lib/docker, or a mounted machine's root "
     "directory; no engine is needed"},
    {ID_RUN, '\0', "run", "COMMAND",
     "one command line in quotes: 'docker run ...', docker create, docker service create, podman "
     "run or podman create; it is not executed"},
    {0, '\0', NULL, NULL, "Which containers (of several values for one option one must fit, of "
                          "several options all):"},
    {ID_NAME, '\0', "name", "GLOB", "those whose name matches, such as 'web-*'"},
    {ID_IMAGE, '\0', "image", "GLOB", "those whose image matches, as the engine shows it"},
    {ID_LABEL, '\0', "label", "KEY[=VALUE]", "those with this label"},
    {ID_RUNNING, '\0', "running", NULL, "those that run; the benchmark asks for all"},
    {ID_NO_SERVICES, '\0', "no-services", NULL, "no Swarm services, only containers"},
    {0, '\0', NULL, NULL, "How to judge:"},
    {ID_PROFILE, '\0', "profile", "cis|strict|manual",
     "cis: NET_RAW and what goes beyond the engine's default are too much (default); strict: "
     "every capability is; manual: evidence only"},
    {ID_POLICY, '\0', "policy", "FILE",
     "what is required and what is accepted, see cisdocker-policy(5); may be given again"},
    {ID_TRUST_LABEL, '\0', "trust-label", "KEY",
     "let containers say themselves, in this label, what they require (KEY=\"NET_RAW, CHOWN\"): "
     "who may label them then decides part of the verdict"},
    {ID_BASELINE, '\0', "baseline", "FILE",
     "an older JSON report: say what is new, worse, unchanged and fixed since then"},
    {ID_FAIL_ON, '\0', "fail-on", "low|medium|high|new",
     "failures below this severity, or those that --baseline has, too, do not count for the exit "
     "status; may be given for both"},
    {ID_EXIT_ZERO, '\0', "exit-zero", NULL, "no failure counts for the exit status"},
    {0, '\0', NULL, NULL, "What to write:"},
    {ID_FORMAT, 'f', "format", "FORMAT",
     "text (default), json, jsonl, xccdf, arf, sarif, junit, csv, html, nessus, ocsf, openmetrics "
     "or docker-bench; may be given again, each with its --output"},
    {ID_OUTPUT, 'o', "output", "FILE",
     "write to a file, which appears whole or not at all; - is stdout (default); of several "
     "formats, the one next to it on the command line"},
    {ID_PER_SUBJECT, '\0', "per-subject", NULL,
     "xccdf, arf: a result for each container, worst first, in place of one for all"},
    {ID_ASSET_HOST, '\0', "asset-host", "NAME",
     "xccdf, arf, nessus, sarif, ocsf: the name of the host that was checked; else what the engine "
     "calls it"},
    {ID_ASSET_FQDN, '\0', "asset-fqdn", "NAME", "its name with the domain"},
    {ID_ASSET_IP, '\0', "asset-ip", "ADDRESS", "its IP address; may be given again"},
    {ID_ASSET_FACT, '\0', "asset-fact", "NAME=VALUE",
     "xccdf, arf: something else about it; may be given again"},
    {ID_QUIET, 'q', "quiet", NULL, "text: only failures and what could not be judged"},
    {ID_VERBOSE, 'v', "verbose", NULL, "text: every container with its evidence and remedies"},
    {ID_COLOR, '\0', "color", "auto|always|never",
     "text: auto is for a terminal, unless NO_COLOR is set or TERM is dumb"},
    {ID_PROGRESS, '\0', "progress", "auto|always|never",
     "on stderr: auto is for a terminal and longer work"},
    {0, '\0', NULL, NULL, "How to ask an engine:"},
    {ID_TIMEOUT, '\0', "timeout", "SECONDS", "for one answer (default 30)"},
    {ID_TIME_LIMIT, '\0', "time-limit", "SECONDS", "for the whole engine (default 600)"},
    {ID_CONNECTIONS, '\0', "connections", "N", "how many at once, 1 to 16 (default 8)"},
    {ID_TLS_VERIFY, '\0', "tlsverify", NULL,
     "tcp: use TLS, with ca.pem, cert.pem and key.pem of DOCKER_CERT_PATH or ~/.docker"},
    {ID_TLS_AUTHORITY, '\0', "tlscacert", "FILE",
     "tcp: use TLS, and trust the certificates that this authority signed"},
    {ID_TLS_CERTIFICATE, '\0', "tlscert", "FILE", "tcp: use TLS with this certificate"},
    {ID_TLS_KEY, '\0', "tlskey", "FILE", "tcp: the key of that certificate"},
    {ID_KERNEL, '\0', "kernel", "auto|on|off",
     "whether /proc is read, too, for what running containers really can do; auto (default): "
     "where their processes are seen; on: one that is not wholly seen cannot pass"},
    {0, '\0', NULL, NULL, "How to read Compose files:"},
    {ID_ENV_FILE, '\0', "env-file", "FILE",
     "variables for them; may be given again (default: .env beside the first file)"},
    {ID_COMPOSE_PROFILE, '\0', "compose-profile", "NAME",
     "only services that this Compose profile starts; may be given again"},
    {ID_PROJECT_DIRECTORY, '\0', "project-directory", "DIR",
     "where their paths start (default: the folder of the first file)"},
    {ID_STACK, '\0', "stack", NULL,
     "as 'docker stack deploy' reads them: nothing is privileged"},
    {0, '\0', NULL, NULL, "How to fix:"},
    {ID_LEAST, '\0', "least", NULL,
     "drop everything, and add back what is required or was added on purpose"},
    {ID_IN_PLACE, '\0', "in-place", NULL,
     "change the lines of the Compose file that fail; the file is replaced as a whole, and only if "
     "its services then pass"},
    {0, '\0', NULL, NULL, "Other:"},
    {0, '\0', NULL, NULL, NULL},
};
