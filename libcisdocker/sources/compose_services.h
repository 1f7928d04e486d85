/* The services of a project, by name. */
#ifndef CISD_SOURCES_COMPOSE_SERVICES_H
#define CISD_SOURCES_COMPOSE_SERVICES_H

#include "sources/compose_service.h"

struct compose_services {
    struct compose_service **all;   /* sorted by name, then section */
    size_t count, capacity;
};

/* The service of a name; NULL for none. */
struct compose_service *compose_services_find(const struct compose_services *services,
                                              enum compose_section section, const char *name);

/* Adds a service whose name is not there yet. */
cisd_code compose_services_add(struct compose_load *load, struct compose_services *services,
                               struct compose_service *service, struct fault *fault);

/* Puts another service in the place of the one with its name. */
void compose_services_replace(struct compose_services *services, struct compose_service *service);

/* Takes a later declaration in: adds, unites, replaces or removes, as its tags say. */
cisd_code compose_services_apply(struct compose_load *load, struct compose_services *services,
                                 struct compose_service *service, struct fault *fault);

#endif
