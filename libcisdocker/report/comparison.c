#include "report/comparison.h"

#include <stdlib.h>
#include <string.h>

#include "report/words.h"

/* What makes a subject the same as one of an older report, made anew or not. */
struct key {
    const char *host, *file, *name;
    cisd_subject_kind kind;
    bool task; /* of a Swarm service, whose name stands for all of its tasks */
};

/* A subject of the baseline. The tasks of a service are one. */
struct old_subject {
    struct key key;
    const cisd_result *result; /* the first failure, if there is one */
    size_t order;              /* in the baseline */
    size_t taken;              /* of those with the same key from here on */
    cisd_caps excess;
    bool failed, privileged, seen;
};

static struct key key_of(const cisd_report *report, const cisd_result *result)
{
    const struct subject *subject = result->subject;
    bool task = subject->kind == CISD_CONTAINER && subject->service[0] != '\0';

    return (struct key){
        .host = report->targets[subject->target].host,
        .file = subject->file != NULL ? subject->file : "",
        .name = task ? subject->service : subject->name[0] != '\0' ? subject->name : subject->image,
        .kind = subject->kind,
        .task = task,
    };
}

static int compare_keys(const struct key *one, const struct key *other)
{
    int order = strcmp(one->host, other->host);

    if (order == 0)
        order = strcmp(one->file, other->file);
    if (order == 0)
        order = strcmp(one->name, other->name);
    if (order == 0)
        order = (int)one->kind - (int)other->kind;
    return order != 0 ? order : one->task - other->task;
}

static int compare_old(const void *left, const void *right)
{
    const struct old_subject *one = left, *other = right;
    int order = compare_keys(&one->key, &other->key);

    return order != 0 ? order : (one->order > other->order) - (one->order < other->order);
}

static bool is_failure(const cisd_result *result)
{
    return result->judgement.verdict == CISD_FAIL && !result->judgement.waived;
}

/* ------------------------------------------------------------- beginning */

static void take_subjects(struct comparison *comparison)
{
    const cisd_report *baseline = comparison->baseline;

    for (size_t i = 0; i < baseline->result_count; i++) {
        const cisd_result *result = baseline->results[i];
        bool failed = is_failure(result);

        comparison->old[i] = (struct old_subject){
            .key = key_of(baseline, result),
            .result = result,
            .order = i,
            .failed = failed,
            .excess = failed ? result->judgement.excess : CAPS_NONE,
            .privileged = failed && result->subject->privileged == CISD_YES,
        };
    }
    comparison->old_count = baseline->result_count;
}

/* What any task had that failed. */
static void unite(struct old_subject *all, const struct old_subject *task)
{
    if (task->failed && !all->failed)
        all->result = task->result;
    all->failed |= task->failed;
    all->excess |= task->excess;
    all->privileged |= task->privileged;
}

static void unite_tasks(struct comparison *comparison)
{
    size_t kept = 0;

    for (size_t i = 0; i < comparison->old_count; i++) {
        struct old_subject *old = &comparison->old[i], *last = &comparison->old[kept];

        if (kept > 0 && old->key.task && compare_keys(&last[-1].key, &old->key) == 0)
            unite(&last[-1], old);
        else
            comparison->old[kept++] = *old;
    }
    comparison->old_count = kept;
}

static cisd_code check_baseline(const cisd_report *report, const char *file,
                                const cisd_report *baseline, struct fault *fault)
{
    if (baseline == report)
        return fault_set(fault, CISD_E_ARGUMENT, "a report is not its own baseline");
    if (baseline->rule != report->rule)
        return fault_set(fault, CISD_E_UNSUPPORTED, "the baseline '%s' is of another check", file);
    if (baseline->profile != report->profile)
        return fault_set(fault, CISD_E_UNSUPPORTED,
                         "the baseline '%s' is of the profile '%s', not '%s'", file,
                         words_profile(baseline->profile), words_profile(report->profile));
    return CISD_OK;
}

cisd_code comparison_begin(cisd_report *report, const char *file, cisd_report *baseline,
                           struct fault *fault)
{
    const struct memory *memory = &report->pool.memory;
    struct comparison *made;

    if (check_baseline(report, file, baseline, fault) != CISD_OK)
        return fault->code;
    report_drop_comparison(report);
    made = pool_alloc(&report->pool, sizeof *made);
    if (made == NULL)
        return fault_no_memory(fault);
    *made = (struct comparison){.started = baseline->started, .baseline = report_ref(baseline)};
    report->comparison = made;
    made->file = pool_copy(&report->pool, file, strlen(file));
    made->old = memory_zero(memory, (baseline->result_count + 1) * sizeof *made->old);
    if (made->file == NULL || made->old == NULL) {
        report_drop_comparison(report);
        return fault_no_memory(fault);
    }
    take_subjects(made);
    qsort(made->old, made->old_count, sizeof *made->old, compare_old);
    unite_tasks(made);
    return CISD_OK;
}

/* -------------------------------------------------------------- judging */

/* The first subject whose key is not below this one. */
static size_t lower_bound(const struct comparison *comparison, const struct key *key)
{
    size_t low = 0, high = comparison->old_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_keys(&comparison->old[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The same subject in the baseline; several with one key are the same in their order. */
static struct old_subject *find_old(struct comparison *comparison, const struct key *key)
{
    size_t first = lower_bound(comparison, key), at = first;

    if (first < comparison->old_count && !key->task)
        at += comparison->old[first].taken;
    if (at >= comparison->old_count || compare_keys(&comparison->old[at].key, key) != 0)
        return NULL;
    comparison->old[first].taken++;
    return &comparison->old[at];
}

static bool has_name(const cisd_result *result, const char *name)
{
    for (size_t i = 0; i < result->unknown_count; i++)
        if (strcmp(result->unknown_caps[i], name) == 0)
            return true;
    return false;
}

/* Whether a failure has anything that it had not. */
static bool is_worse(const cisd_result *result, const struct old_subject *old)
{
    if ((result->judgement.excess & ~old->excess) != CAPS_NONE)
        return true;
    if (result->subject->privileged == CISD_YES && !old->privileged)
        return true;
    for (size_t i = 0; i < result->unknown_count; i++)
        if (!has_name(old->result, result->unknown_caps[i]))
            return true;
    return false;
}

static cisd_change change_of(const cisd_result *result, const struct old_subject *old)
{
    cisd_verdict verdict = result->judgement.verdict;

    if (old == NULL || !old->failed)
        return is_failure(result) ? CISD_CHANGE_NEW : CISD_CHANGE_NONE;
    if (is_failure(result))
        return is_worse(result, old) ? CISD_CHANGE_WORSE : CISD_CHANGE_UNCHANGED;
    if (verdict == CISD_FAIL)
        return CISD_CHANGE_WAIVED;
    if (verdict == CISD_ERROR || verdict == CISD_UNKNOWN)
        return CISD_CHANGE_UNDECIDED;
    return CISD_CHANGE_FIXED;
}

void comparison_count(struct comparison *comparison, const cisd_result *result)
{
    cisd_change change = result->change;

    comparison->counts[change]++;
    if (change == CISD_CHANGE_NEW || change == CISD_CHANGE_WORSE)
        comparison->failures[result->judgement.severity]++;
}

cisd_code comparison_add_fixed(cisd_report *report, const struct fixed *fixed,
                               struct fault *fault)
{
    struct comparison *comparison = report->comparison;
    struct fixed *grown = memory_grow(&report->pool.memory, comparison->fixed,
                                      comparison->fixed_count, &comparison->fixed_capacity,
                                      sizeof *grown);

    if (grown == NULL)
        return fault_no_memory(fault);
    comparison->fixed = grown;
    grown[comparison->fixed_count++] = *fixed;
    return CISD_OK;
}

/* Lists a failure of the baseline as fixed. */
static cisd_code list_fixed(cisd_report *report, const struct old_subject *old, bool gone,
                            struct fault *fault)
{
    const struct subject *subject = old->result->subject;
    const struct fixed fixed = {
        .kind = subject->kind,
        .name = old->key.task ? "" : subject->name,
        .image = subject->image,
        .service = subject->service,
        .host = old->key.host,
        .file = subject->file,
        .gone = gone,
    };

    return comparison_add_fixed(report, &fixed, fault);
}

cisd_code comparison_judge(cisd_report *report, cisd_result *result, struct fault *fault)
{
    struct comparison *comparison = report->comparison;
    const struct key key = key_of(report, result);
    struct old_subject *old = find_old(comparison, &key);

    result->change = change_of(result, old);
    /* Of a service's tasks one may pass while another still fails. */
    if (key.task && result->change == CISD_CHANGE_FIXED) {
        result->change = CISD_CHANGE_NONE;
        return CISD_OK;
    }
    if (old != NULL)
        old->seen = true;
    comparison_count(comparison, result);
    if (result->change != CISD_CHANGE_FIXED)
        return CISD_OK;
    return list_fixed(report, old, false, fault);
}

/* ---------------------------------------------------------------- ending */

/* By host; where there is none known by what else tells targets apart. */
static int compare_targets(const void *left, const void *right)
{
    const struct target *one = *(const struct target *const *)left;
    const struct target *other = *(const struct target *const *)right;
    int order = strcmp(one->host, other->host);

    if (order != 0 || one->host[0] != '\0')
        return order;
    order = strcmp(one->kind, other->kind);
    return order != 0 || strcmp(one->kind, "compose") != 0 ? order : strcmp(one->uri, other->uri);
}

/* The targets that were looked at to their end, sorted. */
static const struct target **complete_targets(const cisd_report *report, size_t *count)
{
    const struct target **targets = memory_alloc(&report->pool.memory,
                                                 (report->target_count + 1) * sizeof *targets);

    *count = 0;
    for (size_t i = 0; targets != NULL && i < report->target_count; i++)
        if (report->targets[i].complete)
            targets[(*count)++] = &report->targets[i];
    if (targets != NULL)
        qsort(targets, *count, sizeof *targets, compare_targets);
    return targets;
}

cisd_code comparison_end(cisd_report *report, bool selective, struct fault *fault)
{
    struct comparison *comparison = report->comparison;
    const cisd_report *baseline = comparison->baseline;
    size_t count;
    const struct target **looked_at = complete_targets(report, &count);
    cisd_code code = looked_at != NULL ? CISD_OK : fault_no_memory(fault);

    for (size_t i = 0; code == CISD_OK && i < comparison->old_count; i++) {
        const struct old_subject *old = &comparison->old[i];
        const struct target *target = &baseline->targets[old->result->subject->target];
        bool there = old->key.task && old->taken > 0;
        bool fixed = there || (!selective && bsearch(&target, looked_at, count, sizeof *looked_at,
                                                     compare_targets) != NULL);

        if (old->seen || !old->failed)
            continue;
        comparison->counts[fixed ? CISD_CHANGE_FIXED : CISD_CHANGE_UNDECIDED]++;
        if (fixed)
            code = list_fixed(report, old, !there, fault);
    }
    memory_free(&report->pool.memory, looked_at);
    return code;
}
