#include "api/selection.h"

#include <fnmatch.h>
#include <string.h>

static const char *const key_names[SELECTION_KEYS] = {
    [SELECT_NAME] = "name",
    [SELECT_IMAGE] = "image",
    [SELECT_LABEL] = "label",
    [SELECT_STATE] = "state",
};

void selection_init(struct selection *selection, const struct memory *memory)
{
    memset(selection, 0, sizeof *selection);
    pool_init(&selection->pool, memory);
}

void selection_free(struct selection *selection)
{
    memory_free(&selection->pool.memory, selection->terms);
    memory_free(&selection->pool.memory, selection->label_keys);
    pool_free(&selection->pool);
}

static int find_key(const char *key)
{
    for (int i = 0; i < SELECTION_KEYS; i++)
        if (strcmp(key_names[i], key) == 0)
            return i;
    return -1;
}

/* Remembers that a label must be read. */
static cisd_code want_label(struct selection *selection, const char *key, struct fault *fault)
{
    const char **grown = memory_grow(&selection->pool.memory, selection->label_keys,
                                     selection->label_count, &selection->label_capacity,
                                     sizeof *grown);

    if (grown == NULL)
        return fault_no_memory(fault);
    selection->label_keys = grown;
    selection->label_keys[selection->label_count++] = key;
    return CISD_OK;
}

cisd_code selection_add(struct selection *selection, const char *key, const char *value,
                        struct fault *fault)
{
    int number = find_key(key);
    size_t length = number == SELECT_LABEL ? strcspn(value, "=") : strlen(value);
    struct selection_term term = {.key = (enum selection_key)number};
    struct selection_term *grown;

    if (number < 0)
        return fault_set(fault, CISD_E_ARGUMENT, "cannot select by '%s'", key);
    grown = memory_grow(&selection->pool.memory, selection->terms, selection->count,
                        &selection->capacity, sizeof *grown);
    if (grown == NULL)
        return fault_no_memory(fault);
    selection->terms = grown;
    term.pattern = pool_copy(&selection->pool, value, length);
    if (value[length] == '=')
        term.value = pool_copy(&selection->pool, value + length + 1, strlen(value + length + 1));
    if (term.pattern == NULL || (value[length] == '=' && term.value == NULL))
        return fault_no_memory(fault);
    selection->terms[selection->count++] = term;
    return number == SELECT_LABEL ? want_label(selection, term.pattern, fault) : CISD_OK;
}

static bool label_fits(const struct selection_term *term, const struct subject *subject)
{
    const char *value = subject_label(subject, term->pattern);

    if (subject->evidence != EVIDENCE_READ)
        return true;
    return value != NULL && (term->value == NULL || strcmp(value, term->value) == 0);
}

static bool fits(const struct selection_term *term, const struct subject *subject)
{
    const char *text = term->key == SELECT_NAME ? subject->name : subject->image;

    switch (term->key) {
    case SELECT_LABEL:
        return label_fits(term, subject);
    case SELECT_STATE:
        return subject->state[0] == '\0' || strcmp(term->pattern, subject->state) == 0;
    default:
        return text[0] == '\0' || fnmatch(term->pattern, text, 0) == 0;
    }
}

bool selection_wants(const struct selection *selection, const struct subject *subject)
{
    bool asked[SELECTION_KEYS] = {false}, met[SELECTION_KEYS] = {false};

    for (size_t i = 0; i < selection->count; i++) {
        const struct selection_term *term = &selection->terms[i];

        asked[term->key] = true;
        met[term->key] = met[term->key] || fits(term, subject);
    }
    for (int key = 0; key < SELECTION_KEYS; key++)
        if (asked[key] && !met[key])
            return false;
    return true;
}
