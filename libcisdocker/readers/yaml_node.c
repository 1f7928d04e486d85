#include "readers/yaml_node.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
static const char *const booleans[] = {"true", "True", "TRUE", "false", "False", "FALSE", NULL};

static bool is_one_of(const struct yaml_node *node, const char *const *words)
{
    for (; *words != NULL; words++)
        if (yaml_is(node, *words))
            return true;
    return false;
}

const struct yaml_pair *yaml_find(const struct yaml_node *node, const char *key, size_t length)
{
    size_t low = 0, high;

    if (node == NULL || node->type != YAML_MAPPING)
        return NULL;
    high = node->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct yaml_node *found = node->is.map.sorted[middle]->key;
        int order = found->count != length ? (found->count < length ? -1 : 1)
                                           : memcmp(found->is.text, key, length);

        if (order == 0)
            return node->is.map.sorted[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct yaml_node *yaml_get(const struct yaml_node *node, const char *key)
{
    const struct yaml_pair *pair = yaml_find(node, key, strlen(key));

    return pair != NULL ? pair->value : NULL;
}

bool yaml_is(const struct yaml_node *node, const char *text)
{
    return node != NULL && node->type == YAML_SCALAR && node->count == strlen(text) &&
           memcmp(node->is.text, text, node->count) == 0;
}

bool yaml_has_tag(const struct yaml_node *node, const char *tag)
{
    return node != NULL && node->tag != NULL && strcmp(node->tag, tag) == 0;
}

bool yaml_has_own_tag(const struct yaml_node *node)
{
    return node->tag != NULL && strncmp(node->tag, "tag:yaml.org,2002:", 18) != 0 &&
           strcmp(node->tag, "!") != 0;
}

bool yaml_is_null(const struct yaml_node *node)
{
    return yaml_has_tag(node, "tag:yaml.org,2002:null") ||
           (node != NULL && node->plain && is_one_of(node, nulls));
}

/* Whether a plain scalar reads as an integer or a fraction; the words for infinity do not. */
static bool is_number(const struct yaml_node *node)
{
    const char *text = node->is.text;
    bool digit = false;

    text += *text == '+' || *text == '-';
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'o' || text[1] == 'b'))
        return text[2] != '\0' && text[2 + strspn(text + 2, "0123456789abcdefABCDEF_")] == '\0';
    for (; *text != '\0'; text++) {
        if (*text >= '0' && *text <= '9')
            digit = true;
        else if (!(*text == '.' || *text == '_' ||
                   (digit && strchr("eE+-", *text) != NULL)))
            return false;
    }
    return digit;
}

bool yaml_is_string(const struct yaml_node *node)
{
    if (node == NULL || node->type != YAML_SCALAR || yaml_is_null(node))
        return false;
    return !node->plain || !(is_one_of(node, booleans) || is_number(node));
}

const char *yaml_kind(const struct yaml_node *node)
{
    if (node->type == YAML_MAPPING)
        return "a mapping";
    if (node->type == YAML_SEQUENCE)
        return "a list";
    if (yaml_is_null(node))
        return "nothing";
    if (yaml_is_string(node))
        return "a string";
    return is_one_of(node, booleans) ? "a boolean" : "a number";
}

cisd_code yaml_fault(struct fault *fault, const struct yaml_node *node, cisd_code code,
                     const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    fault->code = code;
    return fault_within(fault, "cannot read '%s': line %u, column %u", node->file, node->line,
                        node->column);
}
