/* What an audit found: its frame, its targets, its counts, and the results it was given. */
#ifndef CISD_REPORT_REPORT_H
#define CISD_REPORT_REPORT_H

#include <stdatomic.h>

#include "ground/fault.h"
#include "judgement/policy.h"
#include "report/result.h"

/* Where subjects came from. Strings are in the report's pool; "" where not known. */
struct target {
    const char *kind, *uri, *engine, *engine_version, *host;
    const char *note;  /* NULL where there is none */
    bool complete;
    cisd_code code;
    const char *error; /* NULL where there is none */
};

/* What there is to say of an entry of a policy. */
struct policy_note {
    cisd_policy_note note;
    const char *file, *reason, *expires;
    const char *about;        /* "name web-*, image nginx" */
    unsigned line;
    bool waiver;
};

/* What failed in the baseline and does not fail any more. "" where not known. */
struct fixed {
    cisd_subject_kind kind;
    const char *name, *image, *service, *host;
    const char *file; /* NULL where it is not declared in a file */
    bool gone;        /* it is not there any more; else it passes */
};

struct comparison {
    const char *file;      /* what the baseline is called */
    int64_t started;       /* the baseline */
    size_t counts[CISD_CHANGES];
    size_t failures[CISD_SEVERITY_HIGH + 1]; /* new or worse ones, by severity */
    struct fixed *fixed;
    size_t fixed_count, fixed_capacity;
    cisd_report *baseline; /* whose strings are used; NULL where all this was read back */
    struct old_subject *old;
    size_t old_count;
};

struct cisd_report {
    atomic_size_t references;
    struct pool pool; /* owns this struct */
    const cisd_rule *rule;
    cisd_profile profile;
    int64_t started, finished;
    struct target *targets;
    size_t target_count, target_capacity;
    size_t counts[CISD_VERDICTS]; /* failures without the waived */
    size_t waived;
    size_t failures[CISD_SEVERITY_HIGH + 1]; /* not waived, by severity */
    const char **policies;    /* files */
    size_t policy_count, policy_capacity;
    struct policy_note *notes;
    size_t note_count, note_capacity;
    struct comparison *comparison; /* with a baseline; NULL: none */
    cisd_result **results;
    size_t result_count, result_capacity;
};

cisd_code report_new(const struct memory *memory, const cisd_rule *rule, cisd_report **out,
                     struct fault *fault);
cisd_report *report_ref(cisd_report *report);
void report_unref(cisd_report *report);

/* Adds a target that is not complete yet; its index goes into *index. */
cisd_code report_add_target(cisd_report *report, const char *kind, const char *uri, size_t *index,
                            struct fault *fault);

/* Fills in what a target said of itself. */
cisd_code report_name_engine(cisd_report *report, size_t index, const char *engine,
                             const char *version, const char *host, struct fault *fault);

/* What else to know of a target; NULL for nothing. */
cisd_code report_note_target(cisd_report *report, size_t index, const char *note,
                             struct fault *fault);

/* Ends a target: complete, or with the fault that stopped it. */
cisd_code report_end_target(cisd_report *report, size_t index, const struct fault *end,
                            struct fault *fault);

/* Names a policy that was applied. */
cisd_code report_add_policy(cisd_report *report, const char *file, struct fault *fault);

/* Notes something about an entry of a policy. */
cisd_code report_add_note(cisd_report *report, cisd_policy_note note, const cisd_policy *policy,
                          size_t entry, struct fault *fault);

/* Forgets the baseline, if there is one. */
void report_drop_comparison(cisd_report *report);

/* Whether every target was handled to its end. */
bool report_is_complete(const cisd_report *report);

/* Counts a result. */
void report_count(cisd_report *report, const cisd_result *result);

/* Keeps a result; takes a reference. */
cisd_code report_keep(cisd_report *report, cisd_result *result, struct fault *fault);

#endif
