#include "renderers/text_waiver.h"

#include "renderers/display.h"

#define REASON_COLUMNS 300
#define WORD_COLUMNS 64

void text_waiver(struct buffer *out, const struct waiver *waiver)
{
    const char *const by[] = {waiver->owner, waiver->ticket};
    size_t written = 0;

    buffer_text(out, "because ");
    display_add(out, waiver->reason, REASON_COLUMNS);
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        if (by[i][0] == '\0')
            continue;
        buffer_text(out, written++ == 0 ? " (" : ", ");
        display_add(out, by[i], WORD_COLUMNS);
    }
    if (written > 0)
        buffer_char(out, ')');
    if (waiver->expires[0] == '\0')
        return;
    buffer_text(out, ", until ");
    buffer_text(out, waiver->expires);
}
