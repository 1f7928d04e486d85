#include "ground/shell_text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "ground/utf8.h"

static const char plain[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.,:/@+-";

static bool is_printable(const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0, step; i < length; i += step) {
        uint32_t character;

        step = utf8_decode(text + i, length - i, &character);
        if (step == 0 || !utf8_is_printable(character))
            return false;
    }
    return true;
}

/* Byte by byte: every shell that knows $'...' knows these escapes. */
static void add_escaped(struct buffer *out, const char *text)
{
    char escape[8];

    buffer_text(out, "$'");
    for (; *text != '\0'; text++) {
        if (strchr(plain, *text) != NULL) {
            buffer_char(out, *text);
            continue;
        }
        (void)snprintf(escape, sizeof escape, "\\%03o", (unsigned)(unsigned char)*text);
        buffer_text(out, escape);
    }
    buffer_char(out, '\'');
}

void shell_word(struct buffer *out, const char *text)
{
    if (text[0] != '\0' && text[strspn(text, plain)] == '\0') {
        buffer_text(out, text);
        return;
    }
    if (!is_printable(text)) {
        add_escaped(out, text);
        return;
    }
    buffer_char(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            buffer_text(out, "'\\'");
        buffer_char(out, *text);
    }
    buffer_char(out, '\'');
}
