#include "pack.h"

#include <stdlib.h>
#include <string.h>

#include "call.h"

void pack_begin(struct pack *pack)
{
    pack->data = pack->first;
    pack->length = 0;
    pack->capacity = sizeof pack->first;
    pack->failed = 0;
}

static void grow(struct pack *pack, size_t more)
{
    size_t capacity = (pack->capacity + more) * 2;
    unsigned char *data = realloc(pack->data != pack->first ? pack->data : NULL, capacity);

    if (data == NULL) {
        pack->failed = 1;
        return;
    }
    if (pack->data == pack->first)
        memcpy(data, pack->first, pack->length);
    pack->data = data;
    pack->capacity = capacity;
}

static void add(struct pack *pack, const void *data, size_t length)
{
    if (length > pack->capacity - pack->length)
        grow(pack, length);
    if (pack->failed)
        return;
    memcpy(pack->data + pack->length, data, length);
    pack->length += length;
}

void pack_int(struct pack *pack, int64_t value)
{
    int32_t number = (int32_t)value;

    add(pack, &number, sizeof number);
}

void pack_long(struct pack *pack, uint64_t value)
{
    add(pack, &value, sizeof value);
}

void pack_text(struct pack *pack, const char *text)
{
    size_t length = text != NULL ? strlen(text) : 0;

    if (length > INT32_MAX)
        pack->failed = 1;
    pack_int(pack, text != NULL ? (int64_t)length : -1);
    if (length > 0)
        add(pack, text, length);
}

jbyteArray pack_end(struct pack *pack, JNIEnv *env)
{
    jbyteArray bytes = NULL;

    if (pack->failed)
        call_no_memory(env);
    else
        bytes = call_bytes(env, pack->data, pack->length);
    if (pack->data != pack->first)
        free(pack->data);
    return bytes;
}
