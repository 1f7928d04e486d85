/*
 * A report held against an older one, its baseline: which failures are new, and which are gone.
 * Only failures that are not waived count, then as now.
 */
#ifndef CISD_REPORT_COMPARISON_H
#define CISD_REPORT_COMPARISON_H

#include "report/report.h"

/* Begins to hold a report against a baseline, of which it takes a reference. */
cisd_code comparison_begin(cisd_report *report, const char *file, cisd_report *baseline,
                           struct fault *fault);

/* Says of a result, which nobody else has yet, what became of it, and counts it. */
cisd_code comparison_judge(cisd_report *report, cisd_result *result, struct fault *fault);

/* Counts a result whose change is known. */
void comparison_count(struct comparison *comparison, const cisd_result *result);

/* Adds to what is fixed. */
cisd_code comparison_add_fixed(cisd_report *report, const struct fixed *fixed,
                               struct fault *fault);

/*
 * After the last result: what has not come again is gone, if its host was looked at to the end.
 * `selective`: not everything there was looked at.
 */
cisd_code comparison_end(cisd_report *report, bool selective, struct fault *fault);

#endif
