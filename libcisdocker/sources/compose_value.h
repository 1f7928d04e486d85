/* A text of a Compose file with its variables replaced, and what is wrong with it. */
#ifndef CISD_SOURCES_COMPOSE_VALUE_H
#define CISD_SOURCES_COMPOSE_VALUE_H

#include "readers/yaml_node.h"
#include "sources/compose_load.h"

enum compose_state {
    COMPOSE_READ,
    COMPOSE_UNRESOLVED, /* a variable, or a template, without which it is not known */
    COMPOSE_MALFORMED   /* Compose would refuse it */
};

struct compose_value {
    enum compose_state state;
    const char *text;               /* as it stands where it could not be resolved */
    size_t length;
    const struct yaml_node *node;   /* where it stands */
    const char *trouble;            /* what is wrong; NULL unless something is */
};

/* Reads a value that must be a scalar; what is wrong with it is part of the value, no fault. */
cisd_code compose_value_read(const struct compose_place *place, struct compose_load *load,
                             const struct yaml_node *node, struct compose_value *out,
                             struct fault *fault);

/* The same for one that must be a string: no number and no boolean. */
cisd_code compose_value_read_string(const struct compose_place *place, struct compose_load *load,
                                    const struct yaml_node *node, struct compose_value *out,
                                    struct fault *fault);

/* What a value means where a boolean must be; CISD_NOT_KNOWN where it means none. */
cisd_fact compose_value_truth(const struct compose_value *value);

#endif
