#include "report/report.h"

#include <string.h>

cisd_code report_new(const struct memory *memory, const cisd_rule *rule, cisd_report **out,
                     struct fault *fault)
{
    struct pool pool;
    cisd_report *report;

    pool_init(&pool, memory);
    report = pool_alloc(&pool, sizeof *report);
    if (report == NULL)
        return fault_no_memory(fault);
    memset(report, 0, sizeof *report);
    atomic_init(&report->references, 1);
    report->pool = pool;
    report->rule = rule;
    *out = report;
    return CISD_OK;
}

cisd_report *report_ref(cisd_report *report)
{
    atomic_fetch_add_explicit(&report->references, 1, memory_order_relaxed);
    return report;
}

void report_drop_comparison(cisd_report *report)
{
    struct comparison *comparison = report->comparison;

    if (comparison == NULL)
        return;
    report_unref(comparison->baseline);
    memory_free(&report->pool.memory, comparison->old);
    memory_free(&report->pool.memory, comparison->fixed);
    report->comparison = NULL;
}

void report_unref(cisd_report *report)
{
    struct pool pool;

    if (report == NULL)
        return;
    if (atomic_fetch_sub_explicit(&report->references, 1, memory_order_acq_rel) != 1)
        return;
    for (size_t i = 0; i < report->result_count; i++)
        result_unref(report->results[i]);
    report_drop_comparison(report);
    pool = report->pool;
    memory_free(&pool.memory, report->results);
    memory_free(&pool.memory, report->policies);
    memory_free(&pool.memory, report->notes);
    memory_free(&pool.memory, report->targets);
    pool_free(&pool);
}

static const char *keep(cisd_report *report, const char *text)
{
    return pool_copy(&report->pool, text, strlen(text));
}

cisd_code report_add_target(cisd_report *report, const char *kind, const char *uri, size_t *index,
                            struct fault *fault)
{
    struct target *grown = memory_grow(&report->pool.memory, report->targets, report->target_count,
                                       &report->target_capacity, sizeof *grown);
    struct target target = {.engine = "", .engine_version = "", .host = ""};

    if (grown == NULL)
        return fault_no_memory(fault);
    report->targets = grown;
    target.kind = keep(report, kind);
    target.uri = keep(report, uri);
    if (target.kind == NULL || target.uri == NULL)
        return fault_no_memory(fault);
    *index = report->target_count;
    report->targets[report->target_count++] = target;
    return CISD_OK;
}

cisd_code report_name_engine(cisd_report *report, size_t index, const char *engine,
                             const char *version, const char *host, struct fault *fault)
{
    struct target *target = &report->targets[index];

    target->engine = keep(report, engine);
    target->engine_version = keep(report, version);
    target->host = keep(report, host);
    if (target->engine != NULL && target->engine_version != NULL && target->host != NULL)
        return CISD_OK;
    target->engine = target->engine_version = target->host = "";
    return fault_no_memory(fault);
}

cisd_code report_note_target(cisd_report *report, size_t index, const char *note,
                             struct fault *fault)
{
    if (note == NULL)
        return CISD_OK;
    report->targets[index].note = keep(report, note);
    return report->targets[index].note != NULL ? CISD_OK : fault_no_memory(fault);
}

cisd_code report_end_target(cisd_report *report, size_t index, const struct fault *end,
                            struct fault *fault)
{
    struct target *target = &report->targets[index];

    target->complete = end->code == CISD_OK;
    target->code = end->code;
    if (target->complete)
        return CISD_OK;
    target->error = keep(report, end->text);
    return target->error != NULL ? CISD_OK : fault_no_memory(fault);
}

bool report_is_complete(const cisd_report *report)
{
    for (size_t i = 0; i < report->target_count; i++)
        if (!report->targets[i].complete)
            return false;
    return true;
}

void report_count(cisd_report *report, const cisd_result *result)
{
    const struct judgement *judgement = &result->judgement;

    if (judgement->waived) {
        report->waived++;
        return;
    }
    report->counts[judgement->verdict]++;
    if (judgement->verdict == CISD_FAIL)
        report->failures[judgement->severity]++;
}

cisd_code report_keep(cisd_report *report, cisd_result *result, struct fault *fault)
{
    cisd_result **grown = memory_grow(&report->pool.memory, report->results, report->result_count,
                                      &report->result_capacity, sizeof *grown);

    if (grown == NULL)
        return fault_no_memory(fault);
    report->results = grown;
    report->results[report->result_count++] = result_ref(result);
    return CISD_OK;
}
