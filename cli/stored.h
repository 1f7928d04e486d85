/* Reports that were stored as JSON. */
#ifndef CLI_STORED_H
#define CLI_STORED_H

#include <cisdocker/cisdocker.h>

/* Adds a report, "-" for stdin, to *report. Returns STATUS_NONE, or the status to end with. */
int stored_load(const char *path, cisd_report **report);

#endif
