/* Compose files as a target: all that are named are one project. */
#ifndef CLI_COMPOSE_H
#define CLI_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>

#include <cisdocker/cisdocker.h>

/* The arrays have room for as many entries as there are words on the command line. */
struct compose_wish {
    const char **files, **env_files, **profiles;
    size_t file_count, env_file_count, profile_count;
    const char *project_directory;
    bool stack;
};

/* False where there is no memory. */
bool compose_reserve(struct compose_wish *wish, size_t count);
void compose_free(struct compose_wish *wish);

/* Whether the options make sense together. Returns STATUS_NONE, or the status to end with. */
int compose_check(const struct compose_wish *wish, const char *command);

/* Adds the project, with the variables of the process. */
cisd_code compose_add(cisd_audit *audit, const struct compose_wish *wish, cisd_error **error);

#endif
