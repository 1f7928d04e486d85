/* Services that extend others, of the same file or another. */
#ifndef CISD_SOURCES_COMPOSE_EXTENDS_H
#define CISD_SOURCES_COMPOSE_EXTENDS_H

#include "sources/compose_service.h"

/*
 * Reads the service that a pair of `services` declares, and under it what it extends. A base that
 * cannot be had spoils the service and is no fault.
 */
cisd_code compose_extends_read(const struct compose_place *place, struct compose_load *load,
                               const struct yaml_node *services, const struct yaml_pair *pair,
                               struct compose_service **out, struct fault *fault);

#endif
