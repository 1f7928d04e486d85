/* What an entry of `include` says: which files, and what paths and variables mean in them. */
#ifndef CISD_SOURCES_COMPOSE_INCLUDE_H
#define CISD_SOURCES_COMPOSE_INCLUDE_H

#include "readers/yaml_node.h"
#include "sources/compose_load.h"

struct compose_include {
    const char **paths;
    size_t path_count;
    struct compose_place place;
    struct compose_environment environment; /* the place's */
};

/*
 * Reads an entry, short or long. `place` is where it stands, and must outlive it, as `out` must
 * outlive what is read with it. A cycle is a fault.
 */
cisd_code compose_include_read(const struct compose_place *place, struct compose_load *load,
                               const struct yaml_node *node, struct compose_include *out,
                               struct fault *fault);

#endif
