/*
 * JUnit XML as the strictest schema in use takes it (Jenkins' xUnit plug-in): a test case a
 * subject. Its counts stand before the cases, so results are kept until the end.
 */
#include "judgement/reason.h"
#include "renderers/kept.h"
#include "renderers/renderer.h"
#include "renderers/sentence.h"
#include "renderers/xml_writer.h"
#include "report/rule.h"
#include "report/words.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* What a verdict is called here; a pass is an empty case. */
static const char *element_of(const cisd_result *result)
{
    static const char *const elements[CISD_VERDICTS] = {
        [CISD_FAIL] = "failure",
        [CISD_ERROR] = "error",
        [CISD_UNKNOWN] = "error",
        [CISD_NOTAPPLICABLE] = "skipped",
        [CISD_NOTCHECKED] = "skipped",
        [CISD_INFORMATIONAL] = "skipped",
    };

    return result->judgement.waived ? "skipped" : elements[result->judgement.verdict];
}

static size_t count(const struct kept *kept, const char *element)
{
    size_t number = 0;

    for (size_t i = 0; i < kept->count; i++) {
        const char *is = element_of(kept->results[i]);

        number += is != NULL && strcmp(is, element) == 0;
    }
    return number;
}

static void write_totals(struct xml_writer *xml, const struct kept *kept)
{
    xml_number(xml, "tests", kept->count);
    xml_number(xml, "failures", count(kept, "failure"));
    xml_number(xml, "errors", count(kept, "error"));
}

/* Readers tell cases apart by name and drop doubles: the id makes it unique. */
static void write_name(struct xml_writer *xml, const cisd_result *result, struct buffer *scratch)
{
    const struct subject *subject = result->subject;

    buffer_clear(scratch);
    buffer_text(scratch, "5.4 ");
    buffer_text(scratch, subject->name);
    if (subject->id[0] != '\0') {
        buffer_text(scratch, " (");
        buffer_add(scratch, subject->id, strnlen(subject->id, 12));
        buffer_char(scratch, ')');
    } else if (subject->file != NULL) {
        buffer_text(scratch, " (");
        buffer_text(scratch, subject->file);
        buffer_char(scratch, ':');
        buffer_number(scratch, subject->line);
        buffer_char(scratch, ')');
    }
    xml_attribute(xml, "name", scratch->failed ? "" : scratch->data);
}

static void write_outcome(struct xml_writer *xml, const cisd_result *result,
                          struct buffer *scratch)
{
    const char *element = element_of(result);

    if (element == NULL)
        return;
    xml_open(xml, element);
    if (strcmp(element, "skipped") != 0)
        xml_attribute(xml, "type", reason_name(result->judgement.findings[0].reason));
    sentence_reasons(scratch, result);
    xml_attribute(xml, "message", scratch->failed ? "" : scratch->data);
    if (strcmp(element, "failure") == 0) {
        sentence_remedy(scratch, result);
        xml_text(xml, scratch->failed ? "" : scratch->data);
    }
    xml_close(xml);
}

static void write_cases(struct xml_writer *xml, const struct kept *kept, struct buffer *scratch)
{
    for (size_t i = 0; i < kept->count; i++) {
        xml_open(xml, "testcase");
        write_name(xml, kept->results[i], scratch);
        xml_attribute(xml, "classname", "cisdocker.5.4");
        xml_attribute(xml, "time", "0");
        write_outcome(xml, kept->results[i], scratch);
        xml_close(xml);
    }
}

/* The schema wants no time zone. */
static void write_timestamp(struct xml_writer *xml, int64_t seconds)
{
    time_t when = (time_t)seconds;
    struct tm parts;
    char text[32] = "1970-01-01T00:00:00";

    if (gmtime_r(&when, &parts) != NULL)
        (void)strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    xml_attribute(xml, "timestamp", text);
}

static void write_suite(struct xml_writer *xml, const cisd_report *report,
                        const struct kept *kept, struct buffer *scratch)
{
    const struct target *target = report->target_count > 0 ? &report->targets[0] : NULL;

    xml_open(xml, "testsuite");
    xml_attribute(xml, "name", report->rule->texts[CISD_RULE_BENCHMARK]);
    write_totals(xml, kept);
    xml_number(xml, "skipped", count(kept, "skipped"));
    xml_number(xml, "time", (unsigned long long)(report->finished - report->started));
    write_timestamp(xml, report->started);
    if (target != NULL && target->host[0] != '\0')
        xml_attribute(xml, "hostname", target->host);
    write_cases(xml, kept, scratch);
    xml_close(xml);
}

static cisd_code junit_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    return kept_add(renderer->state, &renderer->memory, result, fault);
}

static cisd_code junit_finish(cisd_renderer *renderer, struct fault *fault)
{
    const struct kept *kept = renderer->state;
    struct xml_writer xml;
    struct buffer scratch;
    cisd_code code = xml_begin(&xml, &renderer->memory, fault);

    buffer_init(&scratch, &renderer->memory);
    if (code == CISD_OK) {
        xml_open(&xml, "testsuites");
        xml_attribute(&xml, "name", "cisdocker");
        write_totals(&xml, kept);
        write_suite(&xml, renderer->report, kept, &scratch);
        xml_close(&xml);
        code = scratch.failed ? fault_no_memory(fault) : xml_end(&xml, &renderer->out, fault);
    }
    buffer_free(&scratch);
    xml_free(&xml);
    return code;
}

static void junit_release(cisd_renderer *renderer)
{
    kept_release(renderer->state, &renderer->memory);
}

const struct renderer_type renderer_junit = {
    .name = "junit",
    .state_size = sizeof(struct kept),
    .add = junit_add,
    .finish = junit_finish,
    .release = junit_release,
};
