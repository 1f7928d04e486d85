/* XCCDF 1.2: a benchmark with its test result, since few readers take a test result alone. */
#include "renderers/xccdf_benchmark.h"
#include "renderers/xccdf_result.h"

static void write_document(struct xml_report *report)
{
    xccdf_benchmark_open(&report->xml, report->report->rule, XCCDF_RESULT);
    xccdf_result_write(report, NULL, NULL);
    xml_close(&report->xml);
}

static cisd_code xccdf_finish(cisd_renderer *renderer, struct fault *fault)
{
    return xml_report_finish(renderer, write_document, fault);
}

const struct renderer_type renderer_xccdf = {
    .name = "xccdf",
    .state_size = sizeof(struct xml_report),
    .begin = xml_report_begin,
    .add = xml_report_add,
    .finish = xccdf_finish,
    .release = xml_report_release,
};
