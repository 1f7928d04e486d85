/* A text with variables. */
#include "fuzz.h"
#include "sources/compose_interpolation.h"

const char fuzz_name[] = "interpolation";

static void define(struct compose_environment *environment, const char *name, size_t length,
                   const char *value, size_t value_length)
{
    struct fault fault;

    if (compose_environment_set(environment, name, length, value, value_length, &fault) !=
        CISD_OK)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct interpolation_trouble trouble = {text, 0};
    struct compose_environment environment;
    struct memory memory;
    struct buffer out;
    struct pool pool;

    memory_init(&memory, NULL);
    pool_init(&pool, &memory);
    buffer_init(&out, &memory);
    compose_environment_init(&environment, &pool, NULL);
    define(&environment, "A", 1, "value $A ${B}", 13);
    define(&environment, "E", 1, "", 0);
    define(&environment, "U", 1, NULL, 0);
    if (compose_interpolate(&environment, text, size, &out, &trouble) != INTERPOLATION_DONE &&
        trouble.length > size)
        abort();
    if (out.length > INTERPOLATION_BYTES)
        abort();
    buffer_free(&out);
    pool_free(&pool);
    return 0;
}
