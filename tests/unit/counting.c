#include "counting.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static bool is_to_fail(struct counting *counting)
{
    counting->asked++;
    if (counting->fail_at == 0 || counting->asked < counting->fail_at)
        return false;
    return counting->asked == counting->fail_at || counting->and_after;
}

static void *work(struct counting *counting, void *memory, size_t size)
{
    void *fresh;

    if (size == 0) {
        counting->live -= memory != NULL;
        free(memory);
        return NULL;
    }
    if (is_to_fail(counting)) {
        counting->failed = true;
        return NULL;
    }
    /* Always moves, so that a pointer kept too long is found out. */
    fresh = malloc(size);
    if (fresh == NULL)
        abort();
    if (memory != NULL) {
        void *moved = realloc(memory, size);

        if (moved == NULL)
            abort();
        memcpy(fresh, moved, size);
        free(moved);
    } else {
        counting->live++;
    }
    return fresh;
}

static void *reallocate(void *user, void *memory, size_t size)
{
    struct counting *counting = user;
    void *fresh;

    (void)pthread_mutex_lock(&counting->lock);
    fresh = work(counting, memory, size);
    (void)pthread_mutex_unlock(&counting->lock);
    return fresh;
}

void counting_init(struct counting *counting)
{
    memset(counting, 0, sizeof *counting);
    (void)pthread_mutex_init(&counting->lock, NULL);
    counting->allocator = (cisd_allocator){
        .size = sizeof counting->allocator, .reallocate = reallocate, .user = counting};
}
