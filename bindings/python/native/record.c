#include <cisdocker/cisdocker.h>
#include <string.h>

/*
 * What nearly every loop over results asks for, in one piece, so that it costs one call: the
 * verdict, how long the name is (a byte each), the name, the reasons. Of a reason its capabilities,
 * its number, its message and a NUL. No length: it is too long for this.
 */
typedef struct cisdpy_record {
    size_t length;
    cisd_code code; /* of the call that drew it */
    char data[4096];
} cisdpy_record;

#define HEAD 2
#define NAME_MAX_BYTES 255

/* A reason, before its message. */
struct reason {
    uint64_t caps;
    uint64_t code;
};

static int put(cisdpy_record *record, const void *data, size_t size)
{
    if (sizeof record->data - record->length < size)
        return 0;
    memcpy(record->data + record->length, data, size);
    record->length += size;
    return 1;
}

static int put_reasons(cisdpy_record *record, const cisd_result *result)
{
    size_t count = cisd_result_reason_count(result);
    int good = 1;

    for (size_t i = 0; good && i < count; i++) {
        const struct reason reason = {cisd_result_reason_caps(result, i),
                                      cisd_result_reason(result, i)};
        const char *message = cisd_result_reason_message(result, i);

        good = put(record, &reason, sizeof reason) && put(record, message, strlen(message) + 1);
    }
    return good;
}

static void pack(cisdpy_record *record, const cisd_result *result)
{
    const char *name = cisd_result_name(result);
    size_t length = strlen(name);

    record->length = HEAD;
    record->data[0] = (char)cisd_result_verdict(result);
    record->data[1] = (char)length;
    if (length > NAME_MAX_BYTES || !put(record, name, length) || !put_reasons(record, result))
        record->length = 0;
}

/* The next result, also packed; NULL at the end, and where it failed: the record has the code. */
static cisd_result *cisdpy_audit_next(cisd_audit *audit, cisdpy_record *record, cisd_error **error)
{
    cisd_result *result = NULL;

    record->code = cisd_audit_next(audit, &result, error);
    if (result != NULL)
        pack(record, result);
    return result;
}

/* A result, packed in memory of the calling thread that holds until its next call. */
static const cisdpy_record *cisdpy_result_pack(const cisd_result *result)
{
    static _Thread_local cisdpy_record record;

    pack(&record, result);
    return &record;
}
