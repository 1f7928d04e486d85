#include "renderers/sentence.h"

static void add_caps(struct buffer *out, cisd_caps caps)
{
    char name[CAPABILITY_NAME];
    bool first = true;

    for (int number = 0; number < CAPABILITY_BITS; number++) {
        if ((caps >> number & 1) == 0)
            continue;
        (void)capability_spell(number, name);
        if (!first)
            buffer_char(out, ' ');
        buffer_text(out, name);
        first = false;
    }
}

void sentence_caps(struct buffer *out, cisd_caps caps)
{
    buffer_clear(out);
    buffer_text(out, "");
    add_caps(out, caps);
}

static void add_waiver(struct buffer *out, const struct waiver *waiver)
{
    buffer_text(out, "; waived: ");
    buffer_text(out, waiver->reason);
    if (waiver->ticket[0] != '\0') {
        buffer_text(out, " (");
        buffer_text(out, waiver->ticket);
        buffer_char(out, ')');
    }
    if (waiver->expires[0] != '\0') {
        buffer_text(out, " until ");
        buffer_text(out, waiver->expires);
    }
}

void sentence_reasons(struct buffer *out, const cisd_result *result)
{
    const struct judgement *judgement = &result->judgement;

    buffer_clear(out);
    buffer_text(out, "");
    for (size_t i = 0; i < judgement->finding_count; i++) {
        if (i > 0)
            buffer_text(out, "; ");
        buffer_text(out, result_message(result, i));
        if (judgement->findings[i].caps != CAPS_NONE &&
            judgement->findings[i].reason == CISD_REASON_ADDED_BEYOND_DEFAULT) {
            buffer_text(out, " (");
            add_caps(out, judgement->findings[i].caps);
            buffer_char(out, ')');
        }
    }
    if (judgement->waived)
        add_waiver(out, &result->waiver);
}

void sentence_remedy(struct buffer *out, const cisd_result *result)
{
    buffer_clear(out);
    buffer_text(out, "");
    for (size_t i = 0; i < result->remedy_count; i++) {
        const struct remedy *remedy = &result->remedies[i];

        if (i > 0)
            buffer_char(out, '\n');
        buffer_text(out, remedy_kind_name(remedy->kind));
        buffer_text(out, ": ");
        buffer_text(out, remedy->smallest);
        if (remedy->note[0] != '\0') {
            buffer_text(out, "\n");
            buffer_text(out, remedy->note);
        }
    }
}
