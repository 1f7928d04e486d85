/* What callers do wrong: every exported function says so and does nothing else. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "cisdocker/cisdocker.h"
#include "counting.h"
#include "texts.h"

static cisd_audit *audit;
static cisd_error *error;

static int set_up(void **state)
{
    (void)state;
    error = NULL;
    return cisd_audit_new("5.4", NULL, &audit, NULL) == CISD_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    cisd_audit_free(audit);
    return 0;
}

/* The call failed with this code, and the error says the same; frees it. */
static void failed(cisd_code code, cisd_code expected)
{
    assert_int_equal(code, expected);
    assert_non_null(error);
    assert_int_equal(cisd_error_code(error), expected);
    assert_true(strlen(cisd_error_message(error)) > 5);
    cisd_error_free(error);
    error = NULL;
}

static void test_new(void **state)
{
    struct counting counting;
    cisd_audit *other = (void *)&counting;

    (void)state;
    failed(cisd_audit_new("5.4", NULL, NULL, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_new(NULL, NULL, &other, &error), CISD_E_ARGUMENT);
    assert_null(other);
    failed(cisd_audit_new("5.5", NULL, &other, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_new("", NULL, &other, &error), CISD_E_ARGUMENT);
    counting_init(&counting);
    counting.allocator.size--;
    failed(cisd_audit_new("5.4", &counting.allocator, &other, &error), CISD_E_ARGUMENT);
    counting_init(&counting);
    counting.allocator.reallocate = NULL;
    failed(cisd_audit_new("5.4", &counting.allocator, &other, &error), CISD_E_ARGUMENT);
    assert_int_equal(cisd_audit_new("x", NULL, &other, NULL), CISD_E_ARGUMENT);
    assert_int_equal(cisd_audit_new("5.3", NULL, &other, NULL), CISD_OK);
    assert_string_equal(cisd_rule_text(cisd_report_rule(cisd_audit_report(other)), CISD_RULE_ID),
                        "5.4");
    cisd_audit_free(other);
}

static void test_settings(void **state)
{
    (void)state;
    failed(cisd_audit_set_profile(audit, (cisd_profile)99, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_set_profile(audit, (cisd_profile)-1, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_select(audit, NULL, "x", &error), CISD_E_ARGUMENT);
    failed(cisd_audit_select(audit, "name", NULL, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_select(audit, "colour", "red", &error), CISD_E_ARGUMENT);
    failed(cisd_audit_add_policy(audit, NULL, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_trust_label(audit, NULL, &error), CISD_E_ARGUMENT);
}

static void test_targets(void **state)
{
    (void)state;
    failed(cisd_audit_add_engine(audit, NULL, NULL, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_add_inspect(audit, NULL, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_add_inspect_reader(audit, NULL, text_read, NULL, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_add_inspect_reader(audit, "x", NULL, NULL, &error), CISD_E_ARGUMENT);
    assert_int_equal(cisd_report_target_count(cisd_audit_report(audit)), 0);
}

static void test_endpoints(void **state)
{
    static const char *const uris[] = {"", "unix://relative", "/var/run/docker.sock",
                                       "fd://3", "ftp://host", "http://", "npipe:////./pipe/x"};

    (void)state;
    for (size_t i = 0; i < COUNT(uris); i++) {
        cisd_code code = cisd_audit_add_engine(audit, uris[i], NULL, &error);

        if (code == CISD_OK)
            print_message("'%s' was taken\n", uris[i]);
        assert_true(code == CISD_E_UNSUPPORTED || code == CISD_E_ARGUMENT);
        failed(code, code);
    }
    assert_int_equal(cisd_report_target_count(cisd_audit_report(audit)), 0);
}

/* Options of a newer header: what this library does not know must be zero. */
static void test_newer_options(void **state)
{
    struct {
        cisd_engine_options known;
        unsigned char more[64];
    } newer;
    cisd_engine_options *options = &newer.known;

    (void)state;
    memset(&newer, 0, sizeof newer);
    options->size = sizeof newer;
    assert_int_equal(cisd_audit_add_engine(audit, "unix:///x", options, &error), CISD_OK);
    for (size_t i = 0; i < sizeof newer.more; i++) {
        newer.more[i] = 1;
        failed(cisd_audit_add_engine(audit, "unix:///x", options, &error), CISD_E_ARGUMENT);
        newer.more[i] = 0;
    }
    options->size = 65537;
    failed(cisd_audit_add_engine(audit, "unix:///x", options, &error), CISD_E_ARGUMENT);
}

/* Options of an older header, or of none. */
static void test_older_options(void **state)
{
    struct {
        size_t size;
        long timeout_ms;
    } *older = malloc(sizeof *older);
    const void *options = older;

    (void)state;
    assert_non_null(older);
    older->size = sizeof *older;
    older->timeout_ms = 5;
    assert_int_equal(cisd_audit_add_engine(audit, "unix:///x", options, &error), CISD_OK);
    for (size_t size = 0; size < sizeof(size_t); size++) {
        older->size = size;
        failed(cisd_audit_add_engine(audit, "unix:///x", options, &error), CISD_E_ARGUMENT);
    }
    free(older);
}

static void test_options_out_of_range(void **state)
{
    cisd_engine_options options = {.size = sizeof options, .connections = 17};

    (void)state;
    failed(cisd_audit_add_engine(audit, "unix:///x", &options, &error), CISD_E_ARGUMENT);
    options.connections = 16;
    options.timeout_ms = -1;
    failed(cisd_audit_add_engine(audit, "unix:///x", &options, &error), CISD_E_ARGUMENT);
    options.timeout_ms = 0;
    options.time_limit_ms = -1;
    failed(cisd_audit_add_engine(audit, "unix:///x", &options, &error), CISD_E_ARGUMENT);
    options.time_limit_ms = 0;
    assert_int_equal(cisd_audit_add_engine(audit, "unix:///x", &options, &error), CISD_OK);
}

static void test_drawing(void **state)
{
    cisd_result *result = (void *)&error;
    cisd_report *report = (void *)&error;

    (void)state;
    failed(cisd_audit_next(audit, NULL, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_run(audit, NULL, NULL, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_collect(audit, NULL, &error), CISD_E_ARGUMENT);
    failed(cisd_audit_next(audit, &result, &error), CISD_E_STATE);
    assert_null(result);
    failed(cisd_audit_collect(audit, &report, &error), CISD_E_STATE);
    assert_null(report);
}

static void test_rendering(void **state)
{
    struct {
        cisd_render_options known;
        unsigned char more;
    } newer;
    const cisd_report *report = cisd_audit_report(audit);
    cisd_renderer *renderer = (void *)&newer;

    (void)state;
    memset(&newer, 0, sizeof newer);
    newer.known.size = sizeof newer;
    failed(cisd_renderer_new(CISD_FORMAT_JSON, NULL, NULL, text_write, NULL, &renderer, &error),
           CISD_E_ARGUMENT);
    assert_null(renderer);
    failed(cisd_renderer_new(CISD_FORMAT_JSON, report, NULL, NULL, NULL, &renderer, &error),
           CISD_E_ARGUMENT);
    failed(cisd_renderer_new(CISD_FORMAT_JSON, report, NULL, text_write, NULL, NULL, &error),
           CISD_E_ARGUMENT);
    failed(cisd_renderer_new((cisd_format)CISD_FORMATS, report, NULL, text_write, NULL, &renderer,
                             &error),
           CISD_E_ARGUMENT);
    newer.more = 1;
    failed(cisd_renderer_new(CISD_FORMAT_TEXT, report, &newer.known, text_write, NULL, &renderer,
                             &error),
           CISD_E_ARGUMENT);
    assert_null(renderer);
}

/* Every free and unref takes NULL; every text of nothing is something. */
static void test_null(void **state)
{
    (void)state;
    cisd_error_free(NULL);
    cisd_audit_free(NULL);
    cisd_audit_cancel(NULL);
    cisd_result_unref(NULL);
    cisd_report_unref(NULL);
    cisd_renderer_free(NULL);
    cisd_policy_unref(NULL);
    cisd_context_free(NULL);
    assert_null(cisd_result_ref(NULL));
    assert_null(cisd_report_ref(NULL));
    assert_int_equal(cisd_error_code(NULL), CISD_OK);
    assert_string_equal(cisd_error_message(NULL), "");
    assert_int_equal(cisd_cap_number(NULL), -1);
    assert_null(cisd_rule_find(NULL));
    assert_null(cisd_rule_text(NULL, CISD_RULE_ID));
    assert_int_equal(cisd_rule_level(NULL), 0);
}

static void test_words(void **state)
{
    cisd_profile profile = CISD_PROFILE_CIS;
    cisd_severity severity = CISD_SEVERITY_LOW;
    cisd_format format = CISD_FORMAT_TEXT;

    (void)state;
    for (int i = 0; i < CISD_FORMATS; i++) {
        assert_int_equal(cisd_format_from_name(cisd_format_name((cisd_format)i), &format),
                         CISD_OK);
        assert_int_equal(format, i);
    }
    assert_int_equal(cisd_profile_from_name("strict", &profile), CISD_OK);
    assert_int_equal(profile, CISD_PROFILE_STRICT);
    assert_int_equal(cisd_severity_from_name("high", &severity), CISD_OK);
    assert_int_equal(severity, CISD_SEVERITY_HIGH);
    assert_int_equal(cisd_profile_from_name("lax", &profile), CISD_E_ARGUMENT);
    assert_int_equal(cisd_profile_from_name(NULL, &profile), CISD_E_ARGUMENT);
    assert_int_equal(cisd_profile_from_name("cis", NULL), CISD_E_ARGUMENT);
    assert_int_equal(cisd_severity_from_name("critical", &severity), CISD_E_ARGUMENT);
    assert_int_equal(cisd_format_from_name("JSON", &format), CISD_E_ARGUMENT);
    assert_string_equal(cisd_verdict_name((cisd_verdict)99), "error");
    assert_string_equal(cisd_code_name((cisd_code)99), "internal");
    assert_string_equal(cisd_code_name((cisd_code)-1), "internal");
    assert_string_equal(cisd_code_name(CISD_E_TIMEOUT), "timeout");
    assert_null(cisd_format_name((cisd_format)99));
    assert_null(cisd_reason_name((cisd_reason)99));
    assert_null(cisd_cap_name(-1));
    assert_null(cisd_cap_name(cisd_cap_count()));
    assert_null(cisd_rule_at(cisd_rule_count()));
    assert_null(cisd_rule_text(cisd_rule_at(0), (cisd_rule_field)99));
    assert_string_equal(cisd_version(), CISD_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_new, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_settings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_targets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_endpoints, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_newer_options, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_older_options, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_options_out_of_range, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_drawing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_rendering, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_null, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
