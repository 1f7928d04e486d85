#include "judgement/remedy_writers.h"

void remedy_write_caps(struct buffer *out, const char *before, cisd_caps caps)
{
    char name[CAPABILITY_NAME];

    for (int number = 0; number < CAPABILITY_BITS && caps >> number != 0; number++) {
        if ((caps >> number & 1) == 0)
            continue;
        (void)capability_spell(number, name);
        buffer_text(out, before);
        buffer_text(out, name + 4);
    }
}

/* What comes first has no space before it. */
static void write_flags(struct buffer *out, size_t begin, const char *flag, cisd_caps caps)
{
    cisd_caps first = out->length == begin ? caps & (~caps + 1) : CAPS_NONE;

    remedy_write_caps(out, flag + 1, first);
    remedy_write_caps(out, flag, caps & ~first);
}

void remedy_write_flags(struct buffer *out, const struct subject *subject,
                        const struct remedy_config *config)
{
    size_t begin = out->length;

    (void)subject;
    if (config->drop_all)
        buffer_text(out, "--cap-drop=ALL");
    write_flags(out, begin, " --cap-drop=", config->drop);
    write_flags(out, begin, " --cap-add=", config->add);
}
