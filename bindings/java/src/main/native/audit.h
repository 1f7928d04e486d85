/* An audit with what its callbacks and options need as long as it lives. */
#ifndef CISD_JAVA_AUDIT_H
#define CISD_JAVA_AUDIT_H

#include "call.h"
#include "kept.h"

struct audit {
    cisd_audit *audit;
    struct call *call;    /* under way, for callbacks; else NULL */
    cisd_result *pending; /* drawn in a call that ended with a callback's exception */
    struct kept kept;
};

#endif
