/* JSON as it is written: whatever a string holds, what is written is JSON and reads back. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "judgement/rule54.h"
#include "readers/json.h"
#include "renderers/json.h"
#include "renderers/json_writer.h"
#include "subjects.h"

static struct memory memory;
static struct buffer out;

static int set_up(void **state)
{
    (void)state;
    memory_init(&memory, NULL);
    buffer_init(&out, &memory);
    buffer_text(&out, "");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    buffer_free(&out);
    return 0;
}

static void test_commas(void **state)
{
    struct json_writer json = {.out = &out};

    (void)state;
    json_open(&json, NULL, '{');
    json_open(&json, "a", '[');
    json_close(&json, ']');
    json_number(&json, "b", -5);
    json_open(&json, "c", '[');
    json_string(&json, NULL, "x");
    json_null(&json, NULL);
    json_open(&json, NULL, '{');
    json_bool(&json, "d", true);
    json_close(&json, '}');
    json_bool(&json, NULL, false);
    json_close(&json, ']');
    json_close(&json, '}');
    assert_string_equal(out.data, "{\"a\":[],\"b\":-5,\"c\":[\"x\",null,{\"d\":true},false]}");
}

static void test_escapes(void **state)
{
    struct json_writer json = {.out = &out};

    (void)state;
    json_string(&json, "k\"", "\x01\b\t\n\x0B\f\r\x1F \"\\/\x7F\xC2\x9B\xC2\xA0\xC3\xA9");
    assert_string_equal(out.data, "\"k\\\"\":\"\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\/"
                                  "\\u007f\\u009b\xC2\xA0\xC3\xA9\"");
}

static cisd_code take_string(void *user, int field, const struct json_value *value,
                             struct fault *fault)
{
    struct buffer *read = user;

    (void)fault;
    assert_int_equal(field, JSON_DOCUMENT);
    assert_int_equal(value->type, JSON_STRING);
    buffer_add(read, value->text, value->length);
    return CISD_OK;
}

/* Every character there is comes back through the reader. */
static void test_reads_back(void **state)
{
    static const struct json_place nothing[] = {{0}};
    struct json_writer json = {.out = &out};
    struct buffer text, read;
    struct json_reader *reader;
    struct fault fault;

    (void)state;
    buffer_init(&text, &memory);
    buffer_init(&read, &memory);
    for (unsigned i = 1; i < 0x80; i++)
        buffer_char(&text, (char)i);
    for (unsigned i = 0x80; i < 0x800; i++) {
        buffer_char(&text, (char)(0xC0 | i >> 6));
        buffer_char(&text, (char)(0x80 | (i & 0x3F)));
    }
    buffer_text(&text, "\xE2\x80\xA8\xEF\xBF\xBF\xF0\x9F\x90\xB3");
    json_string(&json, NULL, text.data);
    reader = json_reader_new(&memory, JSON_ONE, nothing, 1 << 20);
    assert_int_equal(json_reader_begin(reader, take_string, &read, &fault), CISD_OK);
    assert_int_equal(json_reader_feed(reader, out.data, out.length, &fault), CISD_OK);
    assert_int_equal(json_reader_end(reader, &fault), CISD_OK);
    assert_string_equal(read.data, text.data);
    json_reader_free(reader);
    buffer_free(&text);
    buffer_free(&read);
}

static void test_times(void **state)
{
    static const struct {
        long long seconds;
        const char *text;
    } cases[] = {{0, "\"1970-01-01T00:00:00Z\""},
                 {1767323045, "\"2026-01-02T03:04:05Z\""},
                 {1709164799, "\"2024-02-28T23:59:59Z\""},
                 {1709164800, "\"2024-02-29T00:00:00Z\""},
                 {253402300799, "\"9999-12-31T23:59:59Z\""}};
    struct json_writer json = {.out = &out};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        json.comma = false;
        buffer_clear(&out);
        json_time(&json, NULL, cases[i].seconds);
        assert_string_equal(out.data, cases[i].text);
    }
}

/* A result with everything in it that saved inspect output cannot say. */
static void test_result(void **state)
{
    static const struct allowance nothing;
    struct subject *subject = subjects_container("28.5.2", "", "ALL");
    cisd_result *result = NULL;
    struct fault fault;

    (void)state;
    subject->file = "compose.yaml";
    subject->line = 4;
    subject->column = 3;
    subject->kernel = (struct kernel_witness){.seen = true,
                                              .complete = true,
                                              .bounding = (cisd_caps)1 << 41 | CAPS_OF(KILL),
                                              .effective = (cisd_caps)1 << 63};
    assert_int_equal(result_new(subject, CISD_PROFILE_CIS, &nothing, &result, &fault), CISD_OK);
    json_write_result(&out, result);
    assert_non_null(strstr(out.data, "\"location\":{\"file\":\"compose.yaml\",\"line\":4,"
                                     "\"column\":3}"));
    assert_non_null(strstr(out.data, "\"kernel\":{\"complete\":true,"
                                     "\"bounding\":[\"CAP_KILL\",\"CAP_41\"],"
                                     "\"effective\":[\"CAP_63\"]}"));
    assert_non_null(strstr(out.data, "\"excess\":[\"CAP_KILL\",\"CAP_41\",\"CAP_63\"]"));
    assert_non_null(strstr(out.data, "\"id\":null"));
    assert_null(strchr(out.data, '\n'));
    cisd_result_unref(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_commas, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_escapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_reads_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_times, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_result, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
