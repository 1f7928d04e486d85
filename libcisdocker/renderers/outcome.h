/* A report in one word, for formats that have room for no more. */
#ifndef CISD_RENDERERS_OUTCOME_H
#define CISD_RENDERERS_OUTCOME_H

#include "report/report.h"

/* A result's verdict, informational where it is a failure that is accepted. */
cisd_verdict outcome_of(const cisd_result *result);

/* How bad a verdict is beside others: the larger the worse. */
int outcome_weight(cisd_verdict verdict);

/*
 * The worst of all counted results. A target that was not checked to its end is an error, and
 * nothing at all is not applicable.
 */
cisd_verdict outcome_worst(const cisd_report *report);

/* Whether a target was not checked to its end, and why, in one line. */
bool outcome_incomplete(const struct target *target);
const char *outcome_cause(const struct target *target);

#endif
