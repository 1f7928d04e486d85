/* Whose doing it is that NET_RAW is granted, or is not: the container's or the engine's. Pure. */
#ifndef CISD_JUDGEMENT_NET_RAW_H
#define CISD_JUDGEMENT_NET_RAW_H

#include <stdbool.h>

#include "facts/subject.h"

/* Of a subject that is granted NET_RAW: whether it was added, and not left from the default. */
bool net_raw_added(const struct subject *subject);

/* Of one that is not granted it: whether it was dropped, and not missing from the default. */
bool net_raw_dropped(const struct subject *subject);

#endif
