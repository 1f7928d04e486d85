/* A text of YAML, as a tree. */
#include "fuzz.h"
#include "readers/yaml.h"

const char fuzz_name[] = "yaml";

/* Goes everywhere a few levels deep, as users of the tree do, and sees that it holds together. */
static void walk(const struct yaml_node *node, unsigned depth)
{
    if (node->line == 0 || node->column == 0 || yaml_kind(node)[0] == '\0')
        abort();
    if (node->type == YAML_SCALAR && node->is.text[node->count] != '\0')
        abort();
    if (depth == 0)
        return;
    for (size_t i = 0; node->type == YAML_SEQUENCE && i < node->count; i++)
        walk(node->is.items[i], depth - 1);
    for (size_t i = 0; node->type == YAML_MAPPING && i < node->count; i++) {
        const struct yaml_pair *pair = &node->is.map.pairs[i];

        if (yaml_find(node, pair->key->is.text, pair->key->count) != pair)
            abort();
        walk(pair->value, depth - 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fault fault = {.code = CISD_OK};
    struct yaml_stream stream;
    struct memory memory;
    struct pool pool;

    memory_init(&memory, NULL);
    pool_init(&pool, &memory);
    if (yaml_read(&pool, "f", (const char *)data, size, YAML_TAGS_UNDO, &stream, &fault) == CISD_OK)
        for (size_t i = 0; i < stream.count; i++)
            walk(stream.documents[i], 3);
    else if (fault.text[0] == '\0' || strchr(fault.text, '\n') != NULL)
        abort();
    pool_free(&pool);
    return 0;
}
