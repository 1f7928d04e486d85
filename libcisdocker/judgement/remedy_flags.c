#include "judgement/remedy_writers.h"

void remedy_write_caps(struct buffer *out, const char *before, cisd_caps caps)
{
    char name[CAPABILITY_NAME];

    for (int number = 0; number < CAPABILITY_BITS; number++) {
        if ((caps >> number & 1) == 0)
            continue;
        (void)capability_spell(number, name);
        buffer_text(out, before);
        buffer_text(out, name + 4);
    }
}

void remedy_write_flags(struct buffer *out, const struct subject *subject,
                        const struct remedy_config *config)
{
    struct buffer flags;

    (void)subject;
    buffer_init(&flags, &out->memory);
    if (config->drop_all)
        buffer_text(&flags, " --cap-drop=ALL");
    remedy_write_caps(&flags, " --cap-drop=", config->drop);
    remedy_write_caps(&flags, " --cap-add=", config->add);
    if (flags.failed)
        out->failed = true;
    else
        buffer_text(out, flags.data + 1);
    buffer_free(&flags);
}
