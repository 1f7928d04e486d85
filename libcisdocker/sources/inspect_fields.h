/*
 * What `docker inspect`, `podman inspect` and the engines' APIs say of a container, or
 * `docker service inspect` of a Swarm service: one reader.
 */
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

/* The same facts in the two documents that Docker Engine keeps on disk. */
extern const struct json_place inspect_disk_places[], inspect_host_config_places[];

/* What the engine makes its word for the state of. */
#define INSPECT_STATE 0x01U /* there is one */
#define INSPECT_RUNNING 0x02U
#define INSPECT_PAUSED 0x04U
#define INSPECT_RESTARTING 0x08U
#define INSPECT_REMOVING 0x10U
#define INSPECT_DEAD 0x20U
#define INSPECT_STARTED 0x40U

/* Reads documents into subjects. */
struct inspect {
    struct memory memory;
    const struct label_keys *labels;
    struct subject *subject;  /* of the document being read; NULL outside one */
    unsigned objects;         /* which of those that make it what it is were there */
    unsigned state;           /* INSPECT_… on disk */
    bool saved;               /* nothing but the documents says which engine wrote them */
    /* Takes over a whole subject. */
    cisd_code (*emit)(void *user, struct subject *subject, struct fault *fault);
    void *user;
};

/* A json_handler; its user is a struct inspect. */
json_handler inspect_handle;

/* The same for a document that tells only part of a subject, which is there and stays. */
json_handler inspect_handle_part;

/* After the last part: what is absent is empty; what could be half read is forgotten. */
void inspect_settle(struct subject *subject);

/* The engine's word: "created", "running", "paused", "restarting", "removing", "dead", "exited";
   "" where nothing tells. */
const char *inspect_state_word(unsigned state);

/* Frees what was begun and not emitted. */
void inspect_drop(struct inspect *inspect);

#endif
