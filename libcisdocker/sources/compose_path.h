/* Paths as Compose files give them. Pure: nothing is looked up. */
#ifndef CISD_SOURCES_COMPOSE_PATH_H
#define CISD_SOURCES_COMPOSE_PATH_H

#include <stdbool.h>

#include "ground/memory.h"

/*
 * A path, relative ones from a folder, without "." and without ".." where a name comes before it.
 * NULL if there is no memory.
 */
const char *compose_path_join(struct pool *pool, const char *folder, const char *path);

/* The folder that a path is in; "." where it has none. NULL if there is no memory. */
const char *compose_path_folder(struct pool *pool, const char *path);

/* Whether Compose would fetch it from elsewhere. */
bool compose_path_is_remote(const char *path);

#endif
