#include "api/compose_flow_edit.h"

#include <string.h>

/* What is to become of a key; none of the lists for privileged. */
struct step {
    const char *key;
    const struct wanted_list *wanted;
    const struct yaml_pair *pair; /* NULL: it does not stand there yet */
};

static bool begins_brace(const struct service_edit *edit, const struct yaml_node *node)
{
    size_t offset = service_edit_offset(edit, node);
    const struct text_line *line = service_edit_line(edit, node);

    return offset < line->length && line->text[offset] == '{';
}

/* Whether a pair stands between the braces, and was not brought in by a merge key. */
static bool is_within(const struct yaml_node *service, const struct yaml_node *key)
{
    return key->line == service->line && key->column > service->column;
}

bool flow_edit_fits(const struct service_edit *edit, const struct yaml_node *root)
{
    const struct yaml_node *service = edit->service;
    const struct text_line *line = service_edit_line(edit, edit->key);

    if (service->type != YAML_MAPPING || service->count == 0 ||
        service->line != edit->key->line || !begins_brace(edit, service) ||
        begins_brace(edit, root) || text_line_indent(line) != service_edit_offset(edit, edit->key))
        return false;
    for (size_t i = 0; i < service->count; i++) {
        const struct yaml_pair *pair = &service->is.map.pairs[i];

        /* Keys on further lines: it may be JSON, or laid out as nobody could guess. */
        if (pair->key->line > service->line && pair->key->line < edit->end)
            return false;
    }
    return true;
}

static struct step step_of(const struct service_edit *edit, const char *key,
                           const struct wanted_list *wanted)
{
    const struct yaml_pair *pair = yaml_find(edit->service, key, strlen(key));
    bool within = pair != NULL && is_within(edit->service, pair->key);

    return (struct step){key, wanted, within ? pair : NULL};
}

/* "cap_drop: [NET_RAW]"; an empty list only where another would come in by a merge key. */
static void write_key(struct service_edit *edit, const struct step *step)
{
    struct buffer names;

    if (step->wanted != NULL && wanted_list_is_empty(step->wanted) &&
        yaml_get(edit->service, step->key) == NULL)
        return;
    buffer_text(&edit->added, edit->added.length > 0 ? ", " : "");
    buffer_text(&edit->added, step->key);
    if (step->wanted == NULL) {
        buffer_text(&edit->added, ": false");
        return;
    }
    buffer_init(&names, &edit->pool->memory);
    buffer_text(&names, "");
    wanted_list_write(&names, step->wanted, ", ", "");
    edit->added.failed |= names.failed;
    buffer_text(&edit->added, ": [");
    if (!names.failed)
        buffer_text(&edit->added, names.length > 0 ? names.data + 2 : "");
    buffer_text(&edit->added, "]");
    buffer_free(&names);
}

static cisd_code change_key(struct service_edit *edit, const struct step *step)
{
    const struct yaml_node *value = step->pair->value;

    if (step->wanted == NULL)
        return service_edit_word(edit, step->pair);
    if (value->type != YAML_SEQUENCE || value->line != edit->service->line ||
        value->column < step->pair->key->column ||
        service_edit_line(edit, value)->text[service_edit_offset(edit, value)] != '[')
        return service_edit_refuse(edit, edit->key->line, "has a list that is none in brackets");
    return service_edit_brackets(edit, step->pair, step->wanted);
}

/* The keys that stand there, from right to left, so that no place is moved before its turn. */
static cisd_code change_keys(struct service_edit *edit, const struct step *steps, size_t count)
{
    unsigned before = ~0u;

    for (size_t turn = 0; turn < count; turn++) {
        const struct step *next = NULL;

        for (size_t i = 0; i < count; i++)
            if (steps[i].pair != NULL && steps[i].pair->key->column < before &&
                (next == NULL || steps[i].pair->key->column > next->pair->key->column))
                next = &steps[i];
        if (next == NULL)
            return CISD_OK;
        before = next->pair->key->column;
        if (change_key(edit, next) != CISD_OK)
            return edit->fault->code;
    }
    return CISD_OK;
}

/* Behind the brace, with the blanks that are usual there. */
static cisd_code insert(struct service_edit *edit)
{
    struct text_line *line = service_edit_line(edit, edit->service);
    size_t at = service_edit_offset(edit, edit->service) + 1;
    bool wide = at < line->length && line->text[at] == ' ';
    struct buffer text;
    cisd_code code;

    if (edit->added.failed)
        return fault_no_memory(edit->fault);
    if (edit->added.length == 0)
        return CISD_OK;
    buffer_init(&text, &edit->pool->memory);
    buffer_text(&text, wide ? " " : "");
    buffer_join(&text, &edit->added);
    buffer_text(&text, wide ? "," : ", ");
    code = text.failed ? fault_no_memory(edit->fault)
                       : service_edit_replace(edit, line, at, at, text.data);
    buffer_free(&text);
    return code;
}

cisd_code flow_edit(struct service_edit *edit, bool unprivilege, const struct wanted_list *drop,
                    const struct wanted_list *add)
{
    struct step steps[3];
    size_t count = 0;

    if (unprivilege)
        steps[count++] = step_of(edit, "privileged", NULL);
    steps[count++] = step_of(edit, drop->key, drop);
    steps[count++] = step_of(edit, add->key, add);
    if (change_keys(edit, steps, count) != CISD_OK)
        return edit->fault->code;
    for (size_t i = 0; i < count; i++)
        if (steps[i].pair == NULL)
            write_key(edit, &steps[i]);
    return insert(edit);
}
