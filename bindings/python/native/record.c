#include <cisdocker/cisdocker.h>
#include <string.h>

#define CISDPY_MOST 16

/*
 * What nearly every loop over results asks for, in one piece for each of some, so that they cost one
 * call: the verdict, how long the name is (a byte each), the name, the reasons. Of a reason its
 * capabilities, its number, its message and a NUL. Nothing: it is too long for this.
 */
typedef struct cisdpy_packed {
    size_t ends[CISDPY_MOST];
    char data[CISDPY_MOST * 512];
    size_t length;
} cisdpy_packed;

/* Results that were drawn together: theirs until the last who looks at one of them is gone. */
typedef struct cisdpy_drawn {
    size_t count;
    cisd_code code; /* of the last call */
    cisd_result *results[CISDPY_MOST];
} cisdpy_drawn;

#define HEAD 2
#define NAME_MAX_BYTES 255

/* A reason, before its message. */
struct reason {
    uint64_t caps;
    uint64_t code;
};

static int put(cisdpy_packed *packed, const void *data, size_t size)
{
    if (sizeof packed->data - packed->length < size)
        return 0;
    memcpy(packed->data + packed->length, data, size);
    packed->length += size;
    return 1;
}

static int put_reasons(cisdpy_packed *packed, const cisd_result *result)
{
    size_t count = cisd_result_reason_count(result);
    int good = 1;

    for (size_t i = 0; good && i < count; i++) {
        const struct reason reason = {cisd_result_reason_caps(result, i),
                                      cisd_result_reason(result, i)};
        const char *message = cisd_result_reason_message(result, i);

        good = put(packed, &reason, sizeof reason) && put(packed, message, strlen(message) + 1);
    }
    return good;
}

static void pack(cisdpy_packed *packed, const cisd_result *result)
{
    const char *name = cisd_result_name(result);
    size_t begin = packed->length, length = strlen(name);
    const unsigned char head[HEAD] = {(unsigned char)cisd_result_verdict(result),
                                      (unsigned char)length};

    if (length > NAME_MAX_BYTES || !put(packed, head, HEAD) || !put(packed, name, length) ||
        !put_reasons(packed, result))
        packed->length = begin;
}

static void cisdpy_drawn_free(cisdpy_drawn *drawn)
{
    for (size_t i = 0; i < drawn->count; i++)
        cisd_result_unref(drawn->results[i]);
    drawn->count = 0;
}

/*
 * Draws so many results, at most CISDPY_MOST; fewer at the end. What came before a failure is handed
 * out, and the next call fails again; but nothing of an audit that was cancelled.
 */
static void cisdpy_audit_draw(cisd_audit *audit, size_t most, cisdpy_drawn *drawn,
                              cisdpy_packed *packed, cisd_error **error)
{
    packed->length = 0;
    while (drawn->count < most) {
        cisd_result *result = NULL;

        drawn->code = cisd_audit_next(audit, &result, error);
        if (result == NULL)
            break;
        pack(packed, result);
        packed->ends[drawn->count] = packed->length;
        drawn->results[drawn->count++] = result;
    }
    if (drawn->code == CISD_E_CANCELLED)
        cisdpy_drawn_free(drawn);
    if (drawn->count > 0 && drawn->code != CISD_OK) {
        cisd_error_free(*error);
        *error = NULL;
        drawn->code = CISD_OK;
    }
}

static void cisdpy_result_pack(const cisd_result *result, cisdpy_packed *packed)
{
    packed->length = 0;
    pack(packed, result);
}
