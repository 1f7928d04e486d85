/* The reason codes, and each in one sentence. */
#ifndef CISD_JUDGEMENT_REASON_H
#define CISD_JUDGEMENT_REASON_H

#include "cisdocker/cisdocker.h"

/* A reason's code, such as "net-raw-default"; NULL for a number that is none. Static. */
const char *reason_name(cisd_reason reason);

/* The reason with a code; -1 if there is none. */
int reason_find(const char *name);

/* A reason in one sentence; NULL for a number that is none. Static. */
const char *reason_message(cisd_reason reason);

#endif
