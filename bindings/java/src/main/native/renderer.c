#include <stdlib.h>

#include "io_cisdocker_Native.h"
#include "render_options.h"
#include "sink.h"

/* A renderer with what it needs as long as it lives. */
struct renderer {
    cisd_renderer *renderer;
    cisd_report *report;
    struct render_options options;
    struct sink *sink; /* of the call under way, else NULL */
};

static int write_on(void *user, const char *data, size_t length)
{
    struct renderer *renderer = user;

    return renderer->sink != NULL ? sink_write(renderer->sink, data, length) : -1;
}

static void free_all(struct renderer *renderer)
{
    if (renderer == NULL)
        return;
    cisd_renderer_free(renderer->renderer);
    cisd_report_unref(renderer->report);
    kept_free(&renderer->options.kept);
    free(renderer);
}

/* Takes the reference to the report over. */
NATIVE(jlong, rendererNew)(JNIEnv *env, jclass self, jlong report, jint format, jintArray numbers,
                           jobjectArray texts, jobjectArray addresses, jobjectArray facts,
                           jobject callbacks)
{
    struct renderer *renderer = calloc(1, sizeof *renderer);
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;
    struct sink sink;

    (void)self;
    sink_begin(&sink, env, callbacks);
    if (renderer == NULL)
        cisd_report_unref(TO_POINTER(report));
    else
        *renderer = (struct renderer){.report = TO_POINTER(report), .sink = &sink};
    if (renderer != NULL &&
        render_options_take(&renderer->options, env, numbers, texts, addresses, facts))
        code = cisd_renderer_new((cisd_format)format, renderer->report, &renderer->options.options,
                                 write_on, renderer, &renderer->renderer, &error);
    if (renderer != NULL)
        renderer->sink = NULL;
    if (sink_end(&sink, code, error))
        return TO_ADDRESS(renderer);
    free_all(renderer);
    return 0;
}

NATIVE(void, rendererAdd)(JNIEnv *env, jclass self, jlong address, jlong result, jobject callbacks)
{
    struct renderer *renderer = TO_POINTER(address);
    cisd_error *error = NULL;
    struct sink sink;
    cisd_code code;

    (void)self;
    sink_begin(&sink, env, callbacks);
    renderer->sink = &sink;
    code = cisd_renderer_add(renderer->renderer, TO_POINTER(result), &error);
    renderer->sink = NULL;
    (void)sink_end(&sink, code, error);
}

NATIVE(void, rendererFinish)(JNIEnv *env, jclass self, jlong address, jobject callbacks)
{
    struct renderer *renderer = TO_POINTER(address);
    cisd_error *error = NULL;
    struct sink sink;
    cisd_code code;

    (void)self;
    sink_begin(&sink, env, callbacks);
    renderer->sink = &sink;
    code = cisd_renderer_finish(renderer->renderer, &error);
    renderer->sink = NULL;
    (void)sink_end(&sink, code, error);
}

NATIVE(void, rendererFree)(JNIEnv *env, jclass self, jlong address)
{
    (void)env, (void)self;
    free_all(TO_POINTER(address));
}
