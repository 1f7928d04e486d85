/* /version, and what is made of it. The reader's inside is taken in, so that no HTTP is needed. */
#include "feed.h"

#include "sources/engine_hello.c"

const char fuzz_name[] = "version";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct words words = {.podman = false};
    struct engine_hello hello = {.api = ""};
    struct memory memory;
    struct json_reader *reader;
    struct fault fault;

    memory_init(&memory, NULL);
    reader = json_reader_new(&memory, JSON_ONE, version_places, (size_t)4 << 20);
    FUZZ_MUST(reader != NULL);
    if (fuzz_feed(reader, data, size, fuzz_cut(data, size), on_value, &words) == CISD_OK &&
        negotiate(&words, &hello, &fault) == CISD_OK) {
        struct engine_version version =
            engine_version_parse(ENGINE_DOCKER, words.texts[WORD_VERSION]);

        FUZZ_MUST(api_number(hello.api) > 0);
        FUZZ_MUST(version.major >= 0 && version.minor >= 0);
        (void)is_linux(words.texts[WORD_OS]);
    }
    json_reader_free(reader);
    return 0;
}
