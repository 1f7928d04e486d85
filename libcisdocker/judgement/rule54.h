/* Rule 5.4 as a pure function: a subject's evidence in, a judgement out. */
#ifndef CISD_JUDGEMENT_RULE54_H
#define CISD_JUDGEMENT_RULE54_H

#include <stdbool.h>
#include <stddef.h>

#include "facts/subject.h"
#include "judgement/grant.h"

/* More than any subject can have at once. */
#define JUDGEMENT_REASONS 12

struct finding {
    cisd_reason reason;
    cisd_caps caps;
};

/* What a policy says about one subject. All zero: nothing. */
struct policy_entry;
struct allowance {
    cisd_caps required;
    cisd_caps waived;     /* an excess of these is accepted */
    bool waives_all;      /* any excess is */
    const struct policy_entry **waivers; /* those that say so, in the order of the files */
    size_t waiver_count;
    bool requirement_expired, waiver_expired; /* an entry that would have applied is over */
};

struct judgement {
    cisd_verdict verdict;
    cisd_severity severity;
    bool waived;
    struct finding findings[JUDGEMENT_REASONS]; /* the weightiest first */
    size_t finding_count;
    struct grant grant;
    cisd_caps excess, required;
};

struct judgement rule54_judge(const struct subject *subject, cisd_profile profile,
                              const struct allowance *allowance);

#endif
