/* The docker command's files about contexts. The reader's inside is taken in: no folder. */
#include "fuzz.h"

#include "sources/context.c"

const char fuzz_name[] = "context";

static void read_text(const struct json_place *places, const uint8_t *data, size_t size)
{
    struct fault fault = {.code = CISD_OK};
    struct context context = {.name = NULL};
    struct memory memory;
    struct buffer text;
    struct pool pool;
    struct said said = {.pool = &pool};

    memory_init(&memory, NULL);
    pool_init(&pool, &memory);
    buffer_init(&text, &memory);
    buffer_add(&text, (const char *)data, size);
    if (parse(&text, places, &said, &fault) == CISD_OK &&
        take("desk", &said, &context, &fault) == CISD_OK) {
        FUZZ_MUST(strcmp(context.name, "desk") == 0 && context.host[0] != '\0');
        FUZZ_MUST(!said.skip_verify);
    }
    FUZZ_MUST((context.host == NULL) == (fault.code != CISD_OK));
    buffer_free(&text);
    pool_free(&pool);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_text(meta_places, data, size);
    read_text(config_places, data, size);
    return 0;
}
