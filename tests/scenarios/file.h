/* Whole files in memory. */
#ifndef SCENARIOS_FILE_H
#define SCENARIOS_FILE_H

#include <stddef.h>

struct text {
    char *data; /* NUL-terminated; NULL where there is no such file */
    size_t length, capacity;
};

struct text text_of_file(const char *path);

/* Adds to a text. Returns 0: a cisd_write_fn, with the text as user. */
int text_add(void *user, const char *data, size_t length);

void text_free(struct text *text);

#endif
