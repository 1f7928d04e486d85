/*
 * Podman's storage: the list of containers, and of each the configuration its runtime was started
 * with last. What only Podman's database knows (state, labels, lists as typed) is not known here.
 */
#ifndef CISD_SOURCES_ROOTDIR_PODMAN_H
#define CISD_SOURCES_ROOTDIR_PODMAN_H

#include "sources/rootdir_harvest.h"

/* What the list of containers is called in their folder. */
#define ROOTDIR_PODMAN_LIST "containers.json"

/* Reads every container of the list in `containers`. Fails only for what ends the audit. */
cisd_code rootdir_podman_read(struct harvest *harvest, const struct beneath *containers,
                              const char *path, struct fault *fault);

#endif
