/*
 * JUnit XML as the strictest schema in use takes it (Jenkins' xUnit plug-in): a test case a
 * subject. Its counts stand before the cases, so results are kept until the end.
 */
#include <string.h>

#include "judgement/reason.h"
#include "renderers/junit_names.h"
#include "renderers/outcome.h"
#include "renderers/plain.h"
#include "renderers/sentence.h"
#include "renderers/stamp.h"
#include "renderers/xml_report.h"
#include "report/rule.h"

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

/* The numbers a suite begins with, for one target or for all. */
struct tally {
    size_t tests, failures, errors, skipped;
};

static void count_element(struct tally *tally, const char *element)
{
    tally->tests++;
    tally->failures += element != NULL && strcmp(element, "failure") == 0;
    tally->errors += element != NULL && strcmp(element, "error") == 0;
    tally->skipped += element != NULL && strcmp(element, "skipped") == 0;
}

static void count_target(struct tally *tally, const struct xml_report *report, size_t target)
{
    const struct kept *kept = &report->kept;

    for (size_t i = 0; i < kept->count; i++)
        if (kept->results[i]->subject->target == target)
            count_element(tally, element_of(kept->results[i]));
    if (outcome_incomplete(&report->report->targets[target]))
        count_element(tally, "error");
}

static void write_tally(struct xml_writer *xml, const struct tally *tally)
{
    xml_number(xml, "tests", tally->tests);
    xml_number(xml, "failures", tally->failures);
    xml_number(xml, "errors", tally->errors);
}

/* "web (3ccbab566df8), image nginx:1.27": which one it is at present, and what mends it. */
static void write_body(struct xml_writer *xml, const cisd_result *result, struct buffer *scratch)
{
    const struct subject *subject = result->subject;
    struct buffer body;

    buffer_init(&body, &xml->memory);
    sentence_subject(scratch, subject);
    buffer_join(&body, scratch);
    if (subject->image[0] != '\0') {
        buffer_text(&body, ", image ");
        plain_add(&body, subject->image, false);
    }
    sentence_remedy(scratch, result);
    if (scratch->length > 0)
        buffer_char(&body, '\n');
    buffer_join(&body, scratch);
    xml_text_shown(xml, &body);
    buffer_free(&body);
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
    xml_attribute_shown(xml, "message", scratch);
    if (strcmp(element, "skipped") != 0)
        write_body(xml, result, scratch);
    xml_close(xml);
}

static void write_case(struct xml_report *report, size_t index, const char *name)
{
    struct xml_writer *xml = &report->xml;

    xml_open(xml, "testcase");
    xml_attribute(xml, "name", name);
    xml_attribute(xml, "classname", "cisdocker.5.4");
    xml_attribute(xml, "time", "0");
    write_outcome(xml, report->kept.results[index], &report->scratch);
    xml_close(xml);
}

/* A target that could not be checked to its end is an error of its own, lest it look clean. */
static void write_incomplete(struct xml_writer *xml, const struct target *target,
                             struct buffer *scratch)
{
    xml_open(xml, "testcase");
    buffer_clear(scratch);
    buffer_text(scratch, "5.4 target ");
    plain_add(scratch, target->uri, false);
    buffer_text(scratch, target->host[0] != '\0' ? " on " : "");
    plain_add(scratch, target->host, false);
    buffer_text(scratch, " checked to its end");
    xml_attribute_shown(xml, "name", scratch);
    xml_attribute(xml, "classname", "cisdocker.5.4");
    xml_attribute(xml, "time", "0");
    xml_open(xml, "error");
    xml_attribute(xml, "type", "target-incomplete");
    xml_attribute(xml, "message", outcome_cause(target));
    xml_close(xml);
    xml_close(xml);
}

static void open_suite(struct xml_writer *xml, const cisd_report *report,
                       const struct target *target, const struct tally *tally)
{
    char started[STAMP];

    stamp_bare(started, report->started); /* the schema wants no time zone */
    xml_open(xml, "testsuite");
    xml_attribute(xml, "name", target->uri);
    write_tally(xml, tally);
    xml_number(xml, "skipped", tally->skipped);
    xml_number(xml, "time", (unsigned long long)(report->finished - report->started));
    xml_attribute(xml, "timestamp", started);
    if (target->host[0] != '\0')
        xml_attribute(xml, "hostname", target->host);
}

/* A suite a target. */
static void write_suite(struct xml_report *report, const struct junit_names *names,
                        size_t number)
{
    const struct target *target = &report->report->targets[number];
    const struct kept *kept = &report->kept;
    struct tally tally = {0};

    count_target(&tally, report, number);
    open_suite(&report->xml, report->report, target, &tally);
    for (size_t i = 0; i < kept->count; i++) {
        if (kept->results[i]->subject->target != number)
            continue;
        write_case(report, i, names->all[i]);
        xml_report_pass(report);
    }
    if (outcome_incomplete(target))
        write_incomplete(&report->xml, target, &report->scratch);
    xml_close(&report->xml);
}

static void write_suites(struct xml_report *report)
{
    struct tally tally = {0};
    struct junit_names names;

    if (junit_names_init(&names, &report->xml.memory, report->report, &report->kept,
                         report->fault) == CISD_OK) {
        for (size_t i = 0; i < report->report->target_count; i++)
            count_target(&tally, report, i);
        xml_open(&report->xml, "testsuites");
        xml_attribute(&report->xml, "name", report->report->rule->texts[CISD_RULE_TITLE]);
        write_tally(&report->xml, &tally);
        for (size_t i = 0; i < report->report->target_count; i++)
            write_suite(report, &names, i);
        xml_close(&report->xml);
    }
    junit_names_free(&names);
}

static cisd_code junit_finish(cisd_renderer *renderer, struct fault *fault)
{
    return xml_report_finish(renderer, write_suites, fault);
}

const struct renderer_type renderer_junit = {
    .name = "junit",
    .state_size = sizeof(struct xml_report),
    .begin = xml_report_begin,
    .add = xml_report_add,
    .finish = junit_finish,
    .release = xml_report_release,
};
