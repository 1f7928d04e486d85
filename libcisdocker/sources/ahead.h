/* A source that works ahead in a thread of its own, so that several targets go side by side. */
#ifndef CISD_SOURCES_AHEAD_H
#define CISD_SOURCES_AHEAD_H

#include <pthread.h>

#include "sources/source.h"

/* So many sources work at once: each needs descriptors, memory, perhaps a process. */
#define AHEAD_WORKERS 32

/* So many subjects of a source wait to be drawn; then it pauses. */
#define AHEAD_MAX 4096

/* The same of a source that is alone: nobody is waited for meanwhile, and memory stays small. */
#define AHEAD_ALONE 64

/* What the sources that work side by side share; it outlives them. */
struct ahead_group {
    size_t most; /* subjects of each that wait to be drawn: at most AHEAD_MAX */
    /* Called some times a second by who waits for a subject; its failure ends the audit. Or NULL. */
    cisd_code (*look)(void *user, struct fault *fault);
    void *user;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t opened, ended;
};

/* Two calls that belong together. */
void ahead_group_init(struct ahead_group *group);
void ahead_group_destroy(struct ahead_group *group);

/*
 * Wraps a source, which it takes over even on failure. Its work begins without being asked for
 * the first subject; of many sources, those that were opened first begin. Whoever closes it before
 * its end sets what `inner->cancelled` points to first. Where no thread can be had, *out is the
 * source itself.
 */
cisd_code ahead_open(struct ahead_group *group, struct source *inner, struct source **out,
                     struct fault *fault);

#endif
