/* A data root with more containers than one thread reads: none lost, in order, and it ends. */
#include "unit.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "counting.h"
#include "fake_tree.h"
#include "sources/rootdir.h"

/* Enough for as many threads as there may be. */
#define CONTAINERS 900

static char root[64];
static atomic_bool cancelled;

static void write_container(int number)
{
    char id[65], path[128], text[256];

    (void)snprintf(id, sizeof id, "%064x", number);
    (void)snprintf(path, sizeof path, "containers/%s/config.v2.json", id);
    (void)snprintf(text, sizeof text, "{\"ID\":\"%s\",\"Name\":\"/c%04d\",\"State\":{}}", id,
                   CONTAINERS - number);
    tree_file(path, text);
    (void)snprintf(path, sizeof path, "containers/%s/hostconfig.json", id);
    tree_file(path, number % 3 == 0 ? "{\"CapDrop\":[\"ALL\"]}" : "{\"CapAdd\":[\"CHOWN\"]}");
}

static struct source *open_root(const struct memory *memory)
{
    static const struct label_keys none = {NULL, 0};
    struct fault fault = {.code = CISD_OK};
    struct source *source = NULL;

    if (rootdir_open(memory, root, &source, &fault) != CISD_OK)
        return NULL;
    source->cancelled = &cancelled;
    source->labels = &none;
    return source;
}

/* Draws all, which must come by name; how it ended. */
static cisd_code draw(struct source *source, size_t *drawn)
{
    struct fault fault = {.code = CISD_OK};
    struct subject *subject = NULL;
    char before[16] = "";

    while (source->type->next(source, &subject, &fault) == CISD_OK && subject != NULL) {
        assert_int_equal(subject->evidence, EVIDENCE_READ);
        assert_true(strcmp(before, subject->name) < 0);
        (void)snprintf(before, sizeof before, "%s", subject->name);
        assert_int_equal(subject->cap_drop.count + subject->cap_add.count, 1);
        subject_free(subject);
        ++*drawn;
    }
    return fault.code;
}

static void test_all_in_order(void **state)
{
    struct memory memory;
    struct source *source;
    size_t drawn = 0;

    (void)state;
    memory_init(&memory, NULL);
    source = open_root(&memory);
    assert_non_null(source);
    assert_int_equal(draw(source, &drawn), CISD_OK);
    assert_int_equal(drawn, CONTAINERS);
    source->type->close(source);
}

/* One allocation, here and there, in whichever thread it falls. */
static void test_allocations_fail(void **state)
{
    (void)state;
    for (size_t fail_at = 1; fail_at < 3000; fail_at += 311) {
        struct counting counting;
        struct memory memory;
        struct source *source;
        size_t drawn = 0;

        counting_init(&counting);
        counting.fail_at = fail_at;
        memory_init(&memory, &counting.allocator);
        source = open_root(&memory);
        if (source != NULL) {
            cisd_code code = draw(source, &drawn);

            assert_int_equal(code, counting.failed ? CISD_E_NO_MEMORY : CISD_OK);
            source->type->close(source);
        }
        assert_int_equal(counting.live, 0);
    }
}

static void *cancel_soon(void *user)
{
    const struct timespec soon = {.tv_nsec = 2000000};

    (void)user;
    (void)nanosleep(&soon, NULL);
    atomic_store(&cancelled, true);
    return NULL;
}

static void test_cancelled(void **state)
{
    struct memory memory;
    struct source *source;
    size_t drawn = 0;
    pthread_t thread;
    cisd_code code;

    (void)state;
    memory_init(&memory, NULL);
    source = open_root(&memory);
    assert_non_null(source);
    assert_int_equal(pthread_create(&thread, NULL, cancel_soon, NULL), 0);
    code = draw(source, &drawn);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_true(code == CISD_E_CANCELLED || (code == CISD_OK && drawn == CONTAINERS));
    source->type->close(source);
    atomic_store(&cancelled, false);
}

static int begin(void **state)
{
    (void)state;
    (void)snprintf(root, sizeof root, "%s", tree_begin());
    for (int number = 0; number < CONTAINERS; number++)
        write_container(number);
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
        cmocka_unit_test(test_all_in_order),
        cmocka_unit_test(test_allocations_fail),
        cmocka_unit_test(test_cancelled),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
