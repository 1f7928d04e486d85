#include "api/report_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "api/stored_report.h"

#define PART 65536

struct report_text {
    const char *name;
    cisd_read_fn read;
    void *user;
    size_t length; /* so far */
    struct json_reader *json;
    struct stored_report stored;
    char part[PART];
};

/* Fills a part, so that nothing in messages depends on how much the reader gives at a time. */
static cisd_code fill(struct report_text *text, size_t *length, struct fault *fault)
{
    size_t got = 1;

    for (*length = 0; got > 0 && *length < PART; *length += got) {
        size_t room = PART - *length;
        int status;

        errno = 0;
        got = 0;
        status = text->read(text->user, text->part + *length, room, &got);
        if (status != 0 && errno != 0)
            return fault_errno(fault, errno, "cannot read '%s'", text->name);
        if (status != 0 || got > room)
            return fault_set(fault, CISD_E_CALLBACK, "cannot read '%s'", text->name);
    }
    return CISD_OK;
}

/* Puts the place before what is wrong there. The JSON reader's own faults name one. */
static cisd_code locate(const struct report_text *text, struct fault *fault)
{
    size_t line, column;

    if (fault->code == CISD_E_NO_MEMORY)
        return fault->code;
    if (!text->stored.refused)
        return fault_within(fault, "cannot read report '%s'", text->name);
    json_reader_position(text->json, &line, &column);
    return fault_within(fault, "cannot read report '%s': line %zu, column %zu", text->name, line,
                        column);
}

static cisd_code read_parts(struct report_text *text, struct fault *fault)
{
    size_t length;

    do {
        if (fill(text, &length, fault) != CISD_OK)
            return fault->code;
        text->length += length;
        if (text->length > REPORT_FILE_LIMIT)
            return fault_set(fault, CISD_E_LIMIT, "cannot read report '%s': larger than %zu bytes",
                             text->name, REPORT_FILE_LIMIT);
        if (length > 0 && json_reader_feed(text->json, text->part, length, fault) != CISD_OK)
            return locate(text, fault);
    } while (length > 0);
    if (json_reader_end(text->json, fault) != CISD_OK)
        return locate(text, fault);
    return CISD_OK;
}

static cisd_code read_text(struct report_text *text, cisd_report *report, struct fault *fault)
{
    struct stored_report *stored = &text->stored;

    stored_report_init(stored, report);
    if (json_reader_begin(text->json, stored_report_handle, stored, fault) == CISD_OK &&
        read_parts(text, fault) == CISD_OK && stored->documents == 0)
        (void)fault_set(fault, CISD_E_FORMAT, "cannot read report '%s': there is none in it",
                        text->name);
    stored_report_drop(stored);
    return fault->code;
}

cisd_code report_file_read(cisd_report *report, const char *name, cisd_read_fn read, void *user,
                           struct fault *fault)
{
    const struct memory memory = report->pool.memory;
    struct report_text *text = memory_alloc(&memory, sizeof *text);

    fault_clear(fault);
    if (text == NULL)
        return fault_no_memory(fault);
    *text = (struct report_text){.name = name, .read = read, .user = user};
    text->json = json_reader_new(&memory, JSON_SEQUENCE, stored_places, REPORT_FILE_MEMORY);
    if (text->json == NULL)
        (void)fault_no_memory(fault);
    else
        (void)read_text(text, report, fault);
    json_reader_free(text->json);
    memory_free(&memory, text);
    return fault->code;
}

/* A cisd_read_fn over a descriptor. */
static int read_descriptor(void *user, void *buffer, size_t size, size_t *length)
{
    ssize_t got;

    do
        got = read(*(const int *)user, buffer, size);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return -1;
    *length = (size_t)got;
    return 0;
}

cisd_code report_file_load(cisd_report *report, const char *path, struct fault *fault)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (file < 0)
        return fault_errno(fault, errno, "cannot open '%s'", path);
    (void)report_file_read(report, path, read_descriptor, &file, fault);
    (void)close(file);
    return fault->code;
}
