#include "say.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "progress.h"
#include "status.h"

#define LINE 4096

/* Bytes of the character at `text` that must not reach a terminal; 0 if it may. */
static size_t unsafe_length(const unsigned char *text)
{
    if (text[0] < 0x20 || text[0] == 0x7F)
        return 1;
    if (text[0] == 0xC2 && text[1] >= 0x80 && text[1] < 0xA0)
        return 2; /* U+0080 to U+009F: the other control characters */
    if (text[0] != 0xE2)
        return 0;
    if (text[1] == 0x80 && (text[2] & 0xE0) == 0x80 && (text[2] & 0x1F) >= 0x0B)
        return (text[2] & 0x1F) <= 0x0F ? 3 : 0; /* U+200B to U+200F */
    if (text[1] == 0x80 && text[2] >= 0xA8 && text[2] <= 0xAE)
        return 3; /* line separators, bidi embeddings and overrides */
    return text[1] == 0x81 && text[2] >= 0xA0 && text[2] <= 0xAF ? 3 : 0; /* bidi isolates */
}

static void make_safe(char *text)
{
    char *to = text;

    while (*text != '\0') {
        size_t unsafe = unsafe_length((const unsigned char *)text);

        *to++ = unsafe > 0 ? '?' : *text;
        text += unsafe > 0 ? unsafe : 1;
    }
    *to = '\0';
}

static void SAY_PRINTF(1, 0) say_list(const char *format, va_list arguments)
{
    char line[LINE];

    (void)vsnprintf(line, sizeof line, format, arguments);
    make_safe(line);
    progress_clear();
    (void)fprintf(stderr, "cisdocker: %s\n", line);
}

void say(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say_list(format, arguments);
    va_end(arguments);
}

int say_usage(const char *command, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say_list(format, arguments);
    va_end(arguments);
    (void)fprintf(stderr, "try 'cisdocker%s%s --help'\n", command != NULL ? " " : "",
                  command != NULL ? command : "");
    return STATUS_USAGE;
}
