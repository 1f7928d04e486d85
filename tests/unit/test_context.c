/* Docker contexts on disk: as the docker command writes them, damaged, and hostile. */
#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "counting.h"
#include "ground/sha256.h"
#include "sources/context.h"

#define PATH_SIZE 400

static char folder[] = "/tmp/cisdocker-context-XXXXXX";
static struct pool pool;
static struct context context;
static struct fault fault;

/* Every file and folder that was made, to be taken away in the end. */
static char made[64][PATH_SIZE];
static size_t made_count;

static void note(const char *path)
{
    assert_true(made_count < COUNT(made));
    (void)snprintf(made[made_count++], PATH_SIZE, "%s", path);
}

/* Makes the folders that a path needs. */
static void make_folders(const char *path)
{
    char part[PATH_SIZE];

    for (const char *slash = path + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        (void)snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
        if (mkdir(part, 0700) == 0)
            note(part);
    }
}

static void place(const char *name, const char *data, size_t length)
{
    char path[PATH_SIZE];
    FILE *file;

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    make_folders(path);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    note(path);
}

static void place_text(const char *name, const char *text)
{
    place(name, text, strlen(text));
}

/* Where the docker command keeps a file of a context. */
static const char *context_file(const char *name, const char *kind, const char *file)
{
    static char path[PATH_SIZE];
    char digest[SHA256_HEX];

    sha256_hex(name, strlen(name), digest);
    (void)snprintf(path, sizeof path, "contexts/%s/%s/%s", kind, digest, file);
    return path;
}

static void place_meta(const char *name, const char *text)
{
    place_text(context_file(name, "meta", "meta.json"), text);
}

static int set_up(void **state)
{
    struct memory memory;

    (void)state;
    (void)strcpy(folder + strlen(folder) - 6, "XXXXXX");
    memory_init(&memory, NULL);
    pool_init(&pool, &memory);
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    while (made_count > 0)
        (void)remove(made[--made_count]);
    pool_free(&pool);
    return rmdir(folder);
}

static cisd_code load(const char *name)
{
    fault_clear(&fault);
    return context_load(&pool, folder, name, &context, &fault);
}

/* Refused, in one line that has a word. */
static void refused(const char *name, cisd_code code, const char *word)
{
    assert_int_equal(load(name), code);
    if (strstr(fault.text, word) == NULL)
        fail_msg("'%s' is not in '%s'", word, fault.text);
    assert_null(context.host);
}

static void test_nothing_there(void **state)
{
    (void)state;
    assert_int_equal(load(NULL), CISD_OK);
    assert_null(context.name);
    assert_int_equal(load("default"), CISD_OK);
    assert_null(context.host);
    refused("other", CISD_E_ARGUMENT, "no Docker context 'other'");
    refused("", CISD_E_ARGUMENT, "no Docker context");
    refused("../../../etc", CISD_E_ARGUMENT, "no Docker context");
    assert_int_equal(context_load(&pool, "/dev/null", NULL, &context, &fault), CISD_OK);
}

static void test_current(void **state)
{
    (void)state;
    place_text("config.json", "{\"auths\":{\"r\":{\"auth\":\"x\"}},\"currentContext\":\"far\"}");
    refused(NULL, CISD_E_ARGUMENT, "no Docker context 'far'");
    place_meta("far", "{\"Name\":\"far\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":"
                      "\"ssh://me@far\",\"SkipTLSVerify\":false}}}");
    assert_int_equal(load(NULL), CISD_OK);
    assert_string_equal(context.name, "far");
    assert_string_equal(context.host, "ssh://me@far");
    assert_null(context.authority);
    assert_int_equal(load("default"), CISD_OK);
    assert_null(context.name);
    place_text("config.json", "{\"currentContext\":\"\"}");
    assert_int_equal(load(NULL), CISD_OK);
    assert_null(context.name);
}

static void test_keys(void **state)
{
    static const char meta[] =
        "{\"Name\":\"t\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://h:2376\"}}}";

    (void)state;
    place_meta("t", meta);
    place_text(context_file("t", "tls", "docker/ca.pem"), "x");
    place_text(context_file("t", "tls", "docker/key.pem"), "x");
    assert_int_equal(load("t"), CISD_OK);
    assert_non_null(strstr(context.authority, "/docker/ca.pem"));
    assert_non_null(strstr(context.key, "/docker/key.pem"));
    assert_null(context.certificate);
}

/* What cannot be understood is not skipped: another engine would be taken for the one meant. */
static void test_damaged_files(void **state)
{
    static const char *const bad[] = {
        "", "{", "[]]", "{\"Name\":\"t\"", "\xFF\xFE", "null x",
        "{\"Name\":\"t\",\"Name\":\"t\"}", "{\"Name\":\"t\",\"name\":\"t\"}",
        "{\"Name\":\"t\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://a\",\"Host\":\"tcp://b\"}}}",
        "{\"Name\":\"t\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://a\\u0000b\"}}}",
        "{\"Name\":\"other\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://a\"}}}",
        "{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://a\"}}}", "[]", "\"x\"",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        place_meta("t", bad[i]);
        if (load("t") != CISD_E_FORMAT)
            fail_msg("'%s' is taken: %s", bad[i], cisd_code_name(fault.code));
        assert_null(context.host);
        made_count--;
    }
    made_count++;
    place_text("config.json", "{\"currentContext\":\"t\"");
    refused(NULL, CISD_E_FORMAT, "config.json");
    made_count--;
    place_text("config.json", "{\"currentContext\":7}");
    refused(NULL, CISD_E_FORMAT, "config.json");
    made_count--;
    place_text("config.json", "{\"currentContext\":null}");
    assert_int_equal(load(NULL), CISD_OK);
    assert_null(context.host);
}

static void test_no_engine(void **state)
{
    static const char *const without[] = {
        "{\"Name\":\"t\"}", "{\"Name\":\"t\",\"Endpoints\":{\"docker\":{\"Host\":\"\"}}}",
        "{\"Name\":\"t\",\"Endpoints\":{\"docker\":{\"Host\":7}}}",
        "{\"Name\":\"t\",\"Endpoints\":{\"kubernetes\":{\"Host\":\"tcp://a\"}}}",
        "{\"Name\":\"t\",\"Endpoints\":[{\"docker\":{\"Host\":\"tcp://a\"}}]}",
        ("{\"Name\":\"t\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://a\","
         "\"SkipTLSVerify\":true}}}"),
    };

    (void)state;
    for (size_t i = 0; i < COUNT(without); i++) {
        place_meta("t", without[i]);
        refused("t", CISD_E_UNSUPPORTED, "'t'");
        made_count--;
    }
    made_count++;
}

static void test_huge_and_deep(void **state)
{
    size_t size = (size_t)3 << 20;
    char *data = malloc(size);

    (void)state;
    assert_non_null(data);
    memset(data, ' ', size);
    place(context_file("t", "meta", "meta.json"), data, size);
    refused("t", CISD_E_LIMIT, "larger than");
    memset(data, '[', size);
    place("config.json", data, (size_t)1 << 20);
    assert_int_not_equal(load(NULL), CISD_OK);
    free(data);
}

/* Links are followed, as the docker command does; loops, folders and pipes are not files. */
static void test_not_files(void **state)
{
    char config[PATH_SIZE], elsewhere[PATH_SIZE];

    (void)state;
    (void)snprintf(config, sizeof config, "%s/config.json", folder);
    (void)snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", folder);
    place_text("elsewhere", "{\"currentContext\":\"far\"}");
    note(config);
    assert_int_equal(symlink(elsewhere, config), 0);
    refused(NULL, CISD_E_ARGUMENT, "'far'");
    assert_int_equal(remove(config), 0);
    assert_int_equal(symlink("/nowhere/at/all", config), 0);
    assert_int_equal(load(NULL), CISD_OK);
    assert_int_equal(remove(config), 0);
    assert_int_equal(symlink(config, config), 0);
    refused(NULL, CISD_E_IO, "config.json");
    assert_int_equal(remove(config), 0);
    assert_int_equal(mkfifo(config, 0600), 0);
    refused(NULL, CISD_E_IO, "not a regular file");
    assert_int_equal(remove(config), 0);
    assert_int_equal(mkdir(config, 0700), 0);
    refused(NULL, CISD_E_IO, "not a regular file");
}

/* Every allocation fails in turn: the context is not found for that, and nothing is lost. */
static void test_allocations_fail(void **state)
{
    struct counting counting = {.failed = true};

    (void)state;
    place_text("config.json", "{\"currentContext\":\"t\"}");
    place_meta("t", "{\"Name\":\"t\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://h:2376\"}}}");
    place_text(context_file("t", "tls", "docker/ca.pem"), "x");
    for (size_t at = 1; counting.failed; at++) {
        struct memory memory;
        struct pool counted;
        cisd_code code;

        counting_init(&counting);
        counting.fail_at = at;
        memory_init(&memory, &counting.allocator);
        pool_init(&counted, &memory);
        code = context_load(&counted, folder, NULL, &context, &fault);
        assert_int_equal(code, counting.failed ? CISD_E_NO_MEMORY : CISD_OK);
        pool_free(&counted);
        assert_int_equal(counting.live, 0);
        assert_true(at < 200);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_current, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damaged_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_engine, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_huge_and_deep, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_not_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_allocations_fail, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
