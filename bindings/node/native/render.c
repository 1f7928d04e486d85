#include "render.h"

#include <stdlib.h>

#include "report.h"
#include "results.h"
#include "task.h"

cisd_render_options render_options(napi_env env, napi_value object, struct kept *kept,
                                   bool *failed)
{
    return (cisd_render_options){
        .size = sizeof(cisd_render_options),
        .color = take_flag(env, member_of(env, object, "color")),
        .verbose = take_flag(env, member_of(env, object, "verbose")),
        .quiet = take_flag(env, member_of(env, object, "quiet")),
        .width = (unsigned)take_number(env, member_of(env, object, "width")),
        .per_subject = take_flag(env, member_of(env, object, "perSubject")),
        .asset_host = take_text(env, member_of(env, object, "assetHost"), kept, failed),
        .asset_fqdn = take_text(env, member_of(env, object, "assetFqdn"), kept, failed),
        .asset_addresses =
            take_texts(env, member_of(env, object, "assetAddresses"), kept, NULL, failed),
        .asset_facts = take_texts(env, member_of(env, object, "assetFacts"), kept, NULL, failed),
    };
}

struct renderer {
    struct handle handle;
    cisd_renderer *renderer;
    struct report *report; /* what it renders lives as long as it does */
    struct kept kept;
    struct bytes bytes; /* written, not yet handed out */
    bool finished;
};

static void free_renderer(struct handle *handle)
{
    struct renderer *renderer = (struct renderer *)handle;

    cisd_renderer_free(renderer->renderer);
    handle_unref(renderer->report);
    kept_free(&renderer->kept);
    bytes_free(&renderer->bytes);
    free(renderer);
}

/* rendererNew(report, format, options) */
napi_value renderer_new(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct report *report = report_idle(env, call.arguments[0]);
    struct renderer *renderer;
    cisd_render_options options;
    cisd_error *error = NULL;
    cisd_code code = CISD_OK;
    bool failed = false;

    if (report == NULL)
        return NULL;
    renderer = handle_new(HANDLE_RENDERER, sizeof *renderer, free_renderer);
    if (renderer == NULL) {
        throw_failure(env, CISD_E_NO_MEMORY, NULL);
        return NULL;
    }
    renderer->report = handle_ref(report);
    options = render_options(env, call.arguments[2], &renderer->kept, &failed);
    if (!failed)
        code = cisd_renderer_new((cisd_format)take_number(env, call.arguments[1]), report->report,
                                 &options, bytes_add, &renderer->bytes, &renderer->renderer,
                                 &error);
    if (!failed && code == CISD_OK)
        return handle_value(env, renderer, 0);
    handle_unref(renderer);
    if (!failed)
        throw_failure(env, code, error);
    return NULL;
}

/* What has been written since; NULL without memory. */
static napi_value hand_out(napi_env env, struct renderer *renderer)
{
    napi_value value = NULL;

    if (renderer->bytes.length == 0)
        return text_value(env, NULL);
    (void)napi_create_buffer_copy(env, renderer->bytes.length, renderer->bytes.data, NULL, &value);
    renderer->bytes.length = 0;
    return value;
}

/* A renderer that may go on; its report may not be at work either. */
static struct renderer *renderer_of(struct call *call)
{
    struct renderer *renderer = handle_idle(call->env, call->arguments[0], HANDLE_RENDERER);

    if (renderer == NULL)
        return NULL;
    if (renderer->finished) {
        throw_state(call->env, "the renderer has finished");
        return NULL;
    }
    if (renderer->report->audit != NULL && renderer->report->audit->busy > 0) {
        throw_state(call->env, "the audit is at work in another call");
        return NULL;
    }
    return renderer;
}

/* rendererAdd(renderer, results, index): a Buffer, or null where nothing was written */
napi_value renderer_add(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct renderer *renderer = renderer_of(&call);
    cisd_result *result = renderer != NULL ? result_of(&call, 1) : NULL;
    cisd_error *error = NULL;
    cisd_code code;

    if (result == NULL)
        return NULL;
    code = cisd_renderer_add(renderer->renderer, result, &error);
    if (code == CISD_OK)
        return hand_out(env, renderer);
    throw_failure(env, code, error);
    return NULL;
}

static void run_finish(struct task *task)
{
    struct renderer *renderer = (struct renderer *)task->handle;

    task->code = cisd_renderer_finish(renderer->renderer, &task->error);
}

static napi_value finish_finish(napi_env env, struct task *task)
{
    return hand_out(env, (struct renderer *)task->handle);
}

/* rendererFinish(renderer): a promise of a Buffer, or of null */
napi_value renderer_finish(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct renderer *renderer = renderer_of(&call);
    struct task *task = renderer != NULL ? task_new(env, run_finish, finish_finish) : NULL;

    if (task == NULL)
        return NULL;
    renderer->finished = true;
    task->also = renderer->report->audit;
    return task_start(env, task, renderer);
}
