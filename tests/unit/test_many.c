/* Several engines in one audit: side by side, in order, none hides another, all end at once. */
#include "unit.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cisdocker/cisdocker.h"
#include "tiny_engine.h"

#define ENGINES 8

static const struct tiny_answer mute[] = {{"", 0, ""}, {NULL, 0, ""}};
static const struct tiny_answer refusing[] = {{"/version", 500, "{}"}, {NULL, 404, ""}};

/* Says who it is, and then no more. */
static const struct tiny_answer dozing[] = {
    {"/version", 200, "{\"ApiVersion\":\"1.41\",\"Version\":\"20.10.24\",\"Os\":\"linux\"}"},
    {"", 0, ""},
    {NULL, 0, ""}};

/* One container, which runs and drops everything; its process is none of it. */
#define ID "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
static const struct tiny_answer running[] = {
    {"/version", 200, "{\"ApiVersion\":\"1.41\",\"Version\":\"20.10.24\",\"Os\":\"linux\"}"},
    {"/info", 200, "{\"Name\":\"tiny\",\"OSType\":\"linux\"}"},
    {"/containers/json?all=1", 200, "[{\"Id\":\"" ID "\",\"Names\":[\"/alpha\"]}]"},
    {ID "/json", 200,
     "{\"Id\":\"" ID "\",\"Name\":\"/alpha\",\"State\":{\"Status\":\"running\",\"Pid\":1},"
     "\"Platform\":\"linux\",\"Config\":{\"Image\":\"busybox\"},"
     "\"HostConfig\":{\"Privileged\":false,\"CapAdd\":null,\"CapDrop\":[\"ALL\"]}}"},
    {NULL, 404, ""}};

static struct tiny_engine engines[ENGINES];

static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* How much longer all may take: valgrind is slow, and where threads wait, slower. */
static int slowness(void)
{
    return getenv("UNDER_VALGRIND") != NULL ? 2 : 1;
}

static const struct tiny_answer *answers(size_t number)
{
    static const struct tiny_answer *const kinds[ENGINES] = {
        [1] = mute, [3] = refusing, [6] = dozing, [7] = dozing};

    return kinds[number] != NULL ? kinds[number] : tiny_docker;
}

static int set_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < ENGINES; i++)
        tiny_engine_start(&engines[i], answers(i));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < ENGINES; i++)
        tiny_engine_stop(&engines[i]);
    return 0;
}

static cisd_audit *audit_of_all(long timeout_ms)
{
    const cisd_engine_options options = {.size = sizeof options, .timeout_ms = timeout_ms};
    cisd_audit *audit = NULL;

    assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
    for (size_t i = 0; i < ENGINES; i++)
        assert_int_equal(cisd_audit_add_engine(audit, engines[i].uri, &options, NULL), CISD_OK);
    return audit;
}

static int on_progress(void *user, size_t done, size_t total)
{
    size_t *most = user;

    assert_true(done <= total);
    *most = done;
    return 0;
}

static void test_side_by_side(void **state)
{
    cisd_audit *audit = audit_of_all(1000 * slowness());
    const cisd_report *report = cisd_audit_report(audit);
    cisd_result *result = NULL;
    size_t target = 0, results = 0, progress = 0;
    double began = now();

    (void)state;
    cisd_audit_set_progress(audit, on_progress, &progress);
    while (cisd_audit_next(audit, &result, NULL) == CISD_OK && result != NULL) {
        assert_true(cisd_result_target(result) >= target);
        target = cisd_result_target(result);
        results++;
        cisd_result_unref(result);
    }
    /* One engine is silent once, two are twice: one after another they would take 5 seconds. */
    assert_true(now() - began < 4.5 * slowness());
    assert_int_equal(results, (ENGINES - 4) * 4);
    assert_int_equal(progress, results);
    for (size_t i = 0; i < ENGINES; i++) {
        bool good = answers(i) == tiny_docker;

        assert_int_equal(cisd_report_target_complete(report, i), good);
        assert_true((cisd_report_target_error(report, i) == NULL) == good);
        if (answers(i) == mute || answers(i) == dozing)
            assert_int_equal(cisd_report_target_code(report, i), CISD_E_TIMEOUT);
        if (answers(i) == tiny_docker || answers(i) == dozing)
            assert_string_equal(cisd_report_target_engine(report, i), "docker");
    }
    cisd_audit_free(audit);
}

/* The limit of an engine holds for its first questions as well. */
static void test_time_limit(void **state)
{
    const cisd_engine_options options = {.size = sizeof options, .time_limit_ms = 300};
    cisd_audit *audit = NULL;
    cisd_report *report = NULL;
    double began = now();

    (void)state;
    assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
    assert_int_equal(cisd_audit_add_engine(audit, engines[6].uri, &options, NULL), CISD_OK);
    assert_int_equal(cisd_audit_collect(audit, &report, NULL), CISD_OK);
    assert_true(now() - began < 10 * slowness());
    assert_int_equal(cisd_report_target_code(report, 0), CISD_E_TIMEOUT);
    assert_non_null(strstr(cisd_report_target_error(report, 0), "time limit"));
    cisd_report_unref(report);
    cisd_audit_free(audit);
}

static void *cancel_soon(void *user)
{
    const struct timespec while_ago = {.tv_nsec = 200000000};

    (void)nanosleep(&while_ago, NULL);
    cisd_audit_cancel(user);
    return NULL;
}

static void test_cancel(void **state)
{
    cisd_audit *audit = audit_of_all(30000);
    cisd_report *report = NULL;
    double began = now();
    pthread_t thread;

    (void)state;
    assert_int_equal(pthread_create(&thread, NULL, cancel_soon, audit), 0);
    assert_int_equal(cisd_audit_collect(audit, &report, NULL), CISD_E_CANCELLED);
    assert_null(report);
    assert_int_equal(pthread_join(thread, NULL), 0);
    cisd_audit_free(audit);
    assert_true(now() - began < 10 * slowness());
}

/* Enough of waiting. */
static int impatient(void *user, size_t done, size_t total)
{
    int *told = user;

    (void)total;
    assert_int_equal(done, 0);
    return ++*told == 3;
}

/* Who waits for an engine is told so now and then, and can give up; be it one or several. */
static void test_progress_while_waiting(void **state)
{
    (void)state;
    for (int count = 1; count <= 2; count++) {
        cisd_audit *audit = NULL;
        cisd_result *result = NULL;
        double began = now();
        int told = 0;

        assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
        for (int i = 0; i < count; i++)
            assert_int_equal(cisd_audit_add_engine(audit, engines[1].uri, NULL, NULL), CISD_OK);
        cisd_audit_set_progress(audit, impatient, &told);
        assert_int_equal(cisd_audit_next(audit, &result, NULL), CISD_E_CANCELLED);
        assert_null(result);
        assert_int_equal(told, 3);
        cisd_audit_free(audit);
        assert_true(now() - began < 10);
    }
}

/* One engine, asked in a thread so that somebody can be told: all comes as it does without. */
static void test_progress_of_one(void **state)
{
    cisd_audit *audit = NULL;
    cisd_report *report = NULL;
    size_t progress = 0;

    (void)state;
    assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
    assert_int_equal(cisd_audit_add_engine(audit, engines[0].uri, NULL, NULL), CISD_OK);
    cisd_audit_set_progress(audit, on_progress, &progress);
    assert_int_equal(cisd_audit_collect(audit, &report, NULL), CISD_OK);
    assert_int_equal(cisd_report_result_count(report), 4);
    assert_int_equal(progress, 4);
    assert_true(cisd_report_target_complete(report, 0));
    cisd_report_unref(report);
    cisd_audit_free(audit);
}

/* An audit may be dropped at any point, with all its threads at work. */
static void test_dropped(void **state)
{
    cisd_result *result = NULL;
    double began = now();

    (void)state;
    for (int drawn = 0; drawn < 3; drawn++) {
        cisd_audit *audit = audit_of_all(30000);

        for (int i = 0; i < drawn; i++) {
            assert_int_equal(cisd_audit_next(audit, &result, NULL), CISD_OK);
            cisd_result_unref(result);
        }
        cisd_audit_free(audit);
    }
    assert_true(now() - began < 15 * slowness());
}

/* The kernel is a witness for each of several engines as it is for one. */
static void test_kernel(void **state)
{
    struct tiny_engine engine;

    (void)state;
    tiny_engine_start(&engine, running);
    for (int count = 1; count <= 2; count++) {
        cisd_audit *audit = NULL;
        cisd_report *report = NULL;

        assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
        assert_int_equal(cisd_audit_set_kernel(audit, CISD_KERNEL_ON, NULL), CISD_OK);
        for (int i = 0; i < count; i++)
            assert_int_equal(cisd_audit_add_engine(audit, engine.uri, NULL, NULL), CISD_OK);
        assert_int_equal(cisd_audit_collect(audit, &report, NULL), CISD_OK);
        /* No process of it is seen: it cannot pass. */
        assert_int_equal(cisd_report_count(report, CISD_PASS), 0);
        assert_int_equal(cisd_report_count(report, CISD_UNKNOWN), count);
        cisd_report_unref(report);
        cisd_audit_free(audit);
    }
    tiny_engine_stop(&engine);
}

/* More engines than may work at once: those behind wait for their turn, and get it. */
static void test_a_hundred(void **state)
{
    const cisd_engine_options options = {.size = sizeof options, .connections = 1};
    static const size_t good[] = {0, 2, 4, 5};
    cisd_audit *audit = NULL;
    cisd_report *report = NULL;

    (void)state;
    assert_int_equal(cisd_audit_new("5.4", NULL, &audit, NULL), CISD_OK);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(cisd_audit_add_engine(audit, engines[good[i % COUNT(good)]].uri,
                                               &options, NULL), CISD_OK);
    assert_int_equal(cisd_audit_collect(audit, &report, NULL), CISD_OK);
    assert_int_equal(cisd_report_result_count(report), 400);
    for (size_t i = 0; i < 400; i++)
        assert_int_equal(cisd_result_target(cisd_report_result(report, i)), i / 4);
    for (size_t i = 0; i < 100; i++)
        assert_true(cisd_report_target_complete(report, i));
    cisd_report_unref(report);
    cisd_audit_free(audit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_side_by_side), cmocka_unit_test(test_time_limit),
        cmocka_unit_test(test_cancel),       cmocka_unit_test(test_dropped),
        cmocka_unit_test(test_a_hundred),    cmocka_unit_test(test_kernel),
        cmocka_unit_test(test_progress_while_waiting), cmocka_unit_test(test_progress_of_one),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
