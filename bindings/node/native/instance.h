/* What the module keeps for each environment: the main thread's, and each worker's. */
#ifndef CISDNODE_INSTANCE_H
#define CISDNODE_INSTANCE_H

#include <node_api.h>
#include <stdbool.h>

struct instance {
    napi_ref make_error; /* a function (code, message) */
    struct pool *pool;
};

/* Makes it. False, with an exception, where it cannot be. */
bool instance_init(napi_env env, napi_value make_error);

/* NULL before that. */
struct instance *instance_of(napi_env env);

#endif
