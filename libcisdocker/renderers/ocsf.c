/*
 * OCSF 1.4 Compliance Findings, an event a line. Of the schema's versions this one has resources
 * and details as lists, which later ones keep.
 */
#include <string.h>

#include "judgement/reason.h"
#include "renderers/asset.h"
#include "renderers/json_writer.h"
#include "renderers/outcome.h"
#include "renderers/renderer.h"
#include "renderers/sentence.h"
#include "report/rule.h"
#include "report/words.h"

#define SCHEMA_VERSION "1.4.0"
#define CLASS 2003
#define CREATE 1

/* Event status: how it is dealt with. */
#define STATUS_NEW 1
#define STATUS_SUPPRESSED 3

struct choice {
    int id;
    const char *caption;
};

static const struct choice statuses[CISD_VERDICTS] = {
    [CISD_PASS] = {1, "Pass"},
    [CISD_FAIL] = {3, "Fail"},
    [CISD_ERROR] = {0, "Unknown"},
    [CISD_UNKNOWN] = {0, "Unknown"},
    [CISD_NOTAPPLICABLE] = {99, "notapplicable"},
    [CISD_NOTCHECKED] = {99, "notchecked"},
    [CISD_INFORMATIONAL] = {99, "informational"},
};

static const struct choice severities[] = {
    [CISD_SEVERITY_LOW] = {2, "Low"},
    [CISD_SEVERITY_MEDIUM] = {3, "Medium"},
    [CISD_SEVERITY_HIGH] = {4, "High"},
};

static const struct choice no_severity = {1, "Informational"};

/* What an event is about: a subject, or a target that was not checked to its end. */
struct event {
    struct json_writer json;
    struct buffer scratch;
    cisd_verdict verdict;
    const struct choice *severity;
    bool waived;
    const char *host;
};

static void write_choice(struct json_writer *json, const char *id, const char *caption,
                         const struct choice *choice)
{
    json_number(json, id, choice->id);
    json_string(json, caption, choice->caption);
}

static void write_class(struct event *event)
{
    static const struct choice fresh = {STATUS_NEW, "New"};
    static const struct choice suppressed = {STATUS_SUPPRESSED, "Suppressed"};
    struct json_writer *json = &event->json;

    json_number(json, "category_uid", 2);
    json_string(json, "category_name", "Findings");
    json_number(json, "class_uid", CLASS);
    json_string(json, "class_name", "Compliance Finding");
    json_number(json, "activity_id", CREATE);
    json_string(json, "activity_name", "Create");
    json_number(json, "type_uid", CLASS * 100 + CREATE);
    json_string(json, "type_name", "Compliance Finding: Create");
    write_choice(json, "severity_id", "severity", event->severity);
    write_choice(json, "status_id", "status", event->waived ? &suppressed : &fresh);
}

static void write_metadata(struct json_writer *json)
{
    json_open(json, "metadata", '{');
    json_string(json, "version", SCHEMA_VERSION);
    json_string(json, "log_name", "cisdocker");
    json_open(json, "product", '{');
    json_string(json, "name", "cisdocker");
    json_string(json, "vendor_name", "cisdocker");
    json_string(json, "version", CISD_VERSION);
    json_close(json, '}');
    json_close(json, '}');
}

/* The subject's identity makes a finding the same one from run to run. */
static void write_finding(struct event *event, const cisd_report *report)
{
    struct json_writer *json = &event->json;

    json_open(json, "finding_info", '{');
    json_shown(json, "uid", &event->scratch);
    json_string(json, "title", report->rule->texts[CISD_RULE_TITLE]);
    json_number(json, "created_time", report->started * 1000);
    json_close(json, '}');
}

/* "a; b" as two strings. */
static void write_parts(struct json_writer *json, const char *key, const char *list,
                        struct buffer *scratch)
{
    json_open(json, key, '[');
    while (*list != '\0') {
        size_t length = strcspn(list, ";");

        buffer_clear(scratch);
        buffer_add(scratch, list, length);
        json_shown(json, NULL, scratch);
        list += length;
        list += strspn(list, "; ");
    }
    json_close(json, ']');
}

static void write_compliance(struct event *event, const cisd_rule *rule,
                             const cisd_result *result, const char *cause)
{
    struct json_writer *json = &event->json;
    struct buffer *scratch = &event->scratch;

    json_open(json, "compliance", '{');
    json_open(json, "standards", '[');
    buffer_clear(scratch);
    buffer_text(scratch, rule->texts[CISD_RULE_BENCHMARK]);
    buffer_char(scratch, ' ');
    buffer_text(scratch, rule->texts[CISD_RULE_VERSION]);
    json_shown(json, NULL, scratch);
    json_close(json, ']');
    json_string(json, "control", rule->texts[CISD_RULE_ID]);
    write_parts(json, "requirements", rule->texts[CISD_RULE_REFERENCES], scratch);
    write_choice(json, "status_id", "status", &statuses[event->verdict]);
    json_open(json, "status_details", '[');
    for (size_t i = 0; result != NULL && i < result->judgement.finding_count; i++)
        json_string(json, NULL, result_message(result, i));
    if (result == NULL)
        json_string(json, NULL, cause);
    json_close(json, ']');
    json_close(json, '}');
}

static void write_resource(struct json_writer *json, const char *uid, const char *name,
                           const char *type)
{
    json_open(json, NULL, '{');
    if (uid[0] != '\0')
        json_string(json, "uid", uid);
    json_string(json, "name", name);
    json_string(json, "type", type);
    json_close(json, '}');
}

static void write_resources(struct event *event, const char *uid, const char *name,
                            const char *type)
{
    json_open(&event->json, "resources", '[');
    write_resource(&event->json, uid, name, type);
    if (event->host[0] != '\0')
        write_resource(&event->json, "", event->host, "Host");
    json_close(&event->json, ']');
}

static void write_remediation(struct event *event, const cisd_result *result)
{
    struct json_writer *json = &event->json;

    if (result->remedy_count == 0)
        return;
    sentence_remedy(&event->scratch, result);
    json_open(json, "remediation", '{');
    json_shown(json, "desc", &event->scratch);
    json_close(json, '}');
}

/* What the schema has no place for. */
static void write_unmapped(struct event *event, const cisd_result *result)
{
    struct json_writer *json = &event->json;

    json_open(json, "unmapped", '{');
    json_string(json, "verdict", words_verdict(result->judgement.verdict));
    json_string(json, "reason", reason_name(result->judgement.findings[0].reason));
    json_string(json, "image", result->subject->image);
    json_string(json, "state", result->subject->state);
    if (result->subject->file != NULL) {
        json_string(json, "file", result->subject->file);
        json_number(json, "line", result->subject->line);
    }
    sentence_caps(&event->scratch, result->judgement.grant.caps);
    json_shown(json, "granted", &event->scratch);
    sentence_caps(&event->scratch, result->judgement.excess);
    json_shown(json, "excess", &event->scratch);
    if (result->judgement.waived) {
        sentence_waiver(&event->scratch, result);
        json_shown(json, "waiver", &event->scratch);
    }
    json_close(json, '}');
}

static void begin_event(struct event *event, cisd_renderer *renderer, const struct target *target)
{
    *event = (struct event){.json = {.out = &renderer->out}, .severity = &no_severity,
                            .verdict = CISD_ERROR, .host = asset_host(renderer, target)};
    buffer_init(&event->scratch, &renderer->memory);
    json_open(&event->json, NULL, '{');
}

/* What stands at the head of each event; the scratch buffer holds the identity. */
static void write_head(struct event *event, const cisd_report *report)
{
    write_class(event);
    json_number(&event->json, "time", report->started * 1000);
    write_metadata(&event->json);
    write_finding(event, report);
}

static void end_event(struct event *event)
{
    json_close(&event->json, '}');
    buffer_char(event->json.out, '\n');
    buffer_free(&event->scratch);
}

static void add_identity(struct event *event, const cisd_renderer *renderer,
                         const struct subject *subject)
{
    asset_identity(renderer, subject, &event->scratch);
    if (subject->id[0] == '\0')
        return;
    buffer_char(&event->scratch, ':');
    buffer_text(&event->scratch, subject->id);
}

static cisd_code ocsf_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    const cisd_report *report = renderer->report;
    const struct subject *subject = result->subject;
    struct event event;

    (void)fault;
    begin_event(&event, renderer, &report->targets[subject->target]);
    event.verdict = result->judgement.verdict;
    event.waived = result->judgement.waived;
    if (event.verdict == CISD_FAIL)
        event.severity = &severities[result->judgement.severity];
    add_identity(&event, renderer, subject);
    write_head(&event, report);
    sentence_reasons(&event.scratch, result);
    json_shown(&event.json, "message", &event.scratch);
    write_compliance(&event, report->rule, result, NULL);
    write_resources(&event, subject->id, subject->name, words_subject_kind(subject->kind));
    write_remediation(&event, result);
    write_unmapped(&event, result);
    end_event(&event);
    return CISD_OK;
}

/* A target that could not be checked to its end is an event of its own, lest it look clean. */
static void write_incomplete(cisd_renderer *renderer, const struct target *target)
{
    struct event event;

    begin_event(&event, renderer, target);
    buffer_text(&event.scratch, "target:");
    buffer_text(&event.scratch, target->uri);
    write_head(&event, renderer->report);
    json_string(&event.json, "message", outcome_cause(target));
    write_compliance(&event, renderer->report->rule, NULL, outcome_cause(target));
    write_resources(&event, "", target->uri, "target");
    end_event(&event);
}

static cisd_code ocsf_finish(cisd_renderer *renderer, struct fault *fault)
{
    const cisd_report *report = renderer->report;

    (void)fault;
    for (size_t i = 0; i < report->target_count; i++)
        if (outcome_incomplete(&report->targets[i]))
            write_incomplete(renderer, &report->targets[i]);
    return CISD_OK;
}

const struct renderer_type renderer_ocsf = {
    .name = "ocsf", .add = ocsf_add, .finish = ocsf_finish};
