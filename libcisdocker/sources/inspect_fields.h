/* What `docker inspect`, `podman inspect` and the engines' APIs say of a container: one reader. */
#ifndef CISD_SOURCES_INSPECT_FIELDS_H
#define CISD_SOURCES_INSPECT_FIELDS_H

#include "facts/subject.h"
#include "readers/json.h"
#include "sources/source.h"

/*
 * What parsing one answer may take: enough for a string of a megabyte. yajl takes time in the square
 * of the length of one token.
 */
#define INSPECT_MEMORY ((size_t)4 << 20)

/* The places of an inspect document. */
extern const struct json_place inspect_places[];

/* Reads documents into subjects. */
struct inspect {
    struct memory memory;
    const struct label_keys *labels;
    struct subject *subject;  /* of the document being read; NULL outside one */
    bool host_config;
    /* Takes over a whole subject. */
    cisd_code (*emit)(void *user, struct subject *subject, struct fault *fault);
    void *user;
};

/* A json_handler; its user is a struct inspect. */
json_handler inspect_handle;

/* Frees what was begun and not emitted. */
void inspect_drop(struct inspect *inspect);

#endif
