#include "renderers/html_order.h"

#include <stdlib.h>

struct placed {
    cisd_result *result;
    int weight, cap_class;
    size_t index;
};

static int weight_of(const struct judgement *judgement)
{
    static const int of_verdict[CISD_VERDICTS] = {
        [CISD_FAIL] = 7, [CISD_ERROR] = 6, [CISD_UNKNOWN] = 5, [CISD_NOTCHECKED] = 3,
        [CISD_NOTAPPLICABLE] = 2, [CISD_INFORMATIONAL] = 2, [CISD_PASS] = 1};

    if (judgement->waived)
        return 4;
    if (judgement->verdict == CISD_FAIL)
        return of_verdict[CISD_FAIL] + (int)judgement->severity;
    return of_verdict[judgement->verdict];
}

static int worst_class(cisd_caps caps)
{
    int worst = 0;

    for (int number = 0; number < CAPABILITY_BITS; number++)
        if ((caps >> number & 1) != 0 && (int)capability_class(number) > worst)
            worst = (int)capability_class(number);
    return worst;
}

static int compare(const void *left, const void *right)
{
    const struct placed *one = left, *other = right;

    if (one->weight != other->weight)
        return other->weight - one->weight;
    if (one->cap_class != other->cap_class)
        return other->cap_class - one->cap_class;
    return one->index < other->index ? -1 : 1;
}

cisd_code html_order(struct kept *kept, const struct memory *memory, struct fault *fault)
{
    struct placed *placed = memory_zero(memory, (kept->count + 1) * sizeof *placed);

    if (placed == NULL)
        return fault_no_memory(fault);
    for (size_t i = 0; i < kept->count; i++) {
        const struct judgement *judgement = &kept->results[i]->judgement;

        placed[i] = (struct placed){kept->results[i], weight_of(judgement),
                                    worst_class(judgement->excess), i};
    }
    if (kept->count > 1)
        qsort(placed, kept->count, sizeof *placed, compare);
    for (size_t i = 0; i < kept->count; i++)
        kept->results[i] = placed[i].result;
    memory_free(memory, placed);
    return CISD_OK;
}
