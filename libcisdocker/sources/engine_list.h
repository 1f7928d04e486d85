/* The containers an engine has, whatever their state, in a fixed order. */
#ifndef CISD_SOURCES_ENGINE_LIST_H
#define CISD_SOURCES_ENGINE_LIST_H

#include "ground/fault.h"
#include "ground/memory.h"
#include "sources/engine_answer.h"

#define ENGINE_LIST_MAX 1000000
#define ENGINE_LIST_BODY ((size_t)256 << 20)

/* The bytes of an id, and the room for it as text. */
#define ENGINE_ID 32
#define LISTED_ID (2 * ENGINE_ID + 1)

/* What the list says of a container. Small: there may be a million. */
struct listed {
    const char *name, *image; /* as they came, bounded in length */
    unsigned char id[ENGINE_ID];
    bool id_valid; /* it is hexadecimal digits in lower case, as many as there have to be */
};

#define LISTED_IMAGES 16

struct engine_list {
    struct pool pool;
    struct listed *entries; /* by name, then id */
    size_t count, capacity;
    const char *images[LISTED_IMAGES]; /* the latest different ones, each kept once */
    size_t image_count;
    char path[64];
};

/* The question for the list, whose answer goes into `list` as it comes. */
struct engine_question engine_list_question(struct engine_list *list, const struct memory *memory,
                                            const char *api, long timeout_ms);

/* The whole list has come: puts it into its order. */
void engine_list_sort(struct engine_list *list);
void engine_list_free(struct engine_list *list);

/* Writes the id as text; "" where it is not valid. */
void engine_list_spell_id(const struct listed *entry, char text[LISTED_ID]);

#endif
