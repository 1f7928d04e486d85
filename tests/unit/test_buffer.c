#include "unit.h"

#include <string.h>

#include "counting.h"
#include "ground/buffer.h"

static struct counting counting;

static struct buffer fresh(void)
{
    struct memory memory;
    struct buffer buffer;

    counting_init(&counting);
    memory_init(&memory, &counting.allocator);
    buffer_init(&buffer, &memory);
    return buffer;
}

static void test_text(void **state)
{
    struct buffer buffer = fresh();

    (void)state;
    buffer_text(&buffer, "one");
    buffer_char(&buffer, ' ');
    buffer_add(&buffer, "two and more", 3);
    buffer_char(&buffer, ' ');
    buffer_number(&buffer, 18446744073709551615ull);
    buffer_repeat(&buffer, '.', 3);
    buffer_repeat(&buffer, '.', 0);
    assert_string_equal(buffer.data, "one two 18446744073709551615...");
    assert_int_equal(buffer.length, strlen(buffer.data));
    buffer_clear(&buffer);
    assert_int_equal(buffer.length, 0);
    assert_string_equal(buffer.data, "");
    buffer_free(&buffer);
    assert_int_equal(counting.live, 0);
}

static void test_bytes(void **state)
{
    struct buffer buffer = fresh();

    (void)state;
    buffer_add(&buffer, "a\0b", 3);
    assert_int_equal(buffer.length, 3);
    assert_memory_equal(buffer.data, "a\0b", 4);
    buffer_add(&buffer, "", 0);
    assert_int_equal(buffer.length, 3);
    buffer_free(&buffer);
}

static void test_grows(void **state)
{
    struct buffer buffer = fresh();

    (void)state;
    for (int i = 0; i < 100000; i++)
        buffer_char(&buffer, (char)('a' + i % 26));
    assert_false(buffer.failed);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(buffer.data[i], 'a' + i % 26);
    assert_int_equal(buffer.data[100000], '\0');
    buffer_free(&buffer);
}

/* The first failure sticks: what came later is not added to a text with a hole. */
static void test_failure_sticks(void **state)
{
    struct buffer buffer = fresh();
    char large[1000];

    (void)state;
    memset(large, 'x', sizeof large);
    buffer_text(&buffer, "begin");
    counting.fail_at = counting.asked + 1;
    buffer_add(&buffer, large, sizeof large);
    assert_true(buffer.failed);
    buffer_text(&buffer, "end");
    assert_string_equal(buffer.data, "begin");
    buffer_clear(&buffer);
    assert_false(buffer.failed);
    buffer_text(&buffer, "anew");
    assert_string_equal(buffer.data, "anew");
    buffer_add(&buffer, large, SIZE_MAX - 2);
    assert_true(buffer.failed);
    buffer_free(&buffer);
    assert_int_equal(counting.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_grows),
        cmocka_unit_test(test_failure_sticks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
