#include "unit.h"

#include "facts/engine.h"

static void test_parse(void **state)
{
    static const struct {
        const char *text;
        int major, minor;
    } cases[] = {{"20.10.24+dfsg1", 20, 10}, {"19.03.15", 19, 3},  {"18.09.1-ce", 18, 9},
                 {"28.5.2", 28, 5},          {"4.3.1", 4, 3},      {"5.4.2-rhel", 5, 4},
                 {"26.1", 26, 1},            {"9999.9999", 9999, 9999}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct engine_version version = engine_version_parse(ENGINE_DOCKER, cases[i].text);

        assert_int_equal(version.major, cases[i].major);
        assert_int_equal(version.minor, cases[i].minor);
        assert_int_equal(version.kind, ENGINE_DOCKER);
        assert_true(engine_version_known(version));
    }
}

static void test_no_versions(void **state)
{
    static const char *const texts[] = {"",       "dev", "v20.10", " 20.10", "20",     "20.",
                                        "20.x",   ".10", "-1.2",   "20,10",  "10000.1",
                                        "1.99999", "99999999999999999999.1", "library-import"};

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct engine_version version = engine_version_parse(ENGINE_PODMAN, texts[i]);

        assert_false(engine_version_known(version));
        assert_int_equal(version.kind, ENGINE_PODMAN);
        assert_false(engine_version_at_least(version, 1, 0));
    }
}

static void test_at_least(void **state)
{
    struct engine_version version = engine_version_parse(ENGINE_DOCKER, "19.03.1");

    (void)state;
    assert_true(engine_version_at_least(version, 19, 3));
    assert_true(engine_version_at_least(version, 18, 9));
    assert_true(engine_version_at_least(version, 19, 0));
    assert_false(engine_version_at_least(version, 19, 4));
    assert_false(engine_version_at_least(version, 20, 0));
}

static void test_kind_names(void **state)
{
    (void)state;
    assert_string_equal(engine_kind_name(ENGINE_UNKNOWN), "");
    assert_string_equal(engine_kind_name(ENGINE_DOCKER), "docker");
    assert_string_equal(engine_kind_name(ENGINE_PODMAN), "podman");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_no_versions),
        cmocka_unit_test(test_at_least),
        cmocka_unit_test(test_kind_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
