#include "unit.h"

#include "api/selection.h"
#include "subjects.h"

static struct selection selection;

static void begin(void)
{
    struct memory memory;

    memory_init(&memory, NULL);
    selection_init(&selection, &memory);
}

static void choose(const char *key, const char *value)
{
    struct fault fault;

    assert_int_equal(selection_add(&selection, key, value, &fault), CISD_OK);
}

/* Whether a container of this name, image, state and label "tier" is wanted. */
static bool wants(const char *name, const char *image, const char *state, const char *tier)
{
    struct subject *subject = subjects_container("", "", "");
    bool wanted;

    subject->name = name;
    subject->image = image;
    subject->state = state;
    if (tier != NULL)
        assert_int_equal(subject_label_add(subject, "tier", 4, tier, 5), CISD_OK);
    wanted = selection_wants(&selection, subject);
    subject_free(subject);
    return wanted;
}

static void test_nothing_chosen(void **state)
{
    (void)state;
    begin();
    assert_true(wants("web", "nginx", "running", NULL));
    selection_free(&selection);
}

static void test_globs(void **state)
{
    (void)state;
    begin();
    choose("name", "web-[0-9]");
    choose("name", "d?");
    assert_true(wants("web-1", "", "", NULL));
    assert_true(wants("db", "", "", NULL));
    assert_false(wants("web-10", "", "", NULL));
    assert_false(wants("Db", "", "", NULL));
    selection_free(&selection);
    begin();
    choose("image", "registry/*:1");
    assert_true(wants("x", "registry/a/b:1", "", NULL));
    assert_false(wants("x", "registry/a:2", "", NULL));
    selection_free(&selection);
}

static void test_keys_must_all_fit(void **state)
{
    (void)state;
    begin();
    choose("name", "web*");
    choose("state", "running");
    assert_true(wants("web", "", "running", NULL));
    assert_false(wants("web", "", "exited", NULL));
    assert_false(wants("db", "", "running", NULL));
    selection_free(&selection);
}

static void test_labels(void **state)
{
    (void)state;
    begin();
    choose("label", "tier");
    assert_int_equal(selection.label_count, 1);
    assert_string_equal(selection.label_keys[0], "tier");
    assert_true(wants("web", "", "", "front"));
    assert_false(wants("web", "", "", NULL));
    selection_free(&selection);
    begin();
    choose("label", "tier=front");
    choose("label", "tier=");
    assert_true(wants("web", "", "", "front"));
    assert_false(wants("web", "", "", "other"));
    selection_free(&selection);
}

/* What cannot be told of a subject is no reason to leave it out: it might be a failure. */
static void test_unknown_is_wanted(void **state)
{
    struct subject *subject = subjects_container("", "", "");

    (void)state;
    begin();
    choose("name", "web");
    choose("image", "nginx");
    choose("state", "running");
    choose("label", "tier");
    subject->name = "";
    assert_int_equal(subject_spoil(subject, EVIDENCE_UNREADABLE, "x"), CISD_OK);
    assert_true(selection_wants(&selection, subject));
    subject_free(subject);
    selection_free(&selection);
}

static void test_unknown_key(void **state)
{
    struct fault fault;

    (void)state;
    begin();
    assert_int_equal(selection_add(&selection, "colour", "red", &fault), CISD_E_ARGUMENT);
    assert_string_equal(fault.text, "cannot select by 'colour'");
    assert_int_equal(selection.count, 0);
    selection_free(&selection);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_chosen),    cmocka_unit_test(test_globs),
        cmocka_unit_test(test_keys_must_all_fit), cmocka_unit_test(test_labels),
        cmocka_unit_test(test_unknown_is_wanted), cmocka_unit_test(test_unknown_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
