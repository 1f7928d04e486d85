#include "instance.h"

#include <stdlib.h>

#include "pool.h"

/* The pool frees itself, with the function that its threads call. */
static void free_instance(napi_env env, void *data, void *hint)
{
    (void)env;
    (void)hint;
    free(data);
}

bool instance_init(napi_env env, napi_value make_error)
{
    struct instance *instance = calloc(1, sizeof *instance);

    if (instance == NULL ||
        napi_create_reference(env, make_error, 1, &instance->make_error) != napi_ok ||
        napi_set_instance_data(env, instance, free_instance, NULL) != napi_ok) {
        free(instance);
        (void)napi_throw_error(env, NULL, "out of memory");
        return false;
    }
    instance->pool = pool_new(env);
    return instance->pool != NULL;
}

struct instance *instance_of(napi_env env)
{
    void *instance = NULL;

    (void)napi_get_instance_data(env, &instance);
    return instance;
}
