/* Compose projects made to pass: by a further file, or in place. */
#ifndef CLI_FIX_COMPOSE_H
#define CLI_FIX_COMPOSE_H

#include "check.h"

/* Each returns the status to end with. */
int fix_compose_override(const struct check_wish *wish);
int fix_compose_in_place(const struct check_wish *wish);

#endif
