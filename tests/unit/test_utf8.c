#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "ground/utf8.h"

/* Decodes bytes that end where the text does, so that reading on is found out. */
static size_t decode(const char *text, size_t length, uint32_t *character)
{
    char *exact = malloc(length);
    size_t step;

    assert_non_null(exact);
    memcpy(exact, text, length);
    step = utf8_decode(exact, length, character);
    free(exact);
    return step;
}

static void test_well_formed(void **state)
{
    static const struct {
        const char *text;
        uint32_t character;
    } cases[] = {{"A", 'A'},
                 {"\x7F", 0x7F},
                 {"\xC2\x80", 0x80},
                 {"\xDF\xBF", 0x7FF},
                 {"\xE0\xA0\x80", 0x800},
                 {"\xED\x9F\xBF", 0xD7FF},
                 {"\xEE\x80\x80", 0xE000},
                 {"\xEF\xBF\xBF", 0xFFFF},
                 {"\xF0\x90\x80\x80", 0x10000},
                 {"\xF4\x8F\xBF\xBF", 0x10FFFF}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t character = 0;

        assert_int_equal(decode(cases[i].text, strlen(cases[i].text), &character),
                         strlen(cases[i].text));
        assert_int_equal(character, cases[i].character);
    }
}

static void test_malformed(void **state)
{
    static const char *const cases[] = {
        "\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", ("\xC2" "A"), "\xE0\x9F\xBF", "\xE2\x82",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF0\x90\x80", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xFE", "\xFF"};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t character;

        assert_int_equal(decode(cases[i], strlen(cases[i]), &character), 0);
        assert_false(utf8_is_clean(cases[i], strlen(cases[i])));
    }
}

static void test_nul_is_not_clean(void **state)
{
    (void)state;
    assert_true(utf8_is_clean("plain \xC3\xA9", 8));
    assert_true(utf8_is_clean("", 0));
    assert_false(utf8_is_clean("a\0b", 3));
}

static void test_repair(void **state)
{
    static const struct {
        const char *text;
        size_t length;
        const char *repaired;
    } cases[] = {{"abc", 3, "abc"},
                 {"a\0b", 3, "a\xEF\xBF\xBD" "b"},
                 {"\xFF\xFE", 2, "\xEF\xBF\xBD\xEF\xBF\xBD"},
                 {"\xE2\x82", 2, "\xEF\xBF\xBD\xEF\xBF\xBD"},
                 {"\xE2\x82\xAC", 3, "\xE2\x82\xAC"}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t length = utf8_repair(cases[i].text, cases[i].length, NULL);
        char *out = malloc(length);

        assert_non_null(out);
        assert_int_equal(length, strlen(cases[i].repaired));
        assert_int_equal(utf8_repair(cases[i].text, cases[i].length, out), length);
        assert_memory_equal(out, cases[i].repaired, length);
        assert_true(utf8_is_clean(out, length));
        free(out);
    }
}

/* What acts on a terminal or reorders text is not printable; what people write is. */
static void test_printable(void **state)
{
    static const uint32_t hidden[] = {0, 0x1B, 0x7F, 0x9B, 0xAD, 0x200B, 0x200E, 0x202E, 0x2028,
                                      0x2066, 0xFEFF, 0xE000, 0xE0041, 0x10FFFF};
    static const uint32_t shown[] = {' ', '~', 0xA0, 0xE9, 0x416, 0x4E2D, 0x1F433, 0x2027, 0x2030};

    (void)state;
    for (size_t i = 0; i < COUNT(hidden); i++)
        assert_false(utf8_is_printable(hidden[i]));
    for (size_t i = 0; i < COUNT(shown); i++)
        assert_true(utf8_is_printable(shown[i]));
}

static void test_make_printable(void **state)
{
    char text[] = "a\x1B[31m\xE2\x80\xAE" "b\xFF\xC3\xA9\n";

    (void)state;
    utf8_make_printable(text);
    assert_string_equal(text, "a?[31m?b?\xC3\xA9?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_well_formed),      cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_nul_is_not_clean), cmocka_unit_test(test_repair),
        cmocka_unit_test(test_printable),        cmocka_unit_test(test_make_printable),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
