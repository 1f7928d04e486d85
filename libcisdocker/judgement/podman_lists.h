/*
 * What Podman's lists tell of what was typed. They are reckoned from the bounding set, as its
 * difference to a default: Docker's in 4.x, that of containers.conf in 5.x. Good for the reason,
 * not for the verdict. Pure.
 */
#ifndef CISD_JUDGEMENT_PODMAN_LISTS_H
#define CISD_JUDGEMENT_PODMAN_LISTS_H

#include "facts/capability.h"

/* Whether ALL was dropped, and what is granted was added back. */
bool podman_lists_drop_all(cisd_caps granted, cisd_caps drops);

/* Whether they are of 4.x, and of an engine whose own default is without NET_RAW. */
bool podman_lists_miss_net_raw(cisd_caps drops);

#endif
