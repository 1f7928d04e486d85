#include "readers/yaml_mapping.h"

#include <stdlib.h>
#include <string.h>

#define MERGE_TAG "tag:yaml.org,2002:merge"

static bool is_merge_key(const struct yaml_node *key)
{
    return (key->plain && yaml_is(key, "<<")) || yaml_has_tag(key, MERGE_TAG);
}

/* How many pairs the value of a merge key brings; a fault where it cannot be merged. */
static cisd_code count_merged(const struct yaml_node *value, size_t *count, struct fault *fault)
{
    bool list = value->type == YAML_SEQUENCE;

    for (size_t i = 0; i < (list ? value->count : 1); i++) {
        const struct yaml_node *map = list ? value->is.items[i] : value;

        if (map->type != YAML_MAPPING)
            return yaml_fault(fault, map, CISD_E_FORMAT,
                              "'<<' takes a mapping or a list of mappings, not %s",
                              yaml_kind(map));
        *count += map->count;
        if (*count > YAML_NODES)
            return yaml_fault(fault, map, CISD_E_LIMIT,
                              "'<<' brings in more than 1000000 values");
    }
    return CISD_OK;
}

static cisd_code check_merge_key(const struct yaml_node *key, const struct yaml_node *first,
                                 struct fault *fault)
{
    if (first == NULL)
        return CISD_OK;
    return yaml_fault(fault, key, CISD_E_FORMAT, "the key '<<' stands twice, first in line %u",
                      first->line);
}

/* Counts the pairs: own ones, and those merged in. Says no to what cannot be a key. */
static cisd_code count_pairs(const struct yaml_node *const *children, size_t count, size_t *own,
                             size_t *merged, struct fault *fault)
{
    const struct yaml_node *merge_key = NULL;

    *own = *merged = 0;
    for (size_t i = 0; i < count; i += 2) {
        if (children[i]->type != YAML_SCALAR)
            return yaml_fault(fault, children[i], CISD_E_FORMAT, "%s cannot be a key",
                              yaml_kind(children[i]));
        if (!is_merge_key(children[i])) {
            ++*own;
            continue;
        }
        if (check_merge_key(children[i], merge_key, fault) != CISD_OK ||
            count_merged(children[i + 1], merged, fault) != CISD_OK)
            return fault->code;
        merge_key = children[i];
    }
    return CISD_OK;
}

static bool is_reset(const struct yaml_node *value)
{
    return yaml_has_tag(value, YAML_RESET);
}

static struct yaml_pair own_pair(const struct yaml_node *key, const struct yaml_node *value,
                                 enum yaml_tags tags)
{
    bool reset = tags == YAML_TAGS_UNDO && is_reset(value);
    bool override = tags == YAML_TAGS_UNDO && yaml_has_tag(value, YAML_OVERRIDE);

    return (struct yaml_pair){
        .key = key, .value = value, .undoes = reset || override, .reset = reset};
}

/* Whether a pair stands for nothing but that something is undone. */
static bool is_void(const struct yaml_pair *pair)
{
    return pair->reset && is_reset(pair->value);
}

/* The pairs of one mapping; what its tags undo they undo here, too. */
static size_t copy_pairs(struct yaml_pair *to, const struct yaml_node *map)
{
    for (size_t i = 0; i < map->count; i++) {
        to[i] = map->is.map.pairs[i];
        to[i].disputed |= to[i].reset;
    }
    return map->count;
}

/* The same where Compose does not see what tags undo: from a list, and within an "!override". */
static size_t copy_plain(struct yaml_pair *to, const struct yaml_node *map)
{
    size_t count = 0;

    for (size_t i = 0; i < map->count; i++) {
        const struct yaml_pair *pair = &map->is.map.pairs[i];

        if (!is_void(pair))
            to[count++] = (struct yaml_pair){.key = pair->key, .value = pair->value};
    }
    return count;
}

static size_t copy_merged(struct yaml_pair *to, const struct yaml_node *value,
                          enum yaml_tags tags)
{
    size_t count = 0;

    if (value->type == YAML_MAPPING)
        return tags == YAML_TAGS_UNDO ? copy_pairs(to, value) : copy_plain(to, value);
    for (size_t i = 0; i < value->count; i++)
        count += copy_plain(to + count, value->is.items[i]);
    return count;
}

/* Own pairs first, as they stand; then those merged in. How many there are. */
static size_t collect(struct yaml_pair *pairs, const struct yaml_node *const *children,
                      size_t count, size_t own, enum yaml_tags tags)
{
    struct yaml_pair *next = pairs, *more = pairs + own;

    for (size_t i = 0; i < count; i += 2) {
        if (is_merge_key(children[i]))
            more += copy_merged(more, children[i + 1], tags);
        else
            *next++ = own_pair(children[i], children[i + 1], tags);
    }
    return (size_t)(more - pairs);
}

static int compare_keys(const struct yaml_pair *one, const struct yaml_pair *other)
{
    if (one->key->count != other->key->count)
        return one->key->count < other->key->count ? -1 : 1;
    return memcmp(one->key->is.text, other->key->is.text, one->key->count);
}

static int compare_places(const void *one, const void *other)
{
    const struct yaml_pair *a = *(const struct yaml_pair *const *)one;
    const struct yaml_pair *b = *(const struct yaml_pair *const *)other;

    return (a > b) - (a < b);
}

/* By key; equal keys as they stand, so that the first one wins. */
static int compare_pairs(const void *one, const void *other)
{
    int order = compare_keys(*(const struct yaml_pair *const *)one,
                             *(const struct yaml_pair *const *)other);

    return order != 0 ? order : compare_places(one, other);
}

/* A pair under a key that is there already: it counts only where that one is not there at all. */
static void yield(struct yaml_pair *kept, const struct yaml_pair *other)
{
    if (is_void(kept) && !is_void(other)) {
        kept->key = other->key;
        kept->value = other->value;
    }
    kept->undoes |= other->undoes;
    kept->reset |= other->reset;
    kept->disputed |= other->disputed;
}

/*
 * Sorts the pairs, of which the first `own` stand in the mapping and the rest are merged in. An
 * own key that stands twice is an error; a merged one that is there already is left out.
 */
static cisd_code sort_pairs(struct yaml_node *node, struct yaml_pair *pairs, size_t own,
                            struct fault *fault)
{
    const struct yaml_pair **sorted = node->is.map.sorted;
    size_t kept = 0;

    for (size_t i = 0; i < node->count; i++)
        sorted[i] = pairs + i;
    if (node->count > 1)
        qsort(sorted, node->count, sizeof *sorted, compare_pairs);
    for (size_t i = 0; i < node->count; i++) {
        if (kept == 0 || compare_keys(sorted[kept - 1], sorted[i]) != 0)
            sorted[kept++] = sorted[i];
        else if (sorted[i] < pairs + own)
            return yaml_fault(fault, sorted[i]->key, CISD_E_FORMAT,
                              "the key '%s' stands twice, first in line %u",
                              sorted[i]->key->is.text, sorted[kept - 1]->key->line);
        else
            yield(&pairs[sorted[kept - 1] - pairs], sorted[i]);
    }
    node->count = kept;
    return CISD_OK;
}

/* Where a merge left pairs out, the others become the mapping's, in their order. */
static cisd_code close_ranks(struct pool *pool, struct yaml_node *node, struct fault *fault)
{
    const struct yaml_pair **sorted = node->is.map.sorted;
    struct yaml_pair *pairs = pool_alloc(pool, node->count * sizeof *pairs);

    if (pairs == NULL)
        return fault_no_memory(fault);
    qsort(sorted, node->count, sizeof *sorted, compare_places);
    for (size_t i = 0; i < node->count; i++) {
        pairs[i] = *sorted[i];
        sorted[i] = pairs + i;
    }
    node->is.map.pairs = pairs;
    qsort(sorted, node->count, sizeof *sorted, compare_pairs);
    return CISD_OK;
}

cisd_code yaml_mapping_fill(struct pool *pool, struct yaml_node *node,
                            const struct yaml_node *const *children, size_t count,
                            enum yaml_tags tags, size_t *merged, struct fault *fault)
{
    struct yaml_pair *pairs;
    size_t own, all;

    if (count_pairs(children, count, &own, merged, fault) != CISD_OK)
        return fault->code;
    all = own + *merged;
    pairs = pool_alloc(pool, all * sizeof *pairs);
    node->is.map.sorted = pool_alloc(pool, all * sizeof *node->is.map.sorted);
    if (pairs == NULL || node->is.map.sorted == NULL)
        return fault_no_memory(fault);
    node->count = all = collect(pairs, children, count, own, tags);
    node->is.map.pairs = pairs;
    if (sort_pairs(node, pairs, own, fault) != CISD_OK)
        return fault->code;
    return node->count == all ? CISD_OK : close_ranks(pool, node, fault);
}
