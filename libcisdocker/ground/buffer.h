/* Text that grows while it is written. The first failed allocation sticks. */
#ifndef CISD_GROUND_BUFFER_H
#define CISD_GROUND_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "ground/memory.h"

struct buffer {
    struct memory memory;
    char *data;             /* NUL-terminated once something was added */
    size_t length, capacity;
    bool failed;
};

void buffer_init(struct buffer *buffer, const struct memory *memory);
void buffer_free(struct buffer *buffer);

/* Forgets the text and keeps the memory. */
void buffer_clear(struct buffer *buffer);

void buffer_add(struct buffer *buffer, const char *data, size_t length);
void buffer_text(struct buffer *buffer, const char *text);

/* One character: the commonest case, so that it costs no call. */
static inline void buffer_char(struct buffer *buffer, char character)
{
    if (buffer->length + 1 >= buffer->capacity) {
        buffer_add(buffer, &character, 1);
        return;
    }
    buffer->data[buffer->length++] = character;
    buffer->data[buffer->length] = '\0';
}

void buffer_number(struct buffer *buffer, unsigned long long number);

/* Adds what another holds; its failure is this one's. */
void buffer_join(struct buffer *buffer, const struct buffer *other);

/* The same character many times. */
void buffer_repeat(struct buffer *buffer, char character, size_t times);

#endif
