/* Text that the library writes, gathered. */
#ifndef CISDNODE_BYTES_H
#define CISDNODE_BYTES_H

#include <stddef.h>

struct bytes {
    char *data;
    size_t length, capacity;
};

/* Adds bytes: a cisd_write_fn. */
int bytes_add(void *bytes, const char *data, size_t length);

/* Forgets them, memory and all. */
void bytes_free(struct bytes *bytes);

#endif
