/* Stored reports: what they lack, how they merge, and that every allocation may fail. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/report_file.h"
#include "counting.h"
#include "texts.h"

/* One with everything that a report can have; a target of the fuzzers, too. */
static char rich[65536];
static size_t rich_length;

static int set_up(void **state)
{
    const char *corpus = getenv("CORPUS");
    char path[4096];
    FILE *file;

    (void)state;
    (void)snprintf(path, sizeof path, "%s/report/rich", corpus != NULL ? corpus : "");
    file = fopen(path, "rb");
    if (file == NULL)
        return -1;
    rich_length = fread(rich, 1, sizeof rich - 1, file);
    return fclose(file);
}

/* ------------------------------------------------------------ allocations */

/* Adds the rich report, in parts; NULL and the code where that failed. */
static cisd_code add_rich(cisd_report *report)
{
    struct text_source source = {rich, rich_length, 0, 1000};
    struct fault fault;

    return report_file_read(report, "rich", text_read, &source, &fault);
}

static cisd_code new_report(const struct counting *counting, cisd_report **report)
{
    struct memory memory;
    struct fault fault;

    memory_init(&memory, &counting->allocator);
    return report_new(&memory, NULL, report, &fault);
}

static cisd_code render(const cisd_report *report)
{
    struct text_sink sink = {0};
    cisd_code code = cisd_report_render(report, CISD_FORMAT_JSON, NULL, text_write, &sink, NULL);

    if (code == CISD_OK)
        code = cisd_report_render(report, CISD_FORMAT_TEXT, NULL, text_write, &sink, NULL);
    text_forget(&sink);
    return code;
}

/* Two reports become one, which is held against a third. */
static cisd_code run(const struct counting *counting)
{
    cisd_report *report = NULL, *baseline = NULL;
    cisd_code code = new_report(counting, &report);

    if (code == CISD_OK)
        code = new_report(counting, &baseline);
    if (code == CISD_OK)
        code = add_rich(report);
    if (code == CISD_OK)
        code = add_rich(report);
    if (code == CISD_OK)
        code = render(report);
    if (code == CISD_OK)
        code = add_rich(baseline);
    if (code == CISD_OK)
        code = cisd_report_compare(report, "baseline", baseline, NULL);
    if (code == CISD_OK)
        code = render(report);
    cisd_report_unref(report);
    cisd_report_unref(baseline);
    return code;
}

static void fail_each(bool and_after)
{
    struct counting counting;

    for (size_t at = 1;; at++) {
        cisd_code code;

        counting_init(&counting);
        counting.fail_at = at;
        counting.and_after = and_after;
        code = run(&counting);
        assert_int_equal(code, counting.failed ? CISD_E_NO_MEMORY : CISD_OK);
        assert_int_equal(counting.live, 0);
        if (!counting.failed)
            break;
        assert_true(at < 100000);
    }
}

static void test_each_allocation_fails(void **state)
{
    (void)state;
    fail_each(false);
    fail_each(true);
}

/* ---------------------------------------------------------------- merging */

static cisd_report *load_rich(size_t times)
{
    cisd_report *report = NULL;

    for (size_t i = 0; i < times; i++) {
        struct text_source source = {rich, rich_length, 0, 0};

        assert_int_equal(cisd_report_load_reader("rich", text_read, &source, &report, NULL),
                         CISD_OK);
    }
    return report;
}

static void test_read_back_is_the_same(void **state)
{
    cisd_report *report = load_rich(1);
    struct text_sink sink = {0};

    (void)state;
    assert_int_equal(
        cisd_report_render(report, CISD_FORMAT_JSON, NULL, text_write, &sink, NULL), CISD_OK);
    assert_int_equal(sink.length, rich_length);
    assert_memory_equal(sink.data, rich, rich_length);
    text_forget(&sink);
    cisd_report_unref(report);
}

static void test_two_are_added_up(void **state)
{
    cisd_report *one = load_rich(1), *two = load_rich(2);
    size_t results = cisd_report_result_count(one);

    (void)state;
    assert_int_equal(cisd_report_target_count(two), 2 * cisd_report_target_count(one));
    assert_int_equal(cisd_report_result_count(two), 2 * results);
    assert_int_equal(cisd_report_waived(two), 2 * cisd_report_waived(one));
    for (int verdict = 0; verdict < CISD_VERDICTS; verdict++)
        assert_int_equal(cisd_report_count(two, (cisd_verdict)verdict),
                         2 * cisd_report_count(one, (cisd_verdict)verdict));
    for (int change = CISD_CHANGE_NEW; change < CISD_CHANGES; change++)
        assert_int_equal(cisd_report_change_count(two, (cisd_change)change),
                         2 * cisd_report_change_count(one, (cisd_change)change));
    for (size_t i = 0; i < results; i++)
        assert_int_equal(cisd_result_target(cisd_report_result(two, results + i)),
                         cisd_report_target_count(one) +
                             cisd_result_target(cisd_report_result(one, i)));
    assert_int_equal(cisd_report_note_count(two), cisd_report_note_count(one));
    assert_int_equal(cisd_report_policy_count(two), cisd_report_policy_count(one));
    cisd_report_unref(one);
    cisd_report_unref(two);
}

/* -------------------------------------------------------------- arguments */

static void test_only_its_owner_adds(void **state)
{
    cisd_report *report = load_rich(1), *other = cisd_report_ref(report);
    struct text_source source = {rich, rich_length, 0, 0};
    cisd_error *error = NULL;

    (void)state;
    assert_int_equal(cisd_report_compare(report, "x", report, NULL), CISD_E_STATE);
    assert_int_equal(cisd_report_load_reader("rich", text_read, &source, &report, &error),
                     CISD_E_STATE);
    assert_null(report);
    assert_int_equal(cisd_error_code(error), CISD_E_STATE);
    cisd_error_free(error);
    cisd_report_unref(other);
}

/* A result that somebody keeps does not change under him. */
static void test_results_that_are_kept_do_not_change(void **state)
{
    cisd_report *report = load_rich(1), *baseline = load_rich(1);
    cisd_result *kept = cisd_result_ref(cisd_report_result(report, 0));

    (void)state;
    assert_int_equal(cisd_report_compare(report, "x", baseline, NULL), CISD_E_STATE);
    assert_int_equal(cisd_result_change(kept), CISD_CHANGE_NEW);
    cisd_result_unref(kept);
    assert_int_equal(cisd_report_compare(report, "x", baseline, NULL), CISD_OK);
    assert_int_equal(cisd_result_change(cisd_report_result(report, 0)), CISD_CHANGE_UNCHANGED);
    assert_string_equal(cisd_report_baseline(report), "x");
    cisd_report_unref(baseline);
    cisd_report_unref(report);
}

static void test_arguments(void **state)
{
    cisd_report *report = NULL;

    (void)state;
    assert_int_equal(cisd_report_load(NULL, &report, NULL), CISD_E_ARGUMENT);
    assert_int_equal(cisd_report_load("x", NULL, NULL), CISD_E_ARGUMENT);
    assert_int_equal(cisd_report_load_reader("x", NULL, NULL, &report, NULL), CISD_E_ARGUMENT);
    assert_int_equal(cisd_report_load("/nonexistent", &report, NULL), CISD_E_IO);
    assert_null(report);
    report = load_rich(1);
    assert_int_equal(cisd_report_compare(report, NULL, report, NULL), CISD_E_ARGUMENT);
    assert_int_equal(cisd_report_compare(report, "x", NULL, NULL), CISD_E_ARGUMENT);
    assert_int_equal(cisd_report_compare(report, "x", report, NULL), CISD_E_ARGUMENT);
    assert_null(cisd_report_fixed_name(report, 3));
    assert_int_equal(cisd_report_fixed_gone(report, 3), 0);
    assert_string_equal(cisd_report_fixed_service(report, 1), "api");
    assert_string_equal(cisd_report_fixed_file(report, 2), "compose.yaml");
    assert_null(cisd_report_fixed_file(report, 0));
    assert_int_equal(cisd_report_fixed_kind(report, 2), CISD_COMPOSE_SERVICE);
    assert_string_equal(cisd_report_fixed_host(report, 0), "web-1");
    assert_string_equal(cisd_report_fixed_image(report, 0), "nginx:1.27");
    cisd_report_unref(report);
}

/* An audit is of the profile of its baseline, and of no other. */
static void test_an_audit_with_a_baseline(void **state)
{
    cisd_report *baseline = load_rich(1);
    cisd_audit *audit = NULL;

    (void)state;
    assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
    assert_int_equal(cisd_audit_set_baseline(audit, NULL, baseline, NULL), CISD_E_ARGUMENT);
    assert_int_equal(cisd_audit_set_baseline(audit, "x", baseline, NULL), CISD_OK);
    assert_int_equal(cisd_audit_set_profile(audit, CISD_PROFILE_CIS, NULL), CISD_OK);
    assert_int_equal(cisd_audit_set_profile(audit, CISD_PROFILE_STRICT, NULL), CISD_E_ARGUMENT);
    assert_string_equal(cisd_report_baseline(cisd_audit_report(audit)), "x");
    cisd_audit_free(audit);
    assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
    assert_int_equal(cisd_audit_set_profile(audit, CISD_PROFILE_STRICT, NULL), CISD_OK);
    assert_int_equal(cisd_audit_set_baseline(audit, "x", baseline, NULL), CISD_E_UNSUPPORTED);
    assert_null(cisd_report_baseline(cisd_audit_report(audit)));
    cisd_audit_free(audit);
    cisd_report_unref(baseline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read_back_is_the_same),
        cmocka_unit_test(test_two_are_added_up),
        cmocka_unit_test(test_only_its_owner_adds),
        cmocka_unit_test(test_results_that_are_kept_do_not_change),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_an_audit_with_a_baseline),
        cmocka_unit_test(test_each_allocation_fails),
    };

    return cmocka_run_group_tests(tests, set_up, NULL);
}
