#include "api/compose_list_edit.h"

#include <string.h>

#include "ground/utf8.h"

cisd_code service_edit_refuse(struct service_edit *edit, unsigned line, const char *why)
{
    return fault_set(edit->fault, CISD_E_UNSUPPORTED,
                     "cannot change '%s': line %u: the service '%s' %s", edit->key->file, line,
                     edit->key->is.text, why);
}

struct text_line *service_edit_line(const struct service_edit *edit, const struct yaml_node *node)
{
    return &edit->lines->lines[node->line - 1];
}

/* Where a node begins in its line, in bytes. */
size_t service_edit_offset(const struct service_edit *edit, const struct yaml_node *node)
{
    const struct text_line *line = service_edit_line(edit, node);
    size_t offset = 0;

    for (unsigned column = 1; column < node->column && offset < line->length; column++) {
        uint32_t character;
        size_t step = utf8_decode(line->text + offset, line->length - offset, &character);

        offset += step != 0 ? step : 1;
    }
    return offset;
}

/* A key that stands in the service itself, and was not brought in by a merge key. */
static const struct yaml_pair *own(const struct service_edit *edit, const char *key)
{
    const struct yaml_pair *pair = yaml_find(edit->service, key, strlen(key));

    if (pair == NULL || pair->key->line < edit->service->line || pair->key->line >= edit->end ||
        pair->key->column != edit->service->column)
        return NULL;
    return pair;
}

/* Whether a value stands right behind its key or below it, and is no alias of another. */
static bool is_here(const struct service_edit *edit, const struct yaml_pair *pair)
{
    return pair->value->line >= pair->key->line && pair->value->line < edit->end;
}

cisd_code service_edit_replace(struct service_edit *edit, struct text_line *line, size_t from,
                               size_t to, const char *text)
{
    const char *old = line->instead != NULL ? line->instead : line->text;
    size_t length = line->instead != NULL ? strlen(old) : line->length;
    struct buffer made;

    buffer_init(&made, &edit->pool->memory);
    buffer_add(&made, old, from);
    buffer_text(&made, text);
    buffer_add(&made, old + to, length - to);
    line->instead = made.failed ? NULL : pool_copy(edit->pool, made.data, made.length);
    buffer_free(&made);
    return line->instead != NULL ? CISD_OK : fault_no_memory(edit->fault);
}

static void add_line(struct service_edit *edit, const char *text)
{
    buffer_repeat(&edit->added, ' ', edit->service->column - 1);
    buffer_text(&edit->added, text);
    buffer_text(&edit->added, edit->lines->end);
}

cisd_code service_edit_word(struct service_edit *edit, const struct yaml_pair *pair)
{
    struct text_line *line = service_edit_line(edit, pair->value);
    size_t offset = service_edit_offset(edit, pair->value), length = pair->value->count;

    if (pair->value->line != pair->key->line || !pair->value->plain ||
        offset + length > line->length || memcmp(line->text + offset, pair->value->is.text, length))
        return service_edit_refuse(edit, pair->key->line, "is privileged by more than a word");
    return service_edit_replace(edit, line, offset, offset + length, "false");
}

cisd_code service_edit_unprivilege(struct service_edit *edit)
{
    const struct yaml_pair *pair = own(edit, "privileged");

    if (pair != NULL)
        return service_edit_word(edit, pair);
    add_line(edit, "privileged: false");
    return CISD_OK;
}

/* Takes a name off what is still wanted; false where it is not. */
static bool take_wanted(struct wanted_list *left, const struct wanted_list *wanted,
                        const char *name)
{
    int number = capability_number(name);
    cisd_caps cap = number >= 0 ? (cisd_caps)1 << number : CAPS_NONE;

    if (capability_is_all(name)) {
        left->all = false;
        return wanted->all;
    }
    left->caps &= ~cap;
    return (wanted->caps & cap) != CAPS_NONE;
}

/* Each wanted name after a text, then another text. */
void wanted_list_write(struct buffer *out, const struct wanted_list *wanted, const char *before,
                         const char *after)
{
    char name[CAPABILITY_NAME];

    if (wanted->all) {
        buffer_text(out, before);
        buffer_text(out, "ALL");
        buffer_text(out, after);
    }
    for (int number = 0; number < CAPABILITY_BITS; number++) {
        if ((wanted->caps >> number & 1) == 0)
            continue;
        (void)capability_spell(number, name);
        buffer_text(out, before);
        buffer_text(out, name + 4);
        buffer_text(out, after);
    }
}

bool wanted_list_is_empty(const struct wanted_list *wanted)
{
    return !wanted->all && wanted->caps == CAPS_NONE;
}

/* A list that is not there yet; an empty one only where another would come in by a merge key. */
static void add_list(struct service_edit *edit, const struct wanted_list *wanted)
{
    struct buffer before;

    if (wanted_list_is_empty(wanted) && yaml_get(edit->service, wanted->key) == NULL)
        return;
    buffer_init(&before, &edit->pool->memory);
    buffer_text(&before, wanted->key);
    buffer_text(&before, wanted_list_is_empty(wanted) ? ": []" : ":");
    if (before.failed)
        edit->added.failed = true;
    else
        add_line(edit, before.data);
    buffer_clear(&before);
    buffer_repeat(&before, ' ', edit->service->column + 1);
    buffer_text(&before, "- ");
    if (before.failed)
        edit->added.failed = true;
    else
        wanted_list_write(&edit->added, wanted, before.data, edit->lines->end);
    buffer_free(&before);
}

/* "[A, B]": what stands between the brackets changes. */
cisd_code service_edit_brackets(struct service_edit *edit, const struct yaml_pair *pair,
                           const struct wanted_list *wanted)
{
    const struct yaml_node *list = pair->value;
    struct text_line *line = service_edit_line(edit, list);
    size_t from = service_edit_offset(edit, list), to = from + 1;
    struct buffer names;
    cisd_code code;

    for (size_t i = 0; i < list->count; i++)
        if (list->is.items[i]->line != list->line)
            return service_edit_refuse(edit, list->line, "has a list in brackets on several lines");
    while (to < line->length && line->text[to] != ']' && line->text[to] != '#')
        to++;
    if (to == line->length || line->text[to] != ']')
        return service_edit_refuse(edit, list->line, "has a list that does not end on its line");
    buffer_init(&names, &edit->pool->memory);
    wanted_list_write(&names, wanted, ", ", "");
    buffer_text(&names, "");
    code = names.failed ? fault_no_memory(edit->fault)
                        : service_edit_replace(edit, line, from + 1, to,
                                  names.length > 0 ? names.data + 2 : "");
    buffer_free(&names);
    return code;
}

/* Adds whole lines behind one. */
static cisd_code add_after(struct service_edit *edit, struct text_line *line,
                           const struct buffer *text)
{
    if (text->failed)
        return fault_no_memory(edit->fault);
    if (text->length == 0)
        return CISD_OK;
    line->after = pool_copy(edit->pool, text->data, text->length);
    return line->after != NULL ? CISD_OK : fault_no_memory(edit->fault);
}

/* Whether a line has all of an item's text: in quotes it may go on over several. */
static bool has_whole(const struct text_line *line, size_t from, const struct yaml_node *item)
{
    for (; item->count <= line->length && from <= line->length - item->count; from++)
        if (memcmp(line->text + from, item->is.text, item->count) == 0)
            return true;
    return false;
}

/* An item of a list that stands on a line of its own, behind its dash. */
static bool is_plain_item(const struct service_edit *edit, const struct yaml_node *item,
                          unsigned after)
{
    const struct text_line *line;

    if (item->type != YAML_SCALAR || item->line <= after || item->line >= edit->end ||
        strchr(item->is.text, '$') != NULL)
        return false;
    line = service_edit_line(edit, item);
    return line->text[text_line_indent(line)] == '-' &&
           has_whole(line, service_edit_offset(edit, item), item);
}

static cisd_code edit_items(struct service_edit *edit, const struct yaml_pair *pair,
                            const struct wanted_list *wanted, struct wanted_list *left)
{
    const struct yaml_node *list = pair->value;
    unsigned line = pair->key->line;
    bool kept = false;

    for (size_t i = 0; i < list->count; i++) {
        const struct yaml_node *item = list->is.items[i];

        if (!is_plain_item(edit, item, line))
            return service_edit_refuse(edit, pair->key->line,
                                       "has a list that is more than a name a line");
        line = item->line;
        if (take_wanted(left, wanted, item->is.text))
            kept = true;
        else
            service_edit_line(edit, item)->deleted = true;
    }
    if (!kept && wanted_list_is_empty(left))
        service_edit_line(edit, pair->key)->deleted = true;
    return CISD_OK;
}

/* "- A" on lines below the key. */
static cisd_code edit_block(struct service_edit *edit, const struct yaml_pair *pair,
                            const struct wanted_list *wanted)
{
    const struct yaml_node *list = pair->value;
    struct text_line *first = service_edit_line(edit, list->is.items[0]);
    struct text_line *last = service_edit_line(edit, list->is.items[list->count - 1]);
    struct wanted_list left = *wanted;
    struct buffer before, text;
    cisd_code code = edit_items(edit, pair, wanted, &left);

    if (code != CISD_OK)
        return code;
    buffer_init(&before, &edit->pool->memory);
    buffer_init(&text, &edit->pool->memory);
    buffer_repeat(&before, ' ', text_line_indent(first));
    buffer_text(&before, "- ");
    if (!before.failed)
        wanted_list_write(&text, &left, before.data, edit->lines->end);
    text.failed = text.failed || before.failed;
    code = add_after(edit, last, &text);
    buffer_free(&before);
    buffer_free(&text);
    return code;
}

/* "cap_drop:" and nothing behind it: items follow on lines below. */
static cisd_code fill_empty(struct service_edit *edit, const struct yaml_pair *pair,
                            const struct wanted_list *wanted)
{
    struct buffer before, text;
    cisd_code code;

    if (wanted_list_is_empty(wanted))
        return CISD_OK;
    if (pair->value->count > 0)
        return service_edit_refuse(edit, pair->key->line, "has no list where one must be");
    buffer_init(&before, &edit->pool->memory);
    buffer_init(&text, &edit->pool->memory);
    buffer_repeat(&before, ' ', edit->service->column + 1);
    buffer_text(&before, "- ");
    if (!before.failed)
        wanted_list_write(&text, wanted, before.data, edit->lines->end);
    text.failed = text.failed || before.failed;
    code = add_after(edit, service_edit_line(edit, pair->key), &text);
    buffer_free(&before);
    buffer_free(&text);
    return code;
}

cisd_code service_edit_list(struct service_edit *edit, const struct wanted_list *wanted)
{
    const struct yaml_pair *pair = own(edit, wanted->key);

    if (pair == NULL) {
        add_list(edit, wanted);
        return CISD_OK;
    }
    if (!is_here(edit, pair))
        return service_edit_refuse(edit, pair->key->line, "has a list that stands elsewhere");
    if (yaml_is_null(pair->value))
        return fill_empty(edit, pair, wanted);
    if (pair->value->type != YAML_SEQUENCE)
        return service_edit_refuse(edit, pair->key->line, "has no list where one must be");
    if (service_edit_line(edit, pair->value)->text[service_edit_offset(edit, pair->value)] == '[')
        return service_edit_brackets(edit, pair, wanted);
    if (pair->value->line == pair->key->line)
        return service_edit_refuse(edit, pair->key->line, "has a list with a tag or an anchor");
    return edit_block(edit, pair, wanted);
}

/* Whether the line is a whole key and value: what follows does not go on with it. */
static bool is_whole(const struct service_edit *edit, const struct yaml_pair *pair)
{
    size_t next = pair->key->line;

    if (pair->value->type != YAML_SCALAR || pair->value->line != pair->key->line)
        return false;
    while (next < edit->lines->count && text_line_is_idle(&edit->lines->lines[next]))
        next++;
    return next == edit->lines->count ||
           text_line_indent(&edit->lines->lines[next]) < edit->service->column;
}

/* Behind the first key, such as image, where it is one line; else before it. */
cisd_code service_edit_insert(struct service_edit *edit)
{
    const struct yaml_pair *first = &edit->service->is.map.pairs[0];
    struct text_line *line = service_edit_line(edit, edit->service);

    if (edit->added.failed)
        return fault_no_memory(edit->fault);
    if (edit->added.length == 0)
        return CISD_OK;
    if (first->key->line == edit->service->line && is_whole(edit, first) && line->after == NULL)
        return add_after(edit, line, &edit->added);
    line->before = pool_copy(edit->pool, edit->added.data, edit->added.length);
    return line->before != NULL ? CISD_OK : fault_no_memory(edit->fault);
}
