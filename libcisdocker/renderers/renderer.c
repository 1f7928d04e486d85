#include "renderers/renderer.h"

#include <string.h>

static const struct renderer_type *const types[CISD_FORMATS] = {
    [CISD_FORMAT_TEXT] = &renderer_text,
    [CISD_FORMAT_JSON] = &renderer_json,
    [CISD_FORMAT_JSONL] = &renderer_jsonl,
    [CISD_FORMAT_XCCDF] = &renderer_xccdf,
    [CISD_FORMAT_ARF] = &renderer_arf,
    [CISD_FORMAT_SARIF] = &renderer_sarif,
    [CISD_FORMAT_JUNIT] = &renderer_junit,
    [CISD_FORMAT_CSV] = &renderer_csv,
    [CISD_FORMAT_HTML] = &renderer_html,
    [CISD_FORMAT_NESSUS] = &renderer_nessus,
    [CISD_FORMAT_OCSF] = &renderer_ocsf,
    [CISD_FORMAT_OPENMETRICS] = &renderer_openmetrics,
    [CISD_FORMAT_DOCKER_BENCH] = &renderer_docker_bench,
};

const struct renderer_type *renderer_type_at(cisd_format format)
{
    return (unsigned)format < CISD_FORMATS ? types[format] : NULL;
}

cisd_code renderer_new(const struct renderer_type *type, const cisd_report *report,
                       const cisd_render_options *options, cisd_write_fn write, void *user,
                       cisd_renderer **out, struct fault *fault)
{
    const struct memory *memory = &report->pool.memory;
    cisd_renderer *renderer = memory_zero(memory, sizeof *renderer);

    if (renderer == NULL)
        return fault_no_memory(fault);
    renderer->type = type;
    renderer->memory = *memory;
    renderer->report = report;
    renderer->write = write;
    renderer->user = user;
    if (options != NULL)
        renderer->options = *options;
    if (renderer->options.width == 0)
        renderer->options.width = 80;
    buffer_init(&renderer->out, memory);
    if (type->state_size > 0) {
        renderer->state = memory_zero(memory, type->state_size);
        if (renderer->state == NULL) {
            renderer_free(renderer);
            return fault_no_memory(fault);
        }
    }
    *out = renderer;
    return CISD_OK;
}

cisd_code renderer_flush(struct buffer *buffer, cisd_write_fn write, void *user,
                         struct fault *fault)
{
    size_t length = buffer->length;

    if (buffer->failed)
        return fault_no_memory(fault);
    buffer->length = 0;
    if (length > 0 && write(user, buffer->data, length) != 0)
        return fault_set(fault, CISD_E_CALLBACK, "the report could not be written");
    return CISD_OK;
}

/* The head is written late, so that it can say what only the first result brings. */
static cisd_code begin_once(cisd_renderer *renderer, struct fault *fault)
{
    if (renderer->begun)
        return CISD_OK;
    renderer->begun = true;
    return renderer->type->begin != NULL ? renderer->type->begin(renderer, fault) : CISD_OK;
}

cisd_code renderer_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    cisd_code code = begin_once(renderer, fault);

    if (code == CISD_OK && renderer->type->add != NULL)
        code = renderer->type->add(renderer, result, fault);
    renderer->added++;
    if (code != CISD_OK)
        return code;
    return renderer_flush(&renderer->out, renderer->write, renderer->user, fault);
}

cisd_code renderer_finish(cisd_renderer *renderer, struct fault *fault)
{
    cisd_code code = begin_once(renderer, fault);

    renderer->finished = true;
    if (code == CISD_OK && renderer->type->finish != NULL)
        code = renderer->type->finish(renderer, fault);
    if (code != CISD_OK)
        return code;
    return renderer_flush(&renderer->out, renderer->write, renderer->user, fault);
}

void renderer_free(cisd_renderer *renderer)
{
    struct memory memory;

    if (renderer == NULL)
        return;
    memory = renderer->memory;
    if (renderer->state != NULL && renderer->type->release != NULL)
        renderer->type->release(renderer);
    memory_free(&memory, renderer->state);
    buffer_free(&renderer->out);
    memory_free(&memory, renderer);
}
