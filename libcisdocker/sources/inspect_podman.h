/*
 * Podman's answer to Docker's clients. It has no bounding set, and the lists are reckoned: by 4.x
 * against Docker's default set, by 5.x against one that is not told.
 */
#ifndef CISD_SOURCES_INSPECT_PODMAN_H
#define CISD_SOURCES_INSPECT_PODMAN_H

#include "facts/subject.h"

/* Whether its lists do not say against which, so that NET_RAW may be granted or not. */
bool inspect_podman_leaves_open(const struct subject *subject);

#endif
