/* Reports: what they count, and that they hold what they were given. */
#include "unit.h"

#include <string.h>

#include "counting.h"
#include "report/report.h"
#include "report/rule.h"
#include "subjects.h"

static struct counting counting;
static cisd_report *report;

static int set_up(void **state)
{
    struct memory memory;
    struct fault fault;

    (void)state;
    counting_init(&counting);
    memory_init(&memory, &counting.allocator);
    return report_new(&memory, rule_find("5.4"), &report, &fault) == CISD_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    report_unref(report);
    return counting.live == 0 ? 0 : -1;
}

static cisd_result *result_of(const char *add, const char *drop, struct allowance allowance)
{
    cisd_result *result = NULL;
    struct fault fault;

    assert_int_equal(result_new(subjects_container("28.5.2", add, drop), CISD_PROFILE_CIS,
                                &allowance, &result, &fault),
                     CISD_OK);
    return result;
}

static void count(const char *add, const char *drop, struct allowance allowance)
{
    cisd_result *result = result_of(add, drop, allowance);

    report_count(report, result);
    result_unref(result);
}

/* A waived failure counts as waived and nowhere else. */
static void test_counts(void **state)
{
    const struct policy_entry entry = {
        .kind = POLICY_WAIVER, .covers_all = true, .reason = "", .owner = "", .ticket = "",
        .expires = ""};
    const struct policy_entry *entries[] = {&entry};
    const struct allowance none = {.required = CAPS_NONE};
    const struct allowance waived = {.waives_all = true, .waivers = entries, .waiver_count = 1};

    (void)state;
    count("", "ALL", none);
    count("", "", none);
    count("SYS_TIME", "NET_RAW", none);
    count("SYS_MODULE", "", none);
    count("SYS_MODULE", "", waived);
    count("", "ALL", waived);
    assert_int_equal(report->counts[CISD_PASS], 2);
    assert_int_equal(report->counts[CISD_FAIL], 3);
    assert_int_equal(report->waived, 1);
    assert_int_equal(cisd_report_failures(report, CISD_SEVERITY_LOW), 3);
    assert_int_equal(cisd_report_failures(report, CISD_SEVERITY_MEDIUM), 2);
    assert_int_equal(cisd_report_failures(report, CISD_SEVERITY_HIGH), 1);
}

static void test_targets(void **state)
{
    struct fault fault, end = {.code = CISD_OK};
    size_t index;

    (void)state;
    for (size_t i = 0; i < 20; i++) {
        assert_int_equal(report_add_target(report, "inspect", "x.json", &index, &fault), CISD_OK);
        assert_int_equal(index, i);
    }
    assert_false(report_is_complete(report));
    assert_int_equal(report_name_engine(report, 3, "docker", "28.5.2", "web-1", &fault), CISD_OK);
    for (size_t i = 0; i < 20; i++)
        assert_int_equal(report_end_target(report, i, &end, &fault), CISD_OK);
    assert_true(report_is_complete(report));
    (void)fault_set(&end, CISD_E_TIMEOUT, "no answer");
    assert_int_equal(report_end_target(report, 7, &end, &fault), CISD_OK);
    (void)fault_set(&end, CISD_E_IO, "another");
    assert_false(report_is_complete(report));
    assert_string_equal(cisd_report_target_error(report, 7), "no answer");
    assert_int_equal(cisd_report_target_code(report, 7), CISD_E_TIMEOUT);
    assert_null(cisd_report_target_error(report, 6));
    assert_string_equal(cisd_report_target_host(report, 3), "web-1");
    assert_string_equal(cisd_report_target_host(report, 4), "");
}

/* Results are kept by reference, in order, and go when the last of both goes. */
static void test_keeps_results(void **state)
{
    const struct allowance none = {.required = CAPS_NONE};
    struct fault fault;

    (void)state;
    for (int i = 0; i < 100; i++) {
        cisd_result *result = result_of(i % 2 == 0 ? "CHOWN" : "", "ALL", none);

        assert_int_equal(report_keep(report, result, &fault), CISD_OK);
        result_unref(result);
    }
    assert_int_equal(cisd_report_result_count(report), 100);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(cisd_result_granted(cisd_report_result(report, i)), i % 2 == 0);
    assert_ptr_equal(report_ref(report), report);
    report_unref(report);
    assert_int_equal(cisd_report_result_count(report), 100);
}

/* What happened says more than the code, where the evidence itself is the matter. */
static void test_messages(void **state)
{
    const struct allowance none = {.required = CAPS_NONE};
    struct subject *subject = subjects_container("", "", "");
    cisd_result *result = NULL;
    struct fault fault;

    (void)state;
    assert_int_equal(subject_spoil(subject, EVIDENCE_MALFORMED, "HostConfig is missing"), CISD_OK);
    assert_int_equal(result_new(subject, CISD_PROFILE_CIS, &none, &result, &fault), CISD_OK);
    assert_string_equal(result_message(result, 0), "HostConfig is missing");
    assert_int_equal(cisd_result_remedy_count(result), 0);
    result_unref(result);
    result = result_of("", "", none);
    assert_string_equal(result_message(result, 0),
                        "NET_RAW is granted by the engine's default and not dropped");
    assert_true(cisd_result_remedy_count(result) > 0);
    result_unref(result);
}

static void test_unknown_names_are_spelled_alike(void **state)
{
    const struct allowance none = {.required = CAPS_NONE};
    cisd_result *result = result_of("foo Cap_Bar CAP_BAZ ALL x", "", none);

    (void)state;
    assert_int_equal(cisd_result_unknown_cap_count(result), 4);
    assert_string_equal(cisd_result_unknown_cap(result, 0), "CAP_FOO");
    assert_string_equal(cisd_result_unknown_cap(result, 1), "CAP_BAR");
    assert_string_equal(cisd_result_unknown_cap(result, 2), "CAP_BAZ");
    assert_string_equal(cisd_result_unknown_cap(result, 3), "CAP_X");
    result_unref(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_targets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_keeps_results, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_messages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unknown_names_are_spelled_alike, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
