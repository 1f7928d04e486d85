#include "renderers/plain.h"

#include <string.h>

#include "ground/utf8.h"

#define REPLACEMENT "\xEF\xBF\xBD"

static bool stays(uint32_t character, bool lines)
{
    if (character == '\n' || character == '\t')
        return lines;
    return utf8_is_printable(character) && character != 0xFFFE && character != 0xFFFF;
}

void plain_add(struct buffer *out, const char *text, bool lines)
{
    size_t length = strlen(text), plain = 0;
    uint32_t character;

    for (size_t i = 0, step; i < length; i += step) {
        step = utf8_decode(text + i, length - i, &character);
        if (step != 0 && stays(character, lines))
            continue;
        step = step != 0 ? step : 1;
        buffer_add(out, text + plain, i - plain);
        buffer_text(out, REPLACEMENT);
        plain = i + step;
    }
    buffer_add(out, text + plain, length - plain);
}
