/* Writes JSON into a buffer: commas, quotes and escapes in one place. */
#ifndef CISD_RENDERERS_JSON_WRITER_H
#define CISD_RENDERERS_JSON_WRITER_H

#include <stdbool.h>

#include "ground/buffer.h"

struct json_writer {
    struct buffer *out;
    bool comma; /* something stands before the next value on its level */
};

/* The key may be NULL: inside an array, or at the top. */
void json_open(struct json_writer *writer, const char *key, char bracket);
void json_close(struct json_writer *writer, char bracket);
void json_string(struct json_writer *writer, const char *key, const char *text);
/* What a buffer holds; a failed one makes the output fail. */
void json_shown(struct json_writer *writer, const char *key, const struct buffer *shown);
void json_number(struct json_writer *writer, const char *key, long long number);
void json_bool(struct json_writer *writer, const char *key, bool value);
void json_null(struct json_writer *writer, const char *key);

/* "2026-01-02T03:04:05Z" for seconds since 1970. */
void json_time(struct json_writer *writer, const char *key, long long seconds);

#endif
