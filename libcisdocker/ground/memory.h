/* The allocator handed in by the caller, and pools of memory that are freed as one. */
#ifndef CISD_GROUND_MEMORY_H
#define CISD_GROUND_MEMORY_H

#include <stddef.h>

#include "cisdocker/cisdocker.h"

struct memory {
    void *(*reallocate)(void *user, void *memory, size_t size);
    void *user;
};

/* Takes over an allocator; NULL means realloc and free. */
void memory_init(struct memory *memory, const cisd_allocator *allocator);

void *memory_alloc(const struct memory *memory, size_t size);
void *memory_zero(const struct memory *memory, size_t size);
void *memory_resize(const struct memory *memory, void *old, size_t size);
void memory_free(const struct memory *memory, void *old);

/* A NUL-terminated copy; NULL if there is no memory. */
char *memory_copy(const struct memory *memory, const char *text, size_t length);

/* Room for one more of `size` bytes in an array that doubles; NULL if there is no memory. */
void *memory_grow(const struct memory *memory, void *array, size_t count, size_t *capacity,
                  size_t size);

/* Many small pieces with one lifetime. Carries its allocator, so it can outlive its maker. */
struct pool_chunk;
struct pool {
    struct memory memory;
    struct pool_chunk *chunks;
};

void pool_init(struct pool *pool, const struct memory *memory);
void pool_free(struct pool *pool);
void *pool_alloc(struct pool *pool, size_t size);
char *pool_text(struct pool *pool, size_t length); /* for so many bytes and a NUL, not aligned */
char *pool_copy(struct pool *pool, const char *text, size_t length);

#endif
