/* One container of Docker Engine's data root: its two files, made a subject. */
#ifndef CISD_SOURCES_ROOTDIR_CONTAINER_H
#define CISD_SOURCES_ROOTDIR_CONTAINER_H

#include "sources/inspect_fields.h"
#include "sources/rootdir_harvest.h"

/* The file about a container, and the one with its capabilities. */
enum container_part { CONTAINER_CONFIG, CONTAINER_HOST_CONFIG, CONTAINER_PARTS };

/* What reads containers, one after the other; a thread of its own needs one of its own. */
struct container_reader {
    const struct beneath *containers;
    struct memory memory;
    struct json_reader *json[CONTAINER_PARTS];
    char *part;
    struct inspect inspect;
    const char *id;        /* of the container being read, as its folder is named */
    struct fault *fault;
};

/* Free it in any case. */
cisd_code container_reader_init(struct container_reader *reader, const struct harvest *harvest,
                                const struct beneath *containers, struct fault *fault);
void container_reader_free(struct container_reader *reader);

/* Reads what stands in the folder of containers under a name; fails only for what ends the audit. */
cisd_code container_read(struct container_reader *reader, const char *name, struct subject **out,
                         struct fault *fault);

#endif
