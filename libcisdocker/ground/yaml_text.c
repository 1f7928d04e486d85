#include "ground/yaml_text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "ground/utf8.h"

static void add_escape(struct buffer *out, uint32_t character)
{
    char text[16];

    if (character == '"' || character == '\\')
        (void)snprintf(text, sizeof text, "\\%c", (char)character);
    else if (character < 0x100)
        (void)snprintf(text, sizeof text, "\\x%02x", (unsigned)character);
    else if (character < 0x10000)
        (void)snprintf(text, sizeof text, "\\u%04x", (unsigned)character);
    else
        (void)snprintf(text, sizeof text, "\\U%08lx", (unsigned long)character);
    buffer_text(out, text);
}

void yaml_quote(struct buffer *out, const char *text)
{
    size_t length = strlen(text);

    buffer_char(out, '"');
    for (size_t i = 0, step; i < length; i += step) {
        uint32_t character = 0xFFFD;

        step = utf8_decode(text + i, length - i, &character);
        if (step != 0 && utf8_is_printable(character) && text[i] != '"' && text[i] != '\\')
            buffer_add(out, text + i, step);
        else
            add_escape(out, step != 0 ? character : 0xFFFD);
        step += step == 0;
    }
    buffer_char(out, '"');
}

/* Words that some reader takes for a truth value or for nothing. */
static bool is_special(const char *text)
{
    static const char *const words[] = {"true", "false", "yes", "no",   "on",
                                        "off",  "null",  "y",   "n", "nan", "inf"};
    char lower[8] = "";
    size_t length = strlen(text);

    if (length >= sizeof lower)
        return false;
    for (size_t i = 0; i < length; i++)
        lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(lower, words[i]) == 0)
            return true;
    return false;
}

void yaml_word(struct buffer *out, const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char others[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    if (text[0] != '\0' && strchr(letters, text[0]) != NULL && text[strspn(text, others)] == '\0' &&
        !is_special(text))
        buffer_text(out, text);
    else
        yaml_quote(out, text);
}
