/*
 * Selection. The input's lines are, in this order: a key, a value, the name, the image, the state
 * and the value of the label "tier" of a container.
 */
#include "fuzz.h"

#include "api/selection.h"

const char fuzz_name[] = "selection";

enum line { KEY, VALUE, NAME, IMAGE, STATE, TIER, LINES };

/* Cuts the input into strings; a NUL would end one early, as it does in C. */
static void cut(const uint8_t *data, size_t size, char *lines[LINES])
{
    for (int i = 0; i < LINES; i++) {
        const uint8_t *end = size > 0 ? memchr(data, '\n', size) : NULL;
        size_t length = end != NULL && i + 1 < LINES ? (size_t)(end - data) : size;

        lines[i] = fuzz_string(data, length);
        length += end != NULL && i + 1 < LINES;
        data += length;
        size -= length;
    }
}

static void select_by(const char *key, char *lines[LINES])
{
    struct selection selection;
    struct subject *subject;
    struct memory memory;
    struct fault fault;

    memory_init(&memory, NULL);
    selection_init(&selection, &memory);
    subject = subject_new(&memory, CISD_CONTAINER);
    FUZZ_MUST(subject != NULL);
    subject->name = lines[NAME];
    subject->image = lines[IMAGE];
    subject->state = lines[STATE];
    FUZZ_MUST(subject_label_add(subject, "tier", 4, lines[TIER], strlen(lines[TIER])) == CISD_OK);
    if (selection_add(&selection, key, lines[VALUE], &fault) == CISD_OK)
        (void)selection_wants(&selection, subject);
    subject_free(subject);
    selection_free(&selection);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const keys[] = {"name", "image", "label", "state"};
    char *lines[LINES];

    cut(data, size, lines);
    select_by(lines[KEY], lines);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        select_by(keys[i], lines);
    for (int i = 0; i < LINES; i++)
        free(lines[i]);
    return 0;
}
