#include "handle.h"

#include <stdlib.h>

static const char *const closed_words[] = {
    [HANDLE_AUDIT] = "the audit was closed",       [HANDLE_RESULTS] = "the result was closed",
    [HANDLE_REPORT] = "the report was closed",     [HANDLE_POLICY] = "the policy was closed",
    [HANDLE_RENDERER] = "the renderer was closed",
};
static const char *const busy_words[] = {
    [HANDLE_AUDIT] = "the audit is at work in another call",
    [HANDLE_RESULTS] = "the results are at work in another call",
    [HANDLE_REPORT] = "the report is at work in another call",
    [HANDLE_POLICY] = "the policy is at work in another call",
    [HANDLE_RENDERER] = "the renderer is at work in another call",
};

void *handle_new(enum handle_kind kind, size_t size, void (*free_it)(struct handle *))
{
    struct handle *handle = calloc(1, size);

    if (handle == NULL)
        return NULL;
    handle->kind = kind;
    handle->references = 1;
    handle->free = free_it;
    return handle;
}

void *handle_ref(void *handle)
{
    ((struct handle *)handle)->references++;
    return handle;
}

void handle_unref(void *handle)
{
    struct handle *held = handle;

    if (held != NULL && --held->references == 0)
        held->free(held);
}

static void release_at_rest(struct handle *handle)
{
    if (handle->closed && handle->busy == 0 && handle->release != NULL)
        handle->release(handle);
}

void handle_begin(struct handle *handle)
{
    if (handle != NULL)
        handle->busy++;
}

void handle_end(struct handle *handle)
{
    if (handle == NULL)
        return;
    handle->busy--;
    release_at_rest(handle);
}

static void close_it(struct handle *handle)
{
    if (handle->closed)
        return;
    handle->closed = true;
    if (handle->stop != NULL)
        handle->stop(handle);
    release_at_rest(handle);
    handle_unref(handle);
}

/* What an external has: the handle, and what the collector was told of it. */
struct weighed {
    struct handle *handle;
    int64_t bytes;
};

static void lighten(napi_env env, struct weighed *weighed)
{
    int64_t total;

    (void)napi_adjust_external_memory(env, -weighed->bytes, &total);
    weighed->bytes = 0;
}

static void collected(napi_env env, void *data, void *hint)
{
    struct weighed *weighed = data;

    (void)hint;
    lighten(env, weighed);
    if (weighed->handle != NULL)
        close_it(weighed->handle);
    free(weighed);
}

napi_value handle_value(napi_env env, void *handle, int64_t bytes)
{
    struct weighed *weighed = malloc(sizeof *weighed);
    napi_value value = NULL;
    int64_t total;

    if (weighed == NULL) {
        handle_unref(handle);
        throw_failure(env, CISD_E_NO_MEMORY, NULL);
        return NULL;
    }
    *weighed = (struct weighed){handle, bytes};
    if (napi_create_external(env, weighed, collected, NULL, &value) != napi_ok) {
        handle_unref(handle);
        free(weighed);
        return NULL;
    }
    (void)napi_adjust_external_memory(env, bytes, &total);
    return value;
}

static struct weighed *weighed_of(napi_env env, napi_value value)
{
    void *data = NULL;

    if (value == NULL || napi_get_value_external(env, value, &data) != napi_ok)
        (void)napi_throw_type_error(env, NULL, "not an object of cisdocker");
    return data;
}

void *handle_of(napi_env env, napi_value value, enum handle_kind kind)
{
    struct weighed *weighed = weighed_of(env, value);

    if (weighed == NULL)
        return NULL;
    if (weighed->handle == NULL) {
        throw_state(env, closed_words[kind]);
        return NULL;
    }
    if (weighed->handle->kind != kind) {
        (void)napi_throw_type_error(env, NULL, "an object of another kind is needed");
        return NULL;
    }
    return weighed->handle;
}

void *handle_idle(napi_env env, napi_value value, enum handle_kind kind)
{
    struct handle *handle = handle_of(env, value, kind);

    if (handle == NULL || handle->busy == 0)
        return handle;
    throw_state(env, busy_words[kind]);
    return NULL;
}

napi_value handle_close(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct weighed *weighed = weighed_of(env, call.arguments[0]);
    struct handle *handle;

    if (weighed == NULL || weighed->handle == NULL)
        return undefined_value(env);
    handle = weighed->handle;
    weighed->handle = NULL;
    lighten(env, weighed);
    close_it(handle);
    return undefined_value(env);
}
