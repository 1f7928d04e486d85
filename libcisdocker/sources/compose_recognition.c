#include "sources/compose_recognition.h"

#include <string.h>

/* What stands at the top of a Compose file; all but the first two do not make one. */
static const char *const top_keys[] = {"services", "include",  "jobs",    "name",    "version",
                                       "networks", "volumes",  "configs", "secrets", "models"};

#define DECISIVE_KEYS 2

static bool is_decisive(const struct yaml_node *document)
{
    for (size_t i = 0; i < DECISIVE_KEYS; i++)
        if (yaml_get(document, top_keys[i]) != NULL)
            return true;
    return false;
}

static bool is_top_key(const struct yaml_node *key)
{
    for (size_t i = 0; i < sizeof top_keys / sizeof *top_keys; i++)
        if (yaml_is(key, top_keys[i]))
            return true;
    return key->count > 2 && memcmp(key->is.text, "x-", 2) == 0;
}

/* A key that a Compose file does not have; NULL for none. */
static const struct yaml_node *find_foreign(const struct yaml_node *document)
{
    for (size_t i = 0; i < document->count; i++)
        if (!is_top_key(document->is.map.pairs[i].key))
            return document->is.map.pairs[i].key;
    return NULL;
}

/* Compose's first format had its services at the top. */
static bool is_first_version(const struct yaml_node *document)
{
    for (size_t i = 0; i < document->count; i++) {
        const struct yaml_node *value = document->is.map.pairs[i].value;

        if (yaml_get(value, "image") == NULL && yaml_get(value, "build") == NULL)
            return false;
    }
    return document->count > 0;
}

static cisd_code check_mapping(const struct yaml_node *document, struct fault *fault)
{
    const struct yaml_node *foreign;

    if (yaml_get(document, "apiVersion") != NULL && yaml_get(document, "kind") != NULL)
        return yaml_fault(fault, document, CISD_E_UNSUPPORTED,
                          "a Kubernetes manifest, not a Compose file: check the engine that runs "
                          "it instead");
    if (is_decisive(document))
        return CISD_OK;
    if (is_first_version(document))
        return yaml_fault(fault, document, CISD_E_UNSUPPORTED,
                          "a Compose file of the first version: put its services under "
                          "'services:'");
    foreign = find_foreign(document);
    if (foreign == NULL)
        return CISD_OK;
    return yaml_fault(fault, foreign, CISD_E_UNSUPPORTED,
                      "not a Compose file: it has '%s' and no 'services'", foreign->is.text);
}

static cisd_code check_document(const struct yaml_node *document, struct fault *fault)
{
    if (document->type == YAML_MAPPING)
        return check_mapping(document, fault);
    return yaml_fault(fault, document, CISD_E_UNSUPPORTED,
                      "not a Compose file: %s where a mapping must be", yaml_kind(document));
}

cisd_code compose_recognise(const char *path, const struct yaml_stream *stream,
                            struct fault *fault)
{
    bool empty = true;

    for (size_t i = 0; i < stream->count; i++) {
        if (yaml_is_null(stream->documents[i]))
            continue;
        empty = false;
        if (check_document(stream->documents[i], fault) != CISD_OK)
            return fault->code;
    }
    if (empty)
        return fault_set(fault, CISD_E_FORMAT, "cannot read '%s': the file is empty", path);
    return CISD_OK;
}

/* The line of the first of what Helm, Jinja and Go templates begin with; 0 for none. */
static unsigned find_template(const char *text, size_t length)
{
    unsigned line = 1;

    for (size_t i = 0; i + 1 < length; i++) {
        if (text[i] == '{' && (text[i + 1] == '{' || text[i + 1] == '%'))
            return line;
        line += text[i] == '\n';
    }
    return 0;
}

cisd_code compose_recognise_template(const char *path, const char *text, size_t length,
                                     struct fault *fault)
{
    unsigned line = fault->code == CISD_E_FORMAT ? find_template(text, length) : 0;

    if (line == 0)
        return fault->code;
    return fault_set(fault, CISD_E_UNSUPPORTED,
                     "cannot read '%s': line %u: a template: render it, and check what comes out",
                     path, line);
}
