/* What every format shares: a table of steps, and the way out for text. */
#ifndef CISD_RENDERERS_RENDERER_H
#define CISD_RENDERERS_RENDERER_H

#include "ground/buffer.h"
#include "ground/fault.h"
#include "report/report.h"

/* A format. Each step may be NULL; each writes to renderer->out, which is passed on after it. */
struct renderer_type {
    const char *name;
    size_t state_size;                                  /* zeroed memory at renderer->state */
    cisd_code (*begin)(cisd_renderer *renderer, struct fault *fault);
    cisd_code (*add)(cisd_renderer *renderer, cisd_result *result, struct fault *fault);
    cisd_code (*finish)(cisd_renderer *renderer, struct fault *fault);
    void (*release)(cisd_renderer *renderer);
};

struct cisd_renderer {
    const struct renderer_type *type;
    struct memory memory;
    const cisd_report *report;
    cisd_render_options options;
    cisd_write_fn write;
    void *user;
    struct buffer out;
    size_t added;      /* results so far */
    bool begun, finished;
    void *state;
};

/* The formats, by cisd_format. */
extern const struct renderer_type renderer_text, renderer_json, renderer_jsonl, renderer_xccdf,
    renderer_arf, renderer_sarif, renderer_junit, renderer_csv, renderer_html, renderer_nessus,
    renderer_ocsf, renderer_openmetrics, renderer_docker_bench;

/* The format's table; NULL for a number that is none. */
const struct renderer_type *renderer_type_at(cisd_format format);

cisd_code renderer_new(const struct renderer_type *type, const cisd_report *report,
                       const cisd_render_options *options, cisd_write_fn write, void *user,
                       cisd_renderer **out, struct fault *fault);
cisd_code renderer_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault);
cisd_code renderer_finish(cisd_renderer *renderer, struct fault *fault);
void renderer_free(cisd_renderer *renderer);

/* Passes on what a buffer holds and empties it. */
cisd_code renderer_flush(struct buffer *buffer, cisd_write_fn write, void *user,
                         struct fault *fault);

#endif
