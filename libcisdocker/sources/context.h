/* Docker contexts, as the docker command stores them: names for endpoints and their keys. */
#ifndef CISD_SOURCES_CONTEXT_H
#define CISD_SOURCES_CONTEXT_H

#include "ground/fault.h"
#include "ground/memory.h"

struct context {
    const char *name, *host;                      /* in the pool */
    const char *authority, *certificate, *key;    /* paths; NULL: none */
};

/*
 * Reads a context from the docker command's configuration folder. `name` NULL means the one that
 * config.json calls current; where none is, or it is "default", context->name is NULL.
 */
cisd_code context_load(struct pool *pool, const char *folder, const char *name,
                       struct context *context, struct fault *fault);

#endif
