/*
 * .nessus version 2: a compliance item a subject, as Nessus' Unix compliance plug-in reports them.
 * Readers key on the cm: elements, or on the plain ones; some read line by line: an element a line.
 */
#include <stdio.h>
#include <string.h>

#include "renderers/asset.h"
#include "renderers/nessus_reference.h"
#include "renderers/outcome.h"
#include "renderers/plain.h"
#include "renderers/sentence.h"
#include "renderers/stamp.h"
#include "renderers/xml_report.h"
#include "report/rule.h"
#include "report/words.h"

/* The plug-in by whose name and number readers tell compliance items. */
#define PLUGIN_ID "21157"
#define PLUGIN_NAME "Unix Compliance Checks"
#define PLUGIN_FAMILY "Policy Compliance"
#define PLUGIN_FILE "unix_compliance_check.nbin"
#define PLUGIN_PUBLISHED "2006/03/27"

#define SEE_ALSO "https://www.cisecurity.org/benchmark/docker"

/* What an item says, whatever it is about. */
struct item {
    struct buffer name, reference, actual, info;
    const char *result, *severity;
    const char *number;        /* what readers group items by */
    const char *error;         /* NULL where there is none */
    char id[ASSET_HASH], control[ASSET_HASH];
};

static const struct {
    const char *result, *severity;
} outcomes[CISD_VERDICTS] = {
    [CISD_PASS] = {"PASSED", "0"},
    [CISD_FAIL] = {"FAILED", "3"},
    [CISD_ERROR] = {"ERROR", "2"},
    [CISD_UNKNOWN] = {"ERROR", "2"},
    [CISD_NOTAPPLICABLE] = {"WARNING", "2"},
    [CISD_NOTCHECKED] = {"WARNING", "2"},
    [CISD_INFORMATIONAL] = {"WARNING", "2"},
};

static const char *const categories[] = {
    [CISD_SEVERITY_LOW] = "III", [CISD_SEVERITY_MEDIUM] = "II", [CISD_SEVERITY_HIGH] = "I"};

static void write_preference(struct xml_writer *xml, const char *name, const char *value)
{
    xml_open(xml, "preference");
    xml_leaf(xml, "name", name);
    xml_leaf(xml, "value", value);
    xml_close(xml);
}

static void write_policy(struct xml_report *report)
{
    struct xml_writer *xml = &report->xml;

    xml_open(xml, "Policy");
    xml_leaf(xml, "policyName", report->report->rule->texts[CISD_RULE_TITLE]);
    xml_open(xml, "Preferences");
    xml_open(xml, "ServerPreferences");
    write_preference(xml, "TARGET", asset_name(report->renderer));
    write_preference(xml, "plugin_set", PLUGIN_ID);
    write_preference(xml, "sc_version", "cisdocker " CISD_VERSION);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
}

static void write_tag(struct xml_writer *xml, const char *name, const char *value)
{
    if (value[0] == '\0')
        return;
    xml_open(xml, "tag");
    xml_attribute(xml, "name", name);
    xml_text(xml, value);
    xml_close(xml);
}

/* A time as people read it, and under a second name as a number. */
static void write_time(struct xml_writer *xml, const char *name, const char *number, int64_t when)
{
    char text[STAMP];

    stamp_ctime(text, when);
    write_tag(xml, name, text);
    (void)snprintf(text, sizeof text, "%lld", (long long)when);
    write_tag(xml, number, text);
}

static void write_host(struct xml_report *report, const struct target *target)
{
    const cisd_render_options *options = &report->renderer->options;
    struct xml_writer *xml = &report->xml;
    bool only = report->report->target_count == 1;

    xml_open(xml, "HostProperties");
    write_time(xml, "HOST_START", "HOST_START_TIMESTAMP", report->report->started);
    write_time(xml, "HOST_END", "HOST_END_TIMESTAMP", report->report->finished);
    if (only && options->asset_addresses != NULL && options->asset_addresses[0] != NULL)
        write_tag(xml, "host-ip", options->asset_addresses[0]);
    if (only && options->asset_fqdn != NULL)
        write_tag(xml, "host-fqdn", options->asset_fqdn);
    write_tag(xml, "hostname", asset_host(report->renderer, target));
    write_tag(xml, "Credentialed_Scan", "true");
    xml_close(xml);
}

static void write_plugin(struct xml_report *report, const struct item *item)
{
    struct xml_writer *xml = &report->xml;
    char day[STAMP];

    xml_open(xml, "ReportItem");
    xml_attribute(xml, "port", "0");
    xml_attribute(xml, "svc_name", "general");
    xml_attribute(xml, "protocol", "tcp");
    xml_attribute(xml, "severity", item->severity);
    xml_attribute(xml, "pluginID", PLUGIN_ID);
    xml_attribute(xml, "pluginName", PLUGIN_NAME);
    xml_attribute(xml, "pluginFamily", PLUGIN_FAMILY);
    xml_leaf(xml, "agent", "unix");
    xml_leaf(xml, "compliance", "true");
    xml_leaf(xml, "fname", PLUGIN_FILE);
    stamp_day(day, report->report->started);
    xml_leaf(xml, "plugin_modification_date", day);
    xml_leaf(xml, "plugin_name", PLUGIN_NAME);
    xml_leaf(xml, "plugin_publication_date", PLUGIN_PUBLISHED);
    xml_leaf(xml, "plugin_type", "local");
    xml_leaf(xml, "risk_factor", "None");
    xml_leaf(xml, "script_version", CISD_VERSION);
}

/* What readers without the cm: elements show. */
static void write_plain(struct xml_report *report, const struct item *item)
{
    const cisd_rule *rule = report->report->rule;
    struct xml_writer *xml = &report->xml;

    xml_leaf(xml, "see_also", SEE_ALSO);
    xml_leaf(xml, "solution", rule->texts[CISD_RULE_REMEDIATION]);
    xml_leaf_shown(xml, "synopsis", &item->name);
    xml_leaf_shown(xml, "plugin_output", &item->actual);
}

static void write_ids(struct xml_writer *xml, const struct item *item)
{
    xml_leaf_shown(xml, "cm:compliance-check-name", &item->name);
    xml_leaf(xml, "cm:compliance-check-id", item->id);
    xml_leaf(xml, "cm:compliance-control-id", item->control);
    xml_leaf(xml, "cm:compliance-functional-id", item->control);
    xml_leaf(xml, "cm:compliance-informational-id", item->control);
    xml_leaf(xml, "cm:compliance-full-id", item->id);
}

static void write_compliance(struct xml_report *report, const struct item *item)
{
    const cisd_rule *rule = report->report->rule;
    struct xml_writer *xml = &report->xml;

    write_ids(xml, item);
    xml_leaf(xml, "cm:compliance-audit-file", "cisdocker-5.4-docker.audit");
    xml_leaf(xml, "cm:compliance-benchmark-name", rule->texts[CISD_RULE_BENCHMARK]);
    xml_leaf(xml, "cm:compliance-benchmark-version", rule->texts[CISD_RULE_VERSION]);
    xml_leaf(xml, "cm:compliance-benchmark-profile", words_profile(report->report->profile));
    xml_leaf_shown(xml, "cm:compliance-info", &item->info);
    xml_leaf(xml, "cm:compliance-solution", rule->texts[CISD_RULE_REMEDIATION]);
    xml_leaf(xml, "cm:compliance-see-also", SEE_ALSO);
    xml_leaf_shown(xml, "cm:compliance-reference", &item->reference);
    xml_leaf(xml, "cm:compliance-policy-value", "no capability beyond what is allowed");
    xml_leaf_shown(xml, "cm:compliance-actual-value", &item->actual);
    if (item->error != NULL)
        xml_leaf(xml, "cm:compliance-error", item->error);
    xml_leaf(xml, "cm:compliance-result", item->result);
}

/* The same once more as one text, which is what people are shown. */
static void write_description(struct xml_report *report, const struct item *item)
{
    struct buffer *text = &report->scratch;

    buffer_clear(text);
    buffer_char(text, '"');
    buffer_join(text, &item->name);
    buffer_text(text, "\": [");
    buffer_text(text, item->result);
    buffer_text(text, "]\n\n");
    buffer_join(text, &item->info);
    buffer_text(text, "\n\nActual Value:\n");
    buffer_join(text, &item->actual);
    xml_leaf_shown(&report->xml, "description", text);
}

static void write_item(struct xml_report *report, const struct item *item)
{
    write_plugin(report, item);
    write_plain(report, item);
    write_compliance(report, item);
    write_description(report, item);
    xml_close(&report->xml);
    xml_report_pass(report);
}

/* Readers roll items of one check up by what stands before " - ", or by a number of theirs. */
static void begin_item(struct item *item, struct xml_report *report, const char *title,
                       const char *number)
{
    const cisd_rule *rule = report->report->rule;
    const struct memory *memory = &report->renderer->memory;

    *item = (struct item){.number = number};
    buffer_init(&item->name, memory);
    buffer_init(&item->reference, memory);
    buffer_init(&item->actual, memory);
    buffer_init(&item->info, memory);
    buffer_text(&item->name, rule->texts[CISD_RULE_ID]);
    buffer_char(&item->name, ' ');
    buffer_text(&item->name, title);
    buffer_text(&item->name, " - ");
    asset_hash(title, item->control);
}

static void set_outcome(struct item *item, cisd_verdict verdict, cisd_severity severity)
{
    static const char *const numbers[] = {",Rule-ID|", ",STIG-ID|", ",Vuln-ID|"};

    item->result = outcomes[verdict].result;
    item->severity = outcomes[verdict].severity;
    buffer_text(&item->reference, NESSUS_CONTROL ",CAT|");
    buffer_text(&item->reference, categories[severity]);
    buffer_text(&item->reference, "," NESSUS_NUMBERS);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        buffer_text(&item->reference, numbers[i]);
        buffer_text(&item->reference, item->number);
    }
}

static void end_item(struct item *item, struct xml_report *report)
{
    if (!item->name.failed)
        asset_hash(item->name.data, item->id);
    write_item(report, item);
    buffer_free(&item->name);
    buffer_free(&item->reference);
    buffer_free(&item->actual);
    buffer_free(&item->info);
}

static void write_subject(struct xml_report *report, const cisd_result *result)
{
    cisd_verdict verdict = result->judgement.verdict;
    struct item item;

    begin_item(&item, report, report->report->rule->texts[CISD_RULE_TITLE], NESSUS_CHECK);
    sentence_subject(&report->scratch, result->subject);
    buffer_join(&item.name, &report->scratch);
    sentence_reasons(&item.info, result);
    sentence_remedy(&report->scratch, result);
    if (report->scratch.length > 0)
        buffer_char(&item.info, '\n');
    buffer_join(&item.info, &report->scratch);
    sentence_evidence(&item.actual, result);
    if (verdict == CISD_ERROR || verdict == CISD_UNKNOWN)
        item.error = result_message(result, 0);
    set_outcome(&item, outcome_of(result), result->judgement.severity);
    end_item(&item, report);
}

/*
 * Each host has an item about itself, lest one that could not be checked to its end look clean;
 * and since a reader in wide use takes a host with a single item for something else.
 */
static void write_completeness(struct xml_report *report, const struct target *target)
{
    bool incomplete = outcome_incomplete(target);
    struct item item;

    begin_item(&item, report, "Every subject of the target was checked", NESSUS_TARGET);
    plain_add(&item.name, target->uri, false);
    buffer_text(&item.info, incomplete ? outcome_cause(target) : "checked to its end");
    buffer_text(&item.actual, incomplete ? "not checked to its end" : "checked to its end");
    if (incomplete)
        item.error = outcome_cause(target);
    set_outcome(&item, incomplete ? CISD_ERROR : CISD_PASS, CISD_SEVERITY_MEDIUM);
    end_item(&item, report);
}

/* A target without subjects says so. */
static void write_nothing(struct xml_report *report)
{
    struct item item;

    begin_item(&item, report, report->report->rule->texts[CISD_RULE_TITLE], NESSUS_CHECK);
    buffer_text(&item.name, "no subject");
    buffer_text(&item.info, "there was nothing to check");
    buffer_text(&item.actual, "no subject");
    set_outcome(&item, CISD_NOTAPPLICABLE, CISD_SEVERITY_MEDIUM);
    end_item(&item, report);
}

static void write_target(struct xml_report *report, size_t number)
{
    const struct target *target = &report->report->targets[number];
    const char *host = asset_host(report->renderer, target);
    size_t subjects = 0;

    xml_open(&report->xml, "ReportHost");
    xml_attribute(&report->xml, "name", host[0] != '\0' ? host : target->uri);
    write_host(report, target);
    for (size_t i = 0; i < report->kept.count; i++) {
        if (report->kept.results[i]->subject->target != number)
            continue;
        write_subject(report, report->kept.results[i]);
        subjects++;
    }
    if (subjects == 0)
        write_nothing(report);
    write_completeness(report, target);
    xml_close(&report->xml);
}

static void write_document(struct xml_report *report)
{
    struct xml_writer *xml = &report->xml;

    xml_open(xml, "NessusClientData_v2");
    write_policy(report);
    xml_open(xml, "Report");
    xml_attribute(xml, "name", "cisdocker 5.4");
    xml_attribute(xml, "xmlns:cm", "http://www.nessus.org/cm");
    for (size_t i = 0; i < report->report->target_count; i++)
        write_target(report, i);
    xml_close(xml);
    xml_close(xml);
}

static cisd_code nessus_finish(cisd_renderer *renderer, struct fault *fault)
{
    return xml_report_finish(renderer, write_document, fault);
}

const struct renderer_type renderer_nessus = {
    .name = "nessus",
    .state_size = sizeof(struct xml_report),
    .begin = xml_report_begin,
    .add = xml_report_add,
    .finish = nessus_finish,
    .release = xml_report_release,
};
