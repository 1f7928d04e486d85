/* The exported functions about reports. */
#include "report/report.h"

static const struct target *target_at(const cisd_report *report, size_t index)
{
    return index < report->target_count ? &report->targets[index] : NULL;
}

cisd_report *cisd_report_ref(cisd_report *report)
{
    return report != NULL ? report_ref(report) : NULL;
}

void cisd_report_unref(cisd_report *report)
{
    report_unref(report);
}

const cisd_rule *cisd_report_rule(const cisd_report *report)
{
    return report->rule;
}

cisd_profile cisd_report_profile(const cisd_report *report)
{
    return report->profile;
}

int64_t cisd_report_started(const cisd_report *report)
{
    return report->started;
}

int64_t cisd_report_finished(const cisd_report *report)
{
    return report->finished;
}

size_t cisd_report_waived(const cisd_report *report)
{
    return report->waived;
}

size_t cisd_report_target_count(const cisd_report *report)
{
    return report->target_count;
}

size_t cisd_report_result_count(const cisd_report *report)
{
    return report->result_count;
}

size_t cisd_report_count(const cisd_report *report, cisd_verdict verdict)
{
    return (unsigned)verdict < CISD_VERDICTS ? report->counts[verdict] : 0;
}

size_t cisd_report_failures(const cisd_report *report, cisd_severity at_least)
{
    size_t count = 0;

    for (int severity = at_least; severity <= CISD_SEVERITY_HIGH; severity++)
        count += report->failures[severity];
    return count;
}

const char *cisd_report_target_kind(const cisd_report *report, size_t index)
{
    const struct target *target = target_at(report, index);

    return target != NULL ? target->kind : NULL;
}

const char *cisd_report_target_uri(const cisd_report *report, size_t index)
{
    const struct target *target = target_at(report, index);

    return target != NULL ? target->uri : NULL;
}

const char *cisd_report_target_engine(const cisd_report *report, size_t index)
{
    const struct target *target = target_at(report, index);

    return target != NULL ? target->engine : NULL;
}

const char *cisd_report_target_engine_version(const cisd_report *report, size_t index)
{
    const struct target *target = target_at(report, index);

    return target != NULL ? target->engine_version : NULL;
}

const char *cisd_report_target_host(const cisd_report *report, size_t index)
{
    const struct target *target = target_at(report, index);

    return target != NULL ? target->host : NULL;
}

const char *cisd_report_target_note(const cisd_report *report, size_t index)
{
    const struct target *target = target_at(report, index);

    return target != NULL ? target->note : NULL;
}

const char *cisd_report_target_error(const cisd_report *report, size_t index)
{
    const struct target *target = target_at(report, index);

    return target != NULL ? target->error : NULL;
}

int cisd_report_target_complete(const cisd_report *report, size_t index)
{
    const struct target *target = target_at(report, index);

    return target != NULL && target->complete;
}

cisd_code cisd_report_target_code(const cisd_report *report, size_t index)
{
    const struct target *target = target_at(report, index);

    return target != NULL ? target->code : CISD_E_ARGUMENT;
}

cisd_result *cisd_report_result(const cisd_report *report, size_t index)
{
    return index < report->result_count ? report->results[index] : NULL;
}

static const struct stale *stale_at(const cisd_report *report, size_t index)
{
    return index < report->stale_count ? &report->stale[index] : NULL;
}

size_t cisd_report_policy_count(const cisd_report *report)
{
    return report->policy_count;
}

const char *cisd_report_policy_file(const cisd_report *report, size_t index)
{
    return index < report->policy_count ? report->policies[index] : NULL;
}

size_t cisd_report_stale_count(const cisd_report *report)
{
    return report->stale_count;
}

const char *cisd_report_stale_file(const cisd_report *report, size_t index)
{
    const struct stale *stale = stale_at(report, index);

    return stale != NULL ? stale->file : NULL;
}

unsigned cisd_report_stale_line(const cisd_report *report, size_t index)
{
    const struct stale *stale = stale_at(report, index);

    return stale != NULL ? stale->line : 0;
}

int cisd_report_stale_is_waiver(const cisd_report *report, size_t index)
{
    const struct stale *stale = stale_at(report, index);

    return stale != NULL && stale->waiver;
}

const char *cisd_report_stale_about(const cisd_report *report, size_t index)
{
    const struct stale *stale = stale_at(report, index);

    return stale != NULL ? stale->about : NULL;
}

const char *cisd_report_stale_reason(const cisd_report *report, size_t index)
{
    const struct stale *stale = stale_at(report, index);

    return stale != NULL ? stale->reason : NULL;
}
