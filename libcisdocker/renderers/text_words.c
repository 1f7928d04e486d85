#include "renderers/text_words.h"

const char *text_verdict(cisd_verdict verdict, bool waived)
{
    static const char *const words[CISD_VERDICTS] = {
        [CISD_PASS] = "PASS",
        [CISD_FAIL] = "FAIL",
        [CISD_ERROR] = "ERROR",
        [CISD_UNKNOWN] = "UNKNOWN",
        [CISD_NOTAPPLICABLE] = "NOT APPLICABLE",
        [CISD_NOTCHECKED] = "NOT CHECKED",
        [CISD_INFORMATIONAL] = "INFORMATIONAL",
    };

    return waived ? "WAIVED" : words[verdict];
}

enum style text_verdict_style(cisd_verdict verdict, bool waived)
{
    static const enum style styles[CISD_VERDICTS] = {
        [CISD_PASS] = STYLE_GOOD,
        [CISD_FAIL] = STYLE_BAD,
        [CISD_ERROR] = STYLE_DOUBTFUL,
        [CISD_UNKNOWN] = STYLE_DOUBTFUL,
        [CISD_NOTAPPLICABLE] = STYLE_TITLE,
        [CISD_NOTCHECKED] = STYLE_TITLE,
        [CISD_INFORMATIONAL] = STYLE_TITLE,
    };

    return waived ? STYLE_DOUBTFUL : styles[verdict];
}

const char *text_class_meaning(cisd_cap_class cap_class)
{
    static const char *const meanings[] = {
        [CISD_CLASS_NUISANCE] = "Can disturb the host: resource use, clocks, logs.",
        [CISD_CLASS_PRIVILEGE] = "Stronger inside the container than its user should be.",
        [CISD_CLASS_NETWORK] = "Can forge, listen to or redirect traffic.",
        [CISD_CLASS_HOST_ESCAPE] = "A known way out of the container, to root on the host.",
    };

    return meanings[cap_class];
}

const char *text_class(cisd_cap_class cap_class)
{
    static const char *const words[] = {
        [CISD_CLASS_NUISANCE] = "nuisance",
        [CISD_CLASS_PRIVILEGE] = "privilege",
        [CISD_CLASS_NETWORK] = "network",
        [CISD_CLASS_HOST_ESCAPE] = "host escape",
    };

    return words[cap_class];
}

const char *text_note_meaning(cisd_policy_note note)
{
    static const char *const meanings[CISD_POLICY_NOTES] = {
        [CISD_NOTE_STALE] = "nothing is like this any more",
        [CISD_NOTE_EXPIRED] = "its last day was ",
        [CISD_NOTE_UNEXPLAINED] = "its reason is still to be written",
    };

    return meanings[note];
}

void text_count(struct page *page, size_t count, cisd_subject_kind kind, bool mixed)
{
    static const char *const nouns[] = {
        [CISD_CONTAINER] = " container",
        [CISD_SERVICE] = " service",
        [CISD_COMPOSE_SERVICE] = " Compose service",
        [CISD_COMMAND] = " command line",
    };

    page_number(page, count);
    page_text(page, mixed ? " subject" : nouns[kind]);
    if (count != 1)
        page_text(page, "s");
}

size_t text_caps_size(cisd_caps caps)
{
    size_t size = 0;

    for (; caps != CAPS_NONE; caps &= caps - 1)
        size++;
    return size;
}

void text_caps(struct page *page, cisd_caps caps, size_t limit)
{
    char name[CAPABILITY_NAME];
    size_t shown = 0;

    for (int number = 0; number < CAPABILITY_BITS && shown < limit; number++) {
        if ((caps >> number & 1) == 0)
            continue;
        (void)capability_spell(number, name);
        page_text(page, shown++ > 0 ? ", " : "");
        page_text(page, name + 4);
        caps &= ~((cisd_caps)1 << number);
    }
    if (shown == 0)
        page_text(page, "none");
    if (caps == CAPS_NONE)
        return;
    page_text(page, " and ");
    page_number(page, text_caps_size(caps));
    page_text(page, " more");
}
