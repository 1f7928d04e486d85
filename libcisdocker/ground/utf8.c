#include "ground/utf8.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

/* The smallest character that needs a sequence of this many bytes. */
static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};

static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    if (lead >= 0xF0 && lead < 0xF5)
        return 4;
    return 0;
}

size_t utf8_decode(const char *text, size_t length, uint32_t *character)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t need = sequence_length(bytes[0]);
    uint32_t value;

    if (need == 0 || need > length)
        return 0;
    value = need == 1 ? bytes[0] : bytes[0] & (0xFFu >> (need + 1));
    for (size_t i = 1; i < need; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (bytes[i] & 0x3F);
    }
    if (value < smallest[need] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return 0;
    *character = value;
    return need;
}

/* How many bytes at the start are ASCII and not NUL. */
static size_t plain_length(const char *text, size_t length)
{
    size_t plain = 0;

    while (plain < length && (signed char)text[plain] > 0)
        plain++;
    return plain;
}

bool utf8_is_clean(const char *text, size_t length)
{
    uint32_t character;

    for (size_t i = plain_length(text, length), step; i < length; i += step) {
        step = utf8_decode(text + i, length - i, &character);
        if (step == 0 || character == 0)
            return false;
    }
    return true;
}

size_t utf8_repair(const char *text, size_t length, char *out)
{
    size_t written = plain_length(text, length);
    uint32_t character;

    if (out != NULL)
        memcpy(out, text, written);
    for (size_t i = written, step; i < length; i += step) {
        const char *from = text + i;
        size_t size;

        step = size = utf8_decode(from, length - i, &character);
        if (step == 0 || character == 0) {
            from = REPLACEMENT;
            size = sizeof REPLACEMENT - 1;
            step = 1;
        }
        if (out != NULL)
            memcpy(out + written, from, size);
        written += size;
    }
    return written;
}

bool utf8_is_printable(uint32_t character)
{
    /* Ranges that control, reorder or hide text, in order (Unicode categories Cc, Cf, Zl, Zp). */
    static const uint32_t hidden[][2] = {
        {0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x0600, 0x0605},
        {0x061C, 0x061C}, {0x06DD, 0x06DD}, {0x070F, 0x070F}, {0x0890, 0x0891}, {0x08E2, 0x08E2},
        {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F}, {0x2028, 0x202E},
        {0x2060, 0x206F}, {0x3164, 0x3164}, {0xD800, 0xF8FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x110BD, 0x110BD}, {0x110CD, 0x110CD},
        {0x13430, 0x1345F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0x10FFFF},
    };

    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        if (character < hidden[i][0])
            return true;
        if (character <= hidden[i][1])
            return false;
    }
    return true;
}

void utf8_make_printable(char *text)
{
    size_t length = strlen(text), written = 0;
    uint32_t character;

    for (size_t i = 0, step; i < length; i += step) {
        step = utf8_decode(text + i, length - i, &character);
        if (step == 0 || !utf8_is_printable(character)) {
            text[written++] = '?';
            step = step != 0 ? step : 1;
        } else {
            memmove(text + written, text + i, step);
            written += step;
        }
    }
    text[written] = '\0';
}
