/*
 * An engine's data root on disk: no engine is needed. Docker Engine's (also with user namespaces,
 * also rootless), Podman's storage, and the root directory of a machine that has them.
 */
#ifndef CISD_SOURCES_ROOTDIR_H
#define CISD_SOURCES_ROOTDIR_H

#include "sources/source.h"

/* Reads a directory, opened when the first subject is asked for. */
cisd_code rootdir_open(const struct memory *memory, const char *directory, struct source **out,
                       struct fault *fault);

#endif
