#include "renderers/xccdf_result.h"

#include <stdio.h>
#include <string.h>

#include "renderers/asset.h"
#include "renderers/outcome.h"
#include "renderers/plain.h"
#include "renderers/sentence.h"
#include "renderers/stamp.h"
#include "renderers/xccdf_names.h"
#include "report/rule.h"
#include "report/words.h"

#define ASSET_NAMESPACE "http://scap.nist.gov/schema/asset-identification/1.1"

/* ------------------------------------------------------------------- the frame */

static void write_id(struct xml_report *report)
{
    char started[STAMP], id[STAMP + 40];

    stamp_utc(started, report->report->started);
    (void)snprintf(id, sizeof id, XCCDF_ID("testresult", "%s"), started);
    for (char *at = id; *at != '\0'; at++)
        *at = *at == ':' ? '.' : *at; /* no colon in an id */
    xml_attribute(&report->xml, "id", id);
}

static void open_result(struct xml_report *report, const char *benchmark)
{
    struct xml_writer *xml = &report->xml;
    char time[STAMP];

    xml_open(xml, "TestResult");
    if (benchmark != NULL)
        xml_attribute(xml, "xmlns", XCCDF_NAMESPACE);
    write_id(report);
    stamp_utc(time, report->report->started);
    xml_attribute(xml, "start-time", time);
    stamp_utc(time, report->report->finished);
    xml_attribute(xml, "end-time", time);
    xml_attribute(xml, "test-system", "cpe:2.3:a:cisdocker:cisdocker:" CISD_VERSION ":*:*:*:*:*:*:*");
    xml_attribute(xml, "version", CISD_VERSION);
    xml_open(xml, "benchmark");
    xml_attribute(xml, "href", benchmark != NULL ? benchmark : "#" XCCDF_BENCHMARK);
    xml_attribute(xml, "id", XCCDF_BENCHMARK);
    xml_close(xml);
    xml_leaf(xml, "title", report->report->rule->texts[CISD_RULE_TITLE]);
}

static void write_profile(struct xml_report *report)
{
    char id[64];

    (void)snprintf(id, sizeof id, XCCDF_ID("profile", "%s"), words_profile(report->report->profile));
    xml_open(&report->xml, "profile");
    xml_attribute(&report->xml, "idref", id);
    xml_close(&report->xml);
}

static void write_fact(struct xml_writer *xml, const char *name, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    xml_open(xml, "fact");
    xml_attribute(xml, "name", name);
    xml_attribute(xml, "type", "string");
    xml_text(xml, value);
    xml_close(xml);
}

/* "NAME=VALUE" of the caller; a name without a colon gets our own before it, to be a URI. */
static void write_given_fact(struct xml_report *report, const char *fact)
{
    struct buffer *name = &report->scratch;
    size_t length = strcspn(fact, "=");

    buffer_clear(name);
    if (memchr(fact, ':', length) == NULL)
        buffer_text(name, "urn:io.cisdocker:fact:");
    buffer_add(name, fact, length);
    if (name->failed)
        report->xml.failed = true;
    else if (fact[length] == '=')
        write_fact(&report->xml, name->data, fact + length + 1);
}

static void write_engine_facts(struct xml_report *report)
{
    const cisd_report *all = report->report;

    for (size_t i = 0; i < all->target_count; i++) {
        const struct target *target = &all->targets[i];

        write_fact(&report->xml, "urn:io.cisdocker:fact:target", target->uri);
        write_fact(&report->xml, "urn:io.cisdocker:fact:engine", target->engine);
        write_fact(&report->xml, "urn:io.cisdocker:fact:engine-version", target->engine_version);
        write_fact(&report->xml, "urn:io.cisdocker:fact:engine-host", target->host);
    }
}

static void write_target(struct xml_report *report)
{
    const cisd_render_options *options = &report->renderer->options;
    struct xml_writer *xml = &report->xml;
    const char *const *addresses = options->asset_addresses;
    const char *const *facts = options->asset_facts;

    xml_leaf(xml, "target", asset_name(report->renderer));
    for (; addresses != NULL && *addresses != NULL; addresses++)
        xml_leaf(xml, "target-address", *addresses);
    xml_open(xml, "target-facts");
    write_fact(xml, "urn:xccdf:fact:scanner:name", "cisdocker");
    write_fact(xml, "urn:xccdf:fact:scanner:version", CISD_VERSION);
    write_fact(xml, "urn:xccdf:fact:asset:identifier:host_name", options->asset_host);
    write_fact(xml, "urn:xccdf:fact:asset:identifier:fqdn", options->asset_fqdn);
    write_engine_facts(report);
    for (; facts != NULL && *facts != NULL; facts++)
        write_given_fact(report, *facts);
    xml_close(xml);
}

static void write_asset_reference(struct xml_writer *xml, const char *asset)
{
    if (asset == NULL)
        return;
    xml_open(xml, "target-id-ref");
    xml_attribute(xml, "system", ASSET_NAMESPACE);
    xml_attribute(xml, "name", asset);
    xml_attribute(xml, "href", "");
    xml_close(xml);
}

/* ------------------------------------------------------------ rule-result, in parts */

static void open_rule_result(struct xml_report *report, cisd_verdict verdict,
                             const char *severity)
{
    struct xml_writer *xml = &report->xml;
    char time[STAMP];

    stamp_utc(time, report->report->finished);
    xml_open(xml, "rule-result");
    xml_attribute(xml, "idref", XCCDF_RULE);
    xml_attribute(xml, "role", "full");
    xml_attribute(xml, "severity", severity);
    xml_attribute(xml, "time", time);
    xml_attribute(xml, "weight", "1.0");
    xml_leaf(xml, "result", words_verdict(verdict));
}

static void write_message(struct xml_writer *xml, const char *severity, const struct buffer *text)
{
    xml_open(xml, "message");
    xml_attribute(xml, "severity", severity);
    xml_text_shown(xml, text);
    xml_close(xml);
}

static void write_instance(struct xml_writer *xml, const char *context, const char *text)
{
    if (text[0] == '\0')
        return;
    xml_open(xml, "instance");
    xml_attribute(xml, "context", context);
    xml_text(xml, text);
    xml_close(xml);
}

/* The check, with lines of evidence where there are any; its name tells results apart. */
static void write_check(struct xml_report *report, const struct buffer *name,
                        const struct buffer *lines)
{
    struct xml_writer *xml = &report->xml;

    xml_open(xml, "check");
    xml_attribute(xml, "system", XCCDF_CHECK_SYSTEM);
    if (lines != NULL) {
        xml_open(xml, "check-import");
        xml_attribute(xml, "import-name", "stdout");
        xml_text_shown(xml, lines);
        xml_close(xml);
    }
    xml_open(xml, "check-content-ref");
    xml_attribute(xml, "href", XCCDF_CHECK_HREF);
    xml_attribute_shown(xml, "name", name);
    xml_close(xml);
    xml_close(xml);
}

static void write_override(struct xml_report *report, cisd_verdict result,
                           const struct buffer *authority, const struct buffer *remark)
{
    struct xml_writer *xml = &report->xml;
    char time[STAMP];

    stamp_utc(time, report->report->finished);
    xml_open(xml, "override");
    xml_attribute(xml, "time", time);
    xml_attribute_shown(xml, "authority", authority);
    xml_leaf(xml, "old-result", words_verdict(CISD_FAIL));
    xml_leaf(xml, "new-result", words_verdict(result));
    xml_leaf_shown(xml, "remark", remark);
    xml_close(xml);
}

/* --------------------------------------------------------------- the worst come first */

/* Calls a function for every result of a weight, the severest first, then in the order found. */
static void each_of_weight(struct xml_report *report, int weight,
                           void (*visit)(struct xml_report *report, const cisd_result *result))
{
    const struct kept *kept = &report->kept;

    for (int severity = CISD_SEVERITY_HIGH; severity >= 0; severity--)
        for (size_t i = 0; i < kept->count; i++)
            if (outcome_weight(outcome_of(kept->results[i])) == weight &&
                (int)kept->results[i]->judgement.severity == severity)
                visit(report, kept->results[i]);
}

/* -------------------------------------------------------------------- one for all */

struct lines {
    struct buffer text, remark, authority;
};

/* "fail web (83efe53acb32): " */
static void add_verdict(struct xml_report *report, struct buffer *text, const cisd_result *result)
{
    const char *word = result->judgement.waived ? "waived"
                                                : words_verdict(result->judgement.verdict);

    buffer_text(text, word);
    buffer_char(text, ' ');
    sentence_subject(&report->scratch, result->subject);
    buffer_join(text, &report->scratch);
    buffer_text(text, ": ");
}

static void add_line(struct xml_report *report, struct buffer *text, const cisd_result *result)
{
    add_verdict(report, text, result);
    sentence_evidence(&report->scratch, result);
    buffer_join(text, &report->scratch);
    buffer_char(text, '\n');
}

static const char *message_severity(cisd_verdict verdict)
{
    if (verdict == CISD_FAIL || verdict == CISD_ERROR)
        return "error";
    return verdict == CISD_PASS || verdict == CISD_NOTAPPLICABLE ? "info" : "warning";
}

/* Names stand in messages: those every reader shows, instances and imports few do. */
static void write_subject_message(struct xml_report *report, const cisd_result *result)
{
    struct buffer text;

    buffer_init(&text, &report->renderer->memory);
    add_verdict(report, &text, result);
    sentence_reasons(&report->scratch, result);
    buffer_join(&text, &report->scratch);
    write_message(&report->xml, message_severity(outcome_of(result)), &text);
    buffer_free(&text);
}

static void write_subject_messages(struct xml_report *report)
{
    for (int weight = outcome_weight(CISD_FAIL); weight >= 0; weight--)
        each_of_weight(report, weight, write_subject_message);
}

static void add_waiver(struct xml_report *report, struct lines *lines, const cisd_result *result)
{
    const char *owner = result->waiver.owner[0] != '\0' ? result->waiver.owner : "policy";

    if (!result->judgement.waived)
        return;
    if (lines->authority.length == 0)
        buffer_text(&lines->authority, owner);
    else
        buffer_text(&lines->remark, "\n");
    sentence_subject(&report->scratch, result->subject);
    buffer_join(&lines->remark, &report->scratch);
    buffer_text(&lines->remark, ": ");
    sentence_waiver(&report->scratch, result);
    buffer_join(&lines->remark, &report->scratch);
}

static void gather(struct xml_report *report, struct lines *lines)
{
    const cisd_report *all = report->report;

    for (size_t i = 0; i < report->kept.count; i++) {
        add_line(report, &lines->text, report->kept.results[i]);
        add_waiver(report, lines, report->kept.results[i]);
    }
    for (size_t i = 0; i < all->target_count; i++) {
        if (!outcome_incomplete(&all->targets[i]))
            continue;
        buffer_text(&lines->text, "error target ");
        plain_add(&lines->text, all->targets[i].uri, false);
        buffer_text(&lines->text, ": ");
        buffer_text(&lines->text, outcome_cause(&all->targets[i]));
        buffer_char(&lines->text, '\n');
    }
}

/* "3 subjects: 1 pass, 1 fail, 1 waived" */
static void write_counts(struct xml_report *report)
{
    const cisd_report *all = report->report;
    struct buffer *text = &report->scratch;

    buffer_clear(text);
    buffer_number(text, report->kept.count);
    buffer_text(text, " subjects: ");
    for (int verdict = 0; verdict < CISD_VERDICTS; verdict++) {
        if (all->counts[verdict] == 0)
            continue;
        buffer_number(text, all->counts[verdict]);
        buffer_char(text, ' ');
        buffer_text(text, words_verdict((cisd_verdict)verdict));
        buffer_text(text, ", ");
    }
    buffer_number(text, all->waived);
    buffer_text(text, " waived");
    write_message(&report->xml, "info", text);
}

static void begin_lines(struct lines *lines, const struct memory *memory)
{
    buffer_init(&lines->text, memory);
    buffer_init(&lines->remark, memory);
    buffer_init(&lines->authority, memory);
}

static void end_lines(struct xml_report *report, struct lines *lines)
{
    report->xml.failed |= lines->text.failed || lines->remark.failed || lines->authority.failed;
    buffer_free(&lines->text);
    buffer_free(&lines->remark);
    buffer_free(&lines->authority);
}

/* Waivers stand in an override only where they change the word; else the lines name them. */
static void write_one_for_all(struct xml_report *report)
{
    cisd_verdict verdict = outcome_worst(report->report);
    struct lines lines;

    begin_lines(&lines, &report->renderer->memory);
    gather(report, &lines);
    open_rule_result(report, verdict, report->report->rule->texts[CISD_RULE_SEVERITY]);
    if (report->report->waived > 0 && verdict != CISD_FAIL)
        write_override(report, verdict, &lines.authority, &lines.remark);
    write_counts(report);
    write_subject_messages(report);
    buffer_clear(&report->scratch);
    buffer_text(&report->scratch, XCCDF_CHECK_NAME);
    write_check(report, &report->scratch, &lines.text);
    xml_close(&report->xml);
    end_lines(report, &lines);
}

/* ------------------------------------------------------------------- one a subject */

static void write_instances(struct xml_writer *xml, const struct subject *subject)
{
    write_instance(xml, "kind", words_subject_kind(subject->kind));
    write_instance(xml, "name", subject->name);
    write_instance(xml, "id", subject->id);
    write_instance(xml, "image", subject->image);
    write_instance(xml, "file", subject->file != NULL ? subject->file : "");
}

/* In full: readers take two results of one name for the same. */
static void add_check_name(struct buffer *name, const struct subject *subject)
{
    buffer_text(name, XCCDF_CHECK_NAME ":");
    plain_add(name, subject->name, false);
    buffer_char(name, ':');
    plain_add(name, subject->id, false);
    if (subject->file == NULL)
        return;
    plain_add(name, subject->file, false);
    buffer_char(name, ':');
    buffer_number(name, subject->line);
}

static void write_subject_check(struct xml_report *report, const cisd_result *result)
{
    struct buffer name, lines;

    buffer_init(&name, &report->renderer->memory);
    buffer_init(&lines, &report->renderer->memory);
    add_check_name(&name, result->subject);
    add_line(report, &lines, result);
    write_check(report, &name, &lines);
    buffer_free(&name);
    buffer_free(&lines);
}

/*
 * The rules about XCCDF that oscap ships take one override to mean that every rule-result has one:
 * it stands only where there is a single rule-result.
 */
static void write_single_override(struct xml_report *report, const cisd_result *result)
{
    struct lines lines;

    if (!result->judgement.waived || report->kept.count > 1)
        return;
    begin_lines(&lines, &report->renderer->memory);
    add_waiver(report, &lines, result);
    write_override(report, outcome_of(result), &lines.authority, &lines.remark);
    end_lines(report, &lines);
}

static void write_subject(struct xml_report *report, const cisd_result *result)
{
    open_rule_result(report, outcome_of(result), words_severity(result->judgement.severity));
    write_single_override(report, result);
    write_subject_message(report, result);
    write_instances(&report->xml, result->subject);
    write_subject_check(report, result);
    xml_close(&report->xml);
    xml_report_pass(report);
}

/* A target that could not be checked to its end is an error of its own, lest it look clean. */
static void write_incomplete(struct xml_report *report, const struct target *target)
{
    struct buffer *text = &report->scratch;

    open_rule_result(report, CISD_ERROR, report->report->rule->texts[CISD_RULE_SEVERITY]);
    buffer_clear(text);
    buffer_text(text, outcome_cause(target));
    write_message(&report->xml, "error", text);
    write_instance(&report->xml, "target", target->uri);
    buffer_clear(text);
    buffer_text(text, XCCDF_CHECK_NAME ":target:");
    buffer_text(text, target->uri);
    write_check(report, text, NULL);
    xml_close(&report->xml);
}

static void write_incompletes(struct xml_report *report)
{
    const cisd_report *all = report->report;

    for (size_t i = 0; i < all->target_count; i++)
        if (outcome_incomplete(&all->targets[i]))
            write_incomplete(report, &all->targets[i]);
}

/* Some readers take the first rule-result for the rule's. */
static void write_one_each(struct xml_report *report)
{
    for (int weight = outcome_weight(CISD_FAIL); weight >= 0; weight--) {
        if (weight == outcome_weight(CISD_ERROR))
            write_incompletes(report);
        each_of_weight(report, weight, write_subject);
    }
}

/* ---------------------------------------------------------------------- the score */

/* How many rule-results count, and how many of them passed. */
struct score {
    unsigned long long counted, passed;
};

static void score_verdict(struct score *score, cisd_verdict verdict)
{
    score->passed += verdict == CISD_PASS;
    score->counted += verdict == CISD_PASS || verdict == CISD_FAIL || verdict == CISD_ERROR ||
                      verdict == CISD_UNKNOWN;
}

static struct score score_of(const struct xml_report *report, bool each)
{
    const cisd_report *all = report->report;
    struct score score = {0};

    if (!each)
        score_verdict(&score, outcome_worst(all));
    for (size_t i = 0; each && i < report->kept.count; i++)
        score_verdict(&score, outcome_of(report->kept.results[i]));
    for (size_t i = 0; each && i < all->target_count; i++)
        score.counted += outcome_incomplete(&all->targets[i]);
    return score;
}

static void write_score(struct xml_writer *xml, const char *system, unsigned long long maximum,
                        unsigned long long hundredths)
{
    char text[40];

    xml_open(xml, "score");
    xml_attribute(xml, "system", system);
    xml_number(xml, "maximum", maximum);
    (void)snprintf(text, sizeof text, "%llu.%02llu", hundredths / 100, hundredths % 100);
    xml_text(xml, text);
    xml_close(xml);
}

static void write_scores(struct xml_writer *xml, struct score score)
{
    unsigned long long all = score.counted > 0 && score.passed == score.counted;

    write_score(xml, "urn:xccdf:scoring:default", 100,
                score.counted > 0 ? score.passed * 10000 / score.counted : 0);
    write_score(xml, "urn:xccdf:scoring:flat", score.counted, score.passed * 100);
    write_score(xml, "urn:xccdf:scoring:flat-unweighted", score.counted, score.passed * 100);
    write_score(xml, "urn:xccdf:scoring:absolute", 1, all * 100);
}

void xccdf_result_write(struct xml_report *report, const char *benchmark, const char *asset)
{
    bool each = report->renderer->options.per_subject != 0 && report->kept.count > 0;

    open_result(report, benchmark);
    write_profile(report);
    write_target(report);
    write_asset_reference(&report->xml, asset);
    if (each)
        write_one_each(report);
    else
        write_one_for_all(report);
    write_scores(&report->xml, score_of(report, each));
    xml_close(&report->xml);
}
