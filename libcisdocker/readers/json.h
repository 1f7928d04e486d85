/*
 * JSON, streamed: values at the places that a tree of keys names are handed on, all else is
 * skipped. Strict where parsers could disagree: a key of the tree that stands twice, or in another
 * case, is trouble. Knows nothing of containers.
 */
#ifndef CISD_READERS_JSON_H
#define CISD_READERS_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "ground/fault.h"
#include "ground/memory.h"

/* Deeper than any engine nests. */
#define JSON_DEPTH 128

enum json_type {
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_STRING,
    JSON_OBJECT, /* begins */
    JSON_ARRAY,  /* begins */
    JSON_END,    /* the object or array ends */
    JSON_TROUBLE /* something in the document has two meanings: `text` says what */
};

struct json_value {
    enum json_type type;
    bool truth;
    const char *text;       /* of a string, a number or trouble; not NUL-terminated */
    size_t length;
    const char *key;        /* where the place is JSON_ANY_KEY */
    size_t key_length;
};

/* A place is a key in an object, any key of one, or the elements of an array. */
#define JSON_ANY_KEY "*"
#define JSON_ELEMENTS "[]"

/* The document itself, which is a place too: its field number. */
#define JSON_DOCUMENT 0

struct json_place {
    const char *key;                   /* NULL ends a list of places */
    int field;                         /* handed on with the value */
    const struct json_place *children; /* NULL: what is inside is skipped */
};

/* Another result than CISD_OK ends the reading, with the fault that the handler has set. */
typedef cisd_code json_handler(void *user, int field, const struct json_value *value,
                               struct fault *fault);

/* Which documents a text has. */
enum json_shape {
    JSON_ONE,     /* one value */
    JSON_ROWS,    /* the elements of one array */
    JSON_SEQUENCE /* values one after another, the elements of arrays each as one */
};

struct json_reader;

/* A reader; NULL if there is no memory. `limit` bounds the memory that parsing may take. */
struct json_reader *json_reader_new(const struct memory *memory, enum json_shape shape,
                                    const struct json_place *places, size_t limit);
void json_reader_free(struct json_reader *reader);

/* Begins a new text; what was fed before is forgotten. */
cisd_code json_reader_begin(struct json_reader *reader, json_handler *handler, void *user,
                            struct fault *fault);

/* Feeds a part of the text. */
cisd_code json_reader_feed(struct json_reader *reader, const char *data, size_t length,
                           struct fault *fault);

/* How far the text was read, from 1: where a fault came up, or where it goes on. */
void json_reader_position(const struct json_reader *reader, size_t *line, size_t *column);

/* The text ends here: it must be whole. */
cisd_code json_reader_end(struct json_reader *reader, struct fault *fault);

#endif
