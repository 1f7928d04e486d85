#include "bytes.h"

#include <stdlib.h>
#include <string.h>

#define FIRST 1024

int bytes_add(void *user, const char *data, size_t length)
{
    struct bytes *bytes = user;
    size_t capacity = bytes->capacity > 0 ? bytes->capacity : FIRST;
    char *grown;

    if (length == 0)
        return 0;
    while (capacity - bytes->length < length)
        capacity *= 2;
    if (capacity > bytes->capacity) {
        grown = realloc(bytes->data, capacity);
        if (grown == NULL)
            return -1;
        bytes->data = grown;
        bytes->capacity = capacity;
    }
    memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
    return 0;
}

void bytes_free(struct bytes *bytes)
{
    free(bytes->data);
    *bytes = (struct bytes){0};
}
