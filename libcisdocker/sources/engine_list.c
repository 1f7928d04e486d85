#include "sources/engine_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts/subject.h"
#include "ground/utf8.h"

enum field { FIELD_ID = 1, FIELD_NAME, FIELD_IMAGE };

static const struct json_place name_places[] = {{JSON_ELEMENTS, FIELD_NAME, NULL}, {0}};
static const struct json_place list_places[] = {{"Id", FIELD_ID, NULL},
                                                {"Names", -1, name_places},
                                                {"Image", FIELD_IMAGE, NULL},
                                                {0}};

static cisd_code add_entry(struct engine_list *list, struct fault *fault)
{
    struct listed *grown;

    if (list->count >= ENGINE_LIST_MAX)
        return fault_set(fault, CISD_E_LIMIT, "more than %d containers", ENGINE_LIST_MAX);
    grown = memory_grow(&list->pool.memory, list->entries, list->count, &list->capacity,
                        sizeof *grown);
    if (grown == NULL)
        return fault_no_memory(fault);
    list->entries = grown;
    list->entries[list->count++] = (struct listed){.name = "", .image = ""};
    return CISD_OK;
}

/* Keeps a string of an entry, repaired and cut; the name without Docker's slash. */
static cisd_code keep(struct engine_list *list, const char **kept, const struct json_value *value,
                      struct fault *fault)
{
    const char *text = value->text;
    size_t length = value->length < SUBJECT_TEXT_MAX ? value->length : SUBJECT_TEXT_MAX;
    size_t repaired;
    char *copy;

    if (length > 0 && text[0] == '/') {
        text++;
        length--;
    }
    repaired = utf8_repair(text, length, NULL);
    copy = pool_text(&list->pool, repaired);
    if (copy == NULL)
        return fault_no_memory(fault);
    (void)utf8_repair(text, length, copy);
    copy[repaired] = '\0';
    *kept = copy;
    return CISD_OK;
}

/* Hosts have many containers of few images. */
static cisd_code keep_image(struct engine_list *list, const char **kept,
                            const struct json_value *value, struct fault *fault)
{
    for (size_t i = 0; i < LISTED_IMAGES && i < list->image_count; i++) {
        *kept = list->images[i];
        if (strlen(*kept) == value->length && memcmp(*kept, value->text, value->length) == 0)
            return CISD_OK;
    }
    if (keep(list, kept, value, fault) != CISD_OK)
        return fault->code;
    list->images[list->image_count++ % LISTED_IMAGES] = *kept;
    return CISD_OK;
}

/* The value of a hexadecimal digit in lower case; -1 for anything else. */
static int digit_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

static void keep_id(struct listed *entry, const struct json_value *value)
{
    entry->id_valid = value->length == 2 * (size_t)ENGINE_ID;
    for (size_t i = 0; entry->id_valid && i < ENGINE_ID; i++) {
        int high = digit_value(value->text[2 * i]), low = digit_value(value->text[2 * i + 1]);

        entry->id_valid = high >= 0 && low >= 0;
        entry->id[i] = (unsigned char)(high * 16 + low);
    }
}

/* An entry that cannot be understood would be a container that nobody audits. */
static cisd_code on_entry(struct engine_list *list, const struct json_value *value,
                          struct fault *fault)
{
    switch (value->type) {
    case JSON_OBJECT:
        return add_entry(list, fault);
    case JSON_END:
        return CISD_OK;
    case JSON_TROUBLE:
        return fault_set(fault, CISD_E_FORMAT, "the list of containers has two meanings: %.*s",
                         (int)value->length, value->text);
    default:
        return fault_set(fault, CISD_E_FORMAT,
                         "the list of containers has an entry that is not an object");
    }
}

static cisd_code on_value(void *user, int field, const struct json_value *value,
                          struct fault *fault)
{
    struct engine_list *list = user;
    struct listed *entry;

    if (field == JSON_DOCUMENT)
        return on_entry(list, value, fault);
    if (field < 0 || value->type != JSON_STRING || list->count == 0)
        return CISD_OK;
    entry = &list->entries[list->count - 1];
    switch (field) {
    case FIELD_ID:
        keep_id(entry, value);
        return CISD_OK;
    case FIELD_NAME:
        /* A linked container has further names; its own has no second slash. */
        if (entry->name[0] != '\0' && value->length > 0 &&
            memchr(value->text + 1, '/', value->length - 1) != NULL)
            return CISD_OK;
        return keep(list, &entry->name, value, fault);
    default:
        return keep_image(list, &entry->image, value, fault);
    }
}

static int compare(const void *one, const void *other)
{
    const struct listed *a = one, *b = other;
    int order = strcmp(a->name, b->name);

    return order != 0 ? order : memcmp(a->id, b->id, ENGINE_ID);
}

/* One container listed twice is audited once. */
static void drop_doubles(struct engine_list *list)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++) {
        if (kept > 0 && list->entries[i].id_valid &&
            compare(&list->entries[kept - 1], &list->entries[i]) == 0)
            continue;
        list->entries[kept++] = list->entries[i];
    }
    list->count = kept;
}

struct engine_question engine_list_question(struct engine_list *list, const struct memory *memory,
                                            const char *api, long timeout_ms)
{
    memset(list, 0, sizeof *list);
    pool_init(&list->pool, memory);
    (void)snprintf(list->path, sizeof list->path, "/v%s/containers/json?all=1", api);
    return (struct engine_question){
        .path = list->path,
        .shape = JSON_ROWS,
        .places = list_places,
        .handler = on_value,
        .user = list,
        .timeout_ms = timeout_ms,
        .body_limit = ENGINE_LIST_BODY,
    };
}

void engine_list_sort(struct engine_list *list)
{
    if (list->count > 1)
        qsort(list->entries, list->count, sizeof *list->entries, compare);
    drop_doubles(list);
}

void engine_list_free(struct engine_list *list)
{
    memory_free(&list->pool.memory, list->entries);
    pool_free(&list->pool);
}

void engine_list_spell_id(const struct listed *entry, char text[LISTED_ID])
{
    static const char digits[] = "0123456789abcdef";
    size_t length = 0;

    for (size_t i = 0; entry->id_valid && i < ENGINE_ID; i++) {
        text[length++] = digits[entry->id[i] >> 4];
        text[length++] = digits[entry->id[i] & 15];
    }
    text[length] = '\0';
}
