#include "facts/subject.h"

#include <string.h>

#include "facts/capability.h"
#include "ground/utf8.h"

struct subject *subject_new(const struct memory *memory, cisd_subject_kind kind)
{
    struct pool pool;
    struct subject *subject;

    pool_init(&pool, memory);
    subject = pool_alloc(&pool, sizeof *subject);
    if (subject == NULL)
        return NULL;
    memset(subject, 0, sizeof *subject);
    subject->pool = pool;
    subject->kind = kind;
    subject->id = subject->name = subject->image = subject->state = subject->user = "";
    subject->service = "";
    subject->on_linux = CISD_NOT_KNOWN;
    subject->privileged = CISD_NOT_KNOWN;
    return subject;
}

void subject_free(struct subject *subject)
{
    struct pool pool;

    if (subject == NULL)
        return;
    pool = subject->pool;
    pool_free(&pool);
}

/* Where to cut a text so that no character is cut in two. */
static size_t cut(const char *text, size_t length)
{
    if (length <= SUBJECT_TEXT_MAX)
        return length;
    length = SUBJECT_TEXT_MAX;
    while (length > SUBJECT_TEXT_MAX - 4 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

const char *subject_text(struct subject *subject, const char *text, size_t length)
{
    size_t kept = cut(text, length);
    size_t repaired;
    char *copy;

    if (length == 0)
        return "";
    if (utf8_is_clean(text, kept))
        return pool_copy(&subject->pool, text, kept);
    repaired = utf8_repair(text, kept, NULL);
    copy = pool_alloc(&subject->pool, repaired + 1);
    if (copy != NULL) {
        (void)utf8_repair(text, kept, copy);
        copy[repaired] = '\0';
    }
    return copy;
}

/* Room for one more name; the pool keeps the smaller arrays until the subject goes. */
static cisd_code list_grow(struct subject *subject, struct name_list *list)
{
    size_t capacity = list->capacity != 0 ? list->capacity * 2 : 4;
    const char **names = pool_alloc(&subject->pool, capacity * sizeof *names);

    if (names == NULL)
        return CISD_E_NO_MEMORY;
    if (list->count > 0)
        memcpy(names, list->names, list->count * sizeof *names);
    list->names = names;
    list->capacity = capacity;
    return CISD_OK;
}

cisd_code subject_list_keep(struct subject *subject, struct name_list *list, const char *name)
{
    if (list->count >= SUBJECT_LIST_MAX)
        return CISD_E_LIMIT;
    if (list->count == list->capacity && list_grow(subject, list) != CISD_OK)
        return CISD_E_NO_MEMORY;
    list->names[list->count++] = name;
    list->known = true;
    return CISD_OK;
}

cisd_code subject_list_add(struct subject *subject, struct name_list *list, const char *text,
                           size_t length)
{
    const char *name;

    if (list->count >= SUBJECT_LIST_MAX)
        return CISD_E_LIMIT;
    name = subject_text(subject, text, length);
    return name != NULL ? subject_list_keep(subject, list, name) : CISD_E_NO_MEMORY;
}

bool subject_list_has_all(const struct name_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (capability_is_all(list->names[i]))
            return true;
    return false;
}

void subject_list_reduce(struct name_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (!capability_is_all(list->names[i]))
            continue;
        list->names[0] = list->names[i];
        list->count = 1;
    }
}

cisd_code subject_label_add(struct subject *subject, const char *key, size_t key_length,
                            const char *value, size_t value_length)
{
    struct label *label = pool_alloc(&subject->pool, sizeof *label);

    if (label == NULL)
        return CISD_E_NO_MEMORY;
    label->key = subject_text(subject, key, key_length);
    label->value = subject_text(subject, value, value_length);
    if (label->key == NULL || label->value == NULL)
        return CISD_E_NO_MEMORY;
    label->next = subject->labels;
    subject->labels = label;
    return CISD_OK;
}

const char *subject_label(const struct subject *subject, const char *key)
{
    for (const struct label *label = subject->labels; label != NULL; label = label->next)
        if (strcmp(label->key, key) == 0)
            return label->value;
    return NULL;
}

cisd_code subject_spoil(struct subject *subject, enum evidence evidence, const char *trouble)
{
    if (subject->evidence != EVIDENCE_READ)
        return CISD_OK;
    subject->evidence = evidence;
    subject->trouble = subject_text(subject, trouble, strlen(trouble));
    return subject->trouble != NULL ? CISD_OK : CISD_E_NO_MEMORY;
}
