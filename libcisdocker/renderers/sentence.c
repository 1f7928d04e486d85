#include "renderers/sentence.h"

#include <stdio.h>

#include "renderers/plain.h"

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
    plain_add(out, waiver->reason, false);
    if (waiver->ticket[0] != '\0') {
        buffer_text(out, " (");
        plain_add(out, waiver->ticket, false);
        buffer_char(out, ')');
    }
    if (waiver->expires[0] != '\0') {
        buffer_text(out, " until ");
        buffer_text(out, waiver->expires);
    }
    if (waiver->owner[0] != '\0') {
        buffer_text(out, ", says ");
        plain_add(out, waiver->owner, false);
    }
}

void sentence_waiver(struct buffer *out, const cisd_result *result)
{
    buffer_clear(out);
    buffer_text(out, "");
    if (result->judgement.waived)
        add_waiver(out, &result->waiver);
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
    if (!judgement->waived)
        return;
    buffer_text(out, "; waived: ");
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

static void add_list(struct buffer *out, const char *word, const struct name_list *list)
{
    buffer_text(out, word);
    if (!list->known)
        buffer_text(out, " not known");
    else if (list->count == 0)
        buffer_text(out, " nothing");
    for (size_t i = 0; list->known && i < list->count; i++) {
        buffer_char(out, ' ');
        plain_add(out, list->names[i], false);
    }
}

void sentence_evidence(struct buffer *out, const cisd_result *result)
{
    static const char *const facts[] = {"privileged not known", "privileged no", "privileged yes"};
    const struct subject *subject = result->subject;

    buffer_clear(out);
    buffer_text(out, facts[subject->privileged + 1]);
    add_list(out, ", added", &subject->cap_add);
    add_list(out, ", dropped", &subject->cap_drop);
    if (!subject->kernel.seen)
        return;
    buffer_text(out, ", the kernel bounds it to ");
    add_caps(out, subject->kernel.bounding);
}

/* As many digits of an id as people read. */
#define SHORT_ID 12

static void add_short_id(struct buffer *out, const char *id)
{
    char digits[SHORT_ID + 1];

    (void)snprintf(digits, sizeof digits, "%s", id);
    plain_add(out, digits, false);
}

void sentence_subject(struct buffer *out, const struct subject *subject)
{
    buffer_clear(out);
    plain_add(out, subject->name, false);
    if (subject->id[0] == '\0' && subject->file == NULL)
        return;
    buffer_text(out, subject->name[0] != '\0' ? " (" : "(");
    if (subject->id[0] != '\0') {
        add_short_id(out, subject->id);
    } else {
        plain_add(out, subject->file, false);
        buffer_char(out, ':');
        buffer_number(out, subject->line);
    }
    buffer_char(out, ')');
}
