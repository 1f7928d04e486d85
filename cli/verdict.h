/* What a report means for the exit status, and what is to be said of it beside its text. */
#ifndef CLI_VERDICT_H
#define CLI_VERDICT_H

#include "check_options.h"

/* Says which targets are incomplete; returns how many. */
size_t verdict_say_incomplete(const cisd_report *report);

/* Says what is not in order, and returns the exit status. */
int verdict_status(const cisd_report *report, const struct check_wish *wish);

#endif
