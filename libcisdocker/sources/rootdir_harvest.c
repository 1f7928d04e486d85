#include "sources/rootdir_harvest.h"

#include <errno.h>
#include <string.h>

void harvest_free(struct harvest *harvest)
{
    for (size_t i = 0; i < harvest->count; i++)
        subject_free(harvest->subjects[i]);
    memory_free(&harvest->memory, harvest->subjects);
}

cisd_code harvest_add(struct harvest *harvest, struct subject *subject, struct fault *fault)
{
    struct subject **grown = memory_grow(&harvest->memory, harvest->subjects, harvest->count,
                                         &harvest->capacity, sizeof *grown);

    if (grown != NULL)
        harvest->subjects = grown;
    if (grown == NULL) {
        subject_free(subject);
        return fault_no_memory(fault);
    }
    harvest->subjects[harvest->count++] = subject;
    return CISD_OK;
}

void harvest_limit(struct harvest *harvest)
{
    if (harvest->defect.code == CISD_OK)
        (void)fault_set(&harvest->defect, CISD_E_LIMIT, "more than %d containers", ROOTDIR_MAX);
}

void harvest_miss(struct harvest *harvest, const char *path, int number)
{
    char room[128];
    struct fault fault;

    if (harvest->defect.code != CISD_OK)
        return;
    (void)fault_errno(&fault, number, "%s", path);
    (void)fault_set(&harvest->defect, fault.code, "cannot read '%s': %s", path,
                    beneath_say(number, room, sizeof room));
}

static cisd_code unreadable(struct fault *trouble, const struct harvest_file *file, int number)
{
    char room[128];

    return fault_set(trouble, CISD_E_IO, "cannot read '%s': %s", file->said,
                     beneath_say(number, room, sizeof room));
}

/* Feeds the reader with what is in an open file of a size. */
static cisd_code feed(const struct harvest_file *file, int descriptor, size_t size,
                      struct fault *trouble)
{
    size_t total = 0, length;
    int number;

    do {
        number = beneath_read(descriptor, file->part, HARVEST_PART, &length);
        total += length;
        if (number == 0 && total > file->limit)
            number = EFBIG;
        if (number != 0)
            return unreadable(trouble, file, number);
        if (length > 0 &&
            json_reader_feed(file->json, file->part, length, trouble) != CISD_OK)
            return trouble->code;
    } while (length > 0 && total != size);
    return json_reader_end(file->json, trouble);
}

/* Whether a fault is no matter of the file. */
static bool ends_audit(cisd_code code)
{
    return code == CISD_E_NO_MEMORY || code == CISD_E_CANCELLED;
}

cisd_code harvest_read(const struct harvest_file *file, struct fault *trouble,
                       struct fault *fault)
{
    int descriptor, number;
    size_t size;

    fault_clear(trouble);
    number = beneath_open_file(file->directory, file->path, file->limit, &descriptor, &size);
    if (number != 0) {
        (void)unreadable(trouble, file, number);
        return CISD_OK;
    }
    if (json_reader_begin(file->json, file->handler, file->user, trouble) == CISD_OK)
        (void)feed(file, descriptor, size, trouble);
    beneath_close_file(descriptor);
    if (ends_audit(trouble->code)) {
        *fault = *trouble;
        return fault->code;
    }
    if (trouble->code == CISD_E_FORMAT || trouble->code == CISD_E_LIMIT)
        (void)fault_within(trouble, "'%s'", file->said);
    return CISD_OK;
}

cisd_code harvest_spoil(struct subject *subject, const struct fault *trouble, struct fault *fault)
{
    enum evidence evidence = trouble->code == CISD_E_FORMAT || trouble->code == CISD_E_LIMIT
                                 ? EVIDENCE_MALFORMED
                                 : EVIDENCE_UNREADABLE;

    if (trouble->code == CISD_OK)
        return CISD_OK;
    if (subject_spoil(subject, evidence, trouble->text) != CISD_OK)
        return fault_no_memory(fault);
    return CISD_OK;
}

bool harvest_is_id(const char *name)
{
    return strlen(name) == 64 && strspn(name, "0123456789abcdef") == 64;
}
