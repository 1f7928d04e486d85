#include "api/run.h"

#include <string.h>
#include <time.h>

#include "report/comparison.h"

cisd_code run_add(cisd_audit *audit, struct source *source, struct fault *fault)
{
    struct source **grown = memory_grow(&audit->memory, audit->sources, audit->source_count,
                                        &audit->source_capacity, sizeof *grown);
    size_t index;
    cisd_code code = grown != NULL ? CISD_OK : fault_no_memory(fault);

    if (grown != NULL)
        audit->sources = grown;
    if (code == CISD_OK)
        code = report_add_target(audit->report, source->type->kind, source->uri, &index, fault);
    if (code != CISD_OK) {
        source->type->close(source);
        return code;
    }
    source->cancelled = &audit->cancelled;
    source->labels = &audit->labels;
    audit->sources[audit->source_count++] = source;
    return CISD_OK;
}

static int64_t now(const cisd_audit *audit)
{
    return audit->time_fixed ? audit->fixed_time : (int64_t)time(NULL);
}

static cisd_code tell_progress(cisd_audit *audit, struct fault *fault)
{
    size_t done = 0, total = 0;

    if (audit->progress == NULL)
        return CISD_OK;
    for (size_t i = 0; i < audit->source_count; i++) {
        done += audit->sources[i]->done;
        total += audit->sources[i]->total;
    }
    if (audit->progress(audit->progress_user, done, total) == 0)
        return CISD_OK;
    atomic_store(&audit->cancelled, true);
    return fault_set(fault, CISD_E_CANCELLED, "cancelled by the progress callback");
}

static cisd_code look(void *user, struct fault *fault)
{
    return tell_progress(user, fault);
}

/*
 * Several targets are worked on side by side; those that wait for somebody else, that is. One that
 * is alone, too, where somebody is to be told while it waits.
 */
static cisd_code work_ahead(cisd_audit *audit, struct fault *fault)
{
    bool alone = audit->source_count == 1;

    audit->group.most = alone ? AHEAD_ALONE : AHEAD_MAX;
    audit->group.look = look;
    audit->group.user = audit;
    for (size_t i = 0; (!alone || audit->progress != NULL) && i < audit->source_count; i++) {
        struct source *wrapped = NULL;

        if (!audit->sources[i]->type->remote)
            continue;
        if (ahead_open(&audit->group, audit->sources[i], &wrapped, fault) != CISD_OK) {
            audit->sources[i] = NULL;
            atomic_store(&audit->cancelled, true);
            return fault->code;
        }
        audit->sources[i] = wrapped;
    }
    return CISD_OK;
}

/* Adds a label to those that sources keep. */
static cisd_code want_label(void *user, const char *key, size_t length, struct fault *fault)
{
    cisd_audit *audit = user;
    const char **grown = memory_grow(&audit->memory, audit->label_keys, audit->labels.count,
                                     &audit->label_capacity, sizeof *grown);
    const char *copy = pool_copy(&audit->label_pool, key, length);

    if (grown != NULL)
        audit->label_keys = grown;
    if (grown == NULL || copy == NULL)
        return fault_no_memory(fault);
    for (size_t i = 0; i < audit->labels.count; i++)
        if (strcmp(grown[i], copy) == 0)
            return CISD_OK;
    grown[audit->labels.count++] = copy;
    audit->labels.keys = grown;
    return CISD_OK;
}

/* Who made a container tells how it is mended. */
static const char *const usual_labels[] = {
    "com.docker.compose.project", "com.docker.compose.service"};

static cisd_code begin(cisd_audit *audit, struct fault *fault)
{
    audit->begun = true;
    audit->report->started = now(audit);
    audit->allowances.day = (int)(audit->report->started / 86400);
    for (size_t i = 0; i < audit->selection.label_count; i++) {
        const char *key = audit->selection.label_keys[i];

        if (want_label(audit, key, strlen(key), fault) != CISD_OK)
            return fault->code;
    }
    for (size_t i = 0; i < sizeof usual_labels / sizeof *usual_labels; i++)
        if (want_label(audit, usual_labels[i], strlen(usual_labels[i]), fault) != CISD_OK)
            return fault->code;
    if (allowances_labels(&audit->allowances, want_label, audit, fault) != CISD_OK)
        return fault->code;
    for (size_t i = 0; i < audit->source_count; i++)
        audit->sources[i]->no_services = audit->no_services;
    return work_ahead(audit, fault);
}

/* Faults that are the caller's matter, not the target's. */
static bool ends_audit(cisd_code code)
{
    return code == CISD_E_NO_MEMORY || code == CISD_E_CANCELLED;
}

/* What a source says of itself is known with its first subject, and part of what is streamed. */
static cisd_code name_target(cisd_audit *audit, const struct source *source, struct fault *fault)
{
    const struct target *target = &audit->report->targets[audit->current];

    if (target->host[0] != '\0' || target->engine[0] != '\0' ||
        (source->host[0] == '\0' && source->engine[0] == '\0'))
        return CISD_OK;
    return report_name_engine(audit->report, audit->current, source->engine,
                              source->engine_version, source->host, fault);
}

/* Notes how a source ended, and goes on to the next one. */
static cisd_code leave_source(cisd_audit *audit, const struct fault *end, struct fault *fault)
{
    struct source *source = audit->sources[audit->current];
    size_t index = audit->current++;

    if (report_name_engine(audit->report, index, source->engine, source->engine_version,
                           source->host, fault) != CISD_OK ||
        report_note_target(audit->report, index, source->note, fault) != CISD_OK)
        return fault->code;
    return report_end_target(audit->report, index, end, fault);
}

/* The next subject of any source; NULL when all are at their end. */
static cisd_code next_subject(cisd_audit *audit, struct subject **out, struct fault *fault)
{
    *out = NULL;
    while (audit->current < audit->source_count) {
        struct source *source = audit->sources[audit->current];
        struct fault end = {.code = CISD_OK};
        cisd_code code = source->type->next(source, out, &end);

        if (ends_audit(code)) {
            *fault = end;
            return code;
        }
        if (code == CISD_OK && *out != NULL) {
            (*out)->target = audit->current;
            if (name_target(audit, source, fault) != CISD_OK)
                return fault->code;
            return tell_progress(audit, fault);
        }
        if (leave_source(audit, &end, fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

/* What the kernel says is evidence, too, where it can be asked. */
static cisd_code ask_kernel(cisd_audit *audit, struct subject *subject, struct fault *fault)
{
    const struct source *source = audit->sources[subject->target];
    bool wanted = audit->kernel == CISD_KERNEL_AUTO ? source->local
                                                    : audit->kernel == CISD_KERNEL_ON;

    if (!wanted || !source->live)
        return CISD_OK;
    return witness_see(&audit->witness, subject, audit->kernel == CISD_KERNEL_ON, fault);
}

static cisd_code judge(cisd_audit *audit, struct subject *subject, cisd_result **out,
                       struct fault *fault)
{
    const struct allowance allowance = allowances_of(&audit->allowances, subject);
    cisd_code code = ask_kernel(audit, subject, fault);

    if (code != CISD_OK) {
        subject_free(subject);
        return code;
    }
    code = result_new(subject, audit->report->profile, &allowance, out, fault);
    if (code != CISD_OK)
        return code;
    report_count(audit->report, *out);
    if (audit->report->comparison == NULL ||
        comparison_judge(audit->report, *out, fault) == CISD_OK)
        return CISD_OK;
    result_unref(*out);
    *out = NULL;
    return fault->code;
}

/* What is known only after the last result. */
static cisd_code finish(cisd_audit *audit, struct fault *fault)
{
    bool selective = audit->selection.count > 0 || audit->no_services;

    audit->ended = true;
    audit->report->finished = now(audit);
    if (audit->report->comparison != NULL &&
        comparison_end(audit->report, selective, fault) != CISD_OK)
        return fault->code;
    return allowances_report(&audit->allowances, audit->report, fault);
}

static bool is_wanted(const cisd_audit *audit, const struct subject *subject)
{
    if (audit->no_services && subject->kind == CISD_SERVICE)
        return false;
    return selection_wants(&audit->selection, subject);
}

cisd_code run_next(cisd_audit *audit, cisd_result **out, struct fault *fault)
{
    struct subject *subject = NULL;

    *out = NULL;
    if (!audit->begun && begin(audit, fault) != CISD_OK)
        return fault->code;
    while (!audit->ended) {
        if (atomic_load(&audit->cancelled))
            return fault_set(fault, CISD_E_CANCELLED, "cancelled");
        if (next_subject(audit, &subject, fault) != CISD_OK) {
            subject_free(subject);
            return fault->code;
        }
        if (subject == NULL && atomic_load(&audit->cancelled))
            continue; /* a target may have ended for that */
        if (subject == NULL)
            return finish(audit, fault);
        if (is_wanted(audit, subject))
            return judge(audit, subject, out, fault);
        /* An entry about what was not selected is not stale for that. */
        (void)allowances_of(&audit->allowances, subject);
        subject_free(subject);
    }
    return CISD_OK;
}
