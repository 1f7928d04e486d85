/* Saved output of `docker inspect` or `podman inspect`. */
#ifndef CISD_SOURCES_SNAPSHOT_H
#define CISD_SOURCES_SNAPSHOT_H

#include "sources/source.h"

/* Reads a file, opened when the first subject is asked for. */
cisd_code snapshot_open_file(const struct memory *memory, const char *path, struct source **out,
                             struct fault *fault);

/* Reads through a callback of the caller. */
cisd_code snapshot_open_reader(const struct memory *memory, const char *name, cisd_read_fn read,
                               void *user, struct source **out, struct fault *fault);

#endif
