#include "unit.h"

#include "draw.h"
#include "judgement/grant.h"
#include "subjects.h"

#define DEFAULT 0xa80425fbu

/* The machine the masks were measured on lacked CAP_SYS_RESOURCE. */
#define MISSING CAPS_OF(SYS_RESOURCE)

static cisd_caps granted(const char *version, const char *add, const char *drop)
{
    struct subject *subject = subjects_container(version, add, drop);
    cisd_caps caps = grant_of(subject).caps;

    subject_free(subject);
    return caps;
}

/* CapBnd of the first process, as three engines gave it. */
static void test_measured(void **state)
{
    static const struct {
        const char *add, *drop;
        cisd_caps docker_20, docker_26; /* 28 gave the same as 26 */
    } cases[] = {
        {"", "", DEFAULT, DEFAULT},
        {"NET_ADMIN", "", 0xa80435fb, 0xa80435fb},
        {"cap_net_admin", "", 0xa80435fb, 0xa80435fb},
        {"Cap_Net_Admin", "", 0xa80435fb, 0xa80435fb},
        {"NET_ADMIN CAP_NET_ADMIN", "", 0xa80435fb, 0xa80435fb},
        {"all", "", 0x3ffeffffff, 0x1fffeffffff},
        {"", "all", 0, 0},
        {"NET_RAW", "ALL", 0x2000, 0x2000},
        {"NET_RAW", "NET_RAW", DEFAULT, DEFAULT},
        {"SYS_ADMIN", "SYS_ADMIN", 0xa82425fb, 0xa82425fb},
        {"ALL", "ALL", 0x3ffeffffff, 0x1fffeffffff},
        {"ALL", "NET_RAW", 0x3ffeffdfff, 0x1fffeffdfff},
        {"", "NET_RAW MKNOD", 0xa00405fb, 0xa00405fb},
        {"", "SYS_ADMIN", DEFAULT, DEFAULT},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        cisd_caps old = granted("20.10.24", cases[i].add, cases[i].drop);

        assert_int_equal(old & CAPS_BEFORE_2020 & ~MISSING, cases[i].docker_20);
        assert_int_equal(granted("26.1.5", cases[i].add, cases[i].drop) & ~MISSING,
                         cases[i].docker_26);
        assert_int_equal(granted("28.5.2", cases[i].add, cases[i].drop) & ~MISSING,
                         cases[i].docker_26);
    }
    assert_int_equal(granted("26.1.5", "BPF", ""), 0x80a80425fb);
    assert_int_equal(granted("26.1.5", "CHECKPOINT_RESTORE", ""), 0x100a80425fb);
}

static void test_up_to_18_09(void **state)
{
    static const struct {
        const char *add, *drop;
        cisd_caps caps;
    } cases[] = {
        {"", "", DEFAULT},
        {"ALL", "", CAPS_BEFORE_2020},
        {"", "ALL", 0},
        {"ALL", "ALL", 0},
        {"ALL NET_RAW", "ALL", 0x2000},
        {"ALL NET_RAW", "NET_RAW", CAPS_BEFORE_2020},
        {"ALL", "NET_RAW", CAPS_BEFORE_2020 & ~(cisd_caps)0x2000},
        {"NET_RAW", "NET_RAW", DEFAULT},
        {"NET_RAW", "ALL", 0x2000},
        {"SYS_ADMIN", "CHOWN", (DEFAULT & ~1u) | 1u << 21},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(granted("18.09.1", cases[i].add, cases[i].drop), cases[i].caps);
        assert_int_equal(granted("1.13.1", cases[i].add, cases[i].drop), cases[i].caps);
    }
}

/* Where 19.03 and 18.09 differ, and the version is not known, the larger grant counts. */
static void test_version_unknown(void **state)
{
    static const struct {
        const char *add, *drop;
        cisd_caps caps;
    } cases[] = {
        {"", "", DEFAULT},
        {"ALL", "ALL", CAPS_NAMED},
        {"ALL NET_RAW", "NET_RAW", CAPS_NAMED},
        {"ALL", "NET_RAW", CAPS_NAMED & ~CAPS_OF(NET_RAW)},
        {"ALL CHOWN", "ALL CHOWN", CAPS_NAMED},
        {"", "ALL", 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(granted("", cases[i].add, cases[i].drop), cases[i].caps);
        assert_int_equal(granted("dev", cases[i].add, cases[i].drop), cases[i].caps);
    }
}

static cisd_caps with_exact(const char *version, const char *exact, struct grant *grant)
{
    struct subject *subject = subjects_container(version, "", "ALL");

    subjects_fill(subject, &subject->exact, exact);
    *grant = grant_of(subject);
    grant->named[0] = grant->named[1] = NULL;
    subject_free(subject);
    return grant->caps;
}

static void test_exact_list(void **state)
{
    struct grant grant;

    (void)state;
    assert_int_equal(with_exact("19.03.15", "NET_RAW chown", &grant), 0x2001);
    assert_true(grant.drops_all && !grant.adds_all);
    assert_int_equal(with_exact("19.03.15", "", &grant), 0);
    assert_int_equal(with_exact("19.03.15", "all", &grant), CAPS_BEFORE_2020);
    assert_true(grant.adds_all);
    assert_int_equal(with_exact("18.09.9", "NET_RAW", &grant), 0);
    assert_int_equal(with_exact("20.10.0", "NET_RAW", &grant), 0);
    assert_int_equal(with_exact("28.5.2", "ALL", &grant), 0);
    assert_false(grant.adds_all);
    assert_int_equal(with_exact("", "NET_RAW", &grant), 0x2000);
    assert_int_equal(grant.adds, 0x2000);
    assert_int_equal(with_exact("", "ALL", &grant), CAPS_NAMED);
    assert_true(grant.adds_all);
}

static void test_exact_list_hides_the_others(void **state)
{
    struct subject *subject = subjects_container("19.03.1", "SYS_ADMIN FOO", "");
    struct grant grant;

    (void)state;
    subjects_fill(subject, &subject->exact, "KILL BAR");
    grant = grant_of(subject);
    assert_int_equal(grant.caps, CAPS_OF(KILL));
    assert_int_equal(grant.adds, CAPS_OF(KILL));
    assert_int_equal(grant_unknown_count(&grant), 1);
    assert_string_equal(grant_unknown(&grant, 0), "BAR");
    subject_free(subject);
}

static void test_privileged(void **state)
{
    struct subject *subject = subjects_container("28.5.2", "FOO", "ALL");
    struct grant grant;

    (void)state;
    subject->privileged = CISD_YES;
    grant = grant_of(subject);
    assert_int_equal(grant.caps, CAPS_NAMED);
    assert_int_equal(grant_unknown_count(&grant), 0);
    subject->engine = engine_version_parse(ENGINE_DOCKER, "19.03.1");
    assert_int_equal(grant_of(subject).caps, CAPS_BEFORE_2020);
    subject_free(subject);
}

static void test_bounding_set_decides(void **state)
{
    struct subject *subject = subjects_container("", "ALL", "");

    (void)state;
    subject->privileged = CISD_YES;
    subjects_fill(subject, &subject->bounding, "CAP_CHOWN CAP_NET_RAW");
    assert_int_equal(grant_of(subject).caps, 0x2001);
    subject->bounding.count = 0;
    assert_int_equal(grant_of(subject).caps, CAPS_NONE);
    assert_true(grant_of(subject).drops_all);
    subject_free(subject);
}

static void test_unknown_names(void **state)
{
    struct subject *subject = subjects_container("", "CHOWN FOO ALL cap_bar CAP_ALL", "BAZ");
    struct grant grant;

    (void)state;
    subjects_fill(subject, &subject->exact, "QUX KILL");
    grant = grant_of(subject);
    assert_int_equal(grant_unknown_count(&grant), 4);
    assert_string_equal(grant_unknown(&grant, 0), "FOO");
    assert_string_equal(grant_unknown(&grant, 1), "cap_bar");
    assert_string_equal(grant_unknown(&grant, 2), "CAP_ALL");
    assert_string_equal(grant_unknown(&grant, 3), "QUX");
    assert_null(grant_unknown(&grant, 4));
    subject_free(subject);
}

/* Draws a list of up to four names, ALL among them at times. */
static void draw_list(struct draw *from, struct subject *subject, struct name_list *list)
{
    list->known = true;
    for (uint64_t count = draw(from, 5); count > 0; count--) {
        int number = (int)draw(from, CAPABILITY_COUNT + 6);
        const struct capability_fact *fact = capability_fact(number);

        subjects_fill(subject, list, fact != NULL ? fact->name + 4 * draw(from, 2) : "ALL");
    }
}

/* An engine of unknown version is never held to grant less than any engine would. */
static void test_unknown_is_the_largest(void **state)
{
    static const char *const versions[] = {"17.12.1", "18.09.9", "19.03.15", "20.10.24", "28.5.2"};
    struct draw from = draw_begin();

    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct subject *subject = subjects_container("", "", "");
        cisd_caps largest;

        draw_list(&from, subject, &subject->cap_add);
        draw_list(&from, subject, &subject->cap_drop);
        if (draw(&from, 4) == 0)
            draw_list(&from, subject, &subject->exact);
        largest = grant_of(subject).caps;
        for (size_t i = 0; i < COUNT(versions); i++) {
            subject->engine = engine_version_parse(ENGINE_DOCKER, versions[i]);
            assert_int_equal(grant_of(subject).caps & ~largest, CAPS_NONE);
        }
        subject_free(subject);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_measured),
        cmocka_unit_test(test_up_to_18_09),
        cmocka_unit_test(test_version_unknown),
        cmocka_unit_test(test_exact_list),
        cmocka_unit_test(test_exact_list_hides_the_others),
        cmocka_unit_test(test_privileged),
        cmocka_unit_test(test_bounding_set_decides),
        cmocka_unit_test(test_unknown_names),
        cmocka_unit_test(test_unknown_is_the_largest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
