#include <cisdocker/cisdocker.h>
#include <string.h>

/* All reasons of a result in one piece, so that a loop over results needs one call for them. */
typedef struct cisdpy_reasons {
    size_t length;
    char data[4096];
} cisdpy_reasons;

/* A reason, before its message and a NUL. */
struct reason {
    uint64_t caps;
    uint64_t code;
};

/*
 * The reasons, in memory of the calling thread that holds until its next call. NULL where they are
 * too long for it.
 */
static const cisdpy_reasons *cisdpy_result_reasons(const cisd_result *result)
{
    static _Thread_local cisdpy_reasons reasons;
    size_t count = cisd_result_reason_count(result);

    reasons.length = 0;
    for (size_t i = 0; i < count; i++) {
        const struct reason reason = {cisd_result_reason_caps(result, i),
                                      cisd_result_reason(result, i)};
        const char *message = cisd_result_reason_message(result, i);
        size_t size = strlen(message) + 1;

        if (sizeof reasons.data - reasons.length < sizeof reason + size)
            return NULL;
        memcpy(reasons.data + reasons.length, &reason, sizeof reason);
        memcpy(reasons.data + reasons.length + sizeof reason, message, size);
        reasons.length += sizeof reason + size;
    }
    return &reasons;
}
