#include "verdict.h"

#include "advice.h"
#include "say.h"
#include "status.h"

size_t verdict_say_incomplete(const cisd_report *report)
{
    size_t incomplete = 0, count = cisd_report_target_count(report);

    for (size_t i = 0; i < count; i++) {
        const char *why = cisd_report_target_error(report, i);
        const char *uri = cisd_report_target_uri(report, i);
        const char *host = count > 1 ? cisd_report_target_host(report, i) : "";
        char advice[ADVICE_SIZE];

        if (cisd_report_target_complete(report, i))
            continue;
        incomplete++;
        advice_write(report, i, advice);
        say("%s%s%s: %s%s", uri, host[0] != '\0' ? " on " : "", host,
            why != NULL ? why : "incomplete", advice);
    }
    return incomplete;
}

/* A waiver that nobody has explained is in force, but not in order. */
static void say_unexplained(const cisd_report *report)
{
    size_t count = 0;

    for (size_t i = 0; i < cisd_report_note_count(report); i++)
        count += cisd_report_note(report, i) == CISD_NOTE_UNEXPLAINED;
    if (count > 0)
        say("%zu waiver%s in use still without a reason (TODO)", count, count == 1 ? " is" : "s are");
}

/* How many failures count. */
static size_t count_failures(const cisd_report *report, const struct check_wish *wish)
{
    if (wish->exit_zero)
        return 0;
    return wish->fail_on_new ? cisd_report_new_failures(report, wish->fail_on)
                             : cisd_report_failures(report, wish->fail_on);
}

int verdict_status(const cisd_report *report, const struct check_wish *wish)
{
    size_t incomplete = verdict_say_incomplete(report);
    size_t unjudged = cisd_report_count(report, CISD_ERROR) +
                      cisd_report_count(report, CISD_UNKNOWN);

    say_unexplained(report);
    if (count_failures(report, wish) > 0)
        return STATUS_FAILED;
    return incomplete + unjudged > 0 ? STATUS_INCOMPLETE : STATUS_OK;
}
