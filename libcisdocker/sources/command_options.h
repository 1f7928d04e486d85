/* The options of the commands that make containers: what they are called, and which take a value. */
#ifndef CISD_SOURCES_COMMAND_OPTIONS_H
#define CISD_SOURCES_COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* What an option says that matters here. */
enum command_meaning {
    MEANS_NOTHING,
    MEANS_CAP_ADD,
    MEANS_CAP_DROP,
    MEANS_PRIVILEGED,
    MEANS_NAME,
    MEANS_USER,
    MEANS_LABEL,
    MEANS_PLATFORM,
    MEANS_ROOTFS,     /* there is no image, but a directory in its place */
    MEANS_HELP        /* nothing is made */
};

struct command_option {
    const char *name;   /* NULL ends a table */
    char letter;        /* '\0': none */
    bool takes_value;   /* else it is a switch, to which a value may be given by "=" */
    enum command_meaning meaning;
};

/* What stands before the subcommand. */
extern const struct command_option command_docker[], command_podman[];

/* What stands behind it. */
extern const struct command_option command_docker_run[], command_docker_service[],
    command_podman_run[];

/* By its name, or by its letter; NULL if there is none. */
const struct command_option *command_option_named(const struct command_option *options,
                                                  const char *name, size_t length);
const struct command_option *command_option_lettered(const struct command_option *options,
                                                     char letter);

#endif
