#include "check_takers.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check_option_rows.h"
#include "check_options.h"
#include "say.h"
#include "status.h"

#define SECONDS_MAX 86400.0
#define CONNECTIONS_MAX 16

/* An option on its way into the wish. */
struct taking {
    struct check_wish *wish;
    const char *value;
    const char *word;  /* what the row says: the option's name, or a key */
    size_t offset;     /* where in the wish its place is */
    int number;
};

static void *place_of(const struct taking *taking)
{
    return (char *)taking->wish + taking->offset;
}

static int bad_value(const struct taking *taking, const char *what, const char *wanted)
{
    return say_usage(taking->wish->command->name, "unknown %s '%s': one of %s is wanted", what,
                     taking->value, wanted);
}

/* ------------------------------------------------------- one value, one place */

static int take_switch(const struct taking *taking)
{
    *(bool *)place_of(taking) = true;
    return STATUS_NONE;
}

static int take_text(const struct taking *taking)
{
    *(const char **)place_of(taking) = taking->value;
    return STATUS_NONE;
}

/* "2", "0.5": more than nothing, at most a day. */
static int take_seconds(const struct taking *taking)
{
    char *end;
    double seconds;

    errno = 0;
    seconds = strtod(taking->value, &end);
    if (end == taking->value || *end != '\0' || strpbrk(taking->value, "xXnNiI") != NULL ||
        errno != 0 || !(seconds >= 0.001 && seconds <= SECONDS_MAX))
        return say_usage(taking->wish->command->name, "'%s' is no number of seconds for '--%s'",
                         taking->value, taking->word);
    *(long *)place_of(taking) = (long)(seconds * 1000.0 + 0.5);
    return STATUS_NONE;
}

static int take_connections(const struct taking *taking)
{
    char *end;
    long number = strtol(taking->value, &end, 10);

    if (end == taking->value || *end != '\0' || number < 1 || number > CONNECTIONS_MAX)
        return say_usage(taking->wish->command->name,
                         "'%s' is no number of connections: 1 to %d are possible", taking->value,
                         CONNECTIONS_MAX);
    taking->wish->engine.options.connections = (unsigned)number;
    return STATUS_NONE;
}

/* --------------------------------------------------------------------- words */

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

/* A choice whose numbers follow its words. */
static int choose(const struct taking *taking, const char *words, int *number)
{
    *number = word_number(words, taking->value);
    return *number >= 0 ? STATUS_NONE : bad_value(taking, taking->word, words);
}

static int take_color(const struct taking *taking)
{
    int number, status = choose(taking, "auto|always|never", &number);

    if (status == STATUS_NONE)
        taking->wish->color = (enum color_mode)number;
    return status;
}

static int take_progress(const struct taking *taking)
{
    int number, status = choose(taking, "auto|always|never", &number);

    if (status == STATUS_NONE)
        taking->wish->progress = (enum progress_mode)number;
    return status;
}

static int take_kernel(const struct taking *taking)
{
    int number, status = choose(taking, "auto|on|off", &number);

    if (status == STATUS_NONE)
        taking->wish->kernel = (cisd_kernel)number;
    return status;
}

static int take_profile(const struct taking *taking)
{
    if (cisd_profile_from_name(taking->value, &taking->wish->profile) == CISD_OK)
        return STATUS_NONE;
    return bad_value(taking, "profile", "cis, strict, manual");
}

static int take_severity(const struct taking *taking)
{
    if (strcmp(taking->value, "new") == 0)
        taking->wish->fail_on_new = true;
    else if (cisd_severity_from_name(taking->value, &taking->wish->fail_on) != CISD_OK)
        return bad_value(taking, "severity", "low, medium, high, new");
    return STATUS_NONE;
}

/* ------------------------------------------------------------------- outputs */

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

static int bad_format(const struct taking *taking)
{
    char known[200] = "";
    size_t length = 0;

    for (int i = 0; i < CISD_FORMATS; i++)
        length += (size_t)snprintf(known + length, sizeof known - length, "%s%s",
                                   i > 0 ? ", " : "", cisd_format_name((cisd_format)i));
    return bad_value(taking, "format", known);
}

static int take_format(const struct taking *taking)
{
    struct wanted_output *output;
    cisd_format format;

    if (cisd_format_from_name(taking->value, &format) != CISD_OK)
        return bad_format(taking);
    output = output_for(taking->wish, true);
    output->has_format = true;
    output->format = format;
    return STATUS_NONE;
}

static int take_output(const struct taking *taking)
{
    if (taking->value[0] == '\0')
        return say_usage(taking->wish->command->name, "the output has no name");
    output_for(taking->wish, false)->path = taking->value;
    return STATUS_NONE;
}

/* --------------------------------------------------------------------- lists */

static int take_target(const struct taking *taking)
{
    struct check_wish *wish = taking->wish;

    wish->targets[wish->target_count++] =
        (struct wanted_target){(enum target_kind)taking->number, taking->value};
    return STATUS_NONE;
}

static int take_subject(const struct taking *taking)
{
    struct check_wish *wish = taking->wish;

    wish->subjects[wish->subject_count++] = (struct wanted_subject){taking->word, taking->value};
    return STATUS_NONE;
}

static int take_running(const struct taking *taking)
{
    struct check_wish *wish = taking->wish;

    wish->subjects[wish->subject_count++] = (struct wanted_subject){"state", "running"};
    return STATUS_NONE;
}

static int take_policy(const struct taking *taking)
{
    taking->wish->policies[taking->wish->policy_count++] = taking->value;
    return STATUS_NONE;
}

static int take_compose_file(const struct taking *taking)
{
    struct compose_wish *compose = &taking->wish->compose;

    compose->files[compose->file_count++] = taking->value;
    return STATUS_NONE;
}

static int take_env_file(const struct taking *taking)
{
    struct compose_wish *compose = &taking->wish->compose;

    compose->env_files[compose->env_file_count++] = taking->value;
    return STATUS_NONE;
}

static int take_compose_profile(const struct taking *taking)
{
    struct compose_wish *compose = &taking->wish->compose;

    compose->profiles[compose->profile_count++] = taking->value;
    return STATUS_NONE;
}

static int take_address(const struct taking *taking)
{
    return asset_take_address(&taking->wish->asset, taking->value);
}

static int take_fact(const struct taking *taking)
{
    return asset_take_fact(&taking->wish->asset, taking->value);
}

/* --------------------------------------------------------------- all of them */

#define PLACE(member) offsetof(struct check_wish, member)

static const struct {
    int (*take)(const struct taking *taking);
    const char *word;
    size_t offset;
    int number;
} takers[CHECK_OPTIONS] = {
    [ID_HOST] = {.take = take_target, .number = TARGET_HOST},
    [ID_CONTEXT] = {.take = take_target, .number = TARGET_CONTEXT},
    [ID_INSPECT] = {.take = take_target, .number = TARGET_INSPECT},
    [ID_ROOT] = {.take = take_target, .number = TARGET_ROOT},
    [ID_RUN] = {.take = take_target, .number = TARGET_RUN},
    [ID_NAME] = {.take = take_subject, .word = "name"},
    [ID_IMAGE] = {.take = take_subject, .word = "image"},
    [ID_LABEL] = {.take = take_subject, .word = "label"},
    [ID_RUNNING] = {.take = take_running},
    [ID_NO_SERVICES] = {.take = take_switch, .offset = PLACE(no_services)},
    [ID_PROFILE] = {.take = take_profile},
    [ID_FAIL_ON] = {.take = take_severity},
    [ID_EXIT_ZERO] = {.take = take_switch, .offset = PLACE(exit_zero)},
    [ID_FORMAT] = {.take = take_format},
    [ID_OUTPUT] = {.take = take_output},
    [ID_PER_SUBJECT] = {.take = take_switch, .offset = PLACE(per_subject)},
    [ID_ASSET_HOST] = {.take = take_text, .offset = PLACE(asset.host)},
    [ID_ASSET_FQDN] = {.take = take_text, .offset = PLACE(asset.fqdn)},
    [ID_ASSET_IP] = {.take = take_address},
    [ID_ASSET_FACT] = {.take = take_fact},
    [ID_QUIET] = {.take = take_switch, .offset = PLACE(quiet)},
    [ID_VERBOSE] = {.take = take_switch, .offset = PLACE(verbose)},
    [ID_COLOR] = {.take = take_color, .word = "color"},
    [ID_PROGRESS] = {.take = take_progress, .word = "progress"},
    [ID_TIMEOUT] = {.take = take_seconds, .word = "timeout",
                    .offset = PLACE(engine.options.timeout_ms)},
    [ID_TIME_LIMIT] = {.take = take_seconds, .word = "time-limit",
                       .offset = PLACE(engine.options.time_limit_ms)},
    [ID_CONNECTIONS] = {.take = take_connections},
    [ID_TLS_VERIFY] = {.take = take_switch, .offset = PLACE(engine.tls)},
    [ID_TLS_AUTHORITY] = {.take = take_text, .offset = PLACE(engine.options.tls_authority)},
    [ID_TLS_CERTIFICATE] = {.take = take_text, .offset = PLACE(engine.options.tls_certificate)},
    [ID_TLS_KEY] = {.take = take_text, .offset = PLACE(engine.options.tls_key)},
    [ID_COMPOSE] = {.take = take_compose_file},
    [ID_ENV_FILE] = {.take = take_env_file},
    [ID_COMPOSE_PROFILE] = {.take = take_compose_profile},
    [ID_PROJECT_DIRECTORY] = {.take = take_text, .offset = PLACE(compose.project_directory)},
    [ID_STACK] = {.take = take_switch, .offset = PLACE(compose.stack)},
    [ID_KERNEL] = {.take = take_kernel, .word = "kernel"},
    [ID_POLICY] = {.take = take_policy},
    [ID_TRUST_LABEL] = {.take = take_text, .offset = PLACE(trust_label)},
    [ID_LEAST] = {.take = take_switch, .offset = PLACE(least)},
    [ID_IN_PLACE] = {.take = take_switch, .offset = PLACE(in_place)},
    [ID_BASELINE] = {.take = take_text, .offset = PLACE(baseline)},
};

int check_take(void *user, int id, const char *value)
{
    const struct taking taking = {.wish = user,
                                  .value = value,
                                  .word = takers[id].word,
                                  .offset = takers[id].offset,
                                  .number = takers[id].number};

    return takers[id].take(&taking);
}
