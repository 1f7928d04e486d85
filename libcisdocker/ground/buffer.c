#include "ground/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

void buffer_init(struct buffer *buffer, const struct memory *memory)
{
    memset(buffer, 0, sizeof *buffer);
    buffer->memory = *memory;
}

void buffer_free(struct buffer *buffer)
{
    memory_free(&buffer->memory, buffer->data);
    buffer->data = NULL;
    buffer->length = buffer->capacity = 0;
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
    if (buffer->data != NULL)
        buffer->data[0] = '\0';
}

static bool reserve(struct buffer *buffer, size_t more)
{
    size_t wanted = buffer->capacity != 0 ? buffer->capacity : 512;
    char *larger;

    if (buffer->failed || more > SIZE_MAX / 4 - buffer->length)
        return false;
    if (buffer->length + more < buffer->capacity)
        return true;
    while (wanted <= buffer->length + more)
        wanted *= 2;
    larger = memory_resize(&buffer->memory, buffer->data, wanted);
    if (larger == NULL)
        return false;
    buffer->data = larger;
    buffer->capacity = wanted;
    return true;
}

void buffer_add(struct buffer *buffer, const char *data, size_t length)
{
    if (!reserve(buffer, length)) {
        buffer->failed = true;
        return;
    }
    memcpy(buffer->data + buffer->length, data, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void buffer_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_number(struct buffer *buffer, unsigned long long number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", number);

    buffer_add(buffer, digits, (size_t)length);
}

void buffer_join(struct buffer *buffer, const struct buffer *other)
{
    if (other->failed)
        buffer->failed = true;
    else if (other->length > 0)
        buffer_add(buffer, other->data, other->length);
}

void buffer_repeat(struct buffer *buffer, char character, size_t times)
{
    while (times-- > 0)
        buffer_char(buffer, character);
}
