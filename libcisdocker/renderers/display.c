#include "renderers/display.h"

#include <stdio.h>
#include <string.h>

#include "ground/utf8.h"

#define ELLIPSIS "..."
#define ELLIPSIS_COLUMNS 3

/* A character as it is shown. */
struct glyph {
    char text[16];
    size_t length, columns;
};

size_t display_columns(uint32_t character)
{
    static const uint32_t wide[][2] = {
        {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
        {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1AFF0, 0x1B2FF},
        {0x1F004, 0x1F004}, {0x1F18E, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    for (size_t i = 0; i < sizeof wide / sizeof wide[0] && character >= wide[i][0]; i++)
        if (character <= wide[i][1])
            return 2;
    return 1;
}

static void glyph_escape(struct glyph *glyph, char letter, uint32_t number)
{
    int length = snprintf(glyph->text, sizeof glyph->text, "\\%c{%x}", letter, (unsigned)number);

    glyph->length = glyph->columns = (size_t)length;
}

/*
 * Takes the next character from a text that is not at its end; returns its bytes. A backslash
 * stands before itself and before the quote, if there is one.
 */
static size_t glyph_take(struct glyph *glyph, const char *text, size_t length, char quote)
{
    uint32_t character;
    size_t step = utf8_decode(text, length, &character);

    if (step == 0) {
        glyph_escape(glyph, 'x', (unsigned char)*text);
        return 1;
    }
    if (!utf8_is_printable(character)) {
        glyph_escape(glyph, 'u', character);
        return step;
    }
    glyph->length = 0;
    glyph->columns = display_columns(character);
    if (*text == '\\' || *text == quote) {
        glyph->text[glyph->length++] = '\\';
        glyph->columns++;
    }
    memcpy(glyph->text + glyph->length, text, step);
    glyph->length += step;
    return step;
}

/* Whether a text fits; looks no further than it has to. */
static bool fits(const char *text, size_t length, char quote, size_t limit)
{
    struct glyph glyph;
    size_t columns = 0;

    for (size_t i = 0; i < length && columns <= limit;) {
        i += glyph_take(&glyph, text + i, length - i, quote);
        columns += glyph.columns;
    }
    return columns <= limit;
}

static void add(struct buffer *out, const char *text, char quote, size_t limit)
{
    size_t length = strlen(text), columns = 0;
    bool cut = limit != DISPLAY_WHOLE && !fits(text, length, quote, limit);
    struct glyph glyph;

    for (size_t i = 0; i < length;) {
        i += glyph_take(&glyph, text + i, length - i, quote);
        columns += glyph.columns;
        if (cut && columns > limit - ELLIPSIS_COLUMNS)
            break;
        buffer_add(out, glyph.text, glyph.length);
    }
    if (cut)
        buffer_text(out, ELLIPSIS);
}

void display_add(struct buffer *out, const char *text, size_t limit)
{
    add(out, text, '\0', limit);
}

void display_name(struct buffer *out, const char *name, size_t limit)
{
    if (name[0] != '\0' && strpbrk(name, " ,;()'\"") == NULL) {
        display_add(out, name, limit);
        return;
    }
    buffer_char(out, '"');
    add(out, name, '"', limit);
    buffer_char(out, '"');
}
