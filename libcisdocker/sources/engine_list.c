#include "sources/engine_list.h"

#include <string.h>

#include "facts/subject.h"
#include "ground/utf8.h"

enum field { FIELD_ID = 1, FIELD_NAME, FIELD_IMAGE };

static const struct json_place name_places[] = {{JSON_ELEMENTS, FIELD_NAME, NULL}, {0}};
const struct json_place engine_list_places[] = {{"Id", FIELD_ID, NULL},
                                                {"Names", -1, name_places},
                                                {"Image", FIELD_IMAGE, NULL},
                                                {0}};

void engine_list_init(struct engine_list *list, const struct memory *memory)
{
    memset(list, 0, sizeof *list);
    list->memory = *memory;
    list->end = &list->first;
    buffer_init(&list->name, memory);
    buffer_init(&list->image, memory);
}

/* ------------------------------------------------------------- one entry */

/* Keeps a string of the entry, cut; the name without Docker's slash. */
static cisd_code keep(struct buffer *kept, const struct json_value *value, struct fault *fault)
{
    size_t slash = value->length > 0 && value->text[0] == '/';
    size_t length = value->length < SUBJECT_TEXT_MAX ? value->length : SUBJECT_TEXT_MAX;

    buffer_clear(kept);
    buffer_add(kept, value->text + slash, length - slash);
    return kept->failed ? fault_no_memory(fault) : CISD_OK;
}

/* The value of a hexadecimal digit in lower case; -1 for anything else. */
static int digit_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

static void keep_id(struct listed_id *id, const struct json_value *value)
{
    id->valid = value->length == 2 * (size_t)ENGINE_ID;
    for (size_t i = 0; id->valid && i < ENGINE_ID; i++) {
        int high = digit_value(value->text[2 * i]), low = digit_value(value->text[2 * i + 1]);

        id->valid = high >= 0 && low >= 0;
        id->bytes[i] = (unsigned char)(high * 16 + low);
    }
}

static cisd_code begin_entry(struct engine_list *list, struct fault *fault)
{
    if (list->count++ >= ENGINE_LIST_MAX)
        return fault_set(fault, CISD_E_LIMIT, "more than %d containers", ENGINE_LIST_MAX);
    list->id.valid = false;
    buffer_clear(&list->name);
    buffer_clear(&list->image);
    return CISD_OK;
}

/* ------------------------------------------------------------- the queue */

/* Puts a text behind the entry; gives the place behind it. */
static char *put_text(const char **text, char *place, const struct buffer *from)
{
    size_t length = utf8_repair(from->length > 0 ? from->data : "", from->length, place);

    place[length] = '\0';
    *text = place;
    return place + length + 1;
}

static size_t room_for(const struct buffer *text)
{
    return utf8_repair(text->length > 0 ? text->data : "", text->length, NULL) + 1;
}

static cisd_code end_entry(struct engine_list *list, struct fault *fault)
{
    size_t size = sizeof(struct listed) + room_for(&list->name) + room_for(&list->image);
    struct listed *entry;

    entry = memory_alloc(&list->memory, size);
    if (entry == NULL)
        return fault_no_memory(fault);
    *entry = (struct listed){.id = list->id};
    (void)put_text(&entry->image, put_text(&entry->name, entry->texts, &list->name), &list->image);
    *list->end = entry;
    list->end = &entry->next;
    list->waiting++;
    return CISD_OK;
}

struct listed *engine_list_take(struct engine_list *list)
{
    struct listed *entry = list->first;

    if (entry == NULL)
        return NULL;
    list->first = entry->next;
    if (list->first == NULL)
        list->end = &list->first;
    list->waiting--;
    return entry;
}

void engine_list_free(struct engine_list *list)
{
    for (struct listed *entry; (entry = engine_list_take(list)) != NULL;)
        memory_free(&list->memory, entry);
    buffer_free(&list->name);
    buffer_free(&list->image);
}

/* ------------------------------------------------------------- its values */

/* An entry that cannot be understood would be a container that nobody audits. */
static cisd_code on_entry(struct engine_list *list, const struct json_value *value,
                          struct fault *fault)
{
    switch (value->type) {
    case JSON_OBJECT:
        return begin_entry(list, fault);
    case JSON_END:
        return end_entry(list, fault);
    case JSON_TROUBLE:
        return fault_set(fault, CISD_E_FORMAT, "the list of containers has two meanings: %.*s",
                         (int)value->length, value->text);
    default:
        return fault_set(fault, CISD_E_FORMAT,
                         "the list of containers has an entry that is not an object");
    }
}

cisd_code engine_list_value(void *user, int field, const struct json_value *value,
                            struct fault *fault)
{
    struct engine_list *list = user;

    if (field == JSON_DOCUMENT)
        return on_entry(list, value, fault);
    if (field < 0 || value->type != JSON_STRING)
        return CISD_OK;
    switch (field) {
    case FIELD_ID:
        keep_id(&list->id, value);
        return CISD_OK;
    case FIELD_NAME:
        /* A linked container has further names; its own has no second slash. */
        if (list->name.length > 0 && value->length > 0 &&
            memchr(value->text + 1, '/', value->length - 1) != NULL)
            return CISD_OK;
        return keep(&list->name, value, fault);
    default:
        return keep(&list->image, value, fault);
    }
}

void engine_list_spell_id(const struct listed_id *id, char text[LISTED_ID])
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; id->valid && i < ENGINE_ID; i++) {
        *text++ = digits[id->bytes[i] >> 4];
        *text++ = digits[id->bytes[i] & 15];
    }
    *text = '\0';
}
