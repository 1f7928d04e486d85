/* A service that stands in braces on one line of a Compose file, changed in place. */
#ifndef CISD_API_COMPOSE_FLOW_EDIT_H
#define CISD_API_COMPOSE_FLOW_EDIT_H

#include "api/compose_list_edit.h"

/* Whether a service is "web: {image: nginx}", alone on its line, in a file that is not JSON. */
bool flow_edit_fits(const struct service_edit *edit, const struct yaml_node *root);

cisd_code flow_edit(struct service_edit *edit, bool unprivilege, const struct wanted_list *drop,
                    const struct wanted_list *add);

#endif
