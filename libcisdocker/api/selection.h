/* Which subjects are wanted. */
#ifndef CISD_API_SELECTION_H
#define CISD_API_SELECTION_H

#include "facts/subject.h"
#include "ground/fault.h"
#include "sources/source.h"

enum selection_key { SELECT_NAME, SELECT_IMAGE, SELECT_LABEL, SELECT_STATE, SELECTION_KEYS };

struct selection_term {
    enum selection_key key;
    const char *pattern;   /* what must match; for a label its key, without the value */
    const char *value;     /* of a label; NULL: any */
};

struct selection {
    struct pool pool;
    struct selection_term *terms;
    size_t count, capacity;
    const char **label_keys;
    size_t label_count, label_capacity;
};

void selection_init(struct selection *selection, const struct memory *memory);
void selection_free(struct selection *selection);

/* Adds a term; `key` is the public header's word for it. */
cisd_code selection_add(struct selection *selection, const char *key, const char *value,
                        struct fault *fault);

/* Whether a subject is wanted. What cannot be told of one that could not be read is no reason
   to leave it out. */
bool selection_wants(const struct selection *selection, const struct subject *subject);

#endif
