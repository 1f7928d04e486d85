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

struct engine_hello {
    struct engine_version version;
    cisd_fact on_linux;
    const char *version_text, *host;  /* in the pool; "" where not known */
    char api[16];                     /* "1.41" */
};

/* Asks /version. What it keeps is in the pool. */
cisd_code engine_hello_version(struct http *http, struct pool *pool, long timeout_ms,
                               struct engine_hello *hello, struct fault *fault);

/* Asks /info for the host's name. That it does not answer is no fault. */
cisd_code engine_hello_info(struct http *http, struct pool *pool, long timeout_ms,
                            struct engine_hello *hello, struct fault *fault);

#endif
