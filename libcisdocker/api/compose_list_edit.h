/* Lines of one service in a Compose file, changed in place. */
#ifndef CISD_API_COMPOSE_LIST_EDIT_H
#define CISD_API_COMPOSE_LIST_EDIT_H

#include "facts/capability.h"
#include "ground/fault.h"
#include "ground/text_lines.h"
#include "readers/yaml_node.h"

struct service_edit {
    struct text_lines *lines;
    struct pool *pool;
    struct fault *fault;
    const struct yaml_node *key, *service;
    unsigned end;             /* the line after its last one */
    struct buffer added;      /* keys that it does not have yet */
};

/* What a list should be. */
struct wanted_list {
    const char *key;
    bool all;
    cisd_caps caps;
};

/* Says why a service cannot be changed, and where. Returns the code. */
cisd_code service_edit_refuse(struct service_edit *edit, unsigned line, const char *why);

cisd_code service_edit_unprivilege(struct service_edit *edit);
cisd_code service_edit_list(struct service_edit *edit, const struct wanted_list *wanted);

/* Puts in what is to be added. */
cisd_code service_edit_insert(struct service_edit *edit);

#endif
