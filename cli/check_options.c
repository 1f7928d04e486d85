#include "check_options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "option.h"
#include "say.h"
#include "status.h"

/* More outputs than this nobody needs; each holds a file open. */
#define OUTPUTS_MAX 16

#define SECONDS_MAX 86400.0
#define CONNECTIONS_MAX 16

enum id {
    ID_HOST = 1,
    ID_CONTEXT,
    ID_INSPECT,
    ID_ROOT,
    ID_RUN,
    ID_NAME,
    ID_IMAGE,
    ID_LABEL,
    ID_RUNNING,
    ID_NO_SERVICES,
    ID_PROFILE,
    ID_FAIL_ON,
    ID_EXIT_ZERO,
    ID_FORMAT,
    ID_OUTPUT,
    ID_PER_SUBJECT,
    ID_ASSET_HOST,
    ID_ASSET_FQDN,
    ID_ASSET_IP,
    ID_ASSET_FACT,
    ID_QUIET,
    ID_VERBOSE,
    ID_COLOR,
    ID_PROGRESS,
    ID_TIMEOUT,
    ID_TIME_LIMIT,
    ID_CONNECTIONS,
    ID_TLS_VERIFY,
    ID_TLS_AUTHORITY,
    ID_TLS_CERTIFICATE,
    ID_TLS_KEY,
    ID_COMPOSE,
    ID_ENV_FILE,
    ID_COMPOSE_PROFILE,
    ID_PROJECT_DIRECTORY,
    ID_STACK,
    ID_KERNEL,
    ID_POLICY,
    ID_TRUST_LABEL,
    ID_LEAST,
    ID_IN_PLACE,
    ID_BASELINE
};

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
     "write the format next to it on the command line to a file, which appears whole or not at "
     "all; - is stdout (default)"},
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
    {0, '\0', NULL, NULL, "How to read Compose files:"},
    {ID_ENV_FILE, '\0', "env-file", "FILE",
     "variables for them; may be given again (default: .env beside the first file)"},
    {ID_COMPOSE_PROFILE, '\0', "compose-profile", "NAME",
     "only services that this Compose profile starts; may be given again"},
    {ID_PROJECT_DIRECTORY, '\0', "project-directory", "DIR",
     "where their paths start (default: the folder of the first file)"},
    {ID_STACK, '\0', "stack", NULL,
     "as 'docker stack deploy' reads them: nothing is privileged"},
    {ID_KERNEL, '\0', "kernel", "auto|on|off",
     "whether /proc is read, too, for what running containers really can do; auto (default): "
     "where their processes are seen; on: one that is not wholly seen cannot pass"},
    {0, '\0', NULL, NULL, "How to fix:"},
    {ID_LEAST, '\0', "least", NULL,
     "drop everything, and add back what is required or was added on purpose"},
    {ID_IN_PLACE, '\0', "in-place", NULL,
     "change the lines of the Compose file that fail; the file is replaced as a whole, and only if "
     "its services then pass"},
    {0, '\0', NULL, NULL, "Other:"},
    {0, '\0', NULL, NULL, NULL},
};

static int bad_value(const struct check_wish *wish, const char *option, const char *value, const char *wanted)
{
    return say_usage(wish->command->name, "unknown %s '%s': one of %s is wanted", option, value, wanted);
}

/* Which of the words, parted by |, a value is; -1 if it is none. */
static int word_number(const char *words, const char *value)
{
    size_t length = strlen(value);

    for (int number = 0;; number++) {
        size_t word = strcspn(words, "|");

        if (word == length && memcmp(words, value, length) == 0)
            return number;
        if (words[word] == '\0')
            return -1;
        words += word + 1;
    }
}

/* A choice whose numbers follow its words; `option` is its name. */
static int take_choice(const struct check_wish *wish, const char *option, const char *words, const char *value, int *number)
{
    *number = word_number(words, value);
    return *number >= 0 ? STATUS_NONE : bad_value(wish, option, value, words);
}

static int take_switch(bool *what)
{
    *what = true;
    return STATUS_NONE;
}

static int take_profile(struct check_wish *wish, const char *value)
{
    if (cisd_profile_from_name(value, &wish->profile) == CISD_OK)
        return STATUS_NONE;
    return bad_value(wish, "profile", value, "cis, strict, manual");
}

static int take_severity(struct check_wish *wish, const char *value)
{
    if (strcmp(value, "new") == 0)
        return take_switch(&wish->fail_on_new);
    if (cisd_severity_from_name(value, &wish->fail_on) == CISD_OK)
        return STATUS_NONE;
    return bad_value(wish, "severity", value, "low, medium, high, new");
}

static int bad_format(const struct check_wish *wish, const char *value)
{
    char known[200] = "";
    size_t length = 0;

    for (int i = 0; i < CISD_FORMATS; i++)
        length += (size_t)snprintf(known + length, sizeof known - length, "%s%s",
                                   i > 0 ? ", " : "", cisd_format_name((cisd_format)i));
    return bad_value(wish, "format", value, known);
}

/* The output that an option belongs to: the last one, unless that has such an option already. */
static struct wanted_output *output_for(struct check_wish *wish, bool for_format)
{
    struct wanted_output *last = &wish->outputs[wish->output_count];

    if (wish->output_count > 0 && !(for_format ? last[-1].has_format : last[-1].path != NULL))
        return last - 1;
    wish->output_count++;
    *last = (struct wanted_output){.format = CISD_FORMAT_TEXT};
    return last;
}

static int take_format(struct check_wish *wish, const char *value)
{
    struct wanted_output *output;
    cisd_format format;

    if (cisd_format_from_name(value, &format) != CISD_OK)
        return bad_format(wish, value);
    output = output_for(wish, true);
    output->has_format = true;
    output->format = format;
    return STATUS_NONE;
}

static int take_output(struct check_wish *wish, const char *value)
{
    if (value[0] == '\0')
        return say_usage(wish->command->name, "the output has no name");
    output_for(wish, false)->path = value;
    return STATUS_NONE;
}

/* "2", "0.5": more than nothing, at most a day. */
static int take_seconds(const struct check_wish *wish, const char *option, const char *value, long *milliseconds)
{
    char *end;
    double seconds;

    errno = 0;
    seconds = strtod(value, &end);
    if (end == value || *end != '\0' || strpbrk(value, "xXnNiI") != NULL || errno != 0 ||
        !(seconds >= 0.001 && seconds <= SECONDS_MAX))
        return say_usage(wish->command->name, "'%s' is no number of seconds for '--%s'", value, option);
    *milliseconds = (long)(seconds * 1000.0 + 0.5);
    return STATUS_NONE;
}

static int take_connections(struct check_wish *wish, const char *value)
{
    char *end;
    long number = strtol(value, &end, 10);

    if (end == value || *end != '\0' || number < 1 || number > CONNECTIONS_MAX)
        return say_usage(wish->command->name,
                         "'%s' is no number of connections: 1 to %d are possible", value,
                         CONNECTIONS_MAX);
    wish->engine.options.connections = (unsigned)number;
    return STATUS_NONE;
}

static int take_target(struct check_wish *wish, enum target_kind kind, const char *place)
{
    wish->targets[wish->target_count++] = (struct wanted_target){kind, place};
    return STATUS_NONE;
}

static int take_subject(struct check_wish *wish, const char *key, const char *value)
{
    wish->subjects[wish->subject_count++] = (struct wanted_subject){key, value};
    return STATUS_NONE;
}

static int take_path(const char **path, const char *value)
{
    *path = value;
    return STATUS_NONE;
}

static int take_next(const char **list, size_t *count, const char *value)
{
    list[(*count)++] = value;
    return STATUS_NONE;
}

static int take(void *user, int id, const char *value)
{
    struct check_wish *wish = user;
    int number = 0, status;

    switch (id) {
    case ID_HOST: return take_target(wish, TARGET_HOST, value);
    case ID_CONTEXT: return take_target(wish, TARGET_CONTEXT, value);
    case ID_INSPECT: return take_target(wish, TARGET_INSPECT, value);
    case ID_RUN: return take_target(wish, TARGET_RUN, value);
    case ID_ROOT: return take_target(wish, TARGET_ROOT, value);
    case ID_NAME: return take_subject(wish, "name", value);
    case ID_IMAGE: return take_subject(wish, "image", value);
    case ID_LABEL: return take_subject(wish, "label", value);
    case ID_RUNNING: return take_subject(wish, "state", "running");
    case ID_PROFILE: return take_profile(wish, value);
    case ID_FAIL_ON: return take_severity(wish, value);
    case ID_NO_SERVICES: return take_switch(&wish->no_services);
    case ID_EXIT_ZERO: return take_switch(&wish->exit_zero);
    case ID_FORMAT: return take_format(wish, value);
    case ID_OUTPUT: return take_output(wish, value);
    case ID_PER_SUBJECT: return take_switch(&wish->per_subject);
    case ID_ASSET_HOST: return take_path(&wish->asset.host, value);
    case ID_ASSET_FQDN: return take_path(&wish->asset.fqdn, value);
    case ID_ASSET_IP: return asset_take_address(&wish->asset, value);
    case ID_ASSET_FACT: return asset_take_fact(&wish->asset, value);
    case ID_QUIET: return take_switch(&wish->quiet);
    case ID_VERBOSE: return take_switch(&wish->verbose);
    case ID_COLOR:
        status = take_choice(wish, "color", "auto|always|never", value, &number);
        wish->color = (enum color_mode)number;
        return status;
    case ID_KERNEL:
        status = take_choice(wish, "kernel", "auto|on|off", value, &number);
        wish->kernel = (cisd_kernel)number;
        return status;
    case ID_PROGRESS:
        status = take_choice(wish, "progress", "auto|always|never", value, &number);
        wish->progress = (enum progress_mode)number;
        return status;
    case ID_TIMEOUT:
        return take_seconds(wish, "timeout", value, &wish->engine.options.timeout_ms);
    case ID_TIME_LIMIT:
        return take_seconds(wish, "time-limit", value, &wish->engine.options.time_limit_ms);
    case ID_CONNECTIONS: return take_connections(wish, value);
    case ID_TLS_VERIFY: return take_switch(&wish->engine.tls);
    case ID_TLS_AUTHORITY: return take_path(&wish->engine.options.tls_authority, value);
    case ID_TLS_CERTIFICATE: return take_path(&wish->engine.options.tls_certificate, value);
    case ID_LEAST: return take_switch(&wish->least);
    case ID_IN_PLACE: return take_switch(&wish->in_place);
    case ID_BASELINE: return take_path(&wish->baseline, value);
    case ID_POLICY: return take_next(wish->policies, &wish->policy_count, value);
    case ID_TRUST_LABEL: return take_path(&wish->trust_label, value);
    case ID_COMPOSE: return take_next(wish->compose.files, &wish->compose.file_count, value);
    case ID_ENV_FILE:
        return take_next(wish->compose.env_files, &wish->compose.env_file_count, value);
    case ID_COMPOSE_PROFILE:
        return take_next(wish->compose.profiles, &wish->compose.profile_count, value);
    case ID_PROJECT_DIRECTORY: return take_path(&wish->compose.project_directory, value);
    case ID_STACK: return take_switch(&wish->compose.stack);
    default: return take_path(&wish->engine.options.tls_key, value);
    }
}

static bool is_stdout(const struct wanted_output *output)
{
    return output->path == NULL || strcmp(output->path, "-") == 0;
}

/* Two reports in one place would be none. */
static int check_outputs(struct check_wish *wish)
{
    if (wish->output_count == 0)
        (void)output_for(wish, true);
    if (wish->output_count > OUTPUTS_MAX)
        return say_usage(wish->command->name, "more than %d outputs", OUTPUTS_MAX);
    for (size_t i = 0; i < wish->output_count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct wanted_output *one = &wish->outputs[j], *other = &wish->outputs[i];

            if (is_stdout(one) && is_stdout(other))
                return say_usage(wish->command->name, "two formats for the standard output: give each its "
                                          "own --output");
            if (!is_stdout(one) && !is_stdout(other) && strcmp(one->path, other->path) == 0)
                return say_usage(wish->command->name, "two formats for '%s'", one->path);
        }
    return STATUS_NONE;
}

static int check_stdin(const struct check_wish *wish)
{
    size_t readers = wish->baseline != NULL && strcmp(wish->baseline, "-") == 0;

    for (size_t i = 0; i < wish->target_count; i++)
        readers += wish->targets[i].kind == TARGET_INSPECT &&
                   strcmp(wish->targets[i].place, "-") == 0;
    for (size_t i = 0; i < wish->compose.file_count; i++)
        readers += strcmp(wish->compose.files[i], "-") == 0;
    return readers < 2 ? STATUS_NONE : say_usage(wish->command->name, "the standard input is named twice");
}

static int check_baseline(const struct check_wish *wish)
{
    if (wish->fail_on_new && wish->baseline == NULL)
        return say_usage(wish->command->name, "'--fail-on new' needs --baseline: new since what?");
    return STATUS_NONE;
}

static int reserve(struct check_wish *wish, size_t count)
{
    *wish = (struct check_wish){.engine = {.options = {.size = sizeof wish->engine.options}}};
    wish->targets = calloc(count + 1, sizeof *wish->targets);
    wish->subjects = calloc(count + 1, sizeof *wish->subjects);
    wish->outputs = calloc(count + 1, sizeof *wish->outputs);
    wish->policies = calloc(count + 1, sizeof *wish->policies);
    if (wish->targets != NULL && wish->subjects != NULL && wish->outputs != NULL &&
        wish->policies != NULL && compose_reserve(&wish->compose, count) &&
        asset_reserve(&wish->asset, count))
        return STATUS_NONE;
    say("out of memory");
    return STATUS_INCOMPLETE;
}

int check_wish_read(struct check_wish *wish, const struct command *command, int count,
                    char **words)
{
    int operands = 0;
    int status = reserve(wish, (size_t)count);

    wish->command = command;
    if (status == STATUS_NONE)
        status = option_parse(command, count, words, take, wish, &operands);
    wish->operands = words;
    wish->operand_count = operands;
    if (status == STATUS_NONE)
        status = check_outputs(wish);
    if (status == STATUS_NONE)
        status = compose_check(&wish->compose);
    if (status == STATUS_NONE)
        status = check_baseline(wish);
    return status == STATUS_NONE ? check_stdin(wish) : status;
}

void check_wish_free(struct check_wish *wish)
{
    free(wish->targets);
    free(wish->subjects);
    free(wish->outputs);
    free(wish->policies);
    compose_free(&wish->compose);
    asset_free(&wish->asset);
}
