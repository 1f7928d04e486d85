#include "judgement/rollout.h"

#include <string.h>

/* How bad a verdict is beside another one of the same service. */
static int weight(cisd_verdict verdict)
{
    static const int weights[CISD_VERDICTS] = {
        [CISD_FAIL] = 3, [CISD_ERROR] = 2, [CISD_UNKNOWN] = 2, [CISD_NOTCHECKED] = 1};

    return weights[verdict];
}

/* Adds a finding, or its capabilities to the one with the same reason. */
static void add_finding(struct judgement *whole, const struct finding *finding)
{
    for (size_t i = 0; i < whole->finding_count; i++) {
        if (whole->findings[i].reason != finding->reason)
            continue;
        whole->findings[i].caps |= finding->caps;
        return;
    }
    if (whole->finding_count < JUDGEMENT_REASONS)
        whole->findings[whole->finding_count++] = *finding;
}

/* What is granted to anything that runs is granted. */
static struct grant merge_grants(const struct grant *one, const struct grant *other)
{
    struct grant grant = *one;

    grant.caps |= other->caps;
    grant.adds_all = one->adds_all || other->adds_all;
    grant.drops_all = one->drops_all && other->drops_all;
    if (grant_unknown_count(one) == 0)
        memcpy(grant.named, other->named, sizeof grant.named);
    return grant;
}

/* Adds what is wrong with both to what is wrong with the one. */
static void merge_findings(struct judgement *whole, const struct judgement *part)
{
    whole->waived = whole->waived && part->waived;
    if (part->severity > whole->severity)
        whole->severity = part->severity;
    for (size_t i = 0; i < part->finding_count; i++)
        add_finding(whole, &part->findings[i]);
}

static struct judgement merge(const struct judgement *one, const struct judgement *other)
{
    int difference = weight(one->verdict) - weight(other->verdict);
    struct judgement whole = difference >= 0 ? *one : *other;

    if (difference == 0 && one->verdict != CISD_PASS)
        merge_findings(&whole, other);
    whole.grant = merge_grants(&one->grant, &other->grant);
    whole.excess = one->excess | other->excess;
    return whole;
}

struct judgement rollout_judge(const struct subject *subject, cisd_profile profile,
                               const struct allowance *allowance)
{
    struct judgement whole = rule54_judge(subject, profile, allowance);
    struct subject running = *subject;

    for (const struct task_lists *lists = subject->rollout.variants; lists != NULL;
         lists = lists->next) {
        struct judgement part;

        running.cap_add = lists->cap_add;
        running.cap_drop = lists->cap_drop;
        part = rule54_judge(&running, profile, allowance);
        if (part.grant.named[0] != NULL)
            part.grant.named[0] = &lists->cap_add;
        whole = merge(&whole, &part);
    }
    return whole;
}
