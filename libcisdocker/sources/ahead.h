/* A source that works ahead in a thread of its own, so that several targets go side by side. */
#ifndef CISD_SOURCES_AHEAD_H
#define CISD_SOURCES_AHEAD_H

#include "sources/source.h"

/*
 * Wraps a source, which it takes over even on failure. Its work begins at once, not with the
 * first subject asked for. At most AHEAD_MAX subjects wait; then it pauses.
 */
cisd_code ahead_open(struct source *inner, struct source **out, struct fault *fault);

#define AHEAD_MAX 4096

#endif
