/* Feeds a text to a JSON reader, in two exact parts. */
#ifndef FUZZ_FEED_H
#define FUZZ_FEED_H

#include "fuzz.h"
#include "readers/json.h"

/* A place to cut a text in two, drawn from its bytes. */
static inline size_t fuzz_cut(const uint8_t *data, size_t size)
{
    return size > 0 ? (size_t)data[size / 2] * 13 % (size + 1) : 0;
}

/* Returns how the reading ended. */
static inline cisd_code fuzz_feed(struct json_reader *reader, const uint8_t *data, size_t size,
                                  size_t cut, json_handler *handler, void *user)
{
    char *first = fuzz_copy(data, cut), *second = fuzz_copy(data + cut, size - cut);
    struct fault fault;
    cisd_code code = json_reader_begin(reader, handler, user, &fault);

    if (code == CISD_OK)
        code = json_reader_feed(reader, first, cut, &fault);
    if (code == CISD_OK)
        code = json_reader_feed(reader, second, size - cut, &fault);
    if (code == CISD_OK)
        code = json_reader_end(reader, &fault);
    free(first);
    free(second);
    return code;
}

#endif
