#include "unit.h"

#include <string.h>

#include "sources/compose_path.h"

static void test_join(void **state)
{
    static const struct {
        const char *folder, *path, *joined;
    } cases[] = {
        {".", "a.yaml", "a.yaml"},        {"", "./a.yaml", "a.yaml"},
        {"d", "a.yaml", "d/a.yaml"},      {"d/", "./e//a", "d/e/a"},
        {"d/e", "../a", "d/a"},           {"d", "../../a", "../a"},
        {"..", "../a", "../../a"},        {"../d", "../../a", "../../a"},
        {"/d", "a", "/d/a"},              {"/", "a", "/a"},
        {"/d", "../../a", "/a"},          {"d", "/e/../a", "/a"},
        {"/", "..", "/"},                 {"d", "..", "."},
        {".", ".", "."},                  {"", "", "."},
        {"d", "...", "d/..."},            {"..d", "..", "."},
        {".", "../..d/x", "../..d/x"},
    };
    struct memory memory;
    struct pool pool;

    (void)state;
    memory_init(&memory, NULL);
    pool_init(&pool, &memory);
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(compose_path_join(&pool, cases[i].folder, cases[i].path),
                            cases[i].joined);
    pool_free(&pool);
}

static void test_folder(void **state)
{
    static const struct {
        const char *path, *folder;
    } cases[] = {{"a", "."}, {"d/a", "d"}, {"/a", "/"}, {"/d/e/a", "/d/e"}, {"../a", ".."}};
    struct memory memory;
    struct pool pool;

    (void)state;
    memory_init(&memory, NULL);
    pool_init(&pool, &memory);
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(compose_path_folder(&pool, cases[i].path), cases[i].folder);
    pool_free(&pool);
}

static void test_remote(void **state)
{
    (void)state;
    assert_true(compose_path_is_remote("https://example.com/x.yaml"));
    assert_true(compose_path_is_remote("oci://registry/x"));
    assert_true(compose_path_is_remote("git@example.com:x.git"));
    assert_false(compose_path_is_remote("git/x.yaml"));
    assert_false(compose_path_is_remote("./a:b/x.yaml"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_join),
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_remote),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
