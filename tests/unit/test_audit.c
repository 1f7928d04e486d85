/* An audit from the outside: states, references, threads, callbacks. */
#include "unit.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "cisdocker/cisdocker.h"
#include "counting.h"
#include "texts.h"
#include "tiny_engine.h"

static const char three[] =
    "[{\"Id\":\"1\",\"Name\":\"/plain\",\"HostConfig\":{}},"
    "{\"Id\":\"2\",\"Name\":\"/dropped\",\"HostConfig\":{\"CapDrop\":[\"ALL\"]}},"
    "{\"Id\":\"3\",\"Name\":\"/odd\",\"HostConfig\":{\"CapDrop\":1}}]";

static struct text_source source;

/* An audit of a text; the caller's to free. */
static cisd_audit *audit_of(const char *text, const cisd_allocator *allocator)
{
    cisd_audit *audit = NULL;

    source = (struct text_source){.text = text, .length = strlen(text), .part = 7};
    assert_int_equal(cisd_audit_new("5.4", allocator, &audit, NULL), CISD_OK);
    assert_int_equal(cisd_audit_set_time(audit, 1767323045, NULL), CISD_OK);
    assert_int_equal(cisd_audit_add_inspect_reader(audit, "text", text_read, &source, NULL),
                     CISD_OK);
    return audit;
}

static cisd_result *next(cisd_audit *audit)
{
    cisd_result *result = NULL;

    assert_int_equal(cisd_audit_next(audit, &result, NULL), CISD_OK);
    return result;
}

static void test_drawn_to_the_end(void **state)
{
    cisd_audit *audit = audit_of(three, NULL);
    const cisd_report *report = cisd_audit_report(audit);
    static const cisd_verdict verdicts[] = {CISD_FAIL, CISD_PASS, CISD_ERROR};

    (void)state;
    for (size_t i = 0; i < COUNT(verdicts); i++) {
        cisd_result *result = next(audit);

        assert_int_equal(cisd_result_verdict(result), verdicts[i]);
        assert_int_equal(cisd_report_finished(report), 0);
        assert_int_equal(cisd_report_target_complete(report, 0), 0);
        cisd_result_unref(result);
    }
    assert_null(next(audit));
    assert_null(next(audit));
    assert_int_equal(cisd_report_target_complete(report, 0), 1);
    assert_int_equal(cisd_report_started(report), 1767323045);
    assert_int_equal(cisd_report_finished(report), 1767323045);
    for (size_t i = 0; i < COUNT(verdicts); i++)
        assert_int_equal(cisd_report_count(report, verdicts[i]), 1);
    assert_int_equal(cisd_report_result_count(report), 0);
    cisd_audit_free(audit);
}

/* Once drawn from, an audit takes no more settings. */
static void test_settings_come_too_late(void **state)
{
    cisd_audit *audit = audit_of(three, NULL);

    (void)state;
    cisd_result_unref(next(audit));
    assert_int_equal(cisd_audit_set_profile(audit, CISD_PROFILE_CIS, NULL), CISD_E_STATE);
    assert_int_equal(cisd_audit_set_time(audit, 0, NULL), CISD_E_STATE);
    assert_int_equal(cisd_audit_select(audit, "name", "x", NULL), CISD_E_STATE);
    assert_int_equal(cisd_audit_add_inspect(audit, "x", NULL), CISD_E_STATE);
    assert_int_equal(cisd_audit_add_engine(audit, "unix:///x", NULL, NULL), CISD_E_STATE);
    assert_int_equal(cisd_audit_add_inspect_reader(audit, "x", text_read, &source, NULL),
                     CISD_E_STATE);
    assert_int_equal(cisd_audit_trust_label(audit, "x", NULL), CISD_E_STATE);
    cisd_audit_free(audit);
}

static void test_results_outlive_the_audit(void **state)
{
    struct counting counting;
    cisd_audit *audit;
    cisd_result *result;

    (void)state;
    counting_init(&counting);
    audit = audit_of(three, &counting.allocator);
    result = next(audit);
    assert_ptr_equal(cisd_result_ref(result), result);
    cisd_audit_free(audit);
    cisd_result_unref(result);
    assert_string_equal(cisd_result_name(result), "plain");
    assert_int_equal(cisd_result_granted(result), cisd_caps_default());
    assert_string_equal(cisd_result_reason_message(result, 0),
                        "NET_RAW is granted by the engine's default and not dropped");
    assert_true(counting.live > 0);
    cisd_result_unref(result);
    assert_int_equal(counting.live, 0);
}

static void test_reports_outlive_the_audit(void **state)
{
    struct counting counting;
    cisd_audit *audit;
    cisd_report *report = NULL;
    cisd_result *result;

    (void)state;
    counting_init(&counting);
    audit = audit_of(three, &counting.allocator);
    assert_int_equal(cisd_audit_collect(audit, &report, NULL), CISD_OK);
    cisd_audit_free(audit);
    assert_int_equal(cisd_report_result_count(report), 3);
    assert_string_equal(cisd_report_target_uri(report, 0), "text");
    assert_null(cisd_report_result(report, 3));
    result = cisd_result_ref(cisd_report_result(report, 1));
    cisd_report_unref(report);
    assert_string_equal(cisd_result_name(result), "dropped");
    cisd_result_unref(result);
    assert_int_equal(counting.live, 0);
}

/* What was drawn before is not collected, but counted. */
static void test_collected_after_drawing(void **state)
{
    cisd_audit *audit = audit_of(three, NULL);
    cisd_report *report = NULL;

    (void)state;
    cisd_result_unref(next(audit));
    assert_int_equal(cisd_audit_collect(audit, &report, NULL), CISD_OK);
    assert_int_equal(cisd_report_result_count(report), 2);
    assert_int_equal(cisd_report_count(report, CISD_FAIL), 1);
    assert_int_equal(cisd_report_failures(report, CISD_SEVERITY_LOW), 1);
    assert_int_equal(cisd_report_failures(report, CISD_SEVERITY_HIGH), 0);
    cisd_report_unref(report);
    cisd_audit_free(audit);
}

/* Numbers that are none: nothing, rather than what lies behind the end. */
static void test_beyond_the_end(void **state)
{
    cisd_audit *audit = audit_of(three, NULL);
    const cisd_report *report = cisd_audit_report(audit);
    cisd_result *result = next(audit);

    (void)state;
    assert_null(cisd_result_reason_message(result, 1));
    assert_int_equal(cisd_result_reason_caps(result, 99), 0);
    assert_null(cisd_result_list_at(result, CISD_CAP_ADD, 0));
    assert_null(cisd_result_list_at(result, CISD_CAP_DROP, SIZE_MAX));
    assert_null(cisd_result_unknown_cap(result, 0));
    assert_null(cisd_result_remedy_least(result, cisd_result_remedy_count(result)));
    assert_null(cisd_result_remedy_kind(result, 99));
    assert_null(cisd_report_target_kind(report, 1));
    assert_null(cisd_report_target_error(report, 1));
    assert_int_equal(cisd_report_target_complete(report, 1), 0);
    assert_null(cisd_report_result(report, 0));
    assert_int_equal(cisd_report_count(report, (cisd_verdict)99), 0);
    assert_int_equal(cisd_report_count(report, (cisd_verdict)-1), 0);
    cisd_result_unref(result);
    cisd_audit_free(audit);
}

static int stop_at_second(void *user, cisd_result *result)
{
    int *seen = user;

    assert_non_null(cisd_result_name(result));
    return ++*seen == 2;
}

static void test_callback_stops(void **state)
{
    cisd_audit *audit = audit_of(three, NULL);
    cisd_error *error = NULL;
    int seen = 0;

    (void)state;
    assert_int_equal(cisd_audit_run(audit, stop_at_second, &seen, &error), CISD_E_CANCELLED);
    assert_int_equal(cisd_error_code(error), CISD_E_CANCELLED);
    cisd_error_free(error);
    assert_int_equal(seen, 2);
    cisd_audit_free(audit);
}

static int count_only(void *user, cisd_result *result)
{
    (void)result;
    ++*(int *)user;
    return 0;
}

static void test_callback_sees_all(void **state)
{
    cisd_audit *audit = audit_of(three, NULL);
    int seen = 0;

    (void)state;
    assert_int_equal(cisd_audit_run(audit, count_only, &seen, NULL), CISD_OK);
    assert_int_equal(seen, 3);
    cisd_audit_free(audit);
}

static int stop_progress(void *user, size_t done, size_t total)
{
    (void)total;
    *(size_t *)user = done;
    return done == 2;
}

static void test_progress_cancels(void **state)
{
    cisd_audit *audit = audit_of(three, NULL);
    cisd_result *result = NULL;
    size_t done = 0;

    (void)state;
    cisd_audit_set_progress(audit, stop_progress, &done);
    cisd_result_unref(next(audit));
    assert_int_equal(cisd_audit_next(audit, &result, NULL), CISD_E_CANCELLED);
    assert_null(result);
    assert_int_equal(done, 2);
    assert_int_equal(cisd_audit_next(audit, &result, NULL), CISD_E_CANCELLED);
    cisd_audit_free(audit);
}

static int fail_read(void *user, void *buffer, size_t size, size_t *length)
{
    int *calls = user;

    (void)buffer;
    /* The second call fails, or claims more than there was room for. */
    *length = *calls == 1 ? size + 1 : 0;
    if (++*calls == 1)
        return -1;
    return 0;
}

/* A reader that fails makes its target incomplete, and nothing else fail. */
static void test_reader_fails(void **state)
{
    (void)state;
    for (int calls = 0; calls < 2; calls++) {
        cisd_audit *audit = NULL;
        int user = calls;

        assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
        assert_int_equal(cisd_audit_add_inspect_reader(audit, "pipe", fail_read, &user, NULL),
                         CISD_OK);
        assert_null(next(audit));
        assert_int_equal(cisd_report_target_complete(cisd_audit_report(audit), 0), 0);
        assert_int_equal(cisd_report_target_code(cisd_audit_report(audit), 0), CISD_E_CALLBACK);
        cisd_audit_free(audit);
    }
}

/* Some formats need what a build or a machine may lack; these three never. */
static bool is_lacking(int format, cisd_code code)
{
    return format > CISD_FORMAT_JSONL && code == CISD_E_UNSUPPORTED;
}

/* A writer that fails: the call says so, whichever it is, and the renderer can be freed. */
static void test_writer_fails(void **state)
{
    cisd_report *report = NULL;
    cisd_audit *audit = audit_of(three, NULL);

    (void)state;
    assert_int_equal(cisd_audit_collect(audit, &report, NULL), CISD_OK);
    for (int format = 0; format < CISD_FORMATS; format++) {
        struct text_sink sink = {.fail_at = 1};
        cisd_code code = cisd_report_render(report, (cisd_format)format, NULL, text_write, &sink,
                                            NULL);

        assert_true(code == CISD_E_CALLBACK || is_lacking(format, code));
        text_forget(&sink);
    }
    assert_int_equal(cisd_result_write_json(cisd_report_result(report, 0), NULL, NULL, NULL),
                     CISD_E_ARGUMENT);
    cisd_report_unref(report);
    cisd_audit_free(audit);
}

static void test_renderer_finishes_once(void **state)
{
    cisd_audit *audit = audit_of(three, NULL);
    cisd_result *result = next(audit);

    (void)state;
    for (int format = 0; format < CISD_FORMATS; format++) {
        struct text_sink sink = {0};
        cisd_renderer *renderer = NULL;
        cisd_code code;

        assert_int_equal(cisd_renderer_new((cisd_format)format, cisd_audit_report(audit), NULL,
                                           text_write, &sink, &renderer, NULL),
                         CISD_OK);
        assert_int_equal(cisd_renderer_add(renderer, NULL, NULL), CISD_E_ARGUMENT);
        code = cisd_renderer_add(renderer, result, NULL);
        if (code == CISD_OK)
            code = cisd_renderer_finish(renderer, NULL);
        else
            (void)cisd_renderer_finish(renderer, NULL);
        assert_true(code == CISD_OK || is_lacking(format, code));
        assert_int_equal(cisd_renderer_finish(renderer, NULL), CISD_E_STATE);
        assert_int_equal(cisd_renderer_add(renderer, result, NULL), CISD_E_STATE);
        cisd_renderer_free(renderer);
        text_forget(&sink);
    }
    cisd_result_unref(result);
    cisd_audit_free(audit);
}

/* ---------------------------------------------------------------- engines */

struct expected {
    const char *name;
    cisd_verdict verdict;
};

static void expect_results(cisd_audit *audit, const struct expected *expected)
{
    for (; expected->name != NULL; expected++) {
        cisd_result *result = next(audit);

        assert_string_equal(cisd_result_name(result), expected->name);
        assert_int_equal(cisd_result_verdict(result), expected->verdict);
        cisd_result_unref(result);
    }
    assert_null(next(audit));
}

/* As the engine lists them; the vanished one is known by its list alone. */
static void test_engine(void **state)
{
    static const struct expected expected[] = {{"delta", CISD_NOTAPPLICABLE}, {"alpha", CISD_FAIL},
                                               {"charlie", CISD_FAIL}, {"bravo", CISD_PASS}, {0}};
    struct tiny_engine engine;
    cisd_audit *audit = NULL;
    const cisd_report *report;

    (void)state;
    tiny_engine_start(&engine, tiny_docker);
    assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
    assert_int_equal(cisd_audit_add_engine(audit, engine.uri, NULL, NULL), CISD_OK);
    report = cisd_audit_report(audit);
    expect_results(audit, expected);
    assert_int_equal(cisd_report_target_complete(report, 0), 1);
    assert_string_equal(cisd_report_target_engine(report, 0), "docker");
    assert_string_equal(cisd_report_target_engine_version(report, 0), "20.10.24");
    assert_string_equal(cisd_report_target_host(report, 0), "tiny");
    cisd_audit_free(audit);
    tiny_engine_stop(&engine);
}

/* An audit that is freed in the middle leaves nothing behind. */
static void test_engine_left_early(void **state)
{
    (void)state;
    for (int draws = 0; draws < 5; draws++) {
        struct tiny_engine engine;
        struct counting counting;
        cisd_audit *audit = NULL;

        counting_init(&counting);
        tiny_engine_start(&engine, tiny_docker);
        assert_int_equal(cisd_audit_new("5.4", &counting.allocator, &audit, NULL), CISD_OK);
        assert_int_equal(cisd_audit_add_engine(audit, engine.uri, NULL, NULL), CISD_OK);
        assert_int_equal(cisd_audit_add_engine(audit, engine.uri, NULL, NULL), CISD_OK);
        for (int i = 0; i < draws; i++)
            cisd_result_unref(next(audit));
        cisd_audit_free(audit);
        assert_int_equal(counting.live, 0);
        tiny_engine_stop(&engine);
    }
}

static const struct tiny_answer silent[] = {{"", 0, ""}, {0}};

static void *cancel_soon(void *user)
{
    const struct timespec a_moment = {.tv_nsec = 100000000};

    (void)nanosleep(&a_moment, NULL);
    cisd_audit_cancel(user);
    return NULL;
}

static void test_cancelled_from_another_thread(void **state)
{
    struct tiny_engine engine;

    (void)state;
    tiny_engine_start(&engine, silent);
    for (int targets = 1; targets <= 2; targets++) {
        cisd_audit *audit = NULL;
        cisd_result *result = NULL;
        pthread_t thread;

        assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
        for (int i = 0; i < targets; i++)
            assert_int_equal(cisd_audit_add_engine(audit, engine.uri, NULL, NULL), CISD_OK);
        assert_int_equal(pthread_create(&thread, NULL, cancel_soon, audit), 0);
        assert_int_equal(cisd_audit_next(audit, &result, NULL), CISD_E_CANCELLED);
        assert_null(result);
        assert_int_equal(pthread_join(thread, NULL), 0);
        assert_int_equal(cisd_audit_next(audit, &result, NULL), CISD_E_CANCELLED);
        cisd_audit_free(audit);
    }
    tiny_engine_stop(&engine);
}

/* Cancels, and says that it failed, or that this is the end. */
static int cancel_and_end(void *user, void *buffer, size_t size, size_t *length)
{
    (void)buffer, (void)size;
    *length = 0;
    cisd_audit_cancel(*(cisd_audit **)user);
    return 0;
}

static int cancel_and_fail(void *user, void *buffer, size_t size, size_t *length)
{
    return cancel_and_end(user, buffer, size, length) == 0;
}

static void test_cancelled_while_it_reads(void **state)
{
    static const cisd_read_fn readers[] = {cancel_and_end, cancel_and_fail};

    (void)state;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        cisd_audit *audit = NULL;
        cisd_report *report = NULL;
        cisd_result *result = NULL;

        assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
        assert_int_equal(cisd_audit_add_inspect_reader(audit, "x", readers[i], &audit, NULL),
                         CISD_OK);
        assert_int_equal(i == 0 ? cisd_audit_next(audit, &result, NULL)
                                : cisd_audit_collect(audit, &report, NULL),
                         CISD_E_CANCELLED);
        assert_null(result);
        assert_null(report);
        assert_int_equal(cisd_audit_next(audit, &result, NULL), CISD_E_CANCELLED);
        cisd_audit_free(audit);
    }
}

static void test_engine_is_silent(void **state)
{
    cisd_engine_options options = {.size = sizeof options, .timeout_ms = 50};
    struct tiny_engine engine;
    cisd_audit *audit = NULL;

    (void)state;
    tiny_engine_start(&engine, silent);
    assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
    assert_int_equal(cisd_audit_add_engine(audit, engine.uri, &options, NULL), CISD_OK);
    assert_null(next(audit));
    assert_int_equal(cisd_report_target_complete(cisd_audit_report(audit), 0), 0);
    assert_int_equal(cisd_report_target_code(cisd_audit_report(audit), 0), CISD_E_TIMEOUT);
    cisd_audit_free(audit);
    tiny_engine_stop(&engine);
}

/* ---------------------------------------------------------------- threads */

/* Audits an engine a few times, with all that threads must not share. */
static void *audit_repeatedly(void *user)
{
    size_t *results = user;
    struct tiny_engine engine;

    tiny_engine_start(&engine, tiny_docker);
    for (int round = 0; round < 20; round++) {
        struct text_sink sink = {0};
        cisd_audit *audit = NULL;
        cisd_report *report = NULL;

        if (cisd_audit_new("5.4", NULL, &audit, NULL) == CISD_OK &&
            cisd_audit_add_engine(audit, engine.uri, NULL, NULL) == CISD_OK &&
            cisd_audit_add_engine(audit, engine.uri, NULL, NULL) == CISD_OK &&
            cisd_audit_collect(audit, &report, NULL) == CISD_OK &&
            cisd_report_render(report, CISD_FORMAT_TEXT, NULL, text_write, &sink, NULL) == CISD_OK)
            *results += cisd_report_result_count(report);
        text_forget(&sink);
        cisd_report_unref(report);
        cisd_audit_free(audit);
    }
    tiny_engine_stop(&engine);
    return NULL;
}

static void test_two_threads_at_once(void **state)
{
    pthread_t threads[2];
    size_t results[2] = {0};

    (void)state;
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, audit_repeatedly, &results[i]), 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(results[0], 20 * 8);
    assert_int_equal(results[1], 20 * 8);
}

static void *read_report(void *user)
{
    for (int round = 0; round < 200; round++) {
        struct text_sink sink = {0};
        cisd_report *report = cisd_report_ref(user);
        cisd_result *result = cisd_result_ref(cisd_report_result(report, 0));

        (void)cisd_report_render(report, CISD_FORMAT_JSON, NULL, text_write, &sink, NULL);
        cisd_result_unref(result);
        cisd_report_unref(report);
        text_forget(&sink);
    }
    return NULL;
}

static void test_report_read_by_many_threads(void **state)
{
    cisd_audit *audit = audit_of(three, NULL);
    cisd_report *report = NULL;
    pthread_t threads[4];

    (void)state;
    assert_int_equal(cisd_audit_collect(audit, &report, NULL), CISD_OK);
    cisd_audit_free(audit);
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_report, report), 0);
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_string_equal(cisd_result_name(cisd_report_result(report, 2)), "odd");
    cisd_report_unref(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drawn_to_the_end),
        cmocka_unit_test(test_settings_come_too_late),
        cmocka_unit_test(test_results_outlive_the_audit),
        cmocka_unit_test(test_reports_outlive_the_audit),
        cmocka_unit_test(test_collected_after_drawing),
        cmocka_unit_test(test_beyond_the_end),
        cmocka_unit_test(test_callback_stops),
        cmocka_unit_test(test_callback_sees_all),
        cmocka_unit_test(test_progress_cancels),
        cmocka_unit_test(test_reader_fails),
        cmocka_unit_test(test_writer_fails),
        cmocka_unit_test(test_renderer_finishes_once),
        cmocka_unit_test(test_engine),
        cmocka_unit_test(test_engine_left_early),
        cmocka_unit_test(test_cancelled_from_another_thread),
        cmocka_unit_test(test_cancelled_while_it_reads),
        cmocka_unit_test(test_engine_is_silent),
        cmocka_unit_test(test_two_threads_at_once),
        cmocka_unit_test(test_report_read_by_many_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
