#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "facts/capability.h"

/* The kernel's numbers, not derived from the table that is tested. */
static const char *const names[] = {
    "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID",
    "SETPCAP", "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW",
    "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT",
    "SYS_ADMIN", "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD",
    "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP", "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG",
    "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF", "CHECKPOINT_RESTORE"};

static void test_names(void **state)
{
    char name[64];

    (void)state;
    assert_int_equal(COUNT(names), CAPABILITY_COUNT);
    for (int i = 0; i < CAPABILITY_COUNT; i++) {
        (void)snprintf(name, sizeof name, "CAP_%s", names[i]);
        assert_string_equal(capability_fact(i)->name, name);
        assert_int_equal(capability_number(name), i);
        assert_int_equal(capability_number(names[i]), i);
        for (char *at = name; *at != '\0'; at++)
            *at = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        assert_int_equal(capability_number(name), i);
        assert_int_equal(capability_number(name + 4), i);
    }
    assert_int_equal(CAPS_NAMED, 0x1ffffffffff);
    assert_int_equal(CAPS_BEFORE_2020, 0x3fffffffff);
}

static void test_no_names(void **state)
{
    static const char *const none[] = {
        "", "CAP_", "cap", "ALL", "CAP_ALL", " NET_RAW", "NET_RAW ", "NET_RAW\n", "NET-RAW",
        "NET_RA", "NET_RAWX", "CAP_CAP_NET_RAW", "NET_ADMIN,NET_RAW", "13", "CAP_13", "CAP_41",
        ("N\xC3\x8B" "T_RAW"), "*", "_NET_RAW"};

    (void)state;
    for (size_t i = 0; i < COUNT(none); i++)
        assert_int_equal(capability_number(none[i]), -1);
}

static void test_all(void **state)
{
    static const char *const not_all[] = {"", "AL", "ALLL", "CAP_ALL", " ALL", "ALL "};

    (void)state;
    assert_true(capability_is_all("ALL") && capability_is_all("all") && capability_is_all("aLl"));
    for (size_t i = 0; i < COUNT(not_all); i++)
        assert_false(capability_is_all(not_all[i]));
}

static void test_default(void **state)
{
    (void)state;
    /* CapBnd of a container without options (Docker Engine 20.10, 26 and 28). */
    assert_int_equal(capability_default(), 0xa80425fb);
    assert_true((capability_default() & CAPS_OF(NET_RAW)) != 0);
}

static void test_spell(void **state)
{
    char name[CAPABILITY_NAME];

    (void)state;
    assert_int_equal(capability_spell(13, name), strlen("CAP_NET_RAW"));
    assert_string_equal(name, "CAP_NET_RAW");
    assert_int_equal(capability_spell(41, name), strlen("CAP_41"));
    assert_string_equal(name, "CAP_41");
    for (int i = 0; i < CAPABILITY_BITS; i++)
        assert_true(capability_spell(i, name) < sizeof name);
}

/* Every capability is described, and none without a name is taken lightly. */
static void test_facts(void **state)
{
    (void)state;
    for (int i = 0; i < CAPABILITY_COUNT; i++) {
        const struct capability_fact *fact = capability_fact(i);

        assert_true(strlen(fact->description) > 10);
        assert_true(strlen(fact->attack) > 10);
        assert_true(strlen(fact->source) > 5);
        assert_true(fact->alternative == NULL || strlen(fact->alternative) > 5);
        assert_int_equal(capability_class(i), fact->cap_class);
    }
    assert_int_equal(capability_class(21), CISD_CLASS_HOST_ESCAPE);
    assert_int_equal(capability_class(13), CISD_CLASS_NETWORK);
    assert_int_equal(capability_class(-1), CISD_CLASS_HOST_ESCAPE);
    assert_int_equal(capability_class(63), CISD_CLASS_HOST_ESCAPE);
    assert_null(capability_fact(-1));
    assert_null(capability_fact(CAPABILITY_COUNT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),   cmocka_unit_test(test_no_names),
        cmocka_unit_test(test_all),     cmocka_unit_test(test_default),
        cmocka_unit_test(test_spell),   cmocka_unit_test(test_facts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
