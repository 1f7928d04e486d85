/* The name of a project, as Compose finds it. */
#ifndef CISD_SOURCES_COMPOSE_NAME_H
#define CISD_SOURCES_COMPOSE_NAME_H

#include "sources/compose_load.h"

/*
 * The variable COMPOSE_PROJECT_NAME, else what the last of the files that has a name says, else
 * the name of the folder. "" where none of them gives one. The files have been read.
 */
cisd_code compose_name_find(const struct compose_place *place, struct compose_load *load,
                            const char *const *paths, size_t count, const char **out,
                            struct fault *fault);

#endif
