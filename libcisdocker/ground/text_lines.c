#include "ground/text_lines.h"

#include <string.h>

static size_t count_lines(const char *text, size_t length)
{
    size_t count = 0;

    for (const char *at = text, *end = text + length; at < end; count++) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));

        at = feed != NULL ? feed + 1 : end;
    }
    return count;
}

/* A line of so many bytes, its end included. */
static void take_line(struct text_line *line, const char *text, size_t whole)
{
    size_t length = whole;

    if (length > 0 && text[length - 1] == '\n')
        length--;
    if (length > 0 && length < whole && text[length - 1] == '\r')
        length--;
    *line = (struct text_line){.text = text, .length = length, .ending = whole - length};
}

bool text_lines_split(struct pool *pool, const char *text, size_t length, struct text_lines *out)
{
    size_t count = count_lines(text, length);

    *out = (struct text_lines){.pool = pool, .end = "\n"};
    out->lines = pool_alloc(pool, (count + 1) * sizeof *out->lines);
    if (out->lines == NULL)
        return false;
    while (out->count < count) {
        const char *feed = memchr(text, '\n', length);
        size_t whole = feed != NULL ? (size_t)(feed - text) + 1 : length;

        take_line(&out->lines[out->count++], text, whole);
        text += whole;
        length -= whole;
    }
    if (count > 0 && out->lines[0].ending == 2)
        out->end = "\r\n";
    return true;
}

static void write_line(const struct text_lines *lines, const struct text_line *line,
                       struct buffer *out)
{
    if (line->instead != NULL)
        buffer_text(out, line->instead);
    else
        buffer_add(out, line->text, line->length);
    buffer_add(out, line->text + line->length, line->ending);
    if (line->ending == 0 && line->after != NULL)
        buffer_text(out, lines->end);
}

void text_lines_write(const struct text_lines *lines, struct buffer *out)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct text_line *line = &lines->lines[i];

        if (line->before != NULL)
            buffer_text(out, line->before);
        if (!line->deleted)
            write_line(lines, line, out);
        if (line->after != NULL)
            buffer_text(out, line->after);
    }
}

size_t text_line_indent(const struct text_line *line)
{
    size_t indent = 0;

    while (indent < line->length && line->text[indent] == ' ')
        indent++;
    return indent;
}

bool text_line_is_idle(const struct text_line *line)
{
    size_t indent = text_line_indent(line);

    return indent == line->length || line->text[indent] == '#';
}
