#include "renderers/xml_report.h"

cisd_code xml_report_begin(cisd_renderer *renderer, struct fault *fault)
{
    struct xml_library library;

    (void)renderer;
    return xml_library_load(&library, fault);
}

cisd_code xml_report_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    struct xml_report *report = renderer->state;

    return kept_add(&report->kept, &renderer->memory, result, fault);
}

void xml_report_release(cisd_renderer *renderer)
{
    struct xml_report *report = renderer->state;

    kept_release(&report->kept, &renderer->memory);
}

void xml_report_pass(struct xml_report *report)
{
    cisd_renderer *renderer = report->renderer;

    if (report->fault->code == CISD_OK &&
        xml_take(&report->xml, &renderer->out, report->fault) == CISD_OK)
        (void)renderer_flush(&renderer->out, renderer->write, renderer->user, report->fault);
}

cisd_code xml_report_finish(cisd_renderer *renderer, void (*write)(struct xml_report *report),
                            struct fault *fault)
{
    struct xml_report *report = renderer->state;

    report->renderer = renderer;
    report->report = renderer->report;
    report->fault = fault;
    buffer_init(&report->scratch, &renderer->memory);
    if (xml_begin(&report->xml, &renderer->memory, fault) == CISD_OK) {
        write(report);
        if (fault->code == CISD_OK)
            (void)xml_end(&report->xml, &renderer->out, fault);
    }
    buffer_free(&report->scratch);
    xml_free(&report->xml);
    return fault->code;
}
