/* The JSON reader: each text whole, byte by byte, and cut in two at every place. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counting.h"
#include "ground/buffer.h"
#include "readers/json.h"

#define MEMORY ((size_t)1 << 20)

enum field { NAME = 1, LIST, ENTRY, HOST, INNER, LABEL };

static const struct json_place entry_places[] = {{JSON_ELEMENTS, ENTRY, NULL}, {0}};
static const struct json_place host_places[] = {{"Inner", INNER, NULL}, {0}};
static const struct json_place label_places[] = {{JSON_ANY_KEY, LABEL, NULL}, {0}};
static const struct json_place places[] = {{"Name", NAME, NULL},
                                           {"List", LIST, entry_places},
                                           {"Host", HOST, host_places},
                                           {"Labels", -1, label_places},
                                           {0}};

static struct counting counting;

/* What the reader handed on, as text, and how it ended. */
struct heard {
    struct buffer text;
    struct fault fault;
    size_t until; /* the handler refuses the value after so many; 0: none */
    size_t count;
};

static cisd_code on_value(void *user, int field, const struct json_value *value,
                          struct fault *fault)
{
    static const char *const types[] = {"null", "bool", "number", "string",
                                        "{",    "[",    "end",    "trouble"};
    struct heard *heard = user;
    struct buffer *out = &heard->text;

    if (heard->until != 0 && ++heard->count > heard->until)
        return fault_set(fault, CISD_E_CANCELLED, "enough");
    if (field < 0)
        return CISD_OK;
    buffer_number(out, (unsigned)field);
    buffer_text(out, types[value->type]);
    if (value->type == JSON_BOOL)
        buffer_text(out, value->truth ? "+" : "-");
    if (value->text != NULL) {
        buffer_char(out, '=');
        buffer_add(out, value->text, value->length);
    }
    if (value->key != NULL) {
        buffer_char(out, '@');
        buffer_add(out, value->key, value->key_length);
    }
    buffer_char(out, ' ');
    return CISD_OK;
}

/* Feeds a copy that ends where the part does. */
static cisd_code feed(struct json_reader *reader, const char *text, size_t length,
                      struct fault *fault)
{
    char *exact = malloc(length != 0 ? length : 1);
    cisd_code code;

    assert_non_null(exact);
    memcpy(exact, text, length);
    code = json_reader_feed(reader, exact, length, fault);
    free(exact);
    return code;
}

/* Reads a text in parts: the first of `first` bytes, the others of `step`. */
static void read_parts(struct json_reader *reader, const char *text, size_t length, size_t first,
                       size_t step, struct heard *heard)
{
    cisd_code code = json_reader_begin(reader, on_value, heard, &heard->fault);

    for (size_t at = 0, part = first; code == CISD_OK && at < length; at += part, part = step) {
        part = part < length - at ? part : length - at;
        code = feed(reader, text + at, part, &heard->fault);
    }
    if (code == CISD_OK)
        (void)json_reader_end(reader, &heard->fault);
}

static struct heard listen(enum json_shape shape, const char *text, size_t length, size_t first,
                           size_t step, size_t until)
{
    struct memory memory;
    struct heard heard = {.until = until};
    struct json_reader *reader;

    memory_init(&memory, &counting.allocator);
    buffer_init(&heard.text, &memory);
    buffer_text(&heard.text, "");
    reader = json_reader_new(&memory, shape, places, MEMORY);
    assert_non_null(reader);
    read_parts(reader, text, length, first, step, &heard);
    json_reader_free(reader);
    return heard;
}

static void same(const struct heard *one, const struct heard *other)
{
    assert_string_equal(one->text.data, other->text.data);
    assert_int_equal(one->fault.code, other->fault.code);
    assert_string_equal(one->fault.text, other->fault.text);
}

/* However it is cut, a text is heard alike; then against what is expected. */
static void expect_bytes(enum json_shape shape, const char *text, size_t length, const char *heard,
                         const char *trouble)
{
    struct heard whole;

    counting_init(&counting);
    whole = listen(shape, text, length, length, length, 0);
    for (size_t cut = 0; cut <= length && length < 2000; cut++) {
        struct heard parts = listen(shape, text, length, cut == 0 ? 1 : cut, cut == 0 ? 1 : length,
                                    0);

        same(&whole, &parts);
        buffer_free(&parts.text);
    }
    assert_string_equal(whole.text.data, heard);
    assert_string_equal(whole.fault.text, trouble);
    buffer_free(&whole.text);
    assert_int_equal(counting.live, 0);
}

static void expect(enum json_shape shape, const char *text, const char *heard, const char *trouble)
{
    expect_bytes(shape, text, strlen(text), heard, trouble);
}

static void test_values(void **state)
{
    (void)state;
    expect(JSON_ONE,
           "{\"Name\":\"web\",\"Other\":[1,{\"Name\":2}],\"List\":[\"a\",1,null,true,{},[]],"
           "\"Host\":{\"Inner\":-1.5e3,\"Name\":0},\"Labels\":{\"k\":\"v\",\"\":false}}",
           "0{ 1string=web 2[ 3string=a 3number=1 3null 3bool+ 3{ 3end 3[ 3end 2end 4{ "
           "5number=-1.5e3 4end 6string=v@k 6bool-@ 0end ",
           "");
}

static void test_escapes(void **state)
{
    (void)state;
    expect(JSON_ONE, "{\"N\\u0061me\":\"a\\\"\\\\\\/\\b\\n\\u00e9\\ud83d\\udc33\"}",
           "0{ 1string=a\"\\/\b\n\xC3\xA9\xF0\x9F\x90\xB3 0end ", "");
}

/* NUL and bytes that are no UTF-8 are handed on as they are: the subject repairs them. */
static void test_bytes(void **state)
{
    struct heard heard;

    (void)state;
    counting_init(&counting);
    heard = listen(JSON_ONE, "{\"Name\":\"a\\u0000b\xFF\"}", 20, 20, 20, 0);
    assert_int_equal(heard.fault.code, CISD_OK);
    assert_memory_equal(heard.text.data, "0{ 1string=a\0b\xFF 0end ", 22);
    buffer_free(&heard.text);
}

static void test_shapes(void **state)
{
    const char *object = "0{ 1string=a 0end ";

    (void)state;
    expect(JSON_ONE, " {\"Name\":\"a\"} \n", object, "");
    expect(JSON_ONE, "[{\"Name\":\"a\"}]", "0[ 0end ", "");
    expect(JSON_ONE, "17", "0number=17 ", "");
    expect(JSON_ROWS, "[{\"Name\":\"a\"}]", object, "");
    expect(JSON_ROWS, "[]", "", "");
    expect(JSON_ROWS, "[1,[2],\"x\"]", "0number=1 0[ 0end 0string=x ", "");
    expect(JSON_SEQUENCE, "{\"Name\":\"a\"}", object, "");
    expect(JSON_SEQUENCE, "[{\"Name\":\"a\"}]", object, "");
    expect(JSON_SEQUENCE, "{\"Name\":\"a\"}[{\"Name\":\"b\"}]1 null",
           "0{ 1string=a 0end 0{ 1string=b 0end 0number=1 0null ", "");
    expect(JSON_SEQUENCE, "[[{\"Name\":\"a\"}]]", "0[ 0end ", "");
}

static void test_wrong_shapes(void **state)
{
    (void)state;
    expect(JSON_ROWS, "{\"Name\":\"a\"}", "", "not a JSON array");
    expect(JSON_ROWS, "null", "", "not a JSON array");
    expect(JSON_ONE, "{}{}", "0{ 0end ", "malformed JSON at line 1, column 4");
    expect(JSON_ONE, "", "", "JSON ends too early, at line 1, column 1");
    expect(JSON_SEQUENCE, " \n\n ", "", "JSON ends too early, at line 3, column 2");
}

/* What Go's decoder reads otherwise than others do is trouble, where anything depends on it. */
static void test_two_meanings(void **state)
{
    (void)state;
    expect(JSON_ONE, "{\"Name\":\"a\",\"Name\":\"b\"}",
           "0{ 1string=a 0trouble=the key \"Name\" stands twice 0end ", "");
    expect(JSON_ONE, "{\"name\":\"a\"}",
           "0{ 0trouble=the key \"Name\" stands in another case 0end ", "");
    expect(JSON_ONE, "{\"Host\":{\"Inner\":1,\"INNER\":2}}",
           "0{ 4{ 5number=1 0trouble=the key \"Inner\" stands in another case 4end 0end ", "");
    expect(JSON_ONE, "{\"Host\":{\"Inner\":1},\"Host\":{\"Inner\":2}}",
           "0{ 4{ 5number=1 4end 0trouble=the key \"Host\" stands twice 0end ", "");
    expect(JSON_ONE, "{\"Other\":1,\"Other\":2,\"other\":3}", "0{ 0end ", "");
    expect(JSON_ONE, "{\"Other\":{\"Name\":1,\"Name\":2}}", "0{ 0end ", "");
    expect(JSON_SEQUENCE, "{\"Name\":1}{\"Name\":2}", "0{ 1number=1 0end 0{ 1number=2 0end ", "");
    expect(JSON_ONE, "{\"Labels\":{\"k\":1,\"k\":2}}", "0{ 6number=1@k 6number=2@k 0end ", "");
}

static void test_malformed(void **state)
{
    static const char *const texts[] = {
        "{",       "[1,]",     "{\"Name\"}", "{\"Name\":}", "{Name:1}", "{'Name':1}", "nul",
        "NaN",     "[1 2]",    "// x\n{}",   "/* x */{}",   "\"\t\"",   "\"\\x\"",    "01x",
        "{\"a\":1,}", "\xEF\xBB\xBF{}", "\"\\u12\"", "]",   "}",        "{\"a\" 1}",  "+1",
        "\"abc",   "tru",      "[",          "1.e5",        "-",        "{\"a\":1"};

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct heard whole;

        counting_init(&counting);
        whole = listen(JSON_ONE, texts[i], strlen(texts[i]), 99, 99, 0);
        if (whole.fault.code != CISD_E_FORMAT)
            print_message("'%s' was taken\n", texts[i]);
        assert_int_equal(whole.fault.code, CISD_E_FORMAT);
        buffer_free(&whole.text);
        assert_int_equal(counting.live, 0);
    }
    expect_bytes(JSON_ONE, "{\0}", 3, "0{ ", "malformed JSON at line 1, column 3");
    expect(JSON_ONE, "{\n \"Name\": x}", "0{ ", "malformed JSON at line 2, column 11");
}

/* Nests a text so deep, arrays and objects in turn. */
static char *nest(size_t depth)
{
    struct memory memory;
    struct buffer out;

    memory_init(&memory, NULL);
    buffer_init(&out, &memory);
    for (size_t i = 0; i < depth; i++)
        buffer_text(&out, i % 2 == 0 ? "{\"Name\":" : "[");
    buffer_text(&out, "1");
    for (size_t i = depth; i-- > 0;)
        buffer_text(&out, i % 2 == 0 ? "}" : "]");
    return out.data;
}

static void test_depth(void **state)
{
    static const size_t depths[] = {JSON_DEPTH - 1, JSON_DEPTH, JSON_DEPTH + 1, 100000};

    (void)state;
    for (size_t i = 0; i < COUNT(depths); i++) {
        char *text = nest(depths[i]);
        size_t length = strlen(text);
        struct heard heard;

        counting_init(&counting);
        heard = listen(JSON_ONE, text, length, length, length, 0);
        assert_int_equal(heard.fault.code, depths[i] <= JSON_DEPTH ? CISD_OK : CISD_E_LIMIT);
        buffer_free(&heard.text);
        free(text);
        assert_int_equal(counting.live, 0);
    }
}

/* A string larger than the memory lent to parsing is refused, and the reader can be used again. */
static void test_memory_limit(void **state)
{
    size_t length = 3 * MEMORY;
    char *text = malloc(length);
    struct heard heard;

    (void)state;
    assert_non_null(text);
    memset(text, 'x', length);
    text[0] = '"';
    text[length - 1] = '"';
    counting_init(&counting);
    heard = listen(JSON_ONE, text, length, 65536, 65536, 0);
    assert_int_equal(heard.fault.code, CISD_E_LIMIT);
    assert_string_equal(heard.fault.text, "a JSON string is too long");
    buffer_free(&heard.text);
    assert_int_equal(counting.live, 0);
    free(text);
}

static void test_used_again(void **state)
{
    static const char *const texts[] = {"{\"Name\":", "{\"Name\":\"a\"}", "]", "{\"Name\":\"b\"}"};
    static const char *const expected[] = {"0{ ", "0{ 1string=a 0end ", "", "0{ 1string=b 0end "};
    struct memory memory;
    struct json_reader *reader;

    (void)state;
    counting_init(&counting);
    memory_init(&memory, &counting.allocator);
    reader = json_reader_new(&memory, JSON_ONE, places, MEMORY);
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct heard heard = {.until = 0};

        buffer_init(&heard.text, &memory);
        buffer_text(&heard.text, "");
        read_parts(reader, texts[i], strlen(texts[i]), 3, 3, &heard);
        assert_string_equal(heard.text.data, expected[i]);
        buffer_free(&heard.text);
    }
    json_reader_free(reader);
    json_reader_free(NULL);
    assert_int_equal(counting.live, 0);
}

static void test_after_the_end(void **state)
{
    struct memory memory;
    struct json_reader *reader;
    struct heard heard = {.until = 0};
    struct fault fault;

    (void)state;
    counting_init(&counting);
    memory_init(&memory, &counting.allocator);
    buffer_init(&heard.text, &memory);
    reader = json_reader_new(&memory, JSON_ONE, places, MEMORY);
    assert_int_equal(json_reader_feed(reader, "{", 1, &fault), CISD_E_STATE);
    read_parts(reader, "{}", 2, 2, 2, &heard);
    assert_int_equal(heard.fault.code, CISD_OK);
    assert_int_equal(json_reader_feed(reader, "{", 1, &heard.fault), CISD_E_STATE);
    assert_int_equal(json_reader_end(reader, &heard.fault), CISD_E_STATE);
    json_reader_free(reader);
    buffer_free(&heard.text);
}

/* The handler ends the reading with a fault of its own, at whichever value. */
static void test_handler_stops(void **state)
{
    const char *text = "{\"Name\":\"a\",\"List\":[1],\"Labels\":{\"k\":2}}";

    (void)state;
    for (size_t until = 1; until < 9; until++) {
        struct heard heard;

        counting_init(&counting);
        heard = listen(JSON_ONE, text, strlen(text), 5, 5, until);
        assert_int_equal(heard.fault.code, CISD_E_CANCELLED);
        assert_string_equal(heard.fault.text, "enough");
        buffer_free(&heard.text);
        assert_int_equal(counting.live, 0);
    }
}

/* Whichever allocation fails, yajl's frames are left and nothing is lost. */
static void test_every_allocation_fails(void **state)
{
    const char *text = "[{\"Na\\u006de\":\"a\\nb\",\"Labels\":{\"long key\":[[[[[[1]]]]]]}}]";
    bool failed = true;
    size_t fail;

    (void)state;
    for (fail = 1; failed; fail++) {
        struct memory memory;
        struct json_reader *reader;
        struct heard heard = {.until = 0};

        counting_init(&counting);
        memory_init(&memory, NULL);
        buffer_init(&heard.text, &memory);
        memory_init(&memory, &counting.allocator);
        counting.fail_at = fail;
        reader = json_reader_new(&memory, JSON_SEQUENCE, places, MEMORY);
        if (reader != NULL)
            read_parts(reader, text, strlen(text), 7, 7, &heard);
        failed = counting.failed;
        assert_int_equal(heard.fault.code, failed && reader != NULL ? CISD_E_NO_MEMORY : CISD_OK);
        json_reader_free(reader);
        buffer_free(&heard.text);
        assert_int_equal(counting.live, 0);
    }
    assert_true(fail > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),       cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_bytes),        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_wrong_shapes), cmocka_unit_test(test_two_meanings),
        cmocka_unit_test(test_malformed),    cmocka_unit_test(test_depth),
        cmocka_unit_test(test_memory_limit), cmocka_unit_test(test_used_again),
        cmocka_unit_test(test_after_the_end), cmocka_unit_test(test_handler_stops),
        cmocka_unit_test(test_every_allocation_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
