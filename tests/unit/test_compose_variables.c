/* Variables of Compose files: what they are replaced by, where they come from. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sources/compose_dotenv.h"
#include "sources/compose_interpolation.h"

struct world {
    struct memory memory;
    struct pool pool;
    struct compose_environment below, environment;
    struct buffer out;
};

static void define(struct compose_environment *environment, const char *name, const char *value)
{
    struct fault fault = {.code = CISD_OK};

    assert_int_equal(compose_environment_set(environment, name, strlen(name), value,
                                             value != NULL ? strlen(value) : 0, &fault),
                     CISD_OK);
}

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    if (world == NULL)
        return -1;
    memory_init(&world->memory, NULL);
    pool_init(&world->pool, &world->memory);
    compose_environment_init(&world->below, &world->pool, NULL);
    compose_environment_init(&world->environment, &world->pool, &world->below);
    buffer_init(&world->out, &world->memory);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;

    buffer_free(&world->out);
    pool_free(&world->pool);
    free(world);
    return 0;
}

/* Replaces in a text that ends where its memory does. */
static enum interpolation replace(struct world *world, const char *text, char *name, size_t size)
{
    size_t length = strlen(text);
    char *exact = malloc(length + 1);
    struct interpolation_trouble trouble = {"", 0};
    enum interpolation outcome;

    assert_non_null(exact);
    memcpy(exact, text, length);
    buffer_clear(&world->out);
    outcome = compose_interpolate(&world->environment, exact, length, &world->out, &trouble);
    (void)snprintf(name, size, "%.*s", (int)trouble.length, trouble.text);
    free(exact);
    return outcome;
}

static void test_forms(void **state)
{
    static const struct {
        const char *text;
        enum interpolation outcome;
        const char *result;     /* or the name of what is missing */
    } cases[] = {
        {"", INTERPOLATION_DONE, ""},
        {"plain", INTERPOLATION_DONE, "plain"},
        {"$SET", INTERPOLATION_DONE, "value"},
        {"<$SET-${SET}>", INTERPOLATION_DONE, "<value-value>"},
        {"$$SET $${SET}", INTERPOLATION_DONE, "$SET ${SET}"},
        {"$$$SET", INTERPOLATION_DONE, "$value"},
        {"${SET:-x}${SET-x}${SET:?x}${SET?x}", INTERPOLATION_DONE, "valuevaluevaluevalue"},
        {"${SET:+x}${SET+y}", INTERPOLATION_DONE, "xy"},
        {"[${EMPTY}${EMPTY-x}${EMPTY?x}${EMPTY:+x}]", INTERPOLATION_DONE, "[]"},
        {"${EMPTY:-x}${EMPTY+y}", INTERPOLATION_DONE, "xy"},
        {"${EMPTY:?say}", INTERPOLATION_UNRESOLVED, "EMPTY"},
        {"${NONE:-x}${NONE-y}", INTERPOLATION_DONE, "xy"},
        {"[${NONE:+x}${NONE+y}]", INTERPOLATION_DONE, "[]"},
        {"$NONE", INTERPOLATION_UNRESOLVED, "NONE"},
        {"a${NONE}b", INTERPOLATION_UNRESOLVED, "NONE"},
        {"${NONE?say}", INTERPOLATION_UNRESOLVED, "NONE"},
        {"${NONE:?}", INTERPOLATION_UNRESOLVED, "NONE"},
        {"${NONE:-${ALSO:-$SET}}", INTERPOLATION_DONE, "value"},
        {"${NONE:-a${SET}b}c", INTERPOLATION_DONE, "avaluebc"},
        {"${NONE-${ALSO}}", INTERPOLATION_UNRESOLVED, "ALSO"},
        {"${SET:-${ALSO}}", INTERPOLATION_DONE, "value"},
        {"${NONE:-$$x}", INTERPOLATION_DONE, "$x"},
        {"${NONE:-a:-b?c+d}", INTERPOLATION_DONE, "a:-b?c+d"},
        {"${NONE:-{x}}", INTERPOLATION_DONE, "{x}"},
        {"$DOLLAR", INTERPOLATION_DONE, "$SET"},
        {"$_Under9", INTERPOLATION_DONE, "u"},
        {"${HALF:-x}", INTERPOLATION_UNRESOLVED, "HALF"},
        {"${HALF:+x}", INTERPOLATION_UNRESOLVED, "HALF"},
        {"${HALF+x}", INTERPOLATION_DONE, "x"},
        {"${BARE:-x}${BARE:+y}", INTERPOLATION_DONE, "x"},
        {"${BARE-x}", INTERPOLATION_UNRESOLVED, "BARE"},
        {"${HALF-x}", INTERPOLATION_UNRESOLVED, "HALF"},
        {"$", INTERPOLATION_DONE, "$"},
        {"a$ $- $", INTERPOLATION_DONE, "a$ $- $"},
        {"$1", INTERPOLATION_DONE, "$1"},
        {"${", INTERPOLATION_MALFORMED, "${"},
        {"${}", INTERPOLATION_MALFORMED, "${}"},
        {"${SET", INTERPOLATION_MALFORMED, "${SET"},
        {"${SET:}", INTERPOLATION_MALFORMED, "${SET:}"},
        {"${SET!x}", INTERPOLATION_MALFORMED, "${SET!x}"},
        {"${1}", INTERPOLATION_MALFORMED, "${1}"},
        {"${NONE:-${}", INTERPOLATION_MALFORMED, "${NONE:-${}"},
    };
    struct world *world = *state;
    char name[64];

    define(&world->environment, "SET", "value");
    define(&world->environment, "EMPTY", "");
    define(&world->environment, "DOLLAR", "$SET");
    define(&world->environment, "HALF", NULL);
    assert_int_equal(
        compose_environment_set_nothing(&world->environment, "BARE", 4, &(struct fault){0}),
        CISD_OK);
    define(&world->below, "_Under9", "u");
    for (size_t i = 0; i < COUNT(cases); i++) {
        enum interpolation outcome = replace(world, cases[i].text, name, sizeof name);
        const char *out = world->out.length > 0 ? world->out.data : "";
        const char *got = outcome == INTERPOLATION_DONE ? out : name;

        if (outcome != cases[i].outcome || strcmp(got, cases[i].result) != 0)
            fail_msg("'%s': %d '%s'", cases[i].text, (int)outcome, got);
    }
}

/* Every name that is looked for is found, whatever order they came in. */
static void test_many_variables(void **state)
{
    struct world *world = *state;
    char name[32];

    for (int i = 0; i < 2000; i++) {
        (void)snprintf(name, sizeof name, "V%d", i * 7919 % 2000);
        define(&world->environment, name, name);
    }
    for (int i = 0; i < 2000; i++) {
        const struct compose_variable *found;

        (void)snprintf(name, sizeof name, "V%d=", i);
        found = compose_environment_get(&world->environment, name, strlen(name) - 1);
        assert_non_null(found);
        assert_memory_equal(found->value, name, strlen(found->value));
    }
    assert_null(compose_environment_get(&world->environment, "V", 1));
    assert_null(compose_environment_get(&world->environment, "V2000", 5));
}

static void test_too_many_variables(void **state)
{
    struct world *world = *state;
    struct fault fault = {.code = CISD_OK};
    char name[32];

    for (int i = 0; i < COMPOSE_VARIABLES; i++) {
        (void)snprintf(name, sizeof name, "V%d", i);
        define(&world->environment, name, "x");
    }
    define(&world->environment, "V1", "anew");
    assert_int_equal(compose_environment_set(&world->environment, "W", 1, "x", 1, &fault),
                     CISD_E_LIMIT);
}

static void test_below_wins(void **state)
{
    struct world *world = *state;

    define(&world->environment, "A", "above");
    define(&world->below, "A", "below");
    assert_string_equal(compose_environment_get(&world->environment, "A", 1)->value, "below");
}

static void test_bounds(void **state)
{
    struct world *world = *state;
    char text[400] = "", name[64];
    char *large = malloc(INTERPOLATION_BYTES + 1);

    for (int i = 0; i <= INTERPOLATION_DEPTH; i++)
        strcat(text, "${N:-");
    for (int i = 0; i <= INTERPOLATION_DEPTH; i++)
        strcat(text, "}");
    assert_int_equal(replace(world, text, name, sizeof name), INTERPOLATION_MALFORMED);
    assert_non_null(large);
    memset(large, 'x', INTERPOLATION_BYTES);
    large[INTERPOLATION_BYTES] = '\0';
    define(&world->environment, "BIG", large);
    free(large);
    assert_int_equal(replace(world, "$BIG", name, sizeof name), INTERPOLATION_DONE);
    assert_int_equal(replace(world, "$BIG.", name, sizeof name), INTERPOLATION_MALFORMED);
}

static void parse(struct world *world, const char *text)
{
    struct fault fault = {.code = CISD_OK};
    char *exact = malloc(strlen(text) + 1);

    assert_non_null(exact);
    memcpy(exact, text, strlen(text));
    if (compose_dotenv_parse(exact, strlen(text), &world->environment, &fault) != CISD_OK)
        fail_msg("%s: %s", text, fault.text);
    free(exact);
}

static void test_dotenv(void **state)
{
    static const struct {
        const char *text, *value;   /* of X; NULL: it has none */
    } cases[] = {
        {"X=a", "a"},
        {"X=a\r\n", "a"},
        {"\xEF\xBB\xBFX=a", "a"},
        {"  export X = a b  # c\n", "a b"},
        {"exportX=1\nX=2", "2"},
        {"X: a", "a"},
        {"X=", ""},
        {"X=#yes", "#yes"},
        {"X=a\t#b", "a\t#b"},
        {"X=\"a\\.\\\\\"", "a\\.\\"},
        {"X=a#b", "a#b"},
        {"X='a b' # c", "a b"},
        {"X='a\\'b\\n$Y'", "a'b\\n$Y"},
        {"X=\"a\\n\\\"b\\\"\"", "a\n\"b\""},
        {"X=\"two\nlines\"\n", "two\nlines"},
        {"Y=1\nX=$Y${Y}", "11"},
        {"Y=1\nX=\"\\$Y $$Y $Y\"", "$Y $Y 1"},
        {"X=${NONE:-d}", "d"},
        {"X=a\nX=b", "b"},
        {"# X=a\n\n\n  # more\nX=b", "b"},
        {"OTHER\nX=a", "a"},
        {"9X=1\nX=a", "a"},
        {"X=pa$", "pa$"},
        {"X=pa${", NULL},
        {"X=$NONE", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        void *own = NULL;
        const struct compose_variable *found;
        struct world *world;

        assert_int_equal(set_up(&own), 0);
        world = own;
        parse(world, cases[i].text);
        found = compose_environment_get(&world->environment, "X", 1);
        if (found == NULL || (found->value == NULL) != (cases[i].value == NULL) ||
            (found->value != NULL && strcmp(found->value, cases[i].value) != 0))
            fail_msg("'%s': '%s'", cases[i].text,
                     found != NULL && found->value != NULL ? found->value : "nothing");
        assert_int_equal(tear_down(&own), 0);
    }
}

static void test_dotenv_refused(void **state)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"A=1\n\n=x\n", "line 3: no name of a variable"},
        {"A=1\nB c=2\n", "line 2: no '=' after the name of a variable"},
        {"A='x\ny\n", "line 1: a quote that does not end"},
        {"A=\"x\\\"", "line 1: a quote that does not end"},
        {"A='x' y\n", "line 1: more after a value in quotes"},
        {"A=\"1\n2\"\nB='", "line 3: a quote that does not end"},
        {"{{ x }}\n", "line 1: no name of a variable"},
    };
    struct world *world = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fault fault = {.code = CISD_OK};

        assert_int_equal(compose_dotenv_parse(cases[i].text, strlen(cases[i].text),
                                              &world->environment, &fault),
                         CISD_E_FORMAT);
        assert_string_equal(fault.text, cases[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_forms, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_variables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_many_variables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_below_wins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bounds, set_up, tear_down),
        cmocka_unit_test(test_dotenv),
        cmocka_unit_test_setup_teardown(test_dotenv_refused, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
