/* From keys and values, as they stand in a text, to a mapping: merge keys, duplicates, an index. */
#ifndef CISD_READERS_YAML_MAPPING_H
#define CISD_READERS_YAML_MAPPING_H

#include "ground/memory.h"
#include "readers/yaml_node.h"

/*
 * Makes a mapping of `count` children, keys and values in turn. *merged is how many pairs merge
 * keys brought in.
 */
cisd_code yaml_mapping_fill(struct pool *pool, struct yaml_node *node,
                            const struct yaml_node *const *children, size_t count,
                            enum yaml_tags tags, size_t *merged, struct fault *fault);

#endif
