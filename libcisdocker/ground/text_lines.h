/* A text as lines that can be replaced, deleted and added to; all else stays byte by byte. */
#ifndef CISD_GROUND_TEXT_LINES_H
#define CISD_GROUND_TEXT_LINES_H

#include <stdbool.h>

#include "ground/buffer.h"

struct text_line {
    const char *text;
    size_t length, ending;  /* without its end, and how long that is */
    bool deleted;
    const char *instead;    /* NULL: as it is */
    const char *after;      /* whole lines; NULL: none */
    const char *before;
};

struct text_lines {
    struct pool *pool;
    struct text_line *lines;
    size_t count;
    const char *end;        /* of a line: that of the first one */
};

/*
 * Splits a text, which must outlive the lines, where YAML 1.1 does: the numbers of lines agree with
 * those of a YAML reader. False where there is no memory.
 */
bool text_lines_split(struct pool *pool, const char *text, size_t length, struct text_lines *out);

void text_lines_write(const struct text_lines *lines, struct buffer *out);

/* How many blanks a line begins with; its length where it has nothing else. */
size_t text_line_indent(const struct text_line *line);

/* Whether it has nothing but blanks and a comment. */
bool text_line_is_idle(const struct text_line *line);

#endif
