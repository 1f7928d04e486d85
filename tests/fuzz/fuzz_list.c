/* The list of containers. */
#include "feed.h"

#include <string.h>

#include "facts/subject.h"
#include "ground/utf8.h"
#include "sources/engine_list.h"

const char fuzz_name[] = "list";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct engine_list list;
    struct memory memory;
    struct json_reader *reader;
    char id[LISTED_ID];

    memory_init(&memory, NULL);
    engine_list_init(&list, &memory);
    reader = json_reader_new(&memory, JSON_ROWS, engine_list_places, (size_t)4 << 20);
    FUZZ_MUST(reader != NULL);
    (void)fuzz_feed(reader, data, size, fuzz_cut(data, size), engine_list_value, &list);
    FUZZ_MUST(list.waiting <= list.count);
    for (struct listed *entry; (entry = engine_list_take(&list)) != NULL;) {
        FUZZ_MUST(utf8_is_clean(entry->name, strlen(entry->name)));
        FUZZ_MUST(utf8_is_clean(entry->image, strlen(entry->image)));
        FUZZ_MUST(strlen(entry->name) <= 3 * SUBJECT_TEXT_MAX);
        engine_list_spell_id(&entry->id, id);
        FUZZ_MUST(strspn(id, "0123456789abcdef") == (entry->id.valid ? 64 : 0));
        memory_free(&memory, entry);
    }
    FUZZ_MUST(list.waiting == 0);
    engine_list_free(&list);
    json_reader_free(reader);
    return 0;
}
