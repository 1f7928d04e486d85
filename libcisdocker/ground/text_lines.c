#include "ground/text_lines.h"

#include <string.h>

/* How many bytes end a line here, by YAML 1.1, whose lines these are; 0 where none ends. */
static size_t ending_at(const char *text, size_t left)
{
    static const char *const endings[] = {"\r\n", "\n", "\r", "\xC2\x85", "\xE2\x80\xA8",
                                          "\xE2\x80\xA9"};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t length = strlen(endings[i]);

        if (length <= left && memcmp(text, endings[i], length) == 0)
            return length;
    }
    return 0;
}

static struct text_line line_at(const char *text, size_t left)
{
    struct text_line line = {.text = text};

    while (line.length < left && line.ending == 0) {
        /* Hardly any byte begins an ending. */
        while (line.length < left && strchr("\r\n\xC2\xE2", text[line.length]) == NULL)
            line.length++;
        line.ending = ending_at(text + line.length, left - line.length);
        line.length += line.ending == 0 && line.length < left;
    }
    return line;
}

static size_t count_lines(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t at = 0; at < length; count++) {
        struct text_line line = line_at(text + at, length - at);

        at += line.length + line.ending;
    }
    return count;
}

bool text_lines_split(struct pool *pool, const char *text, size_t length, struct text_lines *out)
{
    size_t count = count_lines(text, length);

    *out = (struct text_lines){.pool = pool, .end = "\n"};
    out->lines = pool_alloc(pool, (count + 1) * sizeof *out->lines);
    if (out->lines == NULL)
        return false;
    for (size_t at = 0; out->count < count; out->count++) {
        struct text_line *line = &out->lines[out->count];

        *line = line_at(text + at, length - at);
        at += line->length + line->ending;
    }
    if (count > 0 && out->lines[0].ending > 0 && out->lines[0].text[out->lines[0].length] == '\r')
        out->end = out->lines[0].ending == 2 ? "\r\n" : "\r";
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
