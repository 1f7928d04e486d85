/* What is gathered from the containers of a data root, and one reader for all of their files. */
#ifndef CISD_SOURCES_ROOTDIR_HARVEST_H
#define CISD_SOURCES_ROOTDIR_HARVEST_H

#include "readers/beneath.h"
#include "readers/json.h"
#include "sources/source.h"

/* More containers than any engine keeps, and more than fits one file of theirs. */
#define ROOTDIR_MAX 1000000
#define ROOTDIR_FILE ((size_t)16 << 20)

/* Files are read in parts of this size. */
#define HARVEST_PART 65536

struct harvest {
    struct memory memory;
    const struct label_keys *labels;
    const atomic_bool *cancelled;
    struct subject **subjects;
    size_t count, capacity;
    bool docker, podman;    /* which engine's containers were looked for and found */
    struct fault defect;    /* what could not be looked into: the first one */
};

void harvest_free(struct harvest *harvest);

/* Adds a subject, which it takes over even on failure. */
cisd_code harvest_add(struct harvest *harvest, struct subject *subject, struct fault *fault);

/* Notes that there are more containers than can be. */
void harvest_limit(struct harvest *harvest);

/* Notes something that could not be looked into; `number` is an errno value. */
void harvest_miss(struct harvest *harvest, const char *path, int number);

/* A document on its way from a file to a handler. */
struct harvest_file {
    const struct beneath *directory;
    const char *path;
    const char *said;  /* what messages call it */
    size_t limit;
    char *part;        /* room for HARVEST_PART bytes */
    struct json_reader *json;
    json_handler *handler;
    void *user;
};

/*
 * Reads a document. What is wrong with the file goes into *trouble (CISD_OK: nothing); fails only
 * for what ends the audit.
 */
cisd_code harvest_read(const struct harvest_file *file, struct fault *trouble,
                       struct fault *fault);

/* Spoils a subject with what was wrong with a file of its. */
cisd_code harvest_spoil(struct subject *subject, const struct fault *trouble,
                        struct fault *fault);

/* Whether a name is a container's id: 64 hexadecimal digits. */
bool harvest_is_id(const char *name);

#endif
