/* Services that extend others, of the same file or another. */
#ifndef CISD_SOURCES_COMPOSE_EXTENDS_H
#define CISD_SOURCES_COMPOSE_EXTENDS_H

#include "sources/compose_services.h"

/* A section of a document, and what was included beside it: its services may build on that. */
struct compose_siblings {
    enum compose_section section;
    const struct yaml_node *declared;           /* a mapping */
    const struct compose_services *imported;    /* NULL: nothing */
};

/*
 * Reads the service that a pair of a section declares, over what was included under its name, and
 * both over what it extends. A base that cannot be had spoils the service and is no fault.
 */
cisd_code compose_extends_read(const struct compose_place *place, struct compose_load *load,
                               const struct compose_siblings *siblings,
                               const struct yaml_pair *pair, struct compose_service **out,
                               struct fault *fault);

#endif
