/* Texts handed to the library, and texts that it writes. */
#ifndef UNIT_TEXTS_H
#define UNIT_TEXTS_H

#include <stddef.h>

/* Reads a text in parts: a cisd_read_fn. */
struct text_source {
    const char *text;
    size_t length, at, part; /* so many bytes at a time; 0: all */
};

int text_read(void *user, void *buffer, size_t size, size_t *length);

/* Keeps what is written: a cisd_write_fn. */
struct text_sink {
    char *data; /* NUL-terminated */
    size_t length;
    size_t fail_at; /* the call that fails, from 1; 0: none */
    size_t calls;
};

int text_write(void *user, const char *data, size_t length);
void text_forget(struct text_sink *sink);

#endif
