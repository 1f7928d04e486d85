/* The policies of an audit, and which of their entries were about something. */
#ifndef CISD_API_ALLOWANCES_H
#define CISD_API_ALLOWANCES_H

#include "judgement/policy.h"
#include "report/report.h"

struct applied_policy {
    cisd_policy *policy;
    bool *matched;            /* one flag an entry */
};

struct allowances {
    struct memory memory;
    struct applied_policy *policies;
    size_t count, capacity;
    const struct policy_entry **waivers; /* room for those that fit one subject */
    size_t entry_count;       /* of all policies */
    const char *trusted_label; /* what subjects may say for themselves; NULL: nothing */
    int day;                  /* since 1970: the one that expiry is held against */
};

void allowances_init(struct allowances *allowances, const struct memory *memory);
void allowances_free(struct allowances *allowances);

/* Takes a reference to a policy. */
cisd_code allowances_add(struct allowances *allowances, cisd_policy *policy,
                         struct fault *fault);

/* What all policies together say about a subject. Good until the next call. */
struct allowance allowances_of(const struct allowances *allowances, const struct subject *subject);

/* Calls back with every label that must be read for this. */
typedef cisd_code allowances_label(void *user, const char *key, size_t length,
                                   struct fault *fault);
cisd_code allowances_labels(const struct allowances *allowances, allowances_label *wanted,
                            void *user, struct fault *fault);

/* Notes policies, and what there is to say of their entries, in a report. */
cisd_code allowances_report(const struct allowances *allowances, cisd_report *report,
                            struct fault *fault);

#endif
