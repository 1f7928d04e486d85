#include "ground/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Most subjects, and the results of them, fit in one chunk. */
#define CHUNK_SIZE 1960

struct pool_chunk {
    struct pool_chunk *next;
    size_t used, size;
    alignas(max_align_t) char data[];
};

static void *default_reallocate(void *user, void *old, size_t size)
{
    (void)user;
    if (size == 0) {
        free(old);
        return NULL;
    }
    return realloc(old, size);
}

void memory_init(struct memory *memory, const cisd_allocator *allocator)
{
    memory->reallocate = allocator != NULL ? allocator->reallocate : default_reallocate;
    memory->user = allocator != NULL ? allocator->user : NULL;
}

void *memory_alloc(const struct memory *memory, size_t size)
{
    return memory->reallocate(memory->user, NULL, size != 0 ? size : 1);
}

void *memory_zero(const struct memory *memory, size_t size)
{
    void *fresh = memory_alloc(memory, size);

    if (fresh != NULL)
        memset(fresh, 0, size);
    return fresh;
}

void *memory_resize(const struct memory *memory, void *old, size_t size)
{
    return memory->reallocate(memory->user, old, size != 0 ? size : 1);
}

void memory_free(const struct memory *memory, void *old)
{
    if (old != NULL)
        (void)memory->reallocate(memory->user, old, 0);
}

char *memory_copy(const struct memory *memory, const char *text, size_t length)
{
    char *copy = memory_alloc(memory, length + 1);

    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

void *memory_grow(const struct memory *memory, void *array, size_t count, size_t *capacity,
                  size_t size)
{
    size_t wanted = *capacity != 0 ? *capacity * 2 : 8;
    void *larger;

    if (count < *capacity)
        return array;
    if (wanted > SIZE_MAX / 2 / size)
        return NULL;
    larger = memory_resize(memory, array, wanted * size);
    if (larger != NULL)
        *capacity = wanted;
    return larger;
}

void pool_init(struct pool *pool, const struct memory *memory)
{
    pool->memory = *memory;
    pool->chunks = NULL;
}

void pool_free(struct pool *pool)
{
    struct memory memory = pool->memory;
    struct pool_chunk *chunk = pool->chunks;

    /* The pool may live in its own first chunk: it is not touched while chunks go. */
    pool->chunks = NULL;
    while (chunk != NULL) {
        struct pool_chunk *next = chunk->next;

        memory_free(&memory, chunk);
        chunk = next;
    }
}

static struct pool_chunk *add_chunk(struct pool *pool, size_t size)
{
    struct pool_chunk *chunk;

    if (size > SIZE_MAX / 2)
        return NULL;
    if (size < CHUNK_SIZE)
        size = CHUNK_SIZE;
    chunk = memory_alloc(&pool->memory, sizeof *chunk + size);
    if (chunk == NULL)
        return NULL;
    chunk->used = 0;
    chunk->size = size;
    chunk->next = pool->chunks;
    pool->chunks = chunk;
    return chunk;
}

/* Room at a multiple of `step`, a power of two. */
static void *take(struct pool *pool, size_t size, size_t step)
{
    struct pool_chunk *chunk = pool->chunks;
    size_t start = chunk != NULL ? (chunk->used + step - 1) & ~(step - 1) : 0;

    if (chunk == NULL || start > chunk->size || chunk->size - start < size) {
        chunk = add_chunk(pool, size);
        start = 0;
    }
    if (chunk == NULL)
        return NULL;
    chunk->used = start + size;
    return chunk->data + start;
}

void *pool_alloc(struct pool *pool, size_t size)
{
    return take(pool, size, alignof(max_align_t));
}

char *pool_text(struct pool *pool, size_t length)
{
    return take(pool, length + 1, 1);
}

char *pool_copy(struct pool *pool, const char *text, size_t length)
{
    char *copy = pool_text(pool, length);

    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}
