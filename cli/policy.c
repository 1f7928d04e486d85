#include <string.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "epoch.h"
#include "option.h"
#include "say.h"
#include "sink_trouble.h"
#include "status.h"
#include "terminal.h"

static int explain_one(const char *path, int64_t now, struct sink *sink)
{
    cisd_render_options options = {.size = sizeof options,
                                   .color = sink->terminal && terminal_can_color(sink->fd),
                                   .width = terminal_width(sink->fd)};
    cisd_policy *policy = NULL;
    cisd_error *error = NULL;
    cisd_code code = cisd_policy_load(path, &policy, &error);

    if (code == CISD_OK)
        code = cisd_policy_explain(policy, now, &options, sink_write, sink, &error);
    cisd_policy_unref(policy);
    return code == CISD_OK ? STATUS_OK : sink_call_trouble(sink, error);
}

/* Every file is looked at, even where one before it was bad. */
static int explain_all(int count, char **paths, int64_t now)
{
    struct sink sink;
    int status = STATUS_OK;

    if (sink_open(&sink, NULL, false) != 0)
        return sink_trouble(&sink);
    for (int i = 0; i < count; i++) {
        int one = explain_one(paths[i], now, &sink);

        if (i + 1 < count && one == STATUS_OK)
            (void)sink_write(&sink, "\n", 1);
        status = one != STATUS_OK ? one : status;
    }
    if (sink.error == 0 && sink_flush(&sink) != 0)
        status = sink_trouble(&sink);
    sink_close(&sink);
    return status;
}

static int write_draft(const cisd_report *report, const char *path)
{
    struct sink sink;
    cisd_error *error = NULL;
    int status;

    if (sink_open(&sink, path, false) != 0)
        status = sink_trouble(&sink);
    else if (cisd_policy_init(report, 0, sink_write, &sink, &error) != CISD_OK)
        status = sink_call_trouble(&sink, error);
    else
        status = sink_appear(&sink);
    sink_close(&sink);
    return status;
}

/* An empty one would only stand in the way of the next attempt. */
static int write_policy(const cisd_report *report, const char *path, int audited)
{
    int written;

    if (audited != STATUS_NONE && cisd_report_result_count(report) == 0) {
        say("no policy was written: nothing could be audited");
        return audited;
    }
    written = write_draft(report, path);
    if (written != STATUS_OK || audited == STATUS_NONE)
        return written;
    return audited;
}

static int init(const struct check_wish *wish)
{
    const char *path = wish->outputs[0].path;
    cisd_report *report = NULL;
    int status;

    if (wish->operand_count > 0)
        return say_usage("policy", "unexpected '%s'", wish->operands[0]);
    if (wish->output_count > 1)
        return say_usage("policy", "a policy goes to one place");
    if (path != NULL && strcmp(path, "-") != 0 && access(path, F_OK) == 0)
        return say_usage("policy", "'%s' is there already: reasons may have been written into it",
                         path);
    status = check_collect(wish, &report);
    if (report == NULL)
        return status;
    status = write_policy(report, path, status);
    cisd_report_unref(report);
    return status;
}

static int init_run(const struct command *command, int count, char **words)
{
    struct check_wish wish;
    int status = check_wish_read(&wish, command, count, words);

    if (status == STATUS_NONE)
        status = init(&wish);
    check_wish_free(&wish);
    return status;
}

static int check_files(const struct command *command, int count, char **words)
{
    const struct command plain = {.name = command->name, .operands = command->operands,
                                  .about = command->about, .options = no_options};
    int operands = 0;
    int status = option_parse(&plain, count, words, NULL, NULL, &operands);
    int64_t day = -1;

    if (status == STATUS_NONE && operands == 0)
        return say_usage("policy", "no policy is named: 'cisdocker policy check FILE' is wanted");
    /* Expiry is held against the day of a report's times. */
    if (status == STATUS_NONE)
        status = epoch_read(&day);
    if (status != STATUS_NONE)
        return status;
    return explain_all(operands, words, day >= 0 ? day : (int64_t)time(NULL));
}

int policy_run(const struct command *command, int count, char **words)
{
    int operands = 0;

    if (count > 0 && strcmp(words[0], "check") == 0)
        return check_files(command, count - 1, words + 1);
    if (count > 0 && strcmp(words[0], "init") == 0)
        return init_run(command, count - 1, words + 1);
    if (count > 0 && (strcmp(words[0], "--help") == 0 || strcmp(words[0], "-h") == 0))
        return option_parse(command, 1, words, NULL, NULL, &operands);
    return say_usage("policy", "'policy check FILE' or 'policy init' is wanted");
}
