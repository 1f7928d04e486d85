#include "api/policy_file.h"

#include <string.h>

#include "ground/utf8.h"
#include "readers/file.h"
#include "readers/yaml.h"

/* What is being read into what. */
struct reading {
    cisd_policy *policy;
    struct policy_entry *entry;
    size_t texts;               /* bytes of all that was kept */
    struct fault *fault;
};

typedef cisd_code take(struct reading *reading, const struct yaml_node *value, size_t offset);

/* A folded or literal text ends with a line end, and may have more: one line is made of it. */
static void make_one_line(char *text)
{
    size_t length = strlen(text);

    while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
        text[--length] = '\0';
    for (char *at = strpbrk(text, "\r\n"); at != NULL; at = strpbrk(at, "\r\n"))
        *at = ' ';
}

/* A text, kept in the entry at an offset. */
static cisd_code take_text(struct reading *reading, const struct yaml_node *value, size_t offset)
{
    const char **out = (const char **)((char *)reading->entry + offset);

    if (value->type != YAML_SCALAR || yaml_is_null(value) ||
        strspn(value->is.text, " \t\r\n") == value->count)
        return yaml_fault(reading->fault, value, CISD_E_FORMAT, "expected a text, found %s",
                          value->type == YAML_SCALAR ? "nothing" : yaml_kind(value));
    if (!utf8_is_clean(value->is.text, value->count))
        return yaml_fault(reading->fault, value, CISD_E_FORMAT, "the text has a NUL in it");
    if (value->count > SUBJECT_TEXT_MAX)
        return yaml_fault(reading->fault, value, CISD_E_LIMIT, "the text is longer than %d bytes",
                          SUBJECT_TEXT_MAX);
    reading->texts += value->count;
    if (reading->texts > POLICY_TEXTS_MAX)
        return yaml_fault(reading->fault, value, CISD_E_LIMIT,
                          "the texts of all entries, each alias counted, are longer than %zu bytes",
                          POLICY_TEXTS_MAX);
    *out = pool_copy(&reading->policy->pool, value->is.text, value->count);
    return *out != NULL ? CISD_OK : fault_no_memory(reading->fault);
}

/* The same for people to read, in one line. */
static cisd_code take_line(struct reading *reading, const struct yaml_node *value, size_t offset)
{
    cisd_code code = take_text(reading, value, offset);

    if (code == CISD_OK)
        make_one_line(*(char **)((char *)reading->entry + offset));
    return code;
}

/* A requirement makes a failure a pass, so somebody must have said why. */
static cisd_code take_reason(struct reading *reading, const struct yaml_node *value, size_t offset)
{
    cisd_code code = take_line(reading, value, offset);

    if (code == CISD_OK && reading->entry->kind == POLICY_REQUIRED &&
        policy_entry_unexplained(reading->entry))
        return yaml_fault(reading->fault, value, CISD_E_FORMAT,
                          "a requirement is no requirement before its reason is written");
    return code;
}

static cisd_code take_date(struct reading *reading, const struct yaml_node *value, size_t offset)
{
    cisd_code code = take_text(reading, value, offset);

    if (code == CISD_OK &&
        !policy_parse_date(reading->entry->expires, &reading->entry->last_day))
        return yaml_fault(reading->fault, value, CISD_E_FORMAT,
                          "'%s' is not a date such as 2027-01-31", reading->entry->expires);
    return code;
}

static cisd_code take_capability(struct reading *reading, const struct yaml_node *value)
{
    struct policy_entry *entry = reading->entry;
    int number;

    if (value->type != YAML_SCALAR)
        return yaml_fault(reading->fault, value, CISD_E_FORMAT,
                          "expected a capability's name, found %s", yaml_kind(value));
    if (capability_is_all(value->is.text) && entry->kind == POLICY_WAIVER) {
        entry->covers_all = true;
        return CISD_OK;
    }
    if (capability_is_all(value->is.text))
        return yaml_fault(reading->fault, value, CISD_E_FORMAT,
                          "'%s' cannot be required: name what is, or write a waiver",
                          value->is.text);
    number = strlen(value->is.text) == value->count ? capability_number(value->is.text) : -1;
    if (number < 0)
        return yaml_fault(reading->fault, value, CISD_E_FORMAT,
                          "unknown capability '%s' (did you mean %s?)", value->is.text,
                          capability_nearest(value->is.text));
    entry->capabilities |= (cisd_caps)1 << number;
    return CISD_OK;
}

static cisd_code take_capabilities(struct reading *reading, const struct yaml_node *value,
                                   size_t offset)
{
    cisd_code code = CISD_OK;

    (void)offset;
    if (value->type == YAML_SCALAR && value->count > 0)
        return take_capability(reading, value);
    if (value->type != YAML_SEQUENCE || value->count == 0)
        return yaml_fault(reading->fault, value, CISD_E_FORMAT,
                          "expected a list of capabilities, found %s",
                          value->type == YAML_SEQUENCE ? "an empty one" : yaml_kind(value));
    for (size_t i = 0; code == CISD_OK && i < value->count; i++)
        code = take_capability(reading, value->is.items[i]);
    return code;
}

#define KEY(number) offsetof(struct policy_entry, keys) + (number) * sizeof(const char *)

/* What an entry may say besides which subjects it is about. */
static const struct {
    const char *name;
    take *take;
    size_t offset;
} fields[] = {
    {"capabilities", take_capabilities, 0},
    {"reason", take_reason, offsetof(struct policy_entry, reason)},
    {"owner", take_line, offsetof(struct policy_entry, owner)},
    {"ticket", take_line, offsetof(struct policy_entry, ticket)},
    {"expires", take_date, offsetof(struct policy_entry, expires)},
};

static cisd_code take_field(struct reading *reading, const struct yaml_pair *pair)
{
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (yaml_is(pair->key, fields[i].name))
            return fields[i].take(reading, pair->value, fields[i].offset);
    for (int key = 0; key < POLICY_KEYS; key++)
        if (yaml_is(pair->key, policy_key_name((enum policy_key)key)))
            return take_text(reading, pair->value, KEY((size_t)key));
    return yaml_fault(reading->fault, pair->key, CISD_E_FORMAT,
                      "unknown key '%s' (known: name, image, label, compose_project, "
                      "compose_service, service, capabilities, reason, owner, ticket, expires)",
                      pair->key->is.text);
}

/* What an entry must have to mean something. */
static cisd_code check_entry(struct reading *reading, const struct yaml_node *node)
{
    struct policy_entry *entry = reading->entry;
    bool about = false;

    for (int key = 0; key < POLICY_KEYS; key++)
        about = about || entry->keys[key] != NULL;
    if (!about)
        return yaml_fault(reading->fault, node, CISD_E_FORMAT,
                          "the entry does not say what it is about (name, image, label, "
                          "compose_project, compose_service or service)");
    if (entry->reason[0] == '\0')
        return yaml_fault(reading->fault, node, CISD_E_FORMAT, "the entry has no reason");
    if (entry->kind == POLICY_REQUIRED && entry->capabilities == CAPS_NONE)
        return yaml_fault(reading->fault, node, CISD_E_FORMAT, "the entry has no capabilities");
    if (entry->kind == POLICY_WAIVER && entry->capabilities == CAPS_NONE)
        entry->covers_all = true;
    return CISD_OK;
}

static cisd_code take_entry(struct reading *reading, const struct yaml_node *node,
                            enum policy_kind kind)
{
    cisd_code code = CISD_OK;

    if (node->type != YAML_MAPPING)
        return yaml_fault(reading->fault, node, CISD_E_FORMAT, "expected an entry, found %s",
                          yaml_kind(node));
    if (reading->policy->count >= POLICY_ENTRIES_MAX)
        return yaml_fault(reading->fault, node, CISD_E_LIMIT,
                          "more than %d entries, each alias counted", POLICY_ENTRIES_MAX);
    reading->entry = policy_add(reading->policy, kind);
    if (reading->entry == NULL)
        return fault_no_memory(reading->fault);
    reading->entry->line = node->line;
    for (size_t i = 0; code == CISD_OK && i < node->count; i++)
        code = take_field(reading, &node->is.map.pairs[i]);
    return code == CISD_OK ? check_entry(reading, node) : code;
}

static cisd_code take_entries(struct reading *reading, const struct yaml_node *list,
                              enum policy_kind kind)
{
    cisd_code code = CISD_OK;

    if (yaml_is_null(list))
        return CISD_OK;
    if (list->type != YAML_SEQUENCE)
        return yaml_fault(reading->fault, list, CISD_E_FORMAT, "expected a list of entries, found %s",
                          yaml_kind(list));
    for (size_t i = 0; code == CISD_OK && i < list->count; i++)
        code = take_entry(reading, list->is.items[i], kind);
    return code;
}

static cisd_code take_policy(struct reading *reading, const struct yaml_node *root)
{
    cisd_code code = CISD_OK;

    if (root->type != YAML_MAPPING)
        return yaml_fault(reading->fault, root, CISD_E_FORMAT,
                          "not a policy: expected the keys required and waivers, found %s",
                          yaml_kind(root));
    for (size_t i = 0; code == CISD_OK && i < root->count; i++) {
        const struct yaml_pair *pair = &root->is.map.pairs[i];

        if (yaml_is(pair->key, "required"))
            code = take_entries(reading, pair->value, POLICY_REQUIRED);
        else if (yaml_is(pair->key, "waivers"))
            code = take_entries(reading, pair->value, POLICY_WAIVER);
        else
            code = yaml_fault(reading->fault, pair->key, CISD_E_FORMAT,
                              "unknown key '%s' (known: required, waivers)", pair->key->is.text);
    }
    return code;
}

static cisd_code read_tree(struct reading *reading, struct pool *tree, const char *file,
                           const char *text, size_t length)
{
    struct yaml_stream stream;

    if (yaml_read(tree, file, text, length, YAML_TAGS_IDLE, &stream, reading->fault) != CISD_OK)
        return reading->fault->code;
    if (stream.count != 1)
        return fault_set(reading->fault, CISD_E_FORMAT,
                         "cannot read '%s': a policy is one document, this has %zu", file,
                         stream.count);
    return take_policy(reading, stream.documents[0]);
}

cisd_code policy_file_parse(const struct memory *memory, const char *file, const char *text,
                            size_t length, cisd_policy **out, struct fault *fault)
{
    struct reading reading = {.policy = policy_new(memory, file), .fault = fault};
    struct pool tree;
    cisd_code code;

    *out = NULL;
    if (reading.policy == NULL)
        return fault_no_memory(fault);
    pool_init(&tree, memory);
    code = read_tree(&reading, &tree, file, text, length);
    pool_free(&tree);
    if (code == CISD_OK)
        *out = reading.policy;
    else
        policy_unref(reading.policy);
    return code;
}

cisd_code policy_file_load(const struct memory *memory, const char *path, cisd_policy **out,
                           struct fault *fault)
{
    struct buffer text;
    cisd_code code;

    *out = NULL;
    buffer_init(&text, memory);
    code = file_read(path, POLICY_FILE_LIMIT, &text, fault);
    if (code == CISD_OK)
        code = policy_file_parse(memory, path, text.length > 0 ? text.data : "", text.length, out,
                                 fault);
    buffer_free(&text);
    return code;
}
