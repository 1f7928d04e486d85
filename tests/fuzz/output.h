/* What the library writes, gathered, in memory that is exactly as large. */
#ifndef FUZZ_OUTPUT_H
#define FUZZ_OUTPUT_H

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

struct output {
    char *data;
    size_t length;
};

/* A cisd_write_fn. */
static inline int write_output(void *user, const char *data, size_t length)
{
    struct output *output = user;

    output->data = realloc(output->data, output->length + length);
    FUZZ_MUST(output->data != NULL);
    memcpy(output->data + output->length, data, length);
    output->length += length;
    return 0;
}

#endif
