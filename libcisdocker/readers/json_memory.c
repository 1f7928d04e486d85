#include "readers/json_memory.h"

#include <stdalign.h>
#include <string.h>

struct json_block {
    struct json_block *previous, *next;
    size_t size;
    alignas(max_align_t) char data[];
};

void json_memory_init(struct json_memory *json, const struct memory *memory, size_t limit)
{
    memset(json, 0, sizeof *json);
    json->memory = *memory;
    json->limit = limit;
}

void json_memory_clear(struct json_memory *json)
{
    while (json->blocks != NULL)
        json_memory_free(json, json->blocks->data);
    json->used = 0;
    json->limited = false;
}

static struct json_block *block_of(void *data)
{
    return data != NULL ? (struct json_block *)((char *)data - offsetof(struct json_block, data))
                        : NULL;
}

static void link_block(struct json_memory *json, struct json_block *block)
{
    block->previous = NULL;
    block->next = json->blocks;
    if (block->next != NULL)
        block->next->previous = block;
    json->blocks = block;
    json->used += block->size;
}

static void unlink_block(struct json_memory *json, struct json_block *block)
{
    if (block->previous != NULL)
        block->previous->next = block->next;
    else
        json->blocks = block->next;
    if (block->next != NULL)
        block->next->previous = block->previous;
    json->used -= block->size;
}

void *json_memory_resize(void *context, void *old, size_t size)
{
    struct json_memory *json = context;
    struct json_block *block = block_of(old);
    size_t before = block != NULL ? block->size : 0;
    struct json_block *larger;

    json->limited = size > json->limit || json->used - before > json->limit - size;
    if (json->limited)
        longjmp(json->out, 1);
    if (block != NULL)
        unlink_block(json, block);
    larger = memory_resize(&json->memory, block, sizeof *larger + size);
    if (larger == NULL) {
        if (block != NULL)
            link_block(json, block);
        longjmp(json->out, 1);
    }
    larger->size = size;
    link_block(json, larger);
    return larger->data;
}

void *json_memory_alloc(void *context, size_t size)
{
    return json_memory_resize(context, NULL, size);
}

void json_memory_free(void *context, void *old)
{
    struct json_memory *json = context;
    struct json_block *block = block_of(old);

    if (block == NULL)
        return;
    unlink_block(json, block);
    memory_free(&json->memory, block);
}
