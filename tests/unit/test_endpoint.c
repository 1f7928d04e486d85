/* Addresses of engines, from the usual to the hostile. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "sources/endpoint.h"

static struct pool pool;
static struct http_endpoint endpoint;
static struct fault fault;

static int set_up(void **state)
{
    struct memory memory;

    (void)state;
    memory_init(&memory, NULL);
    pool_init(&pool, &memory);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    pool_free(&pool);
    return 0;
}

static cisd_code parse(const char *uri, const cisd_engine_options *options)
{
    static const cisd_engine_options none;

    fault_clear(&fault);
    return endpoint_parse(&pool, uri, options != NULL ? options : &none, &endpoint, &fault);
}

static void test_unix(void **state)
{
    char path[200];

    (void)state;
    assert_int_equal(parse("unix:///run/x.sock", NULL), CISD_OK);
    assert_string_equal(endpoint.socket_path, "/run/x.sock");
    assert_null(endpoint.base);
    assert_int_equal(parse("unix://", NULL), CISD_OK);
    assert_string_equal(endpoint.socket_path, "/var/run/docker.sock");
    assert_int_equal(parse("unix://run/x.sock", NULL), CISD_E_ARGUMENT);
    (void)snprintf(path, sizeof path, "unix:///%0106d", 1);
    assert_int_equal(parse(path, NULL), CISD_OK);
    (void)snprintf(path, sizeof path, "unix:///%0107d", 1);
    assert_int_equal(parse(path, NULL), CISD_E_ARGUMENT);
    assert_non_null(strstr(fault.text, "longer"));
}

static void test_tcp(void **state)
{
    static const struct {
        const char *uri, *plain, *tls;
    } cases[] = {
        {"tcp://h", "http://h:2375", "https://h:2376"},
        {"tcp://", "http://localhost:2375", "https://localhost:2376"},
        {"tcp://h:1", "http://h:1", "https://h:1"},
        {"tcp://h:65535/", "http://h:65535", "https://h:65535"},
        {"tcp://h:1/behind/proxy//", "http://h:1/behind/proxy", "https://h:1/behind/proxy"},
        {"tcp://[::1]", "http://[::1]:2375", "https://[::1]:2376"},
        {"tcp://[fe80::1]:5", "http://[fe80::1]:5", "https://[fe80::1]:5"},
        {"h:5", "http://h:5", "https://h:5"},
        {"10.0.0.1", "http://10.0.0.1:2375", "https://10.0.0.1:2376"},
        {":5", "http://localhost:5", "https://localhost:5"},
    };
    /* Any of the three asks for TLS. */
    const cisd_engine_options asking[] = {
        {.tls_authority = "a"}, {.tls_certificate = "c"}, {.tls_key = "k"}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(parse(cases[i].uri, NULL), CISD_OK);
        assert_string_equal(endpoint.base, cases[i].plain);
        assert_null(endpoint.socket_path);
        assert_null(endpoint.program);
        for (size_t j = 0; j < COUNT(asking); j++) {
            assert_int_equal(parse(cases[i].uri, &asking[j]), CISD_OK);
            assert_string_equal(endpoint.base, cases[i].tls);
        }
        assert_string_equal(endpoint.key, "k");
    }
}

/* The words of a program, one after another. */
static const char *words(void)
{
    static char text[1000];
    size_t length = 0;

    for (size_t i = 0; endpoint.program[i] != NULL; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", i > 0 ? " " : "",
                                   endpoint.program[i]);
    return text;
}

static void test_ssh(void **state)
{
    static const char *const environment[] = {"A=b", NULL};
    const cisd_engine_options options = {.ssh_program = "/x/ssh", .ssh_environment = environment,
                                         .tls_key = "no matter"};

    (void)state;
    assert_int_equal(parse("ssh://h", NULL), CISD_OK);
    assert_string_equal(words(),
                        "/usr/bin/ssh -T -o ConnectTimeout=20 -- h docker system dial-stdio");
    assert_null(endpoint.base);
    assert_int_equal(parse("ssh://me@h:22/run/x.sock", &options), CISD_OK);
    assert_string_equal(words(), "/x/ssh -T -o ConnectTimeout=20 -l me -p 22 -- h docker --host "
                                 "unix:///run/x.sock system dial-stdio");
    assert_ptr_equal(endpoint.environment, environment);
    assert_int_equal(parse("ssh://me@[::1]/", NULL), CISD_OK);
    assert_string_equal(words(), "/usr/bin/ssh -T -o ConnectTimeout=20 -l me -- ::1 docker system "
                                 "dial-stdio");
}

/* What a shell, an option parser or another part of the address could take otherwise. */
static void test_refused(void **state)
{
    static const char *const bad[] = {
        "", "/run/x.sock", "x/y", "http://h", "npipe:////./pipe/x", "fd://", "TCP://h", "unix:/x",
        "tcp://h:0", "tcp://h:65536", "tcp://h:99999999999", "tcp://h:1x", "tcp://h:-1",
        "tcp://h: 1", "tcp://h:1:2", "tcp://::1:2", "tcp://[::1", "tcp://[::1]x", "tcp://[]:1",
        "tcp://[::1]]:1", "tcp://me@h", "tcp://h h", "tcp://h\n", "tcp://h?x", "tcp://h#x",
        "tcp://h/a b", "tcp://h/a?b", "tcp://h/%2e", "tcp://-h", "tcp://h\\x", "tcp://h\xFF",
        "ssh://", "ssh:///path", "ssh://-oProxyCommand=x", "ssh://h$(x)", "ssh://h;x",
        "ssh://me;x@h", "ssh://-l@h", "ssh://me@-h", "ssh://h/a;b", "ssh://h/$(x)", "ssh://h/-x",
        "ssh://h/`x`", "ssh://h/a b", "ssh://h/a'b", "ssh://h\nx", "ssh://me@you@h", "ssh://h:x",
    };
    char longest[400];

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        if (parse(bad[i], NULL) == CISD_OK)
            fail_msg("'%s' is taken", bad[i]);
    (void)snprintf(longest, sizeof longest, "tcp://%0350d", 1);
    assert_int_equal(parse(longest, NULL), CISD_E_ARGUMENT);
}

static void test_passwords_are_not_shown(void **state)
{
    static const char *const bad[] = {
        "ssh://me:hush@h", "ssh://me:hush@h:x", "tcp://me:hush@h:1", "http://me:hush@h",
        "ssh://me:hu@hush@h", "me:hush@h:2375", "ssh://me:/hush@h",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_not_equal(parse(bad[i], NULL), CISD_OK);
        assert_null(strstr(fault.text, "hush"));
        assert_non_null(strstr(fault.text, "me:***@h"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_unix, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_tcp, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ssh, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_passwords_are_not_shown, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
