#include "task.h"

#include <stdlib.h>
#include <string.h>

#include "instance.h"
#include "pool.h"

struct task *task_new(napi_env env, void (*run)(struct task *),
                      napi_value (*finish)(napi_env, struct task *))
{
    struct task *task = calloc(1, sizeof *task);

    if (task == NULL) {
        throw_failure(env, CISD_E_NO_MEMORY, NULL);
        return NULL;
    }
    task->run = run;
    task->finish = finish;
    return task;
}

void task_free(struct task *task)
{
    if (task->clean != NULL)
        task->clean(task);
    free(task->copy);
    cisd_error_free(task->error);
    kept_free(&task->kept);
    bytes_free(&task->bytes);
    handle_unref(task->handle);
    handle_unref(task->also);
    free(task);
}

void task_stop(struct task *task)
{
    if (task->handle != NULL && task->handle->stop != NULL)
        task->handle->stop(task->handle);
}

void task_complete(napi_env env, struct task *task)
{
    napi_value value = NULL;

    handle_end(task->handle);
    handle_end(task->also);
    if (task->code == CISD_OK)
        value = task->finish(env, task);
    if (task->code == CISD_OK && value != NULL) {
        (void)napi_resolve_deferred(env, task->deferred, value);
    } else {
        (void)napi_reject_deferred(env, task->deferred,
                                   error_value(env, task->code != CISD_OK ? task->code
                                                                          : CISD_E_NO_MEMORY,
                                               task->error));
        task->error = NULL;
    }
    task_free(task);
}

napi_value task_start(napi_env env, struct task *task, void *handle)
{
    napi_value promise = NULL;

    if (handle != NULL)
        task->handle = handle_ref(handle);
    if (task->also != NULL)
        (void)handle_ref(task->also);
    if (napi_create_promise(env, &task->deferred, &promise) != napi_ok ||
        !pool_run(env, instance_of(env)->pool, task)) {
        task_free(task);
        (void)napi_throw_error(env, NULL, "cannot start work");
        return NULL;
    }
    handle_begin(task->handle);
    handle_begin(task->also);
    return promise;
}

bool task_data(napi_env env, struct task *task, napi_value buffer)
{
    void *data = NULL;
    size_t size = 0;

    if (buffer == NULL || napi_get_buffer_info(env, buffer, &data, &size) != napi_ok) {
        (void)napi_throw_type_error(env, NULL, "a Buffer is needed");
        return false;
    }
    task->copy = malloc(size + 1);
    if (task->copy == NULL) {
        throw_failure(env, CISD_E_NO_MEMORY, NULL);
        return false;
    }
    if (size > 0)
        memcpy(task->copy, data, size);
    task->data = task->copy;
    task->size = size;
    return true;
}

napi_value task_bytes(napi_env env, struct task *task)
{
    napi_value value = NULL;

    (void)napi_create_buffer_copy(env, task->bytes.length,
                                  task->bytes.data != NULL ? task->bytes.data : "", NULL, &value);
    return value;
}
