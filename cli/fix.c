#include <string.h>

#include "check.h"
#include "fix_compose.h"
#include "say.h"
#include "sink_trouble.h"
#include "status.h"

/* Which of the names something was found for, whether it failed or not. */
static bool is_found(const cisd_report *report, const char *name)
{
    for (size_t i = 0; i < cisd_report_result_count(report); i++) {
        const cisd_result *result = cisd_report_result(report, i);

        if (strcmp(cisd_result_name(result), name) == 0)
            return true;
    }
    return false;
}

static bool is_named(const struct check_wish *wish, const cisd_result *result)
{
    for (int i = 0; i < wish->operand_count; i++)
        if (strcmp(cisd_result_name(result), wish->operands[i]) == 0)
            return true;
    return false;
}

static int write_fixes(const struct check_wish *wish, const cisd_report *report, struct sink *sink)
{
    cisd_fix_form form = wish->least ? CISD_FIX_LEAST : CISD_FIX_SMALLEST;
    cisd_error *error = NULL;

    for (size_t i = 0; i < cisd_report_result_count(report); i++) {
        const cisd_result *result = cisd_report_result(report, i);

        if (!is_named(wish, result))
            continue;
        if (cisd_result_verdict(result) != CISD_FAIL)
            say("'%s': nothing to fix: %s", cisd_result_name(result),
                cisd_verdict_name(cisd_result_verdict(result)));
        if (cisd_result_write_fix(result, form, sink_write, sink, &error) != CISD_OK)
            return sink_call_trouble(sink, error);
    }
    return sink_appear(sink);
}

/* Where not everything could be read, a name that was not found may still be right. */
static int say_missing(const char *name, int audited)
{
    if (audited == STATUS_NONE) {
        say("nothing is named '%s'", name);
        return STATUS_USAGE;
    }
    say("nothing is named '%s' in what could be read", name);
    return audited;
}

static int fix_found(const struct check_wish *wish, const cisd_report *report, int audited)
{
    struct sink sink;
    int status;

    for (int i = 0; i < wish->operand_count; i++)
        if (!is_found(report, wish->operands[i]))
            return say_missing(wish->operands[i], audited);
    if (sink_open(&sink, wish->outputs[0].path, false) != 0)
        status = sink_trouble(&sink);
    else
        status = write_fixes(wish, report, &sink);
    sink_close(&sink);
    return status;
}

static int fix_named(const struct check_wish *wish)
{
    cisd_report *report = NULL;
    int status = check_collect(wish, &report);

    if (report != NULL) {
        int fixed = fix_found(wish, report, status);

        status = fixed != STATUS_OK || status == STATUS_NONE ? fixed : status;
    }
    cisd_report_unref(report);
    return status;
}

static int fix(const struct check_wish *wish)
{
    size_t files = wish->compose.file_count;

    if (wish->output_count > 1)
        return say_usage("fix", "a fix goes to one place");
    if (wish->in_place && (files != 1 || strcmp(wish->compose.files[0], "-") == 0))
        return say_usage("fix", "one Compose file can be changed in place: --compose FILE");
    if (wish->in_place && wish->operand_count > 0)
        return say_usage("fix", "'--in-place' mends all that fails in the file: '%s' is too much",
                         wish->operands[0]);
    if (wish->in_place && wish->outputs[0].path != NULL)
        return say_usage("fix", "a file that is changed in place goes nowhere else");
    if (wish->operand_count > 0)
        return fix_named(wish);
    if (files == 0 || wish->target_count > 0)
        return say_usage("fix", "a name or --compose FILE is wanted");
    if (!wish->in_place && wish->compose.stack)
        return say_usage("fix", "'docker stack deploy' knows no override: --in-place is wanted");
    return wish->in_place ? fix_compose_in_place(wish) : fix_compose_override(wish);
}

int fix_run(const struct command *command, int count, char **words)
{
    struct check_wish wish;
    int status = check_wish_read(&wish, command, count, words);

    if (status == STATUS_NONE)
        status = fix(&wish);
    check_wish_free(&wish);
    return status;
}
