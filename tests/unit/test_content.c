/* What scanners load: every file is written, or says why not, also where there is no memory. */
#include "unit.h"

#include <string.h>

#include "counting.h"
#include "renderers/content.h"

static int append(void *user, const char *data, size_t length)
{
    buffer_add(user, data, length);
    return 0;
}

static int refuse(void *user, const char *data, size_t length)
{
    (void)user;
    (void)data;
    (void)length;
    return 1;
}

static void test_each_is_described(void **state)
{
    (void)state;
    assert_true(cisd_content_count() >= 4);
    for (size_t i = 0; i < cisd_content_count(); i++) {
        assert_null(strpbrk(cisd_content_name(i), "/ "));
        assert_ptr_equal(content_find(cisd_content_name(i)), content_at(i));
        assert_true(strlen(cisd_content_description(i)) > 20);
        assert_non_null(rule_find(content_at(i)->rule));
    }
}

static void test_beyond_the_last(void **state)
{
    size_t count = cisd_content_count();

    (void)state;
    assert_null(cisd_content_name(count));
    assert_null(cisd_content_description(count));
    assert_int_equal(cisd_content_is_program(count), 0);
}

static void test_scripts_are_programs(void **state)
{
    struct memory memory;

    (void)state;
    memory_init(&memory, NULL);
    for (size_t i = 0; i < cisd_content_count(); i++) {
        struct buffer out;

        buffer_init(&out, &memory);
        assert_int_equal(cisd_content_write(cisd_content_name(i), append, &out, NULL), CISD_OK);
        assert_true(out.length > 500);
        assert_int_equal(cisd_content_is_program(i), memcmp(out.data, "#!", 2) == 0);
        buffer_free(&out);
    }
}

static void test_arguments(void **state)
{
    static const struct {
        const char *name;
        cisd_write_fn write;
        cisd_code code;
    } wrong[] = {
        {NULL, append, CISD_E_ARGUMENT},
        {"", append, CISD_E_ARGUMENT},
        {"cisdocker-5.4.audit", append, CISD_E_ARGUMENT},
        {"cisdocker-5.4-docker.audit", NULL, CISD_E_ARGUMENT},
        {"cisdocker-5.4-docker.audit", refuse, CISD_E_CALLBACK},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        cisd_error *error = NULL;

        assert_int_equal(cisd_content_write(wrong[i].name, wrong[i].write, NULL, NULL),
                         wrong[i].code);
        assert_int_equal(cisd_content_write(wrong[i].name, wrong[i].write, NULL, &error),
                         wrong[i].code);
        assert_int_equal(cisd_error_code(error), wrong[i].code);
        cisd_error_free(error);
    }
}

/* Writes a file with the n-th allocation failing; true where so many were not needed. */
static bool write_with_failure(const struct content *content, size_t fail_at)
{
    struct counting counting;
    struct memory memory, plain;
    struct buffer out;
    struct fault fault = {.code = CISD_OK};
    cisd_code code;

    counting_init(&counting);
    counting.fail_at = fail_at;
    memory_init(&memory, &counting.allocator);
    memory_init(&plain, NULL);
    buffer_init(&out, &plain);
    code = content_write(content, &memory, append, &out, &fault);
    assert_int_equal(code, counting.failed ? CISD_E_NO_MEMORY : CISD_OK);
    assert_true(!counting.failed || out.length == 0);
    assert_int_equal(counting.live, 0);
    buffer_free(&out);
    return !counting.failed;
}

static void test_each_allocation_fails(void **state)
{
    (void)state;
    for (size_t i = 0; i < content_count(); i++) {
        size_t fail_at = 1;

        while (!write_with_failure(content_at(i), fail_at))
            fail_at++;
        assert_true(fail_at > 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_is_described),
        cmocka_unit_test(test_beyond_the_last),
        cmocka_unit_test(test_scripts_are_programs),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_each_allocation_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
