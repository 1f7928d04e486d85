/* The folder `containers` of Docker Engine's data root. */
#ifndef CISD_SOURCES_ROOTDIR_DOCKER_H
#define CISD_SOURCES_ROOTDIR_DOCKER_H

#include "sources/rootdir_harvest.h"

/* Reads every container in it. Fails only for what ends the audit. */
cisd_code rootdir_docker_read(struct harvest *harvest, const struct beneath *containers,
                              const char *path, struct fault *fault);

#endif
