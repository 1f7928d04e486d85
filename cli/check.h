/* What other commands that audit share with `cisdocker check`. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "check_options.h"

/* Says an error of the library that is the user's to mend, and frees it. Returns the status. */
int check_trouble(cisd_error *error);

/*
 * Audits what was wished for to its end. *report is set, and the caller's, with STATUS_NONE and,
 * where a target was left incomplete and said to be, with STATUS_INCOMPLETE.
 */
int check_collect(const struct check_wish *wish, cisd_report **report);

#endif
