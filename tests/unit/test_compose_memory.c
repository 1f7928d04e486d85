/* Every allocation of an audit of Compose projects fails in turn: never a crash, leak or pass. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cisdocker/cisdocker.h"
#include "counting.h"
#include "texts.h"

/* Scenarios, each with what its project needs. */
static const struct project {
    const char *folder;
    const char *files[2], *env_files[2], *label;
} projects[] = {
    {"compose-anchors", {"compose.yaml", NULL}, {NULL, NULL}, NULL},
    {"compose-reset", {"compose.yaml", "over.yaml"}, {NULL, NULL}, NULL},
    {"compose-extends-other-file", {"compose.yaml", NULL}, {NULL, NULL}, NULL},
    {"compose-extends-missing", {"compose.yaml", NULL}, {NULL, NULL}, NULL},
    {"compose-include-env-file", {"compose.yaml", NULL}, {NULL, NULL}, NULL},
    {"compose-env-files", {"compose.yaml", NULL}, {"one.env", "two.env"}, NULL},
    {"compose-hooks", {"compose.yaml", NULL}, {NULL, NULL}, NULL},
    {"compose-malformed", {"compose.yaml", NULL}, {NULL, NULL}, NULL},
    {"compose-labels", {"compose.yaml", NULL}, {NULL, NULL}, "tier"},
    {"compose-include-own", {"compose.yaml", NULL}, {NULL, NULL}, NULL},
    {"compose-jobs", {"compose.yaml", "over.yaml"}, {NULL, NULL}, NULL},
    {"compose-pre-start", {"compose.yaml", NULL}, {NULL, NULL}, NULL},
    {"compose-reset-by-merge-key", {"compose.yaml", "over.yaml"}, {NULL, NULL}, NULL},
};

static size_t count(const char *const texts[2])
{
    return (texts[0] != NULL) + (texts[1] != NULL);
}

static cisd_code add(cisd_audit *audit, const struct project *project)
{
    static const char *const environment[] = {"CISD_T_A=1", "CISD_T_B=${C}", "odd", "=x"};
    static const char *const profiles[] = {"*"};
    const cisd_compose_options options = {
        .size = sizeof options,
        .files = project->files,
        .file_count = count(project->files),
        .env_files = project->env_files,
        .env_file_count = count(project->env_files),
        .environment = environment,
        .environment_count = COUNT(environment),
        .profiles = profiles,
        .profile_count = COUNT(profiles),
    };
    cisd_code code = CISD_OK;

    if (project->label != NULL)
        code = cisd_audit_select(audit, "label", project->label, NULL);
    return code == CISD_OK ? cisd_audit_add_compose(audit, &options, NULL) : code;
}

/* The text of the project's first file, changed. Some are written in ways that are refused. */
static cisd_code edit(const cisd_report *report, const struct project *project)
{
    static char text[16384];
    FILE *file = fopen(project->files[0], "rbe");
    struct text_sink sink = {0};
    cisd_code code;
    size_t length;

    assert_non_null(file);
    length = fread(text, 1, sizeof text, file);
    assert_true(length < sizeof text);
    (void)fclose(file);
    code = cisd_report_edit_compose(report, CISD_FIX_SMALLEST, project->files[0], text, length,
                                    text_write, &sink, NULL);
    text_forget(&sink);
    return code == CISD_E_UNSUPPORTED ? CISD_OK : code;
}

/* What mends the project, both ways. */
static cisd_code mend(const cisd_report *report, const struct project *project)
{
    struct text_sink sink = {0};
    cisd_code code = cisd_report_write_override(report, CISD_FIX_SMALLEST, text_write, &sink,
                                                NULL);

    text_forget(&sink);
    return code == CISD_OK ? edit(report, project) : code;
}

/* One audit; what its first failing call returned. */
static cisd_code run(const struct project *project, const cisd_allocator *allocator)
{
    cisd_audit *audit = NULL;
    cisd_report *report = NULL;
    cisd_code code = cisd_audit_new("5.4", allocator, &audit, NULL);

    if (code == CISD_OK)
        code = add(audit, project);
    if (code == CISD_OK)
        code = cisd_audit_collect(audit, &report, NULL);
    cisd_audit_free(audit);
    if (code == CISD_OK)
        code = mend(report, project);
    cisd_report_unref(report);
    return code;
}

static void test_allocations_fail(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(projects); i++) {
        struct counting counting = {.failed = true};

        assert_int_equal(chdir(projects[i].folder), 0);
        for (size_t at = 1; counting.failed; at++) {
            cisd_code code;

            counting_init(&counting);
            counting.fail_at = at;
            code = run(&projects[i], &counting.allocator);
            if (code != (counting.failed ? CISD_E_NO_MEMORY : CISD_OK) || counting.live != 0)
                fail_msg("%s, allocation %zu: %s, %zu live", projects[i].folder, at,
                         cisd_code_name(code), counting.live);
        }
        assert_int_equal(chdir(".."), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_allocations_fail)};
    const char *scenarios = getenv("SCENARIOS");

    if (scenarios == NULL || chdir(scenarios) != 0) {
        printf("SCENARIOS does not name the folder of the scenarios\n");
        return 99;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
