#include "task.h"

#include <stdlib.h>
#include <string.h>

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

void task_free(napi_env env, struct task *task)
{
    if (task->clean != NULL)
        task->clean(task);
    free(task->copy);
    if (task->work != NULL)
        (void)napi_delete_async_work(env, task->work);
    cisd_error_free(task->error);
    kept_free(&task->kept);
    bytes_free(&task->bytes);
    handle_unref(task->handle);
    handle_unref(task->also);
    free(task);
}

static void execute(napi_env env, void *data)
{
    struct task *task = data;

    (void)env;
    task->run(task);
}

static void complete(napi_env env, napi_status status, void *data)
{
    struct task *task = data;
    napi_value value = NULL;

    handle_end(task->handle);
    handle_end(task->also);
    if (status == napi_cancelled)
        task->code = CISD_E_CANCELLED;
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
    task_free(env, task);
}

napi_value task_start(napi_env env, struct task *task, void *handle)
{
    napi_value promise = NULL;

    if (handle != NULL)
        task->handle = handle_ref(handle);
    if (task->also != NULL)
        (void)handle_ref(task->also);
    if (napi_create_promise(env, &task->deferred, &promise) != napi_ok ||
        napi_create_async_work(env, NULL, text_value(env, "cisdocker"), execute, complete, task,
                               &task->work) != napi_ok ||
        napi_queue_async_work(env, task->work) != napi_ok) {
        task_free(env, task);
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
