#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counting.h"
#include "readers/yaml.h"

struct read {
    struct pool pool;
    struct yaml_stream stream;
    struct fault fault;
};

/* Reads a text that ends where its memory does, so that reading on is found out. */
static cisd_code read_bytes(struct read *read, const char *text, size_t length)
{
    char *exact = malloc(length + 1);
    struct memory memory;
    cisd_code code;

    assert_non_null(exact);
    memcpy(exact, text, length);
    memset(read, 0, sizeof *read);
    memory_init(&memory, NULL);
    pool_init(&read->pool, &memory);
    code = yaml_read(&read->pool, "f.yaml", exact, length, YAML_TAGS_UNDO, &read->stream, &read->fault);
    free(exact);
    return code;
}

static const struct yaml_node *read_good(struct read *read, const char *text)
{
    cisd_code code = read_bytes(read, text, strlen(text));

    if (code != CISD_OK)
        fail_msg("%s: %s", text, read->fault.text);
    assert_int_equal(read->stream.count, 1);
    return read->stream.documents[0];
}

static void refuse(const char *text, size_t length, cisd_code code, const char *message)
{
    struct read read;

    assert_int_equal(read_bytes(&read, text, length), code);
    assert_string_equal(read.fault.text, message);
    assert_int_equal(read.fault.code, code);
    assert_int_equal(read.stream.count, 0);
    pool_free(&read.pool);
}

static void test_places(void **state)
{
    struct read read;
    const struct yaml_node *root = read_good(&read, "a: 1\nlist:\n  - x\n  - {k: \"v\"}\n");
    const struct yaml_node *list = yaml_get(root, "list");

    (void)state;
    assert_string_equal(root->file, "f.yaml");
    assert_int_equal(list->count, 2);
    assert_int_equal(list->is.items[1]->line, 4);
    assert_int_equal(list->is.items[1]->column, 5);
    assert_int_equal(yaml_get(list->is.items[1], "k")->column, 9);
    assert_null(yaml_get(root, "A"));
    assert_null(yaml_get(list, "a"));
    assert_null(yaml_get(NULL, "a"));
    pool_free(&read.pool);
}

static void test_scalars(void **state)
{
    static const struct {
        const char *text;
        const char *kind;
        bool null, string;
    } cases[] = {
        {"a: ", "nothing", true, false},         {"a: ~", "nothing", true, false},
        {"a: Null", "nothing", true, false},     {"a: ''", "a string", false, true},
        {"a: 'null'", "a string", false, true},  {"a: !!null x", "nothing", true, false},
        {"a: nULL", "a string", false, true},    {"a: true", "a boolean", false, false},
        {"a: TRUE", "a boolean", false, false},  {"a: yes", "a string", false, true},
        {"a: 'true'", "a string", false, true},  {"a: 42", "a number", false, false},
        {"a: -1.5e3", "a number", false, false}, {"a: 0x1F", "a number", false, false},
        {"a: 0o17", "a number", false, false},   {"a: '42'", "a string", false, true},
        {"a: 0x", "a string", false, true},      {"a: -", "a string", false, true},
        {"a: 1.2.3 x", "a string", false, true}, {"a: !!str 42", "a string", false, true},
        {"a: [1]", "a list", false, false},      {"a: {b: 1}", "a mapping", false, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct read read;
        bool dash = strcmp(cases[i].text, "a: -") == 0;
        const struct yaml_node *node =
            yaml_get(read_good(&read, dash ? "a: \"-\"" : cases[i].text), "a");

        assert_string_equal(yaml_kind(node), cases[i].kind);
        assert_int_equal(yaml_is_null(node), cases[i].null);
        assert_int_equal(yaml_is_string(node), cases[i].string);
        pool_free(&read.pool);
    }
}

static void test_tags(void **state)
{
    struct read read;
    const struct yaml_node *root = read_good(&read, "a: !reset []\nb: !override {c: 1}\nd: !x 1");

    (void)state;
    assert_true(yaml_has_tag(yaml_get(root, "a"), "!reset"));
    assert_true(yaml_has_tag(yaml_get(root, "b"), "!override"));
    assert_true(yaml_has_tag(yaml_get(root, "d"), "!x"));
    assert_false(yaml_has_tag(root, "!reset"));
    assert_false(yaml_is_null(yaml_get(root, "d")));
    pool_free(&read.pool);
}

static void test_nul_is_kept_and_counted(void **state)
{
    struct read read;
    const struct yaml_node *node = yaml_get(read_good(&read, "a: \"x\\0y\""), "a");

    (void)state;
    assert_int_equal(node->count, 3);
    assert_memory_equal(node->is.text, "x\0y", 4);
    assert_false(yaml_is(node, "x"));
    pool_free(&read.pool);
}

static void test_aliases_share(void **state)
{
    struct read read;
    const struct yaml_node *root = read_good(&read, "a: &x [1]\nb: *x\nc: &x 2\nd: *x\n");

    (void)state;
    assert_ptr_equal(yaml_get(root, "a"), yaml_get(root, "b"));
    assert_true(yaml_is(yaml_get(root, "d"), "2"));
    pool_free(&read.pool);
}

/* The pairs of a mapping as "key=value", in their order. */
static void spell(const struct yaml_node *map, char *out, size_t size)
{
    size_t length = 0;

    out[0] = '\0';
    for (size_t i = 0; i < map->count; i++)
        length += (size_t)snprintf(out + length, size - length, "%s%s=%s", i > 0 ? " " : "",
                                   map->is.map.pairs[i].key->is.text,
                                   map->is.map.pairs[i].value->is.text);
}

static void test_merge_keys(void **state)
{
    static const struct {
        const char *text, *spelled;
    } cases[] = {
        {"m: {<<: *x, k: own}", "k=own a=1 b=2"},
        {"m: {a: own, <<: *x}", "a=own b=2"},
        {"m: {<<: [*x, *y]}", "a=1 b=2 c=4"},
        {"m: {<<: [*y, *x]}", "b=3 c=4 a=1"},
        {"m: {<<: {}}", ""},
        {"m: {'<<': v}", "<<=v"},
        {"m: {<<: {<<: *x, b: nearer}}", "b=nearer a=1"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[200], spelled[200];
        struct read read;

        (void)snprintf(text, sizeof text, "x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\n%s\n",
                       cases[i].text);
        spell(yaml_get(read_good(&read, text), "m"), spelled, sizeof spelled);
        assert_string_equal(spelled, cases[i].spelled);
        pool_free(&read.pool);
    }
}

static void test_every_key_is_found(void **state)
{
    char text[32000] = "", key[16];
    struct read read;
    const struct yaml_node *root;
    size_t length = 0;

    (void)state;
    for (int i = 0; i < 1000; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "k%d: v%d\n",
                                   i * 7919 % 1000, i);
    root = read_good(&read, text);
    assert_int_equal(root->count, 1000);
    for (int i = 0; i < 1000; i++) {
        (void)snprintf(key, sizeof key, "k%d", i);
        assert_non_null(yaml_get(root, key));
    }
    assert_null(yaml_get(root, "k1000"));
    assert_string_equal(root->is.map.pairs[1].value->is.text, "v1");
    pool_free(&read.pool);
}

static void test_documents(void **state)
{
    struct read read;

    (void)state;
    assert_int_equal(read_bytes(&read, "a: &x 1\n---\n---\nb: 2\n", 21), CISD_OK);
    assert_int_equal(read.stream.count, 3);
    assert_true(yaml_is_null(read.stream.documents[1]));
    pool_free(&read.pool);
    assert_int_equal(read_bytes(&read, "", 0), CISD_OK);
    assert_int_equal(read.stream.count, 0);
    pool_free(&read.pool);
    refuse("a: &x 1\n---\nb: *x\n", 18, CISD_E_FORMAT,
           "cannot read 'f.yaml': line 3, column 4: alias without an anchor");
}

static void test_refused(void **state)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"a: 1\nb: 2\na: 3\n", "line 3, column 1: the key 'a' stands twice, first in line 1"},
        {"{\"a\": 1, a: 2}", "line 1, column 10: the key 'a' stands twice, first in line 1"},
        {"? [a]\n: 1\n", "line 1, column 3: a list cannot be a key"},
        {"a: &x {b: *x}\n", "line 1, column 11: alias inside its own anchor"},
        {"a: *x\n", "line 1, column 4: alias without an anchor"},
        {"a: {<<: 1}\n", "line 1, column 9: '<<' takes a mapping or a list of mappings, not a "
                         "number"},
        {"a: {<<: [{}, x]}\n", "line 1, column 14: '<<' takes a mapping or a list of mappings, "
                               "not a string"},
        {"a: [1\n", "line 2, column 1: did not find expected ',' or ']'"},
        {"a: b: c\n", "line 1, column 5: mapping values are not allowed in this context"},
        {"a: 'x\n", "line 2, column 1: found unexpected end of stream"},
        {"%YAML 3.0\n---\na: 1\n", "line 1, column 1: found incompatible YAML document"},
    };
    char message[300];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        (void)snprintf(message, sizeof message, "cannot read 'f.yaml': %s", cases[i].message);
        refuse(cases[i].text, strlen(cases[i].text), CISD_E_FORMAT, message);
    }
    refuse("a: \xFF", 4, CISD_E_FORMAT,
           "cannot read 'f.yaml': line 1, column 4: invalid leading UTF-8 octet");
    refuse("a: b\nc: \xC3\xA9 \xFF", 12, CISD_E_FORMAT,
           "cannot read 'f.yaml': line 2, column 6: invalid leading UTF-8 octet");
}

/* A text of the same part many times, after a head. */
static char *repeat(const char *head, const char *part, size_t times, size_t *length)
{
    size_t first = strlen(head), size = strlen(part);
    char *text = malloc(first + times * size + 1);

    assert_non_null(text);
    memcpy(text, head, first);
    for (size_t i = 0; i < times; i++)
        memcpy(text + first + i * size, part, size);
    *length = first + times * size;
    return text;
}

static void test_limits(void **state)
{
    static const struct {
        const char *head, *part;
        size_t times;
        const char *message;
    } cases[] = {
        {"", "[", 65, "line 1, column 65: nested more than 64 deep"},
        {"", "- 1\n", 1000000, "line 1000000, column 3: more than 1000000 values"},
        {"- &x 1\n", "- *x\n", 100001, "line 100002, column 3: more than 100000 aliases"},
        {"", "--- a\n", 101, "line 101, column 1: more than 100 documents"},
    };
    char message[300];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t length;
        char *text = repeat(cases[i].head, cases[i].part, cases[i].times, &length);

        (void)snprintf(message, sizeof message, "cannot read 'f.yaml': %s", cases[i].message);
        refuse(text, length, CISD_E_LIMIT, message);
        free(text);
    }
}

static void test_too_many_anchors(void **state)
{
    char text[20000];
    size_t length = 0;

    (void)state;
    for (int i = 0; i <= YAML_ANCHORS; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "- &a%d 1\n", i);
    refuse(text, length, CISD_E_LIMIT,
           "cannot read 'f.yaml': line 1001, column 3: more than 1000 anchors");
}

static void test_too_large(void **state)
{
    size_t length;
    char *text = repeat("", "#", YAML_BYTES + 1, &length);

    (void)state;
    refuse(text, length, CISD_E_LIMIT, "cannot read 'f.yaml': larger than 16 MiB");
    free(text);
}

/* What merge keys bring in is counted before it is copied. */
static void test_merge_bomb(void **state)
{
    size_t length = 0, size = 1 << 20;
    char *text = malloc(size);
    struct read read;

    (void)state;
    assert_non_null(text);
    length += (size_t)snprintf(text, size, "x: &x {");
    for (int i = 0; i < 1000; i++)
        length += (size_t)snprintf(text + length, size - length, "k%d: 1,", i);
    length += (size_t)snprintf(text + length, size - length, "}\n");
    for (int i = 0; i < 1100; i++)
        length += (size_t)snprintf(text + length, size - length, "y%d: {<<: *x}\n", i);
    assert_int_equal(read_bytes(&read, text, length), CISD_E_LIMIT);
    assert_non_null(strstr(read.fault.text, "more than 1000000 values"));
    pool_free(&read.pool);
    free(text);
}

static void test_allocations_fail(void **state)
{
    const char *text = "a: &x {b: [1, 2, 3], c: !t 'd'}\ne: {<<: *x, b: 4, f: *x}\n--- ~\n";
    struct counting counting;
    cisd_code code = CISD_E_NO_MEMORY;

    (void)state;
    for (size_t at = 1; code != CISD_OK; at++) {
        struct fault fault = {.code = CISD_OK};
        struct yaml_stream stream;
        struct memory memory;
        struct pool pool;

        counting_init(&counting);
        counting.fail_at = at;
        memory_init(&memory, &counting.allocator);
        pool_init(&pool, &memory);
        code = yaml_read(&pool, "f.yaml", text, strlen(text), YAML_TAGS_UNDO, &stream, &fault);
        assert_int_equal(code == CISD_OK, !counting.failed);
        assert_int_equal(fault.code, code);
        pool_free(&pool);
        assert_int_equal(counting.live, 0);
        assert_true(at < 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),          cmocka_unit_test(test_scalars),
        cmocka_unit_test(test_tags),            cmocka_unit_test(test_nul_is_kept_and_counted),
        cmocka_unit_test(test_aliases_share),   cmocka_unit_test(test_merge_keys),
        cmocka_unit_test(test_every_key_is_found), cmocka_unit_test(test_documents),
        cmocka_unit_test(test_refused),         cmocka_unit_test(test_limits),
        cmocka_unit_test(test_too_many_anchors), cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_merge_bomb),      cmocka_unit_test(test_allocations_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
