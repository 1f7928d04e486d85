#include "renderers/outcome.h"

static const int weights[CISD_VERDICTS] = {
    [CISD_FAIL] = 6,
    [CISD_ERROR] = 5,
    [CISD_UNKNOWN] = 4,
    [CISD_PASS] = 3,
    [CISD_INFORMATIONAL] = 2,
    [CISD_NOTCHECKED] = 1,
    [CISD_NOTAPPLICABLE] = 0,
};

cisd_verdict outcome_of(const cisd_result *result)
{
    return result->judgement.waived ? CISD_INFORMATIONAL : result->judgement.verdict;
}

int outcome_weight(cisd_verdict verdict)
{
    return weights[verdict];
}

static cisd_verdict worse(cisd_verdict one, cisd_verdict other)
{
    return weights[one] >= weights[other] ? one : other;
}

cisd_verdict outcome_worst(const cisd_report *report)
{
    cisd_verdict worst = CISD_NOTAPPLICABLE;

    for (int verdict = 0; verdict < CISD_VERDICTS; verdict++)
        if (report->counts[verdict] > 0)
            worst = worse(worst, (cisd_verdict)verdict);
    if (report->waived > 0)
        worst = worse(worst, CISD_INFORMATIONAL);
    for (size_t i = 0; i < report->target_count; i++)
        if (outcome_incomplete(&report->targets[i]))
            worst = worse(worst, CISD_ERROR);
    return worst;
}

bool outcome_incomplete(const struct target *target)
{
    return !target->complete;
}

const char *outcome_cause(const struct target *target)
{
    return target->error != NULL ? target->error : "not checked to its end";
}
