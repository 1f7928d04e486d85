#include "sink.h"

#include <string.h>

void sink_begin(struct sink *sink, JNIEnv *env, jobject callbacks)
{
    sink->call = (struct call){.env = env, .callbacks = callbacks};
    sink->length = 0;
}

static void flush(struct sink *sink)
{
    if (sink->length > 0 && sink->call.thrown == NULL)
        call_write(&sink->call, sink->data, sink->length);
    sink->length = 0;
}

int sink_write(void *user, const char *data, size_t length)
{
    struct sink *sink = user;

    while (length > 0 && sink->call.thrown == NULL) {
        size_t room = sizeof sink->data - sink->length;
        size_t part = length < room ? length : room;

        memcpy(sink->data + sink->length, data, part);
        sink->length += part;
        data += part;
        length -= part;
        if (sink->length == sizeof sink->data)
            flush(sink);
    }
    return sink->call.thrown != NULL;
}

int sink_end(struct sink *sink, cisd_code code, cisd_error *error)
{
    if (code == CISD_OK)
        flush(sink);
    return call_end(&sink->call, code, error);
}
