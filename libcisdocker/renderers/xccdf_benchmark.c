#include "renderers/xccdf_benchmark.h"

#include <stdio.h>
#include <string.h>

#include "renderers/oval.h"
#include "renderers/xccdf_names.h"
#include "renderers/xccdf_values.h"
#include "report/rule.h"

#define CIS_ADDRESS "https://www.cisecurity.org/benchmark/docker"

/* Printed, never done: a container cannot be changed in place. */
#define FIX \
    "echo 'make the container anew with --cap-drop=ALL, " \
    "and one --cap-add for each capability it uses'"

static void write_reference(struct xml_writer *xml, const char *href, const char *text)
{
    xml_open(xml, "reference");
    xml_attribute(xml, "href", href);
    xml_text(xml, text);
    xml_close(xml);
}

/* Where what the rule refers to is published, by how its name begins. */
static const struct {
    const char *name, *address;
} publishers[] = {
    {"CIS Controls ", "https://www.cisecurity.org/controls"},
    {"NIST SP 800-53 ", "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final"},
    {"V-", "https://public.cyber.mil/stigs/"},
};

static const char *publisher(const char *text)
{
    for (size_t i = 0; i < sizeof publishers / sizeof publishers[0]; i++)
        if (strncmp(text, publishers[i].name, strlen(publishers[i].name)) == 0)
            return publishers[i].address;
    return CIS_ADDRESS;
}

/* Each of what stands in the rule's own list, "A; B". */
static void write_references(struct xml_writer *xml, const cisd_rule *rule)
{
    const char *at = rule->texts[CISD_RULE_REFERENCES];
    char text[64];

    write_reference(xml, CIS_ADDRESS, rule->texts[CISD_RULE_VERSIONS]);
    for (; *at != '\0'; at += strspn(at, "; ")) {
        (void)snprintf(text, sizeof text, "%.*s", (int)strcspn(at, ";"), at);
        write_reference(xml, publisher(text), text);
        at += strcspn(at, ";");
    }
}

/* Where there is no engine, a rule is not applicable. OpenSCAP 1.3.7 refuses CPE's newer spelling. */
static void write_platform(struct xml_writer *xml)
{
    xml_open(xml, "platform");
    xml_attribute(xml, "idref", CPE_DOCKER_URI);
    xml_close(xml);
}

static void write_head(struct xml_writer *xml, const cisd_rule *rule, enum xccdf_kind kind)
{
    static const char *const core[] = {"dc:creator", "dc:publisher", "dc:contributor"};

    xml_open(xml, "status");
    xml_attribute(xml, "date", SCAP_DAY);
    xml_text(xml, "accepted");
    xml_close(xml);
    xml_english(xml, "title", rule->texts[CISD_RULE_TITLE]);
    xml_english(xml, "description", rule->texts[CISD_RULE_DECISION]);
    xml_open(xml, "notice");
    xml_attribute(xml, "id", "wording");
    xml_attribute(xml, "xml:lang", "en-US");
    xml_text(xml, "The texts are cisdocker's own; the benchmark is published by CIS.");
    xml_close(xml);
    write_reference(xml, CIS_ADDRESS, rule->texts[CISD_RULE_BENCHMARK]);
    if (kind == XCCDF_OVAL)
        write_platform(xml);
    xml_open(xml, "version");
    xml_attribute(xml, "time", SCAP_TIME "Z");
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

/* What makes a profile of the benchmark one of the check's. */
static void write_profile_settings(struct xml_writer *xml, const char *name, enum xccdf_kind kind)
{
    if (kind == XCCDF_OVAL && strcmp(name, "manual") == 0) {
        xml_open(xml, "refine-rule");
        xml_attribute(xml, "idref", XCCDF_RULE);
        xml_attribute(xml, "role", "unchecked");
        xml_close(xml);
    } else if (kind != XCCDF_RESULT) {
        xml_open(xml, "set-value");
        xml_attribute(xml, "idref", XCCDF_VALUE_PROFILE);
        xml_text(xml, name);
        xml_close(xml);
    }
}

static void write_profiles(struct xml_writer *xml, enum xccdf_kind kind)
{
    static const struct {
        const char *id, *name, *title, *description;
    } profiles[] = {
        {XCCDF_ID("profile", "cis"), "cis", "Level 1",
         "NET_RAW, and all beyond the engine's default set, must be required."},
        {XCCDF_ID("profile", "strict"), "strict", "Strict", "Every capability must be required."},
        {XCCDF_ID("profile", "manual"), "manual", "Manual",
         "The evidence is shown and not judged."},
    };

    for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
        xml_open(xml, "Profile");
        xml_attribute(xml, "id", profiles[i].id);
        xml_english(xml, "title", profiles[i].title);
        xml_english(xml, "description", profiles[i].description);
        xml_open(xml, "select");
        xml_attribute(xml, "idref", XCCDF_RULE);
        xml_attribute(xml, "selected", "true");
        xml_close(xml);
        write_profile_settings(xml, profiles[i].name, kind);
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
static void write_import(struct xml_writer *xml, const char *name)
{
    xml_open(xml, "check-import");
    xml_attribute(xml, "import-name", name);
    xml_close(xml);
}

/* A check in pieces: what is taken from the engine, what it is given, and what it has to run. */
static void write_check(struct xml_writer *xml, const char *system, enum xccdf_kind kind,
                        const char *href, const char *name)
{
    xml_open(xml, "check");
    xml_attribute(xml, "system", system);
    if (kind != XCCDF_OVAL)
        write_import(xml, "stdout");
    if (strcmp(system, SCE_SYSTEM) == 0)
        write_import(xml, "stderr");
    xccdf_values_export(xml, kind);
    xml_open(xml, "check-content-ref");
    xml_attribute(xml, "href", href);
    xml_attribute(xml, "name", name);
    xml_close(xml);
    xml_close(xml);
}

/*
 * Of the checks whose engine it has, OpenSCAP takes the last: ours, and else the script. Ours needs
 * no file, but where there is a script names it, too: oscap complains of files that are not there.
 */
static void write_checks(struct xml_writer *xml, enum xccdf_kind kind)
{
    bool script = kind == XCCDF_SCRIPT;
    char definition[OVAL_ID];

    oval_spell(definition, "def", OVAL_CHECK);
    if (kind == XCCDF_OVAL) {
        write_check(xml, OVAL_SYSTEM, kind, OVAL_FILE, definition);
        return;
    }
    if (script)
        write_check(xml, SCE_SYSTEM, kind, SCE_FILE, XCCDF_CHECK_NAME);
    write_check(xml, XCCDF_CHECK_SYSTEM, kind, script ? SCE_FILE : XCCDF_CHECK_HREF,
                XCCDF_CHECK_NAME);
}

/* What a check by this kind of engine does not see. */
static void write_warning(struct xml_writer *xml, enum xccdf_kind kind)
{
    if (kind != XCCDF_OVAL)
        return;
    xml_open(xml, "warning");
    xml_attribute(xml, "xml:lang", "en-US");
    xml_attribute(xml, "category", "functionality");
    xml_text(xml, oval_check_limits());
    xml_close(xml);
}

static void write_rule(struct xml_writer *xml, const cisd_rule *rule, enum xccdf_kind kind)
{
    xml_open(xml, "Rule");
    xml_attribute(xml, "id", XCCDF_RULE);
    xml_attribute(xml, "selected", "true");
    xml_attribute(xml, "severity", rule->texts[CISD_RULE_SEVERITY]);
    xml_attribute(xml, "weight", "1.0");
    xml_attribute(xml, "role", "full");
    xml_attribute(xml, "multiple", "true");
    xml_english(xml, "title", rule->texts[CISD_RULE_TITLE]);
    xml_english(xml, "description", rule->texts[CISD_RULE_DECISION]);
    write_warning(xml, kind);
    write_references(xml, rule);
    xml_english(xml, "rationale", rule->texts[CISD_RULE_RATIONALE]);
    write_ident(xml, CIS_ADDRESS, rule->texts[CISD_RULE_ID]);
    write_ident(xml, "http://cyber.mil/cci", "CCI-000225");
    write_fix(xml, rule);
    write_checks(xml, kind);
    xml_close(xml);
}

void xccdf_benchmark_open(struct xml_writer *xml, const cisd_rule *rule, enum xccdf_kind kind)
{
    xml_open(xml, "Benchmark");
    xml_attribute(xml, "xmlns", XCCDF_NAMESPACE);
    xml_attribute(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    xml_attribute(xml, "id", XCCDF_BENCHMARK);
    xml_attribute(xml, "resolved", "true");
    xml_attribute(xml, "xml:lang", "en-US");
    xml_attribute(xml, "style", "SCAP_1.3");
    write_head(xml, rule, kind);
    write_models(xml);
    write_profiles(xml, kind);
    xccdf_values_write(xml, kind);
    xml_open(xml, "Group"); /* some readers see no rule outside a group */
    xml_attribute(xml, "id", XCCDF_GROUP);
    xml_english(xml, "title", "Container runtime");
    xml_english(xml, "description", "How containers are run.");
    write_rule(xml, rule, kind);
    xml_close(xml);
}
