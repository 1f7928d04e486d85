/* The exported functions about rendering. */
#include "api/arguments.h"
#include "api/error.h"
#include "renderers/json.h"
#include "renderers/renderer.h"

cisd_code cisd_renderer_new(cisd_format format, const cisd_report *report,
                            const cisd_render_options *options, cisd_write_fn write, void *user,
                            cisd_renderer **renderer, cisd_error **error)
{
    const struct renderer_type *type = renderer_type_at(format);
    cisd_render_options ours = {0};
    struct memory memory;
    struct fault fault = {.code = CISD_OK};

    memory_init(&memory, NULL);
    if (renderer != NULL)
        *renderer = NULL;
    if (report == NULL || write == NULL || renderer == NULL)
        return error_argument(&memory, "a renderer needs a report and a write function", error);
    memory = report->pool.memory;
    if (type == NULL)
        return error_argument(&memory, "there is no such format", error);
    if (options != NULL && !arguments_take(&ours, sizeof ours, options))
        return error_argument(&memory, "the render options are of a newer library", error);
    if (renderer_new(type, report, &ours, write, user, renderer, &fault) == CISD_OK)
        return CISD_OK;
    return error_hand_out(&memory, &fault, error);
}

cisd_code cisd_renderer_add(cisd_renderer *renderer, cisd_result *result, cisd_error **error)
{
    struct fault fault = {.code = CISD_OK};

    if (result == NULL)
        return error_argument(&renderer->memory, "the result is NULL", error);
    if (renderer->finished)
        (void)fault_set(&fault, CISD_E_STATE, "the renderer has finished");
    else if (renderer_add(renderer, result, &fault) == CISD_OK)
        return CISD_OK;
    return error_hand_out(&renderer->memory, &fault, error);
}

cisd_code cisd_renderer_finish(cisd_renderer *renderer, cisd_error **error)
{
    struct fault fault = {.code = CISD_OK};

    if (renderer->finished)
        (void)fault_set(&fault, CISD_E_STATE, "the renderer has finished");
    else if (renderer_finish(renderer, &fault) == CISD_OK)
        return CISD_OK;
    return error_hand_out(&renderer->memory, &fault, error);
}

void cisd_renderer_free(cisd_renderer *renderer)
{
    renderer_free(renderer);
}

cisd_code cisd_report_render(const cisd_report *report, cisd_format format,
                             const cisd_render_options *options, cisd_write_fn write, void *user,
                             cisd_error **error)
{
    cisd_renderer *renderer;
    cisd_code code = cisd_renderer_new(format, report, options, write, user, &renderer, error);

    for (size_t i = 0; code == CISD_OK && i < report->result_count; i++)
        code = cisd_renderer_add(renderer, report->results[i], error);
    if (code == CISD_OK)
        code = cisd_renderer_finish(renderer, error);
    renderer_free(renderer);
    return code;
}

cisd_code cisd_result_write_json(const cisd_result *result, cisd_write_fn write, void *user,
                                 cisd_error **error)
{
    const struct memory *memory = &result->subject->pool.memory;
    struct fault fault = {.code = CISD_OK};
    struct buffer buffer;

    if (write == NULL)
        return error_argument(memory, "the write function is NULL", error);
    buffer_init(&buffer, memory);
    json_write_result(&buffer, result);
    (void)renderer_flush(&buffer, write, user, &fault);
    buffer_free(&buffer);
    return fault.code == CISD_OK ? CISD_OK : error_hand_out(memory, &fault, error);
}
