/* Results kept until the end, for formats whose head needs to know them all. */
#ifndef CISD_RENDERERS_KEPT_H
#define CISD_RENDERERS_KEPT_H

#include "ground/fault.h"
#include "report/result.h"

struct kept {
    cisd_result **results;
    size_t count, capacity;
};

/* Takes a reference. */
cisd_code kept_add(struct kept *kept, const struct memory *memory, cisd_result *result,
                   struct fault *fault);
void kept_release(struct kept *kept, const struct memory *memory);

#endif
