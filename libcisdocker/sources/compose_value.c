#include "sources/compose_value.h"

#include <string.h>

#include "ground/ascii.h"
#include "sources/compose_interpolation.h"

/* Marks a value as one that cannot be used. */
static cisd_code spoil(struct compose_value *value, enum compose_state state, const char *trouble,
                       struct fault *fault)
{
    value->state = state;
    value->trouble = trouble;
    return trouble != NULL ? CISD_OK : fault_no_memory(fault);
}

/* What templates of Helm, Jinja and Go have, and no name of a capability. */
static bool has_template(const char *text)
{
    return strstr(text, "{{") != NULL || strstr(text, "{%") != NULL;
}

static cisd_code keep(struct compose_load *load, struct compose_value *value, struct fault *fault)
{
    const struct buffer *scratch = &load->scratch;

    if (scratch->failed)
        return fault_no_memory(fault);
    value->length = scratch->length;
    value->text = pool_copy(&load->pool, scratch->length > 0 ? scratch->data : "",
                            scratch->length);
    return value->text != NULL ? CISD_OK : fault_no_memory(fault);
}

static cisd_code resolve(const struct compose_place *place, struct compose_load *load,
                         struct compose_value *value, struct fault *fault)
{
    struct interpolation_trouble trouble;

    buffer_clear(&load->scratch);
    switch (compose_interpolate(place->environment, value->text, value->length, &load->scratch,
                                &trouble)) {
    case INTERPOLATION_DONE:
        return keep(load, value, fault);
    case INTERPOLATION_UNRESOLVED:
        return spoil(value, COMPOSE_UNRESOLVED,
                     compose_load_text(load, "the variable '%.*s' has no value",
                                       (int)(trouble.length < 200 ? trouble.length : 200),
                                       trouble.text),
                     fault);
    default:
        return spoil(value, COMPOSE_MALFORMED,
                     "'${' begins no variable, or does not end", fault);
    }
}

cisd_code compose_value_read(const struct compose_place *place, struct compose_load *load,
                             const struct yaml_node *node, struct compose_value *out,
                             struct fault *fault)
{
    *out = (struct compose_value){.text = "", .node = node};
    if (!compose_load_knows_tag(load, node))
        return spoil(out, COMPOSE_MALFORMED,
                     compose_load_text(load, "the tag '%.100s' means nothing here", node->tag),
                     fault);
    if (node->type != YAML_SCALAR)
        return spoil(out, COMPOSE_MALFORMED,
                     compose_load_text(load, "%s where one value must be", yaml_kind(node)),
                     fault);
    out->text = node->is.text;
    out->length = node->count;
    if (has_template(node->is.text))
        return spoil(out, COMPOSE_UNRESOLVED, "a template that was not rendered", fault);
    if (memchr(node->is.text, '$', node->count) != NULL)
        return resolve(place, load, out, fault);
    return CISD_OK;
}

cisd_code compose_value_read_string(const struct compose_place *place, struct compose_load *load,
                                    const struct yaml_node *node, struct compose_value *out,
                                    struct fault *fault)
{
    if (node->type != YAML_SCALAR || yaml_is_string(node))
        return compose_value_read(place, load, node, out, fault);
    *out = (struct compose_value){.text = node->is.text, .length = node->count, .node = node};
    return spoil(out, COMPOSE_MALFORMED,
                 compose_load_text(load, "%s where a string must be", yaml_kind(node)), fault);
}

cisd_fact compose_value_truth(const struct compose_value *value)
{
    static const struct {
        const char *word;
        cisd_fact fact;
    } words[] = {{"true", CISD_YES}, {"yes", CISD_YES}, {"on", CISD_YES}, {"y", CISD_YES},
                 {"false", CISD_NO}, {"no", CISD_NO},   {"off", CISD_NO}, {"n", CISD_NO}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i].word) == value->length &&
            ascii_same(words[i].word, value->text, value->length))
            return words[i].fact;
    return CISD_NOT_KNOWN;
}
