/* JSON reports read back from files. */
#ifndef CISD_API_REPORT_FILE_H
#define CISD_API_REPORT_FILE_H

#include "report/report.h"

/* The most that one file may have, and the most that a string in it may need. */
#define REPORT_FILE_LIMIT ((size_t)1 << 30)
#define REPORT_FILE_MEMORY ((size_t)4 << 20)

/*
 * Adds the reports that a text has to one of nobody else's; `name` stands for it in messages.
 * After a fault the report is good for nothing but to be unreferenced.
 */
cisd_code report_file_read(cisd_report *report, const char *name, cisd_read_fn read, void *user,
                           struct fault *fault);

/* The same with a file. */
cisd_code report_file_load(cisd_report *report, const char *path, struct fault *fault);

#endif
