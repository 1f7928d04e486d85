/*
 * The allocator given to yajl, which does not bear a failed allocation: this one never returns
 * NULL but leaves by longjmp past yajl's frames, to the place that called it. What yajl had
 * allocated by then is freed as a whole.
 */
#ifndef CISD_READERS_JSON_MEMORY_H
#define CISD_READERS_JSON_MEMORY_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

#include "ground/memory.h"

struct json_block;

struct json_memory {
    struct memory memory;
    struct json_block *blocks;
    size_t used, limit;
    bool limited;   /* it was the limit that was hit, not the end of memory */
    jmp_buf out;    /* set before every call into yajl */
};

void json_memory_init(struct json_memory *json, const struct memory *memory, size_t limit);

/* Frees every block still there. */
void json_memory_clear(struct json_memory *json);

/* The three functions, with the json_memory as context. */
void *json_memory_alloc(void *context, size_t size);
void *json_memory_resize(void *context, void *old, size_t size);
void json_memory_free(void *context, void *old);

#endif
