/* The first words with an engine: who it is, and which version of its API to speak. */
#ifndef CISD_SOURCES_ENGINE_HELLO_H
#define CISD_SOURCES_ENGINE_HELLO_H

#include "facts/engine.h"
#include "facts/subject.h"
#include "ground/fault.h"
#include "ground/memory.h"
#include "sources/engine_answer.h"

/* The newest version of the Docker Engine API that this was written against. */
#define HELLO_API_MAJOR 1
#define HELLO_API_MINOR 51

/* What an engine is in a Swarm. */
enum engine_swarm {
    ENGINE_SWARM_UNKNOWN, /* it does not say */
    ENGINE_SWARM_NONE,
    ENGINE_SWARM_WORKER,
    ENGINE_SWARM_MANAGER,
    ENGINE_SWARM_TROUBLED /* locked, or not up yet, or failed */
};

struct engine_hello {
    struct engine_version version;
    cisd_fact on_linux;
    const char *version_text, *host;  /* in the pool; "" where not known */
    char api[16];                     /* "1.41" */
    enum engine_swarm swarm;
    const char *swarm_state;          /* the engine's word for it */
    size_t containers;                /* how many it says it has; 0 where it does not */
};

/*
 * Asks /version and /info. What it keeps is in the pool. That /info gave no answer is no fault: it
 * tells the host's name, its part in a Swarm, and how much there is to do.
 */
cisd_code engine_hello_ask(struct http *http, struct pool *pool, long timeout_ms,
                           struct engine_hello *hello, struct fault *fault);

#endif
