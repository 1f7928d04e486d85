#include "unit.h"

#include <errno.h>
#include <string.h>

#include "ground/fault.h"
#include "ground/utf8.h"

static void test_set(void **state)
{
    struct fault fault;

    (void)state;
    assert_int_equal(fault_set(&fault, CISD_E_FORMAT, "line %d: '%s'", 7, "x"), CISD_E_FORMAT);
    assert_int_equal(fault.code, CISD_E_FORMAT);
    assert_string_equal(fault.text, "line 7: 'x'");
    fault_clear(&fault);
    assert_int_equal(fault.code, CISD_OK);
    assert_string_equal(fault.text, "");
}

/* Errno values fall into the closed set of codes, what is unknown among them too. */
static void test_errno(void **state)
{
    static const struct {
        int number;
        cisd_code code;
    } cases[] = {{ENOENT, CISD_E_IO},          {EACCES, CISD_E_PERMISSION},
                 {EPERM, CISD_E_PERMISSION},   {ENOMEM, CISD_E_NO_MEMORY},
                 {ECONNREFUSED, CISD_E_CONNECT}, {ETIMEDOUT, CISD_E_TIMEOUT},
                 {12345, CISD_E_IO}};
    struct fault fault;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(fault_errno(&fault, cases[i].number, "cannot open '%s'", "f"),
                         cases[i].code);
        assert_int_equal(strncmp(fault.text, "cannot open 'f': ", 17), 0);
        assert_true(strlen(fault.text) > 17);
    }
}

static void test_within(void **state)
{
    struct fault fault;

    (void)state;
    (void)fault_set(&fault, CISD_E_LIMIT, "too deep");
    assert_int_equal(fault_within(&fault, "cannot read '%s'", "a.json"), CISD_E_LIMIT);
    assert_string_equal(fault.text, "cannot read 'a.json': too deep");
    assert_int_equal(fault_no_memory(&fault), CISD_E_NO_MEMORY);
    assert_string_equal(fault.text, "out of memory");
}

/* Text from outside cannot act on a terminal, overflow, or end inside a character. */
static void test_hostile(void **state)
{
    struct fault fault;
    char endless[3 * FAULT_TEXT];

    (void)state;
    (void)fault_set(&fault, CISD_E_IO, "cannot open '%s'", "a\n\x1B[2Jb\xFF");
    assert_string_equal(fault.text, "cannot open 'a??[2Jb?'");
    for (size_t i = 0; i + 1 < sizeof endless; i++)
        endless[i] = "\xE2\x82\xAC"[i % 3];
    endless[sizeof endless - 1] = '\0';
    for (int shift = 0; shift < 3; shift++) {
        (void)fault_set(&fault, CISD_E_IO, "%.*s%s", shift, "..", endless);
        assert_true(strlen(fault.text) < FAULT_TEXT);
        assert_true(utf8_is_clean(fault.text, strlen(fault.text)));
        (void)fault_within(&fault, "%s", endless);
        assert_true(utf8_is_clean(fault.text, strlen(fault.text)));
        (void)fault_errno(&fault, ENOENT, "%s", endless);
        assert_true(utf8_is_clean(fault.text, strlen(fault.text)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_set),
        cmocka_unit_test(test_errno),
        cmocka_unit_test(test_within),
        cmocka_unit_test(test_hostile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
