/* The list of containers. The reader's inside is taken in, so that no HTTP is needed. */
#include "feed.h"

#include "sources/engine_list.c"

const char fuzz_name[] = "list";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct engine_list list = {.count = 0};
    struct memory memory;
    struct json_reader *reader;
    char id[LISTED_ID];

    memory_init(&memory, NULL);
    pool_init(&list.pool, &memory);
    reader = json_reader_new(&memory, JSON_ROWS, list_places, (size_t)4 << 20);
    FUZZ_MUST(reader != NULL);
    if (fuzz_feed(reader, data, size, fuzz_cut(data, size), on_value, &list) == CISD_OK &&
        list.count > 1) {
        qsort(list.entries, list.count, sizeof *list.entries, compare);
        drop_doubles(&list);
    }
    for (size_t i = 0; i < list.count; i++) {
        FUZZ_MUST(utf8_is_clean(list.entries[i].name, strlen(list.entries[i].name)));
        FUZZ_MUST(strlen(list.entries[i].name) <= 3 * SUBJECT_TEXT_MAX);
        engine_list_spell_id(&list.entries[i], id);
        FUZZ_MUST(strspn(id, "0123456789abcdef") == (list.entries[i].id_valid ? 64 : 0));
    }
    engine_list_free(&list);
    json_reader_free(reader);
    return 0;
}
