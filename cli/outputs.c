#include "outputs.h"

#include <stdlib.h>

#include "interrupt.h"
#include "say.h"
#include "sink_trouble.h"
#include "status.h"
#include "terminal.h"

/* What a renderer's failure means: the sink's trouble, or its own. */
static int render_trouble(const struct output *output, cisd_error *error)
{
    bool unsupported = cisd_error_code(error) == CISD_E_UNSUPPORTED;
    int status = unsupported ? STATUS_USAGE : STATUS_INCOMPLETE;

    if (output->sink.error != 0)
        status = sink_trouble(&output->sink);
    else
        say("%s", cisd_error_message(error));
    cisd_error_free(error);
    return status;
}

static cisd_render_options options_for(const struct check_wish *wish, const struct sink *sink)
{
    bool color = wish->color == COLOR_ALWAYS ||
                 (wish->color == COLOR_AUTO && sink->terminal && terminal_can_color(sink->fd));

    return (cisd_render_options){
        .size = sizeof(cisd_render_options),
        .color = color,
        .verbose = wish->verbose,
        .quiet = wish->quiet,
        .width = terminal_width(sink->fd),
        .per_subject = wish->per_subject,
        .asset_host = wish->asset.host,
        .asset_fqdn = wish->asset.fqdn,
        .asset_addresses = wish->asset.addresses,
        .asset_facts = wish->asset.facts,
    };
}

static int open_one(struct output *output, const struct wanted_output *wanted,
                    const struct check_wish *wish, const cisd_report *report)
{
    cisd_render_options options;
    cisd_error *error = NULL;

    if (sink_open(&output->sink, wanted->path, wanted->format == CISD_FORMAT_JSONL) != 0)
        return sink_trouble(&output->sink);
    options = options_for(wish, &output->sink);
    if (cisd_renderer_new(wanted->format, report, &options, sink_write, &output->sink,
                          &output->renderer, &error) == CISD_OK)
        return STATUS_NONE;
    return render_trouble(output, error);
}

int outputs_open(struct outputs *outputs, const struct check_wish *wish,
                 const cisd_report *report)
{
    *outputs = (struct outputs){.all = calloc(wish->output_count, sizeof *outputs->all)};
    if (outputs->all == NULL) {
        say("out of memory");
        return STATUS_INCOMPLETE;
    }
    while (outputs->count < wish->output_count) {
        size_t i = outputs->count++;
        int status = open_one(&outputs->all[i], &wish->outputs[i], wish, report);

        if (status != STATUS_NONE)
            return status;
    }
    return STATUS_NONE;
}

int outputs_add(struct outputs *outputs, cisd_result *result)
{
    cisd_error *error = NULL;

    for (size_t i = 0; i < outputs->count; i++)
        if (cisd_renderer_add(outputs->all[i].renderer, result, &error) != CISD_OK)
            return render_trouble(&outputs->all[i], error);
    return STATUS_NONE;
}

int outputs_finish(struct outputs *outputs)
{
    cisd_error *error = NULL;

    for (size_t i = 0; i < outputs->count; i++)
        if (cisd_renderer_finish(outputs->all[i].renderer, &error) != CISD_OK)
            return render_trouble(&outputs->all[i], error);
    for (size_t i = 0; i < outputs->count; i++)
        if (sink_flush(&outputs->all[i].sink) != 0)
            return sink_trouble(&outputs->all[i].sink);
    if (interrupt_signal() != 0)
        return STATUS_SIGNAL + interrupt_signal();
    for (size_t i = 0; i < outputs->count; i++)
        if (sink_commit(&outputs->all[i].sink) != 0)
            return sink_trouble(&outputs->all[i].sink);
    return STATUS_NONE;
}

void outputs_close(struct outputs *outputs)
{
    for (size_t i = 0; i < outputs->count; i++) {
        cisd_renderer_free(outputs->all[i].renderer);
        sink_close(&outputs->all[i].sink);
    }
    free(outputs->all);
}
