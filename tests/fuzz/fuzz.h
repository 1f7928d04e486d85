/* A fuzz target: with replay.c in `make check`, with libFuzzer by --enable-fuzzers. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The folder under corpus/. */
extern const char fuzz_name[];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A defect was found. */
#define FUZZ_MUST(good) ((good) ? (void)0 : abort())

/*
 * A copy that ends where the text does, so that reading beyond it is found out: parsers that take
 * a length never get a NUL behind it. The caller's to free.
 */
static inline char *fuzz_copy(const uint8_t *data, size_t size)
{
    char *copy = malloc(size != 0 ? size : 1);

    FUZZ_MUST(copy != NULL);
    memcpy(copy, data, size);
    return copy;
}

/* The same with a NUL, for what takes a C string. */
static inline char *fuzz_string(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);

    FUZZ_MUST(copy != NULL);
    memcpy(copy, data, size);
    copy[size] = '\0';
    return copy;
}

#endif
