/* A Compose project while it is being loaded: its memory, its limits, the files read so far. */
#ifndef CISD_SOURCES_COMPOSE_LOAD_H
#define CISD_SOURCES_COMPOSE_LOAD_H

#include <stdatomic.h>

#include "ground/buffer.h"
#include "ground/fault.h"
#include "readers/yaml_node.h"
#include "sources/compose_environment.h"
#include "sources/source.h"

#define COMPOSE_FILES 500
#define COMPOSE_INCLUDES 500        /* what is included twice counts twice */
#define COMPOSE_BYTES ((size_t)64 << 20)
#define COMPOSE_NESTING 32          /* of includes, and of extends */
#define COMPOSE_SERVICES 20000
#define COMPOSE_WORK 2000000        /* values read and merged */

struct compose_file;

struct compose_load {
    struct pool pool;               /* files, services, values: as long as the source */
    struct pool secrets;            /* variables: only while it is being loaded */
    struct buffer scratch;
    struct compose_file *files;
    size_t file_count, include_count, bytes, work;
    bool stack;                     /* `docker stack deploy` is to run it */
    const struct label_keys *labels;
    const atomic_bool *cancelled;
};

/* Where a file is read: what its relative paths and its variables mean. */
struct compose_place {
    const char *folder;
    const struct compose_environment *environment;
    const char *file;               /* being read; NULL for the project as a whole */
    const struct compose_place *within; /* the place that includes this one; NULL for none */
};

void compose_load_init(struct compose_load *load, const struct memory *memory);

/* Forgets the variables; and everything. */
void compose_load_forget(struct compose_load *load);
void compose_load_free(struct compose_load *load);

/* Counts work; a fault where it is too much, or where the audit was cancelled. */
cisd_code compose_load_spend(struct compose_load *load, size_t work, struct fault *fault);

/* Whether a value can have the tag it has. docker stack passes over all of them. */
bool compose_load_knows_tag(const struct compose_load *load, const struct yaml_node *node);

/* Whether somebody wants to know a label. */
bool compose_load_wants_label(const struct compose_load *load, const char *key, size_t length);

/* A formatted text in the pool; NULL if there is no memory. */
const char *compose_load_text(struct compose_load *load, const char *format, ...)
    FAULT_PRINTF(2, 3);

#endif
