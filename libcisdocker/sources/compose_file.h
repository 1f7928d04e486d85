/* The files of a Compose project, each read once. */
#ifndef CISD_SOURCES_COMPOSE_FILE_H
#define CISD_SOURCES_COMPOSE_FILE_H

#include "readers/yaml.h"
#include "sources/compose_load.h"

struct compose_file {
    struct compose_file *next;
    const char *path;
    struct yaml_stream stream;      /* every document is a mapping or null */
};

/*
 * Reads a file, or finds it where it was read before. One that the user gave may be a pipe; one
 * that another file names must be a regular file.
 */
cisd_code compose_file_open(struct compose_load *load, const char *path, bool given,
                            const struct compose_file **out, struct fault *fault);

#endif
