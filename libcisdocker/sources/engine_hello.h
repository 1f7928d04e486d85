/* The first words with an engine: who it is, and which version of its API to speak. */
#ifndef CISD_SOURCES_ENGINE_HELLO_H
#define CISD_SOURCES_ENGINE_HELLO_H

#include "facts/engine.h"
#include "facts/subject.h"
#include "ground/fault.h"
#include "ground/memory.h"
#include "readers/http.h"

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
};

/* Asks /version. What it keeps is in the pool. */
cisd_code engine_hello_version(struct http *http, struct pool *pool, long timeout_ms,
                               struct engine_hello *hello, struct fault *fault);

/* Asks /info for the host's name and its part in a Swarm. That it does not answer is no fault. */
cisd_code engine_hello_info(struct http *http, struct pool *pool, long timeout_ms,
                            struct engine_hello *hello, struct fault *fault);

#endif
