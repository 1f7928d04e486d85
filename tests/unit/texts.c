#include "texts.h"

#include <stdlib.h>
#include <string.h>

int text_read(void *user, void *buffer, size_t size, size_t *length)
{
    struct text_source *source = user;
    size_t left = source->length - source->at;
    size_t part = source->part != 0 && source->part < size ? source->part : size;

    *length = left < part ? left : part;
    memcpy(buffer, source->text + source->at, *length);
    source->at += *length;
    return 0;
}

int text_write(void *user, const char *data, size_t length)
{
    struct text_sink *sink = user;

    if (sink->fail_at != 0 && ++sink->calls >= sink->fail_at)
        return -1;
    sink->data = realloc(sink->data, sink->length + length + 1);
    if (sink->data == NULL)
        abort();
    memcpy(sink->data + sink->length, data, length);
    sink->length += length;
    sink->data[sink->length] = '\0';
    return 0;
}

void text_forget(struct text_sink *sink)
{
    free(sink->data);
    memset(sink, 0, sizeof *sink);
}
