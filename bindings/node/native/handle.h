/*
 * What JavaScript holds of the library: an external value with a counted handle in it. All of this
 * is for the main thread; a task that works on an object elsewhere has its own reference.
 */
#ifndef CISDNODE_HANDLE_H
#define CISDNODE_HANDLE_H

#include "value.h"

enum handle_kind { HANDLE_AUDIT, HANDLE_RESULTS, HANDLE_REPORT, HANDLE_POLICY, HANDLE_RENDERER };

/* The first member of what is held. */
struct handle {
    enum handle_kind kind;
    unsigned references;
    bool closed; /* for JavaScript it is gone */
    unsigned busy; /* how many tasks work on it */
    void (*free)(struct handle *handle);
    void (*stop)(struct handle *handle);    /* ends work under way; may be NULL */
    void (*release)(struct handle *handle); /* closed and at rest, maybe still referred to; or NULL */
};

/* Memory for a handle with one reference, for the caller; NULL where there is none. */
void *handle_new(enum handle_kind kind, size_t size, void (*free_it)(struct handle *));

void *handle_ref(void *handle);
void handle_unref(void *handle);

/* Gives the caller's reference to JavaScript. `bytes` is what the collector is told it weighs. */
napi_value handle_value(napi_env env, void *handle, int64_t bytes);

/* A task begins to work on a handle, or has ended. */
void handle_begin(struct handle *handle);
void handle_end(struct handle *handle);

/* The handle in a value; throws and returns NULL where it is closed or none of that kind. */
void *handle_of(napi_env env, napi_value value, enum handle_kind kind);

/* The same, which must not be at work. */
void *handle_idle(napi_env env, napi_value value, enum handle_kind kind);

/* close(handle): ends its work and frees it as soon as that has ended. */
napi_value handle_close(napi_env env, napi_callback_info info);

#endif
