#include "readers/json.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "ground/ascii.h"
#include "readers/json_memory.h"

/* An object or array that is open. */
struct level {
    const struct json_place *places; /* inside it; NULL: nothing of interest */
    const struct json_place *self;   /* the place it stands at; NULL: skipped */
    uint64_t seen;                   /* which of the places had a value */
    uint32_t letters;                /* that wanted keys begin with, whatever their case */
    bool any;                        /* every key is wanted */
    bool array;
    bool skipped;                    /* nobody wants anything of what is inside */
};

struct json_reader {
    struct json_memory memory;
    enum json_shape shape;
    struct json_place document;
    yajl_handle yajl;
    json_handler *handler;
    void *user;
    struct fault fault;              /* of the handler or of ours; CISD_OK: none */
    struct level levels[JSON_DEPTH];
    size_t depth;
    const struct json_place *place;  /* of the value to come in an object; NULL: skip it */
    size_t key_length, key_capacity;
    char *key_copy;
    size_t line, column;             /* of the text fed so far, from 1 */
};

/* ---------------------------------------------------------------- places */

static int hand_on(struct json_reader *reader, const struct json_place *place,
                   struct json_value value)
{
    if (strcmp(place->key, JSON_ANY_KEY) == 0) {
        value.key = reader->key_copy;
        value.key_length = reader->key_length;
    }
    return reader->handler(reader->user, place->field, &value, &reader->fault) == CISD_OK;
}

static int trouble(struct json_reader *reader, const struct json_place *place, const char *what)
{
    char text[160];
    int length = snprintf(text, sizeof text, "the key \"%s\" %s", place->key, what);
    struct json_value value = {.type = JSON_TROUBLE, .text = text, .length = (size_t)length};

    return reader->handler(reader->user, JSON_DOCUMENT, &value, &reader->fault) == CISD_OK;
}

/* Whether a value at the present depth is a document. */
static bool at_document(const struct json_reader *reader)
{
    if (reader->shape == JSON_ONE)
        return reader->depth == 0;
    if (reader->depth == 1)
        return reader->levels[0].array && reader->levels[0].self == NULL;
    return false;
}

/* Whether nobody wants the value that begins now: most of what engines say is of this kind. */
static inline bool is_skipped(const struct json_reader *reader)
{
    const struct level *level;

    if (reader->depth == 0)
        return false;
    level = &reader->levels[reader->depth - 1];
    return level->skipped || (!level->array && reader->place == NULL);
}

/* The place of the value that begins now; NULL to skip it. */
static const struct json_place *place_now(const struct json_reader *reader)
{
    const struct level *level;

    if (at_document(reader))
        return &reader->document;
    if (reader->depth == 0)
        return NULL;
    level = &reader->levels[reader->depth - 1];
    return level->array ? level->places : reader->place;
}

/* The whole text may be other than the shape wants. */
static int check_top(struct json_reader *reader, bool array)
{
    if (reader->depth > 0 || reader->shape != JSON_ROWS || array)
        return 1;
    fault_set(&reader->fault, CISD_E_FORMAT, "not a JSON array");
    return 0;
}

/* ------------------------------------------------------- yajl's callbacks */

static int on_scalar(struct json_reader *reader, struct json_value value)
{
    const struct json_place *place = place_now(reader);

    if (!check_top(reader, false))
        return 0;
    if (place == NULL && reader->depth == 0 && reader->shape == JSON_SEQUENCE)
        place = &reader->document;
    return place != NULL ? hand_on(reader, place, value) : 1;
}

static int on_null(void *user)
{
    if (is_skipped(user))
        return 1;
    return on_scalar(user, (struct json_value){.type = JSON_NULL});
}

static int on_bool(void *user, int truth)
{
    if (is_skipped(user))
        return 1;
    return on_scalar(user, (struct json_value){.type = JSON_BOOL, .truth = truth != 0});
}

static int on_number(void *user, const char *text, size_t length)
{
    if (is_skipped(user))
        return 1;
    return on_scalar(user,
                     (struct json_value){.type = JSON_NUMBER, .text = text, .length = length});
}

static int on_string(void *user, const unsigned char *text, size_t length)
{
    if (is_skipped(user))
        return 1;
    return on_scalar(user, (struct json_value){
                               .type = JSON_STRING, .text = (const char *)text, .length = length});
}

/* A letter's bit: the same for upper and lower case. */
static uint32_t letter(char character)
{
    return (uint32_t)1 << (character & 31);
}

/* Notes which places a level has, once, so that the keys in it cost little. */
static void set_places(struct level *level, const struct json_place *places)
{
    bool elements = places != NULL && strcmp(places->key, JSON_ELEMENTS) == 0;

    if (places == NULL || elements != level->array)
        return;
    level->places = places;
    level->any = strcmp(places->key, JSON_ANY_KEY) == 0;
    for (; places->key != NULL; places++)
        level->letters |= letter(places->key[0]);
}

static int open_level(struct json_reader *reader, bool array)
{
    bool skipped = is_skipped(reader);
    const struct json_place *place = skipped ? NULL : place_now(reader);

    if (!check_top(reader, array))
        return 0;
    if (reader->depth == 0 && reader->shape == JSON_SEQUENCE && !array)
        place = &reader->document;
    if (reader->depth == JSON_DEPTH) {
        fault_set(&reader->fault, CISD_E_LIMIT, "JSON is nested deeper than %d", JSON_DEPTH);
        return 0;
    }
    reader->levels[reader->depth] = (struct level){
        .self = place, .array = array,
        .skipped = skipped || (place == NULL && reader->depth > 0)};
    reader->depth++;
    if (place == NULL)
        return 1;
    set_places(&reader->levels[reader->depth - 1], place->children);
    return hand_on(reader, place, (struct json_value){.type = array ? JSON_ARRAY : JSON_OBJECT});
}

static int on_object(void *user)
{
    return open_level(user, false);
}

static int on_array(void *user)
{
    return open_level(user, true);
}

static int on_end(void *user)
{
    struct json_reader *reader = user;
    const struct json_place *place = reader->levels[--reader->depth].self;

    if (place == NULL)
        return 1;
    return hand_on(reader, place, (struct json_value){.type = JSON_END});
}

/* Keeps the key of a map until its value has come. */
static int keep_key(struct json_reader *reader, const char *key, size_t length)
{
    if (length > reader->key_capacity) {
        char *larger = memory_resize(&reader->memory.memory, reader->key_copy, length);

        if (larger == NULL) {
            fault_no_memory(&reader->fault);
            return 0;
        }
        reader->key_copy = larger;
        reader->key_capacity = length;
    }
    /* An empty key before any other one has no place yet. */
    if (length > 0)
        memcpy(reader->key_copy, key, length);
    reader->key_length = length;
    return 1;
}

/*
 * The place of a key among those of a level; NULL if nobody wants it. Places may differ in case
 * alone; a document has only one of them.
 */
static int find_place(struct json_reader *reader, struct level *level, const char *key,
                      size_t length)
{
    const struct json_place *alike = NULL;
    uint64_t same = 0, bit = 1;

    for (const struct json_place *place = level->places; place->key != NULL; place++, bit <<= 1) {
        if (strlen(place->key) != length || !ascii_same(place->key, key, length))
            continue;
        alike = place;
        same |= bit;
        if (memcmp(place->key, key, length) == 0)
            reader->place = place;
    }
    if (alike == NULL)
        return 1;
    /* Go's decoder would take it all the same, and the last one. */
    if (reader->place == NULL)
        return trouble(reader, alike, "stands in another case");
    if ((level->seen & same) != 0) {
        reader->place = NULL;
        return trouble(reader, alike, "stands twice");
    }
    level->seen |= same;
    return 1;
}

static int on_key(void *user, const unsigned char *bytes, size_t length)
{
    struct json_reader *reader = user;
    struct level *level = &reader->levels[reader->depth - 1];
    const struct json_place *place = level->places;
    const char *key = (const char *)bytes;

    reader->place = NULL;
    if (place == NULL)
        return 1;
    if (level->any) {
        reader->place = place;
        return keep_key(reader, key, length);
    }
    /* Most keys end here. */
    if (length == 0 || (level->letters & letter(key[0])) == 0)
        return 1;
    return find_place(reader, level, key, length);
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_bool,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_object,
    .yajl_map_key = on_key,
    .yajl_end_map = on_end,
    .yajl_start_array = on_array,
    .yajl_end_array = on_end,
};

/* ---------------------------------------------------------------- reading */

struct json_reader *json_reader_new(const struct memory *memory, enum json_shape shape,
                                    const struct json_place *places, size_t limit)
{
    struct json_reader *reader = memory_zero(memory, sizeof *reader);

    if (reader == NULL)
        return NULL;
    json_memory_init(&reader->memory, memory, limit);
    reader->shape = shape;
    reader->document = (struct json_place){"", JSON_DOCUMENT, places};
    return reader;
}

void json_reader_free(struct json_reader *reader)
{
    struct memory memory;

    if (reader == NULL)
        return;
    memory = reader->memory.memory;
    json_memory_clear(&reader->memory);
    memory_free(&memory, reader->key_copy);
    memory_free(&memory, reader);
}

/* What to say after yajl left by longjmp. */
static cisd_code out_of_memory(struct json_reader *reader, struct fault *fault)
{
    bool limited = reader->memory.limited;

    reader->yajl = NULL;
    json_memory_clear(&reader->memory);
    if (!limited)
        return fault_no_memory(fault);
    return fault_set(fault, CISD_E_LIMIT, "a JSON string is too long");
}

cisd_code json_reader_begin(struct json_reader *reader, json_handler *handler, void *user,
                            struct fault *fault)
{
    yajl_alloc_funcs memory = {json_memory_alloc, json_memory_resize, json_memory_free,
                               &reader->memory};

    json_memory_clear(&reader->memory);
    reader->handler = handler;
    reader->user = user;
    reader->depth = 0;
    reader->place = NULL;
    reader->yajl = NULL;
    reader->line = reader->column = 1;
    fault_clear(&reader->fault);
    if (setjmp(reader->memory.out) != 0)
        return out_of_memory(reader, fault);
    reader->yajl = yajl_alloc(&callbacks, &memory, reader);
    yajl_config(reader->yajl, yajl_dont_validate_strings, 1);
    if (reader->shape == JSON_SEQUENCE)
        yajl_config(reader->yajl, yajl_allow_multiple_values, 1);
    return CISD_OK;
}

/* Moves line and column over text that was read. */
static void advance(struct json_reader *reader, const char *data, size_t length)
{
    const char *end = data + length, *newline;

    while ((newline = memchr(data, '\n', (size_t)(end - data))) != NULL) {
        reader->line++;
        reader->column = 1;
        data = newline + 1;
    }
    reader->column += (size_t)(end - data);
}

/* What to say of a text that yajl, the handler or we did not take. */
static cisd_code refused(struct json_reader *reader, bool at_end, struct fault *fault)
{
    if (reader->fault.code != CISD_OK) {
        *fault = reader->fault;
        return fault->code;
    }
    if (at_end)
        return fault_set(fault, CISD_E_FORMAT, "JSON ends too early, at line %zu, column %zu",
                         reader->line, reader->column);
    return fault_set(fault, CISD_E_FORMAT, "malformed JSON at line %zu, column %zu", reader->line,
                     reader->column);
}

/*
 * Calls yajl, with NULL for the end of the text. False where it left for want of memory. Alone in
 * a function: what longjmp may clobber stays out of its callers.
 */
static bool call_yajl(struct json_reader *reader, const char *data, size_t length,
                      yajl_status *status)
{
    if (setjmp(reader->memory.out) != 0)
        return false;
    *status = data != NULL ? yajl_parse(reader->yajl, (const unsigned char *)data, length)
                           : yajl_complete_parse(reader->yajl);
    return true;
}

cisd_code json_reader_feed(struct json_reader *reader, const char *data, size_t length,
                           struct fault *fault)
{
    yajl_status status;

    if (reader->yajl == NULL)
        return fault_set(fault, CISD_E_STATE, "the JSON reader has ended");
    if (!call_yajl(reader, data, length, &status))
        return out_of_memory(reader, fault);
    if (status == yajl_status_ok) {
        advance(reader, data, length);
        return CISD_OK;
    }
    advance(reader, data, yajl_get_bytes_consumed(reader->yajl));
    return refused(reader, false, fault);
}

void json_reader_position(const struct json_reader *reader, size_t *line, size_t *column)
{
    *line = reader->line;
    *column = reader->column;
}

cisd_code json_reader_end(struct json_reader *reader, struct fault *fault)
{
    yajl_status status;

    if (reader->yajl == NULL)
        return fault_set(fault, CISD_E_STATE, "the JSON reader has ended");
    if (!call_yajl(reader, NULL, 0, &status))
        return out_of_memory(reader, fault);
    reader->yajl = NULL;
    json_memory_clear(&reader->memory);
    return status == yajl_status_ok ? CISD_OK : refused(reader, true, fault);
}
