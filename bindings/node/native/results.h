/* A batch of results: drawn together in another thread, read one by one on the main thread. */
#ifndef CISDNODE_RESULTS_H
#define CISDNODE_RESULTS_H

#include "bytes.h"
#include "handle.h"

#define RESULTS_MAX 1024

/* The last message of a reason: of most reasons it is always the same one. */
struct message {
    const char *text;
    uint32_t place[2];
};

struct results {
    struct handle handle;
    size_t count, most;
    struct bytes numbers, text; /* what loops ask for, packed: see lib/result.js */
    uint32_t units;             /* the text's length as JavaScript counts it */
    struct message messages[CISD_REASONS];
    cisd_result *list[];        /* NULL for what was closed */
};

/* With room for so many. */
struct results *results_new(size_t most);

/* Adds a result, taking it over; only while there is room. False without memory. */
bool results_add(struct results *results, cisd_result *result);

/* A batch as JavaScript takes it, {handle, count, numbers, text}; takes the batch over. */
napi_value results_value(napi_env env, struct results *results);

/* The result in arguments (batch, index); NULL, and an exception, where it was closed. */
cisd_result *result_of(struct call *call, int first);

/* The functions of JavaScript about results. */
napi_value results_details(napi_env env, napi_callback_info info);
napi_value results_close_one(napi_env env, napi_callback_info info);
napi_value results_json(napi_env env, napi_callback_info info);
napi_value results_fix(napi_env env, napi_callback_info info);

#endif
