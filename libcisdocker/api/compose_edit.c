#include "api/compose_edit.h"

#include <string.h>

#include "api/compose_flow_edit.h"
#include "api/compose_list_edit.h"
#include "judgement/remedy_config.h"
#include "readers/yaml.h"

/* The line after a service's last one. */
static unsigned end_of(const struct yaml_node *root, const struct yaml_node *services,
                       unsigned line, size_t line_count)
{
    const struct yaml_node *const maps[] = {root, services};
    unsigned end = (unsigned)line_count + 1;

    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < maps[i]->count; j++) {
            unsigned other = maps[i]->is.map.pairs[j].key->line;

            if (other > line && other < end)
                end = other;
        }
    return end;
}

/* Whether a line says "KEY:" and no more, but for a comment. */
static bool is_bare_key(const struct text_line *line)
{
    size_t length = line->length;

    for (size_t i = 1; i < length; i++)
        if (line->text[i] == '#' && line->text[i - 1] == ' ')
            length = i;
    while (length > 0 && line->text[length - 1] == ' ')
        length--;
    return length > 0 && line->text[length - 1] == ':';
}

/* A service that stands there as keys below a key, each on its own lines, or in braces on one. */
static cisd_code find_service(struct service_edit *edit, const struct yaml_node *root,
                              const char *name)
{
    const struct yaml_node *services = yaml_get(root, "services");
    const struct yaml_pair *pair = NULL;
    const struct text_line *line;

    if (services != NULL && services->type == YAML_MAPPING)
        pair = yaml_find(services, name, strlen(name));
    if (pair == NULL)
        return fault_set(edit->fault, CISD_E_UNSUPPORTED,
                         "cannot change '%s': it does not declare the service '%s'", root->file,
                         name);
    edit->key = pair->key;
    edit->service = pair->value;
    line = &edit->lines->lines[pair->key->line - 1];
    edit->end = end_of(root, services, pair->key->line, edit->lines->count);
    if (flow_edit_fits(edit, root))
        return CISD_OK;
    if (pair->value->type != YAML_MAPPING || pair->value->count == 0 || !is_bare_key(line) ||
        pair->value->line <= pair->key->line ||
        edit->lines->lines[pair->value->line - 1].text[pair->value->column - 1] == '{')
        return service_edit_refuse(edit, pair->key->line,
                                   "is not written as keys on lines of their own");
    return CISD_OK;
}

static cisd_code edit_service(struct service_edit *edit, const struct yaml_node *root,
                              const cisd_result *result, cisd_fix_form form)
{
    const struct subject *subject = result->subject;
    const struct remedy_config config =
        form == CISD_FIX_LEAST ? remedy_config_least(subject, &result->judgement)
                               : remedy_config_smallest(subject, &result->judgement);
    const struct wanted_list drop = {"cap_drop", config.drop_all, config.drop};
    const struct wanted_list add = {"cap_add", false, config.add};

    if (find_service(edit, root, subject->name) != CISD_OK)
        return edit->fault->code;
    if (flow_edit_fits(edit, root))
        return flow_edit(edit, subject->privileged == CISD_YES, &drop, &add);
    if (subject->privileged == CISD_YES && service_edit_unprivilege(edit) != CISD_OK)
        return edit->fault->code;
    if (service_edit_list(edit, &drop) != CISD_OK || service_edit_list(edit, &add) != CISD_OK)
        return edit->fault->code;
    return service_edit_insert(edit);
}

static bool is_to_edit(const cisd_result *result)
{
    return result->subject->kind == CISD_COMPOSE_SERVICE &&
           result->judgement.verdict == CISD_FAIL && !result->judgement.waived;
}

static cisd_code edit_all(struct pool *pool, const cisd_report *report, cisd_fix_form form,
                          const struct yaml_node *root, struct text_lines *lines,
                          struct fault *fault)
{
    for (size_t i = 0; i < report->result_count; i++) {
        struct service_edit edit = {.lines = lines, .pool = pool, .fault = fault};
        cisd_code code = CISD_OK;

        buffer_init(&edit.added, &pool->memory);
        if (is_to_edit(report->results[i]))
            code = edit_service(&edit, root, report->results[i], form);
        buffer_free(&edit.added);
        if (code != CISD_OK)
            return code;
    }
    return CISD_OK;
}

/* What was written must be read again. Where lines were not what they seemed it is not handed out. */
static cisd_code check_text(struct pool *pool, const char *name, const struct buffer *out,
                            struct fault *fault)
{
    struct yaml_stream stream;

    if (out->failed)
        return fault_no_memory(fault);
    if (yaml_read(pool, name, out->data, out->length, YAML_TAGS_UNDO, &stream, fault) == CISD_OK)
        return CISD_OK;
    if (fault->code == CISD_E_NO_MEMORY)
        return fault->code;
    fault->code = CISD_E_UNSUPPORTED;
    return fault_within(fault, "cannot change '%s': what comes of it is no YAML", name);
}

/* A reader of YAML takes UTF-16, too, in which the lines of bytes are no lines. */
static bool is_utf16(const char *text, size_t length)
{
    return length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0);
}

cisd_code compose_edit(const cisd_report *report, cisd_fix_form form, const char *name,
                       const char *text, size_t length, struct buffer *out, struct fault *fault)
{
    struct yaml_stream stream;
    struct text_lines lines;
    struct pool pool;
    cisd_code code;

    pool_init(&pool, &out->memory);
    code = yaml_read(&pool, name, text, length, YAML_TAGS_UNDO, &stream, fault);
    if (code == CISD_OK && stream.count != 1)
        code = fault_set(fault, CISD_E_UNSUPPORTED,
                         "cannot change '%s': it has more than one document, or none", name);
    if (code == CISD_OK && is_utf16(text, length))
        code = fault_set(fault, CISD_E_UNSUPPORTED, "cannot change '%s': it is not UTF-8", name);
    if (code == CISD_OK && !text_lines_split(&pool, text, length, &lines))
        code = fault_no_memory(fault);
    if (code == CISD_OK)
        code = edit_all(&pool, report, form, stream.documents[0], &lines, fault);
    if (code == CISD_OK) {
        text_lines_write(&lines, out);
        code = check_text(&pool, name, out, fault);
    }
    pool_free(&pool);
    return code;
}
