/* The kernel as witness, and its reader, over a made-up /proc. */
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "facts/capability.h"
#include "fake_tree.h"
#include "sources/witness.h"

#define ONE "1111111111111111111111111111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222222222222222222222222222"
#define OTHER "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" /* 65 */
#define WHOLE "         0          0 4294967295\n"
#define EVERYTHING "000001ffffffffff"
#define NOTHING "0000000000000000"
#define DEFAULT "00000000a80425fb"
#define CAPS_DEFAULT capability_default()

static struct memory memory;
static struct witness witness;

/* A process: its cgroup, its sets, its threads; its user namespace is the file `space`. */
static void process(int pid, const char *cgroup, const char *bounding, const char *effective,
                    int threads, const char *space)
{
    char path[64], text[512];

    (void)snprintf(path, sizeof path, "%d/cgroup", pid);
    tree_file(path, cgroup);
    (void)snprintf(path, sizeof path, "%d/status", pid);
    (void)snprintf(text, sizeof text,
                   "Name:\tx\nThreads:\t%d\nCapInh:\t" NOTHING "\nCapPrm:\t%s\nCapEff:\t%s\n"
                   "CapBnd:\t%s\nCapAmb:\t" NOTHING "\n",
                   threads, effective, effective, bounding);
    tree_file(path, text);
    (void)snprintf(path, sizeof path, "%d/uid_map", pid);
    tree_file(path, strcmp(space, "spaces/nested") == 0 ? "0 1000 1\n" : WHOLE);
    (void)snprintf(path, sizeof path, "%d/ns/user", pid);
    tree_link(space, path);
}

static int begin(void **state)
{
    (void)state;
    (void)tree_begin();
    memory_init(&memory, NULL);
    tree_file("spaces/host", "");
    tree_file("spaces/nested", "");
    tree_file("self/uid_map", WHOLE);
    tree_link("spaces/host", "self/ns/user");
    tree_file("sys/kernel", "");
    tree_file("uptime", "1 1\n");
    witness_init(&witness, &memory, tree_path(""));
    return 0;
}

static int end(void **state)
{
    (void)state;
    witness_free(&witness);
    tree_end();
    return 0;
}

static struct subject *container(const char *id, long pid)
{
    struct subject *subject = subject_new(&memory, CISD_CONTAINER);

    assert_non_null(subject);
    subject->id = id;
    subject->pid = pid;
    return subject;
}

static struct kernel_witness see(const char *id, long pid, bool must)
{
    /* The witness keeps the path it was given. */
    static char root[4096];
    struct subject *subject = container(id, pid);
    struct kernel_witness seen;
    struct fault fault;

    (void)snprintf(root, sizeof root, "%s", tree_path(""));
    witness.root = root;
    assert_int_equal(witness_see(&witness, subject, must, &fault), CISD_OK);
    seen = subject->kernel;
    assert_int_equal(subject->trouble != NULL, seen.missed);
    subject_free(subject);
    return seen;
}

static void test_plain(void **state)
{
    struct kernel_witness seen;

    (void)state;
    process(10, "0::/docker/" ONE "\n", DEFAULT, DEFAULT, 1, "spaces/host");
    process(11, "12:cpu:/a\n1:name=systemd:/system.slice/docker-" TWO ".scope\n", NOTHING, NOTHING,
            1, "spaces/host");
    process(12, "0::/user.slice\n", EVERYTHING, EVERYTHING, 1, "spaces/host");
    seen = see(ONE, 10, true);
    assert_true(seen.seen && seen.complete && !seen.missed);
    assert_true(seen.bounding == CAPS_DEFAULT && seen.effective == CAPS_DEFAULT);
    seen = see(TWO, 11, true);
    assert_true(seen.seen && seen.complete);
    assert_true(seen.bounding == 0 && seen.permitted == 0);
}

static void test_exceeds(void **state)
{
    struct kernel_witness seen;

    (void)state;
    process(10, "0::/docker/" ONE "\n", NOTHING, NOTHING, 1, "spaces/host");
    process(99, "0::/docker/" ONE "/inner\n", EVERYTHING, EVERYTHING, 1, "spaces/host");
    seen = see(ONE, 10, false);
    assert_true(seen.complete && seen.bounding == CAPS_NAMED && seen.effective == CAPS_NAMED);
}

static void test_nested(void **state)
{
    struct kernel_witness seen;

    (void)state;
    process(10, "0::/docker/" ONE "\n", NOTHING, NOTHING, 1, "spaces/host");
    process(11, "0::/docker/" ONE "\n", EVERYTHING, EVERYTHING, 1, "spaces/nested");
    seen = see(ONE, 10, true);
    assert_true(seen.complete && seen.bounding == 0 && seen.effective == 0);
}

/* Root of the machine in a container that has a user namespace of its own. */
static void test_outer(void **state)
{
    struct kernel_witness seen;

    (void)state;
    process(10, "0::/docker/" ONE "\n", DEFAULT, DEFAULT, 1, "spaces/nested");
    process(11, "0::/docker/" ONE "\n", EVERYTHING, EVERYTHING, 1, "spaces/host");
    seen = see(ONE, 10, true);
    assert_true(seen.effective == CAPS_NAMED);
}

static void test_maps_stand_in(void **state)
{
    struct kernel_witness seen;

    (void)state;
    process(10, "0::/docker/" ONE "\n", NOTHING, NOTHING, 1, "spaces/host");
    process(11, "0::/docker/" ONE "\n", EVERYTHING, EVERYTHING, 1, "spaces/nested");
    process(12, "0::/docker/" ONE "\n", DEFAULT, NOTHING, 1, "spaces/host");
    assert_int_equal(unlink(tree_path("11/ns/user")), 0);
    assert_int_equal(unlink(tree_path("12/ns/user")), 0);
    seen = see(ONE, 10, true);
    assert_true(seen.complete && seen.bounding == CAPS_DEFAULT && seen.effective == 0);
}

static void test_unread(void **state)
{
    struct kernel_witness seen;

    (void)state;
    process(10, "0::/docker/" ONE "\n", NOTHING, NOTHING, 1, "spaces/host");
    process(11, "0::/docker/" ONE "\n", NOTHING, NOTHING, 1, "spaces/host");
    tree_file("11/status", "Name:\tx\nCapEff:\tnothing\n");
    process(12, "0::/docker/" ONE "\n", NOTHING, NOTHING, 1, "spaces/host");
    assert_int_equal(unlink(tree_path("12/ns/user")), 0);
    assert_int_equal(unlink(tree_path("12/uid_map")), 0);
    seen = see(ONE, 10, false);
    assert_true(seen.seen && !seen.complete && !seen.missed && seen.unread == 2);
    seen = see(ONE, 10, true);
    assert_true(seen.missed);
}

static void test_threads(void **state)
{
    struct kernel_witness seen;

    (void)state;
    process(10, "0::/docker/" ONE "\n", NOTHING, NOTHING, 2, "spaces/host");
    tree_file("10/task/10/status", "Threads:\t2\nCapPrm:\t" NOTHING "\nCapEff:\t" NOTHING
                                   "\nCapBnd:\t" NOTHING "\n");
    tree_file("10/task/17/status", "Threads:\t2\nCapPrm:\t" DEFAULT "\nCapEff:\t" NOTHING
                                   "\nCapBnd:\t" NOTHING "\n");
    seen = see(ONE, 10, true);
    assert_true(seen.permitted == CAPS_DEFAULT && seen.effective == 0 && seen.bounding == 0);
}

/* A process may have very many groups, to hide what stands behind them. */
static void test_long_status(void **state)
{
    static char text[900000];
    struct kernel_witness seen;
    size_t length = 0;

    (void)state;
    process(10, "0::/docker/" ONE "\n", NOTHING, NOTHING, 1, "spaces/host");
    length += (size_t)snprintf(text, sizeof text, "Threads:\t1\nGroups:\t");
    while (length < sizeof text - 200)
        length += (size_t)snprintf(text + length, sizeof text - length, "4294967294 ");
    (void)snprintf(text + length, sizeof text - length,
                   "\nCapPrm:\t" EVERYTHING "\nCapEff:\t" EVERYTHING "\nCapBnd:\t" EVERYTHING "\n");
    tree_file("10/status", text);
    seen = see(ONE, 10, true);
    assert_true(seen.effective == CAPS_NAMED);
}

static void test_not_here(void **state)
{
    struct kernel_witness seen;

    (void)state;
    process(10, "0::/docker/" TWO "\n", EVERYTHING, EVERYTHING, 1, "spaces/host");
    process(11, "0::/docker/" OTHER "\n", EVERYTHING, EVERYTHING, 1, "spaces/host");
    process(12, "0::/machine.slice/libpod-conmon-" ONE ".scope\n", EVERYTHING, EVERYTHING, 1,
            "spaces/host");
    seen = see(ONE, 10, false);
    assert_true(!seen.seen && !seen.missed);
    seen = see(ONE, 12, true);
    assert_true(!seen.seen && seen.missed);
    seen = see(ONE, 4711, true);
    assert_true(!seen.seen && seen.missed);
    assert_false(see(ONE, 0, true).missed);
    assert_false(see("short", 10, true).missed);
}

static void test_without_proc(void **state)
{
    struct subject *subject = container(ONE, 10);
    struct fault fault;

    (void)state;
    witness.root = "/nonexistent/proc";
    assert_int_equal(witness_see(&witness, subject, true, &fault), CISD_OK);
    assert_true(subject->kernel.missed);
    subject_free(subject);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_plain, begin, end),
        cmocka_unit_test_setup_teardown(test_exceeds, begin, end),
        cmocka_unit_test_setup_teardown(test_nested, begin, end),
        cmocka_unit_test_setup_teardown(test_outer, begin, end),
        cmocka_unit_test_setup_teardown(test_maps_stand_in, begin, end),
        cmocka_unit_test_setup_teardown(test_unread, begin, end),
        cmocka_unit_test_setup_teardown(test_threads, begin, end),
        cmocka_unit_test_setup_teardown(test_long_status, begin, end),
        cmocka_unit_test_setup_teardown(test_not_here, begin, end),
        cmocka_unit_test_setup_teardown(test_without_proc, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
