/* Every report of one audit, written side by side. */
#ifndef CLI_OUTPUTS_H
#define CLI_OUTPUTS_H

#include "check_options.h"
#include "sink.h"

struct output {
    struct sink sink;
    cisd_renderer *renderer;
};

struct outputs {
    struct output *all;
    size_t count;
};

/* Opens all. Each function returns STATUS_NONE, or the status to end with, having said why. */
int outputs_open(struct outputs *outputs, const struct check_wish *wish,
                 const cisd_report *report);
int outputs_add(struct outputs *outputs, cisd_result *result);

/* Writes the ends, and once all are whole, lets the files appear. */
int outputs_finish(struct outputs *outputs);

/* Closes all; files that have not appeared never will. */
void outputs_close(struct outputs *outputs);

#endif
