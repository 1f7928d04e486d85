#include "reader.h"

/* Copies what was read; false where it threw or is more than asked for. NULL is the end. */
static int take_bytes(struct call *call, jbyteArray bytes, void *buffer, size_t size,
                      size_t *length)
{
    jsize count;

    if (call_threw(call))
        return 0;
    count = bytes != NULL ? (*call->env)->GetArrayLength(call->env, bytes) : 0;
    if ((size_t)count <= size && count > 0)
        (*call->env)->GetByteArrayRegion(call->env, bytes, 0, count, buffer);
    (*call->env)->DeleteLocalRef(call->env, bytes);
    *length = (size_t)count;
    return *length <= size;
}

int reader_read(void *user, void *buffer, size_t size, size_t *length)
{
    const struct reader *reader = user;
    struct call *call = *reader->call;
    jbyteArray bytes;

    *length = 0;
    if (call == NULL)
        return -1;
    bytes = call_read(call, reader->number, size);
    return take_bytes(call, bytes, buffer, size, length) ? 0 : -1;
}
