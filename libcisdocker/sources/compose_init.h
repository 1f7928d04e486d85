/* Containers that run before a service's own (`pre_start`), and what they have of the service. */
#ifndef CISD_SOURCES_COMPOSE_INIT_H
#define CISD_SOURCES_COMPOSE_INIT_H

#include "sources/compose_services.h"

/*
 * Adds each such container that says something of its own about what it may do, as
 * SERVICE/pre_start/N. The others are as their service is.
 */
cisd_code compose_init_expand(struct compose_load *load, struct compose_services *services,
                              struct fault *fault);

#endif
