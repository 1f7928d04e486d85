#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fake_tree.h"
#include "readers/beneath.h"

static struct beneath beneath;

static int begin(void **state)
{
    (void)state;
    (void)tree_begin();
    tree_file("a/b/file", "content");
    tree_file("outside/file", "secret");
    tree_file("a/large", "0123456789");
    assert_int_equal(symlink("../outside", tree_path("a/out")), 0);
    assert_int_equal(symlink("b", tree_path("a/in")), 0);
    assert_int_equal(symlink("b/file", tree_path("a/link")), 0);
    assert_int_equal(symlink("nowhere", tree_path("a/nowhere")), 0);
    assert_int_equal(mkfifo(tree_path("a/pipe"), 0600), 0);
    assert_int_equal(beneath_open(tree_path("a"), &beneath), 0);
    return 0;
}

static int end(void **state)
{
    (void)state;
    beneath_close(&beneath);
    tree_end();
    return 0;
}

static int open_file(const char *path)
{
    int file;
    size_t size;
    int number = beneath_open_file(&beneath, path, 9, &file, &size);

    if (number == 0)
        beneath_close_file(file);
    return number;
}

/* What cannot be opened, whichever way the kernel has. */
static void check_refused(void)
{
    static const struct {
        const char *path;
        int one, other;
    } refused[] = {
        {"link", ELOOP, ELOOP},          {"nowhere", ELOOP, ELOOP},
        {"in/file", ELOOP, ENOTDIR},     {"out/file", ELOOP, ENOTDIR},
        {"../outside/file", EXDEV, EXDEV}, {"b/../../outside/file", EXDEV, EXDEV},
        {"pipe", ENXIO, ENXIO},          {"b", EISDIR, EISDIR},
        {"large", EFBIG, EFBIG},         {"missing", ENOENT, ENOENT},
        {"b/missing", ENOENT, ENOENT},   {"/etc/passwd", EXDEV, EXDEV},
    };

    for (size_t i = 0; i < COUNT(refused); i++) {
        int number = open_file(refused[i].path);

        if (number != refused[i].one && number != refused[i].other)
            fail_msg("%s: %d", refused[i].path, number);
    }
}

static void test_refused(void **state)
{
    (void)state;
    check_refused();
    beneath.stepwise = true;
    check_refused();
}

static void check_read(void)
{
    char part[32];
    size_t size, length;
    int file;

    assert_int_equal(beneath_open_file(&beneath, "b/file", 9, &file, &size), 0);
    assert_int_equal(size, 7);
    assert_int_equal(beneath_read(file, part, sizeof part, &length), 0);
    assert_int_equal(length, 7);
    assert_memory_equal(part, "content", 7);
    assert_int_equal(beneath_read(file, part, sizeof part, &length), 0);
    assert_int_equal(length, 0);
    beneath_close_file(file);
}

static void test_read(void **state)
{
    (void)state;
    check_read();
    beneath.stepwise = true;
    check_read();
}

static void test_enter(void **state)
{
    struct beneath inner;

    (void)state;
    assert_int_equal(beneath_enter(&beneath, "b", &inner), 0);
    assert_true(beneath_has(&inner, "file"));
    beneath_close(&inner);
    assert_int_not_equal(beneath_enter(&beneath, "in", &inner), 0);
    assert_int_not_equal(beneath_enter(&beneath, "out", &inner), 0);
    assert_int_not_equal(beneath_enter(&beneath, "..", &inner), 0);
    assert_true(beneath_has(&beneath, "link"));
    assert_false(beneath_has(&beneath, "missing"));
    assert_false(beneath_has(&beneath, "out/missing"));
}

static int count_name(void *user, const char *name, bool directory)
{
    unsigned *counts = user;

    assert_string_not_equal(name, ".");
    assert_string_not_equal(name, "..");
    counts[directory]++;
    return 0;
}

static int stop_at_once(void *user, const char *name, bool directory)
{
    (void)user;
    (void)name;
    (void)directory;
    return ECANCELED;
}

static void test_list(void **state)
{
    unsigned counts[2] = {0, 0};

    (void)state;
    assert_int_equal(beneath_list(&beneath, count_name, counts), 0);
    assert_int_equal(counts[true], 1);
    assert_int_equal(counts[false], 6);
    assert_int_equal(beneath_list(&beneath, stop_at_once, NULL), ECANCELED);
}

static void test_words(void **state)
{
    static const int numbers[] = {ELOOP, EXDEV, EISDIR, ENXIO, EFBIG, EACCES};
    char room[64];

    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++)
        assert_true(strlen(beneath_say(numbers[i], room, sizeof room)) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_refused, begin, end),
        cmocka_unit_test_setup_teardown(test_read, begin, end),
        cmocka_unit_test_setup_teardown(test_enter, begin, end),
        cmocka_unit_test_setup_teardown(test_list, begin, end),
        cmocka_unit_test(test_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
