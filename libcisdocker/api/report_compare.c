/* The exported functions about a report and its baseline. */
#include "api/error.h"
#include "report/comparison.h"
#include "report/words.h"

const char *cisd_change_name(cisd_change change)
{
    return words_change(change);
}

cisd_change cisd_result_change(const cisd_result *result)
{
    return result->change;
}

/* Whether nobody else can see the report change. */
static bool is_alone(const cisd_report *report)
{
    if (atomic_load(&report->references) != 1)
        return false;
    for (size_t i = 0; i < report->result_count; i++)
        if (atomic_load(&report->results[i]->references) != 1)
            return false;
    return true;
}

static cisd_code compare(cisd_report *report, const char *name, cisd_report *baseline,
                         struct fault *fault)
{
    if (!is_alone(report))
        return fault_set(fault, CISD_E_STATE, "somebody else has the report, too");
    if (comparison_begin(report, name, baseline, fault) != CISD_OK)
        return fault->code;
    for (size_t i = 0; i < report->result_count; i++)
        if (comparison_judge(report, report->results[i], fault) != CISD_OK)
            return fault->code;
    return comparison_end(report, false, fault);
}

cisd_code cisd_report_compare(cisd_report *report, const char *name, cisd_report *baseline,
                              cisd_error **error)
{
    const struct memory *memory = &report->pool.memory;
    struct fault fault = {.code = CISD_OK};

    if (name == NULL || baseline == NULL)
        return error_argument(memory, "a baseline needs a name and a report", error);
    if (compare(report, name, baseline, &fault) == CISD_OK)
        return CISD_OK;
    return error_hand_out(memory, &fault, error);
}

const char *cisd_report_baseline(const cisd_report *report)
{
    return report->comparison != NULL ? report->comparison->file : NULL;
}

size_t cisd_report_change_count(const cisd_report *report, cisd_change change)
{
    if (report->comparison == NULL || (unsigned)change >= CISD_CHANGES)
        return 0;
    return report->comparison->counts[change];
}

size_t cisd_report_new_failures(const cisd_report *report, cisd_severity at_least)
{
    size_t count = 0;

    for (int severity = at_least; severity <= CISD_SEVERITY_HIGH; severity++)
        if (report->comparison != NULL)
            count += report->comparison->failures[severity];
    return count;
}

size_t cisd_report_fixed_count(const cisd_report *report)
{
    return report->comparison != NULL ? report->comparison->fixed_count : 0;
}

static const struct fixed *fixed_at(const cisd_report *report, size_t index)
{
    return index < cisd_report_fixed_count(report) ? &report->comparison->fixed[index] : NULL;
}

cisd_subject_kind cisd_report_fixed_kind(const cisd_report *report, size_t index)
{
    const struct fixed *fixed = fixed_at(report, index);

    return fixed != NULL ? fixed->kind : CISD_CONTAINER;
}

const char *cisd_report_fixed_name(const cisd_report *report, size_t index)
{
    const struct fixed *fixed = fixed_at(report, index);

    return fixed != NULL ? fixed->name : NULL;
}

const char *cisd_report_fixed_service(const cisd_report *report, size_t index)
{
    const struct fixed *fixed = fixed_at(report, index);

    return fixed != NULL ? fixed->service : NULL;
}

const char *cisd_report_fixed_image(const cisd_report *report, size_t index)
{
    const struct fixed *fixed = fixed_at(report, index);

    return fixed != NULL ? fixed->image : NULL;
}

const char *cisd_report_fixed_host(const cisd_report *report, size_t index)
{
    const struct fixed *fixed = fixed_at(report, index);

    return fixed != NULL ? fixed->host : NULL;
}

const char *cisd_report_fixed_file(const cisd_report *report, size_t index)
{
    const struct fixed *fixed = fixed_at(report, index);

    return fixed != NULL ? fixed->file : NULL;
}

int cisd_report_fixed_gone(const cisd_report *report, size_t index)
{
    const struct fixed *fixed = fixed_at(report, index);

    return fixed != NULL && fixed->gone;
}
