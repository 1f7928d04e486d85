/* The containers an engine has, whatever their state, in a fixed order. */
#ifndef CISD_SOURCES_ENGINE_LIST_H
#define CISD_SOURCES_ENGINE_LIST_H

#include "ground/fault.h"
#include "ground/memory.h"
#include "readers/http.h"

#define ENGINE_LIST_MAX 1000000
#define ENGINE_LIST_BODY ((size_t)256 << 20)

/* What the list says of a container; the strings are as they came, bounded in length. */
struct listed {
    const char *id, *name, *image;
};

struct engine_list {
    struct pool pool;
    struct listed *entries; /* by name, then id */
    size_t count, capacity;
};

/* Asks for the list. */
cisd_code engine_list_read(struct http *http, const struct memory *memory, const char *api,
                           long timeout_ms, struct engine_list *list, struct fault *fault);
void engine_list_free(struct engine_list *list);

/* Whether an id can stand in a path: 64 hexadecimal digits. */
bool engine_list_id_valid(const char *id);

#endif
