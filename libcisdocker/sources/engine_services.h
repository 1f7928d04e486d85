/* What an engine can tell of its Swarm's services: all, none, or a note why not. */
#ifndef CISD_SOURCES_ENGINE_SERVICES_H
#define CISD_SOURCES_ENGINE_SERVICES_H

#include "sources/engine_hello.h"
#include "sources/swarm_services.h"

struct engine_services {
    struct swarm_services swarm;
    const char *note;      /* in the pool; NULL where there is nothing to note */
    struct fault trouble;  /* a manager's services or tasks that could not be read */
};

/* Asks a manager. Fails only for what ends the audit. */
cisd_code engine_services_read(const struct swarm_manager *manager,
                               const struct engine_hello *hello, struct pool *pool,
                               struct engine_services *services, struct fault *fault);

#endif
