#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "counting.h"
#include "facts/subject.h"
#include "ground/utf8.h"

static struct counting counting;

static struct subject *fresh(void)
{
    struct memory memory;
    struct subject *subject;

    counting_init(&counting);
    memory_init(&memory, &counting.allocator);
    subject = subject_new(&memory, CISD_CONTAINER);
    assert_non_null(subject);
    return subject;
}

static void test_knows_nothing(void **state)
{
    struct subject *subject = fresh();

    (void)state;
    assert_int_equal(subject->privileged, CISD_NOT_KNOWN);
    assert_int_equal(subject->on_linux, CISD_NOT_KNOWN);
    assert_false(subject->cap_add.known || subject->cap_drop.known || subject->exact.known ||
                 subject->bounding.known || subject->kernel.seen);
    assert_string_equal(subject->name, "");
    assert_int_equal(subject->evidence, EVIDENCE_READ);
    assert_null(subject->trouble);
    subject_free(subject);
    subject_free(NULL);
    assert_int_equal(counting.live, 0);
}

static void test_text(void **state)
{
    struct subject *subject = fresh();

    (void)state;
    assert_string_equal(subject_text(subject, "hello, world", 5), "hello");
    assert_string_equal(subject_text(subject, "", 0), "");
    assert_string_equal(subject_text(subject, "a\0b\xFF", 4), "a\xEF\xBF\xBD" "b\xEF\xBF\xBD");
    subject_free(subject);
}

/* A long text is cut, and never inside a character. */
static void test_text_is_cut(void **state)
{
    struct subject *subject = fresh();
    char *text = malloc(SUBJECT_TEXT_MAX * 2);

    (void)state;
    assert_non_null(text);
    memset(text, 'x', SUBJECT_TEXT_MAX * 2);
    assert_int_equal(strlen(subject_text(subject, text, SUBJECT_TEXT_MAX * 2)), SUBJECT_TEXT_MAX);
    assert_int_equal(strlen(subject_text(subject, text, SUBJECT_TEXT_MAX)), SUBJECT_TEXT_MAX);
    for (size_t back = 1; back <= 3; back++) {
        const char *kept;

        memcpy(text + SUBJECT_TEXT_MAX - back, "\xF0\x9F\x90\xB3", 4);
        kept = subject_text(subject, text, SUBJECT_TEXT_MAX * 2);
        assert_int_equal(strlen(kept), SUBJECT_TEXT_MAX - back);
        assert_true(utf8_is_clean(kept, strlen(kept)));
        memset(text, 'x', SUBJECT_TEXT_MAX * 2);
    }
    memset(text, 0x80, SUBJECT_TEXT_MAX * 2);
    assert_true(strlen(subject_text(subject, text, SUBJECT_TEXT_MAX * 2)) <=
                3 * SUBJECT_TEXT_MAX);
    free(text);
    subject_free(subject);
}

static void test_list(void **state)
{
    struct subject *subject = fresh();
    char name[8] = "NAME";

    (void)state;
    for (size_t i = 0; i < SUBJECT_LIST_MAX; i++) {
        name[4] = (char)('a' + i % 26);
        assert_int_equal(subject_list_add(subject, &subject->cap_add, name, 5), CISD_OK);
    }
    assert_int_equal(subject_list_add(subject, &subject->cap_add, name, 5), CISD_E_LIMIT);
    assert_int_equal(subject->cap_add.count, SUBJECT_LIST_MAX);
    assert_true(subject->cap_add.known);
    assert_false(subject->cap_drop.known);
    for (size_t i = 0; i < SUBJECT_LIST_MAX; i++) {
        name[4] = (char)('a' + i % 26);
        assert_string_equal(subject->cap_add.names[i], name);
    }
    subject_free(subject);
    assert_int_equal(counting.live, 0);
}

static void test_labels(void **state)
{
    struct subject *subject = fresh();

    (void)state;
    assert_null(subject_label(subject, "tier"));
    assert_int_equal(subject_label_add(subject, "tierX", 4, "front!", 5), CISD_OK);
    assert_int_equal(subject_label_add(subject, "empty", 5, "", 0), CISD_OK);
    assert_string_equal(subject_label(subject, "tier"), "front");
    assert_string_equal(subject_label(subject, "empty"), "");
    assert_null(subject_label(subject, "tie"));
    assert_null(subject_label(subject, "tierX"));
    subject_free(subject);
}

static void test_first_trouble_stays(void **state)
{
    struct subject *subject = fresh();

    (void)state;
    assert_int_equal(subject_spoil(subject, EVIDENCE_MALFORMED, "first"), CISD_OK);
    assert_int_equal(subject_spoil(subject, EVIDENCE_UNREADABLE, "second"), CISD_OK);
    assert_int_equal(subject->evidence, EVIDENCE_MALFORMED);
    assert_string_equal(subject->trouble, "first");
    subject_free(subject);
}

/* A subject with a long list, made as far as there is memory; the whole of it, and freed. */
static void make_long(size_t fail_at)
{
    char name[300];
    struct memory memory;
    struct subject *subject;

    memset(name, 'N', sizeof name);
    counting_init(&counting);
    counting.fail_at = fail_at;
    memory_init(&memory, &counting.allocator);
    subject = subject_new(&memory, CISD_CONTAINER);
    for (int i = 0; subject != NULL && i < 40; i++) {
        size_t before = subject->cap_add.count;
        cisd_code code = subject_list_add(subject, &subject->cap_add, name, sizeof name);

        assert_true(code == CISD_OK || (code == CISD_E_NO_MEMORY && counting.failed));
        assert_int_equal(subject->cap_add.count, before + (code == CISD_OK));
    }
    subject_free(subject);
    assert_int_equal(counting.live, 0);
}

/* Whichever allocation fails, what is there stays whole and is freed. */
static void test_every_allocation_fails(void **state)
{
    size_t total;

    (void)state;
    make_long(0);
    total = counting.asked;
    assert_false(counting.failed);
    assert_true(total > 5);
    for (size_t fail = 1; fail <= total; fail++) {
        make_long(fail);
        assert_true(counting.failed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_knows_nothing),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_text_is_cut),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_first_trouble_stays),
        cmocka_unit_test(test_every_allocation_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
