/*
 * The containers an engine lists, whatever their state: a queue that is filled as they come and
 * emptied as they are looked at, in the engine's order, which is newest first.
 */
#ifndef CISD_SOURCES_ENGINE_LIST_H
#define CISD_SOURCES_ENGINE_LIST_H

#include "ground/buffer.h"
#include "ground/fault.h"
#include "ground/memory.h"
#include "readers/json.h"

#define ENGINE_LIST_MAX 1000000

/* The bytes of an id, and the room for it as text. */
#define ENGINE_ID 32
#define LISTED_ID (2 * ENGINE_ID + 1)

struct listed_id {
    unsigned char bytes[ENGINE_ID];
    bool valid; /* it is hexadecimal digits in lower case, as many as there have to be */
};

/* What the list says of a container. */
struct listed {
    struct listed *next;
    const char *name, *image; /* repaired and cut; "" where the list has none */
    struct listed_id id;
    char texts[];
};

struct engine_list {
    struct memory memory;
    struct listed *first, **end;
    size_t waiting; /* in the queue */
    size_t count;   /* that came */
    struct listed_id id; /* of the one being read, and its texts */
    struct buffer name, image;
};

/* Where the values are that engine_list_value() wants. */
extern const struct json_place engine_list_places[];

void engine_list_init(struct engine_list *list, const struct memory *memory);

/* Takes a value of a list that is being read. */
cisd_code engine_list_value(void *list, int field, const struct json_value *value,
                            struct fault *fault);

/* The first of the queue, which becomes the caller's, to be freed with memory_free; NULL: none. */
struct listed *engine_list_take(struct engine_list *list);

void engine_list_free(struct engine_list *list);

/* Writes an id as text; "" where it is not valid. */
void engine_list_spell_id(const struct listed_id *id, char text[LISTED_ID]);

#endif
