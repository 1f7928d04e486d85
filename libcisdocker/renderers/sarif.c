/*
 * SARIF 2.1.0 as GitHub's code scanning demands it. Readers make an alert of every result whatever
 * its kind says: only failures are results. What could not be judged is a notification.
 */
#include <stdio.h>
#include <string.h>

#include "judgement/reason.h"
#include "renderers/asset.h"
#include "renderers/json_writer.h"
#include "renderers/outcome.h"
#include "renderers/renderer.h"
#include "renderers/sentence.h"
#include "report/rule.h"
#include "report/words.h"

#define RULE "CIS-DOCKER-5.4"

/* The schema is named by the address that readers know it by; nothing is fetched. */
#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

struct sarif {
    struct buffer notifications; /* JSON objects, a comma between */
    struct buffer scratch, identity;
    struct buffer twins;         /* hashes of subjects that their name alone tells apart */
    bool written;                /* a result stands before the next */
};

static const char *const levels[] = {
    [CISD_SEVERITY_LOW] = "note", [CISD_SEVERITY_MEDIUM] = "warning", [CISD_SEVERITY_HIGH] = "error"};

static void write_text(struct json_writer *json, const char *key, const char *text)
{
    json_open(json, key, '{');
    json_string(json, "text", text);
    json_close(json, '}');
}

static void write_shown(struct json_writer *json, const char *key, const struct buffer *shown)
{
    json_open(json, key, '{');
    json_shown(json, "text", shown);
    json_close(json, '}');
}

static void write_rule(struct json_writer *json, const cisd_rule *rule)
{
    static const char *const tags[] = {"security", "container", "external/cwe/cwe-250"};

    json_open(json, NULL, '{');
    json_string(json, "id", RULE);
    json_string(json, "name", "ContainerCapabilitiesRestricted");
    write_text(json, "shortDescription", rule->texts[CISD_RULE_TITLE]);
    write_text(json, "fullDescription", rule->texts[CISD_RULE_RATIONALE]);
    write_text(json, "help", rule->texts[CISD_RULE_REMEDIATION]);
    json_string(json, "helpUri", "https://www.cisecurity.org/benchmark/docker");
    json_open(json, "defaultConfiguration", '{');
    json_string(json, "level", levels[CISD_SEVERITY_MEDIUM]);
    json_close(json, '}');
    json_open(json, "properties", '{');
    json_open(json, "tags", '[');
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        json_string(json, NULL, tags[i]);
    json_close(json, ']');
    json_string(json, "precision", "very-high");
    json_string(json, "problem.severity", "warning");
    json_string(json, "security-severity", "6.5");
    json_close(json, '}');
    json_close(json, '}');
}

static void write_tool(struct json_writer *json, const cisd_rule *rule)
{
    json_open(json, "tool", '{');
    json_open(json, "driver", '{');
    json_string(json, "name", "cisdocker");
    json_string(json, "version", CISD_VERSION);
    json_string(json, "semanticVersion", CISD_VERSION);
    json_open(json, "rules", '[');
    write_rule(json, rule);
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, '}');
}

static cisd_code sarif_begin(cisd_renderer *renderer, struct fault *fault)
{
    struct sarif *sarif = renderer->state;
    struct json_writer json = {.out = &renderer->out};

    (void)fault;
    buffer_init(&sarif->notifications, &renderer->memory);
    buffer_init(&sarif->scratch, &renderer->memory);
    buffer_init(&sarif->identity, &renderer->memory);
    buffer_init(&sarif->twins, &renderer->memory);
    json_open(&json, NULL, '{');
    json_string(&json, "$schema", SCHEMA);
    json_string(&json, "version", "2.1.0");
    json_open(&json, "runs", '[');
    json_open(&json, NULL, '{');
    write_tool(&json, renderer->report->rule);
    json_string(&json, "columnKind", "utf16CodeUnits");
    json_open(&json, "results", '[');
    return CISD_OK;
}

/* A path or name as part of a relative URI; slashes of a path stay. */
static void add_uri(struct buffer *out, const char *text, const char *plain)
{
    static const char hex[] = "0123456789ABCDEF";

    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                      (byte >= '0' && byte <= '9');

        if (letter || strchr(plain, byte) != NULL) {
            buffer_char(out, *text);
            continue;
        }
        buffer_char(out, '%');
        buffer_char(out, hex[byte >> 4]);
        buffer_char(out, hex[byte & 15]);
    }
}

/* The file that declares it; for what no file declares, a name that stays the same. */
static void write_uri(struct json_writer *json, const struct subject *subject,
                      struct buffer *scratch)
{
    buffer_clear(scratch);
    if (subject->file != NULL) {
        buffer_text(scratch, subject->file[0] == '/' ? "file://" : "");
        add_uri(scratch, subject->file, "-._~/");
    } else {
        buffer_text(scratch, words_subject_kind(subject->kind));
        buffer_char(scratch, '/');
        add_uri(scratch, subject->name[0] != '\0' ? subject->name : subject->id, "-_~");
    }
    json_open(json, "artifactLocation", '{');
    json_shown(json, "uri", scratch);
    json_close(json, '}');
}

static void write_region(struct json_writer *json, const struct subject *subject)
{
    unsigned line = subject->line > 0 ? subject->line : 1;
    unsigned column = subject->column > 0 ? subject->column : 1;

    json_open(json, "region", '{');
    json_number(json, "startLine", line);
    json_number(json, "startColumn", column);
    json_number(json, "endLine", line);
    json_number(json, "endColumn", (long long)column + 1);
    json_close(json, '}');
}

static void write_location(struct json_writer *json, const cisd_renderer *renderer,
                           const struct subject *subject)
{
    struct sarif *sarif = renderer->state;

    json_open(json, "locations", '[');
    json_open(json, NULL, '{');
    json_open(json, "physicalLocation", '{');
    write_uri(json, subject, &sarif->scratch);
    write_region(json, subject);
    json_close(json, '}');
    json_open(json, "logicalLocations", '[');
    json_open(json, NULL, '{');
    json_string(json, "name", subject->name);
    asset_identity(renderer, subject, &sarif->identity);
    json_shown(json, "fullyQualifiedName", &sarif->identity);
    json_string(json, "kind", "resource");
    json_close(json, '}');
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, ']');
}

/* Which of those with the same name it is: command lines have no other mark. */
static unsigned twin_number(struct sarif *sarif, const struct subject *subject, const char *hash)
{
    const size_t length = ASSET_HASH - 1;
    unsigned number = 1;

    if (subject->id[0] != '\0' || subject->file != NULL)
        return number;
    for (size_t at = 0; at < sarif->twins.length; at += length)
        number += memcmp(sarif->twins.data + at, hash, length) == 0;
    buffer_add(&sarif->twins, hash, length);
    return number;
}

/* The name, not the id: a container made anew in the same way is the same alert. */
static void write_fingerprints(struct json_writer *json, struct sarif *sarif,
                               const struct subject *subject)
{
    char hash[ASSET_HASH] = "", numbered[ASSET_HASH + 12];

    if (!sarif->identity.failed)
        asset_hash(sarif->identity.data, hash);
    (void)snprintf(numbered, sizeof numbered, "%s:%u", hash,
                   hash[0] != '\0' ? twin_number(sarif, subject, hash) : 1);
    json->out->failed |= sarif->twins.failed;
    json_open(json, "partialFingerprints", '{');
    json_shown(json, "cisdockerSubject/v1", &sarif->identity);
    json_string(json, "primaryLocationLineHash", numbered);
    json_close(json, '}');
}

/* Accepted, as one without a status is: schemas in use disagree on that member's name. */
static void write_suppression(struct json_writer *json, const cisd_result *result,
                              struct buffer *scratch)
{
    if (!result->judgement.waived)
        return;
    sentence_waiver(scratch, result);
    json_open(json, "suppressions", '[');
    json_open(json, NULL, '{');
    json_string(json, "kind", "external");
    json_shown(json, "justification", scratch);
    json_close(json, '}');
    json_close(json, ']');
}

/* What was found, ": " before it and the weakness after it as readers of SARIF look for them. */
static void write_message(struct json_writer *json, const cisd_result *result,
                          struct sarif *sarif)
{
    struct buffer *text = &sarif->identity;

    sentence_subject(&sarif->scratch, result->subject);
    buffer_clear(text);
    buffer_text(text, words_subject_kind(result->subject->kind));
    buffer_char(text, ' ');
    buffer_join(text, &sarif->scratch);
    sentence_reasons(&sarif->scratch, result);
    buffer_text(text, ": ");
    buffer_join(text, &sarif->scratch);
    buffer_text(text, " (CWE-250)");
    write_shown(json, "message", text);
}

static void write_properties(struct json_writer *json, const cisd_result *result,
                             struct buffer *scratch)
{
    json_open(json, "properties", '{');
    json_string(json, "severity", words_severity(result->judgement.severity));
    json_string(json, "reason", reason_name(result->judgement.findings[0].reason));
    json_string(json, "image", result->subject->image);
    json_string(json, "id", result->subject->id);
    sentence_caps(scratch, result->judgement.excess);
    json_shown(json, "excess", scratch);
    sentence_remedy(scratch, result);
    json_shown(json, "remediation", scratch);
    json_close(json, '}');
}

/* Where there is a baseline, for every result: one that was and is waived is no news. */
static void write_state(struct json_writer *json, const cisd_report *report,
                        const cisd_result *result)
{
    static const char *const states[CISD_CHANGES] = {[CISD_CHANGE_NONE] = "unchanged",
                                                     [CISD_CHANGE_NEW] = "new",
                                                     [CISD_CHANGE_WORSE] = "updated",
                                                     [CISD_CHANGE_UNCHANGED] = "unchanged",
                                                     [CISD_CHANGE_WAIVED] = "updated"};

    if (report->comparison != NULL && states[result->change] != NULL)
        json_string(json, "baselineState", states[result->change]);
}

static void write_result(struct json_writer *json, const cisd_renderer *renderer,
                         const cisd_result *result)
{
    struct sarif *sarif = renderer->state;

    json_open(json, NULL, '{');
    json_string(json, "ruleId", RULE);
    json_number(json, "ruleIndex", 0);
    json_string(json, "kind", "fail");
    json_string(json, "level", levels[result->judgement.severity]);
    write_state(json, renderer->report, result);
    write_message(json, result, sarif);
    write_location(json, renderer, result->subject);
    write_fingerprints(json, sarif, result->subject);
    write_suppression(json, result, &sarif->scratch);
    write_properties(json, result, &sarif->scratch);
    json_close(json, '}');
}

static void add_notification(struct sarif *sarif, const char *level, const struct buffer *text)
{
    struct json_writer json = {.out = &sarif->notifications,
                               .comma = sarif->notifications.length > 0};

    json_open(&json, NULL, '{');
    json_string(&json, "level", level);
    write_shown(&json, "message", text);
    json_close(&json, '}');
}

/* A subject that could not be judged. */
static void notify_subject(struct sarif *sarif, const cisd_result *result)
{
    struct buffer *text = &sarif->identity;

    sentence_subject(text, result->subject);
    sentence_reasons(&sarif->scratch, result);
    buffer_text(text, " could not be judged: ");
    buffer_join(text, &sarif->scratch);
    add_notification(sarif, "warning", text);
}

static cisd_code sarif_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    struct sarif *sarif = renderer->state;
    struct json_writer json = {.out = &renderer->out};
    cisd_verdict verdict = result->judgement.verdict;

    (void)fault;
    if (verdict == CISD_ERROR || verdict == CISD_UNKNOWN)
        notify_subject(sarif, result);
    if (verdict != CISD_FAIL)
        return CISD_OK;
    buffer_text(json.out, sarif->written ? ",\n" : "\n");
    sarif->written = true;
    write_result(&json, renderer, result);
    return CISD_OK;
}

static bool notify_targets(struct sarif *sarif, const cisd_report *report)
{
    bool complete = true;

    for (size_t i = 0; i < report->target_count; i++) {
        const struct target *target = &report->targets[i];

        if (!outcome_incomplete(target))
            continue;
        complete = false;
        buffer_clear(&sarif->identity);
        buffer_text(&sarif->identity, target->uri);
        buffer_text(&sarif->identity, ": ");
        buffer_text(&sarif->identity, outcome_cause(target));
        add_notification(sarif, "error", &sarif->identity);
    }
    return complete;
}

static void write_invocation(struct json_writer *json, const cisd_report *report,
                             struct sarif *sarif)
{
    bool complete = notify_targets(sarif, report);

    json_open(json, "invocations", '[');
    json_open(json, NULL, '{');
    json_bool(json, "executionSuccessful", complete);
    json_time(json, "startTimeUtc", report->started);
    json_time(json, "endTimeUtc", report->finished);
    json_open(json, "toolExecutionNotifications", '[');
    buffer_join(json->out, &sarif->notifications);
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, ']');
}

/* Runs of one category follow one another: what was audited is the category. */
static void write_category(struct json_writer *json, const cisd_renderer *renderer,
                           struct buffer *scratch)
{
    buffer_clear(scratch);
    buffer_text(scratch, "cisdocker/5.4/");
    add_uri(scratch, asset_name(renderer), "-._~");
    buffer_char(scratch, '/');
    json_open(json, "automationDetails", '{');
    json_shown(json, "id", scratch);
    json_close(json, '}');
}

static cisd_code sarif_finish(cisd_renderer *renderer, struct fault *fault)
{
    struct sarif *sarif = renderer->state;
    struct json_writer json = {.out = &renderer->out};

    (void)fault;
    buffer_text(json.out, "\n");
    json_close(&json, ']');
    write_category(&json, renderer, &sarif->scratch);
    write_invocation(&json, renderer->report, sarif);
    json_close(&json, '}');
    json_close(&json, ']');
    json_close(&json, '}');
    buffer_char(json.out, '\n');
    return CISD_OK;
}

static void sarif_release(cisd_renderer *renderer)
{
    struct sarif *sarif = renderer->state;

    buffer_free(&sarif->notifications);
    buffer_free(&sarif->scratch);
    buffer_free(&sarif->identity);
    buffer_free(&sarif->twins);
}

const struct renderer_type renderer_sarif = {
    .name = "sarif",
    .state_size = sizeof(struct sarif),
    .begin = sarif_begin,
    .add = sarif_add,
    .finish = sarif_finish,
    .release = sarif_release,
};
