/*
 * Every allocation fails in turn, alone and with all that come after it: what was asked for fails
 * with CISD_E_NO_MEMORY, and nothing is lost.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "api/policy_file.h"
#include "cisdocker/cisdocker.h"
#include "counting.h"
#include "texts.h"
#include "tiny_engine.h"

/* Good, bad, odd and other containers, and a text that breaks off. */
static const char documents[] =
    "[{\"Id\":\"1\",\"Name\":\"/plain\",\"HostConfig\":{\"CapAdd\":[\"FOO\",\"SYS_ADMIN\"]},"
    "\"Config\":{\"Image\":\"a\\u0000b\",\"Labels\":{\"tier\":\"front\",\"other\":\"x\"}}},"
    "{\"Id\":\"2\",\"Name\":\"/dropped\",\"HostConfig\":{\"CapDrop\":[\"ALL\"]},"
    "\"Config\":{\"Labels\":{\"tier\":\"front\"}}},"
    "{\"Id\":\"3\",\"Name\":\"/odd\",\"HostConfig\":{\"CapDrop\":1,\"CapAdd\":[\"A\",\"A\"]}},"
    "{\"Name\":\"/twice\",\"Name\":\"/x\",\"HostConfig\":{}}, 17, {}]"
    "{\"Id\":\"4\",\"Name\":\"/podman\",\"HostConfig\":{},\"BoundingCaps\":[\"CAP_CHOWN\"]} {";

/* What is being run: returns the first failure, CISD_OK if there was none. */
typedef cisd_code run(struct counting *counting);

/* A failed call handed out an error that fits, or the static one. */
static cisd_code check_error(cisd_code code, cisd_error *error)
{
    assert_int_equal(cisd_error_code(error), code);
    cisd_error_free(error);
    return code;
}

static cisd_code render(const cisd_report *report)
{
    cisd_code code = CISD_OK;

    for (int format = 0; code == CISD_OK && format < CISD_FORMATS; format++) {
        cisd_render_options options = {.size = sizeof options, .color = 1, .verbose = 1};
        struct text_sink sink = {0};
        cisd_error *error = NULL;

        code = cisd_report_render(report, (cisd_format)format, &options, text_write, &sink,
                                  &error);
        (void)check_error(code, error);
        text_forget(&sink);
        /* Some formats need what a build or a machine may lack. */
        if (code == CISD_E_UNSUPPORTED && format > CISD_FORMAT_JSONL)
            code = CISD_OK;
    }
    return code;
}

/* Collects and frees the audit. */
static cisd_code collect(cisd_audit *audit, cisd_report **report)
{
    cisd_error *error = NULL;
    cisd_code code = cisd_audit_collect(audit, report, &error);

    (void)check_error(code, error);
    cisd_audit_free(audit);
    return code;
}

/* Collects and renders nothing: that is the same wherever results come from. */
static cisd_code gather(cisd_audit *audit)
{
    cisd_report *report = NULL;
    cisd_code code = collect(audit, &report);

    cisd_report_unref(report);
    return code;
}

/* Collects, renders, writes each result alone; unreferences everything. */
static cisd_code finish(cisd_audit *audit)
{
    cisd_report *report = NULL;
    cisd_code code = collect(audit, &report);

    if (code == CISD_OK)
        code = render(report);
    for (size_t i = 0; code == CISD_OK && i < cisd_report_result_count(report); i++) {
        struct text_sink sink = {0};

        code = cisd_result_write_json(cisd_report_result(report, i), text_write, &sink, NULL);
        text_forget(&sink);
    }
    cisd_report_unref(report);
    return code;
}

static cisd_code run_inspect(struct counting *counting)
{
    struct text_source source = {documents, sizeof documents - 1, 0, 50};
    cisd_audit *audit = NULL;
    cisd_error *error = NULL;
    cisd_code code = cisd_audit_new("5.4", &counting->allocator, &audit, &error);

    if (code == CISD_OK)
        code = cisd_audit_add_inspect_reader(audit, "text", text_read, &source, &error);
    (void)check_error(code, error);
    if (code == CISD_OK)
        return finish(audit);
    cisd_audit_free(audit);
    return code;
}

static cisd_code run_selection(struct counting *counting)
{
    static const char *const terms[][2] = {
        {"name", "*"}, {"label", "tier=front"}, {"label", "other"}, {"image", "*"},
        {"state", "running"}, {"name", "plain"}, {"name", "a"}, {"name", "b"}, {"name", "c"}};
    struct text_source source = {documents, sizeof documents - 1, 0, 0};
    cisd_audit *audit = NULL;
    cisd_error *error = NULL;
    cisd_code code = cisd_audit_new("5.4", &counting->allocator, &audit, &error);

    for (size_t i = 0; code == CISD_OK && i < COUNT(terms); i++)
        code = cisd_audit_select(audit, terms[i][0], terms[i][1], &error);
    if (code == CISD_OK)
        code = cisd_audit_add_inspect_reader(audit, "text", text_read, &source, &error);
    (void)check_error(code, error);
    if (code == CISD_OK)
        return gather(audit);
    cisd_audit_free(audit);
    return code;
}

/* Read and written with the counting memory by the parts that take one. */
static const char policy_text[] =
    "required:\n  - {name: plain, image: \"*\", label: a=b, capabilities: [CHOWN], reason: r}\n"
    "waivers:\n  - {name: \"p*\", capabilities: NET_RAW, reason: \"TODO\", owner: o, ticket: t}\n"
    "  - {service: gone, reason: x, expires: 2001-01-01}\n  - {name: nobody, reason: stale}\n";

static cisd_code load_policy(struct counting *counting, cisd_policy **policy)
{
    struct memory memory;
    struct fault fault = {.code = CISD_OK};

    memory_init(&memory, &counting->allocator);
    return policy_file_parse(&memory, "policy", policy_text, sizeof policy_text - 1, policy,
                             &fault);
}

/* Everything that is written about a report besides its formats. */
static cisd_code write_about(const cisd_report *report, const cisd_policy *policy)
{
    struct text_sink sink = {0};
    cisd_code code = cisd_policy_explain(policy, 0, NULL, text_write, &sink, NULL);

    if (code == CISD_OK)
        code = cisd_policy_init(report, 0, text_write, &sink, NULL);
    if (code == CISD_OK)
        code = cisd_report_write_override(report, CISD_FIX_LEAST, text_write, &sink, NULL);
    for (size_t i = 0; code == CISD_OK && i < cisd_report_result_count(report); i++)
        code = cisd_result_write_fix(cisd_report_result(report, i), CISD_FIX_SMALLEST, text_write,
                                     &sink, NULL);
    text_forget(&sink);
    return code;
}

static cisd_code run_policy(struct counting *counting)
{
    struct text_source source = {documents, sizeof documents - 1, 0, 0};
    cisd_audit *audit = NULL;
    cisd_policy *policy = NULL;
    cisd_report *report = NULL;
    cisd_code code = load_policy(counting, &policy);

    if (code == CISD_OK)
        code = cisd_audit_new("5.4", &counting->allocator, &audit, NULL);
    if (code == CISD_OK)
        code = cisd_audit_add_policy(audit, policy, NULL);
    if (code == CISD_OK)
        code = cisd_audit_trust_label(audit, "needs", NULL);
    if (code == CISD_OK)
        code = cisd_audit_add_inspect_reader(audit, "text", text_read, &source, NULL);
    if (code == CISD_OK)
        code = cisd_audit_collect(audit, &report, NULL);
    if (code == CISD_OK)
        code = write_about(report, policy);
    if (code == CISD_OK)
        code = render(report);
    cisd_report_unref(report);
    cisd_audit_free(audit);
    cisd_policy_unref(policy);
    return code;
}

static struct tiny_engine engine, manager;

static cisd_code run_engines(struct counting *counting, const char *uri, int targets)
{
    cisd_audit *audit = NULL;
    cisd_error *error = NULL;
    cisd_code code = cisd_audit_new("5.4", &counting->allocator, &audit, &error);

    for (int i = 0; code == CISD_OK && i < targets; i++)
        code = cisd_audit_add_engine(audit, uri, NULL, &error);
    (void)check_error(code, error);
    if (code == CISD_OK)
        return gather(audit);
    cisd_audit_free(audit);
    return code;
}

static cisd_code run_engine(struct counting *counting)
{
    return run_engines(counting, engine.uri, 1);
}

static cisd_code run_two_engines(struct counting *counting)
{
    return run_engines(counting, engine.uri, 2);
}

static cisd_code run_manager(struct counting *counting)
{
    return run_engines(counting, manager.uri, 1);
}

/* Runs with the n-th allocation failing. */
static void run_failing(run *what, size_t fail_at, bool and_after)
{
    struct counting counting;
    cisd_code code;

    counting_init(&counting);
    counting.fail_at = fail_at;
    counting.and_after = and_after;
    code = what(&counting);
    if (counting.live != 0)
        print_message("allocation %zu%s: %zu blocks left\n", fail_at, and_after ? " on" : "",
                      counting.live);
    assert_int_equal(counting.live, 0);
    if (code != CISD_E_NO_MEMORY)
        print_message("allocation %zu: %s\n", fail_at, cisd_code_name(code));
    assert_int_equal(code, counting.failed ? CISD_E_NO_MEMORY : CISD_OK);
}

/* Every how many allocations one fails. Under valgrind all would take minutes. */
static size_t stride(void)
{
    const char *every = getenv("EVERY");
    long number = every != NULL ? strtol(every, NULL, 10) : 1;

    return number > 1 ? (size_t)number : 1;
}

/* At least so many allocations there are; fewer would mean that the hook is passed by. */
static void run_all(run *what, size_t least)
{
    struct counting counting;
    size_t total;

    counting_init(&counting);
    assert_int_equal(what(&counting), CISD_OK);
    assert_int_equal(counting.live, 0);
    total = counting.asked;
    assert_true(total >= least);
    for (size_t fail_at = 1; fail_at <= total; fail_at += stride()) {
        run_failing(what, fail_at, false);
        run_failing(what, fail_at, true);
    }
    print_message("%zu allocations, every %zu. failed\n", total, stride());
}

static void test_inspect(void **state)
{
    (void)state;
    run_all(run_inspect, 60);
}

static void test_selection(void **state)
{
    (void)state;
    run_all(run_selection, 30);
}

static void test_policy(void **state)
{
    (void)state;
    run_all(run_policy, 200);
}

static void test_engine(void **state)
{
    (void)state;
    run_all(run_engine, 60);
}

static void test_two_engines(void **state)
{
    (void)state;
    run_all(run_two_engines, 90);
}

static void test_manager(void **state)
{
    (void)state;
    run_all(run_manager, 60);
}

static int start_engines(void **state)
{
    (void)state;
    tiny_engine_start(&engine, tiny_docker);
    tiny_engine_start(&manager, tiny_manager);
    return 0;
}

static int stop_engines(void **state)
{
    (void)state;
    tiny_engine_stop(&manager);
    tiny_engine_stop(&engine);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inspect),
        cmocka_unit_test(test_selection),
        cmocka_unit_test(test_policy),
        cmocka_unit_test(test_engine),
        cmocka_unit_test(test_two_engines),
        cmocka_unit_test(test_manager),
    };

    return cmocka_run_group_tests(tests, start_engines, stop_engines);
}
