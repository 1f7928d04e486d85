/* An audit at work: source, judgement and report in one line. */
#ifndef CISD_API_RUN_H
#define CISD_API_RUN_H

#include "api/allowances.h"
#include "api/selection.h"
#include "report/report.h"
#include "sources/ahead.h"
#include "sources/source.h"
#include "sources/witness.h"

struct cisd_audit {
    struct memory memory;
    cisd_report *report;
    struct source **sources;     /* one a target, at the target's index */
    size_t source_count, source_capacity, current;
    struct ahead_group group;    /* of the sources that work side by side */
    struct selection selection;
    cisd_kernel kernel;
    struct witness witness;
    struct allowances allowances;
    struct label_keys labels;     /* all that selection and policies ask for */
    const char **label_keys;
    size_t label_capacity;
    struct pool label_pool;
    bool time_fixed, begun, ended, no_services;
    int64_t fixed_time;
    atomic_bool cancelled;
    cisd_progress_fn progress;
    void *progress_user;
};

/* Adds a source, which it takes over even on failure, and the target it is. */
cisd_code run_add(cisd_audit *audit, struct source *source, struct fault *fault);

/* The next result; NULL at the end. */
cisd_code run_next(cisd_audit *audit, cisd_result **out, struct fault *fault);

#endif
