/* A tree that was read from YAML, and questions to it. Every node knows where it stands. */
#ifndef CISD_READERS_YAML_NODE_H
#define CISD_READERS_YAML_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "ground/fault.h"

/* The most a text may have; pairs that merge keys bring in count as well. */
#define YAML_NODES 1000000

enum yaml_type {
    YAML_SCALAR,
    YAML_SEQUENCE,
    YAML_MAPPING
};

struct yaml_node;

/*
 * What tags do to merge keys. Compose acts on "!reset" and "!override" before it merges: what is
 * tagged "!reset" is not there, and hides nothing that is merged. It does not look for tags in what
 * is tagged "!override".
 */
#define YAML_RESET "!reset"
#define YAML_OVERRIDE "!override"

enum yaml_tags {
    YAML_TAGS_IDLE,
    YAML_TAGS_UNDO
};

/* The value of a pair that a merge key brought in stands where it was anchored. */
struct yaml_pair {
    const struct yaml_node *key, *value;
    /* Where tags undo: */
    bool undoes;    /* "!reset" or "!override": what earlier files say under this key is gone */
    bool reset;     /* that is, or was, a "!reset" */
    bool disputed;  /* such a one came through a merge key, which not every Compose heeds */
};

/* Nodes may be shared: what an alias stands for is the node that was anchored. */
struct yaml_node {
    const char *file;
    unsigned line, column;      /* from 1 */
    enum yaml_type type;
    bool plain;                 /* a scalar without quotes and tag: it may mean null or a number */
    const char *tag;            /* "!reset", "tag:yaml.org,2002:str"; NULL where there is none */
    size_t count;               /* bytes of a scalar, items of a sequence, pairs of a mapping */
    union {
        const char *text;                   /* ends with NUL, and may have others */
        const struct yaml_node **items;
        struct {
            const struct yaml_pair *pairs;   /* as they stand, those of merge keys last */
            const struct yaml_pair **sorted; /* for finding */
        } map;
    } is;
};

/* The value, or the pair, that a mapping has for a key; NULL for none, and for no mapping. */
const struct yaml_node *yaml_get(const struct yaml_node *node, const char *key);
const struct yaml_pair *yaml_find(const struct yaml_node *node, const char *key, size_t length);

/* Whether a node is a scalar of exactly this text, or has this tag. */
bool yaml_is(const struct yaml_node *node, const char *text);
bool yaml_has_tag(const struct yaml_node *node, const char *tag);

/* Whether a node has a tag that YAML itself does not know, such as "!reset". */
bool yaml_has_own_tag(const struct yaml_node *node);

/* Whether a node is nothing: plain and empty, `~` or `null`. */
bool yaml_is_null(const struct yaml_node *node);

/* Whether a node is a scalar that is no null, no boolean and no number. */
bool yaml_is_string(const struct yaml_node *node);

/* "a mapping", "a list", "a string"; for messages. Static. */
const char *yaml_kind(const struct yaml_node *node);

/*
 * Records a fault about a node: "cannot read 'FILE': line L, column C: " and the text. Returns its
 * code.
 */
cisd_code yaml_fault(struct fault *fault, const struct yaml_node *node, cisd_code code,
                     const char *format, ...) FAULT_PRINTF(4, 5);

#endif
