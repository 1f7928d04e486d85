#include "unit.h"

#include <string.h>

#include "counting.h"
#include "ground/memory.h"

static void test_default_allocator(void **state)
{
    struct memory memory;
    char *text;

    (void)state;
    memory_init(&memory, NULL);
    text = memory_copy(&memory, "hello, world", 5);
    assert_string_equal(text, "hello");
    text = memory_resize(&memory, text, 1000);
    assert_string_equal(text, "hello");
    memory_free(&memory, text);
    memory_free(&memory, NULL);
}

static void test_zero(void **state)
{
    struct counting counting;
    struct memory memory;
    unsigned char *bytes;

    (void)state;
    counting_init(&counting);
    memory_init(&memory, &counting.allocator);
    bytes = memory_zero(&memory, 64);
    for (int i = 0; i < 64; i++)
        assert_int_equal(bytes[i], 0);
    memory_free(&memory, bytes);
    /* Nothing is still something: NULL means that there is no memory. */
    bytes = memory_alloc(&memory, 0);
    assert_non_null(bytes);
    memory_free(&memory, bytes);
    assert_int_equal(counting.live, 0);
}

static void test_grow(void **state)
{
    struct counting counting;
    struct memory memory;
    size_t capacity = 0;
    int *array = NULL;

    (void)state;
    counting_init(&counting);
    memory_init(&memory, &counting.allocator);
    for (int i = 0; i < 1000; i++) {
        array = memory_grow(&memory, array, (size_t)i, &capacity, sizeof *array);
        assert_non_null(array);
        assert_true(capacity > (size_t)i);
        array[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(array[i], i);
    assert_true(counting.asked < 20);
    memory_free(&memory, array);
    assert_int_equal(counting.live, 0);
}

/* An array that cannot grow stays as it was. */
static void test_grow_fails(void **state)
{
    struct counting counting;
    struct memory memory;
    size_t capacity = 0, huge = SIZE_MAX / 4;
    int *array;

    (void)state;
    counting_init(&counting);
    memory_init(&memory, &counting.allocator);
    array = memory_grow(&memory, NULL, 0, &capacity, sizeof *array);
    counting.fail_at = counting.asked + 1;
    assert_null(memory_grow(&memory, array, capacity, &capacity, sizeof *array));
    assert_int_equal(capacity, 8);
    array[7] = 1;
    assert_null(memory_grow(&memory, array, huge, &huge, sizeof *array));
    assert_int_equal(huge, SIZE_MAX / 4);
    memory_free(&memory, array);
    assert_int_equal(counting.live, 0);
}

static void test_pool(void **state)
{
    struct counting counting;
    struct memory memory;
    struct pool pool;

    (void)state;
    counting_init(&counting);
    memory_init(&memory, &counting.allocator);
    pool_init(&pool, &memory);
    for (size_t size = 0; size < 3000; size += 7) {
        char *piece = pool_alloc(&pool, size);

        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
        memset(piece, 0xA5, size);
    }
    assert_string_equal(pool_copy(&pool, "hello, world", 5), "hello");
    assert_string_equal(pool_copy(&pool, "", 0), "");
    pool_free(&pool);
    assert_int_equal(counting.live, 0);
}

static void test_pool_shares_chunks(void **state)
{
    struct counting counting;
    struct memory memory;
    struct pool pool;

    (void)state;
    counting_init(&counting);
    memory_init(&memory, &counting.allocator);
    pool_init(&pool, &memory);
    for (int i = 0; i < 10; i++)
        assert_non_null(pool_alloc(&pool, 50));
    assert_int_equal(counting.live, 1);
    pool_free(&pool);
}

static void test_pool_overflow(void **state)
{
    struct memory memory;
    struct pool pool;

    (void)state;
    memory_init(&memory, NULL);
    pool_init(&pool, &memory);
    assert_null(pool_alloc(&pool, SIZE_MAX));
    assert_null(pool_alloc(&pool, SIZE_MAX - 8));
    assert_null(pool_alloc(&pool, SIZE_MAX / 2 + 1));
    assert_non_null(pool_alloc(&pool, 1));
    pool_free(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default_allocator),  cmocka_unit_test(test_zero),
        cmocka_unit_test(test_grow),               cmocka_unit_test(test_grow_fails),
        cmocka_unit_test(test_pool),               cmocka_unit_test(test_pool_shares_chunks),
        cmocka_unit_test(test_pool_overflow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
