/* A file of variables. */
#include "fuzz.h"
#include "sources/compose_dotenv.h"

const char fuzz_name[] = "dotenv";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fault fault = {.code = CISD_OK};
    struct compose_environment environment;
    struct memory memory;
    struct pool pool;

    memory_init(&memory, NULL);
    pool_init(&pool, &memory);
    compose_environment_init(&environment, &pool, NULL);
    if (compose_dotenv_parse((const char *)data, size, &environment, &fault) != fault.code)
        abort();
    for (size_t i = 0; i < environment.count; i++) {
        const char *name = environment.variables[i].name;

        if (compose_environment_get(&environment, name, strlen(name)) !=
            &environment.variables[i])
            abort();
    }
    pool_free(&pool);
    return 0;
}
