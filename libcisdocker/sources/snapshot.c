#include "sources/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "sources/inspect_fields.h"

#define PART 65536

/* What a byte order mark looks like in UTF-8; some shells put one before what they save. */
#define MARK "\xEF\xBB\xBF"

/* Subjects wait here until they are asked for: those of one part of the file at most. */
struct waiting {
    struct subject *subject;
    struct waiting *next;
};

struct snapshot {
    struct source source;
    char *name;
    cisd_read_fn read;
    void *user;
    int file;               /* -1: not open, or not ours */
    bool from_file, begun, fed, ended;
    struct json_reader *json;
    struct inspect inspect;
    struct waiting *first, **last;
    struct fault defect;    /* told once what came before it is out */
    char part[PART];
};

static cisd_code keep(void *user, struct subject *subject, struct fault *fault)
{
    struct snapshot *snapshot = user;
    struct waiting *waiting = pool_alloc(&subject->pool, sizeof *waiting);

    if (waiting == NULL) {
        subject_free(subject);
        return fault_no_memory(fault);
    }
    waiting->subject = subject;
    waiting->next = NULL;
    *snapshot->last = waiting;
    snapshot->last = &waiting->next;
    return CISD_OK;
}

static int read_file(void *user, void *buffer, size_t size, size_t *length)
{
    struct snapshot *snapshot = user;
    ssize_t got;

    do
        got = read(snapshot->file, buffer, size);
    while (got < 0 && errno == EINTR && !atomic_load(snapshot->source.cancelled));
    if (got < 0)
        return -1;
    *length = (size_t)got;
    return 0;
}

static cisd_code begin(struct snapshot *snapshot, struct fault *fault)
{
    snapshot->begun = true;
    if (snapshot->from_file) {
        snapshot->file = open(snapshot->name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
        if (snapshot->file < 0)
            return fault_errno(fault, errno, "cannot open '%s'", snapshot->name);
    }
    snapshot->inspect.labels = snapshot->source.labels;
    return json_reader_begin(snapshot->json, inspect_handle, &snapshot->inspect, fault);
}

/*
 * Asks the reader until the part is full or the text has ended, so that nothing of the report,
 * places in messages included, depends on how much it gives at a time.
 */
static cisd_code fill(struct snapshot *snapshot, size_t *length, struct fault *fault)
{
    size_t got = 1;

    for (*length = 0; got > 0 && *length < PART; *length += got) {
        size_t room = PART - *length;
        int status;

        if (atomic_load(snapshot->source.cancelled))
            return fault_set(fault, CISD_E_CANCELLED, "cancelled");
        errno = 0;
        got = 0;
        status = snapshot->read(snapshot->user, snapshot->part + *length, room, &got);
        if (status != 0 && errno != 0)
            return fault_errno(fault, errno, "cannot read '%s'", snapshot->name);
        if (status != 0 || got > room)
            return fault_set(fault, CISD_E_CALLBACK, "cannot read '%s'", snapshot->name);
    }
    return CISD_OK;
}

static cisd_code feed(struct snapshot *snapshot, size_t length, struct fault *fault)
{
    const char *data = snapshot->part;
    size_t mark = sizeof MARK - 1;

    if (!snapshot->fed && length >= mark && memcmp(data, MARK, mark) == 0) {
        data += mark;
        length -= mark;
    }
    snapshot->fed = true;
    return json_reader_feed(snapshot->json, data, length, fault);
}

/* Reads a part, or the end. What came before a reader failed is still read. */
static cisd_code read_part(struct snapshot *snapshot, struct fault *fault)
{
    struct fault trouble;
    size_t length;
    cisd_code code;

    if (!snapshot->begun && begin(snapshot, fault) != CISD_OK)
        return fault->code;
    code = fill(snapshot, &length, &trouble);
    if (length > 0 && feed(snapshot, length, fault) != CISD_OK)
        return fault_within(fault, "cannot read '%s'", snapshot->name);
    if (code != CISD_OK)
        *fault = trouble;
    if (code != CISD_OK || length > 0)
        return code;
    snapshot->ended = true;
    if (json_reader_end(snapshot->json, fault) != CISD_OK)
        return fault_within(fault, "cannot read '%s'", snapshot->name);
    return CISD_OK;
}

static cisd_code snapshot_next(struct source *source, struct subject **out, struct fault *fault)
{
    struct snapshot *snapshot = (struct snapshot *)source;

    *out = NULL;
    while (snapshot->defect.code == CISD_OK && snapshot->first == NULL && !snapshot->ended) {
        if (atomic_load(source->cancelled))
            return fault_set(fault, CISD_E_CANCELLED, "cancelled");
        (void)read_part(snapshot, &snapshot->defect);
    }
    if (snapshot->first == NULL) {
        *fault = snapshot->defect;
        return fault->code;
    }
    *out = snapshot->first->subject;
    snapshot->first = snapshot->first->next;
    if (snapshot->first == NULL)
        snapshot->last = &snapshot->first;
    source->done++;
    return CISD_OK;
}

static void snapshot_close(struct source *source)
{
    struct snapshot *snapshot = (struct snapshot *)source;
    struct memory memory = source->memory;

    for (struct waiting *waiting = snapshot->first, *next; waiting != NULL; waiting = next) {
        next = waiting->next;
        subject_free(waiting->subject);
    }
    inspect_drop(&snapshot->inspect);
    json_reader_free(snapshot->json);
    if (snapshot->file >= 0)
        (void)close(snapshot->file);
    memory_free(&memory, snapshot->name);
    memory_free(&memory, snapshot);
}

static const struct source_type snapshot_type = {
    .kind = "inspect", .next = snapshot_next, .close = snapshot_close};

static cisd_code snapshot_new(const struct memory *memory, const char *name,
                              struct snapshot **out, struct fault *fault)
{
    struct snapshot *snapshot = memory_zero(memory, sizeof *snapshot);

    if (snapshot == NULL)
        return fault_no_memory(fault);
    snapshot->source.type = &snapshot_type;
    snapshot->source.memory = *memory;
    snapshot->source.engine = snapshot->source.engine_version = snapshot->source.host = "";
    snapshot->file = -1;
    snapshot->last = &snapshot->first;
    snapshot->inspect = (struct inspect){
        .memory = *memory, .saved = true, .emit = keep, .user = snapshot};
    snapshot->name = memory_copy(memory, name, strlen(name));
    snapshot->json = json_reader_new(memory, JSON_SEQUENCE, inspect_places, INSPECT_MEMORY);
    if (snapshot->name == NULL || snapshot->json == NULL) {
        snapshot_close(&snapshot->source);
        return fault_no_memory(fault);
    }
    snapshot->source.uri = snapshot->name;
    *out = snapshot;
    return CISD_OK;
}

cisd_code snapshot_open_file(const struct memory *memory, const char *path, struct source **out,
                             struct fault *fault)
{
    struct snapshot *snapshot;
    cisd_code code = snapshot_new(memory, path, &snapshot, fault);

    if (code != CISD_OK)
        return code;
    snapshot->from_file = true;
    snapshot->read = read_file;
    snapshot->user = snapshot;
    *out = &snapshot->source;
    return CISD_OK;
}

cisd_code snapshot_open_reader(const struct memory *memory, const char *name, cisd_read_fn read,
                               void *user, struct source **out, struct fault *fault)
{
    struct snapshot *snapshot;
    cisd_code code = snapshot_new(memory, name, &snapshot, fault);

    if (code != CISD_OK)
        return code;
    snapshot->read = read;
    snapshot->user = user;
    *out = &snapshot->source;
    return CISD_OK;
}
