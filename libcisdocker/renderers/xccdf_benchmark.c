#include "renderers/xccdf_benchmark.h"

#include <stdio.h>

#include "renderers/xccdf_names.h"
#include "report/rule.h"

#define CIS_ADDRESS "https://www.cisecurity.org/benchmark/docker"

/* The day on which the benchmark last changed. */
#define BENCHMARK_DAY "2026-01-02"

/* Printed, never done: a container cannot be changed in place. */
#define FIX \
    "echo 'make the container anew with --cap-drop=ALL, " \
    "and one --cap-add for each capability it uses'"

static void write_english(struct xml_writer *xml, const char *element, const char *text)
{
    xml_open(xml, element);
    xml_attribute(xml, "xml:lang", "en-US");
    xml_text(xml, text);
    xml_close(xml);
}

static void write_reference(struct xml_writer *xml, const char *href, const char *text)
{
    xml_open(xml, "reference");
    xml_attribute(xml, "href", href);
    xml_text(xml, text);
    xml_close(xml);
}

static void write_head(struct xml_writer *xml, const cisd_rule *rule)
{
    static const char *const core[] = {"dc:creator", "dc:publisher", "dc:contributor"};

    xml_open(xml, "status");
    xml_attribute(xml, "date", BENCHMARK_DAY);
    xml_text(xml, "accepted");
    xml_close(xml);
    write_english(xml, "title", rule->texts[CISD_RULE_TITLE]);
    write_english(xml, "description", rule->texts[CISD_RULE_DECISION]);
    xml_open(xml, "notice");
    xml_attribute(xml, "id", "wording");
    xml_attribute(xml, "xml:lang", "en-US");
    xml_text(xml, "The texts are cisdocker's own; the benchmark is published by CIS.");
    xml_close(xml);
    write_reference(xml, CIS_ADDRESS, rule->texts[CISD_RULE_BENCHMARK]);
    xml_open(xml, "version");
    xml_attribute(xml, "time", BENCHMARK_DAY "T00:00:00Z");
    xml_text(xml, CISD_VERSION);
    xml_close(xml);
    xml_open(xml, "metadata");
    for (size_t i = 0; i < sizeof core / sizeof core[0]; i++)
        xml_leaf(xml, core[i], "cisdocker");
    xml_leaf(xml, "dc:source", CIS_ADDRESS);
    xml_close(xml);
}

static void write_models(struct xml_writer *xml)
{
    static const char *const models[] = {"default", "flat", "flat-unweighted", "absolute"};
    char system[64];

    for (size_t i = 0; i < sizeof models / sizeof models[0]; i++) {
        (void)snprintf(system, sizeof system, "urn:xccdf:scoring:%s", models[i]);
        xml_open(xml, "model");
        xml_attribute(xml, "system", system);
        xml_close(xml);
    }
}

static void write_profiles(struct xml_writer *xml)
{
    static const struct {
        const char *id, *title, *description;
    } profiles[] = {
        {XCCDF_ID("profile", "cis"), "Level 1",
         "NET_RAW, and all beyond the engine's default set, must be required."},
        {XCCDF_ID("profile", "strict"), "Strict", "Every capability must be required."},
        {XCCDF_ID("profile", "manual"), "Manual", "The evidence is shown and not judged."},
    };

    for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
        xml_open(xml, "Profile");
        xml_attribute(xml, "id", profiles[i].id);
        write_english(xml, "title", profiles[i].title);
        write_english(xml, "description", profiles[i].description);
        xml_open(xml, "select");
        xml_attribute(xml, "idref", XCCDF_RULE);
        xml_attribute(xml, "selected", "true");
        xml_close(xml);
        xml_close(xml);
    }
}

static void write_ident(struct xml_writer *xml, const char *system, const char *text)
{
    xml_open(xml, "ident");
    xml_attribute(xml, "system", system);
    xml_text(xml, text);
    xml_close(xml);
}

static void write_fix(struct xml_writer *xml, const cisd_rule *rule)
{
    xml_open(xml, "fixtext");
    xml_attribute(xml, "xml:lang", "en-US");
    xml_attribute(xml, "fixref", "fix-5.4");
    xml_attribute(xml, "strategy", "restrict");
    xml_text(xml, rule->texts[CISD_RULE_REMEDIATION]);
    xml_close(xml);
    xml_open(xml, "fix");
    xml_attribute(xml, "id", "fix-5.4");
    xml_attribute(xml, "system", "urn:xccdf:fix:script:sh");
    xml_attribute(xml, "strategy", "restrict");
    xml_text(xml, FIX);
    xml_close(xml);
}

/* The element check-import stays empty here: rules about XCCDF forbid text in a Rule's. */
static void write_check(struct xml_writer *xml)
{
    xml_open(xml, "check");
    xml_attribute(xml, "system", XCCDF_CHECK_SYSTEM);
    xml_open(xml, "check-import");
    xml_attribute(xml, "import-name", "stdout");
    xml_close(xml);
    xml_open(xml, "check-content-ref");
    xml_attribute(xml, "href", XCCDF_CHECK_HREF);
    xml_attribute(xml, "name", XCCDF_CHECK_NAME);
    xml_close(xml);
    xml_close(xml);
}

static void write_rule(struct xml_writer *xml, const cisd_rule *rule)
{
    xml_open(xml, "Rule");
    xml_attribute(xml, "id", XCCDF_RULE);
    xml_attribute(xml, "selected", "true");
    xml_attribute(xml, "severity", rule->texts[CISD_RULE_SEVERITY]);
    xml_attribute(xml, "weight", "1.0");
    xml_attribute(xml, "role", "full");
    xml_attribute(xml, "multiple", "true");
    write_english(xml, "title", rule->texts[CISD_RULE_TITLE]);
    write_english(xml, "description", rule->texts[CISD_RULE_DECISION]);
    write_reference(xml, CIS_ADDRESS, rule->texts[CISD_RULE_VERSIONS]);
    write_reference(xml, "https://csrc.nist.gov/projects/risk-management", "AC-6");
    write_english(xml, "rationale", rule->texts[CISD_RULE_RATIONALE]);
    write_ident(xml, CIS_ADDRESS, rule->texts[CISD_RULE_ID]);
    write_ident(xml, "http://iase.disa.mil/cci", "CCI-000225");
    write_fix(xml, rule);
    write_check(xml);
    xml_close(xml);
}

void xccdf_benchmark_open(struct xml_writer *xml, const cisd_rule *rule)
{
    xml_open(xml, "Benchmark");
    xml_attribute(xml, "xmlns", XCCDF_NAMESPACE);
    xml_attribute(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    xml_attribute(xml, "id", XCCDF_BENCHMARK);
    xml_attribute(xml, "resolved", "true");
    xml_attribute(xml, "xml:lang", "en-US");
    xml_attribute(xml, "style", "SCAP_1.3");
    write_head(xml, rule);
    write_models(xml);
    write_profiles(xml);
    xml_open(xml, "Group"); /* some readers see no rule outside a group */
    xml_attribute(xml, "id", XCCDF_GROUP);
    write_english(xml, "title", "Container runtime");
    write_english(xml, "description", "How containers are run.");
    write_rule(xml, rule);
    xml_close(xml);
}
