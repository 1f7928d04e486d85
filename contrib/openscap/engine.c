#include "engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "settings.h"

/* OpenSCAP keeps the pointer. */
static char check_system[] = "urn:io.cisdocker:check";

/* --------------------------------------------------------------- a text that grows */

struct text {
    char *data;
    size_t length;
};

static int text_add(void *user, const char *data, size_t length)
{
    struct text *text = user;
    char *grown = realloc(text->data, text->length + length + 1);

    if (grown == NULL)
        return -1;
    memcpy(grown + text->length, data, length);
    text->data = grown;
    text->length += length;
    text->data[text->length] = '\0';
    return 0;
}

/* ------------------------------------------------------------------------ verdict */

/* The library's verdicts, the worst first, and what XCCDF calls them. */
static const struct {
    cisd_verdict verdict;
    xccdf_test_result_type_t result;
} ranks[] = {
    {CISD_FAIL, XCCDF_RESULT_FAIL},
    {CISD_ERROR, XCCDF_RESULT_ERROR},
    {CISD_UNKNOWN, XCCDF_RESULT_UNKNOWN},
    {CISD_PASS, XCCDF_RESULT_PASS},
    {CISD_INFORMATIONAL, XCCDF_RESULT_INFORMATIONAL},
    {CISD_NOTCHECKED, XCCDF_RESULT_NOT_CHECKED},
};

static bool is_complete(const cisd_report *report)
{
    for (size_t i = 0; i < cisd_report_target_count(report); i++)
        if (!cisd_report_target_complete(report, i))
            return false;
    return true;
}

static xccdf_test_result_type_t worst(const cisd_report *report)
{
    for (size_t i = 0; i < sizeof ranks / sizeof ranks[0]; i++) {
        if (cisd_report_count(report, ranks[i].verdict) > 0)
            return ranks[i].result;
        if (ranks[i].verdict == CISD_ERROR && !is_complete(report))
            return XCCDF_RESULT_ERROR;
    }
    return XCCDF_RESULT_NOT_APPLICABLE;
}

/* -------------------------------------------------------------------------- audit */

static cisd_code render(cisd_report *report, struct text *out, cisd_error **error)
{
    cisd_renderer *renderer = NULL;
    cisd_code code = cisd_renderer_new(CISD_FORMAT_TEXT, report, NULL, text_add, out, &renderer,
                                       error);

    for (size_t i = 0; code == CISD_OK && i < cisd_report_result_count(report); i++)
        code = cisd_renderer_add(renderer, cisd_report_result(report, i), error);
    if (code == CISD_OK)
        code = cisd_renderer_finish(renderer, error);
    cisd_renderer_free(renderer);
    return code;
}

static cisd_code run(const struct settings *settings, cisd_report **report, cisd_error **error)
{
    cisd_audit *audit = NULL;
    cisd_code code = cisd_audit_new("5.4", NULL, &audit, error);

    if (code == CISD_OK)
        code = settings_apply(settings, audit, error);
    if (code == CISD_OK)
        code = cisd_audit_collect(audit, report, error);
    cisd_audit_free(audit);
    return code;
}

static void say(struct text *out, const char *sentence)
{
    (void)text_add(out, sentence, strlen(sentence));
    (void)text_add(out, "\n", 1);
}

/* Whether this machine has an engine, as far as can be seen: another machine's is taken to exist. */
static bool engine_may_be_here(const char *host)
{
    static const char scheme[] = "unix://";
    static const char *const programs[] = {"/usr/bin/dockerd", "/usr/sbin/dockerd",
                                           "/usr/local/bin/dockerd", "/usr/local/sbin/dockerd"};

    if (strncmp(host, scheme, sizeof scheme - 1) != 0 ||
        access(host + sizeof scheme - 1, F_OK) == 0)
        return true;
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
        if (access(programs[i], F_OK) == 0)
            return true;
    return false;
}

static xccdf_test_result_type_t check(const struct settings *settings, struct text *out)
{
    xccdf_test_result_type_t result = XCCDF_RESULT_ERROR;
    cisd_report *report = NULL;
    cisd_error *error = NULL;
    cisd_code code;

    if (!engine_may_be_here(settings->host)) {
        say(out, "no Docker Engine: no socket and no dockerd");
        return XCCDF_RESULT_NOT_APPLICABLE;
    }
    code = run(settings, &report, &error);
    if (code == CISD_OK)
        code = render(report, out, &error);
    if (code == CISD_OK)
        result = worst(report);
    else
        say(out, error != NULL ? cisd_error_message(error) : cisd_code_name(code));
    cisd_report_unref(report);
    cisd_error_free(error);
    return result;
}

/* ----------------------------------------------------------------------- OpenSCAP */

static void hand_over(struct xccdf_check_import_iterator *imports, const char *text)
{
    while (xccdf_check_import_iterator_has_more(imports)) {
        struct xccdf_check_import *import = xccdf_check_import_iterator_next(imports);

        if (strcmp(xccdf_check_import_get_name(import), "stdout") == 0)
            (void)xccdf_check_import_set_content(import, text);
    }
}

/* Called by OpenSCAP for a check of our system; it does not tell which rule's. */
static xccdf_test_result_type_t evaluate(struct xccdf_policy *policy, const char *rule,
                                         const char *name, const char *href,
                                         struct xccdf_value_binding_iterator *values,
                                         struct xccdf_check_import_iterator *imports, void *user)
{
    struct settings settings;
    struct text out = {NULL, 0};
    xccdf_test_result_type_t result = XCCDF_RESULT_ERROR;

    (void)policy;
    (void)rule;
    (void)href;
    (void)user;
    if (name == NULL || strcmp(name, "5.4") != 0)
        return XCCDF_RESULT_NOT_CHECKED;
    if (settings_read(&settings, values))
        result = check(&settings, &out);
    else
        say(&out, "the value of profile is none of cis, strict and manual");
    hand_over(imports, out.data != NULL ? out.data : "");
    free(out.data);
    return result;
}

bool cisdocker_engine_register(struct xccdf_policy_model *model)
{
    return xccdf_policy_model_register_engine_and_query_callback(model, check_system, evaluate,
                                                                 NULL, NULL);
}
