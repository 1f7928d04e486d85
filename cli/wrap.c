#include "wrap.h"

#include <string.h>

/* Columns of text without wide characters: bytes that begin a character. */
static size_t columns_of(const char *text, size_t length)
{
    size_t columns = 0;

    for (size_t i = 0; i < length; i++)
        columns += ((unsigned char)text[i] & 0xC0) != 0x80;
    return columns;
}

static void begin_line(FILE *out, size_t column)
{
    (void)fprintf(out, "\n%*s", (int)column, "");
}

static void write_label(FILE *out, const char *label, size_t column)
{
    size_t length = strlen(label);

    (void)fprintf(out, "%s", label);
    if (length > 0 && length >= column)
        begin_line(out, column);
    else
        (void)fprintf(out, "%*s", (int)(column - length), "");
}

void wrap_labelled(FILE *out, const char *label, size_t column, size_t width, const char *text)
{
    size_t at = column;

    write_label(out, label, column);
    while (*text != '\0') {
        size_t length = strcspn(text, " \n");
        size_t columns = columns_of(text, length);

        if (at > column && at + 1 + columns > width) {
            begin_line(out, column);
            at = column;
        }
        at += (size_t)fprintf(out, "%s", at > column ? " " : "") + columns;
        (void)fprintf(out, "%.*s", (int)length, text);
        text += length;
        if (*text == '\n') {
            begin_line(out, column);
            at = column;
        }
        text += *text != '\0';
    }
    (void)fprintf(out, "\n");
}
