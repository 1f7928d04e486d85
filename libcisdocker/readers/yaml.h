/*
 * YAML, and with it JSON, as a tree of bounded size. Anchors, aliases and merge keys (`<<`) are
 * resolved by pointing, never by copying what they stand for. Strict where parsers could disagree:
 * a key that stands twice, an alias inside its own anchor and a key that is no scalar are errors.
 * Knows nothing of what the text is about, but for what Compose's tags do to merge keys.
 */
#ifndef CISD_READERS_YAML_H
#define CISD_READERS_YAML_H

#include "ground/memory.h"
#include "readers/yaml_node.h"

/* The largest text, and the most of what can be in it. */
#define YAML_BYTES ((size_t)16 << 20)
#define YAML_DEPTH 64
#define YAML_DOCUMENTS 100
#define YAML_ANCHORS 1000
#define YAML_ALIASES 100000

/* A text has any number of documents. One without content is a null. */
struct yaml_stream {
    const struct yaml_node **documents;
    size_t count;
};

/*
 * Reads a text, whose tags do what `tags` says. Nodes, and a copy of the file's name, live in the
 * pool. A fault names the file, the line and the column.
 */
cisd_code yaml_read(struct pool *pool, const char *file, const char *text, size_t length,
                    enum yaml_tags tags, struct yaml_stream *out, struct fault *fault);

#endif
