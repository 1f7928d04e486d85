/* Work off the main thread (pool.h) that ends in a promise. */
#ifndef CISDNODE_TASK_H
#define CISDNODE_TASK_H

#include "bytes.h"
#include "handle.h"

struct task {
    /* Set by who makes it. */
    struct handle *also;            /* what must rest meanwhile; may be NULL */
    void (*run)(struct task *task); /* in another thread */
    /* Back on the main thread, if it went well. */
    napi_value (*finish)(napi_env env, struct task *task);
    void (*clean)(struct task *task); /* frees what finish() has not given away; may be NULL */
    /* For run() and finish(). */
    struct kept kept;
    const char *name;
    const void *data;
    size_t size;
    int number, form;
    size_t at; /* how much of `data` was read */
    void *made; /* freed by clean(), if at all */
    char *copy; /* of a Buffer */
    struct bytes bytes;
    cisd_code code;
    cisd_error *error;
    /* Its own. */
    struct handle *handle; /* what it works on; may be NULL */
    napi_deferred deferred;
    struct task *next; /* in the pool's lists */
};

/* An empty task; NULL, and an exception, where there is no memory. */
struct task *task_new(napi_env env, void (*run)(struct task *),
                      napi_value (*finish)(napi_env, struct task *));

/* Starts it on a handle, which may be NULL. Returns the promise. */
napi_value task_start(napi_env env, struct task *task, void *handle);

/* Frees a task that was not started, or that nobody waits for any more. */
void task_free(struct task *task);

/* Back on the main thread: settles the promise and frees the task. */
void task_complete(napi_env env, struct task *task);

/* Ends the work under way, as far as it can be ended. */
void task_stop(struct task *task);

/* Sets `data` and `size` to a copy of a Buffer's bytes; false, and an exception, if it cannot. */
bool task_data(napi_env env, struct task *task, napi_value buffer);

/* A finish() for what was written into `bytes`: a Buffer. */
napi_value task_bytes(napi_env env, struct task *task);

#endif
