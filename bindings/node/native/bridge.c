#include "bridge.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct bridge {
    napi_threadsafe_function function;
    pthread_mutex_t mutex;
    pthread_cond_t answered;
    bool owned, callable; /* who still refers to it: who made it, and the function */
    bool closed;
    /* the question, and its answer */
    bool asking, waits;
    double numbers[3];
    void *buffer;
    size_t size, length;
    int status;
};

static void free_unless_used(struct bridge *bridge)
{
    if (bridge->owned || bridge->callable)
        return;
    (void)pthread_mutex_destroy(&bridge->mutex);
    (void)pthread_cond_destroy(&bridge->answered);
    free(bridge);
}

/* Main thread: the function is gone. At the end of a process it goes before its owner. */
static void finalize(napi_env env, void *data, void *hint)
{
    struct bridge *bridge = data;

    (void)env;
    (void)hint;
    bridge_close(bridge);
    bridge->callable = false;
    free_unless_used(bridge);
}

/* Main thread: hands a question to JavaScript. */
static void put(napi_env env, napi_value function, void *context, void *data)
{
    struct bridge *bridge = context;
    napi_value numbers[3];

    (void)data;
    if (bridge->closed)
        return;
    bridge->waits = true;
    for (int i = 0; env != NULL && i < 3; i++)
        numbers[i] = number_value(env, bridge->numbers[i]);
    if (env == NULL ||
        napi_call_function(env, undefined_value(env), function, 3, numbers, NULL) != napi_ok)
        bridge_answer(bridge, -1, NULL, 0);
}

struct bridge *bridge_new(napi_env env, napi_value function)
{
    struct bridge *bridge = calloc(1, sizeof *bridge);

    if (bridge == NULL) {
        throw_failure(env, CISD_E_NO_MEMORY, NULL);
        return NULL;
    }
    (void)pthread_mutex_init(&bridge->mutex, NULL);
    (void)pthread_cond_init(&bridge->answered, NULL);
    if (napi_create_threadsafe_function(env, function, NULL, text_value(env, "cisdocker"), 0, 1,
                                        bridge, finalize, bridge, put,
                                        &bridge->function) != napi_ok) {
        free_unless_used(bridge);
        (void)napi_throw_error(env, NULL, "cannot make a callback");
        return NULL;
    }
    bridge->owned = bridge->callable = true;
    /* Work under way keeps the process alive, a bridge alone does not. */
    (void)napi_unref_threadsafe_function(env, bridge->function);
    return bridge;
}

void bridge_close(struct bridge *bridge)
{
    if (bridge == NULL)
        return;
    bridge_answer(bridge, -1, NULL, 0);
    (void)pthread_mutex_lock(&bridge->mutex);
    bridge->closed = true;
    (void)pthread_mutex_unlock(&bridge->mutex);
}

void bridge_release(struct bridge *bridge)
{
    if (bridge == NULL)
        return;
    bridge_close(bridge);
    bridge->owned = false;
    if (bridge->callable)
        (void)napi_release_threadsafe_function(bridge->function, napi_tsfn_abort);
    else
        free_unless_used(bridge);
}

bool bridge_waits(const struct bridge *bridge)
{
    return bridge != NULL && bridge->waits;
}

int bridge_ask(struct bridge *bridge, double which, double first, double second, void *buffer,
               size_t size, size_t *length)
{
    int status;

    (void)pthread_mutex_lock(&bridge->mutex);
    bridge->asking = !bridge->closed;
    bridge->status = -1;
    bridge->numbers[0] = which;
    bridge->numbers[1] = first;
    bridge->numbers[2] = second;
    bridge->buffer = buffer;
    bridge->size = size;
    bridge->length = 0;
    if (bridge->asking && napi_call_threadsafe_function(bridge->function, NULL,
                                                        napi_tsfn_nonblocking) != napi_ok)
        bridge->asking = false;
    while (bridge->asking)
        (void)pthread_cond_wait(&bridge->answered, &bridge->mutex);
    status = bridge->status;
    if (length != NULL)
        *length = bridge->length;
    (void)pthread_mutex_unlock(&bridge->mutex);
    return status;
}

void bridge_answer(struct bridge *bridge, int status, const void *data, size_t length)
{
    (void)pthread_mutex_lock(&bridge->mutex);
    bridge->waits = false;
    if (bridge->asking) {
        bridge->status = length > bridge->size ? -1 : status;
        bridge->length = length > bridge->size ? 0 : length;
        if (bridge->length > 0)
            memcpy(bridge->buffer, data, bridge->length);
        bridge->asking = false;
        (void)pthread_cond_signal(&bridge->answered);
    }
    (void)pthread_mutex_unlock(&bridge->mutex);
}
