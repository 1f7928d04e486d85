/* A project: files that merge, with what they include, become services. */
#ifndef CISD_SOURCES_COMPOSE_PROJECT_H
#define CISD_SOURCES_COMPOSE_PROJECT_H

#include "sources/compose_services.h"

/*
 * Loads files, the later over the earlier. `given` says that the user named them, so that one may
 * be a pipe. The services point into the load's pool.
 */
cisd_code compose_project_load(const struct compose_place *place, struct compose_load *load,
                               const char *const *paths, size_t count, bool given,
                               struct compose_services *services, struct fault *fault);

#endif
