/* The word somebody may have meant. */
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

#include <stddef.h>

struct nearest {
    const char *word;     /* NULL where none is near enough */
    size_t distance;
};

/* Considers a candidate for a word that was typed; case does not count. */
void nearest_try(struct nearest *best, const char *typed, const char *candidate);

#endif
