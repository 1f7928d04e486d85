/*
 * What test cases are called. Servers know a case again from run to run by its name alone, and drop
 * all but one of those that share it: so the name has nothing in it that changes when a container
 * is made anew or a line is put into a file, and those that would share one are numbered.
 */
#ifndef CISD_RENDERERS_JUNIT_NAMES_H
#define CISD_RENDERERS_JUNIT_NAMES_H

#include "renderers/kept.h"
#include "report/report.h"

struct junit_names {
    struct pool pool;   /* owns all of it */
    const char **all;   /* as many as there are results, in their order */
};

/* Free them in any case. */
cisd_code junit_names_init(struct junit_names *names, const struct memory *memory,
                           const cisd_report *report, const struct kept *kept,
                           struct fault *fault);
void junit_names_free(struct junit_names *names);

#endif
