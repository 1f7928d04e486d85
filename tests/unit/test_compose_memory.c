/* Every allocation of an audit of Compose projects fails in turn: never a crash, leak or pass. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cisdocker/cisdocker.h"
#include "counting.h"

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

/* One audit; what its first failing call returned. */
static cisd_code run(const struct project *project, const cisd_allocator *allocator)
{
    cisd_audit *audit = NULL;
    cisd_result *result = NULL;
    cisd_code code = cisd_audit_new("5.4", allocator, &audit, NULL);

    if (code == CISD_OK)
        code = add(audit, project);
    while (code == CISD_OK && (code = cisd_audit_next(audit, &result, NULL)) == CISD_OK &&
           result != NULL)
        cisd_result_unref(result);
    cisd_audit_free(audit);
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
