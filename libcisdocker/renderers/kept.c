#include "renderers/kept.h"

cisd_code kept_add(struct kept *kept, const struct memory *memory, cisd_result *result,
                   struct fault *fault)
{
    cisd_result **grown = memory_grow(memory, kept->results, kept->count, &kept->capacity,
                                      sizeof *grown);

    if (grown == NULL)
        return fault_no_memory(fault);
    kept->results = grown;
    kept->results[kept->count++] = result_ref(result);
    return CISD_OK;
}

void kept_release(struct kept *kept, const struct memory *memory)
{
    for (size_t i = 0; i < kept->count; i++)
        result_unref(kept->results[i]);
    memory_free(memory, kept->results);
}
