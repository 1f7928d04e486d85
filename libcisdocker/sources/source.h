/* A place where subjects come from: a table of steps, and what every source has. */
#ifndef CISD_SOURCES_SOURCE_H
#define CISD_SOURCES_SOURCE_H

#include <stdatomic.h>
#include <stddef.h>

#include "facts/subject.h"
#include "ground/fault.h"
#include "ground/memory.h"

struct source;

struct source_type {
    const char *kind; /* as the report says it: "engine", "inspect" */
    bool remote;      /* it waits for somebody else most of the time */
    /*
     * The next subject into *out, which becomes the caller's; NULL at the end. A failure ends the
     * source: what it could not find is missing, and the target is incomplete.
     */
    cisd_code (*next)(struct source *source, struct subject **out, struct fault *fault);
    void (*close)(struct source *source); /* frees it */
};

/* The labels that somebody wants to know; all others are not kept. */
struct label_keys {
    const char *const *keys;
    size_t count;
};

struct source {
    const struct source_type *type;
    struct memory memory;
    const char *uri;
    bool live;                       /* an engine that is asked now */
    bool local;                      /* at a socket of this machine, where its processes may be */
    const atomic_bool *cancelled;    /* set from another thread; checked while waiting */
    const struct label_keys *labels; /* may be NULL */
    bool no_services;                /* Swarm services are not asked for */
    /* What it says of itself, once known; "" else. */
    const char *engine, *engine_version, *host;
    const char *note;                /* what else to know of it; NULL where there is nothing */
    /* How far it has come; total is 0 while it is not known. It may work in another thread. */
    size_t done;
    atomic_size_t total;
};

#endif
