/* Data roots and command lines with every allocation failing in turn: no memory, and none lost. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "counting.h"
#include "fake_tree.h"
#include "sources/command.h"
#include "sources/rootdir.h"

#define ONE "1111111111111111111111111111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222222222222222222222222222"
#define STATE "\"State\":{\"Running\":true,\"StartedAt\":\"2026-01-01T00:00:00Z\"}"

static const char *const keys[] = {"tier"};
static const struct label_keys labels = {keys, 1};
static char root[64];

typedef cisd_code opener(const struct memory *memory, struct source **out, struct fault *fault);

static cisd_code open_root(const struct memory *memory, struct source **out, struct fault *fault)
{
    return rootdir_open(memory, root, out, fault);
}

static cisd_code open_command(const struct memory *memory, struct source **out,
                              struct fault *fault)
{
    return command_open(memory,
                        "sudo docker -H x run -it --cap-add \"A B\" --cap-drop=$X --label tier=a "
                        "--name 'web one' -u 1 $OPTIONS --rm \"$(a \"b\")/nginx\" sh -c 'x'",
                        out, fault);
}

static cisd_code open_bad_command(const struct memory *memory, struct source **out,
                                  struct fault *fault)
{
    return command_open(memory, "docker run --cap-drop ALL --frobnicate nginx", out, fault);
}

/* Draws every subject of a source. */
static cisd_code draw(opener *open, const struct memory *memory, size_t *subjects)
{
    const atomic_bool cancelled = false;
    struct fault fault = {.code = CISD_OK};
    struct source *source = NULL;
    struct subject *subject = NULL;
    cisd_code code = open(memory, &source, &fault);

    *subjects = 0;
    if (code != CISD_OK)
        return code;
    source->cancelled = &cancelled;
    source->labels = &labels;
    while ((code = source->type->next(source, &subject, &fault)) == CISD_OK && subject != NULL) {
        subject_free(subject);
        ++*subjects;
    }
    source->type->close(source);
    return code;
}

static cisd_code draw_failing(opener *open, struct counting *counting, size_t *subjects)
{
    struct memory memory;
    cisd_code code;

    memory_init(&memory, &counting->allocator);
    code = draw(open, &memory, subjects);
    assert_int_equal(counting->live, 0);
    return code;
}

static void run(opener *open, size_t subjects, size_t least)
{
    struct counting counting;
    size_t total, drawn;

    counting_init(&counting);
    assert_int_equal(draw_failing(open, &counting, &drawn), CISD_OK);
    assert_int_equal(drawn, subjects);
    total = counting.asked;
    assert_true(total >= least);
    for (size_t fail_at = 1; fail_at <= total * 2; fail_at++) {
        cisd_code code;

        counting_init(&counting);
        counting.fail_at = fail_at / 2 + 1;
        counting.and_after = fail_at % 2 == 0;
        code = draw_failing(open, &counting, &drawn);
        assert_int_equal(code, counting.failed ? CISD_E_NO_MEMORY : CISD_OK);
    }
}

static void test_root(void **state)
{
    (void)state;
    run(open_root, 4, 30);
}

static void test_command(void **state)
{
    (void)state;
    run(open_command, 1, 5);
}

static void test_bad_command(void **state)
{
    (void)state;
    run(open_bad_command, 1, 5);
}

static int begin(void **state)
{
    (void)state;
    (void)snprintf(root, sizeof root, "%s", tree_begin());
    tree_file("var/lib/docker/containers/" ONE "/config.v2.json",
              "{\"ID\":\"" ONE "\",\"Name\":\"/web\",\"OS\":\"linux\"," STATE
              ",\"Config\":{\"Image\":\"nginx\",\"User\":\"1\",\"Labels\":{\"tier\":\"a\"}}}");
    tree_file("var/lib/docker/containers/" ONE "/hostconfig.json",
              "{\"CapAdd\":[\"CHOWN\"],\"CapDrop\":[\"ALL\"],\"Privileged\":false}");
    tree_file("var/lib/docker/containers/odd/file", "");
    tree_file("var/lib/containers/storage/overlay-containers/containers.json",
              "[{\"id\":\"" ONE "\",\"names\":[\"a\"],\"metadata\":\"{\\\"image-name\\\":\\\"x\\\"}\"},"
              "{\"id\":\"" TWO "\",\"names\":[\"b\"],\"image\":\"y\"}]");
    tree_file("var/lib/containers/storage/overlay-containers/" ONE "/userdata/config.json",
              "{\"process\":{\"user\":{\"uid\":7},\"capabilities\":{\"bounding\":[\"CAP_KILL\"]}}}");
    return 0;
}

static int end(void **state)
{
    (void)state;
    tree_end();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_root),
        cmocka_unit_test(test_command),
        cmocka_unit_test(test_bad_command),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
